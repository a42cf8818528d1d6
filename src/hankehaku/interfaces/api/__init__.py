"""The HTTP API: what the page knows, as JSON for other programs, described by OpenAPI."""

from __future__ import annotations

from hankehaku.interfaces.api.problems import install_problems
from hankehaku.interfaces.api.routes import routes

__all__ = ["install_problems", "routes"]
