"""SKOS vocabularies as they are published: Turtle, RDF/XML, N-Triples, with and without SKOS-XL."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest

from hankehaku.errors import LexiconError
from hankehaku.language.lexicon import Concept
from hankehaku.language.skos import DEPRECATED, read_skos

PREFIXES = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix isothes: <http://purl.org/iso25964/skos-thes#> .
@prefix yso: <http://www.yso.fi/onto/yso/> .
"""

RDF_XML = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rdf:RDF [<!ENTITY skos "http://www.w3.org/2004/02/skos/core#">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
         xmlns:skos="http://www.w3.org/2004/02/skos/core#">
  <skos:Concept rdf:about="http://www.yso.fi/onto/yso/p4354">
    <skos:prefLabel xml:lang="fi">lapset (ikäryhmät)</skos:prefLabel>
    <skos:prefLabel xml:lang="sv">barn &amp; unga</skos:prefLabel>
  </skos:Concept>
  <rdf:Description rdf:about="http://www.yso.fi/onto/yso/p1">
    <rdf:type rdf:resource="&skos;Concept"/>
    <skos:prefLabel xml:lang="en">boats</skos:prefLabel>
    <skos:prefLabel xml:lang="fi">veneet</skos:prefLabel>
  </rdf:Description>
</rdf:RDF>
"""


def read(text: str, syntax: str = "TURTLE") -> tuple[list[Concept], Counter[str]]:
    counts: Counter[str] = Counter()
    whole = PREFIXES + text if syntax == "TURTLE" else text
    stream = io.BytesIO(whole.encode())
    return list(read_skos(stream, syntax, Path("words.rdf"), counts)), counts


def test_preferred_labels_come_first_then_alternative_then_hidden() -> None:
    concepts, counts = read("""
yso:p1 skos:hiddenLabel "wene"@fi ; skos:altLabel "paatti"@fi, "alus"@fi ; a skos:Concept ;
  skos:prefLabel "vene"@fi, "båt"@sv, "boat"@en, "fanas"@se, "boat" .
""")
    assert concepts == [Concept(("vene", "paatti", "alus", "wene"), ("båt",), ("boat",))]
    assert counts == Counter()


def test_regional_tags_count_as_their_language() -> None:
    (concept,), _ = read("""
yso:p1 a skos:Concept ; skos:prefLabel "väri"@fi, "färg"@sv-FI, "colour"@en-GB ;
  skos:altLabel "color"@en-US, "couleur"@fr-CA .
""")
    assert concept == Concept(("väri",), ("färg",), ("colour", "color"))


def test_labels_that_are_resources_of_their_own() -> None:
    concepts, _ = read("""
yso:p1 a skos:Concept ; skosxl:altLabel yso:label2 ; skosxl:prefLabel yso:label1, [
    a skosxl:Label ; skosxl:literalForm "båt"@sv ] .
yso:label1 a skosxl:Label ; skosxl:literalForm "vene"@fi .
yso:label2 a skosxl:Label ; skosxl:literalForm "paatti"@fi .
yso:p2 a skos:Concept ; skos:prefLabel "talo"@fi ; skosxl:prefLabel yso:missing .
""")
    assert concepts == [
        Concept(("vene", "paatti"), ("båt",), ()),
        Concept(("talo",), (), ()),
    ]


def test_deprecated_concepts_are_counted_and_groups_are_no_concepts() -> None:
    concepts, counts = read("""
yso:p1 a skos:Concept ; owl:deprecated true ; skos:prefLabel "vanha"@fi, "old"@en .
yso:p2 a skos:Concept ; owl:deprecated false ; skos:prefLabel "uusi"@fi, "new"@en .
yso:g1 a isothes:ConceptGroup, skos:Collection ; skos:prefLabel "ryhmä"@fi, "group"@en .
yso: a skos:ConceptScheme ; skos:prefLabel "YSO"@fi .
""")
    assert concepts == [Concept(("uusi",), (), ("new",))]
    assert counts == {DEPRECATED: 1}


def test_statements_of_a_concept_may_stand_apart() -> None:
    skos, iri = "http://www.w3.org/2004/02/skos/core#", "http://www.yso.fi/onto/yso/p1"
    concepts, _ = read(
        f'<{iri}> <{skos}prefLabel> "vene"@fi .\n'
        f"<{iri}> <{skos}exactMatch> <http://no iri> .\n"
        f'<{iri}> <{skos}prefLabel> "b\\u00E5t"@sv .\n'
        f"<{iri}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{skos}Concept> .\n",
        "N_TRIPLES",
    )
    assert concepts == [Concept(("vene",), ("båt",), ())]


def test_rdf_xml_with_entities() -> None:
    concepts, _ = read(RDF_XML, "RDF_XML")
    assert concepts == [
        Concept(("lapset (ikäryhmät)",), ("barn & unga",), ()),
        Concept(("veneet",), (), ("boats",)),
    ]


@pytest.mark.parametrize(
    ("syntax", "text", "line", "what"),
    [
        ("TURTLE", "yso:p1 a skos:Concept ;\n  oops .\n", 7, "oops is not a valid"),
        ("TURTLE", 'yso:p1 skos:prefLabel "vene"@fi', 6, "Unexpected end"),
        ("TURTLE", "no:p1 a skos:Concept .", 6, "The prefix no: has not been declared"),
        ("N_TRIPLES", '<http://a> <http://b> "c"@fi .\n<http://a> b c .\n', 2, "IRI"),
        ("RDF_XML", RDF_XML.replace("</rdf:Description>", ""), 14, "mismatched tag"),
        ("RDF_XML", RDF_XML.partition("  </skos")[0], 8, "no element found"),
        ("RDF_XML", RDF_XML.replace("[<", '[<!ENTITY b "&c;"><'), 2, "refers to another"),
    ],
)
def test_a_malformed_file_is_named_with_its_line(
    syntax: str, text: str, line: int, what: str
) -> None:
    with pytest.raises(LexiconError, match=what) as caught:
        read(text, syntax)
    assert caught.value.where == f"words.rdf:{line}"
    assert caught.value.cure.startswith("Correct the file there, or fetch it again")
    assert "Parser error" not in str(caught.value)


def test_xml_that_is_no_rdf_has_no_concepts_or_an_error() -> None:
    with pytest.raises(LexiconError, match="namespaces are required"):
        read("<html><p>Ei löytynyt</p></html>", "RDF_XML")
    assert read('<page xmlns="http://example.org/"><p>x</p></page>', "RDF_XML")[0] == []


def test_a_label_without_an_end_does_not_fill_the_memory() -> None:
    with pytest.raises(LexiconError, match="a statement is too long"):
        read('yso:p1 skos:prefLabel "' + "x" * 20_000_000 + '"@fi .')
