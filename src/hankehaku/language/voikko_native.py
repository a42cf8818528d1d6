"""Finnish morphology by the native Voikko library, one handle per thread."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

from hankehaku.errors import AnalyzerError
from hankehaku.language.morphology import Reading
from hankehaku.language.voikko_output import read_output

CURE = (
    "Install it with `apt install libvoikko1 voikko-fi` (Debian, Ubuntu), "
    "`dnf install libvoikko voikko-fi` (Fedora) or `brew install libvoikko` (macOS), "
    "or use the pip-only analyzer `pyvoikko`"
)
# Where Homebrew keeps libraries; the loader of macOS does not look there by itself.
_LIBRARY_FOLDERS = (None, "/opt/homebrew/lib", "/usr/local/lib")
# Where libvoikko looks for dictionaries (libvoikko(3) and the packages of Debian and Homebrew).
_DICTIONARY_FOLDERS = (
    "~/.voikko",
    "/etc/voikko",
    "/usr/lib/voikko",
    "/usr/lib64/voikko",
    "/usr/share/voikko",
    "/usr/local/lib/voikko",
    "/opt/homebrew/lib/voikko",
)
_LONGEST_WORD = 255  # LIBVOIKKO_MAX_WORD_CHARS


class VoikkoNative:
    """Reads words with libvoikko.

    A libvoikko handle must not be shared by threads, so each thread that reads gets its own.
    """

    def __init__(self) -> None:
        """Open the library; raises AnalyzerError when it or its Finnish dictionary is missing."""
        self._library = _probe()
        self._local = threading.local()
        self._id = f"voikko-native/{self._library.Voikko.getVersion()}+{_dictionary_version()}"

    @property
    def id(self) -> str:
        """Name, version of the library, version of the dictionary."""
        return self._id

    def read(self, word: str) -> tuple[Reading, ...]:
        """Return the readings of a word form; case makes no difference."""
        if len(word) > _LONGEST_WORD:
            return ()
        # Readings without transducer output repeat a common noun as part of an organisation's name.
        outputs = (each.get("FSTOUTPUT") for each in self._handle.analyze(word.lower()))
        return tuple(dict.fromkeys(read_output(each) for each in outputs if each))

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return what a misspelt word may be, likeliest first."""
        return () if len(word) > _LONGEST_WORD else tuple(self._handle.suggest(word.lower()))

    @property
    def _handle(self) -> Any:
        try:
            return self._local.handle
        except AttributeError:
            handle = self._local.handle = self._library.Voikko("fi")
            return handle


def _probe() -> Any:
    """Return the libvoikko module once its shared library and dictionary are known to be there."""
    try:
        import libvoikko
    except ImportError as exc:
        raise AnalyzerError(
            "The Python package libvoikko is missing", cure="pip install libvoikko"
        ) from exc
    for folder in _LIBRARY_FOLDERS:
        # The module reports a missing library badly, and only from a half-made object.
        try:
            libvoikko.VoikkoLibrary.open(folder)
        except OSError:
            continue
        libvoikko.Voikko.setLibrarySearchPath(folder)
        break
    else:
        raise AnalyzerError("The native library libvoikko is not installed", cure=CURE)
    if "fi" not in {each.language for each in libvoikko.Voikko.listDicts()}:
        raise AnalyzerError("libvoikko has no Finnish dictionary (voikko-fi)", cure=CURE)
    return libvoikko


def _dictionary_version() -> str:
    """Return name and version of the first Finnish dictionary in libvoikko's search order."""
    own = os.environ.get("VOIKKO_DICTIONARY_PATH")
    for folder in filter(None, (own, *_DICTIONARY_FOLDERS)):
        for index in sorted(Path(folder).expanduser().glob("5/mor-*/index.txt")):
            lines = index.read_text(encoding="utf-8", errors="replace").splitlines()
            facts = dict(line.split(": ", 1) for line in lines if ": " in line)
            if facts.get("Language", "").startswith("fi"):
                return f"voikko-fi-{facts.get('SM-Version', 'unknown')}"
    return "voikko-fi-unknown"
