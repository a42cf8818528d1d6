"""Serves the tools: over standard input and output, and over HTTP as part of an application."""

from __future__ import annotations

import contextlib
import functools
import logging
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from hankehaku.errors import HankehakuError, UnknownProjectError
from hankehaku.interfaces.opened import Opened

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer
    from mcp.server.mcpserver.tools import Tool
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
    from mcp.server.transport_security import TransportSecuritySettings
    from starlette.types import Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""Hosts by which a server can always be called."""

THREADS = 4
"""Calls of tools that run at once."""

WAITING = 32
"""Calls that may wait for one of these; more are told to come again."""

_BODY = 128 * 1024
"""Bytes of a request at most: the longest question, all of it in UTF-8, and more."""


def server(
    opened: Opened, *, allowed_hosts: Sequence[str] = (), threads: int = THREADS
) -> HttpServer:
    """Return the ASGI application that serves the tools over streamable HTTP.

    It can be called as a loopback host and as the names in `allowed_hosts` (`haku.kunta.fi`, with
    any port; `*`: as anything, where a proxy checks it). It must be `running()` to be called.
    """
    return HttpServer(build(opened, threads=threads), allowed_hosts)


def run_stdio(opened: Opened, *, threads: int = THREADS) -> None:
    """Serve the tools over standard input and output until the input ends.

    The index is opened at once; nothing but the protocol comes to standard output.
    """
    import anyio

    with contextlib.redirect_stdout(sys.stderr):
        opened()
        made = build(opened, threads=threads)
    # from here the SDK leads what others write away from standard output
    anyio.run(made.run_stdio_async)


def build(opened: Opened, *, threads: int = THREADS) -> MCPServer[Any]:
    """Return a server of the protocol with all tools, without a transport."""
    from mcp.server.mcpserver import MCPServer

    from hankehaku.interfaces.mcp.tools import INSTRUCTIONS, Tools

    workers = _Workers(threads)
    tools = [_tool(workers, title, each) for title, each in Tools(opened).all().items()]
    with _logging_as_it_is():
        return MCPServer(
            "hankehaku",
            title="Hankehaku",
            description="Funded projects in Finland: search, answers with citations, figures",
            instructions=INSTRUCTIONS,
            version=version("hankehaku"),
            tools=tools,
            subscriptions=False,
            log_level="WARNING",
        )


class HttpServer:
    """An ASGI application: stateless, each request answered by one JSON document.

    It answers whatever its path is, so that it can stand at an address without a slash behind it.
    """

    def __init__(self, made: MCPServer[Any], allowed_hosts: Sequence[str] = ()) -> None:
        self._made = made
        self._security = _security(allowed_hosts)
        self._manager: StreamableHTTPSessionManager | None = None

    @contextlib.asynccontextmanager
    async def running(self, _: object = None) -> AsyncIterator[None]:
        """Run what answers requests: the lifespan of the application this is part of."""
        # a manager runs once; an application may be started again
        self._made.streamable_http_app(
            json_response=True,
            stateless_http=True,
            max_request_body_size=_BODY,
            transport_security=self._security,
        )
        manager = self._made.session_manager
        async with manager.run():
            self._manager = manager
            try:
                yield
            finally:
                self._manager = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        from starlette.responses import PlainTextResponse

        if scope["type"] != "http":
            return
        if scope["method"] != "POST":
            # there is nothing to listen to and no session to end
            refused = PlainTextResponse("Use POST", 405, {"Allow": "POST"})
            await refused(scope, receive, send)
        elif self._manager is None:
            stopped = PlainTextResponse("Not running", 503, {"Retry-After": "5"})
            await stopped(scope, receive, send)
        else:
            await self._manager.handle_request(scope, receive, send)


class _Workers:
    """Runs calls in a few threads, and refuses those for which there is no room to wait."""

    def __init__(self, threads: int) -> None:
        import anyio

        self._limiter = anyio.CapacityLimiter(threads)
        self._room = threads + WAITING
        self._inside = 0

    async def run(self, call: Callable[[], Any]) -> Any:
        """Return what a call gives; errors of the core become those that a model can read."""
        import anyio.to_thread
        from mcp.server.mcpserver.exceptions import ToolError

        if self._inside >= self._room:
            raise ToolError("too many calls at once. Call again in a few seconds")
        self._inside += 1
        try:
            return await anyio.to_thread.run_sync(call, limiter=self._limiter)
        except UnknownProjectError as exc:
            raise ToolError(f"{exc}. search_projects gives the ids that there are") from exc
        except HankehakuError as exc:
            raise ToolError(str(exc)) from exc
        finally:
            self._inside -= 1


def _tool(workers: _Workers, title: str, function: Callable[..., Any]) -> Tool:
    from mcp.server.mcpserver.tools import Tool
    from mcp.types import ToolAnnotations
    from pydantic import create_model

    @functools.wraps(function)
    async def call(**arguments: Any) -> Any:
        return await workers.run(functools.partial(function, **arguments))

    run: Callable[..., Awaitable[Any]] = call
    made = Tool.from_function(
        run,
        title=title,
        description=_plain(function.__doc__ or ""),
        annotations=ToolAnnotations(
            title=title,
            read_only_hint=True,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=False,
        ),
        structured_output=True,
    )
    given = made.fn_metadata.arg_model
    # a filter under a wrong name must not be passed over: the answer would be of something else
    strict = create_model(given.__name__, __base__=given, __cls_kwargs__={"extra": "forbid"})
    made.fn_metadata.arg_model = strict
    made.parameters = strict.model_json_schema(by_alias=True)
    return made


def _plain(doc: str) -> str:
    return "\n".join(line.strip() for line in doc.strip().splitlines())


def _security(allowed_hosts: Sequence[str]) -> TransportSecuritySettings:
    from mcp.server.transport_security import TransportSecuritySettings

    if "*" in allowed_hosts:
        return TransportSecuritySettings(enable_dns_rebinding_protection=False)
    named = [form for host in (*LOOPBACK, *allowed_hosts) for form in (host, f"{host}:*")]
    origins = [f"{scheme}://{each}" for each in named for scheme in ("http", "https")]
    return TransportSecuritySettings(allowed_hosts=named, allowed_origins=origins)


@contextlib.contextmanager
def _logging_as_it_is() -> Iterator[None]:
    """Keep the SDK from setting up the logging of the whole process, which is not its own."""
    root, held = logging.getLogger(), logging.NullHandler()
    root.addHandler(held)
    try:
        yield
    finally:
        root.removeHandler(held)
