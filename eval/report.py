"""Measures everything anew and writes the report of a commit: figures, plots, the README's part.

    python eval/report.py [--shared DIR] [--allow-dirty]      (or: make eval)

`eval/reports/<commit>.md` and `<commit>-*.png` are for reading; `<commit>.json` holds all figures
but the timings, the same in every run, and tests compare with the newest of them. A tree with
changes that are not committed is refused, as nobody could measure it again; with --allow-dirty the
name says so, and the README is let be. DIR holds what is not in the tree (see `external.py`, and
for questions about anything else and a lexicon to add, OTHER and LEXICON here).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import assistant
import pages
from ablate import ablate, margins, rank_all
from abstain import abstain, roc_points, values_of
from agreement import agreement, second_judge
from collection import pooled, read_questions, read_set, topic_sets
from command import run, write_json
from evaluate import evaluate
from external import SHARED, all_external
from hankehaku import Hankehaku
from hankehaku.errors import UsageError
from hankehaku.facade import Records, kit_from_settings
from hankehaku.files import atomic_write
from indexes import COLLECTION, ROOT, index_of
from parity import parity
from plots import curves, dots
from served import SERVED, served
from systems import PRODUCT
from timing import stages

REPORTS = Path(__file__).with_name("reports")
README = ROOT / "README.md"
OTHER, LEXICON = "out_of_domain_fi.txt", "yso_fi_sv_en.tsv"
SPLITS = ("report", "all")
HALVES = ("report", "tune")


def commit(*, allow_dirty: bool) -> tuple[str, int]:
    """Return the short id of the commit measured and its time (Unix); an id that ends in -dirty
    when something else than the reports and the README is not committed.

    Raises UsageError for such a tree unless `allow_dirty`.
    """
    written = (":!eval/reports", ":!README.md", ":!data/evaluation.json")
    measured = ("status", "--porcelain", "--", ".", *written)
    dirty = bool(_git(*measured))
    if dirty and not allow_dirty:
        cure = "Commit first, or measure with --allow-dirty"
        raise UsageError("there are changes that are not committed", where=str(ROOT), cure=cure)
    name, moment = _git("show", "--no-patch", "--format=%h %ct", "HEAD").split()
    return f"{name}{'-dirty' if dirty else ''}", int(moment)


def newest() -> dict[str, Any] | None:
    """Return the figures of the newest commit that has a report, None when there is none."""
    paths = (path for path in REPORTS.glob("*.json") if not path.stem.endswith("-dirty"))
    reports = (json.loads(path.read_text(encoding="utf-8")) for path in paths)
    found: dict[str, Any] | None = max(reports, key=lambda each: each["committed"], default=None)
    return found


def measure(shared: Path) -> tuple[dict[str, Any], dict[str, Any], dict[str, float]]:
    """Return all figures, the ROC curves with their points, and the timings."""
    lexicon, other = shared / LEXICON, shared / OTHER
    for path in (lexicon, other):
        if not path.is_file():
            sys.stderr.write(f"{path.name} is left out, as it is not in {shared}\n")
    topics = pooled(topic_sets())
    listed, ranked = rank_all(topics, lexicon=lexicon if lexicon.is_file() else None)
    figures: dict[str, Any] = {"families": {each.name: each.family for each in listed}}
    sets = {name: read_set(name) for name in topic_sets()}
    second = second_judge(topic_sets())
    projects = [project.id for project in Records.open(index_of(COLLECTION))]
    for split in SPLITS:
        part = topics.part(split)
        systems = ablate(ranked, part)
        figures[split] = {
            "sets": {n: evaluate(ranked[PRODUCT], each.part(split)) for n, each in sets.items()},
            "systems": systems,
            "margins": margins(listed, systems),
            "parity": parity(ranked[PRODUCT], part),
            "judges": agreement(ranked[PRODUCT], part, second, projects),
            "needs": len({topic.need for topic in part.answered}),
        }
    kit = kit_from_settings()
    hankehaku = Hankehaku.open(index_of(COLLECTION), kit=kit)
    figures["parts"] = {
        "analyzer": kit.finnish.id,
        "encoder": kit.encoder.id,
        "dictionaries": [each.name for each in kit.dictionaries],
        "lexicons": [each.name for each in kit.lexicons],
    }
    questions = read_questions(other, "report") if other.is_file() else ()
    values = values_of(hankehaku, topics.part("report"), questions)
    figures["abstain"] = abstain(values)
    figures["external"] = all_external(shared)
    figures["assistant"] = {half: assistant.measure(hankehaku, half) for half in HALVES}
    asked, warm_up = topics.part("report").answered, topics.part("tune").answered
    return figures, roc_points(values), stages(hankehaku, kit, warm_up=warm_up, asked=asked)


def draw(name: str, figures: dict[str, Any], roc: dict[str, Any]) -> None:
    """Draw the plots of a report into REPORTS."""
    systems, families = figures["report"]["systems"], figures["families"]
    product = {language: each["mean"] for language, each in systems[PRODUCT].items()}
    dots(
        REPORTS / f"{name}-systems.png",
        "Systems side by side (dashed: the product)",
        "nDCG@5",
        {
            language: {s: systems[s][language] for s in systems if families[s] != "without"}
            for language in product
        },
        product,
    )
    without = [system for system in systems if families[system] == "without"]
    dots(
        REPORTS / f"{name}-parts.png",
        "What the product loses or gains without a part",
        "difference of nDCG@5",
        {
            language: {s: pages.difference(systems[s][language]) for s in without}
            for language in product
        },
        dict.fromkeys(product, 0.0),
    )
    curves(REPORTS / f"{name}-nothing.png", "When nothing fits", *roc.values())
    for collection, report in figures["external"].items():
        dots(
            REPORTS / f"{name}-{collection}.png",
            f"{collection} (dashed: the product)",
            "nDCG@10",
            {lang: {s: report[s][lang] for s in report} for lang in report[PRODUCT]},
            {language: each["mean"] for language, each in report[PRODUCT].items()},
        )


def main() -> None:
    """Write the report of the commit that is checked out."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    arguments.add_argument("--shared", type=Path, default=SHARED, metavar="DIR")
    arguments.add_argument("--allow-dirty", action="store_true")
    options = arguments.parse_args()
    name, moment = commit(allow_dirty=options.allow_dirty)
    # figures that anybody can have again do not hang on what one user has added
    os.environ["HANKEHAKU_LEXICONS"] = str(REPORTS / "none")
    figures, roc, timings = measure(options.shared)
    figures |= {"commit": name, "committed": moment}
    REPORTS.mkdir(exist_ok=True)
    draw(name, figures, roc)
    write_json(REPORTS / f"{name}.json", figures)
    page = pages.report(figures, timings)
    atomic_write(REPORTS / f"{name}.md", page.encode())
    if not name.endswith("-dirty"):
        text = README.read_text(encoding="utf-8")
        atomic_write(README, pages.with_figures(text, pages.summary(figures)).encode())
        write_json(SERVED, served(figures))
    print(REPORTS / f"{name}.md")


def _git(*arguments: str) -> str:
    done = subprocess.run(
        ("git", *arguments), cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise UsageError(f"git says: {done.stderr.strip()}", where=str(ROOT))
    return done.stdout.strip()


if __name__ == "__main__":
    run(main)
