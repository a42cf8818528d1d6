"""Search for descriptions of publicly funded projects in Finland."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hankehaku.facade import Hankehaku

__all__ = ["Hankehaku"]


def __getattr__(name: str) -> Any:
    # the facade brings numpy, tantivy and more; `hankehaku --help` needs none of them
    if name == "Hankehaku":
        from hankehaku.facade import Hankehaku

        return Hankehaku
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
