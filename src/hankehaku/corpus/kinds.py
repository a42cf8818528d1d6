"""Tells what kind of body an organisation is from its name, in Finnish, Swedish or English."""

from __future__ import annotations

import re

from hankehaku.records import OrganisationType as Kind

_FORMS = (
    (Kind.COMPANY, r"oy|oyj|ab|abp|oy ab|osk|ky|tmi|ltd|osuuskunta|andelslag"),
    (Kind.NGO, r"ry|r\.? ?y|rf|r\.? ?f"),
    (Kind.FOUNDATION, r"sr|rs"),
)
_FORM_PATTERNS = tuple(
    (kind, re.compile(rf"[\s,]+(?:{forms})\.?$", re.IGNORECASE)) for kind, forms in _FORMS
)

# Finnish and Swedish names end in what a body is, English ones begin with it; order matters where
# one word ends in another. Names of these kinds say what a body is whatever its legal form.
_INSTITUTIONS = (
    (Kind.MINISTRY, r"ministeriö$|ministeriet$|^ministry\b"),
    (
        Kind.WELLBEING_SERVICES_COUNTY,
        r"hyvinvointialue$|välfärdsområde$|\bwellbeing services county",
    ),
    (Kind.CHURCH, r"(?:seurakunta(?:yhtymä)?|hiippakunta|kirkko)$|församling$|stift$|\bparish\b"),
    (Kind.JOINT_MUNICIPAL_AUTHORITY, r"kuntayhtymä$|samkommun$|\bjoint municipal authority"),
    (
        Kind.UNIVERSITY_OF_APPLIED_SCIENCES,
        r"ammattikorkeakoulu$|\bamk$|yrkeshögskola$|^yrkeshögskolan\b|\bof applied sciences\b",
    ),
    (
        Kind.UNIVERSITY,
        r"yliopisto$|korkeakoulu$|universitet$|högskola$|\bakademi$|\buniversity\b",
    ),
    (
        Kind.STATE_AUTHORITY,
        r"(?:ely-?\s?keskus|virasto|te-toimisto|elinkeinotoimisto|ympäristökeskus|poliisilaitos"
        r"|opetushallitus|tuomioistuin)$|\bntm-central(?:en)?\b|(?:verket|polisinrättning)$"
        r"|\b(?:agency|ely centre)\b",
    ),
    (
        Kind.RESEARCH_INSTITUTE,
        r"tutkimus(?:laitos|keskus)$|forskningsinstitut(?:et)?$|\bresearch (?:institute|centre)\b",
    ),
    (Kind.MUNICIPALITY, r"\b(?:kaupunki|kunta|stad|kommun)$|^(?:city|town|municipality) of\b"),
    (Kind.REGION, r"\bmaakunta(?:liitto)?$|\b[\w-]+n liitto$|landskap$|^regional council\b"),
)
_WEAKER = (
    (Kind.FOUNDATION, r"säätiö$|stiftelse(?:n)?$|\bfoundation\b"),
    (
        Kind.EDUCATIONAL_INSTITUTION,
        r"(?:opisto|lukio|koulu|koulutuskeskus|oppilaitos|akatemia)$"
        r"|(?:institut|gymnasium|skola)$|\b(?:college|school)\b",
    ),
    (Kind.NGO, r"(?:yhdistys|järjestö|keskusliitto)$|förening(?:en)?$|\bassociation\b"),
)


def kind_of(name: str) -> Kind | None:
    """Return the kind that a name tells by its words and legal form, or None when it tells none.

    A part after a comma is left out: 'Espoon kaupunki, nuorisopalvelut' is a municipality.
    """
    text = " ".join(name.split()).partition(",")[0]
    bare, form = _split(text)
    # 'Uudenmaan liitto' is a region, 'Suomen Nuorten liitto ry' is not: a registered association
    # is never an authority.
    if (found := _first(_INSTITUTIONS, bare)) and form is not Kind.NGO:
        return found
    return form or _first(_WEAKER, bare)


def without_form(name: str) -> str:
    """Return a name without its legal form: 'Monikko ry' is 'Monikko'."""
    return _split(name)[0]


def _split(text: str) -> tuple[str, Kind | None]:
    """Return a name without its legal form, and the kind that the form is of."""
    for kind, pattern in _FORM_PATTERNS:
        if match := pattern.search(text):
            return text[: match.start()], kind
    return text, None


def _first(patterns: tuple[tuple[Kind, str], ...], text: str) -> Kind | None:
    return next((kind for kind, p in patterns if re.search(p, text, re.IGNORECASE)), None)
