"""The elements of a question in order: names, dates, numbers and words with their cues."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from hankehaku.index.names import Named
from hankehaku.language.analyzer import Token
from hankehaku.search.parsing.cues import Met
from hankehaku.search.parsing.numbers import Number
from hankehaku.search.parsing.times import Days


@dataclass(frozen=True, slots=True)
class Element:
    """A piece of a question at `[start:end]`: a name, days, a number, or a word or set phrase.

    `cues` are those that the word or phrase gives; `stop` tells of a word that says nothing of a
    topic, `project` of one that is, or ends in, the word for a project.
    """

    start: int
    end: int
    text: str
    cues: frozenset[str] = frozenset()
    number: Number | None = None
    days: Days | None = None
    name: Named | None = None
    stop: bool = False
    project: bool = False
    case: str = ""
    lemmas: tuple[str, ...] = field(default=())

    def has(self, *cues: str) -> bool:
        """Tell whether the element gives one of some cues."""
        return not self.cues.isdisjoint(cues)

    @property
    def is_content(self) -> bool:
        """Tell whether the element is a word of a topic."""
        return not (self.cues or self.stop or self.number or self.days or self.name or self.project)


def elements(
    text: str,
    tokens: Sequence[Token],
    met: Sequence[Met],
    named: Iterable[Named],
    numbers: Iterable[Number],
    days: Iterable[Days],
    is_stop: Callable[[str], bool],
    case: Callable[[Token], str],
) -> list[Element]:
    """Return the elements of `text` in order, none overlapping another.

    Names come first, then dates, then numbers, then set phrases, the longest first, then words.
    """
    found: list[Element] = []
    for name in named:
        _add(found, Element(name.start, name.end, name.text, name=name, case=name.case))
    for span in days:
        _add(found, Element(span.start, span.end, text[span.start : span.end], days=span))
    for number in numbers:
        if len(text[number.start : number.end].strip()):
            piece = text[number.start : number.end]
            _add(found, Element(number.start, number.end, piece, number=number))
    for element in _phrases(text, tokens, met, is_stop, case):
        _add(found, element)
    for token in tokens:
        _add(found, _word(token, frozenset(), is_stop, case))
    return sorted(found, key=lambda each: each.start)


def _add(found: list[Element], new: Element) -> None:
    if all(new.end <= each.start or new.start >= each.end for each in found):
        found.append(new)


def _phrases(
    text: str,
    tokens: Sequence[Token],
    met: Sequence[Met],
    is_stop: Callable[[str], bool],
    case: Callable[[Token], str],
) -> Iterator[Element]:
    by_span: dict[tuple[int, int], set[str]] = {}
    for each in met:
        by_span.setdefault((each.first, each.last), set()).add(each.cue)
    for (first, last), cues in sorted(by_span.items(), key=lambda item: item[0][0] - item[0][1]):
        number = None
        start, end = tokens[first].start, tokens[last - 1].end
        if value := next((int(cue[2:]) for cue in cues if cue.startswith("n_")), 0):
            number = Number(Decimal(value), start, end)
        if last - first == 1:
            word = _word(tokens[first], frozenset(cues), is_stop, case)
            yield Element(
                start,
                end,
                word.text,
                word.cues,
                number=number,
                stop=word.stop,
                project=word.project,
                case=word.case,
                lemmas=word.lemmas,
            )
        else:
            yield Element(start, end, text[start:end], frozenset(cues), number=number, stop=True)


def _word(
    token: Token,
    cues: frozenset[str],
    is_stop: Callable[[str], bool],
    case: Callable[[Token], str],
) -> Element:
    heads = [part.lemma for part in token.forms.parts if part.index == part.count - 1]
    surface = token.surface.casefold()
    ends = ("projekt", "projektet", "projekten", "projekts", "hanke", "projekti", "hankkeet")
    project = "project" in cues or "hanke" in heads or "projekti" in heads or surface.endswith(ends)
    return Element(
        token.start,
        token.end,
        token.surface,
        cues,
        stop=is_stop(token.surface),
        project=project,
        case=case(token),
        lemmas=token.forms.lemmas,
    )
