"""Reads a question: its topic, what it demands beside, the order and the number of results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from hankehaku.index.names import Named, Names, case_of
from hankehaku.language.analyzer import Analyzer, Token
from hankehaku.records import Project
from hankehaku.search.constraints import ByType, Constraint, InPlace
from hankehaku.search.parsing.context import Context
from hankehaku.search.parsing.cues import Cues, Met
from hankehaku.search.parsing.elements import Element, elements
from hankehaku.search.parsing.grammar import (
    compound_types_of,
    names_of,
    objectives_of,
    types_of,
)
from hankehaku.search.parsing.joining import joined
from hankehaku.search.parsing.lengths import durations_of
from hankehaku.search.parsing.money import money_of
from hankehaku.search.parsing.numbers import numbers
from hankehaku.search.parsing.ordering import order_of
from hankehaku.search.parsing.periods import times_of
from hankehaku.search.parsing.project_names import ProjectNames
from hankehaku.search.parsing.times import days_in
from hankehaku.search.parsing.topics import says_something, topic_of

LONGEST = 2_000
"""Characters of the longest question that is read for constraints."""

_CLOSING = 2
_UNITS = ("euro", "thousand", "million", "day", "week", "month", "year", "project")
_NAMING = frozenset(
    (
        *("tell", "compare", "successor", "predecessor", "what_is", "who", "when", "similar"),
        *("how_long", "target", "partners", "methods", "results"),
    )
)
"""Cues of questions about a single project, whose name may then be an ordinary word."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a question says: the topic that is left when the rest is taken out (empty when nothing
    is), its constraints, the order and the number of projects asked for, how many to `skip` before
    them ('the third largest' skips two), and the projects it names.
    """

    text: str
    language: str
    topic: str
    constraints: tuple[Constraint, ...]
    order: str | None
    limit: int | None
    skip: int
    projects: tuple[Named, ...]
    elements: tuple[Element, ...]
    unknown_project: str = ""

    def has(self, *cues: str) -> bool:
        """Tell whether a word or phrase of the question gives one of some cues."""
        return any(each.has(*cues) for each in self.elements)

    def only(self, *cues: str) -> bool:
        """Tell whether every word of the topic gives one of some cues."""
        left = [each for each in self.elements if says_something(each)]
        taken = [(each.start, each.end) for each in self.constraints]
        taken += [(each.start, each.end) for each in self.projects]
        return all(
            each.has(*cues) or any(each.start < end and each.end > start for start, end in taken)
            for each in left
        )

    @property
    def cued(self) -> bool:
        """Tell whether there is more to the question than a topic."""
        return bool(self.constraints or self.order or self.projects)


class QuestionParser:
    """Parses questions about the projects of one collection; usable from several threads."""

    def __init__(
        self,
        lexicon: Path,
        analyzers: Mapping[str, Analyzer],
        stopwords: Mapping[str, Mapping[str, str]],
        projects: Iterable[Project],
        objectives: Sequence[tuple[str, str]],
        today: Callable[[], date] = date.today,
        mentioned: frozenset[str] = frozenset(),
    ) -> None:
        """Read the word lists of a folder; `mentioned` are the places that any project names."""
        self.names = Names(lexicon, analyzers["fi"])
        self._cues = Cues(lexicon)
        self._analyzers, self._stopwords = analyzers, stopwords
        kept = tuple(projects)
        self._projects = ProjectNames(kept)
        self.names.familiar = frozenset(each.organisation.name for each in kept)
        self._objectives, self._today, self._mentioned = objectives, today, mentioned

    def without_names(self, text: str) -> str:
        """Return a question without the names of projects, organisations and places, which do not
        tell its language; empty when nothing else is in it.
        """
        if len(text) > LONGEST:
            return text
        tokens = self._analyzers["fi"].analyze(text)
        names = [each for each in self._projects.of_question(text, tokens) if each.sure]
        names += self.names.of_question(text, tokens, "fi")
        for each in sorted(names, key=lambda each: -each.start):
            if text[each.start].isupper():
                text = f"{text[: each.start]} {text[each.end :]}"
        return " ".join(text.split())

    def cues_of(self, text: str, language: str) -> frozenset[str]:
        """Return every cue that a text of a language gives."""
        tokens = self._analyzers[language].analyze(text)
        return frozenset(each.cue for each in self._cues.met(tokens, language))

    def places_of(
        self, text: str, language: str, cues: Sequence[str]
    ) -> tuple[tuple[int, int], ...]:
        """Return where in a text words and phrases stand that give one of some cues."""
        tokens = self._analyzers[language].analyze(text)
        return tuple(
            (tokens[each.first].start, tokens[each.last - 1].end)
            for each in self._cues.met(tokens, language)
            if each.cue in cues
        )

    def parse(self, text: str, language: str) -> Parsed:
        """Return what `text`, cleaned, says in its language; one of more than LONGEST characters is
        a plan, and all of it topic.
        """
        if len(text) > LONGEST:
            return Parsed(text, language, text, (), None, None, 0, (), ())
        tokens = self._analyzers[language].analyze(text)
        met = self._cues.met(tokens, language)
        closing = (each.first for each in met if each.cue == "closing" and each.first > _CLOSING)
        if (last := next(closing, None)) is not None:  # 'Terveisin …' ends a message
            return self.parse(text[: tokens[last].start].rstrip(), language)
        cues = {each.cue for each in met}
        projects = [
            each
            for each in self._projects.of_question(text, tokens)
            if each.sure or cues & _NAMING or self._alone(each, tokens, met, language)
        ]
        units = {tokens[each.first].start for each in met if each.cue in _UNITS}
        found_names = [
            each
            for each in self.names.of_question(text, tokens, language)
            if each.start not in units or each.text[0].isupper()  # 'euroja' is not of Eura
        ]
        named = [*projects, *(self._widened(each) for each in found_names)]
        stop = self._stopwords[language]
        found = elements(
            text,
            tokens,
            met,
            named,
            numbers(text),
            days_in(text, tokens, met, self._today()),
            lambda word: word.casefold() in stop,
            lambda token: case_of(token.surface, token.forms.lemmas, language),
        )
        context = Context(language, found)
        constraints: list[Constraint] = []
        readers = (
            objectives_of(context, text, self._objectives),
            money_of(context, text),
            durations_of(context),
            times_of(context, text),
            names_of(context),
            types_of(context),
            compound_types_of(context, lambda word: self._cues.of_word(word, language)),
        )
        for reader in readers:
            for each in reader:
                if all(each.end <= other.start or each.start >= other.end for other in constraints):
                    constraints.append(each)
        constraints = joined(_without_repeats(constraints), text, self._apart)
        taken = [(each.start, each.end) for each in constraints]
        order, limit, skip, ordered_at = order_of(context, taken)
        taken += ordered_at + [(each.start, each.end) for each in projects]
        return Parsed(
            text=text,
            language=language,
            topic=topic_of(found, taken, typed=any(isinstance(e, ByType) for e in constraints)),
            constraints=tuple(sorted(constraints, key=lambda each: each.start)),
            order=order,
            limit=limit,
            skip=skip,
            projects=tuple(projects),
            elements=tuple(found),
            unknown_project=_unknown(tokens, found),
        )

    def _apart(self, one: InPlace, other: InPlace) -> bool:
        """Tell whether neither of two places lies in the other."""
        return self.names.apart(one.name, other.name)

    def _alone(
        self, name: Named, tokens: Sequence[Token], met: Sequence[Met], language: str
    ) -> bool:
        """Tell whether nothing but a name, cues and words without content is in a question."""
        cued = {at for each in met for at in range(each.first, each.last)}
        stop = self._stopwords[language]
        return all(
            at in cued or token.surface.casefold() in stop or name.start <= token.start < name.end
            for at, token in enumerate(tokens)
        )

    def _widened(self, name: Named) -> Named:
        """Return the municipality or region of a district that no project names."""
        district = bool(name.place) and not name.region and len(name.within) > 1
        if not district or name.place in self._mentioned:
            return name
        wider = [each for each in name.within if each != name.place]
        known = self.names.organisations.places
        if known.municipality(name.place) or not wider:
            return name
        return replace(name, place=wider[0], region=not known.municipality(wider[0]))


def _without_repeats(constraints: Sequence[Constraint]) -> list[Constraint]:
    """Leave out a place that is named again ('Hervannassa Tampereella' names two, both stay)."""
    kept: list[Constraint] = []
    places: set[str] = set()
    for each in constraints:
        if isinstance(each, InPlace):
            if each.name in places:
                continue
            places.add(each.name)
        kept.append(each)
    return kept


def _unknown(tokens: Sequence[Token], found: Sequence[Element]) -> str:
    """Return the name of a project that is asked for by name but is not in the collection."""
    for token in tokens:
        head, joint, tail = token.surface.rpartition("-")
        known = any(each.name and each.start <= token.start < each.end for each in found)
        named = head[:1].isupper() and tail.casefold().startswith(("hank", "projekt", "project"))
        if joint and named and not known:
            return head
    return ""
