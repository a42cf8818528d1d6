"""Writes the decision memo: what was asked, what was found and why, with numbered sources."""

from __future__ import annotations

from collections.abc import Sequence

from hankehaku.assistant.wording import describe, name_of, period_of, support_of
from hankehaku.formats import day
from hankehaku.interfaces.exports.citing import address_of, citation
from hankehaku.interfaces.exports.cleaning import one_line, shortened
from hankehaku.interfaces.exports.figuring import figure_rows
from hankehaku.interfaces.exports.gathered import Gathered
from hankehaku.interfaces.exports.reasons import missing, reasons
from hankehaku.interfaces.exports.word import Document, Run, Words
from hankehaku.interfaces.texts import count_text, issue_text, number, text
from hankehaku.interfaces.web.marks import TEXT_LANGUAGE
from hankehaku.records import Project
from hankehaku.search.result import Hit

_TITLE, _QUESTION, _NAME, _QUOTE = 110, 300, 200, 1_500
_NEAREST, _NAMED, _NOTHING = 3, 10, "–"


def write_docx(gathered: Gathered) -> bytes:
    """Return the memo as a Word document."""
    return _Memo(gathered).write()


class _Memo:
    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._language = gathered.language
        self._hits: Sequence[Hit] = () if not gathered.projects else gathered.result.hits
        asked = one_line(gathered.question)
        subject = shortened(asked, _TITLE) or gathered.collection
        title = text(self._language, "memo_title", subject=subject)
        self._document = Document(self._language, title, gathered.day)
        question = Run(subject, gathered.result.question.language if asked else "")
        before, after = text(self._language, "memo_title", subject="\0").split("\0")
        self._document.title([before, question, after], self._say("memo_kind"))
        self._document.footer(
            f"{self._say('memo_kind')}: {shortened(subject, 70)} – {self._day()}",
            self._say("memo_page"),
        )

    def write(self) -> bytes:
        """Return the file."""
        self._origin()
        if self._hits:
            self._summary()
        else:
            self._nothing()
        self._understood()
        if self._hits:
            self._projects()
            self._each()
            self._flaws()
            self._sources()
        self._method()
        return self._document.bytes()

    def _say(self, key: str, **values: object) -> str:
        return text(self._language, key, **values)

    def _day(self) -> str:
        return day(self._gathered.day, self._language)

    def _number(self, value: int) -> str:
        return number(value, self._language)

    def _origin(self) -> None:
        label, question = self._gathered.asked()
        asked = str(question)
        language = self._gathered.result.question.language if self._gathered.question else ""
        rows: list[tuple[Words, Words]] = []
        if len(asked) <= _QUESTION:
            rows.append((label, Run(asked, language)))
        for name, value in self._gathered.origin():
            rows.append((name, value if isinstance(value, str) else self._day()))
        self._document.facts(rows, (4.2, 12.2), caption=self._say("memo_kind"))
        if len(asked) > _QUESTION:
            self._document.heading(label)
            for paragraph in asked.splitlines():
                if paragraph.strip():
                    self._document.quote(Run(paragraph, language))

    def _summary(self) -> None:
        found, total = len(self._gathered.projects), self._gathered.result.total
        self._document.heading(self._say("memo_summary"))
        said = count_text(self._language, "memo_found", found, total=self._number(total))
        if len(self._hits) < found:
            said += f" {self._say('memo_shown', shown=self._number(len(self._hits)))}"
        self._document.paragraph(said)
        self._left_out()
        self._figures()

    def _left_out(self) -> None:
        unknown = self._gathered.result.unknown
        if unknown:
            said = count_text(self._language, "left_out", len(unknown))
            self._document.paragraph([f"{said}: ", *self._titles(unknown), "."])

    def _figures(self) -> None:
        shown = [hit.project for hit in self._hits]
        rows = figure_rows(shown, self._gathered.projects, self._language)
        columns = len(rows[0])
        widths = (5.4, *[5.5] * (columns - 1))
        caption = self._say("memo_figures")
        self._document.table(rows, widths, caption=caption, right=range(1, columns))

    def _nothing(self) -> None:
        result = self._gathered.result
        self._document.heading(self._say("memo_summary"))
        said = self._say("memo_nothing", total=self._number(result.total))
        self._document.paragraph(Run(said, bold=True))
        if not result.selected:
            self._document.paragraph(self._say("memo_nothing_limits"))
        self._document.paragraph(self._say("memo_nothing_means"))
        self._left_out()
        if result.near_misses:
            self._document.paragraph(f"{self._say('near_miss_heading')}:", keep=True)
            for miss in result.near_misses:
                wording = describe(miss.constraint, self._language)
                count = len(miss.projects)
                said = count_text(self._language, "near_miss", count, constraint=wording)
                self._document.bullets([[f"{said}: ", *self._titles(miss.projects)]])
        if result.hits:
            self._document.paragraph(self._say("memo_nearest"), keep=True)
            near = [hit.project for hit in result.hits[:_NEAREST]]
            self._document.bullets(
                [self._title(each), f", {name_of(each.organisation, self._language)}"]
                for each in near
            )

    def _titles(self, projects: Sequence[Project]) -> list[Run]:
        runs = []
        for place, each in enumerate(projects[:_NAMED]):
            runs += [Run(", ")] * bool(place) + [self._title(each)]
        return runs + [Run(" …")] * (len(projects) > _NAMED)

    def _title(self, project: Project) -> Run:
        return Run(shortened(one_line(project.title), _NAME), TEXT_LANGUAGE)

    def _understood(self) -> None:
        self._document.heading(self._say("understood_heading"))
        rows: list[tuple[Words, Words]] = [
            (label, "; ".join(values)) for label, values in self._gathered.understood()
        ]
        for name, value in self._gathered.counts():
            rows.append((name, self._number(value) if isinstance(value, int) else str(value)))
        caption = self._say("understood_heading")
        self._document.facts(rows, (5.4, 11.0), caption=caption)

    def _projects(self) -> None:
        say = self._say
        self._document.heading(say("memo_projects"))
        head: list[Words] = [
            "#",
            *(
                say(key)
                for key in ("project", "organisation", "period", "support", "memo_objective")
            ),
        ]
        rows: list[list[Words]] = [head]
        for place, hit in enumerate(self._hits, 1):
            project = hit.project
            rows.append(
                [
                    _mark(place),
                    self._title(project),
                    shortened(one_line(name_of(project.organisation, self._language)), _NAME),
                    period_of(project, self._language),
                    support_of(project, self._language),
                    project.objective.code or _NOTHING,
                ]
            )
        caption = say("memo_projects_caption")
        self._document.table(rows, (1.1, 4.0, 4.0, 2.9, 2.1, 2.3), caption=caption, right=(4,))

    def _each(self) -> None:
        self._document.heading(self._say("memo_each"))
        for place, hit in enumerate(self._hits, 1):
            self._project(place, hit)

    def _project(self, place: int, hit: Hit) -> None:
        project, language, question = hit.project, self._language, self._gathered.result.question
        self._document.heading([f"{place}. ", self._title(project)], 2)
        objective = " ".join(each for each in (project.objective.code, project.objective.name))
        facts = (
            shortened(one_line(name_of(project.organisation, language)), _NAME),
            period_of(project, language),
            f"{self._say('support')} {support_of(project, language)}",
        )
        words: list[str | Run] = [" · ".join(facts)]
        if objective.strip():
            named = Run(one_line(objective), TEXT_LANGUAGE)
            words += [f" · {self._say('objective').lower()} ", named]
        self._document.paragraph(words, keep=True)
        passage = hit.passage.text.strip()
        if passage:
            quoted = shortened(passage, _QUOTE)
            self._document.quote([Run(f"”{quoted}”", TEXT_LANGUAGE), " ", _mark(place)], keep=True)
            if quoted != passage:
                self._document.paragraph(self._say("memo_cut"), style="Small")
        else:
            self._document.paragraph([self._say("no_description"), " ", _mark(place)])
        why: list[str | Run] = []
        for reason in reasons(hit, question, language):
            why += ["; " if why else f"{self._say('memo_why')}: ", *reason]
        why += ["."] if why else []
        if lacking := missing(hit, question):
            said = f"{' ' if why else ''}{self._say('why_missing')}: "
            why += [said, Run(", ".join(lacking), question.language), "."]
        if why:
            self._document.paragraph(why, style="Small")

    def _flaws(self) -> None:
        self._document.heading(self._say("memo_flaws"))
        items: list[Words] = [
            [_mark(place), " ", self._title(hit.project), f": {issue_text(issue, self._language)}"]
            for place, hit in enumerate(self._hits, 1)
            for issue in hit.project.issues
        ]
        if items:
            self._document.bullets(items)
        else:
            self._document.paragraph(self._say("memo_no_flaws"))

    def _sources(self) -> None:
        gathered = self._gathered
        self._document.heading(self._say("memo_sources"))
        for place, hit in enumerate(self._hits, 1):
            said = citation(hit.project, self._language, programme=gathered.programme)
            address = address_of(hit.project, gathered.base)
            words: list[str | Run] = [f"[{place}]\t", f"{said} ", Run(address, address=address)]
            self._document.entry(words, f"lahde{place}")
        for label, value in gathered.rights():
            self._document.paragraph(
                [f"{label}: ", Run(one_line(str(value)), unproofed=True)], style="Small"
            )

    def _method(self) -> None:
        ranked = bool(self._gathered.result.question.topic)
        keys = ["memo_method_scope"]
        if ranked or self._hits:
            keys.append("memo_method_ranked" if ranked else "memo_method_listed")
        if self._gathered.constraints or self._gathered.filters:
            keys.append("memo_method_limits")
        if self._hits:
            keys += ["memo_method_words", "memo_method_flaws"]
        self._document.heading(self._say("memo_method"))
        self._document.bullets(self._say(key) for key in [*keys, "memo_method_check"])


def _mark(place: int) -> Run:
    """Return the number of a source, which leads to it."""
    return Run(f"[{place}]", target=f"lahde{place}")
