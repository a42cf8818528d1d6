"""The command `hankehaku inspect`: what would be read of a source, and what is wrong with it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hankehaku.interfaces.lexicons import Json

if TYPE_CHECKING:
    from hankehaku.corpus.corpus import Corpus
    from hankehaku.sources.base import Reading

FIRST = 10
"""How many projects are shown."""

Language = Annotated[str, typer.Option("--language", help="The language of the report.")]


def inspect(
    source: Annotated[Path, typer.Argument(help="A folder, or a file of any known kind.")],
    language: Language = "fi",
    as_json: Json = False,
) -> None:
    """Show how a source would be read: layout, columns, first projects and every flaw."""
    from hankehaku.corpus.corpus import load_corpus
    from hankehaku.errors import UsageError
    from hankehaku.interfaces.render import inspection_json, write_json
    from hankehaku.interfaces.texts import TEXTS
    from hankehaku.settings import read_settings
    from hankehaku.sources.description import DESCRIPTION_FILE

    if language not in TEXTS:
        raise UsageError(f"'{language}' is not a language here", cure="Use fi, sv or en")
    settings = read_settings()
    corpus = load_corpus(source, settings.lexicon_folder, described=False)
    if as_json:
        write_json(inspection_json(corpus, FIRST, settings.rejected))
        return
    _print(corpus, language, settings.rejected)
    if not (source / DESCRIPTION_FILE).is_file():
        _print_description(corpus, language)


def _print(corpus: Corpus, language: str, most: float) -> None:
    from hankehaku.interfaces.listing import print_projects, table
    from hankehaku.interfaces.terminal import print_line
    from hankehaku.interfaces.texts import issue_text, number, text
    from hankehaku.sources.rejected import share_rejected

    flaws = [(project, issue) for project in corpus.projects for issue in project.issues]
    counts = {
        "projects": number(len(corpus.projects), language),
        "rejected": number(sum(each.counts for each in corpus.rejected), language),
        "flaws": number(len(flaws), language),
    }
    print_line(text(language, "inspect_collection", id=corpus.info.id, **counts))
    for reading in corpus.readings:
        print_line()
        print_line(f"{reading.file}: {', '.join(_told(reading, language))}")
        if reading.columns:
            print_line(f"{text(language, 'inspect_columns')}:")
            table(("", ""), [(name, _field(field, language)) for name, field in reading.columns])
    print_line()
    print_line(f"{text(language, 'inspect_first')}:")
    print_projects(corpus.projects[:FIRST], language)
    languages = Counter(project.language or "?" for project in corpus.projects)
    told = ", ".join(f"{code} {number(count, language)}" for code, count in languages.most_common())
    print_line(f"{text(language, 'inspect_languages')}: {told}")
    print_line()
    print_line(f"{text(language, 'inspect_problems')}:{'' if flaws else _none(language)}")
    for project, issue in flaws:
        file = project.source.file if project.source else ""
        print_line(f"{file}: {project.id}: {issue_text(issue, language)}")
    stray = _stray(corpus)
    print_line(f"{text(language, 'inspect_rejected')}:{'' if stray else _none(language)}")
    for file, place, reason, written in stray:
        why = text(language, f"inspect_reason_{reason}") if reason else ""
        where = text(language, "inspect_line", line=place)
        print_line(f"{file}, {where}: {': '.join(filter(None, (why, written)))}")
    share = share_rejected(corpus.rejected, len(corpus.projects))
    if share:
        print_line(text(language, "inspect_share", share=f"{share:.1%}", most=f"{most:.1%}"))


def _stray(corpus: Corpus) -> list[tuple[str, int, str, str]]:
    """Return what became no project: file, line, reason (empty for lines of pages) and text."""
    told = {(each.file, each.line) for each in corpus.rejected}
    found = [
        (each.file, each.line, each.reason.value, each.to_issue().written)
        for each in corpus.rejected
    ]
    found += [
        (issue.field, issue.line or 0, "", issue.written)
        for issue in corpus.issues
        if (issue.field, issue.line) not in told
    ]
    return sorted(found, key=lambda each: each[:2])


def _told(reading: Reading, language: str) -> Iterator[str]:
    """Yield how a document was read, part by part."""
    from hankehaku.interfaces.texts import number, text

    if not reading.layout:
        yield text(language, "inspect_not_read", reason=" ".join(reading.left_out))
        return
    how = text(language, "inspect_recognised" if reading.recognised else "inspect_stated")
    within = "inspect_layout_html" if reading.layout == "html" else "inspect_layout"
    yield f"{text(language, within, layout=reading.layout, profile=reading.profile)} ({how})"
    if reading.encoding:
        yield text(language, "inspect_encoding", encoding=reading.encoding)
    if reading.separator:
        tab = text(language, "inspect_tab")
        shown = tab if reading.separator == "\t" else f"”{reading.separator}”"
        yield text(language, "inspect_separator", separator=shown)
    if reading.sheet:
        yield text(language, "inspect_sheet", sheet=reading.sheet)
    if reading.left_out:
        yield text(language, "inspect_sheets_left", names=", ".join(reading.left_out))
    if reading.profile and reading.layout != "html":
        yield text(language, "inspect_profile", profile=reading.profile)
    if reading.header_line:
        yield text(language, "inspect_header", line=reading.header_line)
    yield text(language, "inspect_records", records=number(reading.records, language))


def _field(field: str, language: str) -> str:
    from hankehaku.interfaces.texts import text

    return text(language, f"inspect_field_{field}" if field else "inspect_unmapped")


def _none(language: str) -> str:
    from hankehaku.interfaces.texts import text

    return f" {text(language, 'inspect_none')}"


def _print_description(corpus: Corpus, language: str) -> None:
    """Print the `collection.toml` that would say what was recognised."""
    from hankehaku.interfaces.terminal import print_line
    from hankehaku.interfaces.texts import text

    title = next(iter(corpus.info.title.values()))
    main = Counter(each.language for each in corpus.projects if each.language).most_common(1)
    print_line()
    print_line(f"{text(language, 'inspect_toml')}:")
    print_line()
    code = main[0][0] if main else corpus.info.language
    print_line(f"id = {_toml(corpus.info.id)}")
    print_line(f"language = {_toml(code)}")
    for key in ("programme", "provenance", "licence"):  # which nothing but a person can tell
        print_line(f'# {key} = ""')
    print_line(f"\n[title]\n{code} = {_toml(title)}")
    for reading in corpus.readings:
        if reading.layout:
            print_line(f"\n[[documents]]\nname = {_toml(reading.file)}")
            print_line(f"layout = {_toml(reading.layout)}")


def _toml(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
