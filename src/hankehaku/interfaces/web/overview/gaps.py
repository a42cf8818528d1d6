"""The table of what was done for whom, under which objective and since when, with its gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hankehaku.assistant.overview.gaps import Gaps, Line, UnderObjective
from hankehaku.assistant.overview.scales import Years
from hankehaku.assistant.overview.target_groups import TargetGroup
from hankehaku.interfaces.addresses import query_of
from hankehaku.interfaces.texts import count_text, number, text
from hankehaku.interfaces.web.marks import TEXT_LANGUAGE, escape, foreign
from hankehaku.interfaces.web.overview import svg
from hankehaku.records import Objective
from hankehaku.search.request import Filters, Request

_SHADES = 4
_YEARS_LINKED = 50
"""Years that an address can name, at most."""


def gaps_html(found: Gaps, request: Request, language: str) -> str:
    """Return what is to know of the table, and the table."""
    empty = empty_text(request, language)
    notes = [text(language, "overview_gaps_intro"), text(language, "overview_gaps_link")]
    if found.analysed < found.projects:
        counts = {
            "analysed": number(found.analysed, language),
            "projects": count_text(language, "status", found.projects),
        }
        notes.append(text(language, "overview_gaps_some", **counts))
    paragraphs = "".join(f"<p>{escape(each)}</p>" for each in notes)
    if found.missing:
        said = text(language, "overview_gaps_nowhere", names=_names(found.missing, language))
        paragraphs += f"<p>{escape(said)}</p>"
    table = _Table(found, request, language, empty).html()
    label = text(language, "overview_gaps_table")
    legend = escape(text(language, "overview_dash", empty=empty))
    return f'{paragraphs}<p class="note">{legend}</p>{svg.scrolling(table, label, name="gaps")}'


def empty_text(request: Request, language: str) -> str:
    """Return what an empty cell says: only of all projects is it true of the collection."""
    whole = not request.text.strip() and request.filters == Filters()
    return text(language, "overview_empty_collection" if whole else "overview_empty_set")


class _Table:
    def __init__(self, found: Gaps, request: Request, language: str, empty: str) -> None:
        self._found, self._request = found, request
        self._language, self._empty = language, empty
        # the groups that no project names are told once, above the table
        self._nowhere = {each.key for each in found.missing}
        lines = [line for each in found.objectives for line in each.lines]
        self._most = max((count for line in lines for count in line.counts), default=1) or 1

    def html(self) -> str:
        language = self._language
        years = "".join(f'<th scope="col" class="n">{each}</th>' for each in self._found.years)
        if self._found.undated:
            said = escape(text(language, "overview_undated"))
            years += f'<th scope="col" class="n">{said}</th>'
        caption = escape(text(language, "overview_gaps_table"))
        bodies = "".join(self._body(each) for each in self._found.objectives)
        return (
            f'<table class="figures gaps"><caption class="unseen">{caption}</caption><thead><tr>'
            f'<th scope="col">{escape(text(language, "overview_group"))}</th>{years}'
            f'<th scope="col" class="n">{escape(text(language, "overview_together"))}</th></tr>'
            f"</thead>{bodies}</table>"
        )

    @property
    def _width(self) -> int:
        return len(self._found.years) + bool(self._found.undated) + 1

    def _body(self, under: UnderObjective) -> str:
        said = escape(count_text(self._language, "status", under.projects))
        head = (
            f'<tr class="group"><th scope="rowgroup" colspan="{self._width + 1}">'
            f"{self._objective(under.objective)} · {said}</th></tr>"
        )
        if not under.projects:
            row = (
                f'<tr><td class="missing" colspan="{self._width + 1}">'
                f"{escape(self._empty)}</td></tr>"
            )
            return f"<tbody>{head}{row}</tbody>"
        rows = "".join(self._row(under, each) for each in under.lines)
        missing = [each for each in under.missing if each.key not in self._nowhere]
        if missing:
            names = _names(missing, self._language)
            line = text(self._language, "overview_missing_groups", names=names, empty=self._empty)
            rows += f'<tr><td class="missing" colspan="{self._width + 1}">{escape(line)}</td></tr>'
        return f"<tbody>{head}{rows}</tbody>"

    def _objective(self, objective: Objective) -> str:
        if not objective.code and not objective.name:
            return escape(text(self._language, "overview_no_objective"))
        name = escape(f"{objective.code} {objective.name}".strip())
        return foreign(name, TEXT_LANGUAGE, self._language)

    def _row(self, under: UnderObjective, line: Line) -> str:
        group = line.group
        name = group.names[self._language] if group else text(self._language, "overview_no_group")
        cells = "".join(self._cells(under, line, name))
        kind = "" if group else ' class="none"'
        return f'<tr{kind}><th scope="row">{escape(name)}</th>{cells}</tr>'

    def _cells(self, under: UnderObjective, line: Line, name: str) -> Iterator[str]:
        for years, count in zip(self._found.years, line.counts, strict=True):
            yield self._cell(under.objective, line, name, years, count)
        if self._found.undated:
            yield self._cell(under.objective, line, name, None, line.undated, linked=False)
        yield self._cell(under.objective, line, name, None, line.total)

    def _cell(
        self,
        objective: Objective,
        line: Line,
        name: str,
        years: Years | None,
        count: int,
        *,
        linked: bool = True,
    ) -> str:
        if not count:
            return (
                '<td class="n"><span class="missing" aria-hidden="true">–</span>'
                f'<span class="unseen">{escape(self._empty)}</span></td>'
            )
        shade = -(-count * _SHADES // self._most) if years else 0
        kind = f"n shade{shade}" if shade else "n"
        said = number(count, self._language)
        # no address asks for projects without an objective
        if not linked or not objective.code:
            return f'<td class="{kind}">{said}</td>'
        label = text(
            self._language,
            "overview_cell",
            count=count_text(self._language, "status", count),
            group=name,
            objective=objective.code,
            years=str(years or text(self._language, "overview_together")),
        )
        query = escape(self._query(objective, line.group, years))
        return (
            f'<td class="{kind}"><a href="./?{query}" aria-label="{escape(label)}">{said}</a></td>'
        )

    def _query(self, objective: Objective, group: TargetGroup | None, years: Years | None) -> str:
        """Return the search for the projects of a cell: the same filters and the group's name."""
        request = self._request.all()
        filters = request.filters
        filters = replace(filters, objectives=(objective.code,))
        if years and years.last - years.first < _YEARS_LINKED:
            several = range(years.first, years.last + 1)
            picked = [each for each in several if not filters.years or each in filters.years]
            filters = replace(filters, years=tuple(picked) or filters.years)
        words = [request.text.strip()]
        if group:
            # the texts are Finnish: their own word for the group finds them best
            words.append(group.names[TEXT_LANGUAGE])
        asked = " ".join(each for each in words if each)
        language_of = request.language if request.text.strip() else TEXT_LANGUAGE if group else None
        changed = replace(request, text=asked, language=language_of, filters=filters)
        return query_of(changed, self._language, browse="" if asked else "1")


def _names(groups: list[TargetGroup] | tuple[TargetGroup, ...], language: str) -> str:
    return ", ".join(each.names[language] for each in groups)
