"""Has questions logged, where the settings ask for it; without this none is."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from hankehaku.facade import Hankehaku
    from hankehaku.interfaces.opened import Opened

_LOG = logging.getLogger("hankehaku.questions")
_ASKING = ("search", "explore", "everything", "ask", "answers")


def heard(opened: Opened) -> Opened:
    """Return the same, with each question that is asked of it written to the log."""
    last: list[_Heard] = []

    def give() -> Hankehaku:
        now = opened()
        # one for each generation: others keep things by it
        if not last or last[0].heard is not now:
            last[:] = [_Heard(now)]
        return cast("Hankehaku", last[0])

    return give


class _Heard:
    def __init__(self, hankehaku: Hankehaku) -> None:
        self.heard = hankehaku

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.heard, name)
        if name not in _ASKING:
            return found

        def ask(question: Any, *rest: Any, **named: Any) -> Any:
            written = getattr(question, "text", question)
            _LOG.info("question", extra={"way": name, "question": str(written)})
            return found(question, *rest, **named)

        return ask

    def __len__(self) -> int:
        return len(self.heard)

    def __iter__(self) -> Any:
        return iter(self.heard)
