"""The command line: `hankehaku build, search, ask, chat, list, show, check` and others."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hankehaku.errors import HankehakuError, UsageError
from hankehaku.interfaces import inspecting, lexicons, serving, updating
from hankehaku.interfaces.lexicons import Json
from hankehaku.interfaces.terminal import harmless

if TYPE_CHECKING:
    from hankehaku.facade import Hankehaku

app = typer.Typer(
    help="Search for funded projects in Finnish, Swedish or English.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
model_app = typer.Typer(help="Embedding models.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(model_app, name="model")
app.add_typer(lexicons.app, name="lexicon")

Index = Annotated[Path | None, typer.Option("--index", help="The folder of the index.")]
Language = Annotated[str | None, typer.Option("--language", help="fi, sv or en; else detected.")]
Count = Annotated[int, typer.Option("-k", min=1, max=1000, help="How many projects at most.")]


@app.command()
def build(
    collection: Annotated[
        Path | None, typer.Argument(help="A folder with collection.toml, or a file.")
    ] = None,
    index: Index = None,
    force: Annotated[bool, typer.Option("--force", help="Build even if up to date.")] = False,
    accept_rejected: Annotated[
        bool, typer.Option("--accept-rejected", help="However many records cannot be read.")
    ] = False,
    wait: updating.Wait = 0,
) -> None:
    """Build the index of a collection (by default of every collection in the data folder)."""
    from hankehaku.interfaces.progress import Reporter
    from hankehaku.interfaces.setup import build_collection, default_source
    from hankehaku.interfaces.stopping import stoppable
    from hankehaku.settings import read_settings

    settings, reporter = read_settings(), Reporter()
    sources = [collection] if collection else default_source(settings.data)
    if index and len(sources) > 1:
        raise UsageError("there are several collections for one index", cure="Name one of them")
    with stoppable(reporter):
        for source in sources:
            build_collection(
                source,
                settings,
                reporter,
                index=index,
                force=force,
                accept_rejected=accept_rejected,
                wait=wait,
            )


@app.command()
def search(
    question: Annotated[str, typer.Argument(help="What to look for, in your own words.")],
    k: Count = 10,
    language: Language = None,
    index: Index = None,
    as_json: Json = False,
) -> None:
    """Rank the projects that fit a question best."""
    from hankehaku.interfaces import listing
    from hankehaku.interfaces.render import search_json, write_json

    result = _open(index).search(question, k, language)
    if as_json:
        write_json(search_json(result))
    else:
        listing.print_result(result)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="What to know, in your own words.")],
    language: Language = None,
    index: Index = None,
    as_json: Json = False,
    state: Annotated[
        Path | None, typer.Option("--state", help="A file that carries a conversation on.")
    ] = None,
) -> None:
    """Answer a question from the records, each sentence with what it rests on."""
    from hankehaku.interfaces import conversing
    from hankehaku.interfaces.render import answer_json, write_json

    earlier = conversing.read_state(state)
    answer = _open(index).ask(question, earlier, language)
    if state:
        conversing.write_state(state, answer.state)
    if as_json:
        write_json(answer_json(answer))
    else:
        conversing.print_answer(answer)


@app.command()
def chat(
    language: Language = None,
    index: Index = None,
    state: Annotated[
        Path | None, typer.Option("--state", help="A file that carries a conversation on.")
    ] = None,
) -> None:
    """Answer questions one after another, until an empty line's end (Ctrl+D)."""
    from hankehaku.interfaces import conversing

    conversing.chat(_open(index), language, state)


@app.command()
def batch(
    queries: Annotated[Path, typer.Argument(help='JSON Lines: {"id", "text", "language"?}.')],
    run: Annotated[Path, typer.Option("--run", help="The TREC run file to write.")],
    k: Count = 100,
    index: Index = None,
) -> None:
    """Answer many questions and write the rankings as a TREC run."""
    from hankehaku.interfaces.batch import read_queries, run_lines, write_run

    wanted = read_queries(queries)
    write_run(run, run_lines(_open(index), wanted, k))


