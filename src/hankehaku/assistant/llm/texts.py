"""What the user is told of the language model's part in an answer, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_FI = {
    "slow": "Kielimalli ei vastannut ajoissa. Vastaus on koottu suoraan hanketiedoista.",
    "unreachable": "Kielimalli ei ole nyt käytettävissä. Vastaus on koottu suoraan hanketiedoista.",
    "unusable": (
        "Kielimallin vastausta ei voitu käyttää. Vastaus on koottu suoraan hanketiedoista."
    ),
    "unverified": (
        "Kielimallin tekstiä ei voitu tarkistaa hanketiedoista. Vastaus on koottu suoraan niistä."
    ),
    "dropped_one": (
        "Yksi kielimallin virke jätettiin pois, koska sitä ei voitu tarkistaa hanketiedoista."
    ),
    "dropped_many": (
        "{count} kielimallin virkettä jätettiin pois, koska niitä ei voitu tarkistaa"
        " hanketiedoista."
    ),
}
_SV = {
    "slow": "Språkmodellen svarade inte i tid. Svaret bygger direkt på projektuppgifterna.",
    "unreachable": (
        "Språkmodellen är inte tillgänglig just nu. Svaret bygger direkt på projektuppgifterna."
    ),
    "unusable": (
        "Språkmodellens svar kunde inte användas. Svaret bygger direkt på projektuppgifterna."
    ),
    "unverified": (
        "Språkmodellens text kunde inte kontrolleras mot projektuppgifterna. Svaret bygger direkt"
        " på dem."
    ),
    "dropped_one": (
        "En mening av språkmodellen har utelämnats, eftersom den inte kunde kontrolleras mot"
        " projektuppgifterna."
    ),
    "dropped_many": (
        "{count} meningar av språkmodellen har utelämnats, eftersom de inte kunde kontrolleras mot"
        " projektuppgifterna."
    ),
}
_EN = {
    "slow": (
        "The language model did not answer in time. This answer comes directly from the project"
        " records."
    ),
    "unreachable": (
        "The language model is not available right now. This answer comes directly from the"
        " project records."
    ),
    "unusable": (
        "The language model's answer could not be used. This answer comes directly from the"
        " project records."
    ),
    "unverified": (
        "The language model's text could not be verified against the project records. This answer"
        " comes directly from them."
    ),
    "dropped_one": (
        "One sentence by the language model was left out because it could not be verified against"
        " the project records."
    ),
    "dropped_many": (
        "{count} sentences by the language model were left out because they could not be verified"
        " against the project records."
    ),
}
TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType({"fi": _FI, "sv": _SV, "en": _EN})


def notice(key: str, language: str) -> str:
    """Return a text in a language, in English when it is none of the three."""
    return TEXTS.get(language, _EN)[key]


def left_out(count: int, language: str) -> str:
    """Return the line that says how many sentences were left out."""
    if count == 1:
        return notice("dropped_one", language)
    return notice("dropped_many", language).format(count=count)
