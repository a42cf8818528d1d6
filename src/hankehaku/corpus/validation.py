"""Turns what a source wrote into typed projects, and records what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

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
from hankehaku.sources.base import RawProject
from hankehaku.sources.amounts import parse_money
from hankehaku.sources.dates import parse_date
from hankehaku.sources.values import first_words, short_name, slug

Resolve = Callable[[str], Organisation]

LONGEST_PERIOD_YEARS = 10
SMALLEST_SUPPORT_EUR = 1_000
LARGEST_SUPPORT_EUR = 1_000_000_000


def typed_all(
    raws: Iterable[RawProject], *, collection: str, resolve: Resolve
) -> tuple[Project, ...]:
    """Return the projects of a collection in the order of the source, each with a unique id."""
    kept = tuple(raws)
    titles = Counter(slug(raw.title) or raw.title for raw in kept if raw.title)
    return tuple(
        typed(
            raw,
            project_id=project_id,
            collection=collection,
            resolve=resolve,
            is_duplicate=titles[slug(raw.title) or raw.title] > 1,
        )
        for raw, project_id in zip(kept, _ids(kept), strict=True)
    )


def typed(
    raw: RawProject,
    *,
    project_id: str,
    collection: str,
    resolve: Resolve,
    is_duplicate: bool = False,
) -> Project:
    """Return the project that a source describes.

    What was written is kept; a value that cannot be is None, and every flaw is an issue. An
    unlikely value (a very long period, a very small or large sum) is kept and noted.
    """
    title = raw.title or first_words(raw.description) or project_id
    period, period_issues = _period(raw)
    grant, grant_issues = _grant(raw)
    issues = list(raw.issues)
    if is_duplicate:
        issues.append(_issue(raw, IssueKind.DUPLICATE_TITLE, "title", raw.title))
    if not raw.description:
        issues.append(_issue(raw, IssueKind.EMPTY_DESCRIPTION, "description"))
    if raw.organisation == "":
        issues.append(_issue(raw, IssueKind.MISSING_ORGANISATION, "organisation"))
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
    )


def _ids(raws: tuple[RawProject, ...]) -> list[str]:
    """Return an id for each project: its own, or the slug of its name, numbered if it is taken.

    The first bearer of a name keeps the plain slug wherever it stands, so that a second 'Koti'
    never takes 'koti-2' from the project whose name that is.
    """
    plain = [raw.id or slug(raw.short_name or short_name(_title(raw))) or "hanke" for raw in raws]
    taken, given = set(plain), set[str]()
    numbers: Counter[str] = Counter()
    ids = []
    for wanted in plain:
        unique = wanted
        while unique in given or (unique != wanted and unique in taken):
            numbers[wanted] += 1
            unique = f"{wanted}-{numbers[wanted] + 1}"
        given.add(unique)
        ids.append(unique)
    return ids


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


def _period(raw: RawProject) -> tuple[Period, list[DataIssue]]:
    stated = {"start": raw.start, "end": raw.end}
    written = {"start": raw.start or "", "end": raw.end or ""}
    found: dict[str, date | None] = {}
    issues = []
    for field, text in written.items():
        found[field] = parse_date(text)
        if text and found[field] is None:
            issues.append(_issue(raw, IssueKind.IMPOSSIBLE_DATE, field, text))
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


def _is_long(start: date, end: date) -> bool:
    years = end.year - start.year
    return (years, end.month, end.day) > (LONGEST_PERIOD_YEARS, start.month, start.day)


def _grant(raw: RawProject) -> tuple[Grant, list[DataIssue]]:
    if raw.support is None:
        return Grant(), []
    field, amount = "eu_support_eur", parse_money(raw.support)
    kind = None
    if amount is None:
        kind = IssueKind.MISSING_SUPPORT
    elif amount == 0:
        kind = IssueKind.ZERO_SUPPORT
    elif not SMALLEST_SUPPORT_EUR <= amount <= LARGEST_SUPPORT_EUR:
        kind = IssueKind.IMPLAUSIBLE_SUPPORT
    return Grant(amount, raw.support), [_issue(raw, kind, field, raw.support)] if kind else []
