"""What the sentences of an answer can rest on: the records of projects, and computed figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from hankehaku.assistant.answer import Answer, Basis, Citation, Figure
from hankehaku.assistant.checking.names import organisation_names
from hankehaku.assistant.checking.values import Kind, Value, plain, values
from hankehaku.records import Project

_WORDS_OF = {
    "sum": r"yhtee|kaikkiaan|kokonais|summ|samman|total|\bsum\b|overall|altogether|combined|in all",
    "average": r"keski|medel|genomsnitt|snitt|average|mean",
    "median": r"mediaan|median",
    "spread": r"väli|vaihtel|mellan|varier|between|range|from|pien|suur|minst|störst|most|least",
}
_MANY = (
    r"hankkee[td]\b|hankkei|kaikki|kaikkie|[0-9] (?:hank|projekt|project)|projekten|\balla\b"
    r"|projects|\ball\b|collection|kokoelma|samling"
)
_COUNTED = {
    "projects": r"hanke|hankk|projekt|project",
    "organisations": r"organisaat|toimij|toteuttaj|hakij|organis|organiz|aktör|genomför",
    "days": r"päiv|dag|day",
}
_LACKING = r"puuttu|tunte|tiedo|ilman|okän|sakna|utan|unknown|lack|missing|without|not known"
_COMPUTED = (Kind.DURATION, Kind.MONEY, Kind.PERCENT)
_LEAST_SUM = 1000


@dataclass(slots=True)
class Record:
    """What the record of a project states; `computed` is what was computed from it alone."""

    project: Project
    computed: list[Value] = field(default_factory=list)
    text: str = field(init=False)
    _stated: list[Value] = field(init=False)

    def __post_init__(self) -> None:
        """Read the texts once."""
        project, objective = self.project, self.project.objective
        parts = (
            project.title,
            project.short_name,
            project.description,
            *organisation_names(project.organisation),
            project.organisation.municipality,
            project.organisation.region,
            f"{objective.code} {objective.name}",
        )
        self.text = plain("\n".join(parts))
        self._stated = values(self.text)

    def supports(self, value: Value, *, money: bool, period: bool, bound: str = "") -> bool:
        """Tell whether the record states a value.

        In a sentence about `money` or the `period` the typed fields alone count: what the text of
        a project says of itself must not pass for its support or its dates. `bound` tells that the
        value is said to be the start or the end.
        """
        if bound:
            return self._dated(value, bound)
        if any(each.same(value) for each in self.computed):
            return True
        support = self.project.grant.eu_support_eur
        amount = support is not None and value.kind in (Kind.MONEY, Kind.NUMBER)
        if amount and value.near(Decimal(support or 0)):
            return True
        if value.kind in (Kind.MONEY, Kind.WORDS):
            return False
        if self._dated(value) or self._coded(value):
            return True
        if period and (value.kind is Kind.DATE or value.year):
            return False
        high = any(each.value >= _LEAST_SUM for each in value.readings)
        if money and high and value.kind is Kind.NUMBER:
            return False
        return any(each.same(value) for each in self._stated)

    def _dated(self, value: Value, bound: str = "") -> bool:
        start, end = self.project.period.start, self.project.period.end
        bounds = {"start": (start,), "end": (end,)}.get(bound, (start, end))
        days = [each for each in bounds if each]
        if value.kind is Kind.DATE:
            return any(parts.fits(day) for parts in value.dates for day in days)
        return value.year in {day.year for day in days}

    def _coded(self, value: Value) -> bool:
        if value.kind is Kind.CODE:
            return value.text.casefold() in self.text.casefold()
        code = self.project.objective.code
        written = {str(each.value) for each in value.readings}
        return value.kind in (Kind.NUMBER, Kind.DATE) and code in written


@dataclass(slots=True)
class Evidence:
    """All that may be cited: it grows with what the model looks up."""

    citations: dict[int, Citation] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    asked: list[Value] = field(default_factory=list)

    def add(self, answer: Answer) -> dict[int, int]:
        """Take in an answer; return the new numbers of its citations.

        Every project it retrieved gets a number, also one that it did not cite.
        """
        first = not self.records
        for id_, project in answer.sources.items():
            self.records.setdefault(id_, Record(project))
        cited = {each.id for each in answer.citations}
        retrieved = [Citation(0, id_) for id_ in answer.sources if id_ not in cited]
        numbers: dict[int, int] = {}
        for each in (*answer.citations, *retrieved):
            if each.id not in self.records:
                continue
            n = each.n if first and each.n else self._number(each)
            self.citations[n] = Citation(n, each.id, each.quote or self._quote(n))
            if each.n:
                numbers[each.n] = n
        if figure := figure_of(answer):
            self.figures.append(figure)
        self.asked += (v for each in answer.understood for v in values(plain(each.text)))
        self._compute(answer)
        return numbers

    def _number(self, wanted: Citation) -> int:
        for n, each in self.citations.items():
            same_quote = wanted.quote in ("", each.quote)
            if each.id == wanted.id and same_quote:
                return n
        return max(self.citations, default=0) + 1

    def _quote(self, n: int) -> str:
        return self.citations[n].quote if n in self.citations else ""

    def _compute(self, answer: Answer) -> None:
        """Keep what the answer computed from one project alone, such as how long it runs."""
        ids = {each.n: each.id for each in answer.citations}
        for sentence in answer.sentences:
            of = {ids[n] for n in sentence.citations if n in ids}
            if sentence.basis is Basis.RECORD and len(of) == 1:
                self._computed(of.pop(), sentence.text)
            elif sentence.basis is Basis.FIGURE:
                self.asked += values(plain(re.sub(r"\[[0-9]+\]", "", sentence.text)))
        for row in answer.rows:
            for cell in row.cells:
                if not cell.verbatim:
                    self._computed(cell.project, cell.text)

    def _computed(self, id_: str, text: str) -> None:
        if record := self.records.get(id_):
            stated = values(plain(re.sub(r"\[[0-9]+\]", "", text)))
            # no dates: those that the source has wrong are told of too
            record.computed += (each for each in stated if each.kind in _COMPUTED)


def figure_of(answer: Answer) -> Figure | None:
    """Return what an answer computed; of a list that is how many there are."""
    found = answer.state.found
    if answer.figure is None and found:
        return Figure("count", float(len(found)), "projects", found)
    return answer.figure


def of_figure(value: Value, figure: Figure, text: str, *, alone: bool) -> bool:
    """Tell whether a value is that of a figure, in a text that says so.

    `alone` tells that the text names projects or cites one: then it has to say that this is a sum,
    an average or the like of projects, or the figure of many would pass for that of one.
    """
    if figure.unit in _COUNTED:
        return _counts(value, figure, text)
    exact = (figure.value, figure.low, figure.high)
    said = not alone or len(figure.projects) == 1
    if not said and figure.kind in _WORDS_OF:
        patterns = (_WORDS_OF[figure.kind], _MANY)
        said = all(re.search(each, text, re.IGNORECASE) for each in patterns)
    stated = value.kind in (Kind.MONEY, Kind.NUMBER) and any(
        each is not None and value.near(Decimal(str(each))) for each in exact
    )
    return (said and stated) or _counts(value, figure, text)


def _counts(value: Value, figure: Figure, text: str) -> bool:
    """Tell whether a number says how many there are of what a figure was computed from."""
    exact = [figure.value, figure.low, figure.high] if figure.unit in _COUNTED else []
    if figure.unit == "days" and value.kind is Kind.DURATION and value.unit == "day":
        return any(each is not None and value.near(Decimal(str(each))) for each in exact)
    unit = figure.unit if figure.unit in ("projects", "organisations") else "projects"
    of, unknown = len(figure.projects), len(figure.unknown)
    counts = {of}
    if unknown and re.search(_LACKING, text, re.IGNORECASE):
        counts |= {unknown, of + unknown}
    counts |= {int(each) for each in exact if each is not None and figure.unit != "days"}
    if value.kind is not Kind.NUMBER or not counts & {each.value for each in value.readings}:
        return False
    word = _COUNTED[unit]
    before, after = text[: value.start], text[value.end :]
    follows = re.match(rf"(?:[^\w]*[^\W_]+){{0,2}}[^\w]*\b\w*?(?:{word})", after, re.IGNORECASE)
    plural = rf"(?:{word})\w*(?:[^\w]+[^\W_]+){{0,3}}[^\w]*$"
    ends = re.match(r"\s*(?:kpl|kappaletta|st\b|in total|totalt)?\s*(?:[.,;:)\[\0]|$)", after)
    return bool(follows or (ends and re.search(plural, before, re.IGNORECASE)))


def records_of(evidence: Evidence, ids: Sequence[str]) -> list[Record]:
    """Return the records of some projects, as far as they are known."""
    return [evidence.records[each] for each in ids if each in evidence.records]
