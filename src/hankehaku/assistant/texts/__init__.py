"""What the assistant says, in Finnish, Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping

from hankehaku.assistant.texts.en import TEXTS as _EN
from hankehaku.assistant.texts.fi import TEXTS as _FI
from hankehaku.assistant.texts.sv import TEXTS as _SV

TEXTS: Mapping[str, Mapping[str, str]] = {"fi": _FI, "sv": _SV, "en": _EN}


def say(language: str, key: str, **values: object) -> str:
    """Return a text in a language (fi, sv or en) with its values filled in."""
    return TEXTS[language][key].format(**values)


def counted(language: str, key: str, count: int, **values: object) -> str:
    """Return the text of `key`_one or `key`_many."""
    return say(language, f"{key}_{'one' if count == 1 else 'many'}", count=count, **values)
