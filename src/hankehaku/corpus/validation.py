"""Turns what a source wrote into typed projects, and records what is wrong with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from hankehaku.corpus.habits import Habits, habits_of
from hankehaku.records import (
    DataIssue,
    Grant,
    IssueKind,
    Organisation,
    OrganisationType,
    Period,
    Project,
    SourcePosition,
)
from hankehaku.sources.amounts import names_other_currency, parse_money
from hankehaku.sources.base import RawProject
from hankehaku.sources.dates import (
    looks_like_date,
    parse_date,
    parse_month,
)
from hankehaku.sources.values import first_words, short_name, slug, squeeze

Resolve = Callable[[str], Organisation]
LanguageOf = Callable[[str], str]
"""Tells the language of a text: fi, sv or en."""


def _untold(_: str) -> str:
    return ""


_NO_HABITS = Habits()
_LANGUAGES = ("fi", "sv", "en")
# UTF-8 that was read as Windows-1252 ('TyÃ¶'), and what could not be read at all.
_GARBLED = re.compile("Ã[\u0080-\u00bf…„–—“”•™€‚ƒ†‡ˆ‰Š‹ŒŽ‘’˜š›œžŸ]|â€[\u0080-\u00ff™œ“”“˜]|\ufffd")

LONGEST_PERIOD_YEARS = 10
SMALLEST_SUPPORT_EUR = 1_000
LARGEST_SUPPORT_EUR = 1_000_000_000


def typed_all(
    raws: Iterable[RawProject],
    *,
    collection: str,
    resolve: Resolve,
    language_of: LanguageOf = _untold,
) -> tuple[Project, ...]:
    """Return the projects of a collection in the order of the source, each with a unique id.

    `language_of` tells the language of a description where the source does not.
    """
    kept = tuple(raws)
    habits = habits_of(kept)
    titles = Counter(slug(raw.title) or raw.title for raw in kept if raw.title)
    return tuple(
        typed(
            raw,
            project_id=project_id,
            collection=collection,
            resolve=resolve,
            language_of=language_of,
            is_duplicate=titles[slug(raw.title) or raw.title] > 1,
            habits=habits[raw.file],
        )
        for raw, project_id in zip(kept, _ids(kept), strict=True)
    )


def typed(
    raw: RawProject,
    *,
    project_id: str,
    collection: str,
    resolve: Resolve,
    language_of: LanguageOf = _untold,
    is_duplicate: bool = False,
    habits: Habits = _NO_HABITS,
) -> Project:
    """Return the project that a source describes.

    What was written is kept; a value that cannot be is None, and every flaw is an issue. An
    unlikely value (a very long period, a very small or large sum) is kept and noted. What the
    `habits` of its file leave open is not read.
    """
    title = raw.title or first_words(raw.description) or project_id
    period, period_issues = _period(raw, habits)
    grant, grant_issues = _grant(raw, habits)
    issues = list(raw.issues)
    if is_duplicate:
        issues.append(_issue(raw, IssueKind.DUPLICATE_TITLE, "title", raw.title))
    if not raw.description:
        issues.append(_issue(raw, IssueKind.EMPTY_DESCRIPTION, "description"))
    if raw.organisation == "":
        issues.append(_issue(raw, IssueKind.MISSING_ORGANISATION, "organisation"))
    for field, text in (("title", raw.title), ("description", raw.description)):
        if match := _GARBLED.search(text):
            around = text[max(match.start() - 20, 0) : match.end() + 20]
            issues.append(_issue(raw, IssueKind.GARBLED_TEXT, field, squeeze(around)))
    organisation, organisation_issues = _organisation(raw, resolve)
    return Project(
        id=project_id,
        collection=collection,
        title=title,
        short_name=raw.short_name or short_name(title),
        description=raw.description,
        organisation=organisation,
        period=period,
        grant=grant,
        objective=raw.objective,
        links=raw.links,
        source=SourcePosition(raw.file, raw.first_line, raw.last_line),
        issues=(*issues, *organisation_issues, *period_issues, *grant_issues),
        language=_language(raw, title, language_of),
    )


def _ids(raws: tuple[RawProject, ...]) -> list[str]:
    """Return an id for each project: its own, or the slug of its name, numbered if it is taken.

    The first bearer of a name keeps the plain slug wherever it stands, so that a second 'Koti'
    never takes 'koti-2' from the project whose name that is. Rows of tables, which come in any
    order, are told apart by their key, if they have one, rather than by numbers.
    """
    plain = [raw.id or slug(raw.short_name or short_name(_title(raw))) or "hanke" for raw in raws]
    taken, given = set(plain), set[str]()
    times, numbers = Counter(plain), Counter[str]()
    ids = []
    for raw, name in zip(raws, plain, strict=True):
        wanted = f"{name}-{raw.key}" if raw.key and not raw.id and times[name] > 1 else name
        unique = wanted
        while unique in given or (unique != wanted and unique in taken):
            numbers[wanted] += 1
            unique = f"{wanted}-{numbers[wanted] + 1}"
        given.add(unique)
        ids.append(unique)
    return ids


def _language(raw: RawProject, title: str, language_of: LanguageOf) -> str:
    if raw.language:
        return raw.language if raw.language in _LANGUAGES else ""
    found = language_of(raw.description or title)
    return found if found in _LANGUAGES else ""


def _title(raw: RawProject) -> str:
    return raw.title or first_words(raw.description)


def _issue(raw: RawProject, kind: IssueKind, field: str, written: str = "") -> DataIssue:
    return DataIssue(kind, field, written, raw.lines.get(field, raw.first_line))


def _organisation(raw: RawProject, resolve: Resolve) -> tuple[Organisation, list[DataIssue]]:
    organisation, issues = resolve(raw.organisation or ""), []
    if raw.organisation_type:
        try:
            stated = OrganisationType(raw.organisation_type)
        except ValueError:
            field, written = "organisation_type", raw.organisation_type
            issues.append(_issue(raw, IssueKind.UNREADABLE_LINE, field, written))
        else:
            organisation = replace(organisation, type=stated)
    if raw.municipality:
        # A stated place puts aside the whole of what the name told, else the two could disagree.
        organisation = replace(organisation, municipality=raw.municipality, region="")
    if raw.region:
        organisation = replace(organisation, region=raw.region)
    return organisation, issues


def _period(raw: RawProject, habits: Habits) -> tuple[Period, list[DataIssue]]:
    stated = {"start": raw.start, "end": raw.end}
    written = {"start": raw.start or "", "end": raw.end or ""}
    found: dict[str, date | None] = {}
    issues = []
    for field, text in written.items():
        found[field], kind = _bound(field, text, habits) if text else (None, None)
        if kind:
            issues.append(_issue(raw, kind, field, text))
    missing = [field for field, text in stated.items() if text == ""]
    if len(missing) == len(written):
        line = raw.lines.get("start", raw.first_line)
        issues.append(DataIssue(IssueKind.MISSING_PERIOD, "period", "", line))
    else:
        issues += [_issue(raw, IssueKind.MISSING_PERIOD, field) for field in missing]
    start, end = found["start"], found["end"]
    if start and end and end < start:
        issues.append(_issue(raw, IssueKind.END_BEFORE_START, "end", written["end"]))
        end = None
    if start and end and _is_long(start, end):
        both = f"{written['start']} - {written['end']}"
        line = raw.lines.get("end", raw.first_line)
        issues.append(DataIssue(IssueKind.LONG_PERIOD, "period", both, line))
    return Period(start, end, written["start"], written["end"]), issues


def _bound(field: str, text: str, habits: Habits) -> tuple[date | None, IssueKind | None]:
    """Return the day that a bound of a period names, and what is wrong with it."""
    if habits.leave_open_date(text):
        return None, IssueKind.UNCLEAR_DATE
    if day := parse_date(text):
        return day, None
    if month := parse_month(text):
        return month[0 if field == "start" else 1], IssueKind.MONTH_ONLY
    impossible = looks_like_date(text)
    return None, IssueKind.IMPOSSIBLE_DATE if impossible else IssueKind.UNCLEAR_DATE


def _is_long(start: date, end: date) -> bool:
    years = end.year - start.year
    return (years, end.month, end.day) > (LONGEST_PERIOD_YEARS, start.month, start.day)


def _grant(raw: RawProject, habits: Habits) -> tuple[Grant, list[DataIssue]]:
    if raw.support is None:
        return Grant(), []
    field, kind = "eu_support_eur", None
    amount = None if habits.leave_open_sum(raw.support) else parse_money(raw.support)
    if amount is None:
        kind = _why_unknown(raw.support)
    elif amount == 0:
        kind = IssueKind.ZERO_SUPPORT
    elif not SMALLEST_SUPPORT_EUR <= amount <= LARGEST_SUPPORT_EUR:
        kind = IssueKind.IMPLAUSIBLE_SUPPORT
    return Grant(amount, raw.support), [_issue(raw, kind, field, raw.support)] if kind else []


def _why_unknown(written: str) -> IssueKind:
    if names_other_currency(written):
        return IssueKind.OTHER_CURRENCY
    has_figure = any(char.isdigit() for char in written)
    return IssueKind.UNCLEAR_SUPPORT if has_figure else IssueKind.MISSING_SUPPORT
