"""A collection of hostile texts as programs and files get it: whole, as data, and defused."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from defusedxml.ElementTree import fromstring
from docx import Document
from hostile_checks import Site, seen
from openpyxl import load_workbook

from hankehaku.errors import HankehakuError
from hankehaku.facade import Hankehaku
from hankehaku.interfaces import cli
from hankehaku.interfaces.mcp.forms import Narrowing
from hankehaku.interfaces.mcp.tools import Tools
from hostile_collection import HIT, RECORDS, REFUSED, TEXTS

COMMAND = Path(sys.executable).with_name("hankehaku")
KINDS = ("csv", "xlsx", "json", "docx")
SOME_TEXTS = (*TEXTS[:2], *TEXTS[4:10], TEXTS[-1])


@pytest.fixture(scope="module")
def client(hostile_site: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=hostile_site.address, timeout=60) as opened:
        yield opened


def strict(content: str | bytes) -> Any:
    """Read JSON that all programs can read: no NaN, no halves of surrogate pairs."""

    def refuse(constant: str) -> Any:
        raise ValueError(constant)

    read = json.loads(content, parse_constant=refuse)
    json.dumps(read, ensure_ascii=False).encode()
    return read


def intact(response: httpx.Response) -> bool:
    """Tell whether no text has got into the headers of an answer."""
    names = {each.lower() for each in response.headers}
    return not names & {"set-cookie", "x-evil"} and HIT not in str(response.headers)


def test_the_api_gives_projects_as_they_are(client: httpx.Client, hostile: Hankehaku) -> None:
    for each in hostile:
        path = f"/api/v1/projects/{quote(each.id, safe='')}"
        one = client.get(path)
        assert intact(one)
        assert one.headers["content-type"] == "application/json"
        record = strict(one.content)
        assert (record["id"], record["title"]) == (each.id, each.title)
        assert record["description"] == each.description
        assert tuple(record["links"]) == each.links
        assert strict(client.get(f"{path}/similar").content)["project"] == each.id
        assert strict(client.get(f"{path}/relations").content)["project"] == each.id


def test_the_api_answers_hostile_questions(client: httpx.Client) -> None:
    for text in SOME_TEXTS:
        asked = [
            client.get("/api/v1/search", params={"q": text[:900]}),
            client.get("/api/v1/search", params={"organisation": text[:200], "mute": text[:200]}),
            client.get("/api/v1/facets", params={"q": text[:900]}),
            client.get("/api/v1/suggest", params={"q": text[:60]}),
            client.get("/api/v1/compare", params={"id": [text[:100], RECORDS[0]["id"]]}),
            client.get("/api/v1/export", params={"q": text[:900], "format": text[:20]}),
            client.get(f"/api/v1/{quote(text[:100], safe='')}"),
            client.post("/api/v1/ask", json={"question": text[:900]}),
        ]
        for each in asked:
            assert each.status_code in (200, 400, 404, 422), each.text
            assert intact(each)
            assert each.headers["content-type"].split("+")[-1] in ("application/json", "json")
            strict(each.content)


def test_suggestions_and_comparisons_are_data(client: httpx.Client, hostile: Hankehaku) -> None:
    ids = [each.id for each in hostile]
    compared = strict(client.get("/api/v1/compare", params={"id": ids[:5]}).content)
    assert [each["id"] for each in compared["projects"]] == ids[:5]
    found = strict(client.get("/api/v1/suggest", params={"q": "kotoutumisen"}).content)
    titles = {each.title for each in hostile}
    assert {e["text"] for e in found["suggestions"] if e["kind"] == "project"} <= titles


def test_judgements_are_lines_of_json(client: httpx.Client, hostile_site: Site) -> None:
    texts = [each[:500] for each in TEXTS]
    for text, record in zip(texts, RECORDS, strict=False):
        judged = {"question": text, "project": record["id"], "relevant": True, "rank": 1}
        assert client.post("/api/v1/feedback", json=judged).status_code == 201
    lines = hostile_site.judgements.read_bytes().split(b"\n")
    assert lines.pop() == b""
    kept = [strict(each) for each in lines]
    assert [each["project"] for each in kept] == [each["id"] for each in RECORDS]
    assert all(set(each) >= {"question", "relevant", "day"} for each in kept)


@pytest.fixture(scope="module")
def files(client: httpx.Client) -> dict[str, httpx.Response]:
    return {kind: client.get(f"/vie/{kind}?lang=fi") for kind in KINDS}


def test_names_of_files_are_plain(client: httpx.Client, files: dict[str, httpx.Response]) -> None:
    asked = [client.get("/vie/csv", params={"q": text[:300]}) for text in TEXTS]
    for each in (*asked, *files.values()):
        assert each.status_code == 200
        assert intact(each)
        assert len(each.headers.get_list("content-disposition")) == 1
        name = r"hankehaku-[a-z0-9-]+\.(csv|xlsx|json|docx)"
        whole = rf"attachment; filename=\"{name}\"; filename\*=UTF-8''[\w.%-]+"
        assert re.fullmatch(whole, each.headers["content-disposition"])


def runs(cell: str) -> bool:
    """Tell whether a spreadsheet would take a text for a formula."""
    bare = "".join(c for c in cell if unicodedata.category(c)[0] not in "CZ")
    first = unicodedata.normalize("NFKC", bare[:1])
    return cell[:1] in ("\t", "\r", "\n") or first[:1] in ("=", "+", "-", "@")


def test_csv_is_whole_and_defused(files: dict[str, httpx.Response], hostile: Hankehaku) -> None:
    text = files["csv"].content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    assert len(rows) == len(RECORDS)
    assert {len(each) for each in rows} == {len(head)}
    assert not [cell for row in rows for cell in row if runs(cell)]
    assert not re.search(r"[\0\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)
    titles = {seen(row[head.index("Hanke")] if "Hanke" in head else row[0]) for row in rows}
    assert {seen(each.title) for each in hostile} - titles == {
        seen(each.title) for each in hostile if runs(each.title)
    }


def test_a_workbook_holds_texts_only(files: dict[str, httpx.Response], hostile: Hankehaku) -> None:
    book = load_workbook(io.BytesIO(files["xlsx"].content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {each.data_type for each in cells} <= {"s", "n", "d"}
    assert not [each for each in cells if each.hyperlink]
    assert all(each.quotePrefix for each in cells if each.data_type == "s" and runs(each.value))
    titles = {seen(each.value) for each in book.worksheets[0]["A"][1:]}
    assert titles == {seen(each.title) for each in hostile}


def test_a_memo_holds_the_texts(files: dict[str, httpx.Response], hostile: Hankehaku) -> None:
    document = Document(io.BytesIO(files["docx"].content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    said = seen(" ".join([*(each.text for each in document.paragraphs), *cells]))
    for each in hostile:
        assert seen(each.title)[:60] in said


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_parts_of_office_files_are_xml(kind: str, files: dict[str, httpx.Response]) -> None:
    with zipfile.ZipFile(io.BytesIO(files[kind].content)) as archive:
        assert not [each for each in archive.namelist() if ".." in each or each.startswith("/")]
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                root = fromstring(archive.read(name), forbid_dtd=True)
                outside = [e.get("Target", "") for e in root.iter() if e.get("TargetMode")]
                assert all(each.startswith("http://127.0.0.1:") for each in outside)


def test_exported_json_gives_projects_as_they_are(
    files: dict[str, httpx.Response], hostile: Hankehaku
) -> None:
    projects = strict(files["json"].content)["projects"]
    kept = {each["id"]: (each["title"], each["description"]) for each in projects}
    assert kept == {each.id: (each.title, each.description) for each in hostile}


def test_tools_give_texts_as_data(hostile: Hankehaku) -> None:
    tools = Tools(lambda: hostile)
    ids = [each.id for each in hostile]
    for each in hostile:
        given = tools.get_project(each.id)
        assert strict(given.model_dump_json())["description"] == each.description
        assert given.title == each.title
        strict(tools.similar_projects(each.id).model_dump_json())
        if len(each.organisation.name) <= 300:
            narrow = Narrowing(organisations=[each.organisation.name])
            assert each.id in [
                p.id for p in tools.search_projects(filters=narrow, count=50).projects
            ]
    strict(tools.compare_projects(ids[:5]).model_dump_json())
    strict(tools.statistics().model_dump_json())
    for text in TEXTS:
        strict(tools.search_projects(text[:900]).model_dump_json())
        answer = tools.ask(text[:900])
        strict(answer.model_dump_json())
        assert {each.id for each in answer.citations} <= set(ids)
        with pytest.raises(HankehakuError):
            tools.search_projects(filters=Narrowing(organisations=[text[:300]]))


def test_tools_over_http(client: httpx.Client) -> None:
    for text in TEXTS[:4]:
        called = {"name": "search_projects", "arguments": {"question": text[:900]}}
        message = {"jsonrpc": "2.0", "id": text[:50], "method": "tools/call", "params": called}
        answer = client.post(
            "/mcp", json=message, headers={"Accept": "application/json, text/event-stream"}
        )
        assert intact(answer)
        said = strict(answer.content)
        assert said["id"] == text[:50]
        assert not said["result"]["isError"]


def commanded(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([COMMAND, *arguments], capture_output=True, check=False, timeout=120)


@pytest.fixture
def ran(
    hostile: Hankehaku, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run a command in this process: its exit code, what it says and what it complains of."""
    for name in ("_open", "_open_records"):
        monkeypatch.setattr(cli, name, lambda _: hostile)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["hankehaku", *arguments])
        for stream in (sys.stdout, sys.stderr):
            monkeypatch.setattr(stream, "reconfigure", lambda **_: None, raising=False)
        code = 0
        try:
            cli.main()
        except SystemExit as exc:
            code = int(exc.code or 0)
        return (code, *capsys.readouterr())

    return run


