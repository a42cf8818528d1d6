"""What a project says of its target group, methods, partners and results: its own sentences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hankehaku.assistant.answer import Cell, Row
from hankehaku.assistant.figures import EUR_A_MONTH, value_of
from hankehaku.assistant.texts import say
from hankehaku.assistant.wording import name_of, period_of, support_of, value_text
from hankehaku.corpus.tables import read_rows
from hankehaku.index.passages import sentences
from hankehaku.language.analyzer import Analyzer
from hankehaku.records import Project

ASPECTS_FILE = "aspects.tsv"
TEXTUAL = ("target", "methods", "partners", "results")
RECORDED = ("organisation", "place", "period", "support", "month", "objective")
_STRONG, _WEAK, _ENOUGH = 3.0, 1.0, 2.0


class Aspects:
    """Finds the sentence of a description that speaks most of an aspect."""

    def __init__(self, folder: Path, analyzer: Analyzer) -> None:
        """Read the file of a lexicon folder; raises LexiconError naming file and line."""
        self._analyzer = analyzer
        self._weights: dict[str, dict[str, float]] = {}
        for row in read_rows(folder / ASPECTS_FILE, ("aspect", "strong", "weak")):
            weights = dict.fromkeys(row.listed("weak"), _WEAK)
            self._weights[row["aspect"]] = weights | dict.fromkeys(row.listed("strong"), _STRONG)

    def quote(self, project: Project, aspect: str) -> str:
        """Return the sentence that speaks most of an aspect, verbatim, empty when none does.

        A sentence counts by the base forms of the aspect that it has, each once, with the parts of
        compounds at half; of equal ones the first.
        """
        best, most = "", 0.0
        for start, end in sentences(project.description):
            text = project.description[start:end]
            found: dict[str, float] = {}
            for token in self._analyzer.analyze(text):
                for lemma in token.forms.lemmas:
                    found[lemma] = max(found.get(lemma, 0.0), self._weights[aspect].get(lemma, 0.0))
                for part in token.forms.parts:
                    half = self._weights[aspect].get(part.lemma, 0.0) / 2
                    found[part.lemma] = max(found.get(part.lemma, 0.0), half)
            score = sum(found.values())
            if score > most:
                best, most = text.strip(), score
        return best if most >= _ENOUGH else ""


def comparison(projects: Sequence[Project], aspects: Aspects, language: str) -> tuple[Row, ...]:
    """Return a row for each aspect, with a cell for each project; those that differ first."""
    rows = []
    for aspect in (*RECORDED, *TEXTUAL):
        cells = tuple(_cell(each, aspect, aspects, language) for each in projects)
        rows.append(Row(aspect, say(language, f"aspect_{aspect}"), cells))
    return tuple(sorted(rows, key=lambda row: not row.differs))


def _cell(project: Project, aspect: str, aspects: Aspects, language: str) -> Cell:
    if aspect in TEXTUAL:
        return Cell(project.id, aspects.quote(project, aspect))
    month = value_of(project, EUR_A_MONTH)
    place = ", ".join(
        dict.fromkeys(
            p for p in (project.organisation.municipality, project.organisation.region) if p
        )
    )
    objective = " ".join(p for p in (project.objective.code, project.objective.name) if p)
    text = {
        "organisation": name_of(project.organisation, language),
        "place": place,
        "period": period_of(project, language),
        "support": support_of(project, language),
        "month": "" if month is None else value_text(float(month), EUR_A_MONTH, language),
        "objective": objective,
    }[aspect]
    return Cell(project.id, text, verbatim=False)
