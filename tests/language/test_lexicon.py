from __future__ import annotations

from pathlib import Path

import pytest

from hankehaku.errors import LexiconError
from hankehaku.language.lexicon import BACKGROUND, Concept, Lexicon, read_concepts

LEXICON = Path(__file__).parents[2] / "data" / "lexicon"


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def real() -> Lexicon:
    return Lexicon(LEXICON)


def test_synonyms_keep_their_order_and_lose_blanks_and_repetitions(tmp_path: Path) -> None:
    path = write(
        tmp_path / "glossary.tsv",
        "fi\tsv\ten\trelated",
        "äiti | vanhempi||äiti\tmor|mamma\tmother\tperhe|vanhemmuus",
        "talo\t\thouse\t",
    )
    assert list(read_concepts(path)) == [
        Concept(("äiti", "vanhempi"), ("mor", "mamma"), ("mother",), ("perhe", "vanhemmuus")),
        Concept(("talo",), (), ("house",)),
    ]


def test_a_glossary_may_do_without_related_and_have_other_columns(tmp_path: Path) -> None:
    path = write(tmp_path / "glossary.tsv", "domain\ten\tfi\tsv", "family\tmother\täiti\tmor")
    (concept,) = read_concepts(path)
    assert concept == Concept(("äiti",), ("mor",), ("mother",))
    assert [concept.terms(each) for each in ("fi", "sv", "en")] == [
        ("äiti",),
        ("mor",),
        ("mother",),
    ]


def test_quotes_are_letters_like_any_other(tmp_path: Path) -> None:
    path = write(tmp_path / "glossary.tsv", "fi\tsv\ten", '"äiti\tmor"\tmother', "isä\tfar\tfather")
    assert [concept.fi for concept in read_concepts(path)] == [('"äiti',), ("isä",)]


@pytest.mark.parametrize(
    ("rows", "line", "what"),
    [
        (("fi\ten", "äiti\tmother"), 1, "no column sv"),
        (("fi", "äiti"), 1, "no column sv, en"),
        (("fi\tsv\ten", "isä\tfar\tfather", " | \tmor\tmother"), 3, "the Finnish term is empty"),
        (("fi\tsv\ten", "äiti\tmor"), 2, "a wrong number of columns"),
        (("fi\tsv\ten", "äiti\tmor\tmother\tperhe"), 2, "a wrong number of columns"),
    ],
)
def test_a_malformed_glossary_is_named_with_its_line(
    tmp_path: Path, rows: tuple[str, ...], line: int, what: str
) -> None:
    path = write(tmp_path / "glossary.tsv", *rows)
    with pytest.raises(LexiconError) as caught:
        list(read_concepts(path))
    assert str(caught.value) == (
        f"{path}:{line}: {what}. Correct that line; columns are separated by tabs, synonyms by |"
    )


def test_a_missing_file_and_one_that_is_not_utf8(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"glossary\.tsv: the lexicon file cannot be read"):
        _ = Lexicon(tmp_path).concepts
    (tmp_path / "glossary.tsv").write_bytes("fi\tsv\ten\näiti\tmor\tmother\n".encode("latin-1"))
    with pytest.raises(LexiconError, match="cannot be read") as caught:
        _ = Lexicon(tmp_path).concepts
    assert caught.value.where == str(tmp_path / "glossary.tsv")
    assert caught.value.cure == "Restore it from the source of this program"


def test_stopwords_irregular_forms_and_neutral_questions_by_language(tmp_path: Path) -> None:
    write(
        tmp_path / "stopwords.tsv",
        "language\tword\tkind",
        "fi\tJa\tfunction",
        "sv\tprojekt\trequest",
    )
    write(tmp_path / "irregular.tsv", "language\tform\tlemma", "sv\tMödrar\tModer", "en\tmen\tman")
    write(
        tmp_path / "neutral.tsv", "language\ttext", "fi\thankkeet", "en\tprojects", "fi\tuusi malli"
    )
    lexicon = Lexicon(tmp_path)
    assert lexicon.stopwords == {"fi": {"ja": "function"}, "sv": {"projekt": "request"}, "en": {}}
    assert lexicon.irregular == {"fi": {}, "sv": {"mödrar": "moder"}, "en": {"men": "man"}}
    assert lexicon.neutral == {"fi": ["hankkeet", "uusi malli"], "sv": [], "en": ["projects"]}


def test_background_is_neutral_questions_and_terms_of_the_same_concepts() -> None:
    real = Lexicon(Path(__file__).parents[2] / "data" / "lexicon")
    for language in ("fi", "sv", "en"):
        asked = real.background(language)
        assert asked[: len(real.neutral[language])] == tuple(real.neutral[language])
        assert len(asked) == len(real.neutral[language]) + BACKGROUND
    concepts = {concept.fi[0]: concept.en[0] for concept in real.concepts if concept.en}
    finnish = real.background("fi")[len(real.neutral["fi"]) :]
    english = real.background("en")[len(real.neutral["en"]) :]
    shared = [concepts[term] for term in finnish if concepts.get(term) in english]
    assert len(shared) > BACKGROUND * 0.9


