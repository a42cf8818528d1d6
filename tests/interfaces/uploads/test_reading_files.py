"""Files are told by their content, read with limits, and leave nothing behind."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
import upload_files as files
from upload_files import TEXT

from hankehaku.interfaces.uploads.documents import MAX_TEXT, read_docx
from hankehaku.interfaces.uploads.kinds import Kind, kind_of
from hankehaku.interfaces.uploads.lines import joined
from hankehaku.interfaces.uploads.reading import read_text
from hankehaku.interfaces.uploads.trouble import Trouble, UploadError


def trouble(data: bytes) -> Trouble:
    with pytest.raises(UploadError) as caught:
        read_text(data)
    return caught.value.trouble


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_text_in_any_usual_encoding(encoding: str) -> None:
    assert read_text(TEXT.encode(encoding)) == TEXT


def test_invalid_utf_8_is_read_as_far_as_it_goes() -> None:
    assert read_text(b"Tavoite \xff\xfe\x81 on selke\xe4") == "Tavoite ÿþ\ufffd on selkeä"


def test_a_word_document() -> None:
    assert read_text(files.docx("Tavoite", TEXT)).split("\n")[:2] == ["Tavoite", TEXT]


def test_a_word_document_says_nothing_twice_and_nothing_that_was_deleted() -> None:
    inner = (
        "<mc:AlternateContent><mc:Choice>" + files.paragraph("Kerran") + "</mc:Choice>"
        "<mc:Fallback>" + files.paragraph("Kerran") + "</mc:Fallback></mc:AlternateContent>"
        "<w:p><w:del><w:r><w:delText>poistettu</w:delText></w:r></w:del>"
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>"
    )
    assert read_docx(files.zipped(files.body(inner))) == "Kerran\na b\n"


def test_a_pdf_document() -> None:
    lines = (
        "Perustamme ryhm\xe4n, joka kokoontuu joka viikko kunnan kirjas-",
        "tossa ja puistossa.",
    )
    assert read_text(files.pdf(*lines)) == (
        "Perustamme ryhmän, joka kokoontuu joka viikko kunnan kirjastossa ja puistossa."
    )


def test_a_script_in_a_pdf_is_not_run() -> None:
    catalog = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    assert read_text(files.pdf("Tavoite on selke\xe4.", catalog=catalog)) == "Tavoite on selkeä."


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", Trouble.EMPTY),
        (b" \r\n\xef\xbb\xbf\0", Trouble.EMPTY),
        (b"... --- ...", Trouble.EMPTY),
        (b"MZ\x90\0" + bytes(500), Trouble.KIND),
        (b"\x7fELF" + bytes(50), Trouble.KIND),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), Trouble.KIND),
        (bytes(range(256)) * 20, Trouble.KIND),
        (b"<html><script>alert(1)</script></html>", Trouble.KIND),
        (b"\xef\xbb\xbf <!DOCTYPE html><p>Suunnitelma", Trouble.KIND),
        (b"{\\rtf1 Suunnitelma}", Trouble.OLD_KIND),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Trouble.OLD_KIND),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            Trouble.LOCKED,
        ),
        (files.zipped(b"<x/>", "content.xml"), Trouble.OLD_KIND),
        (b"PK\x03\x04 ei zip", Trouble.BROKEN),
        (files.zipped(b"<w:document"), Trouble.BROKEN),
        (files.entity_bomb(), Trouble.BROKEN),
        (files.outside_entity(), Trouble.BROKEN),
        (files.zipped(files.body("")), Trouble.NO_TEXT),
        (b"%PDF-1.7 rikki", Trouble.BROKEN),
        (files.pdf(TEXT)[:200], Trouble.BROKEN),
        (files.pdf(), Trouble.NO_TEXT),
        (files.locked_pdf(), Trouble.LOCKED),
        (b"x" * 2_000_001, Trouble.TOO_LARGE),
    ],
)
def test_what_cannot_be_used(data: bytes, expected: Trouble) -> None:
    assert trouble(data) is expected


def test_a_zip_bomb_is_not_unpacked() -> None:
    began = time.perf_counter()
    assert trouble(files.zip_bomb()) is Trouble.TOO_HEAVY
    assert time.perf_counter() - began < 10


def test_reading_ends_in_time() -> None:
    with pytest.raises(UploadError) as caught:
        read_text(files.docx(TEXT), seconds=0.001)
    assert caught.value.trouble is Trouble.TOO_HEAVY


def test_text_of_a_document_is_bounded() -> None:
    long = files.zipped(files.body(files.paragraph("sana " * 1000) * 100))
    assert len(read_text(long)) == MAX_TEXT


def test_nothing_is_left_in_temporary_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for data in (files.docx(TEXT), files.pdf(TEXT), TEXT.encode(), files.entity_bomb()):
        try:
            read_text(data)
        except UploadError:
            continue
    assert list(tmp_path.iterdir()) == []


def test_the_process_that_reads_can_write_no_file(tmp_path: Path) -> None:
    target = tmp_path / "jotain"
    code = (
        "from hankehaku.interfaces.uploads.worker import limit; limit()\n"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"open({str(target)!r}, 'w').write('x' * 100_000)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode != 0
    assert b"File too large" in done.stderr
    assert target.stat().st_size == 0


def test_messages_do_not_quote_the_file() -> None:
    with pytest.raises(UploadError) as caught:
        read_text(b"<html>salaisuus</html>")
    assert "salaisuus" not in str(caught.value)


def test_kinds_by_content() -> None:
    assert kind_of(b"junk before %PDF-1.4") is Kind.PDF
    assert kind_of(files.docx("a")) is Kind.DOCX
    assert kind_of(b"Hinta < 5 euroa") is Kind.TEXT


def test_lines_of_a_paragraph_are_put_together() -> None:
    text = (
        "Tavoitteet\n"
        "Hankkeen tavoitteena on tukea maahanmuuttajien kotoutumista ja osal-\n"
        "lisuutta. Lisäksi Kunta järjestää kursseja, joihin osallistuu vuosittain\n"
        "Suomeen muuttaneita.\n"
        "\n"
        "- ratsastus\n"
        "- uinti\n"
        "Uusi kappale."
    )
    assert joined(text).split("\n") == [
        "Tavoitteet",
        "Hankkeen tavoitteena on tukea maahanmuuttajien kotoutumista ja osallisuutta. Lisäksi "
        "Kunta järjestää kursseja, joihin osallistuu vuosittain Suomeen muuttaneita.",
        "- ratsastus",
        "- uinti",
        "Uusi kappale.",
    ]
    assert joined("") == joined("\n \n") == ""
