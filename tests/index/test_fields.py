"""Keys of a project, and where in it they stand."""

from __future__ import annotations

from collections import Counter

from fakes import project

from hankehaku.index.fields import keys_of, places_of, texts_of, word_starts
from hankehaku.index.lexical import FIELDS
from hankehaku.language.analyzer import Part, Token, WordForms
from hankehaku.records import Organisation

FORMS = {
    "koulut": WordForms(("koulu",)),
    "kuusessa": WordForms(("kuusi", "kuunen")),
    "maahanmuuttajille": WordForms(
        ("maahanmuuttaja",), (Part("maahan", 0, 2), Part("muuttaja", 1, 2))
    ),
}
ORGANISATION = Organisation("Polli", "Polli ry", municipality="Tampere", region="Pirkanmaa")


class WordList:
    """An analyzer that knows the words above; any other is its own base form."""

    id, language = "list/1", "fi"

    def forms(self, word: str) -> WordForms:
        return FORMS.get(word.casefold(), WordForms((word.casefold(),), known=False))

    def analyze(self, text: str) -> tuple[Token, ...]:
        tokens, end = [], 0
        for word in text.split():
            start = text.index(word, end)
            end = start + len(word)
            if word.isalnum():
                tokens.append(Token(word, start, end, self.forms(word)))
        return tuple(tokens)


def test_texts_are_title_description_and_distinct_names() -> None:
    organisation = Organisation(
        name="Polli",
        written="Polli",
        name_sv="Pollen",
        abbreviations=("PLL", "PO"),
        municipality="Tampere",
        region="Pirkanmaa",
    )
    texts = texts_of(project(1, "Otsikko", "Kuvaus", organisation=organisation))
    assert texts == {
        "title": "Otsikko",
        "description": "Kuvaus",
        "names": "Polli · Pollen · PLL · PO · Tampere · Pirkanmaa",
    }


def test_a_project_without_organisation_has_no_names() -> None:
    assert texts_of(project(1, organisation=Organisation()))["names"] == ""


def test_keys_of_every_field() -> None:
    keys = keys_of(
        project(1, "Koulut", "Maahanmuuttajille kuusessa koulut", organisation=ORGANISATION),
        WordList(),
    )
    assert keys == {
        "title": ["koulut", "koulu"],
        "base": ["koulu", "maahanmuuttaja", "kuusi", "kuunen", "koulu"],
        "parts": [
            *("koulu", "maahanmuuttaja", "maahan", "muuttaja"),
            *("kuusi", "kuunen", "koulu"),
        ],
        "surface": ["koulut", "maahanmuuttajille", "kuusessa", "koulut"],
        "grams": [
            *("koulu", "maaha", "muutt"),
            *("kuuse", "kuusi", "kuune", "koulu"),
        ],
        "names": ["polli", "polli", "ry", "tampere", "pirkanmaa"],
    }
    assert set(keys) == set(FIELDS)


def test_names_stand_in_no_other_field() -> None:
    keys = keys_of(project(1, "T", "", organisation=ORGANISATION), WordList())
    others = {key for field, each in keys.items() if field != "names" for key in each}
    assert others == {"t"}


def test_places_are_where_the_words_stand() -> None:
    one = project(1, "Koulut", "Tue  koulut ja KOULUT", organisation=ORGANISATION)
    places = list(places_of(one, WordList()))
    found = [(each.text, each.start, each.end) for each in places if each.key == "koulut"]
    assert found == [
        *[("title", 0, 6)] * 2,  # fields title and surface
        ("description", 5, 11),
        ("description", 15, 21),
    ]
    texts = texts_of(one)
    surfaces = [each for each in places if each.field == "surface"]
    assert all(texts[e.text][e.start : e.end].casefold() == e.key for e in surfaces)


def test_keys_are_the_places_counted() -> None:
    one = project(1, "Koulut", "Maahanmuuttajille koulut")
    counted: dict[str, Counter[str]] = {}
    for place in places_of(one, WordList()):
        counted.setdefault(place.field, Counter())[place.key] += 1
    assert counted == {field: Counter(keys) for field, keys in keys_of(one, WordList()).items()}


def test_word_starts_have_five_characters_each_once() -> None:
    forms = FORMS["maahanmuuttajille"]
    assert word_starts("Maahanmuuttajille", forms) == ("maaha", "muutt")
    assert word_starts("työt", WordForms(("työ",))) == ()
    assert word_starts("KOULU", WordForms(("koulu",))) == ("koulu",)
