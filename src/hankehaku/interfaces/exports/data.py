"""Writes a search and all that matches it as JSON, for programs."""

from __future__ import annotations

import json
from typing import Any

from hankehaku.interfaces.exports.citing import address_of
from hankehaku.interfaces.exports.gathered import Gathered
from hankehaku.interfaces.render import constraint_json, project_json, term_json
from hankehaku.search.constraints import Constraint


def write_json(gathered: Gathered) -> bytes:
    """Return the question, how it was understood, the index, and all projects, as JSON."""
    manifest, result = gathered.manifest, gathered.result
    collection = manifest.collection
    whole: dict[str, Any] = {
        "question": gathered.question,
        "language": gathered.language,
        "date": gathered.day.isoformat(),
        "understood": _understood(gathered),
        "index": {
            "collection": collection["id"],
            "title": gathered.collection,
            "programme": gathered.programme,
            "built": manifest.built,
            "corpus": manifest.corpus_hash[:12],
            "program": manifest.program,
            "licence": manifest.told("licence", gathered.language) or None,
            "provenance": manifest.told("provenance", gathered.language) or None,
        },
        "counts": {
            "matching": len(gathered.projects),
            "selected": result.selected,
            "left_out_unknown": len(result.unknown),
            "total": result.total,
        },
        "no_match": result.no_match,
        "address": gathered.link or None,
        "projects": [
            {
                "rank": place if gathered.ranked else None,
                **project_json(project),
                "address": address_of(project, gathered.base) or None,
            }
            for place, project in enumerate(gathered.projects, 1)
        ],
    }
    # half of a surrogate pair can stand in a question, and UTF-8 has no way to write it
    return f"{json.dumps(whole, ensure_ascii=False, indent=1)}\n".encode("utf-8", "replace")


def _understood(gathered: Gathered) -> dict[str, Any]:
    question, request = gathered.result.question, gathered.request
    parsed = question.parsed.constraints if question.parsed else ()

    def said(each: Constraint) -> dict[str, Any]:
        return constraint_json(each, gathered.language)

    return {
        "language": question.language if gathered.question else None,
        "topic": question.topic,
        "finnish": question.finnish,
        "terms": [term_json(each) for each in question.terms],
        "constraints": [said(each) for each in question.constraints],
        "dropped": [said(each) for at, each in enumerate(parsed) if at in request.dropped],
        "filters": [said(each) for each in request.filters.constraints()],
        "muted": list(request.muted),
        "order": question.order if request.sort == "best" else request.sort,
    }
