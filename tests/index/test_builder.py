"""A generation built from a corpus: what it holds, when it is built, what a rebuild encodes."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEncoder, project, small_corpus, small_kit, vector_of, write_lexicon

from hankehaku.errors import IndexBusyError, IndexDamagedError
from hankehaku.index.background import QuestionBackground
from hankehaku.index.builder import Built, build
from hankehaku.index.dense import DenseIndex
from hankehaku.index.kit import Kit
from hankehaku.index.lexical import Leaf, LexicalIndex
from hankehaku.index.projects import ProjectStore
from hankehaku.index.store import Store
from hankehaku.language.imported import add_lexicon, imported
from hankehaku.language.termbase import Entry, TermBase
from hankehaku.records import DataIssue, IssueKind, Objective

LONG = " ".join(f"Virke {number} kertoo koulusta ja nuorista." for number in range(30))
CORPUS = small_corpus(
    project(0, "Koulut", "Tuemme kouluja. Se auttaa."),
    project(1, "Pitkä", LONG),
    project(2, "Tyhjä", ""),
)


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    return write_lexicon(tmp_path / "lexicon")


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def small(lexicon: Path, encoder: FakeEncoder) -> Kit:
    return small_kit(lexicon, encoder)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "index")


@pytest.fixture
def built(small: Kit, store: Store) -> Built:
    return build(CORPUS, small, store)


def lemmatised(text: str, kit: Kit) -> str:
    return " ".join(token.forms.lemmas[0] for token in kit.finnish.analyze(text))


def test_manifest_tells_what_it_is_made_of(built: Built, small: Kit, store: Store) -> None:
    folder, manifest = store.current()
    assert built.fresh
    assert folder == built.folder
    assert manifest.corpus_hash == CORPUS.content_hash
    assert manifest.fingerprint == built.manifest.fingerprint
    assert folder.name == f"000001-{manifest.fingerprint[:12]}"
    assert (manifest.encoder, manifest.model, manifest.dimensions) == ("fake/1", "fake", 16)
    assert manifest.analyzer == small.finnish.id
    lexicon = {"digest": small.lexicon.digest, "dictionaries": [], "imported": []}
    assert manifest.lexicon == lexicon
    assert manifest.collection["id"] == "small"
    assert manifest.counts["projects"] == 3
    assert manifest.counts["sentences"] == 32
    # koulu, opisto, skola, school
    assert manifest.counts["terms: glossary"] == 4


def test_words_are_filed_by_row(built: Built) -> None:
    words = LexicalIndex.open(built.folder / "words")
    assert len(words) == 3
    assert words.search((Leaf("surface", "kouluja"),), 10).tolist() == [0]
    assert words.search((Leaf("title", "tyhjä"),), 10).tolist() == [2]
    assert words.frequency("names", "tampere") == 3


def test_records_have_the_spans_of_their_sentences(built: Built) -> None:
    records = ProjectStore(built.folder / "projects.sqlite")
    assert tuple(records) == CORPUS.projects
    (first, spans), (_, long), (_, none) = records.rows([0, 1, 2])
    assert [first.description[a:b] for a, b in spans] == ["Tuemme kouluja.", "Se auttaa."]
    assert len(long) == 30
    assert none == ()


def test_passages_have_the_heading_and_fit_the_model(built: Built, encoder: FakeEncoder) -> None:
    raw = DenseIndex.open(built.folder / "raw")
    assert built.manifest.counts["passages"] == len(raw.rows)
    assert sorted(set(raw.rows.tolist())) == [0, 1, 2]
    assert (raw.rows == 1).sum() == 3  # 180 words, 63 of them in each passage at most
    passage = vector_of("Koulut. Tuemme kouluja. Se auttaa.")
    assert raw.products(passage, 0) == pytest.approx([1.0], abs=1e-6)
    assert raw.products(vector_of("Tyhjä. "), 2) == pytest.approx([1.0], abs=1e-6)
    assert all(encoder.count_tokens(text) <= encoder.max_tokens for text in encoder.encoded)
    of_long = [text for text in encoder.encoded if text.startswith("Pitkä. ")]
    assert " ".join(text.removeprefix("Pitkä. ") for text in of_long) == LONG


def test_lemma_channel_is_the_row_of_base_forms(built: Built, small: Kit) -> None:
    text = "Koulut. Tuemme kouluja. Se auttaa."
    lemmas = lemmatised(text, small)
    stems = [
        small.finnish.forms(word).lemmas[0]
        for word in ["Koulut", "Tuemme", "kouluja", "Se", "auttaa"]
    ]
    assert lemmas == " ".join(stems)
    lemma = DenseIndex.open(built.folder / "lemma")
    assert lemma.products(vector_of(lemmas), 0) == pytest.approx([1.0], abs=1e-6)
    np.testing.assert_array_equal(lemma.rows, DenseIndex.open(built.folder / "raw").rows)


def test_every_sentence_has_a_vector_and_a_title_stands_in(built: Built) -> None:
    sentences = DenseIndex.open(built.folder / "sentences")
    assert np.bincount(sentences.rows).tolist() == [2, 30, 1]
    products = sentences.products(vector_of("Se auttaa."), 0)
    assert products[1] == pytest.approx(1.0, abs=1e-6)
    assert sentences.products(vector_of("Tyhjä"), 2) == pytest.approx([1.0], abs=1e-6)


def test_background_is_of_any_questions_and_of_sentences(built: Built, small: Kit) -> None:
    def asked(*texts: str) -> np.ndarray:
        return np.stack([vector_of(f"query: {text}") for text in texts])

    any_questions = {
        "fi": asked("hankkeet", "mikä", "koulu"),
        "sv": asked("projekt", "skola"),
        "en": asked("projects", "school"),
    }
    background = QuestionBackground.open(built.folder)
    for language, vectors in any_questions.items():
        np.testing.assert_allclose(background.means[language], vectors.mean(axis=0), atol=1e-6)
    moments = json.loads((built.folder / "background.json").read_text(encoding="utf-8"))

    texts = {"Tuemme kouluja.", "Se auttaa."}
    texts |= {f"Virke {number} kertoo koulusta ja nuorista." for number in range(30)}
    raw = DenseIndex.open(built.folder / "raw").background
    domain = background.centred(asked(*sorted(texts)), "fi") @ raw.mean
    assert moments["domain"] == pytest.approx([domain.mean(), domain.std()], rel=1e-4)

    every = np.stack([vector_of(text) for text in (*texts, "Tyhjä")])
    centred = [background.centred(each, language) for language, each in any_questions.items()]
    nearest = (np.concatenate(centred) @ every.T).max(axis=1)
    assert moments["nearness"] == pytest.approx([nearest.mean(), nearest.std()], rel=1e-3)
    assert small.lexicon.background("fi") == ("hankkeet", "mikä", "koulu")


def test_terms_are_compiled(built: Built, small: Kit) -> None:
    terms = TermBase(built.folder / "terms.sqlite")
    (key,) = small.analyzers["sv"].forms("skola").lemmas
    (entry,) = terms.look_up("sv", [key])[key]
    assert (entry.source, entry.equivalents, entry.related) == (
        "glossary",
        ("koulu", "opisto"),
        ("opetus",),
    )


def test_objectives_and_issues_are_kept(small: Kit, store: Store) -> None:
    from hankehaku.corpus.corpus import Corpus

    issue = DataIssue(IssueKind.UNREADABLE_LINE, "", "???", 3)
    corpus = Corpus(CORPUS.info, CORPUS.projects, (Objective("1", "Yksi", "Alku"),), (issue,))
    folder = build(corpus, small, store).folder
    assert json.loads((folder / "corpus.json").read_text(encoding="utf-8")) == {
        "objectives": [{"code": "1", "name": "Yksi", "introduction": "Alku"}],
        "issues": [{"kind": "unreadable_line", "field": "", "written": "???", "line": 3}],
    }


def test_an_unchanged_corpus_builds_nothing(
    built: Built, small: Kit, store: Store, encoder: FakeEncoder
) -> None:
    calls = len(encoder.passages), len(encoder.queries)
    again = build(CORPUS, small, store)
    assert not again.fresh
    assert again.folder == built.folder
    assert again.manifest == store.current()[1]
    assert (len(encoder.passages), len(encoder.queries)) == calls


def test_force_builds_but_encodes_no_passage_again(
    built: Built, small: Kit, store: Store, encoder: FakeEncoder
) -> None:
    calls = len(encoder.passages)
    again = build(CORPUS, small, store, force=True)
    assert again.fresh
    assert again.folder != built.folder
    assert again.manifest.fingerprint == built.manifest.fingerprint
    assert store.current()[0] == again.folder
    assert len(encoder.passages) == calls
    for name in ("raw", "lemma", "sentences"):
        vectors = [
            (each / name / "vectors.faiss").read_bytes() for each in (built.folder, again.folder)
        ]
        assert vectors[0] == vectors[1]


def test_a_changed_corpus_encodes_what_changed(
    built: Built, small: Kit, store: Store, encoder: FakeEncoder
) -> None:
    before = len(encoder.encoded)
    added = project(3, "Uusi", "Uusi hanke.")
    again = build(small_corpus(*CORPUS.projects, added), small, store)
    assert again.fresh
    assert again.manifest.fingerprint != built.manifest.fingerprint
    assert encoder.encoded[before:] == [
        "Uusi. Uusi hanke.",
        lemmatised("Uusi. Uusi hanke.", small),
        "Uusi hanke.",
    ]
    assert again.manifest.counts["projects"] == 4


def test_another_encoder_or_lexicon_builds_anew(built: Built, lexicon: Path, store: Store) -> None:
    other = build(CORPUS, small_kit(lexicon, FakeEncoder("fake/2")), store)
    assert other.fresh
    assert other.manifest.encoder == "fake/2"
    with (lexicon / "glossary.tsv").open("a", encoding="utf-8") as file:
        file.write("x\tapu\thjälp\thelp\t\n")
    changed = build(CORPUS, small_kit(lexicon, FakeEncoder("fake/2")), store)
    assert changed.fresh
    assert changed.manifest.counts["terms: glossary"] == 7
    assert built.manifest.fingerprint not in {
        other.manifest.fingerprint,
        changed.manifest.fingerprint,
    }


def test_lexicons_of_the_user_are_part_of_the_index(
    built: Built, small: Kit, store: Store, tmp_path: Path
) -> None:
    def lexicons(*rows: str, name: str = "plants") -> Built:
        file = tmp_path / f"{name}.tsv"
        file.write_text("\n".join(("fi\tsv\ten", *rows)) + "\n", encoding="utf-8")
        add_lexicon(tmp_path / "lexicons", file, replace=True)
        kit = dataclasses.replace(small, lexicons=imported(tmp_path / "lexicons"))
        return build(CORPUS, kit, store)

    first = lexicons("ruoho\tgräs\tgrass", "suo|räme\tkärr\t")
    (plants,) = imported(tmp_path / "lexicons")
    assert first.manifest.lexicon["imported"] == [
        {"name": "plants", "sha256": plants.facts().sha256, "concepts": 2}
    ]
    assert first.manifest.counts["terms: plants"] == 5  # ruoho alone leads nowhere
    terms = TermBase(first.folder / "terms.sqlite")
    (key,) = small.analyzers["en"].forms("grass").lemmas
    assert terms.look_up("en", [key])[key] == (Entry(key, "grass", "plants", ("ruoho",)),)
    assert not lexicons("ruoho\tgräs\tgrass", "suo|räme\tkärr\t").fresh
    changed = lexicons("ruoho\tgräs\tgrass|herb", "suo|räme\tkärr\t")
    second = lexicons("talo\thus\thouse", name="houses")
    builds = [built, first, changed, second]
    assert all(each.fresh for each in builds)
    assert len({each.manifest.fingerprint for each in builds}) == 4
    assert build(CORPUS, small, store).manifest.lexicon["imported"] == []


def test_a_flipped_bit_in_any_file_is_found_and_mended(small: Kit, store: Store) -> None:
    names = sorted(build(CORPUS, small, store).manifest.files or store.current()[1].files or ())
    assert {"projects.sqlite", "terms.sqlite", "raw/vectors.faiss", "words/meta.json"} <= set(names)
    for name in names:
        path = store.current()[0] / name
        data = bytearray(path.read_bytes())
        if not data:
            continue
        data[len(data) // 2] ^= 0x10
        path.write_bytes(data)
        with pytest.raises(IndexDamagedError, match="changed since it was built") as caught:
            store.current()
        assert caught.value.where == str(path)
        data[len(data) // 2] ^= 0x10
        path.write_bytes(data)
    path.write_bytes(data[:-1])
    assert build(CORPUS, small, store).fresh  # damage is rebuilt without --force
    store.current()


def test_a_build_that_fails_leaves_the_old_one(built: Built, lexicon: Path, store: Store) -> None:
    class Failing(FakeEncoder):
        def encode_passages(self, texts: object) -> np.ndarray:
            raise MemoryError(texts)

    with pytest.raises(MemoryError):
        build(small_corpus(project(9)), small_kit(lexicon, Failing()), store)
    assert store.current()[0] == built.folder
    again = build(small_corpus(project(9)), small_kit(lexicon), store)
    assert again.fresh
    assert not list((store.folder / "generations").glob(".building-*"))


def test_a_second_build_at_once_is_refused(small: Kit, store: Store) -> None:
    with store.building(), pytest.raises(IndexBusyError):
        build(CORPUS, small, store)


def test_steps_are_told_to_their_end(small: Kit, store: Store) -> None:
    totals: dict[str, int] = {}
    done: dict[str, int] = {}

    def step(name: str, total: int):  # type: ignore[no-untyped-def]
        totals[name], done[name] = total, 0

        def advance(count: int) -> None:
            done[name] += count

        return advance

    build(CORPUS, small, store, step=step)
    assert list(totals) == [
        "words",
        "vectors-raw",
        "vectors-lemma",
        "vectors-sentences",
        "vectors-background",
        "terms",
    ]
    assert done == totals
    assert totals["words"] == 3
    assert totals["vectors-sentences"] == 33


def test_a_corpus_of_one_empty_project_builds(small: Kit, store: Store) -> None:
    built = build(small_corpus(project(0, "Otsikko", "")), small, store)
    assert built.manifest.counts["passages"] == 1
    assert built.manifest.counts["sentences"] == 0
