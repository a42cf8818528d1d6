"""An update gives what a build from nothing would, at the cost of what changed."""

from __future__ import annotations

import dataclasses
import sqlite3
from pathlib import Path

import pytest
from fakes import FakeEncoder, project, small_corpus, small_kit

from hankehaku.corpus.corpus import Corpus
from hankehaku.facade import Hankehaku
from hankehaku.index.analyses import AnalysisCache
from hankehaku.index.analysis import ProjectAnalyzer
from hankehaku.index.builder import Built, build
from hankehaku.index.changes import Changes
from hankehaku.index.fields import keys_of
from hankehaku.index.kit import Kit
from hankehaku.index.lexical import LexicalIndex
from hankehaku.index.projects import ProjectStore
from hankehaku.index.store import Store
from hankehaku.records import DataIssue, IssueKind, Project, SourcePosition

LONG = " ".join(f"Virke {number} kertoo koulusta Tampereella." for number in range(30))
BEFORE = [project(number) for number in range(40)]
AFTER = [
    project(90, "Uusi alussa", "Nuoret soittavat."),
    *BEFORE[:7],
    project(7, "Toinen nimi", LONG),  # several passages where there was one
    *BEFORE[9:30],
    dataclasses.replace(BEFORE[30], description=""),
    *reversed(BEFORE[31:]),
]
EXPECTED = Changes(added=("p90",), changed=("p7", "p30"), removed=("p8",), unchanged=37)


@pytest.fixture
def lexicon() -> Path:
    return Path(__file__).parents[2] / "data" / "lexicon"  # whole, as questions are asked


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def small(lexicon: Path, encoder: FakeEncoder) -> Kit:
    return small_kit(lexicon, encoder)


def _updated(small: Kit, store: Store, *corpora: list[Project]) -> Built:
    for projects in corpora:
        built = build(small_corpus(*projects), small, store)
    return built


def _same(one: Path, other: Path, small: Kit) -> None:
    """Assert that two indexes hold and answer the same."""
    first, second = (Store(each).current()[0] for each in (one, other))
    for name in ("raw", "lemma", "sentences"):
        for file in ("vectors.faiss", "rows.npy", "mean.npy", "covariance.npy"):
            assert (first / name / file).read_bytes() == (second / name / file).read_bytes()
    for name in ("vocabulary.txt", "background.json", "corpus.json", "content.npy"):
        assert (first / name).read_bytes() == (second / name).read_bytes(), name
    records = [ProjectStore(each / "projects.sqlite") for each in (first, second)]
    assert list(records[0].facts()) == list(records[1].facts())
    assert list(records[0].spans()) == list(records[1].spans())
    words = [LexicalIndex.open(each / "words") for each in (first, second)]
    for key in ("koulu", "nuor", "hank", "soittav"):
        assert words[0].frequency("base", key) == words[1].frequency("base", key)
    opened = [Hankehaku.open(each, kit=small) for each in (one, other)]
    for question in ("nuoret Tampereella", "koulut", "vuonna 2019 alkaneet", "soittaminen"):
        results = [each.search(question, 50) for each in opened]
        hits = [[(h.project, h.score, h.passage, h.matches) for h in r.hits] for r in results]
        assert hits[0] == hits[1]


def test_an_update_is_what_a_build_from_nothing_is(
    small: Kit, lexicon: Path, tmp_path: Path
) -> None:
    built = _updated(small, Store(tmp_path / "updated"), BEFORE, AFTER)
    assert built.changes == EXPECTED
    fresh = small_kit(lexicon)
    build(small_corpus(*AFTER), fresh, Store(tmp_path / "fresh"), force=True)
    _same(tmp_path / "updated", tmp_path / "fresh", small)
    back = _updated(small, Store(tmp_path / "updated"), BEFORE)
    assert back.changes == Changes(("p8",), ("p7", "p30"), ("p90",), 37)
    build(small_corpus(*BEFORE), fresh, Store(tmp_path / "first"), force=True)
    _same(tmp_path / "updated", tmp_path / "first", small)


