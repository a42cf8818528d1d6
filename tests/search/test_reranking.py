"""A reranker in the search: what it is given, what it changes, and how that is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hankehaku.facade import Hankehaku
from hankehaku.index.kit import Kit
from hankehaku.index.reranker import Floats
from hankehaku.interfaces.listing import print_result
from hankehaku.interfaces.web.asked import Asked
from hankehaku.interfaces.web.view import about_html, find
from hankehaku.records import Project
from hankehaku.search.fusion import Ranking, standardised
from hankehaku.search.request import Request
from hankehaku.search.reranking import judge

QUESTION = "pakolaisäideille suunnatut hankkeet"
Opinion = Callable[[str], float]


class FakeReranker:
    """Judges a text by `opinion`; `asked` keeps what it was given. A token is a word."""

    def __init__(self, opinion: Opinion, max_tokens: int = 10_000) -> None:
        self.name, self.id, self.max_tokens = "judge", "judge/fake/1", max_tokens
        self.asked: list[tuple[str, list[str]]] = []
        self._opinion = opinion

    def count_tokens(self, query: str, text: str) -> int:
        return len(query.split()) + len(text.split()) + 3

    def scores(self, query: str, texts: Sequence[str]) -> Floats:
        self.asked.append((query, list(texts)))
        return np.array([self._opinion(text) for text in texts], dtype=np.float32)


@pytest.fixture
def opened(seed_index: Path, kit: Kit) -> Callable[..., tuple[Hankehaku, FakeReranker]]:
    def open_with(
        opinion: Opinion = len, ranking: Ranking | None = None
    ) -> tuple[Hankehaku, FakeReranker]:
        reranker = FakeReranker(opinion)
        kit_with = replace(kit, reranker=reranker)
        return Hankehaku.open(seed_index, kit=kit_with, ranking=ranking), reranker

    return open_with


def test_the_order_is_that_of_both_scores_together(hankehaku: Hankehaku, opened) -> None:
    before = hankehaku.search(QUESTION, 25).hits
    searching, _ = opened(lambda text: -len(text), Ranking(reranked=5))
    found = searching.search(QUESTION, 25).hits
    fused = standardised(np.array([hit.score for hit in before[:5]], dtype=np.float32))
    lengths = [-len(f"{h.project.title}. {h.project.description}") for h in before[:5]]
    together = fused + standardised(np.array(lengths, dtype=np.float32))
    wanted = sorted(range(5), key=lambda at: -together[at])
    assert wanted != list(range(5))
    assert [hit.project.id for hit in found[:5]] == [before[at].project.id for at in wanted]
    gaps = [found[at].score - found[at + 1].score for at in range(4)]
    assert gaps == pytest.approx(
        [together[wanted[at]] - together[wanted[at + 1]] for at in range(4)], abs=1e-5
    )
    assert [hit.reranked.before for hit in found[:5] if hit.reranked] == [at + 1 for at in wanted]
    assert [hit.signals["reranker"] for hit in found[:5]] == [lengths[at] for at in wanted]


def test_the_rest_is_left_as_it_was_below(hankehaku: Hankehaku, opened) -> None:
    before = hankehaku.search(QUESTION, 25).hits
    found = opened(ranking=Ranking(reranked=5))[0].search(QUESTION, 25).hits
    assert found[5:] == before[5:]
    assert all(hit.reranked is None and "reranker" not in hit.signals for hit in found[5:])
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert found[4].score > found[5].score


def test_a_decided_reranker_can_put_any_of_the_judged_first(opened) -> None:
    ranking = Ranking(reranker=100.0)
    searching, reranker = opened(lambda text: float("MISEC" in text), ranking)
    hit = searching.search("maahanmuuttajien palvelut", 1).hits[0]
    assert "MISEC" in hit.project.title
    assert hit.reranked is not None
    assert (hit.reranked.by, hit.reranked.score, hit.reranked.before > 1) == ("judge", 1.0, True)
    assert len(reranker.asked) == ranking.reranked == 20


def test_it_is_given_topic_title_and_description(opened) -> None:
    searching, reranker = opened()
    result = searching.search(f"  {QUESTION}\n")
    assert {query for query, _ in reranker.asked} == {QUESTION}
    project = result.hits[0].project
    assert [f"{project.title}. {project.description.strip()}"] in [t for _, t in reranker.asked]


@pytest.mark.parametrize("opinion", [lambda _: 1.0, len, lambda text: -len(text)])
def test_whether_anything_fits_does_not_depend_on_it(
    hankehaku: Hankehaku, opened, opinion: Opinion
) -> None:
    searching, _ = opened(opinion, Ranking(reranker=100.0))
    for question in (QUESTION, "nuoret", "Kuka kirjoitti Sinuhe egyptiläisen?"):
        assert searching.search(question).no_match == hankehaku.search(question).no_match


def test_a_reranker_without_opinion_changes_nothing(hankehaku: Hankehaku, opened) -> None:
    before = [hit.project.id for hit in hankehaku.search(QUESTION, 25).hits]
    found = opened(lambda _: 7.0)[0].search(QUESTION, 25).hits
    assert [hit.project.id for hit in found] == before
    assert [hit.reranked.before for hit in found[:20] if hit.reranked] == list(range(1, 21))


def test_threads_get_the_same_answers(opened) -> None:
    searching, _ = opened()
    questions = [QUESTION, "nuoret", "boende", "residence permits"] * 4
    alone = [searching.search(question) for question in questions]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(searching.search, questions)) == alone


def test_the_page_and_the_terminal_tell_it(opened, capsys: pytest.CaptureFixture[str]) -> None:
    searching, _ = opened()
    members = {each.id for each in searching.everything(Request(QUESTION))}
    whole = searching.search(QUESTION, 25)
    hits = [hit for hit in whole.hits if hit.project.id in members]
    result = replace(whole, hits=tuple(replace(e, rank=at) for at, e in enumerate(hits, 1)))
    page = find(searching, Asked(Request(QUESTION)), "fi").html
    print_result(result)
    printed = capsys.readouterr().out
    moved = [hit for hit in result.hits if hit.reranked and hit.reranked.before != hit.rank]
    assert moved
    for hit in moved:
        told = f"judge siirsi hankkeen sijalta {hit.reranked.before} sijalle {hit.rank}."
        assert told in page
        assert told in printed
    assert printed.count("Uudelleenjärjestäjä judge") == page.count("Uudelleenjärjestäjä judge")
    assert page.count("Uudelleenjärjestäjä judge") == len(members) == 9
    assert "judge/fake/1" in about_html(searching, "fi")


def test_of_a_long_description_the_best_passage_counts() -> None:
    project = Project("p", "c", "Otsikko", description="Yksi kaksi kolme. Neljä viisi. Kuusi.")
    reranker = FakeReranker(lambda text: float("viisi" in text), max_tokens=8)
    assert judge(reranker, "q", project) == 1.0
    (asked,) = reranker.asked
    assert asked == ("q", [f"Otsikko. {t}" for t in ("Yksi kaksi kolme.", "Neljä viisi. Kuusi.")])


def test_a_long_question_leaves_half_for_the_description() -> None:
    project = Project("p", "c", "Otsikko", description="Yksi kaksi kolme. Neljä viisi.")
    reranker = FakeReranker(len, max_tokens=16)
    judge(reranker, "q " * 100, project)
    assert reranker.asked[0][1] == ["Otsikko. Yksi kaksi kolme. Neljä viisi."]


def test_without_a_description_the_title_is_judged() -> None:
    reranker = FakeReranker(len)
    assert judge(reranker, "q", Project("p", "c", "Otsikko", description=" ")) == 9.0
    assert reranker.asked == [("q", ["Otsikko. "])]
