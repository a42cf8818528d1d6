"""Results as plain JSON types, the same for the command line, the page and HTTP."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from hankehaku.assistant.answer import Answer
from hankehaku.assistant.wording import describe
from hankehaku.language.imported import ImportedLexicon
from hankehaku.language.terms import Term
from hankehaku.records import DataIssue, Project
from hankehaku.search.constraints import Constraint
from hankehaku.search.result import Hit, Match, SearchResult
from hankehaku.sources.rejected import share_rejected

if TYPE_CHECKING:
    from hankehaku.corpus.corpus import Corpus

# Control characters that JSON may hold as they are.
_STEERING = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}


def search_json(result: SearchResult) -> dict[str, Any]:
    """Return a search result in the published form (see the README, 'JSON')."""
    question = result.question
    return {
        "question": {
            "text": question.text,
            "language": question.language,
            "topic": question.topic,
            "terms": [term_json(term) for term in question.terms],
            "corrections": [
                {"written": term.surface, "corrected": term.corrected}
                for term in question.terms
                if term.corrected
            ],
        },
        "understood": [constraint_json(e, question.language) for e in question.constraints],
        "order": question.order,
        "selected": result.selected,
        "left_out_unknown": [each.id for each in result.unknown],
        "near_misses": [
            {
                "drop": constraint_json(each.constraint, question.language),
                "projects": [project.id for project in each.projects],
            }
            for each in result.near_misses
        ],
        "no_match": result.no_match,
        "hits": [hit_json(hit) for hit in result.hits],
    }


def constraint_json(constraint: Constraint, language: str) -> dict[str, Any]:
    """Return a constraint in words and as it is kept, with where the question makes it."""
    return {"text": describe(constraint, language), **constraint.to_dict()}


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer in the published form (see the README, 'JSON')."""
    figure, miss = answer.figure, answer.near_miss
    return {
        "answer": answer.text,
        "language": answer.language,
        "act": answer.act.value,
        "understood": [constraint_json(e.constraint, answer.language) for e in answer.understood],
        "order": answer.ordering or None,
        "projects": [each.id for each in answer.projects],
        "figure": (
            {
                "kind": figure.kind,
                "value": figure.value,
                "unit": figure.unit,
                "projects": list(figure.projects),
                "unknown": list(figure.unknown),
                "low": figure.low,
                "high": figure.high,
            }
            if figure
            else None
        ),
        "citations": [
            {"n": each.n, "id": each.id, "quote": each.quote} for each in answer.citations
        ],
        "sentences": [
            {"text": each.text, "basis": each.basis.value, "citations": list(each.citations)}
            for each in answer.sentences
        ],
        "border": list(answer.border),
        "comparison": [
            {
                "aspect": row.aspect,
                "cells": [
                    {"id": cell.project, "text": cell.text, "verbatim": cell.verbatim}
                    for cell in row.cells
                ],
            }
            for row in answer.rows
        ],
        "no_match": answer.no_match,
        "near_miss": (
            {
                "drop": miss.drop.to_dict() if miss.drop else None,
                "text": miss.text,
                "projects": list(miss.projects),
            }
            if miss
            else None
        ),
        "suggestions": list(answer.suggestions),
        "written_by": answer.written_by or None,
        "state": answer.state.to_dict(),
    }


def term_json(term: Term) -> dict[str, Any]:
    """Return a term with what it is called in Finnish, the most trusted first."""
    finnish: list[dict[str, Any]] = []
    for each in term.alternatives:
        item: dict[str, Any] = {"text": each.text, "source": each.source, "trust": each.trust}
        if each.terms:
            item["terms"] = [term_json(inner) for inner in each.terms]
        finnish.append(item)
    return {"text": term.surface, "translated": term.translated, "finnish": finnish}


