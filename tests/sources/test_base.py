from __future__ import annotations

from pathlib import Path

import pytest

from hankehaku.errors import SourceError
from hankehaku.sources.base import Document, Options


def test_lines_end_in_any_way() -> None:
    data = b"Koti\r\nKunta\rKyl\xc3\xa4\n\nLoppu"
    assert Document.from_bytes(Path("a.txt"), data).lines == ("Koti", "Kunta", "Kylä", "", "Loppu")


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert Document.from_bytes(Path("a.txt"), b"\xef\xbb\xbfKoti\n").lines == ("Koti",)


def test_an_empty_document_has_no_lines() -> None:
    assert Document.from_bytes(Path("a.txt"), b"").lines == ()


def test_letters_are_composed() -> None:
    data = "A\u0308iti".encode()
    assert Document.from_bytes(Path("a.txt"), data).lines == ("Äiti",)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("cp1252", "Windows-1252"),
        ("cp850", "CP850"),
        ("mac-roman", "Mac Roman"),
    ],
)
def test_the_encoding_is_told_by_the_bytes(encoding: str, name: str) -> None:
    text = "Hyvinkään kaupunki – työllisyyshanke\nÅland möter Österbotten\n"
    data = text.replace("–", "-").encode(encoding)
    document = Document.from_bytes(Path("sivu.txt"), data)
    assert document.encoding_name == name
    assert document.lines == tuple(text.replace("–", "-").splitlines())


def test_a_stated_encoding_is_taken() -> None:
    document = Document.from_bytes(Path("a.txt"), b"\x84iti", Options(encoding="cp1252"))
    assert document.lines == ("„iti",)


def test_what_is_no_text_is_refused() -> None:
    document = Document.from_bytes(Path("kuva.txt"), bytes(range(256)) * 4)
    with pytest.raises(SourceError, match=r"kuva\.txt: the file is no text"):
        _ = document.lines


def test_a_missing_document_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        Document.open(tmp_path / "puuttuu.txt")