@pytest.mark.parametrize(
    ("name", "header", "row"),
    [
        ("stopwords", "language\tword\tkind", "de\tund\tfunction"),
        ("irregular", "language\tform\tlemma", "de\tmütter\tmutter"),
        ("neutral", "language\ttext", "de\tprojekte"),
    ],
)
def test_an_unknown_language_is_refused(tmp_path: Path, name: str, header: str, row: str) -> None:
    path = write(tmp_path / f"{name}.tsv", header, row)
    with pytest.raises(LexiconError) as caught:
        getattr(Lexicon(tmp_path), name)
    assert caught.value.what == "unknown language 'de'"
    assert caught.value.where == f"{path}:2"


def test_names_of_municipalities_regions_places_and_organisations(tmp_path: Path) -> None:
    write(
        tmp_path / "municipalities.tsv",
        "fi\tsv\tregion_fi\tregion_sv\tregion_en\tgenitive_fi",
        "Espoo\tEsbo\tUusimaa\tNyland\tUusimaa\tEspoon",
        "Askola\t\tUusimaa\tNyland\tUusimaa\tAskolan",
    )
    write(
        tmp_path / "places.tsv",
        "name_fi\tname_sv\tname_en\tkind\tmunicipality_fi",
        "Haaga\tHaga\t\tdistrict\tHelsinki",
        "Etelä-Suomi\tSödra Finland\tSouthern Finland\tarea\t",
        "Espoon seutu\tEsboregionen\tEspoo region\tarea\t",
    )
    write(
        tmp_path / "organisations.tsv",
        "fi\tsv\ten\tabbreviations\taliases",
        "Suomen Yrittäjät\tFöretagarna\t\tSY|SYR\tYrittäjät",
    )
    assert Lexicon(tmp_path).names == (
        Concept(("Espoo",), ("Esbo",), ("Espoo",), ("Uusimaa",)),
        Concept(("Askola",), ("Askola",), ("Askola",), ("Uusimaa",)),
        Concept(("Uusimaa",), ("Nyland",), ("Uusimaa",)),
        Concept(("Haaga",), ("Haga",), ("Haaga",), ("Helsinki",)),
        Concept(("Etelä-Suomi",), ("Södra Finland",), ("Southern Finland",)),
        Concept(("Espoon seutu",), ("Esboregionen",), ("Espoo region",), ("Espoo",)),
        Concept(("Suomen Yrittäjät", "SYR", "Yrittäjät"), ("Företagarna", "SYR"), ("SYR",)),
    )


def test_the_digest_depends_on_content_and_name_of_each_file(tmp_path: Path) -> None:
    def digest() -> str:
        return Lexicon(tmp_path).digest

    path = write(tmp_path / "glossary.tsv", "fi\tsv\ten", "talo\thus\thouse")
    first = digest()
    (tmp_path / "README.md").write_text("not a word list", encoding="utf-8")
    assert digest() == first
    other = path.rename(tmp_path / "terms.tsv")
    assert digest() != first
    path = other.rename(path)
    assert digest() == first
    write(path, "fi\tsv\ten", "talo\thus\tbuilding")
    assert digest() != first


def test_the_glossary_of_the_program(real: Lexicon) -> None:
    by_head = {concept.fi[0]: concept for concept in real.concepts}
    assert by_head["budjetti"] == Concept(
        ("budjetti", "talousarvio", "määräraha"),
        ("budget", "anslag"),
        ("budget", "appropriation"),
        ("talous", "rahoitus", "kustannus"),
    )
    assert len(real.concepts) > 2000
    assert all(concept.sv and concept.en for concept in real.concepts)


def test_the_names_of_the_program(real: Lexicon) -> None:
    by_head = {concept.fi[0]: concept for concept in real.names}
    assert by_head["Espoo"] == Concept(("Espoo",), ("Esbo",), ("Espoo",), ("Uusimaa",))
    assert by_head["Varsinais-Suomi"] == Concept(
        ("Varsinais-Suomi",), ("Egentliga Finland",), ("Southwest Finland",)
    )
    assert by_head["Aalto-yliopisto"].en == ("Aalto University",)
    assert "Teknillinen korkeakoulu" in by_head["Aalto-yliopisto"].fi
    # two letters could be a word
    assert "HÅ" not in by_head["Ahvenanmaan ammattikorkeakoulu"].fi
    assert "ÅHS" in by_head["Ahvenanmaan terveyden- ja sairaanhoito"].sv


def test_the_other_lists_of_the_program(real: Lexicon) -> None:
    assert real.irregular["en"]["children"] == "child"
    assert real.stopwords["fi"]["minulle"] == "function"
    assert {kind for words in real.stopwords.values() for kind in words.values()} == {
        "function",
        "request",
        "project",
    }
    assert "etsin hanketta" in real.neutral["fi"]
    assert "jag söker ett projekt" in real.neutral["sv"]
    assert len(real.neutral["en"]) >= 10
