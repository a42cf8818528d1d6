from __future__ import annotations

from pathlib import Path

import pytest

from hankehaku.errors import SourceError
from hankehaku.sources.base import Document


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


def test_a_byte_that_is_not_utf8_is_named_with_its_place() -> None:
    data = b"\xef\xbb\xbfKoti\nHyvink\xe4\xe4\n"
    with pytest.raises(SourceError) as caught:
        Document.from_bytes(Path("sivu.txt"), data)
    assert data.index(b"\xe4") == 14
    assert str(caught.value) == (
        "sivu.txt: byte 0xe4 at offset 14, line 2, is not UTF-8. Save the document as UTF-8."
    )


def test_a_missing_document_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        Document.open(tmp_path / "puuttuu.txt")
