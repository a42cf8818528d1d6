"""A language model that words an answer: what it writes is checked before anyone sees it."""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from hankehaku.assistant.answer import Act, Answer, Basis, Sentence
from hankehaku.assistant.checking.checker import Checker, Reason
from hankehaku.assistant.checking.grounding import Grounding
from hankehaku.assistant.checking.names import Known
from hankehaku.assistant.llm.plain import figure_left_out, said_anyway
from hankehaku.assistant.llm.prompt import messages
from hankehaku.assistant.llm.texts import left_out, notice
from hankehaku.assistant.llm.tools import TOOLS, Tools, asked, called
from hankehaku.assistant.llm.trouble import ModelTrouble, Trouble
from hankehaku.errors import UsageError

if TYPE_CHECKING:
    from hankehaku.assistant.llm.client import Reply, Server

_LOG = logging.getLogger(__name__)
_ROUNDS = 4
_LONGEST = 20_000
_WITHOUT = (Act.HELP, Act.SMALLTALK, Act.COLLECTION)


@dataclass(frozen=True, slots=True)
class Written:
    """An answer, and what became of the model's text.

    `trouble` tells why the plain answer stands, None when the model's text does or when no model
    was needed; `lookups` counts the questions that the model asked.
    """

    answer: Answer
    dropped: tuple[tuple[str, Reason], ...] = ()
    trouble: Trouble | None = None
    lookups: int = 0


@dataclass(slots=True)
class _Draft:
    """What was written so far: checked, and left out."""

    checker: Checker
    deadline: float
    kept: list[Sentence] = field(default_factory=list)
    dropped: list[tuple[str, Reason]] = field(default_factory=list)
    lookups: int = 0

    def take(self, pieces: list[str]) -> Iterator[Sentence]:
        """Check pieces of text; yield those that may be shown."""
        for piece in pieces:
            found = self.checker.sentence(piece)
            if isinstance(found, Reason):
                self.dropped.append((piece, found))
            elif found not in self.kept:
                self.kept.append(found)
                yield found


