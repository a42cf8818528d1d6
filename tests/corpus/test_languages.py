from __future__ import annotations

from pathlib import Path

import pytest

from hankehaku.corpus.corpus import Corpus, load_corpus
from hankehaku.corpus.languages import language_teller

EXAMPLES = Path(__file__).parents[1] / "sources" / "examples"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hankkeessa kehitetään kunnan palveluja yhdessä asukkaiden kanssa.", "fi"),
        ("Projektet utvecklar kommunens tjänster tillsammans med invånarna.", "sv"),
        ("The project develops the services of the municipality.", "en"),
        ("THL 2020", "sv"),
        ("", "sv"),
    ],
)
def test_the_text_tells_and_else_the_collection(text: str, language: str) -> None:
    assert language_teller("sv")(text) == language


def test_every_description_of_the_seed_is_finnish(seed_corpus: Corpus) -> None:
    assert {each.language for each in seed_corpus.projects} == {"fi"}


def test_the_source_wins_and_what_it_says_is_saved(tmp_path: Path, lexicon: Path) -> None:
    path = tmp_path / "k.jsonl"
    text = "Hankkeessa kehitetään kunnan palveluja."
    lines = [
        f'{{"id": "a", "text": "{text}", "language": "sv"}}',
        f'{{"id": "b", "text": "{text}", "language": "de"}}',
        f'{{"id": "c", "text": "{text}"}}',
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    corpus = load_corpus(path, lexicon)
    assert [each.language for each in corpus.projects] == ["sv", "", "fi"]
    corpus.save(tmp_path / "corpus.jsonl")
    opened = Corpus.open(tmp_path / "corpus.jsonl")
    assert [each.language for each in opened.projects] == ["sv", "", "fi"]
    path.write_text("\n".join(lines).replace('"sv"', '"fi"'), encoding="utf-8")
    assert load_corpus(path, lexicon).content_hash != corpus.content_hash


def test_a_corpus_tells_how_it_was_read_and_is_saved_with_its_columns(
    tmp_path: Path, lexicon: Path
) -> None:
    corpus = load_corpus(EXAMPLES / "eura2014.csv", lexicon)
    assert [each.profile for each in corpus.readings] == ["eura-2014"]
    assert sum(each.counts for each in corpus.rejected) == 1
    corpus.save(tmp_path / "corpus.jsonl")
    assert Corpus.open(tmp_path / "corpus.jsonl") == corpus
