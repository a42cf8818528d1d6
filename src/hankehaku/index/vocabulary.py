"""The words of a collection, for telling what a misspelt word should be."""

from __future__ import annotations

from pathlib import Path

from hankehaku.errors import IndexDamagedError
from hankehaku.index.lexical import Keys

_FILE = "vocabulary.txt"
_FIELDS = ("base", "surface", "names", "title")


class Vocabulary:
    """Collects the words of documents, to be written when all have been seen."""

    def __init__(self) -> None:
        self._words: set[str] = set()

    def seen(self, keys: Keys) -> Keys:
        """Take note of the keys of a document, and return them."""
        for field in _FIELDS:
            found = keys.get(field, ())
            self._words.update(found.split() if isinstance(found, str) else found)
        return keys

    def write(self, folder: Path) -> None:
        """Write the words, one a line in alphabetical order, to a generation's `folder`."""
        text = "".join(f"{word}\n" for word in sorted(filter(str.isalpha, self._words)))
        (folder / _FILE).write_text(text, encoding="utf-8")


def read_vocabulary(folder: Path) -> list[str]:
    """Return the words of a generation; raises IndexDamagedError when they cannot be read."""
    try:
        return (folder / _FILE).read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError) as exc:
        cure = "Build the index again: hankehaku build --force"
        raise IndexDamagedError(
            f"cannot be read ({exc})", where=str(folder / _FILE), cure=cure
        ) from exc