class LanguageModel:
    """A model on any OpenAI-compatible server. Safe to use from several threads."""

    def __init__(
        self,
        server: Server,
        timeout: float,
        known: Known | None = None,
        grounding: Grounding | None = None,
    ) -> None:
        self.model, self.timeout = server.model, timeout
        self._server, self._known, self._grounding = server, known, grounding

    @classmethod
    def open(
        cls,
        url: str,
        model: str,
        key: str = "",
        timeout: float = 20.0,
        *,
        known: Known | None = None,
        grounding: Grounding | None = None,
    ) -> LanguageModel:
        """Prepare to ask a model; nothing is sent yet.

        `timeout` is for a whole answer, in seconds. `known` are the names of a collection, so that
        projects which were not retrieved are recognised; with `grounding` every word must stand in
        what is cited or in the plain answer. Raises UsageError when the client is not
        installed or a value cannot be used.
        """
        try:
            from hankehaku.assistant.llm.client import Server
        except ModuleNotFoundError as exc:
            what = f"language models need {exc.name}, which is not installed"
            raise UsageError(what, cure="Install it: pip install 'hankehaku[llm]'") from exc
        if not _is_address(url):
            cure = "Give it as in http://localhost:8000/v1"
            raise UsageError("the address of the language model cannot be used", cure=cure)
        if not model:
            cure = "Name one that the server has"
            raise UsageError("no language model is named", cure=cure)
        if not timeout > 0:
            raise UsageError(f"{timeout} seconds are no time", cure="Give more than 0")
        return cls(Server(url, model, key), timeout, known, grounding)

    def write(
        self,
        question: str,
        plain: Answer,
        tools: Tools | None = None,
        on_text: Callable[[str], None] | None = None,
    ) -> Written:
        """Return the answer in the model's words, or the plain one with a line that says why.

        `on_text` gets each sentence once it is checked. What the server does raises nothing here;
        what `on_text` raises is passed on.
        """
        with contextlib.closing(self.stream(question, plain, tools)) as parts:
            for part in parts:
                if isinstance(part, Written):
                    return part
                if on_text:
                    on_text(part.text)
        raise AssertionError("a stream ends with what was written")

    def stream(
        self, question: str, plain: Answer, tools: Tools | None = None
    ) -> Generator[Sentence | Written, None, None]:
        """Yield each sentence once it is checked, and in the end the whole."""
        if plain.no_match or plain.act in _WITHOUT or not (plain.sources or tools):
            yield Written(plain)  # nothing that the model could cite
            return
        draft = _Draft(
            Checker(plain, self._known, self._grounding), time.monotonic() + self.timeout
        )
        try:
            yield from self._rounds(question, plain, tools, draft)
        except ModelTrouble as exc:
            _LOG.warning("the language model gave no answer to use: %s", exc)
            yield self._plainly(plain, draft, exc.kind)
            return
        yield self._finished(plain, draft)

    def _rounds(
        self, question: str, plain: Answer, tools: Tools | None, draft: _Draft
    ) -> Iterator[Sentence]:
        from hankehaku.assistant.llm.client import Reply

        said = messages(question, plain, draft.checker.evidence)
        for left in range(_ROUNDS, -1, -1):
            offered = tools if left else None
            reply = Reply(self._server, said, TOOLS if offered else (), draft.deadline)
            before = len(draft.dropped)
            try:
                yield from self._reply(reply, draft)
            except ModelTrouble as exc:
                if not (exc.refused and offered and left == _ROUNDS):
                    raise
                tools = None  # some models cannot call any
                continue
            finally:
                reply.close()
            if not reply.calls:
                return
            if offered is None:
                break
            del draft.dropped[before:]  # 'let me look': no part of the answer
            said.append(asked(reply.calls))
            for call in reply.calls:
                content, answered = called(call, offered, draft.checker)
                draft.lookups += answered
                said.append({"role": "tool", "tool_call_id": call.id, "content": content})
        raise ModelTrouble(Trouble.UNUSABLE, "calls without end")

    def _reply(self, reply: Reply, draft: _Draft) -> Iterator[Sentence]:
        splitter, length = draft.checker.splitter(), 0
        for text in reply:
            length += len(text)
            if length > _LONGEST:
                raise ModelTrouble(Trouble.UNUSABLE, "a text without end")
            yield from draft.take(splitter.feed(text))
        rest = splitter.close()
        if not reply.calls:
            yield from draft.take(rest[:-1] if reply.cut else rest)

    def _finished(self, plain: Answer, draft: _Draft) -> Written:
        """Return the model's answer, the plain one when too little of it is left."""
        kept, dropped = draft.kept, draft.dropped
        if not kept or len(kept) < len(dropped):
            trouble = Trouble.UNVERIFIED if kept or dropped else Trouble.UNUSABLE
            return self._plainly(plain, draft, trouble)
        sentences = [*figure_left_out(plain, kept), *kept]
        sentences += said_anyway(plain, kept)
        if dropped:
            sentences.append(Sentence(left_out(len(dropped), plain.language), Basis.NOTICE))
        evidence = draft.checker.evidence
        cited = {n for each in sentences for n in each.citations}
        answer = dataclasses.replace(
            plain,
            sentences=tuple(sentences),
            citations=tuple(each for n, each in sorted(evidence.citations.items()) if n in cited),
            sources={id_: record.project for id_, record in evidence.records.items()},
            written_by=self.model,
        )
        return Written(answer, tuple(dropped), None, draft.lookups)

    def _plainly(self, plain: Answer, draft: _Draft, trouble: Trouble) -> Written:
        line = Sentence(notice(trouble.value, plain.language), Basis.NOTICE)
        answer = dataclasses.replace(plain, sentences=(*plain.sentences, line))
        return Written(answer, tuple(draft.dropped), trouble, draft.lookups)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
