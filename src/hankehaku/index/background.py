"""What all questions of a language have in common to the vectors, and questions without it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from hankehaku.errors import IndexDamagedError
from hankehaku.language.lexicon import LANGUAGES

Floats = npt.NDArray[np.float32]

DIRECTIONS = 2
"""Directions in which any questions differ most, which tell more of their form than their topic."""

ENOUGH = 50
"""Questions from which directions can be told; with fewer only the mean is taken away."""

_FILE = "questions.npz"


@dataclass(frozen=True, slots=True)
class QuestionBackground:
    """By language the mean (d,) of any questions and their main directions (up to DIRECTIONS, d).

    Vectors of questions lean by language and by length; without their mean and main directions
    what is asked is left (Mu & Viswanath 2018, 'All-but-the-Top').
    """

    means: Mapping[str, Floats]
    directions: Mapping[str, Floats]

    @classmethod
    def of(cls, vectors: Mapping[str, Floats]) -> QuestionBackground:
        """Learn from the vectors (n, d) of questions in each language."""
        means = {language: each.mean(axis=0) for language, each in vectors.items()}
        directions = {}
        for language, each in vectors.items():
            _, _, rows = np.linalg.svd(each - means[language], full_matrices=False)
            directions[language] = rows[: DIRECTIONS if len(each) >= ENOUGH else 0]
        return cls(means, directions)

    def centred(self, vectors: Floats, language: str) -> Floats:
        """Return vectors (d,) or (n, d) of questions without what they have in common."""
        rest = vectors - self.means[language]
        main = self.directions[language]
        centred: Floats = (rest - rest @ main.T @ main).astype(np.float32)
        return centred

    def save(self, folder: Path) -> None:
        """Write to a generation's folder."""
        kept = {f"mean-{language}": each for language, each in self.means.items()}
        kept |= {f"directions-{language}": each for language, each in self.directions.items()}
        np.savez(folder / _FILE, **kept)  # type: ignore[arg-type]

    @classmethod
    def open(cls, folder: Path) -> QuestionBackground:
        """Read what `save` wrote; raises IndexDamagedError when it cannot be read."""
        try:
            with np.load(folder / _FILE) as kept:
                return cls(
                    {language: kept[f"mean-{language}"] for language in LANGUAGES},
                    {language: kept[f"directions-{language}"] for language in LANGUAGES},
                )
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as exc:
            cure = "Build the index again: hankehaku build --force"
            raise IndexDamagedError(
                f"cannot be read ({exc})", where=str(folder / _FILE), cure=cure
            ) from exc