def test_only_what_changed_is_encoded_and_analysed(
    small: Kit, encoder: FakeEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    analysed: list[str] = []
    analyse = ProjectAnalyzer.analyse

    def counted(self: ProjectAnalyzer, each: Project) -> object:
        analysed.append(each.id)
        return analyse(self, each)

    monkeypatch.setattr(ProjectAnalyzer, "analyse", counted)
    store = Store(tmp_path / "index")
    _updated(small, store, BEFORE)
    assert len(analysed) == 40
    before = len(encoder.encoded)
    _updated(small, store, AFTER)
    assert sorted(analysed[40:]) == ["p30", "p7", "p90"]
    new = encoder.encoded[before:]
    # two of one passage and one sentence, one of 30 sentences in three passages
    assert len(new) == 2 * 3 + 30 + 2 * 3
    assert set(new).isdisjoint(encoder.encoded[:before])
    again = build(small_corpus(*AFTER), small, store, force=True)
    assert len(analysed) == 43 + 40  # asked to, everything is read anew
    assert again.changes == Changes(unchanged=40)


def test_a_place_in_the_source_is_no_change(small: Kit, tmp_path: Path) -> None:
    def at(line: int) -> Corpus:
        issue = DataIssue(IssueKind.MISSING_PERIOD, "start", "", line)
        moved = {"source": SourcePosition("a.txt", line, line), "issues": (issue,)}
        return small_corpus(*(dataclasses.replace(each, **moved) for each in BEFORE[:3]))

    store = Store(tmp_path / "index")
    build(at(1), small, store)
    built = build(at(9), small, store)
    assert built.fresh
    assert built.changes == Changes(unchanged=3)
    assert next(iter(ProjectStore(built.folder / "projects.sqlite"))).issues[0].line == 9


def test_nothing_changed_and_everything_new(small: Kit, tmp_path: Path) -> None:
    store = Store(tmp_path / "index")
    first = _updated(small, store, BEFORE)
    assert first.changes == Changes(added=tuple(each.id for each in BEFORE))
    assert _updated(small, store, BEFORE).changes == Changes(unchanged=40)


def test_an_analysis_is_what_the_analyzers_give(
    kit: Kit, seed_corpus: Corpus, tmp_path: Path
) -> None:
    cache = AnalysisCache(tmp_path / "analyses.sqlite")
    analyzer = ProjectAnalyzer(kit, cache)
    found = list(analyzer.stream(seed_corpus.projects))
    again = list(ProjectAnalyzer(kit, cache).stream(seed_corpus.projects))
    assert found == again
    for project_, _, analysis in found:
        keys = keys_of(project_, kit.finnish)
        assert {name: each.split() for name, each in analysis.keys.items() if each} == keys
        for (start, end), lemmas in zip(analysis.passages, analysis.lemmas, strict=True):
            text = f"{project_.title}. {project_.description[start:end]}"
            tokens = kit.finnish.analyze(text)
            assert lemmas == " ".join(token.forms.lemmas[0] for token in tokens)
    assert cache.damaged == 0
    cache.close()


def test_a_damaged_analysis_is_made_again_and_counted(small: Kit, tmp_path: Path) -> None:
    store = Store(tmp_path / "index")
    _updated(small, store, BEFORE)
    database = sqlite3.connect(store.analyses)
    with database:
        database.execute("UPDATE analysis SET value = replace(value, 'o', 'p') WHERE rowid = 3")
    database.close()
    assert _updated(small, store, AFTER).damaged == 1
    store.analyses.write_bytes(b"no database at all" * 1000)
    assert _updated(small, store, BEFORE).damaged == 1
    fresh = Store(tmp_path / "fresh")
    build(small_corpus(*BEFORE), small, fresh)
    _same(store.folder, fresh.folder, small)


def test_a_damaged_term_base_is_compiled_again(small: Kit, tmp_path: Path) -> None:
    store = Store(tmp_path / "index")
    terms = _updated(small, store, BEFORE).folder / "terms.sqlite"
    whole, data = terms.read_bytes(), bytearray(terms.read_bytes())
    data[len(data) // 2] ^= 1
    terms.write_bytes(data)
    again = _updated(small, store, AFTER)
    assert (again.folder / "terms.sqlite").read_bytes() == whole
    assert again.changes.unchanged == 0  # what is damaged is not compared
