"""How a service is guarded, as one value that the entry points read from the settings."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hankehaku.settings import Settings

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Options:
    """The defaults guard a service on one's own machine: open to all, with generous limits."""

    root_path: str = ""
    """Below what path a proxy offers the service, such as `/haku`."""
    trusted: tuple[Network, ...] = ()
    """Proxies whose word is taken for who asks, and how."""
    hosts: frozenset[str] = frozenset()
    """Names by which the service is called, in lower case; empty is any."""
    user_header: str = ""
    """The header by which those proxies name the user who signed in, in lower case."""
    passwords: Path | None = None
    tokens: Path | None = None
    rate: float = 50.0
    """Requests of one client a second in the long run; 0 is no limit."""
    burst: int = 500
    """Requests of one client at once."""
    workers: int = 8
    """Requests that are worked on at the same time."""
    waiting: int = 96
    """Requests that may wait for their turn."""
    patience: float = 15.0
    """Seconds that a request waits for its turn at most."""
    timeout: float = 60.0
    """Seconds that a request has for its answer."""
    connections: int = 800
    client_connections: int = 200
    small_body: int = 65_536
    large_body: int = 2_500_000
    body_seconds: float = 20.0
    """Seconds that a client has to send what belongs to its request."""
    head_seconds: float = 15.0
    """Seconds that a client has to say what it wants."""
    delay: float = 0.0
    """Seconds that an answer waits which refuses a client for what it asks too much: who asks
    without pause is slowed to one request a connection in that time, and refusing costs little."""
    stopping: float = 10.0
    """Seconds that requests in flight get when the service is told to stop."""
    log_questions: bool = False
    feedback: Path | None = None
    """The file of judgements; without it none are taken."""
    model: str = ""
    """The language model that words answers, of which users are told."""

    @classmethod
    def of(cls, settings: Settings) -> Options:
        """Return what the settings say; they have been checked."""
        return cls(
            root_path=settings.root_path,
            trusted=networks(settings.trusted_proxies),
            hosts=frozenset(names(settings.allowed_hosts)),
            user_header=(settings.proxy_user_header or "").lower(),
            passwords=settings.passwords,
            tokens=settings.tokens,
            rate=settings.rate,
            burst=settings.burst,
            workers=settings.workers,
            waiting=settings.waiting,
            patience=settings.patience,
            timeout=settings.timeout,
            connections=settings.connections,
            client_connections=settings.client_connections,
            delay=settings.delay,
            log_questions=settings.log_questions,
            feedback=settings.feedback,
            model=(settings.llm_model or "") if settings.llm_url else "",
        )

    @property
    def signs_in(self) -> bool:
        """Whether the pages ask who one is."""
        return bool(self.passwords or self.user_header)


def names(written: str) -> tuple[str, ...]:
    """Return a list of names, apart by commas, in lower case."""
    return tuple(each.strip().lower() for each in written.split(",") if each.strip())


def networks(written: str) -> tuple[Network, ...]:
    """Return a list of addresses and networks, apart by commas; raises ValueError for others."""
    return tuple(ipaddress.ip_network(each) for each in names(written))
