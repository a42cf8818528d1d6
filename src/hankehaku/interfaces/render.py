"""Results as plain JSON types, the same for the command line, the page and HTTP."""

from __future__ import annotations

import json
import sys
from typing import Any

from hankehaku.language.imported import ImportedLexicon
from hankehaku.language.terms import Term
from hankehaku.records import DataIssue, Project
from hankehaku.search.result import Hit, Match, SearchResult


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
        "no_match": result.no_match,
        "hits": [hit_json(hit) for hit in result.hits],
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
    """Write a value to standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
