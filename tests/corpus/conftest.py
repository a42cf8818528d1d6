"""A small lexicon, and builders of what the sources give."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hankehaku.corpus.corpus import Corpus, load_corpus
from hankehaku.corpus.organisations import Organisations
from hankehaku.sources.base import RawProject

DATA = Path(__file__).parents[2] / "data"

MUNICIPALITIES = """\
code|fi|sv|region_fi|region_sv|region_en|lat|lon|genitive_fi|status
049|Espoo|Esbo|Uusimaa|Nyland|Uusimaa|60.20|24.66|Espoon|kaupunki
091|Helsinki|Helsingfors|Uusimaa|Nyland|Uusimaa|60.17|24.94|Helsingin|kaupunki
927|Vihti|Vichtis|Uusimaa|Nyland|Uusimaa|60.42|24.32|Vihdin|kunta
837|Tampere|Tammerfors|Pirkanmaa|Birkaland|Pirkanmaa|61.50|23.76|Tampereen|kaupunki
853|Turku|Åbo|Varsinais-Suomi|Egentliga Finland|Southwest Finland|60.45|22.27|Turun|kaupunki
710|Raasepori|Raseborg|Uusimaa|Nyland|Uusimaa|59.97|23.44|Raaseporin|kaupunki
598|Pietarsaari|Jakobstad|Pohjanmaa|Österbotten|Ostrobothnia|63.67|22.70|Pietarsaaren|kaupunki
284|Koski Tl|Koskis|Varsinais-Suomi|Egentliga Finland|Southwest Finland|60.65|23.15|Kosken Tl|kunta
244|Kempele|Kempele|Pohjois-Pohjanmaa|Norra Österbotten|North Ostrobothnia|64.9|25.5|\
Kempeleen|kunta
109|Hämeenlinna|Tavastehus|Kanta-Häme|Egentliga Tavastland|Kanta-Häme|61.00|24.46|\
Hämeenlinnan|kaupunki
698|Rovaniemi|Rovaniemi|Lappi|Lappland|Lapland|66.50|25.72|Rovaniemen|kaupunki
""".replace("|", "\t")

ORGANISATIONS = """\
fi;sv;en;abbreviations;type;municipality_fi;aliases
Maahanmuuttovirasto;Migrationsverket;Finnish Immigration Service;Migri|MIG;state_authority;\
Helsinki;Ulkomaalaisvirasto
Terveyden ja hyvinvoinnin laitos;Institutet för hälsa och välfärd;;THL;research_institute;Helsinki;
Uudenmaan ELY-keskus;NTM-centralen i Nyland;;;state_authority;Helsinki;
Åbo Akademi;Åbo Akademi;Åbo Akademi University;ÅA;university;Turku;
Suomen Punainen Risti;;;SPR;ngo;;Punainen Risti
Suomen Pankki- ja Rahayhdistys ry;;;SPR;;;
""".replace(";", "\t")


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    folder = tmp_path / "lexicon"
    folder.mkdir()
    (folder / "municipalities.tsv").write_text(MUNICIPALITIES, encoding="utf-8")
    (folder / "organisations.tsv").write_text(ORGANISATIONS, encoding="utf-8")
    return folder


@pytest.fixture
def organisations(lexicon: Path) -> Organisations:
    return Organisations.load(lexicon)


@pytest.fixture(scope="session")
def real_organisations() -> Organisations:
    return Organisations.load(DATA / "lexicon")


@pytest.fixture(scope="session")
def seed_corpus() -> Corpus:
    return load_corpus(DATA / "amif-2014-2020", DATA / "lexicon")


@pytest.fixture
def make_raw() -> Callable[..., RawProject]:
    def make(**changes: Any) -> RawProject:
        values: dict[str, Any] = {
            "title": "MATEAS-hanke",
            "description": "Hankkeessa autetaan maahanmuuttajia.",
            "file": "sivu.txt",
            "first_line": 1,
            "last_line": 3,
            "organisation": "Espoon kaupunki",
            "start": "1.2.2017",
            "end": "31.1.2020",
            "support": "270 000 euroa",
            "lines": {"title": 1, "description": 2}
            | dict.fromkeys(("organisation", "start", "end", "eu_support_eur"), 3),
        }
        return RawProject(**values | changes)

    return make
