"""The commands `hankehaku serve, mcp, password, token`."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from hankehaku.errors import UsageError

Index = Annotated[Path | None, typer.Option("--index", help="The folder of the index.")]


def serve(
    index: Index = None,
    host: Annotated[str | None, typer.Option(help="The address to serve at.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="The port.")] = None,
    root_path: Annotated[
        str | None, typer.Option("--root-path", help="The path below which a proxy offers it.")
    ] = None,
) -> None:
    """Prepare what is missing and serve the page and the other doors."""
    from hankehaku.interfaces import logs
    from hankehaku.interfaces.guard.options import Options
    from hankehaku.interfaces.live import Live
    from hankehaku.interfaces.progress import Reporter
    from hankehaku.interfaces.setup import ensure_ready
    from hankehaku.settings import read_settings

    settings, reporter = read_settings(root_path=root_path), Reporter()
    place = ensure_ready(settings, reporter, index)
    with reporter.timed("Opening the index and the page"):
        from hankehaku.interfaces.web.server import serve as serve_page

        live = Live(place)
    logs.configure(settings.log_level, questions=settings.log_questions)
    serve_page(
        live,
        host or settings.host,
        settings.port if port is None else port,
        options=Options.of(settings),
    )


def mcp(index: Index = None) -> None:
    """Answer a program that speaks MCP over standard input and output."""
    from hankehaku.facade import Hankehaku, find_index
    from hankehaku.interfaces.mcp.server import run_stdio
    from hankehaku.settings import read_settings

    place = find_index(index or read_settings().index)
    # opened by the server, once, when nothing but the protocol can reach standard output
    run_stdio(cache(lambda: Hankehaku.open(place)))


def password(
    user: Annotated[str, typer.Argument(help="The name to sign in by.")],
) -> None:
    """Ask for a password, and write the user's line for the file of HANKEHAKU_PASSWORDS."""
    from hankehaku.interfaces.guard.keys import password_line

    if sys.stdin.isatty():
        written: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        written = sys.stdin.readline().rstrip("\r\n")
    if not written:
        raise UsageError("no password was given", cure="Write it, or pipe it to standard input")
    sys.stdout.write(f"{password_line(user, written)}\n")


def token(name: Annotated[str, typer.Argument(help="What the token is for.")]) -> None:
    """Make a token: its line for the file of HANKEHAKU_TOKENS, and on standard error itself."""
    from hankehaku.interfaces.guard.keys import token_line

    made, line = token_line(name)
    sys.stderr.write(f"The token, which is not shown again: {made}\n")
    sys.stdout.write(f"{line}\n")