def steering(output: str) -> list[str]:
    """Return the characters of an output that a terminal obeys."""
    return [each for each in output if unicodedata.category(each) == "Cc" and each not in "\n\t"]


def unseen(output: str) -> list[str]:
    """Return the characters of an output that cannot be seen, such as those that turn it round."""
    return [each for each in output if not each.isprintable() and not each.isspace()]


def test_commands_steer_no_terminal(ran: Callable[..., tuple[int, str, str]]) -> None:
    commands = [("check",), ("search", "kotoutumisen", "-k", "20")]
    commands += [("show", "--", each["id"]) for each in RECORDS]
    commands += [(name, "--", each[:300]) for name in ("ask", "search") for each in SOME_TEXTS]
    for name, *arguments in commands:
        code, out, err = ran(name, *arguments)
        assert (code, err) == (0, "")
        assert steering(out) == unseen(out) == []
        code, out, err = ran(name, "--json", *arguments)
        assert (code, err) == (0, "")
        assert steering(out) == []
        strict(out)


def test_commands_keep_to_a_line_for_each(
    ran: Callable[..., tuple[int, str, str]], hostile: Hankehaku
) -> None:
    _, listed, _ = ran("list")
    _, flaws, _ = ran("check")
    assert len(listed.splitlines()) == len(RECORDS) + 1
    assert len(flaws.splitlines()) == len(REFUSED) + sum(len(each.issues) for each in hostile)
    for each in TEXTS:
        code, out, err = ran("show", "--", each)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert steering(err) == unseen(err) == []


