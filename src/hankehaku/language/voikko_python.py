"""Finnish morphology by Voikko's lexicon without its native library, from pip alone."""

from __future__ import annotations

import hashlib
from importlib import metadata
from pathlib import Path

from hankehaku.errors import AnalyzerError
from hankehaku.language.morphology import Reading
from hankehaku.language.voikko_output import read_output

_LONGEST_WORD = 255  # as the native library has it, so that both know the same words


class VoikkoPython:
    """Reads words with the transducer of pyvoikko, run by kfst-rs; safe for threads."""

    def __init__(self) -> None:
        """Load the transducer; raises AnalyzerError when a package is missing."""
        try:
            # Without kfst-rs the same transducer runs in plain Python, many times slower: say so.
            import kfst_rs  # noqa: F401
            import pyvoikko
        except ImportError as exc:
            raise AnalyzerError(
                f"The Python package {exc.name} is missing", cure="pip install pyvoikko kfst-rs"
            ) from exc
        self._transducer = pyvoikko.VOIKKO_FST
        self._unreadable = pyvoikko.TokenizationException
        lexicon = Path(pyvoikko.__file__).with_name("voikko.kfst").read_bytes()
        digest = hashlib.sha256(lexicon).hexdigest()[:8]
        self._id = f"voikko-python/{metadata.version('pyvoikko')}+lexicon-{digest}"

    @property
    def id(self) -> str:
        """Name, version of the package, first digits of the SHA-256 of its lexicon."""
        return self._id

    def read(self, word: str) -> tuple[Reading, ...]:
        """Return the readings of a word form; case makes no difference."""
        if len(word) > _LONGEST_WORD:
            return ()
        try:
            found = self._transducer.lookup(word.lower())
            return tuple(dict.fromkeys(read_output(output) for output, _weight in found))
        except self._unreadable:  # a letter the lexicon does not have
            return ()

    def suggest(self, _word: str) -> tuple[str, ...]:
        """Return nothing: the package reads words but does not suggest any."""
        return ()
