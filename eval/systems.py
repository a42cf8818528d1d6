"""The systems that the ablation sets side by side, all over the same texts and the same model.

    for system in systems(index, corpus, kit, work, lexicon=None):
        system.rank(topic)

Those that need other indexes have them built in `work`, sharing the vectors of `index`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from baselines import Floats, Plain
from collection import Topic
from hankehaku import Hankehaku
from hankehaku.corpus.corpus import Corpus
from hankehaku.index.kit import Kit
from hankehaku.index.store import Store
from hankehaku.language.imported import add_lexicon
from hankehaku.language.lexicon import Lexicon
from hankehaku.language.snowball import SnowballAnalyzer
from hankehaku.search.fusion import Ranking
from indexes import variant

PRODUCT = "product"
DEPTH = 100

Rank = Callable[[Topic], list[str]]
"""Gives the ids of projects for a topic, best first."""


@dataclass(frozen=True, slots=True)
class System:
    """A way to rank. `family` is words, meaning, both, product or without (the product without a
    part); `plain` when nothing in it was made for crossing languages.
    """

    name: str
    family: str
    rank: Rank
    plain: bool = False


def systems(
    index: Path, corpus: Corpus, kit: Kit, work: Path, lexicon: Path | None = None
) -> Iterator[System]:
    """Yield every system, the product last; `lexicon` is a file that can be added as one."""
    yield from plain_systems(index, kit, work)
    stages: dict[str, tuple[str, Ranking]] = {
        "raw vectors, centred": ("meaning", _dense(raw=1.0)),
        "vectors of base forms, centred": ("meaning", _dense(lemma=1.0)),
        "both, centred": ("meaning", _dense(raw=0.5, lemma=0.5)),
        "sentences, centred": ("meaning", _dense(sentences=1.0)),
        "product, meaning only": ("meaning", Ranking(words=0.0)),
        "product, words only": ("words", Ranking(dense=0.0)),
        "without compound parts": ("without", _fields(part=0.0, own_parts=0.0)),
        "without word starts": ("without", _fields(gram=0.0)),
        "without titles": ("without", _fields(title=0.0)),
        "without names": ("without", _fields(names=0.0)),
        **{
            f"without {text}": ("without", _without_channel(channel))
            for channel, text in (
                ("raw", "vectors as written"),
                ("lemma", "vectors of base forms"),
                ("sentences", "vectors of sentences"),
            )
        },
        "without the question in Finnish": ("without", Ranking(translated=0.0)),
        "without more weight in doubt": ("without", Ranking(doubt=0.0)),
    }
    for name, (family, ranking) in stages.items():
        yield System(name, family, _asked(Hankehaku.open(index, kit=kit, ranking=ranking)))
    for name, parts in _kits(kit, work, lexicon):
        folder = variant(corpus, parts, work / name.replace(" ", "-"), Store(index).embeddings)
        family = "product" if name.startswith("product") else "without"
        yield System(name, family, _asked(Hankehaku.open(folder, kit=parts)))
    yield System(PRODUCT, "product", _asked(Hankehaku.open(index, kit=kit)))


def plain_systems(index: Path, kit: Kit, work: Path) -> Iterator[System]:
    """Yield what anybody could put together: BM25, cosine and their hybrids, untranslated."""
    plain = Plain(index, kit)
    snowball = SnowballAnalyzer("fi", kit.lexicon.irregular["fi"])
    stems = Plain(index, kit, snowball, work / "snowball")
    words = {
        "BM25, surface forms": (plain, ("surface",)),
        "BM25, Snowball stems": (stems, ("base",)),
        "BM25, base forms": (plain, ("base",)),
        "BM25, base forms + parts": (plain, ("parts",)),
        "BM25, base forms + parts + word starts": (plain, ("parts", "grams")),
    }
    for name, (texts, fields) in words.items():
        yield System(name, "words", _plain(texts, texts.bm25, *fields), plain=True)
    yield System("plain cosine", "meaning", _plain(plain, plain.cosine), plain=True)
    for name, fused in {"z-score sum": plain.z_sum, "RRF": plain.rrf}.items():
        full = f"BM25 (parts) + plain cosine, {name}"
        yield System(full, "both", _plain(plain, fused, "parts"), plain=True)


def _plain(plain: Plain, scores: Callable[..., Floats], *fields: str) -> Rank:
    return lambda topic: plain.ranked(scores(topic.text, *fields))


def _asked(hankehaku: Hankehaku) -> Rank:
    def rank(topic: Topic) -> list[str]:
        result = hankehaku.search(topic.text, DEPTH, topic.language)
        return [hit.project.id for hit in result.hits]

    return rank


def _dense(**channels: float) -> Ranking:
    return Ranking(words=0.0, translated=0.0, channels=channels)


def _fields(**weights: float) -> Ranking:
    return Ranking(fields=replace(Ranking().fields, **weights))


def _without_channel(name: str) -> Ranking:
    kept = {each: weight for each, weight in Ranking().channels.items() if each != name}
    return Ranking(channels=kept)


def _kits(kit: Kit, work: Path, added: Path | None) -> Iterator[tuple[str, Kit]]:
    """Yield kits with other words to translate with."""
    bare = replace(kit, lexicon=_without_glossary(kit.lexicon, work / "lexicon"))
    yield "without glossary", bare
    yield "without FreeDict", replace(kit, dictionaries=())
    yield "without glossary and FreeDict", replace(bare, dictionaries=())
    if added is not None:
        lexicon, _ = add_lexicon(work / "lexicons", added)
        lexicons = (*kit.lexicons, lexicon)
        yield f"product with {lexicon.name} added", replace(kit, lexicons=lexicons)
        yield f"product with {lexicon.name} instead of glossary", replace(bare, lexicons=lexicons)


def _without_glossary(lexicon: Lexicon, folder: Path) -> Lexicon:
    """Return a copy in a new `folder` whose glossary has its headings alone."""
    shutil.copytree(lexicon.folder, folder)
    path = folder / "glossary.tsv"
    headings = path.read_text(encoding="utf-8").split("\n", 1)[0]
    path.write_text(f"{headings}\n", encoding="utf-8")
    return Lexicon(folder)