def test_a_table_on_a_terminal(
    ran: Callable[..., tuple[int, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "4000")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for arguments in (("list",), ("check",), ("search", "kotoutumisen")):
        _, out, _ = ran(*arguments)
        looks = re.compile(r"\x1b\[[0-9;]*m")
        assert looks.search(out)
        assert steering(looks.sub("", out)) == []


def test_a_command_as_a_process(hostile_index: Path) -> None:
    def shown(project: str) -> tuple[int, str, str]:
        command = [COMMAND, "show", "--index", hostile_index, "--", project]
        done = subprocess.run(command, capture_output=True, check=False, timeout=120)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    code, out, err = shown("ohjausmerkit")
    assert (code, err, steering(out)) == (0, "", [])
    code, out, err = shown("../../etc/shadow\n\x1b[2J")
    assert (code, out, err.count("\n"), steering(err)) == (2, "", 1, [])


def test_logs_are_objects_that_hold_no_text(client: httpx.Client, hostile_site: Site) -> None:
    for text in SOME_TEXTS:
        client.get("/yleiskuva", params={"q": text[:300]})
        client.get(f"/hanke/{quote(text[:300], safe='')}", headers={"Referer": quote(text[:300])})
    lines = hostile_site.logged()
    assert len(lines) >= 2 * len(SOME_TEXTS)
    assert {each["what"] for each in lines} == {"request"}
    assert not any("hit" in each or HIT in str(each) for each in lines)
