"""What a question demands of a project beside its topic: applied exactly, unknown values apart."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any, ClassVar

from hankehaku.records import OrganisationType, Project

DAYS_A_MONTH = 30.4375
"""The mean month of the Julian year: 365.25 days / 12."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What constraints are tested against: a project, and the municipalities and regions that its
    title or description names (by their Finnish names).
    """

    project: Project
    mentioned: frozenset[str] = frozenset()

    @property
    def days(self) -> int | None:
        """Days of the period, the last one included; None when a bound is unknown."""
        start, end = self.project.period.start, self.project.period.end
        return (end - start).days + 1 if start and end else None


@dataclass(frozen=True, slots=True)
class Constraint:
    """A demand; `start` and `end` are where the question makes it, `negated` turns it round."""

    kind: ClassVar[str] = ""

    start: int = 0
    end: int = 0
    negated: bool = False

    def admits(self, facts: Facts) -> bool | None:
        """Tell whether a project meets the demand, None when its record cannot tell."""
        verdict = self._verdict(facts)
        return verdict if verdict is None or not self.negated else not verdict

    def _verdict(self, facts: Facts) -> bool | None:
        raise TypeError(f"{type(self).__name__} demands nothing of {facts.project.id}")

    def same_slot(self, other: Constraint) -> bool:
        """Tell whether a later demand takes the place of this one in a conversation."""
        return self.kind == other.kind

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON types, for `from_dict`."""
        return {"kind": self.kind} | {
            each.name: _plain(getattr(self, each.name)) for each in fields(self)
        }


@dataclass(frozen=True, slots=True)
class ByOrganisation(Constraint):
    """Run by one of some organisations, by canonical name; `asked` is the name as asked for."""

    kind: ClassVar[str] = "organisation"

    names: tuple[str, ...] = ()
    asked: str = ""

    def _verdict(self, facts: Facts) -> bool | None:
        name = facts.project.organisation.name
        return name in self.names if name else None


@dataclass(frozen=True, slots=True)
class ByType(Constraint):
    """Run by a kind of organisation; `town` leaves municipalities that are no towns out."""

    kind: ClassVar[str] = "type"

    types: tuple[OrganisationType, ...] = ()
    town: bool = False

    def _verdict(self, facts: Facts) -> bool | None:
        organisation = facts.project.organisation
        if organisation.type is None:
            return None
        town = organisation.name.casefold().endswith("kaupunki")
        return organisation.type in self.types and (town or not self.town)


@dataclass(frozen=True, slots=True)
class InPlace(Constraint):
    """In a municipality or region (`name`, Finnish): its organisation's seat, or named in its text
    unless `seat`.
    """

    kind: ClassVar[str] = "place"

    name: str = ""
    region: bool = False
    seat: bool = False

    def _verdict(self, facts: Facts) -> bool | None:
        if self.seated(facts) or (not self.seat and self.name in facts.mentioned):
            return True
        organisation = facts.project.organisation
        return False if organisation.municipality or organisation.region else None

    def seated(self, facts: Facts) -> bool:
        """Tell whether the organisation has its seat there."""
        organisation = facts.project.organisation
        return self.name == (organisation.region if self.region else organisation.municipality)


@dataclass(frozen=True, slots=True)
class Support(Constraint):
    """EU support between `low` and `high` euros; `over` and `under` leave the bound itself out."""

    kind: ClassVar[str] = "support"

    low: int | None = None
    high: int | None = None
    over: bool = False
    under: bool = False

    def _verdict(self, facts: Facts) -> bool | None:
        value = facts.project.grant.eu_support_eur
        if value is None:
            return None
        return _within(value, self.low, self.high, over=self.over, under=self.under)


