"""Writes the figures of a report as Markdown: the whole page, and the part of the README.

    report(figures, timings), with_figures(readme, summary(figures))

`figures` are those that `report.py` keeps as JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ablate
import abstain
import agreement
import assistant
import evaluate
import external
import parity
import timing
from ablate import LEVEL
from hankehaku.errors import UsageError
from hankehaku.search.confidence import ANSWERABLE, LOOKED_AT
from systems import PRODUCT

START, END = "<!-- figures:start -->", "<!-- figures:end -->"


def report(figures: Mapping[str, Any], timings: dict[str, float]) -> str:
    """Return the page of a report; its plots are in files beside it."""
    name, parts, kept, every = (figures[key] for key in ("commit", "parts", "report", "all"))
    systems, families = kept["systems"], figures["families"]
    lines = [
        f"# Evaluation of commit {name}",
        "",
        f"Measured with analyzer {parts['analyzer']}, encoder {parts['encoder']}, dictionaries "
        f"{', '.join(parts['dictionaries']) or 'none'}, added lexicons "
        f"{', '.join(parts['lexicons']) or 'none'}. `make eval` makes this page anew.",
        "",
        "Brackets are 95% bootstrap intervals over needs. Coefficients are fitted on the tune half "
        "alone. Which parts, weights and thresholds to keep was chosen with the figures of both "
        "halves and of the other collections in view, and the rules of spelling with misspelt "
        "needs of both, so the report half is no untouched test: expect somewhat less on needs "
        "never seen.",
        "",
        "## The product",
        "",
        *(evaluate.table(f"{each}, report half", of) for each, of in kept["sets"].items()),
        *(evaluate.table(f"{each}, all needs", of) for each, of in every["sets"].items()),
        "## Systems side by side",
        "",
        f"nDCG@5 on the same questions of both sets, and the difference to the product, * when "
        f"p < {LEVEL} (paired randomisation test, Holm's correction for the {len(systems) - 1} "
        "comparisons of a language). The first eight, which translate nothing, are what anybody "
        "could put together from the same texts and model.",
        "",
        f"![Systems side by side]({name}-systems.png)",
        "",
        f"Report half, {kept['needs']} needs:",
        "",
        ablate.table(systems),
        ablate.margins_table(kept["margins"]),
        f"All {every['needs']} needs:",
        "",
        ablate.table(every["systems"]),
        ablate.margins_table(every["margins"]),
        "## What each part gives",
        "",
        "nDCG@5 lost without a part (negative: the product is better without it):",
        "",
        f"![Without each part]({name}-parts.png)",
        "",
        _lost(systems, families),
        "## The same need in three languages",
        "",
        parity.table(kept["parity"]),
        "## Two judges",
        "",
        "Everything else goes by the first judge alone.",
        "",
        agreement.table(kept["judges"]),
        "## When nothing fits",
        "",
        f"Nothing is said to fit when none of the best {LOOKED_AT} reaches {ANSWERABLE}. Report "
        "half; AUC against the questions with an answer.",
        "",
        abstain.table(figures["abstain"]),
        f"![ROC curves]({name}-nothing.png)",
        "",
        "## Other collections",
        "",
        "Finnish texts of another kind, one right answer for each question.",
        "",
    ]
    for collection, of in figures["external"].items():
        lines += [f"### {collection}", "", external.table(of)]
        lines += [f"![{collection}]({name}-{collection}.png)", ""]
    if not figures["external"]:
        lines += ["They were not at hand.", ""]
    lines += _assistant(figures["assistant"])
    lines += [
        "## Time",
        "",
        "Median time of each stage of a search, the encoder's call being 1; this section alone "
        "differs from run to run.",
        "",
        timing.table(timings),
    ]
    return "\n".join(lines)


def _assistant(halves: Mapping[str, Any]) -> list[str]:
    """Return the section about the assistant: both halves, and what went wrong in each."""
    lines = [
        "## The assistant",
        "",
        "Questions with answers by hand. An act is what is asked for (find, count, compare …); "
        "projects are right when the set, and the order where one is asked for, is exactly right. "
        "The half `tune` was looked at while words and rules were chosen, the half `report` was "
        "measured along the way but its questions were not looked at, but for twelve that had been "
        "seen before the halves were settled.",
        "",
    ]
    for half, figures in halves.items():
        tables = ("by language", "by kind")
        lines += [assistant.table(f"{half}, {key}", figures[key]) for key in tables]
        lines += [
            f"Sentences traced to what they cite: {figures['sentences'] - len(figures['untraced'])}"
            f" of {figures['sentences']}. Constraints invented in {figures['unconstrained']} "
            f"questions that have none: {len(figures['invented'])}.",
            "",
            *(
                f"- {each['text']} (wrong: {', '.join(each['wrong'])}; said {each['said']})"
                for each in figures["errors"]
            ),
            *(f"- {each['text']} (invented: {each['invented']})" for each in figures["invented"]),
            "",
        ]
    return lines


def summary(figures: Mapping[str, Any]) -> str:
    """Return the part of the README: the figures that matter, and where the others are."""
    name, kept = figures["commit"], figures["report"]
    systems, nothing = kept["systems"], figures["abstain"]
    rows = [
        f"nDCG@5 (95% bootstrap interval) on the {kept['needs']} needs of the report half of "
        f"both sets, measured at commit {name}; all figures and plots, and how far this half was "
        f"seen while the product was made, are in [its report](eval/reports/{name}.md).",
        "",
        "| language | product | words alone | meaning alone | best untranslated system |",
        "|---|---|---|---|---|",
    ]
    for language, margin in kept["margins"].items():
        best = margin["against"]
        cells = ["{mean:.3f} [{low:.3f}, {high:.3f}]".format(**systems[PRODUCT][language])]
        cells += [
            f"{systems[f'product, {side} only'][language]['mean']:.3f}"
            for side in ("words", "meaning")
        ]
        cells.append(f"{systems[best][language]['mean']:.3f} ({best})")
        rows.append(f"| {language} | {' | '.join(cells)} |")
    told = [
        f"{kind}: {each['nothing']:.1%} of {each['questions']}" for kind, each in nothing.items()
    ]
    overlap = kept["parity"]["all"]["overlap"]["mean"]
    rows += ["", "Questions that are told that nothing fits:", ""]
    rows += [f"- {each}" for each in told]
    rows += ["", f"Of the best five, {overlap:.0%} are the same in two languages on average."]
    rows += ["", *_assistant_rows(figures["assistant"]["report"])]
    return "\n".join(rows)


def _assistant_rows(figures: Mapping[str, Any]) -> list[str]:
    rows = [
        "The assistant on the questions of the report half, which, but for twelve of them, were "
        "not looked at while it was made:",
        "",
        "| language | questions | projects exactly right | figures exactly right of answered |",
        "|---|---|---|---|",
    ]
    for language, each in figures["by language"].items():
        right = f"{each['figures right']} of {each['figures answered']}"
        rows.append(f"| {language} | {each['questions']} | {each['projects']:.1%} | {right} |")
    found = (
        f"Constraints invented in {figures['unconstrained']} questions that have none: "
        f"{len(figures['invented'])}. Sentences that could not be traced to what they cite: "
        f"{len(figures['untraced'])} of {figures['sentences']}."
    )
    return [*rows, "", found]


def with_figures(text: str, block: str) -> str:
    """Return `text` with what stands between the two marks replaced by `block`.

    Raises UsageError when a mark is missing.
    """
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise UsageError(f"the marks {START} and {END} are not there", where="README.md")
    return f"{before}{START}\n\n{block}\n\n{END}{after}"


def difference(figures: Mapping[str, float]) -> dict[str, float]:
    """Return the difference to the product as mean, low and high."""
    return {
        "mean": figures["difference"],
        "low": figures["difference_low"],
        "high": figures["difference_high"],
    }


def _lost(systems: Mapping[str, Any], families: Mapping[str, str]) -> str:
    languages = list(systems[PRODUCT])
    rows = [f"| part | {' | '.join(languages)} |", "|---" * (len(languages) + 1) + "|"]
    for system, figures in systems.items():
        if families[system] == "without":
            cells = [f"{0.0 - figures[language]['difference']:+.3f}" for language in languages]
            rows.append(f"| {system.removeprefix('without ')} | {' | '.join(cells)} |")
    return "\n".join([*rows, ""])
