"""A collection of hostile texts is shown as text on every page, and does nothing there."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from urllib.parse import quote, urlencode

import httpx
import pytest
import upload_files
from hostile_checks import Site, dangers, parsed, said, seen, shape

from hankehaku.assistant.checking.checker import check
from hankehaku.assistant.checking.names import Known
from hankehaku.facade import Hankehaku
from hankehaku.interfaces.addresses import LONGEST
from hankehaku.interfaces.web import talk
from hankehaku.interfaces.web.asked import Asked, pressed
from hankehaku.interfaces.web.conversation import beside_html, log_html
from hankehaku.interfaces.web.history import restored, steps_of
from hankehaku.interfaces.web.view import find
from hankehaku.search.request import Filters, Request
from hostile_collection import CLAIM, RECORDS, TEXTS, tamed

Pages = Mapping[str, Sequence[httpx.Response]]
LANGUAGES = ("fi", "sv", "en")
WORD = "kotoutumisen tukea"


def fetched(site: Site, hankehaku: Hankehaku, texts: Sequence[str]) -> Pages:
    """Return every page of a service by its view, with texts where anything may be written."""
    projects = list(hankehaku)
    ids = [each.id for each in projects]
    with httpx.Client(base_url=site.address, timeout=60) as client:

        def get(path: str, *pairs: tuple[str, str], lang: str = "sv") -> httpx.Response:
            return client.get(f"{path}?{urlencode([*pairs, ('lang', lang)])}")

        def sent(text: str, name: str, content: bytes) -> httpx.Response:
            form, file = {"suunnitelma": text}, {"tiedosto": (name, io.BytesIO(content))}
            return client.post("/suunnitelma?lang=sv", data=form, files=file)

        return {
            "project": [
                get(f"/hanke/{quote(each, safe='')}", lang=LANGUAGES[at % 3])
                for at, each in enumerate(ids)
            ],
            "comparison": [
                get("/vertaa", *(("id", each) for each in ids[at : at + 5])) for at in (0, 4, 8)
            ],
            "choice": [get("/vertaa", ("id", each)) for each in (*ids[:3], *texts[:6])],
            "overview": [
                get("/yleiskuva"),
                *(
                    get("/yleiskuva", ("q", each[:200] + WORD), ("budget", each))
                    for each in texts[:6]
                ),
                *(
                    get("/yleiskuva", ("organisation", each.organisation.name), lang="en")
                    for each in projects[:4]
                ),
            ],
            "plan": [
                client.get("/suunnitelma"),
                *(sent(f"{each}\n{WORD}", each, each.encode()) for each in texts),
                *(sent(each.description, "", b"") for each in projects),
                *(
                    sent("", f"{each.title}.docx", upload_files.docx(seen(each.description)))
                    for each in projects[:2]
                ),
                sent("", "../../etc/passwd.pdf", upload_files.pdf(*texts[0].splitlines()[:2])),
            ],
            "quality": [get("/laatu", lang=each) for each in LANGUAGES],
            "nothing": [
                *(get(f"/hanke/x{quote(each[:200], safe='')}") for each in (*ids, *texts)),
                *(get(f"/ei-ole/{quote(each[:200], safe='')}") for each in texts[:6]),
                *(get(f"/vie/{quote(each[:200], safe='')}") for each in texts[:6]),
            ],
            "refused": [
                *(get("/yleiskuva", ("min", each)) for each in texts[:6]),
                *(get("/vie/csv", ("sort", each)) for each in texts[:6]),
            ],
        }


@pytest.fixture(scope="module")
def pages(hostile_site: Site, hostile: Hankehaku) -> Pages:
    return fetched(hostile_site, hostile, TEXTS)


@pytest.fixture(scope="module")
def harmless_pages(harmless_site: Site, harmless: Hankehaku) -> Pages:
    return fetched(harmless_site, harmless, tamed(TEXTS)[:2])


VIEWS = ("project", "comparison", "choice", "overview", "plan", "quality", "nothing", "refused")


def test_pages_have_no_elements_that_harmless_ones_lack(
    pages: Pages, harmless_pages: Pages
) -> None:
    for view in VIEWS:
        found = shape(each.text for each in pages[view])
        assert len(found) > 20, view
        assert found - shape(each.text for each in harmless_pages[view]) == set(), view
        assert [danger for each in pages[view] for danger in dangers(each.text)] == [], view


def test_pages_answer_as_they_should(pages: Pages, hostile_site: Site) -> None:
    assert [each for each in hostile_site.logged() if each["level"] == "error"] == []

    def statuses(view: str) -> set[int]:
        return {each.status_code for each in pages[view]}

    found = {view: statuses(view) for view in VIEWS}
    assert found.pop("nothing") == {404}
    assert found.pop("choice") == {200, 404}
    assert found.pop("refused") == {400, 422}
    # HTML is no plan, and a name of four thousand characters no name
    assert found.pop("plan") == {200, 415, 422}
    assert set().union(*found.values()) == {200}
    for each in (each for view in pages.values() for each in view):
        assert each.headers["content-type"] == "text/html; charset=utf-8"
        assert "default-src 'none'" in each.headers["content-security-policy"]
        assert not {"set-cookie", "x-evil"} & set(each.headers)


def test_texts_are_shown_as_texts(pages: Pages, hostile: Hankehaku) -> None:
    for project, page in zip(hostile, pages["project"], strict=True):
        shown = said(page.text)
        body = project.organisation
        own = (project.title, body.name, body.municipality, *project.links, project.objective.name)
        for each in (*own, *project.description.split("\n"), project.objective.introduction):
            assert seen(each) in shown
        assert seen(project.title) in seen(parsed(page.text).findtext(".//title"))
    compared = " ".join(said(each.text) for each in pages["comparison"])
    quality = said(pages["quality"][0].text)
    assert all(seen(each.title) in compared for each in hostile)
    assert all(seen(each.written) in quality for each in hostile.issues)
    for text, page in zip(TEXTS, pages["plan"][1:], strict=False):
        # what is no form is not shown again
        assert seen(text) in said(page.text) or page.status_code == 422


def test_links_of_pages_lead_to_what_they_name(pages: Pages, hostile_site: Site) -> None:
    links = {
        each
        for page in (*pages["comparison"], *pages["quality"][:1])
        for each in parsed(page.text).xpath("//main//a/@href")
        if "hanke/" in each
    }
    assert len(links) >= len(RECORDS)
    with httpx.Client(base_url=hostile_site.address, timeout=60) as client:
        assert {client.head(f"/{each.removeprefix('./')}").status_code for each in links} == {200}


def results(hankehaku: Hankehaku, texts: Sequence[str]) -> Iterator[str]:
    """Yield the results of searches as the search tab shows them."""
    for at, each in enumerate((WORD, *(f"{text[:300]} {WORD}" for text in texts))):
        for request in (Request(each), Request(each, sort="name")):
            yield find(hankehaku, Asked(request), LANGUAGES[at % 3], votes=True).html
    yield find(hankehaku, Asked(Request(count=5)), "sv").html
    for each in hankehaku:
        filters = Filters(organisations=(each.organisation.name,), objectives=("x",))
        yield find(hankehaku, Asked(Request(WORD, filters=filters)), "sv").html


def conversations(hankehaku: Hankehaku, texts: Sequence[str]) -> Iterator[talk.Talk]:
    """Yield conversations about all projects, one by one and together, and about texts."""
    titles = [each.title for each in hankehaku]
    asked = [f"kerro hankkeesta {each[:300]}" for each in titles]
    asked += [f"{each[:300]} {WORD}" for each in texts[:4]]
    asked += [
        f"vertaa hankkeita {one[:200]} ja {other[:200]}"
        for one, other in itertools.pairwise(titles[:5])
    ]
    for each in asked:
        *_, after = talk.ask(hankehaku, talk.Talk(), each)
        yield after
    after = talk.Talk()
    for each in (WORD, "montako hanketta on?", "vertaa kahta ensimmäistä", "paljonko ne saivat?"):
        *_, after = talk.ask(hankehaku, after, each)
        yield after


def test_results_and_answers_have_no_elements_that_harmless_ones_lack(
    hostile: Hankehaku, harmless: Hankehaku
) -> None:
    def shown(hankehaku: Hankehaku, texts: Sequence[str]) -> list[str]:
        talks = list(conversations(hankehaku, texts))
        views: list[Callable[[talk.Talk, str], str]] = [log_html, beside_html]
        said = [view(each, "sv") for each in talks for view in views]
        return [*results(hankehaku, texts), *said]

    found = shown(hostile, TEXTS)
    assert shape(found) - shape(shown(harmless, tamed(TEXTS)[:5])) == set()
    assert [danger for each in found for danger in dangers(each)] == []
    whole = said("".join(found))
    assert all(seen(each.title) in whole for each in hostile)
    assert all(seen(each.description) in whole for each in hostile)


def test_what_is_picked_in_results_is_what_was_meant(hostile: Hankehaku) -> None:
    judged = find(hostile, Asked(Request("kotoutumisen")), "fi", votes=True).html
    voted = set(parsed(judged).xpath("//@data-project"))
    html = parsed(find(hostile, Asked(Request(count=50)), "fi").html)
    assert set(html.xpath("//@data-pick")) == {each.id for each in hostile} > voted > set()
    keys = [each for each in html.xpath("//@data-key") if "=" in each and len(each) < LONGEST]
    assert len(keys) > 30
    for each in keys:
        asked = pressed(Asked(Request()), "facet", each)
        assert asked.request, each
        assert hostile.explore(asked.request).matching, each


def test_an_injected_instruction_is_only_quoted(hostile: Hankehaku) -> None:
    """Its claim stands in no sentence that does not cite the project whose text it is."""
    told = 0
    for each in conversations(hostile, [CLAIM, "paljonko rahaa kehote sai"]):
        answer = each.last.answer if each.last else None
        for sentence in answer.sentences if answer else ():
            if CLAIM not in sentence.text:
                continue
            cited = {c.id for c in answer.citations if c.n in sentence.citations}
            assert "kehote" in cited
            told += 1
    assert told


def test_a_model_that_obeys_it_is_not_believed(hostile: Hankehaku) -> None:
    projects = list(hostile)
    known = Known({each.id: each.title for each in projects}, frozenset())
    answer = hostile.ask("montako hanketta on?")
    others = [each.n for each in answer.citations if each.id != "kehote"]
    assert len(others) == len(projects) - 1
    for obeyed in (f"{CLAIM}.", f"{CLAIM} [99].", *(f"{CLAIM} [{n}]." for n in others)):
        checked = check(obeyed, answer, known)
        assert checked.kept == ()
        assert len(checked.dropped) == 1


def test_a_conversation_is_kept_whole(hostile: Hankehaku) -> None:
    for each in conversations(hostile, ()):
        kept = parsed(log_html(each, "fi")).xpath("//@data-steps")
        if each.turns:
            assert steps_of(restored(hostile, kept[0])) == steps_of(each)
