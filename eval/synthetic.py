"""Writes made-up collections of any size, recombined of real sentences, and a stand-in encoder.

    python eval/synthetic.py 100000 --texts passages.jsonl > projects.jsonl

Project number n is the same in a collection of any size: text by `--seed` and n alone. Sentences
are those of the seed collection and of `--texts`; a fifth of their words are exchanged for words
drawn by Zipf's law, compounds coined of two among them, so that new forms keep coming as they do
in a real collection.
"""

from __future__ import annotations

import argparse
import bisect
import hashlib
import itertools
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from collection import corpus_lines
from hankehaku.corpus.tables import read_rows
from hankehaku.index.passages import sentences

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "data" / "amif-2014-2020"
ORGANISATIONS = ROOT / "data" / "lexicon" / "organisations.tsv"
_COLUMNS = ("fi", "sv", "en", "abbreviations", "type", "municipality_fi", "aliases")
_EXCHANGED = 0.2
_COINED = 0.1
_TABLE = 1 << 20


class Generator:
    """Makes up projects of sentences, words and organisations that are given."""

    def __init__(self, texts: Sequence[str], organisations: Sequence[str], seed: int = 1) -> None:
        """Take the material; `texts` must hold sentences of at least four words."""
        self._seed, self._organisations = seed, tuple(organisations)
        parts = (text[a:b] for text in texts for a, b in sentences(text))
        self._sentences = [part.split() for part in dict.fromkeys(parts) if len(part.split()) > 3]
        counted = Counter(w for part in self._sentences for w in part if w.isalpha())
        # sorted by the word too: equal counts must not come in an order of their own
        self._words = sorted(counted, key=lambda word: (-counted[word], word))
        ranks = (1 / rank for rank in range(1, len(self._words) + 1))
        self._shares = list(itertools.accumulate(ranks))

    @classmethod
    def of_seed(cls, more: Sequence[Path] = (), seed: int = 1) -> Generator:
        """Return one over the seed collection, the lexicon, and files of JSON Lines with texts."""
        (document,) = SEED.glob("*.txt")
        lines = document.read_text(encoding="utf-8").splitlines()
        texts = [line.strip(" •") for line in lines if len(line) > 200]
        texts += [json.loads(line)["text"] for path in more for line in corpus_lines(path)]
        return cls(texts, [row["fi"] for row in read_rows(ORGANISATIONS, _COLUMNS)], seed)

    def project(self, number: int, version: int = 0) -> dict[str, object]:
        """Return project `number`, as a line of JSON Lines has it; another `version` differs."""
        chance = random.Random(f"{self._seed} {number} {version}")
        title = " ".join(self._word(chance) for _ in range(chance.randint(2, 5))).capitalize()
        text = " ".join(self._sentence(chance) for _ in range(chance.randint(3, 9)))
        year = chance.randint(2007, 2024)
        return {
            "id": f"p{number}",
            "title": f"{title} {number}",
            "text": text,
            "organisation": chance.choice(self._organisations),
            "start": f"{chance.randint(1, 28)}.{chance.randint(1, 12)}.{year}",
            "end": f"{chance.randint(1, 28)}.{chance.randint(1, 12)}.{year + chance.randint(1, 4)}",
            "eu_support_eur": chance.randint(10, 900) * 1000,
        }

    def lines(self, numbers: Sequence[int]) -> Iterator[str]:
        """Yield projects as lines of JSON."""
        for number in numbers:
            yield json.dumps(self.project(number), ensure_ascii=False) + "\n"

    def _sentence(self, chance: random.Random) -> str:
        words = chance.choice(self._sentences)
        return " ".join(
            self._word(chance) if word.islower() and chance.random() < _EXCHANGED else word
            for word in words
        )

    def _word(self, chance: random.Random) -> str:
        word = self._drawn(chance)
        return self._drawn(chance) + word if chance.random() < _COINED else word

    def _drawn(self, chance: random.Random) -> str:
        place = bisect.bisect(self._shares, chance.random() * self._shares[-1])
        return self._words[min(place, len(self._words) - 1)].lower()


class HashEncoder:
    """Vectors by the hash of the text, some microseconds each: an encoder that costs nothing."""

    def __init__(
        self,
        dimensions: int = 384,
        count: Callable[[str], int] = lambda text: len(text.split()),
        max_tokens: int = 512,
    ) -> None:
        self.id, self.dimensions, self.max_tokens = f"hash-{dimensions}/1", dimensions, max_tokens
        self.count_tokens = count
        values = np.random.default_rng(7).standard_normal(_TABLE + dimensions)
        self._values = values.astype(np.float32)

    def encode_queries(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return unit vectors, shape (len(texts), dimensions)."""
        return self.encode_passages([f"query: {text}" for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return unit vectors, shape (len(texts), dimensions)."""
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        for row, text in enumerate(texts):
            at = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=4).digest(), "big")
            vectors[row] = self._values[at % _TABLE :][: self.dimensions]
        unit: npt.NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


def main() -> None:
    """Write a collection to standard output."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("count", type=int, help="how many projects")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, nargs="*", default=[], metavar="F")
    args = parser.parse_args()
    sys.stdout.writelines(Generator.of_seed(args.texts, args.seed).lines(range(args.count)))


if __name__ == "__main__":
    main()
