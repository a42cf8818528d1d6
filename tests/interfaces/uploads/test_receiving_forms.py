"""Forms are received in memory, within a limit, and told apart from what is none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest
from starlette.requests import Request

from hankehaku.interfaces.uploads.receiving import MAX_BODY, Form, receive
from hankehaku.interfaces.uploads.trouble import Trouble, UploadError

MULTIPART = "multipart/form-data; boundary=raja"


def part(name: str, value: bytes, filename: str | None = None) -> bytes:
    named = "" if filename is None else f'; filename="{filename}"'
    head = f'--raja\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'
    return head.encode() + value + b"\r\n"


def received(
    kind: str, chunks: Sequence[bytes], headers: Sequence[tuple[bytes, bytes]] = ()
) -> Form:
    async def messages() -> AsyncIterator[dict[str, object]]:
        for chunk in chunks:
            yield {"type": "http.request", "body": chunk, "more_body": True}
        yield {"type": "http.request", "body": b"", "more_body": False}

    stream = messages()

    async def message() -> dict[str, object]:
        return await anext(stream)

    scope = {
        "type": "http",
        "method": "POST",
        "headers": [(b"content-type", kind.encode()), *headers],
    }
    return asyncio.run(receive(Request(scope, message)))


def refused(
    kind: str, chunks: Sequence[bytes], headers: Sequence[tuple[bytes, bytes]] = ()
) -> Trouble:
    with pytest.raises(UploadError) as caught:
        received(kind, chunks, headers)
    return caught.value.trouble


def test_texts_and_files() -> None:
    body = part("teksti", "äö\r\nb".encode()) + part("tiedosto", b"\0\xff", "../../x.docx")
    form = received(MULTIPART, [body[:50], body[50:], b"--raja--\r\n"])
    assert form.texts == {"teksti": "äö\r\nb"}
    assert form.files == {"tiedosto": b"\0\xff"}


def test_a_file_that_was_not_chosen_is_not_there() -> None:
    assert received(MULTIPART, [part("t", b"", ""), b"--raja--\r\n"]).files == {}
    assert received(MULTIPART, [part("t", b"", "tyhja.txt"), b"--raja--\r\n"]).files == {"t": b""}


@pytest.mark.parametrize("name", ["suunnitelma – luonnos.docx", "مشروع 😀.pdf", "a\x85\u202e.txt"])
def test_a_file_may_have_any_name(name: str) -> None:
    body = part("tiedosto", b"x", name) + b"--raja--\r\n"
    assert received(MULTIPART, [body]).files == {"tiedosto": b"x"}


def test_a_plain_form() -> None:
    kind = "application/x-www-form-urlencoded"
    assert received(kind, [b"teksti=%C3%A4+b&x="]).texts == {"teksti": "ä b", "x": ""}


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (MULTIPART, b"ei mitaan"),
        (MULTIPART, part("a", b"kesken")),
        (MULTIPART, part("a", b"") * 9 + b"--raja--\r\n"),
        (MULTIPART, b'--raja\r\nContent-Disposition: form-data; name="' + b"a" * 5000),
        ("multipart/form-data", b"--raja--\r\n"),
        (f"multipart/form-data; boundary={'r' * 300}", b"--"),
        ("application/json", b"{}"),
        ("", b""),
        ("application/x-www-form-urlencoded", b"a=1&" * 50),
        ("application/x-www-form-urlencoded", b"\xff"),
    ],
)
def test_what_is_no_form(kind: str, body: bytes) -> None:
    assert refused(kind, [body]) is Trouble.FORM


def test_too_much_is_refused_before_it_is_read() -> None:
    length = [(b"content-length", str(MAX_BODY + 1).encode())]
    assert refused(MULTIPART, [], length) is Trouble.TOO_LARGE
    assert refused(MULTIPART, [], [(b"content-length", b"9" * 400)]) is Trouble.TOO_LARGE


def test_too_much_is_refused_while_it_comes_in() -> None:
    assert refused(MULTIPART, [bytes(100_000)] * 40) is Trouble.TOO_LARGE


def test_a_form_does_not_show_what_is_in_it() -> None:
    assert "salaisuus" not in repr(received(MULTIPART, [part("a", b"salaisuus"), b"--raja--\r\n"]))
