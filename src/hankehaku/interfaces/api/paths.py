"""Paths that hold anything, and what is told of addresses and methods that nothing answers."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from hankehaku.interfaces.api.problems import METHOD, NOT_FOUND, ProblemError


class _Whole(Convertor[str]):
    """The rest of a path, line breaks and all, which the framework's own `path` is not."""

    regex = "(?s:.*)"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("whole", _Whole())


def whole(name: str) -> str:
    """Return a parameter of a path that may hold anything, such as an id with a slash."""
    return f"{{{name}:whole}}"


class _Rest:
    """Tells of a path below `/api` that there is nothing, or that the method is wrong."""

    def __init__(self, router: APIRouter) -> None:
        self._router = router

    async def __call__(self, scope: Scope, _receive: Receive, _send: Send) -> None:
        path = f"/api/{scope['path_params']['rest']}"
        allowed = {
            method
            for route in self._router.routes
            if isinstance(route, APIRoute) and route.path_regex.match(path)
            for method in route.methods or ()
        }
        if allowed:
            raise ProblemError(METHOD, headers={"Allow": ", ".join(sorted(allowed))})
        raise ProblemError(NOT_FOUND)


def allow_head(router: APIRouter) -> None:
    """Have every address that answers GET answer HEAD; the server leaves the body away.

    Only now, as a description has each method for itself.
    """
    for route in router.routes:
        if isinstance(route, APIRoute) and route.methods and "GET" in route.methods:
            route.methods.add("HEAD")


def add_rest(router: APIRouter) -> None:
    """Add what answers the rest of `/api`, whatever the method; it must come last."""
    router.routes.append(Route(f"/api/{whole('rest')}", _Rest(router), include_in_schema=False))
