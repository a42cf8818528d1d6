from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hankehaku.sources.amounts import parse_money
from hankehaku.sources.dates import find_period, parse_date
from hankehaku.sources.values import first_words, short_name, slug, squeeze


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1.2.2017", date(2017, 2, 1)),
        ("01.10.2019", date(2019, 10, 1)),
        ("29.2.2020", date(2020, 2, 29)),
        (" 1. 2. 2017 ", date(2017, 2, 1)),
        ("1.\u00a02.\u00a02017", date(2017, 2, 1)),
        ("1.2.2017.", date(2017, 2, 1)),
        ("2019-04-01", date(2019, 4, 1)),
        ("1.0.2018", None),
        ("29.2.2019", None),
        ("31.4.2018", None),
        ("1.2.0000", None),
        ("1.2.17", None),
        ("2019", None),
        ("kevät 2019", None),
        ("١.٢.٢٠١٧", None),
        ("", None),
    ],
)
def test_dates(written: str, expected: date | None) -> None:
    assert parse_date(written) == expected


@given(st.dates())
def test_every_day_is_read_as_written_in_finnish_and_iso(day: date) -> None:
    assert parse_date(f"{day.day}.{day.month}.{day.year:04}") == day
    assert parse_date(f"{day.day:02}.{day.month:02}.{day.year:04}") == day
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("258 695 euroa", 258_695),
        ("258\u00a0695\u00a0euroa", 258_695),
        ("258\u2009695 euroa", 258_695),
        ("258\u202f695 €", 258_695),
        ("258695 euroa", 258_695),
        ("1 225 306,00 €", 1_225_306),
        ("1.225.306 €", 1_225_306),
        ("€ 12 500", 12_500),
        ("12 500 EUR", 12_500),
        ("999,50 €", 1_000),
        ("999,49 €", 999),
        ("500,- euroa", 500),
        ("258695.40", 258_695),
        ("1,2 milj. euroa", 1_200_000),
        ("3 miljoonaa euroa", 3_000_000),
        ("0 euroa", 0),
        ("-5 euroa", None),
        ("25 86 95 euroa", None),
        ("ei tiedossa", None),
        ("euroa", None),
        ("9" * 5000, None),
        ("", None),
    ],
)
def test_money(written: str, expected: int | None) -> None:
    assert parse_money(written) == expected


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from(" \u00a0\u2009\u202f."))
def test_every_sum_is_read_with_any_sign_between_thousands(amount: int, sign: str) -> None:
    assert parse_money(f"{amount:,} euroa".replace(",", sign)) == amount


@pytest.mark.parametrize("dash", ["-", "‐", "‑", "‒", "–", "—", "−"])
@pytest.mark.parametrize("blank", ["", " ", "\u00a0", "  "])
def test_periods_have_any_dash(dash: str, blank: str) -> None:
    period = find_period(f"Espoon kaupunki, 28.2.2017{blank}{dash}{blank}31.12.2019, EU-tuki")
    assert period is not None
    assert (period.start, period.end) == ("28.2.2017", "31.12.2019")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-04-01 - 2020-03-31", ("2019-04-01", "2020-03-31")),
        ("1.2.2017 -", ("1.2.2017", "")),
        ("- 1.2.2017", ("", "1.2.2017")),
        ("Lahti, 1.0.2018 - 31.10.2019", ("1.0.2018", "31.10.2019")),
        ("Lahti, 2018 - 2019, EU-tuki", ("2018", "2019")),
    ],
)
def test_periods_may_lack_a_bound_or_be_impossible(text: str, expected: tuple[str, str]) -> None:
    period = find_period(text)
    assert period is not None
    assert (period.start, period.end) == expected


@pytest.mark.parametrize(
    "text", ["Hanke kesti 1.2.2017 - 31.1.2020 ja onnistui", "n.6-8 kerrasta", "RIO 2 - Kiertävä"]
)
def test_dates_within_sentences_are_no_period_of_a_line(text: str) -> None:
    assert find_period(text) is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Yhteinen kuntamme-hanke", "Yhteinen kuntamme"),
        ("Kotoisa-kehittämishanke", "Kotoisa"),
        ("Kotoa kotiin -hanke", "Kotoa kotiin"),
        ("RIO 2- hanke", "RIO 2"),
        ("MATEAS hanke", "MATEAS"),
        ("Silta–projekti", "Silta"),
        ("Stig in! Astu sisään! Come In!-hanke", "Stig in! Astu sisään! Come In!"),
        ("Orimattilan kaupungin kotouttamishanke", "Orimattilan kaupungin kotouttamishanke"),
        (
            "RIO 2 - Kiertävä maahanmuuton asiantuntija",
            "RIO 2 - Kiertävä maahanmuuton asiantuntija",
        ),
        ("-hanke", "-hanke"),
    ],
)
def test_short_names(title: str, expected: str) -> None:
    assert short_name(title) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Löydä kotisi uudestaan Pohjois-Pohjanmaalta",
            "loyda-kotisi-uudestaan-pohjois-pohjanmaalta",
        ),
        ("Stig in! Astu sisään! Come In!", "stig-in-astu-sisaan-come-in"),
        ("Myintegration.fi", "myintegration-fi"),
        ("  Åbo — Turku  ", "abo-turku"),
        ("Älä", "ala"),
        ("A\u0308la\u0308", "ala"),
        ("Séjour à Győr", "sejour-a-gyor"),
        ("Groß & Øst", "gross-ost"),
        ("!!!", ""),
        ("Проект", ""),
    ],
)
def test_slugs(title: str, expected: str) -> None:
    assert slug(title) == expected


@given(st.text(max_size=60))
def test_a_slug_has_only_plain_letters_and_is_its_own_slug(title: str) -> None:
    made = slug(title)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert "--" not in made
    assert made == made.strip("-") == slug(made)


def test_first_words_are_cut_between_words() -> None:
    text = "Hankkeessa kehitetään perhevalmennusmalli, joka valmentaa maahanmuuttajat arkeen"
    assert first_words(text, 40) == "Hankkeessa kehitetään"
    assert first_words(text) == text
    assert first_words("a" * 100) == "a" * 80
    assert first_words("sana " * 40) == ("sana " * 16).strip()


def test_squeeze_leaves_single_spaces_and_no_invisible_ends() -> None:
    assert squeeze("\ufeff Koti\u00a0\u2003Hyvinkäällä \u200b") == "Koti Hyvinkäällä"


def test_squeeze_takes_control_characters_for_blanks() -> None:
    assert squeeze("\0Koti\x1b\x07 Hyvinkäällä\x9b\x7f") == "Koti Hyvinkäällä"
