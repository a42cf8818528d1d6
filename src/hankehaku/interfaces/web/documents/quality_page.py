"""The page on quality: the collection, its flaws, how things work, how well, and privacy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from hankehaku import formats
from hankehaku.interfaces.texts import count_text, issue_text, number, text
from hankehaku.interfaces.web.documents.evaluation import evaluation_html, figures
from hankehaku.interfaces.web.documents.pieces import project_link, section
from hankehaku.interfaces.web.documents.shell import address, document
from hankehaku.interfaces.web.facts import facts_rows
from hankehaku.interfaces.web.marks import escape
from hankehaku.records import Period
from hankehaku.search.confidence import ANSWERABLE

if TYPE_CHECKING:
    from hankehaku.facade import Hankehaku

PATH = "laatu"

FLAWED = 100
"""Projects whose flaws are listed at most; the others are found by the search."""

_RANKING = ("ranking_1", "ranking_2", "ranking_3", "ranking_4", "ranking_5", "ranking_6")
_ANSWERS = ("answers_1", "answers_2", "answers_3")
_NOTHING = ("nothing_1", "nothing_2", "nothing_3")
_ACCESS = ("access_1", "access_2", "access_3", "access_4")


@dataclass(frozen=True, slots=True)
class Service:
    """What the quality page says of the service: whether questions may stand in its log, whether
    judgements of results are collected, and the language model that words answers, if one does.
    """

    logs_questions: bool = False
    collects_feedback: bool = False
    model: str = ""


def quality_document(hankehaku: Hankehaku, service: Service, language: str) -> str:
    """Return the page."""
    measured = figures()
    evaluation = (
        evaluation_html(measured, str(hankehaku.manifest.collection["id"]), language)
        if measured
        else f"<p>{escape(text(language, 'measured_none'))}</p>"
    )
    parts = (
        ("kokoelma", "quality_collection", _collection(hankehaku, language)),
        ("puutteet", "quality_flaws", _flaws(hankehaku, language)),
        ("jarjestys", "quality_ranking", _listed(_RANKING, language)),
        ("vastaukset", "quality_answers", _answers(service, language)),
        ("ei-mikaan", "quality_nothing", _listed(_NOTHING, language)),
        ("mittaukset", "quality_measured", evaluation),
        ("tietosuoja", "quality_privacy", _privacy(service, language)),
        ("saavutettavuus", "quality_access", _listed(_ACCESS, language)),
        ("versiot", "quality_versions", _versions(hankehaku, language)),
    )
    heading = text(language, "quality_heading")
    links = "".join(
        f'<li><a href="#{anchor}">{escape(text(language, key))}</a></li>'
        for anchor, key, _ in parts
    )
    body = (
        f"<h1>{escape(heading)}</h1>"
        f'<p class="lead">{escape(text(language, "quality_lead"))}</p>'
        f'<nav class="contents" aria-label="{escape(text(language, "quality_contents"))}">'
        f'<ul role="list">{links}</ul></nav>'
        + "\n".join(section(anchor, text(language, key), html) for anchor, key, html in parts)
    )
    return document(body, title=heading, language=language, path=PATH)


def _collection(hankehaku: Hankehaku, language: str) -> str:
    collection, projects = hankehaku.manifest.collection, hankehaku.parts.projects
    starts = [each.period.start for each in projects if each.period.start]
    ends = [each.period.end for each in projects if each.period.end]
    span = Period(min(starts, default=None), max(ends, default=None))
    known = [e for p in projects if (e := p.grant.eu_support_eur) is not None]
    support = formats.money(sum(known), language) if known else text(language, "unknown")
    if missing := len(projects) - len(known):
        support += f" ({count_text(language, 'collection_without', missing)})"
    organisations = len({each.organisation.name for each in projects if each.organisation.name})
    files = "".join(
        f"<li>{escape(each['name'])}<br><code>SHA-256 {escape(each['sha256'])}</code></li>"
        for each in collection.get("documents") or ()
    )
    built = datetime.fromisoformat(hankehaku.manifest.built).date()
    rows = (
        ("collection_title", escape(hankehaku.title(language))),
        ("collection_programme", escape(collection.get("programme") or "")),
        ("about_provenance", escape(hankehaku.manifest.told("provenance", language))),
        ("about_licence", escape(hankehaku.manifest.told("licence", language))),
        ("collection_documents", f'<ul role="list">{files}</ul>' if files else ""),
        ("collection_projects", escape(number(len(projects), language))),
        ("collection_organisations", escape(number(organisations, language))),
        ("collection_period", escape(formats.period(span, language, text(language, "unknown")))),
        ("collection_support", escape(support)),
        ("collection_built", escape(formats.day(built, language))),
    )
    facts = facts_rows((text(language, key), content) for key, content in rows)
    return f'<div class="record">{facts}</div>'


def _flaws(hankehaku: Hankehaku, language: str) -> str:
    flawed = [each for each in hankehaku.parts.projects if each.issues]
    own = "".join(f"<li>{escape(issue_text(e, language))}</li>" for e in hankehaku.issues[:FLAWED])
    unknown = text(language, "unknown")
    content = f"<p>{escape(text(language, 'flaws_lead', unknown=unknown))}</p>"
    if not flawed and not own:
        return f"{content}<p>{escape(text(language, 'flaws_none'))}</p>"
    if own:
        content += (
            f'<h3>{escape(text(language, "flaws_collection"))}</h3><ul class="plain">{own}</ul>'
        )
    items = "".join(
        f"<li>{project_link(each, PATH, language)}: "
        f"{escape('; '.join(issue_text(issue, language) for issue in each.issues))}</li>"
        for each in flawed[:FLAWED]
    )
    if items:
        content += (
            f"<p>{escape(count_text(language, 'flaws_projects', len(flawed)))}</p>"
            f'<ul class="plain">{items}</ul>'
        )
    if len(flawed) > FLAWED:
        link = escape(address(PATH, "", language, flaws="yes"))
        shown = escape(text(language, "flaws_shown", shown=FLAWED))
        every = escape(text(language, "flaws_every"))
        content += f'<p>{shown} <a href="{link}">{every}</a></p>'
    return content


def _answers(service: Service, language: str) -> str:
    worded = (
        text(language, "answers_model", name=service.model)
        if service.model
        else text(language, "answers_plain")
    )
    return _listed(_ANSWERS, language, worded)


def _privacy(service: Service, language: str) -> str:
    sent = (
        text(language, "privacy_model", name=service.model)
        if service.model
        else text(language, "privacy_stays")
    )
    kept = "privacy_logged" if service.logs_questions else "privacy_not_logged"
    judged = "privacy_feedback" if service.collects_feedback else "privacy_no_feedback"
    chat = text(language, "privacy_chat", erase=text(language, "chat_new"))
    keys = ("privacy_files", "privacy_address", "privacy_advice")
    said = [text(language, key) for key in (kept, judged)]
    return _plain_list([sent, *said, chat, *(text(language, key) for key in keys)])


def _versions(hankehaku: Hankehaku, language: str) -> str:
    manifest = hankehaku.manifest
    none = text(language, "about_none")
    lexicons = ", ".join(each["name"] for each in manifest.lexicon.get("imported", ()))
    rows = (
        ("about_version", manifest.program),
        ("about_model", f"{manifest.model} ({manifest.encoder})"),
        ("about_reranker", hankehaku.reranker or none),
        ("about_analyzer", manifest.analyzer),
        ("about_dictionaries", ", ".join(manifest.lexicon.get("dictionaries", ())) or none),
        ("about_lexicons", lexicons or none),
        ("versions_content", manifest.corpus_hash),
        ("versions_index", manifest.fingerprint),
    )
    facts = facts_rows(
        (text(language, key), f"<span>{escape(value)}</span>") for key, value in rows
    )
    return f'<div class="record">{facts}</div>'


def _listed(keys: Sequence[str], language: str, *more: str) -> str:
    # what other texts of the page are called here has the words that stand there
    named = {
        "why": text(language, "why_heading"),
        "message": _bare("status_no_match", language),
        "sure": f"{ANSWERABLE:.0%}".removesuffix("%"),
    }
    return _plain_list([*(text(language, key, **named) for key in keys), *more])


def _bare(key: str, language: str) -> str:
    return text(language, key).removesuffix(".")


def _plain_list(items: Sequence[str]) -> str:
    return f'<ul class="plain">{"".join(f"<li>{escape(each)}</li>" for each in items)}</ul>'