def hit_json(hit: Hit) -> dict[str, Any]:
    """Return a hit with the fields of its project that a list needs, and what ranked it."""
    project = hit.project
    return {
        "rank": hit.rank,
        "id": project.id,
        "title": project.title,
        "organisation": project.organisation.name,
        "start": project.period.start.isoformat() if project.period.start else None,
        "end": project.period.end.isoformat() if project.period.end else None,
        "eu_support_eur": project.grant.eu_support_eur,
        "objective": project.objective.code,
        "score": round(hit.score, 6),
        "confidence": round(hit.confidence, 6),
        "signals": {name: round(value, 6) for name, value in hit.signals.items()},
        "passage": hit.passage.text,
        "matches": [match_json(match) for match in hit.matches],
        "reranked": (
            {"by": hit.reranked.by, "before": hit.reranked.before} if hit.reranked else None
        ),
        "issues": [issue_json(issue) for issue in project.issues],
    }


def match_json(match: Match) -> dict[str, Any]:
    """Return a match: the question's word, the way to the text's word, and where that stands."""
    return {
        "question": match.question,
        "way": list(match.way),
        "source": match.source,
        "found": match.found,
        "in": match.text,
        "start": match.start,
        "end": match.end,
        "score": round(match.score, 6),
    }


def issue_json(issue: DataIssue) -> dict[str, Any]:
    """Return a flaw of the source."""
    return {
        "kind": issue.kind.value,
        "field": issue.field,
        "written": issue.written,
        "line": issue.line,
    }


def project_json(project: Project) -> dict[str, Any]:
    """Return all fields of a project, the commonest flat as in a hit, the rest as they are kept."""
    full = project.to_dict()
    period, grant, objective = full.pop("period"), full.pop("grant"), full.pop("objective")
    organisation = full.pop("organisation")
    return {
        **full,
        "organisation": organisation["name"],
        "organisation_details": organisation,
        **period,
        "eu_support_eur": grant["eu_support_eur"],
        "eu_support_written": grant["written"],
        "objective": objective["code"],
        "objective_name": objective["name"],
    }


def check_json(collection: str, project: Project | None, issue: DataIssue) -> dict[str, Any]:
    """Return a flaw with the project and the file it belongs to, for `hankehaku check`."""
    source = project.source if project else None
    return {
        "collection": collection,
        "id": project.id if project else None,
        "title": project.title if project else None,
        "file": source.file if source else None,
        **issue_json(issue),
    }


def inspection_json(corpus: Corpus, first: int, most: float) -> dict[str, Any]:
    """Return how a source was read, its first projects and all its flaws, for `inspect`."""
    name, projects = corpus.info.id, corpus.projects
    share = share_rejected(corpus.rejected, len(projects))
    flaws = [check_json(name, project, each) for project in projects for each in project.issues]
    return {
        "collection": name,
        "documents": [
            {
                **dataclasses.asdict(reading),
                "columns": [
                    {"column": column, "field": field or None} for column, field in reading.columns
                ],
            }
            for reading in corpus.readings
        ],
        "projects": len(projects),
        "languages": dict(Counter(project.language for project in projects)),
        "first": [project_json(project) for project in projects[:first]],
        "flaws": flaws + [check_json(name, None, issue) for issue in corpus.issues],
        "rejected": [
            {"file": each.file, "line": each.line, "reason": each.reason, "record": each.record}
            for each in corpus.rejected
        ],
        "share_rejected": round(share, 6),
        "would_build": share <= most,
    }


def lexicon_json(lexicon: ImportedLexicon) -> dict[str, Any]:
    """Return what is known of an imported lexicon, for `hankehaku lexicon list`."""
    facts = lexicon.facts()
    return {
        "name": lexicon.name,
        "file": facts.file,
        "added": facts.added,
        "concepts": facts.concepts,
        "sha256": facts.sha256,
    }


def write_json(value: Any) -> None:
    """Write a value to standard output, with nothing in it that steers a terminal."""
    written = json.dumps(value, ensure_ascii=False, indent=2).translate(_STEERING)
    sys.stdout.write(f"{written}\n")
