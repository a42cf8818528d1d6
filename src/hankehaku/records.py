"""The records that cross layers: a project as its source states it, typed, with its flaws."""

from __future__ import annotations

import dataclasses
import enum
import functools
from dataclasses import dataclass
from datetime import date
from typing import Any


class IssueKind(enum.StrEnum):
    """What can be wrong with a field of a source."""

    IMPOSSIBLE_DATE = "impossible_date"
    END_BEFORE_START = "end_before_start"
    LONG_PERIOD = "long_period"
    UNCLEAR_DATE = "unclear_date"
    MONTH_ONLY = "month_only"
    MISSING_PERIOD = "missing_period"
    MISSING_SUPPORT = "missing_support"
    ZERO_SUPPORT = "zero_support"
    IMPLAUSIBLE_SUPPORT = "implausible_support"
    UNCLEAR_SUPPORT = "unclear_support"
    OTHER_CURRENCY = "other_currency"
    MISSING_ORGANISATION = "missing_organisation"
    DUPLICATE_TITLE = "duplicate_title"
    EMPTY_DESCRIPTION = "empty_description"
    GARBLED_TEXT = "garbled_text"
    UNREADABLE_LINE = "unreadable_line"


class OrganisationType(enum.StrEnum):
    """The kinds of bodies that run projects."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    UNIVERSITY = "university"
    UNIVERSITY_OF_APPLIED_SCIENCES = "university_of_applied_sciences"
    STATE_AUTHORITY = "state_authority"
    MINISTRY = "ministry"
    EDUCATIONAL_INSTITUTION = "educational_institution"
    NGO = "ngo"
    FOUNDATION = "foundation"
    CHURCH = "church"
    COMPANY = "company"
    RESEARCH_INSTITUTE = "research_institute"
    WELLBEING_SERVICES_COUNTY = "wellbeing_services_county"
    JOINT_MUNICIPAL_AUTHORITY = "joint_municipal_authority"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SourcePosition:
    """Where a record stands in its source: file name and 1-based line numbers, both inclusive."""

    file: str
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class DataIssue:
    """A flaw of the source: what was `written` in `field` at `line`, and what is wrong."""

    kind: IssueKind
    field: str
    written: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The time a project runs; a bound that is unknown or impossible in the source is None.

    A bound of which the source tells the month alone is the first or last day of it.

    `start_written` and `end_written` keep the source's own text.
    """

    start: date | None = None
    end: date | None = None
    start_written: str = ""
    end_written: str = ""


@dataclass(frozen=True, slots=True)
class Grant:
    """EU support in whole euros, None when unknown; `written` keeps the source's own text."""

    eu_support_eur: int | None = None
    written: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who runs a project: the canonical name, the name as written, and what is known of it."""

    name: str = ""
    written: str = ""
    type: OrganisationType | None = None
    municipality: str = ""
    region: str = ""
    name_sv: str = ""
    name_en: str = ""
    abbreviations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Objective:
    """A national objective: its code ('2.2'), its name and the source's introduction to it."""

    code: str = ""
    name: str = ""
    introduction: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """One funded project.

    `id` is a stable slug, unique in its collection. `description` is the source's text, whole.
    `language` is that of the description: fi, sv or en as the source says or the text tells, or
    empty when it is another. `links` are the source's link texts (addresses are often lost in it).
    """

    id: str
    collection: str
    title: str
    short_name: str = ""
    description: str = ""
    organisation: Organisation = Organisation()
    period: Period = Period()
    grant: Grant = Grant()
    objective: Objective = Objective()
    links: tuple[str, ...] = ()
    source: SourcePosition | None = None
    issues: tuple[DataIssue, ...] = ()
    language: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types: dates as ISO text, tuples as lists, enums as their values."""
        plain: dict[str, Any] = _plain(self)
        return plain

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Project:
        """Rebuild a project from `to_dict`; raises KeyError, TypeError or ValueError."""
        organisation = dict(data["organisation"])
        organisation["type"] = OrganisationType(kind) if (kind := organisation["type"]) else None
        organisation["abbreviations"] = tuple(organisation["abbreviations"])
        period = dict(data["period"])
        for bound in ("start", "end"):
            period[bound] = date.fromisoformat(text) if (text := period[bound]) else None
        issues = (DataIssue(**{**each, "kind": IssueKind(each["kind"])}) for each in data["issues"])
        return cls(
            **{
                **data,
                "organisation": Organisation(**organisation),
                "period": Period(**period),
                "grant": Grant(**data["grant"]),
                "objective": Objective(**data["objective"]),
                "links": tuple(data["links"]),
                "source": SourcePosition(**data["source"]) if data["source"] else None,
                "issues": tuple(issues),
            }
        )


def _plain(value: Any) -> Any:
    # of a hundred thousand projects each value comes here, so most leave at the first line
    kind: Any = type(value)
    if kind is str or kind is int or value is None:
        return value
    if kind is tuple:
        return [_plain(each) for each in value]
    if isinstance(value, enum.StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return {name: _plain(getattr(value, name)) for name in _names(kind)}


@functools.cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))
