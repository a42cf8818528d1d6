"""Answers as the assistant gives them without a language model, made from the seed's records."""

from __future__ import annotations

from hankehaku.assistant.answer import Act, Answer, Basis, Citation, Figure, Sentence
from hankehaku.assistant.checking.names import Known, organisation_names
from hankehaku.assistant.state import State
from hankehaku.corpus.corpus import Corpus

RIO, RIO2, ERSUS, MISEC = "rio", "rio-2-kiertava-maahanmuuton-asiantuntija", "ersus", "misec"
KOTOA = "kotoa-kotiin"


def known(corpus: Corpus) -> Known:
    return Known(
        {each.id: each.title for each in corpus.projects},
        {name for each in corpus.projects for name in organisation_names(each.organisation)},
    )


def found(corpus: Corpus, *ids: str, language: str = "fi", figure: Figure | None = None) -> Answer:
    """Return an answer that retrieved these projects and cites them as [1], [2] and so on."""
    projects = tuple(corpus.by_id(each) for each in ids)
    return Answer(
        question="Mitä hankkeita Maahanmuuttovirastolla on?",
        language=language,
        act=Act.FIND,
        sentences=tuple(
            Sentence(f"{each.title} [{n}]", Basis.RECORD, (n,))
            for n, each in enumerate(projects, 1)
        ),
        state=State(question="Mitä hankkeita Maahanmuuttovirastolla on?", language=language),
        projects=projects,
        citations=tuple(Citation(n, each) for n, each in enumerate(ids, 1)),
        sources={each.id: each for each in projects},
        figure=figure,
    )


def migri(corpus: Corpus, language: str = "fi") -> Answer:
    """Return the four projects of the immigration service: RIO [1], RIO 2, ERSUS, MISEC [4]."""
    return found(corpus, RIO, RIO2, ERSUS, MISEC, language=language)


def total(corpus: Corpus, language: str = "fi") -> Answer:
    """Return the same with the sum of their support: 1 107 191 €."""
    ids = (RIO, RIO2, ERSUS, MISEC)
    value = sum(corpus.by_id(each).grant.eu_support_eur or 0 for each in ids)
    assert value == 1_107_191
    figure = Figure("sum", float(value), "eur", ids)
    return found(corpus, *ids, language=language, figure=figure)