@app.command(name="list")
def list_projects(index: Index = None, as_json: Json = False) -> None:
    """List every project of the index."""
    from hankehaku.interfaces import listing
    from hankehaku.interfaces.render import project_json, write_json

    projects = list(_open_records(index))
    if as_json:
        write_json([project_json(project) for project in projects])
    else:
        listing.print_projects(projects)


@app.command()
def show(
    project_id: Annotated[str, typer.Argument(metavar="ID", help="The id of a project.")],
    index: Index = None,
    as_json: Json = False,
) -> None:
    """Show everything known of one project."""
    from hankehaku.interfaces import listing
    from hankehaku.interfaces.render import project_json, write_json

    project = _open_records(index).project(project_id)
    if as_json:
        write_json(project_json(project))
    else:
        listing.print_project(project)


@app.command()
def check(index: Index = None, as_json: Json = False) -> None:
    """List every flaw of the source, with its line."""
    from hankehaku.interfaces import listing
    from hankehaku.interfaces.render import check_json, write_json

    records = _open_records(index)
    name = str(records.manifest.collection["id"])
    flaws = [(project, issue) for project in records for issue in project.issues]
    found = [check_json(name, project, issue) for project, issue in flaws]
    found += [check_json(name, None, issue) for issue in records.issues]
    if as_json:
        write_json(found)
    else:
        listing.print_flaws(found)


for _command in (
    inspecting.inspect,
    updating.update,
    updating.verify,
    updating.gc,
    serving.serve,
    serving.mcp,
    serving.password,
    serving.token,
):
    app.command()(_command)


@model_app.command()
def prepare(
    name: Annotated[
        str | None, typer.Argument(help="A Sentence Transformers model; else the embedded one.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Prepare it anew.")] = False,
) -> None:
    """Convert an embedding model for serving, into the user's cache."""
    from hankehaku.index import models
    from hankehaku.interfaces.progress import Reporter
    from hankehaku.settings import read_settings

    settings, reporter = read_settings(), Reporter()
    wanted = name or settings.model
    with reporter.timed(f"Preparing the model {wanted or models.DEFAULT}"):
        prepared = models.prepare(wanted, cache=settings.cache, progress=reporter.say, force=force)
    sys.stdout.write(f"{prepared.folder}\n")


def _open(index: Path | None) -> Hankehaku:
    from hankehaku.facade import Hankehaku, find_index
    from hankehaku.settings import read_settings

    return Hankehaku.open(find_index(index or read_settings().index))


def _open_records(index: Path | None) -> Any:
    from hankehaku.facade import Records, find_index
    from hankehaku.settings import read_settings

    return Records.open(find_index(index or read_settings().index))


def main() -> None:
    """Run the command line: exit code 0, 1 for failure, 2 for wrong use; errors are one line."""
    for stream in (sys.stdout, sys.stderr):
        # a question may hold what no encoding has (half a surrogate pair from a shell)
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app(standalone_mode=False)
    except typer.Exit as exc:
        sys.exit(exc.exit_code)
    except HankehakuError as exc:
        _fail(str(exc), 2 if isinstance(exc, UsageError) else 1)
    except typer.TyperException as exc:
        _fail(exc.format_message(), 2)
    except (typer.Abort, KeyboardInterrupt):
        _fail("interrupted", 130)
    except BrokenPipeError:
        # the reader (head, less) has seen enough; Python would complain when it flushes at exit
        sys.stdout = None
    except OSError as exc:
        if exc.filename is None:  # a full disk behind standard output: no more can be written to it
            sys.stdout = None
        _fail(f"{exc.filename or 'output'}: {exc.strerror or exc}", 1)


def _fail(message: str, code: int) -> None:
    line = harmless(" ".join(message.split()))
    sys.stderr.write(f"hankehaku: {line}\n")
    sys.exit(code)
