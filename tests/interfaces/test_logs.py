"""The log: JSON, with the id of the request and without what was asked."""

from __future__ import annotations

import io
import json
import logging
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from hankehaku.facade import Hankehaku
from hankehaku.interfaces import logs
from hankehaku.interfaces.guard.questions import heard


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    names = ("", "hankehaku", "uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi")
    kept = [(each, logging.getLogger(each).level) for each in names]
    handlers = root.handlers[:]
    yield
    root.handlers[:] = handlers
    for name, level in kept:
        logging.getLogger(name).setLevel(level)


def written(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_lines_are_json_with_the_id_of_the_request() -> None:
    stream = io.StringIO()
    logs.configure("INFO", stream=stream)
    logger = logging.getLogger("hankehaku.koe")
    logger.debug("hiljaa")
    with logs.request("abc"):
        logger.info("ensin\n%s", "ä", extra={"ms": 1.5})
        thread = threading.Thread(target=logger.info, args=("säikeessä",))
        thread.start()
        thread.join()
    logging.getLogger("uvicorn.error").warning("toinen")
    first, _, last = written(stream)
    assert (first["what"], first["id"], first["level"], first["ms"]) == (
        "ensin\nä",
        "abc",
        "info",
        1.5,
    )
    assert first["time"].endswith("Z")
    assert last["what"] == "toinen"
    assert "id" not in last


@pytest.mark.parametrize("questions", [True, False])
def test_messages_of_errors_may_hold_a_question(questions: bool) -> None:
    stream = io.StringIO()
    logs.configure("WARNING", questions=questions, stream=stream)
    logger = logging.getLogger("hankehaku.koe")
    with logs.request("abc"):
        try:
            try:
                raise ValueError("salainen kysymys")
            except ValueError as exc:
                raise RuntimeError("salainen") from exc
        except RuntimeError:
            logger.exception("ei onnistunut")
    (line,) = written(stream)
    error = line["error"]
    assert (error["kind"], error["cause"]["kind"]) == ("RuntimeError", "ValueError")
    assert "test_logs.py" in error["frames"][0]
    assert ("salainen" in stream.getvalue()) is questions


def test_outside_of_requests_errors_are_told_whole() -> None:
    stream = io.StringIO()
    logs.configure(stream=stream)
    try:
        raise OSError("levy täynnä")
    except OSError:
        logging.getLogger("hankehaku").exception("ei onnistunut")
    assert written(stream)[0]["error"]["message"] == "levy täynnä"


def test_clients_are_told_apart_and_not_named() -> None:
    assert logs.hashed("192.0.2.1") == logs.hashed("192.0.2.1") != logs.hashed("192.0.2.2")
    assert len(logs.hashed("192.0.2.1")) == 12


def test_questions_are_heard_where_that_is_wanted(
    hankehaku: Hankehaku, caplog: pytest.LogCaptureFixture
) -> None:
    opened = heard(lambda: hankehaku)
    with caplog.at_level(logging.INFO, "hankehaku.questions"):
        found = opened().search("pakolaisäidit", 1)
        assert opened().ask("montako hanketta on?").sentences
    assert len(found.hits) == 1
    assert len(opened()) == len(list(opened())) == 25
    assert opened() is opened()
    noted = [vars(each) for each in caplog.records]
    assert [(each["way"], each["question"]) for each in noted] == [
        ("search", "pakolaisäidit"),
        ("ask", "montako hanketta on?"),
    ]
