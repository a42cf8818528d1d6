"""Lexicon files as users have them: how they are recognised, tidied, and refused."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

import pytest

from hankehaku.errors import LexiconError
from hankehaku.language.lexicon import Concept
from hankehaku.language.lexicon_file import read_lexicon, tidy

TABLE = "fi\tsv\ten\näiti|emo\tmor\tmother\n"
TURTLE = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://example.org/1> a skos:Concept ; skos:prefLabel "äiti"@fi, "mor"@sv, "mother"@en ;
  skos:altLabel "emo"@fi .
"""
N_TRIPLES = "".join(
    f"<http://example.org/1> {rest} .\n"
    for rest in (
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        "<http://www.w3.org/2004/02/skos/core#Concept>",
        *(
            f'<http://www.w3.org/2004/02/skos/core#{kind}Label> "{text}"@{language}'
            for kind, text, language in (
                ("pref", "äiti", "fi"),
                ("alt", "emo", "fi"),
                ("pref", "mor", "sv"),
                ("pref", "mother", "en"),
            )
        ),
    )
)
RDF_XML = """\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns="http://www.w3.org/2004/02/skos/core#">
<Concept><prefLabel xml:lang="fi">äiti</prefLabel><altLabel xml:lang="fi">emo</altLabel>
<prefLabel xml:lang="sv">mor</prefLabel><prefLabel xml:lang="en">mother</prefLabel></Concept>
</rdf:RDF>
"""
MOTHER = Concept(("äiti", "emo"), ("mor",), ("mother",))


def read(path: Path, content: str | bytes) -> list[Concept]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_lexicon(path, Counter()))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("words.tsv", TABLE),
        ("words.ttl", TURTLE),
        ("words.NT", N_TRIPLES),
        ("words.rdf", RDF_XML),
        ("words.xml", RDF_XML),
        ("words.owl", RDF_XML),
        ("words", TABLE),
        ("words.txt", TURTLE),
        ("words.txt", N_TRIPLES),
        ("words.txt", RDF_XML),
        ("words", "  \n" + RDF_XML),
        ("words", '<?xml version="1.0"?>\n' + RDF_XML),
    ],
)
def test_files_are_recognised_packed_or_not(tmp_path: Path, name: str, content: str) -> None:
    assert read(tmp_path / name, content) == [MOTHER]
    assert read(tmp_path / name, b"\xef\xbb\xbf" + content.encode()) == [MOTHER]
    packed = gzip.compress(content.encode())
    assert read(tmp_path / f"{name}.gz", packed) == [MOTHER]
    assert read(tmp_path / name, packed) == [MOTHER]


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("lapset (ikäryhmät)", "lapset"),
        ("Saarijärvi (Suomussalmi, Yli-Vuokki : järvi)", "Saarijärvi"),
        ("leikki (toiminta) (lapset)", "leikki"),
        ("A(H5N1)-virus", "A(H5N1)-virus"),
        ("kieli(t)", "kieli(t)"),
        ("(sulut)", "(sulut)"),
        ("(1918) sota", "(1918) sota"),
        ("  kaksi \n riviä\t", "kaksi riviä"),
        ("a|b", "a b"),
        ("koti\u00adhoito\u200b", "kotihoito"),
        ("a\u0308iti", "äiti"),
        (" \u00ad ", ""),
    ],
)
def test_labels_are_tidied(label: str, text: str) -> None:
    assert tidy(label) == text


def test_concepts_that_share_a_label_stay_apart(tmp_path: Path) -> None:
    rows = "kuusi (luku)\tsex\tsix\nkuusi (puu)\tgran\tspruce\n"
    rows += "lapset\tbarn\tchildren|children (ages)\n"
    assert read(tmp_path / "a.tsv", "fi\tsv\ten\n" + rows) == [
        Concept(("kuusi",), ("sex",), ("six",)),
        Concept(("kuusi",), ("gran",), ("spruce",)),
        Concept(("lapset",), ("barn",), ("children",)),
    ]


def test_concepts_of_no_use_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    rows = (
        "uri\tfi\tsv\ten\trelated",
        "1\täiti\tmor\tmother|mum\t",
        "2\tvoi|voit\t\t\t",
        "3\tpelkkä\t\t\t",
        "4\tpelkkä|pelkkä (sana)\t\t\t",
        "5\t\tensam\talone\t",
        "6\t|\t\t\t",
        "7\tperhe\t\t\tkoti",
        "",
    )
    path.write_text("\r\n".join(rows), encoding="utf-8")
    counts: Counter[str] = Counter()
    concepts = list(read_lexicon(path, counts))
    assert [concept.fi for concept in concepts] == [("äiti",), ("voi", "voit"), ("perhe",)]
    assert concepts[2].related == ("koti",)
    assert counts == {"taken": 3, "Finnish only": 2, "no Finnish": 2, "fi": 4, "sv": 1, "en": 2}


@pytest.mark.parametrize(
    ("name", "content", "where", "what"),
    [
        ("a.tsv", b"", "", "the file is empty"),
        ("a.ttl", b" \n\n", "", "the file is empty"),
        ("a.ttl.gz", gzip.compress(b"", mtime=0), "", "the file is empty"),
        ("a.tsv", "fi\tsv\ten\n".encode("utf-16"), "", "UTF-16"),
        ("a.ttl", b"\x7fELF\0\0\1", "", "not text"),
        ("a", b"PK\x03\x04\x14\0", "", "not text"),
        ("a.txt", b"Terve maailma\n", "", "neither a table of concepts nor SKOS"),
        ("a.csv", b"fi;sv;en\na;b;c\n", "", "neither a table of concepts nor SKOS"),
        ("a.tsv", b"fi;sv;en\na;b;c\n", ":1", "no column fi, sv, en"),
        ("a.tsv", b"# note\nfi\tsv\na\tb\n", ":2", "no column en"),
        ("a.tsv", b"fi\tsv\ten\na\tb\tc\na\tb\n", ":3", "a wrong number of columns"),
        ("a.tsv", "fi\tsv\ten\na\tb\tc\näiti\t\t\n".encode("latin-1"), ":3", "not UTF-8"),
        ("a.tsv", b"fi\tsv\ten\ra\tb\tc\r", ":1", "not a table"),
        ("a.tsv", b"fi\tsv\ten\n" + b"x" * 1_000_001, ":2", "the line has no end"),
        ("a.tsv", b"fi\tsv\ten\n" + b"x" * 110_000 + b"\ta\tb\n", "", "too long for labels"),
        ("a.ttl", '<http://a> <http://b> "ä"@fi .'.encode("latin-1"), ":1", "UTF-8"),
        ("a.ttl.gz", gzip.compress(TURTLE.encode(), mtime=0)[:-12], "", "cannot be read"),
        ("a.ttl", gzip.compress(TURTLE.encode(), mtime=0)[:30] + b"zzzz", "", "cannot be read"),
    ],
)
def test_what_is_no_lexicon_is_refused_in_one_line(
    tmp_path: Path, name: str, content: bytes, where: str, what: str
) -> None:
    path = tmp_path / name
    with pytest.raises(LexiconError, match=what) as caught:
        read(path, content)
    assert caught.value.where == f"{path}{where}"
    assert caught.value.cure
    assert len(str(caught.value)) < len(str(path)) + 300
    assert "\n" not in str(caught.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path, what in ((tmp_path / "none.tsv", "No such file"), (tmp_path, "directory")):
        with pytest.raises(LexiconError, match=what) as caught:
            list(read_lexicon(path, Counter()))
        assert caught.value.where == str(path)