@dataclass(frozen=True, slots=True)
class Time(Constraint):
    """The `event` (start, end or running) falls on a day from `first` to `last`, both included.

    `assumed` tells that no word of the question says which event.
    """

    kind: ClassVar[str] = "time"

    event: str = "running"
    first: date | None = None
    last: date | None = None
    assumed: bool = False

    def _verdict(self, facts: Facts) -> bool | None:
        period = facts.project.period
        if self.event != "running":
            day = period.start if self.event == "start" else period.end
            return None if day is None else _within(day, self.first, self.last)
        too_late = self.last and period.start and period.start > self.last
        too_early = self.first and period.end and period.end < self.first
        if too_late or too_early:
            return False
        return True if period.start and period.end else None

    def same_slot(self, other: Constraint) -> bool:
        """Tell whether both are of one event; a start and an end can be asked for together."""
        return isinstance(other, Time) and (
            self.event == other.event or "running" in (self.event, other.event)
        )


@dataclass(frozen=True, slots=True)
class Lasting(Constraint):
    """A period of `relation` (over, at_least, under, at_most, exactly) so many months and days."""

    kind: ClassVar[str] = "duration"

    relation: str = "exactly"
    months: int = 0
    days: int = 0

    def _verdict(self, facts: Facts) -> bool | None:
        start, end = facts.project.period.start, facts.project.period.end
        if start is None or end is None:
            return None
        wanted = later(start, self.months) + timedelta(days=self.days)
        actual = end + timedelta(days=1)
        return {
            "over": actual > wanted,
            "at_least": actual >= wanted,
            "under": actual < wanted,
            "at_most": actual <= wanted,
            "exactly": actual == wanted,
        }[self.relation]


@dataclass(frozen=True, slots=True)
class UnderObjective(Constraint):
    """Under a national objective, by code."""

    kind: ClassVar[str] = "objective"

    code: str = ""

    def _verdict(self, facts: Facts) -> bool | None:
        code = facts.project.objective.code
        if not code:
            return None
        return code == self.code or code.startswith(f"{self.code}.")


@dataclass(frozen=True, slots=True)
class Flawed(Constraint):
    """With something wrong or missing in its source."""

    kind: ClassVar[str] = "flaws"

    def _verdict(self, facts: Facts) -> bool | None:
        return bool(facts.project.issues)


@dataclass(frozen=True, slots=True)
class Either(Constraint):
    """One of several of a kind: 'Espoossa ja Vantaalla', 'Migrin ja THL:n'."""

    kind: ClassVar[str] = "either"

    options: tuple[Constraint, ...] = ()

    def _verdict(self, facts: Facts) -> bool | None:
        found = [each.admits(facts) for each in self.options]
        if True in found:
            return True
        return None if None in found else False

    def same_slot(self, other: Constraint) -> bool:
        """Tell whether the other is of the kind of the options."""
        one = other.options[0] if isinstance(other, Either) else other
        return self.options[0].same_slot(one)


KINDS: Mapping[str, type[Constraint]] = {
    each.kind: each
    for each in (
        *(ByOrganisation, ByType, InPlace, Support, Time, Lasting, UnderObjective),
        *(Flawed, Either),
    )
}


def from_dict(data: Mapping[str, Any]) -> Constraint:
    """Rebuild a constraint from `to_dict`; raises KeyError, TypeError or ValueError."""
    values = dict(data)
    made = KINDS[values.pop("kind")]
    if "types" in values:
        values["types"] = tuple(OrganisationType(each) for each in values["types"])
    if "names" in values:
        values["names"] = tuple(values["names"])
    if "options" in values:
        values["options"] = tuple(from_dict(each) for each in values["options"])
    for bound in ("first", "last"):
        if values.get(bound):
            values[bound] = date.fromisoformat(values[bound])
    return made(**values)


def later(day: date, months: int) -> date:
    """Return the same day of the month so many months later, the month's last when it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _within(value: Any, low: Any, high: Any, *, over: bool = False, under: bool = False) -> bool:
    above = low is None or (value > low if over else value >= low)
    below = high is None or (value < high if under else value <= high)
    return bool(above and below)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Constraint):
        return value.to_dict()
    return value.isoformat() if isinstance(value, date) else value
