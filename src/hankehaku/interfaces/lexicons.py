"""The commands `hankehaku lexicon add, list, remove`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Write JSON to standard output.")]
Name = Annotated[str | None, typer.Option(help="Its name, by default that of the file.")]

_NEXT = "The next `hankehaku build` or `hankehaku serve` takes this into account"

app = typer.Typer(help="Lexicons of your own.", no_args_is_help=True, rich_markup_mode=None)


@app.command()
def add(
    file: Annotated[
        Path, typer.Argument(help="TSV with the columns fi, sv, en, or SKOS; may be gzipped.")
    ],
    name: Name = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace one of that name.")] = False,
) -> None:
    """Add a lexicon: what words of Swedish and English are called in Finnish."""
    from hankehaku.interfaces.progress import Reporter
    from hankehaku.interfaces.texts import number
    from hankehaku.language.imported import add_lexicon, left_out
    from hankehaku.settings import read_settings

    reporter = Reporter()
    lexicon, counts = add_lexicon(read_settings().lexicons_folder, file, name, replace=replace)
    taken, fi, sv, en = (number(counts[each], "en") for each in ("taken", "fi", "sv", "en"))
    terms = f"{fi} terms in Finnish, {sv} in Swedish, {en} in English"
    reporter.say(f"lexicon {lexicon.name}: {taken} concepts taken ({terms})")
    reporter.say(f"left out: {left_out(counts) or 'none'}")
    reporter.say(_NEXT)


@app.command(name="list")
def list_lexicons(as_json: Json = False) -> None:
    """List the lexicons that have been added."""
    from hankehaku.interfaces import listing
    from hankehaku.interfaces.render import lexicon_json, write_json
    from hankehaku.language.imported import imported
    from hankehaku.settings import read_settings

    found = [lexicon_json(each) for each in imported(read_settings().lexicons_folder)]
    if as_json:
        write_json(found)
    else:
        listing.print_lexicons(found)


@app.command()
def remove(name: Annotated[str, typer.Argument(help="The name of the lexicon.")]) -> None:
    """Remove a lexicon."""
    from hankehaku.language.imported import remove_lexicon
    from hankehaku.settings import read_settings

    remove_lexicon(read_settings().lexicons_folder, name)
    sys.stderr.write(f"lexicon {name} removed\n{_NEXT}\n")
