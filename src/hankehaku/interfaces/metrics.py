"""Figures of the service for Prometheus: requests, how long they took, what was refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

if TYPE_CHECKING:
    from hankehaku.facade import Hankehaku

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)


class Metrics:
    """The figures of one application, in a registry of its own."""

    def __init__(self) -> None:
        """Start from zero."""
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "hankehaku_requests",
            "Requests that were answered.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "hankehaku_request_seconds",
            "How long answering took.",
            ("route",),
            buckets=_BOUNDS,
            registry=self._registry,
        )
        self._progress = Gauge(
            "hankehaku_requests_in_progress",
            "Requests that are being answered, those held open too.",
            registry=self._registry,
        )
        self._refused = Counter(
            "hankehaku_refused",
            "Requests and connections that were refused.",
            ("reason",),
            registry=self._registry,
        )
        self._index = Gauge(
            "hankehaku_index_info",
            "The generation of the index that serves.",
            ("generation", "collection", "built"),
            registry=self._registry,
        )
        self._projects = Gauge(
            "hankehaku_projects", "Projects of the index that serves.", registry=self._registry
        )
        self._writing = threading.Lock()

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Note an answer; `status` 0 is none."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def refuse(self, reason: str) -> None:
        """Note a refusal."""
        self._refused.labels(reason).inc()

    @contextmanager
    def in_progress(self) -> Iterator[None]:
        """Count a request while it is being answered."""
        self._progress.inc()
        try:
            yield
        finally:
            self._progress.dec()

    def written(self, hankehaku: Hankehaku, generation: str) -> bytes:
        """Return all figures as Prometheus reads them, with those of the index as it is now."""
        manifest = hankehaku.manifest
        with self._writing:
            self._index.clear()
            collection = str(manifest.collection.get("id", ""))
            self._index.labels(generation, collection, manifest.built).set(1)
            self._projects.set(len(hankehaku))
            return generate_latest(self._registry)
