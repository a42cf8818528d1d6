"""Checks what a language model wrote against the records it cites, sentence by sentence."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass

from hankehaku.assistant.answer import Answer, Basis, Sentence
from hankehaku.assistant.checking.grounding import Grounding
from hankehaku.assistant.checking.marks import has_markup, quotes, verbatim
from hankehaku.assistant.checking.names import (
    Known,
    Mention,
    Names,
    names_of,
    organisation_names,
    unknown_names,
)
from hankehaku.assistant.checking.places import unsupported
from hankehaku.assistant.checking.records import Evidence, Record, figure_of, of_figure, records_of
from hankehaku.assistant.checking.sentences import (
    CITATIONS,
    Splitter,
    numbers_cited,
    spelled_out,
)
from hankehaku.assistant.checking.values import Kind, Value, plain, values

_LONGEST = 1000


class Reason(enum.StrEnum):
    """Why a sentence was left out."""

    CITATION = "citation"
    NUMBER = "number"
    DATE = "date"
    PROJECT = "project"
    ORGANISATION = "organisation"
    QUOTE = "quote"
    MARKUP = "markup"
    LENGTH = "length"
    WORD = "word"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Checked:
    """What may be shown of a text, and what may not, each with the reason."""

    kept: tuple[Sentence, ...] = ()
    dropped: tuple[tuple[str, Reason], ...] = ()


class Checker:
    """Checks sentences against an answer and what the model looked up beside it (`evidence`)."""

    def __init__(
        self, answer: Answer, known: Known | None = None, grounding: Grounding | None = None
    ) -> None:
        self.evidence = Evidence()
        self._grounding, self._language, self._said = grounding, answer.language, ""
        self._claimed: frozenset[str] = frozenset()
        self._known, self._figure = known or Known(), figure_of(answer)
        self._retrieved, self._organisations = Names(), Names()
        self.add(answer)

    def add(self, answer: Answer) -> dict[int, int]:
        """Let another answer be cited as well; return the new numbers of its citations."""
        numbers = self.evidence.add(answer)
        self._said += f"\n{answer.question}\n{answer.text}"
        if self._grounding:
            self._claimed |= self._grounding.claims(answer.text, self._language)
        projects = [record.project for record in self.evidence.records.values()]
        self._retrieved, self._organisations = names_of(projects), Names()
        for project in projects:
            for name in organisation_names(project.organisation):
                self._organisations.add(name, name)
        return numbers

    def splitter(self) -> Splitter:
        """Return what cuts a text into sentences, minding the names of projects."""
        retrieved = (record.project.title for record in self.evidence.records.values())
        names = {*self._known.titles.values(), *retrieved}
        return Splitter(re.sub(r"[-–]\w+$", "", each) for each in names)

    def sentence(self, text: str) -> Sentence | Reason:
        """Return a sentence as it may be shown, or why it may not."""
        found = self._sentence(text)
        if isinstance(found, Reason) or self._grounding is None:
            return found
        return self._ungrounded(found) or found

    def _ungrounded(self, sentence: Sentence) -> Reason | None:
        """Return why the words of a sentence may not stand, None when each is in what it cites or
        in the plain answer, and it claims no more of its numbers than that does.
        """
        if self._grounding is None or sentence.text in self._said:
            return None
        body = CITATIONS.sub(" ", sentence.text)
        for quote in quotes(plain(body)) or ():
            body = body.replace(quote, " ")
        ids = [self.evidence.citations[n].id for n in sentence.citations]
        if not ids and self._figure:
            ids = list(self._figure.projects)
        cited = "\n".join(record.text for record in records_of(self.evidence, ids))
        if self._grounding.claims(body, self._language) - self._claimed:
            return Reason.CLAIM
        several = len(set(ids)) > 1 and len(sentence.citations) > 0
        if several and self._grounding.claims(body, self._language) & {"each", "both", "successor"}:
            return Reason.CLAIM
        if self._grounding.foreign(body, self._language, cited, self._said):
            return Reason.WORD
        return None

    def _sentence(self, text: str) -> Sentence | Reason:
        shown = spelled_out(text)
        if len(shown) > _LONGEST:
            return Reason.LENGTH
        cited = tuple(dict.fromkeys(numbers_cited(shown)))
        if any(n not in self.evidence.citations for n in cited):
            return Reason.CITATION
        ids = [self.evidence.citations[n].id for n in cited]
        if not cited:
            if self._figure is None:
                return Reason.CITATION
            ids = list(self._figure.projects)
        records = records_of(self.evidence, ids)
        if has_markup(shown, records):
            return Reason.MARKUP
        body = plain(shown)
        words = CITATIONS.sub(lambda match: "\0" * len(match.group()), body)
        if not re.search(r"[^\W_]", words):
            return Reason.CITATION
        mentions = self._projects(words)
        if reason := self._misnamed(words, mentions, records, frozenset(ids)):
            return reason
        quoted = quotes(words)
        if quoted is None or not all(verbatim(each, records) for each in quoted):
            return Reason.QUOTE
        own = [each for each in mentions if each.ids & set(ids)]
        stated = values(_masked(words, own))
        if not cited:
            return self._uncited(shown, words, stated)
        anchors = [
            (match.end(), frozenset(self.evidence.citations[n].id for n in _of(match)))
            for match in CITATIONS.finditer(body)
        ]
        names = [(each.end, each.ids & set(ids)) for each in own]
        loose, computed = self._loose(words, stated, len(set(ids)) == 1 or bool(names))
        if wrong := unsupported(self.evidence, words, loose, anchors, names):
            return Reason.DATE if wrong.kind is Kind.DATE else Reason.NUMBER
        basis = Basis.QUOTE if quoted else Basis.FIGURE if computed else Basis.RECORD
        return Sentence(shown, basis, cited)

    def _uncited(self, shown: str, words: str, stated: Sequence[Value]) -> Sentence | Reason:
        """Judge a sentence without citations: it may state the computed figure and no more."""
        own = [v for v in stated if self._figure and of_figure(v, self._figure, words, alone=False)]
        if not own:
            return Reason.CITATION
        rest = [v for v in stated if v not in own]
        for value in rest:
            if not any(value.same(each) for each in self.evidence.asked):
                return Reason.DATE if value.kind is Kind.DATE else Reason.NUMBER
        return Sentence(shown, Basis.FIGURE)

    def _loose(self, words: str, stated: Sequence[Value], alone: bool) -> tuple[list[Value], bool]:
        """Return the values that no figure supports, and whether one supports any."""
        figures = self.evidence.figures
        rest = [v for v in stated if not any(of_figure(v, f, words, alone=alone) for f in figures)]
        computed = len(rest) < len(stated)
        if computed:  # 'in 2019 there were 7 projects': what was asked for belongs to the figure
            asked = self.evidence.asked
            rest = [
                v for v in rest if v.kind is Kind.MONEY or not any(v.same(each) for each in asked)
            ]
        return rest, computed

    def _projects(self, text: str) -> list[Mention]:
        """Return the projects that a text names, the longest name at each place."""
        found = (*self._known.projects.find(text), *self._retrieved.find(text))
        kept: list[Mention] = []
        for each in sorted(found, key=lambda mention: (mention.start - mention.end, mention.start)):
            same = [k for k in kept if (k.start, k.end) == (each.start, each.end)]
            if same:
                joined = Mention(each.start, each.end, each.name, each.ids | same[0].ids)
                kept[kept.index(same[0])] = joined
            elif not any(each.start < k.end and k.start < each.end for k in kept):
                kept.append(each)
        return sorted(kept, key=lambda mention: mention.start)

    def _misnamed(
        self, text: str, mentions: Sequence[Mention], records: Sequence[Record], ids: frozenset[str]
    ) -> Reason | None:
        """Return why a name of the text may not stand there, None when all may."""
        cited = "\n".join(record.text for record in records).casefold()

        def occurs(words: str) -> bool:
            pattern = r"[^\w]+".join(map(re.escape, re.findall(r"[^\W_]+", words.casefold())))
            return re.search(rf"(?<!\w){pattern}", cited) is not None

        for each in mentions:
            if not each.ids & ids and not occurs(each.name):
                return Reason.PROJECT
        organisations = [
            each
            for each in (*self._known.organisations.find(text), *self._organisations.find(text))
            if not any(each.start < m.end and m.start < each.end for m in mentions)
        ]
        for each in organisations:
            longer = any(_within(each, other) and occurs(other.name) for other in organisations)
            if not longer and not occurs(each.name) and not occurs(text[each.start : each.end]):
                return Reason.ORGANISATION
        for word in unknown_names(text, [*mentions, *organisations]):
            if not occurs(word[: max(4, len(word) - 3)]):
                return Reason.PROJECT
        return None


def check(
    text: str, answer: Answer, known: Known | None = None, grounding: Grounding | None = None
) -> Checked:
    """Check a text that a language model wrote from an answer.

    Every sentence must cite what was retrieved (`answer.citations`, `answer.sources`), or state
    the answer's figure; its numbers, dates, names and quotations must occur in what it cites.
    """
    checker = Checker(answer, known, grounding)
    splitter = checker.splitter()
    kept: list[Sentence] = []
    dropped: list[tuple[str, Reason]] = []
    for piece in (*splitter.feed(text), *splitter.close()):
        found = checker.sentence(piece)
        if isinstance(found, Sentence):
            kept.append(found)
        else:
            dropped.append((piece, found))
    return Checked(tuple(kept), tuple(dropped))


def _of(match: re.Match[str]) -> list[int]:
    return numbers_cited(match.group())


def _masked(text: str, mentions: Sequence[Mention]) -> str:
    for each in mentions:
        text = text[: each.start] + "\0" * (each.end - each.start) + text[each.end :]
    return text


def _within(inner: Mention, outer: Mention) -> bool:
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.start <= inner.start and inner.end <= outer.end
