"""Every text a user sees, as data: language → key → text, complete in fi, sv and en."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hankehaku.interfaces.texts.en import TEXTS as _EN
from hankehaku.interfaces.texts.fi import TEXTS as _FI
from hankehaku.interfaces.texts.parts import (
    api,
    exports,
    facets,
    guard,
    inspecting,
    overview,
    plan,
    project,
    quality,
    updating,
)
from hankehaku.interfaces.texts.sv import TEXTS as _SV
from hankehaku.language.freedict import DICTIONARIES
from hankehaku.records import DataIssue, OrganisationType
from hankehaku.search.result import Reranked

DEFAULT_LANGUAGE = "fi"

_PARTS = (facets, project, overview, plan, exports, api, guard, quality, inspecting, updating)


def _all(language: str, first: Mapping[str, str]) -> Mapping[str, str]:
    parts = {key: each for part in _PARTS for key, each in part.TEXTS[language].items()}
    return MappingProxyType({**parts, **first})


TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"fi": _all("fi", _FI), "sv": _all("sv", _SV), "en": _all("en", _EN)}
)
"""The languages in the order they are offered, Finnish first."""

LANGUAGE_NAMES: Mapping[str, str] = MappingProxyType(
    {"fi": "Suomi", "sv": "Svenska", "en": "English"}
)
"""Each language by its own name, the same on every page."""

EXAMPLES = 6
"""Example questions in each language: the keys example_1, example_2 …"""

CHAT_EXAMPLES = 4
"""Questions to begin a conversation with: the keys chat_example_1, chat_example_2 …"""


def text(language: str, key: str, /, **values: object) -> str:
    """Return the text of a key with its `{placeholders}` filled in.

    Raises KeyError for an unknown language or key, and for a placeholder without a value.
    """
    return TEXTS[language][key].format(**values)


def known_language(value: object) -> str:
    """Return `value` when it is a language of the texts, else the default language."""
    return value if isinstance(value, str) and value in TEXTS else DEFAULT_LANGUAGE


def number(value: int, language: str) -> str:
    """Return a whole number with its thousands apart, as the language writes it."""
    return f"{value:,}" if language == "en" else f"{value:,}".replace(",", "\u00a0")


def count_text(language: str, key: str, count: int, /, **values: object) -> str:
    """Return the text of `<key>_one` or `<key>_many` with its `{count}`, as the count asks."""
    form = "one" if count == 1 else "many"
    return text(language, f"{key}_{form}", count=number(count, language), **values)


def issue_text(issue: DataIssue, language: str) -> str:
    """Return a flaw of the source as a sentence, with its line when that is known."""
    fields = TEXTS[language]
    field = fields.get(f"field_{issue.field}", issue.field)
    sentence = text(language, f"issue_{issue.kind.value}", written=issue.written, field=field)
    if issue.line is None:
        return sentence
    return f"{sentence} {text(language, 'at_line', line=issue.line)}"


def source_text(source: str, language: str) -> str:
    """Return where a way from word to word comes from (see `Match.source`), in plain words."""
    plain = TEXTS[language].get(f"source_{source}")
    kind = "source_dictionary" if source in DICTIONARIES else "source_lexicon"
    return plain or text(language, kind, name=source)


def reranked_text(reranked: Reranked, rank: int, language: str) -> str:
    """Return what a reranker did to the place of a project that now has this rank."""
    if reranked.before == rank:
        return text(language, "why_reranker_kept", name=reranked.by, rank=rank)
    moved = {"name": reranked.by, "before": reranked.before, "rank": rank}
    return text(language, "why_reranker_moved", **moved)


def organisation_type_text(kind: OrganisationType, language: str) -> str:
    """Return the name of a kind of organisation."""
    return text(language, f"organisation_type_{kind.value}")


def examples(language: str) -> tuple[str, ...]:
    """Return the example questions of a language."""
    return tuple(text(language, f"example_{number}") for number in range(1, EXAMPLES + 1))


def chat_examples(language: str) -> tuple[str, ...]:
    """Return the questions of a language to begin a conversation with."""
    return tuple(text(language, f"chat_example_{number}") for number in range(1, CHAT_EXAMPLES + 1))
