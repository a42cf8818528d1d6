"""The figures of the newest evaluation, as `eval/served.py` leaves them, in words and tables."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import hankehaku as package
from hankehaku import formats
from hankehaku.interfaces.texts import TEXTS, number, text
from hankehaku.interfaces.web.marks import escape

NAME = "evaluation.json"
"""The file of figures, in the data folder of the checkout or of the installed package."""

_PACKAGE = Path(package.__file__ or "").parent
_KINDS = MappingProxyType(
    {
        "answered": "measured_answered",
        "none-near": "measured_none_near",
        "none-far": "measured_none_far",
        "about anything else": "measured_none_else",
    }
)


@lru_cache(maxsize=1)
def figures() -> Mapping[str, Any] | None:
    """Return the figures, None when the program came without them."""
    for folder in (_PACKAGE.parents[1] / "data", _PACKAGE / "_data"):
        path = folder / NAME
        if path.is_file():
            found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return found
    return None


def evaluation_html(found: Mapping[str, Any], collection: str, language: str) -> str:
    """Return figures as tables; `collection` is the id of the one that is served."""
    day = datetime.fromtimestamp(found["committed"], UTC).date()
    intro = text(
        language,
        "measured_intro",
        date=formats.day(day, language),
        collection=found["collection"],
        needs=number(found["needs"], language),
    )
    parts = [f"<p>{escape(intro)}</p>"]
    if found["collection"] != collection:
        parts.append(f"<p><strong>{escape(text(language, 'measured_other'))}</strong></p>")
    parts += [
        _ranking(found["ranking"], language),
        f"<p>{escape(text(language, 'measured_overlap', share=_share(found['overlap'], language)))}"
        "</p>",
        _nothing(found["nothing"], language),
        _assistant(found["assistant"], language),
        f"<p>{escape(_grounding(found, language))}</p>",
        f"<p>{escape(text(language, 'measured_caution'))}</p>",
    ]
    return "".join(parts)


def _ranking(rows: Mapping[str, Any], language: str) -> str:
    keys = (
        *("measured_language", "measured_first", "measured_product", "measured_words"),
        *("measured_meaning", "measured_plain"),
    )
    body = [
        (
            _language(each, language),
            _share(row["first"], language),
            f"{_mean(row['mean'], language)} [{_mean(row['low'], language)}–"
            f"{_mean(row['high'], language)}]",
            *(_mean(row[key], language) for key in ("words", "meaning", "plain")),
        )
        for each, row in _ordered(rows)
    ]
    return _table("measured_ranking", keys, body, language)


def _nothing(rows: Sequence[Mapping[str, Any]], language: str) -> str:
    body = []
    for row in sorted(rows, key=_rank):
        key = _KINDS.get(row["kind"])
        kind = text(language, key) if key else str(row["kind"])
        if row["language"]:
            kind = f"{kind}, {_language(row['language'], language)}"
        of = number(row["questions"], language)
        body.append((kind, of, _share(row["share"], language)))
    keys = ("measured_kind", "measured_questions", "measured_told")
    return _table("measured_nothing", keys, body, language)


def _rank(row: Mapping[str, Any]) -> tuple[int, int]:
    return [*_KINDS, row["kind"]].index(row["kind"]), _place(row["language"] or "all")


def _assistant(rows: Mapping[str, Any], language: str) -> str:
    keys = ("measured_language", "measured_questions", "measured_projects", "measured_figures")
    body = [
        (
            _language(each, language),
            number(row["questions"], language),
            _share(row["projects"], language),
            f"{row['right']} / {row['answered']}",
        )
        for each, row in _ordered(rows)
    ]
    return _table("measured_assistant", keys, body, language)


def _grounding(found: Mapping[str, Any], language: str) -> str:
    names = ("invented", "unconstrained", "untraced", "sentences")
    values = {name: number(found["grounding"][name], language) for name in names}
    return text(language, "measured_grounding", **values)


def _table(caption: str, keys: Sequence[str], rows: Sequence[Sequence[str]], language: str) -> str:
    head = "".join(f'<th scope="col">{escape(text(language, key))}</th>' for key in keys)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>'
        f"{''.join(f'<td>{escape(each)}</td>' for each in rest)}</tr>"
        for first, *rest in rows
    )
    said = escape(text(language, caption))
    # what a table shows stands above what scrolls, so that it is read on a narrow screen
    return (
        f'<p class="note shows" aria-hidden="true">{said}</p>'
        f'<div class="scroll figures" role="region" tabindex="0" aria-label="{said}"><table>'
        f'<caption class="unseen">{said}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _ordered(rows: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return what is told of languages in the order of the page's languages, all of them last."""
    return sorted(rows.items(), key=lambda row: _place(row[0]))


def _place(code: str) -> int:
    return [*TEXTS, code].index(code)


def _language(code: str, language: str) -> str:
    return text(language, f"language_{code}" if code in TEXTS else "measured_all")


def _mean(value: float, language: str) -> str:
    return _pointed(f"{value:.2f}", language)


def _share(value: float, language: str) -> str:
    return _pointed(f"{100 * value:.0f}", language) + ("%" if language == "en" else "\u00a0%")


def _pointed(digits: str, language: str) -> str:
    return digits if language == "en" else digits.replace(".", ",")
