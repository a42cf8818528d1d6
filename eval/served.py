"""The figures of an evaluation that the page on quality shows, and the file that they stand in.

    python eval/served.py      writes data/evaluation.json anew from the newest report

`report.py` writes it with each report that it makes of a tree without uncommitted changes.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from command import run, write_json
from hankehaku.errors import UsageError
from indexes import COLLECTION, ROOT
from systems import PRODUCT

SERVED = ROOT / "data" / "evaluation.json"
"""The file, which the program takes along."""

_ANSWERED = "with an answer, "


def served(figures: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page shows of the figures of a report."""
    kept = figures["report"]
    assistant = figures["assistant"]["report"]
    return {
        "commit": figures["commit"],
        "committed": figures["committed"],
        "collection": COLLECTION.name,
        "needs": kept["needs"],
        "ranking": {language: _ranking(kept, language) for language in kept["margins"]},
        "overlap": kept["parity"]["all"]["overlap"]["mean"],
        "nothing": [_nothing(kind, each) for kind, each in figures["abstain"].items()],
        "assistant": {
            language: {
                "questions": each["questions"],
                "projects": each["projects"],
                "right": each["figures right"],
                "answered": each["figures answered"],
            }
            for language, each in assistant["by language"].items()
        },
        "grounding": {
            "invented": len(assistant["invented"]),
            "unconstrained": assistant["unconstrained"],
            "untraced": len(assistant["untraced"]),
            "sentences": assistant["sentences"],
        },
    }


def _ranking(kept: Mapping[str, Any], language: str) -> dict[str, float]:
    systems = kept["systems"]
    sets = [each[language] for each in kept["sets"].values()]
    needs = sum(each["needs"] for each in sets)
    first = sum(each["needs"] * each["Success@1"]["mean"] for each in sets) / needs
    product = systems[PRODUCT][language]
    return {
        **{key: product[key] for key in ("mean", "low", "high")},
        "first": round(first, 4),
        "words": systems["product, words only"][language]["mean"],
        "meaning": systems["product, meaning only"][language]["mean"],
        "plain": systems[kept["margins"][language]["against"]][language]["mean"],
    }


def _nothing(kind: str, each: Mapping[str, Any]) -> dict[str, Any]:
    answered = kind.startswith(_ANSWERED)
    return {
        "kind": "answered" if answered else kind,
        "language": kind.removeprefix(_ANSWERED) if answered else "",
        "share": each["nothing"],
        "questions": each["questions"],
    }


def main() -> None:
    """Write the file from the newest report that is kept."""
    from report import newest

    found = newest()
    if found is None:
        raise UsageError("there is no report", cure="Make one: make eval")
    write_json(SERVED, served(found))
    sys.stdout.write(f"{SERVED}\n")


if __name__ == "__main__":
    run(main)
