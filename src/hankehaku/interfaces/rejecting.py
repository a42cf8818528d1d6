"""Keeps the records that could not become projects, and stops a build that would lose too many."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hankehaku.corpus.corpus import Corpus
from hankehaku.errors import SourceError
from hankehaku.files import atomic_file
from hankehaku.sources.rejected import share_rejected


def rejected_file(index: Path) -> Path:
    """Return where the rejected records of an index are kept: beside its folder."""
    return index.with_name(f"{index.name}.rejected.jsonl")


def put_aside(
    corpus: Corpus, index: Path, most: float, say: Callable[[str], None], *, accept: bool
) -> None:
    """Write the rejected records of a corpus beside its index, a line of JSON each, and say where.

    A file of an earlier build is taken away when there are none. Raises SourceError when more than
    the share `most` is rejected, unless that is accepted.
    """
    path = rejected_file(index)
    if not corpus.rejected:
        path.unlink(missing_ok=True)
        return
    with atomic_file(path) as file:
        for each in corpus.rejected:
            file.write(f"{each.to_json()}\n".encode())
    lost = sum(each.counts for each in corpus.rejected)
    share = share_rejected(corpus.rejected, len(corpus.projects))
    other = len(corpus.rejected) - lost
    say(
        f"{corpus.info.id}: records rejected: {lost} ({share:.1%}); totals, footnotes and repeats "
        f"passed over: {other}; see {path}"
    )
    if share > most and not accept:
        raise SourceError(
            f"{share:.1%} of the records cannot be read, which is more than {most:.1%}",
            where=str(path),
            cure="Mend the source (`hankehaku inspect` shows how it is read), or go on with "
            "--accept-rejected or a larger HANKEHAKU_REJECTED.",
        )
