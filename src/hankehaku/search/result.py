"""What a search gives back: the question as understood, and hits with what ranked them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hankehaku.language.terms import Term
from hankehaku.records import Project
from hankehaku.search.constraints import Constraint
from hankehaku.search.parsing.parser import Parsed


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood: its language (and how sure that is, 0 to 1), topic and terms.

    `topic` is what is ranked by, empty when the question only has `constraints` and an order.
    """

    text: str
    language: str
    confidence: float
    topic: str
    terms: tuple[Term, ...]
    constraints: tuple[Constraint, ...] = ()
    order: str | None = None
    parsed: Parsed | None = None

    @property
    def finnish(self) -> str:
        """The terms in Finnish, each by its most trusted name."""
        return " ".join(term.finnish for term in self.terms if term.sought)


@dataclass(frozen=True, slots=True)
class Match:
    """A term of the question as found in a project, and the way there.

    `way` goes from the question's word over its Finnish names to the key that was found; `found`
    stands at `[start:end]` of `text` (title, description or names). `source` says where the way
    comes from: written, parts, synonym, related, glossary, names or a dictionary's name.
    """

    question: str
    way: tuple[str, ...]
    source: str
    found: str
    text: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Passage:
    """The part of a description that answers best: `description[start:end]`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reranked:
    """That a reranker judged a project: its name, the project's rank before, and its score."""

    by: str
    before: int
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A ranked project.

    `score` orders hits of one question; `signals` are what it was made of: `lexical` and `dense`
    against the best candidate, from 0 to 1, the standard scores of each kind of vectors, the
    evidence for its confidence (see `search.confidence.evidence`), and `reranker`, what a reranker
    gave, if one judged this project (`reranked`).
    `confidence` from 0 to 1 can be compared between questions.
    """

    rank: int
    project: Project
    score: float
    confidence: float
    signals: Mapping[str, float]
    passage: Passage
    matches: tuple[Match, ...]
    reranked: Reranked | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a question; `no_match` when nothing in the collection fits it.

    With `no_match` the hits are what comes nearest, to be shown as such or not at all; there are
    none when the constraints leave nothing, and `near_misses` then tells what each of them hides.
    `selected` projects meet the constraints (all, when there are none); `unknown` are left out as
    their records do not tell. Of an exploration, `matching` projects can be paged through, hits
    begin at place `first` of these, and `facets` count them.
    """

    question: Question
    hits: tuple[Hit, ...]
    no_match: bool
    total: int
    selected: int = 0
    unknown: tuple[Project, ...] = ()
    near_misses: tuple[Missed, ...] = ()
    matching: int = 0
    first: int = 0
    facets: tuple[Facet, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet, how many projects of the result have it, and whether it is picked."""

    value: str
    count: int
    selected: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of a facet (see `search.request.FACETS`), the most frequent first.

    Values are counted as if nothing of their own facet were picked.
    """

    name: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Missed:
    """What appears when one constraint is dropped."""

    constraint: Constraint
    projects: tuple[Project, ...]
