"""The page of an own plan as HTML: the form, and a plan beside the projects of a collection."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hankehaku.assistant.plan import Comparable, Lacking, New, PlanReport
from hankehaku.assistant.plan.units import MAX_PLAN
from hankehaku.assistant.texts import say
from hankehaku.interfaces.texts import count_text, number, text
from hankehaku.interfaces.web.documents.pieces import comparison_address, project_link, section
from hankehaku.interfaces.web.documents.shell import address, document
from hankehaku.interfaces.web.facts import facts_rows, organisation_html, period_text, support_text
from hankehaku.interfaces.web.marks import TEXT_LANGUAGE, escape, foreign
from hankehaku.records import Project

PATH = "suunnitelma"
TEXT, FILE = "suunnitelma", "tiedosto"
"""The names of the fields of the form."""

_KINDS = ".docx,.pdf,.txt,application/pdf,text/plain"


def form_document(language: str, *, problem: str = "", written: str = "") -> str:
    """Return the page with the form, and with what was wrong before it if anything was."""
    told = f'<p class="status error" role="alert">{escape(problem)}</p>' if problem else ""
    heading = text(language, "plan_problem" if problem else "plan_heading")
    lead = f'<p class="lead">{escape(text(language, "plan_lead"))}</p>'
    body = f"<h1>{escape(heading)}</h1>{told or lead}<section>{_form(language, written)}</section>"
    return document(body, title=heading, language=language, path=PATH)


def report_document(report: PlanReport, language: str, *, written: str = "") -> str:
    """Return the page with a report; `written` is the text that stands in the form again."""
    heading = text(language, "plan_result")
    again = text(language, "plan_again")
    body = (
        f"<h1>{escape(heading)}</h1>{_status(report, language)}"
        f"{_comparable_html(report, language)}{_lacking_html(report, language)}"
        f"{_new_html(report, language)}"
        f"{section('uudelleen', again, _form(language, written))}"
    )
    # it is shown to one person only
    return document(body, title=heading, language=language, path=PATH, robots=False)


def _form(language: str, written: str) -> str:
    def said(key: str, **values: object) -> str:
        return escape(text(language, key, **values))

    limit = number(MAX_PLAN, language)
    return (
        f'<form method="post" enctype="multipart/form-data" '
        f'action="{escape(address(PATH, PATH, language))}">'
        f'<div class="inside"><p><label for="plan-text"><b>{said("plan_text")}</b></label></p>'
        f'<p class="note" id="plan-text-help">{said("plan_text_help", limit=limit)}</p>'
        # a line break right after the tag is not part of the text, one more would be
        f'<textarea id="plan-text" name="{TEXT}" rows="10" maxlength="{MAX_PLAN}" '
        f'aria-describedby="plan-text-help plan-private">\n{escape(written)}</textarea></div>'
        f'<div class="inside"><p><label for="plan-file"><b>{said("plan_file")}</b></label></p>'
        f'<p class="note" id="plan-file-help">{said("plan_file_help")}</p>'
        f'<p><input id="plan-file" name="{FILE}" type="file" accept="{_KINDS}" '
        f'aria-describedby="plan-file-help plan-private"></p></div>'
        f'<div class="inside"><p id="plan-private">{said("plan_private")}</p>'
        f'<p><button class="press first" type="submit">{said("plan_button")}</button></p></div>'
        "</form>"
    )


def _status(report: PlanReport, language: str) -> str:
    read = count_text(
        language,
        "plan_read",
        report.judged,
        language=text(language, f"language_{report.language}"),
        total=number(report.total, language),
    )
    limit = number(MAX_PLAN, language)
    cut = text(language, "plan_cut", limit=limit) if report.characters else ""
    return (
        f'<p class="status count" role="status">{escape(" ".join(filter(None, (read, cut))))}</p>'
        f'<p class="note">{escape(text(language, "plan_how"))}</p>'
    )


def _comparable_html(report: PlanReport, language: str) -> str:
    heading = text(language, "plan_comparable")
    if not report.comparable:
        none = f'<p class="status nothing">{escape(text(language, "plan_no_comparable"))}</p>'
        return section("samankaltaiset", heading, none)
    items = (_comparable_item(each, report.language, language) for each in report.comparable)
    return section(
        "samankaltaiset",
        heading,
        _listed(text(language, "plan_comparable_lead"), items)
        + _comparison_html([each.project.id for each in report.comparable], language),
    )


def _comparable_item(each: Comparable, written_in: str, language: str) -> str:
    pairs = "".join(
        facts_rows(
            (
                (text(language, "plan_side_plan"), _quote(pair.plan, written_in)),
                (text(language, "plan_side_project"), _quote(pair.project, TEXT_LANGUAGE)),
            )
        )
        for pair in each.pairs
    )
    parts = count_text(language, "plan_parts", each.parts)
    return (
        f"<li><h3>{project_link(each.project, PATH, language)}</h3>"
        f"{_facts_html(each.project, language)}<p>{escape(parts)}.</p>{pairs}</li>"
    )


def _facts_html(project: Project, language: str) -> str:
    facts = (
        organisation_html(project.organisation, language),
        escape(period_text(project, language)),
        escape(support_text(project, language)),
    )
    return f'<p class="note">{" · ".join(facts)}</p>'


def _comparison_html(ids: Sequence[str], language: str) -> str:
    if len(ids) < 2:
        return ""
    href = escape(comparison_address(ids, PATH, language))
    return f'<p><a class="press" href="{href}">{escape(text(language, "plan_compare"))}</a></p>'


def _lacking_html(report: PlanReport, language: str) -> str:
    if not report.comparable:
        return ""
    heading = text(language, "plan_lacking")
    if not report.lacking:
        none = f"<p>{escape(text(language, 'plan_no_lacking'))}</p>"
        return section("puuttuu", heading, none)
    items = (_lacking_item(each, language) for each in report.lacking)
    return section("puuttuu", heading, _listed(text(language, "plan_lacking_lead"), items))


def _lacking_item(each: Lacking, language: str) -> str:
    label = escape(text(language, "plan_lacking_words"))
    words = foreign(escape(", ".join(each.words)), TEXT_LANGUAGE, language)
    return (
        f"<li><h3>{escape(say(language, f'aspect_{each.aspect}'))}: "
        f"{project_link(each.project, PATH, language)}</h3>"
        f'{_quote(each.quote, TEXT_LANGUAGE)}<p class="note">{label}: {words}</p></li>'
    )


def _new_html(report: PlanReport, language: str) -> str:
    heading = text(language, "plan_new")
    if not report.new:
        key = "plan_no_new" if report.comparable else "plan_new_unlike"
        return section("uutta", heading, f"<p>{escape(text(language, key))}</p>")
    items = (_new_item(each, report.language, language) for each in report.new)
    return section("uutta", heading, _listed(text(language, "plan_new_lead"), items))


def _new_item(each: New, written_in: str, language: str) -> str:
    whole = f"{escape(text(language, 'plan_new_whole'))} " if each.whole else ""
    words = foreign(escape(", ".join(each.words)), written_in, language)
    label = escape(text(language, "plan_new_words"))
    return f'<li>{_quote(each.text, written_in)}<p class="note">{whole}{label}: {words}</p></li>'


def _listed(lead: str, items: Iterable[str]) -> str:
    return f'<p class="note">{escape(lead)}</p><ol class="like" role="list">{"".join(items)}</ol>'


def _quote(words: str, language: str) -> str:
    return f'<blockquote class="quoted" lang="{escape(language)}">{escape(words)}</blockquote>'
