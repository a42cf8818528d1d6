"""What the rules of the grammar look at: the elements of a question and what stands beside each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hankehaku.records import OrganisationType as Kind
from hankehaku.search.parsing.elements import Element

TYPES = {
    "type_municipality": (Kind.MUNICIPALITY,),
    "type_town": (Kind.MUNICIPALITY,),
    "type_university_of_applied_sciences": (Kind.UNIVERSITY_OF_APPLIED_SCIENCES,),
    "type_university": (Kind.UNIVERSITY,),
    "type_higher_education": (Kind.UNIVERSITY, Kind.UNIVERSITY_OF_APPLIED_SCIENCES),
    "type_ngo": (Kind.NGO,),
    "type_foundation": (Kind.FOUNDATION,),
    "type_state": (Kind.STATE_AUTHORITY,),
    "type_region": (Kind.REGION,),
    "type_ministry": (Kind.MINISTRY,),
    "type_church": (Kind.CHURCH,),
    "type_research": (Kind.RESEARCH_INSTITUTE,),
    "type_company": (Kind.COMPANY,),
    "type_educational": (Kind.EDUCATIONAL_INSTITUTION,),
    "type_wellbeing": (Kind.WELLBEING_SERVICES_COUNTY,),
    "type_joint": (Kind.JOINT_MUNICIPAL_AUTHORITY,),
}
TYPE_CUES = tuple(TYPES)
RELATIONS = ("over", "at_least", "under", "at_most", "exactly", "about", "between")
DASHES = ("-", "–", "—", "−", "‑", "‒")
JOINTS = {"ja", "och", "and", "to", "till", "-"}
"""What compares an amount, and what stands between two of them."""
AND = {"ja", "och", "and", "tai", "eller", "or", "sekä", "samt"}
ARTICLES = {"a", "an", "the", "any", "some", "en", "ett", "den", "det", "de", "någon"}
FIGURES = ("sum", "average", "median", "spread", "largest", "smallest", "how_much")


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules need to know of a question: its language, its elements, and whether anything
    but names, cues and stop words is in it.
    """

    language: str
    all: Sequence[Element]

    @property
    def bare(self) -> bool:
        """Tell whether the question has no words of a topic."""
        return not any(each.is_content for each in self.all)

    def near(self, at: int, reach: int) -> Iterator[Element]:
        """Yield up to `reach` elements after (or, negative, before) the one at `at`."""
        step = 1 if reach > 0 else -1
        for offset in range(1, abs(reach) + 1):
            place = at + step * offset
            if not 0 <= place < len(self.all):
                return
            yield self.all[place]

    def after(self, at: int) -> Element | None:
        """Return the element after one."""
        return next(self.near(at, 1), None)

    def preposition(self, at: int) -> Element | None:
        """Return the element before one and its article."""
        for each in self.near(at, -2):
            if each.text.casefold() not in ARTICLES:
                return each
        return None

    def before(self, at: int) -> Element | None:
        """Return the element before one."""
        return next(self.near(at, -1), None)


def type_cue(element: Element) -> str | None:
    """Return the cue of a kind of organisation that an element gives, None without one."""
    return next((cue for cue in TYPE_CUES if cue in element.cues), None)


def negated_at(context: Context, at: int) -> bool:
    """Tell whether what stands at a place is asked for as not being so."""
    after = list(context.near(at, 2))
    if after and after[0].has("excepted") and not (len(after) > 1 and after[1].name):
        return True
    if any(each.has("excepted") for each in context.near(at, -1)):
        return True
    if any(each.has("neither") for each in context.all[:at]):
        return True
    for each in context.near(at, -5):
        if each.has("not"):
            return True
        if each.is_content or each.project or each.days or each.name or type_cue(each):
            return False
    return False


def place_of(context: Context, at: int) -> tuple[int, int]:
    """Return where a name stands, with its preposition or the 'alueella' after it."""
    element, before, after = context.all[at], context.before(at), context.after(at)
    start, end = element.start, element.end
    if context.language != "fi" and before and before.has("by", "in_place", "not"):
        start = before.start
    if after and after.has("area", "based", "outside_of") and element.name:
        end = after.end
    return start, end
