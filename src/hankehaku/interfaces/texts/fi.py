"""The Finnish texts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, str] = MappingProxyType(
    {
        # the page
        "product": "Hankehaku",
        "page_title": "Hankehaku – rahoitettujen hankkeiden haku",
        "page_title_question": "{question} – Hankehaku",
        "heading": "Hae jo rahoitettuja hankkeita",
        "intro": (
            "Hankehaku etsii hankkeita, jotka ovat jo saaneet julkista rahoitusta: kuka on tehnyt "
            "mitä, milloin ja millä tuella."
        ),
        "intro_not_calls": "Avoimia rahoitushakuja täältä ei löydy.",
        "needs_javascript": "Sivu tarvitsee JavaScriptin. Salli se selaimen asetuksista.",
        "language_label": "Sivun kieli",
        "tab_search": "Haku",
        "tab_chat": "Keskustelu",
        "question_label": "Millaisia hankkeita etsit?",
        "question_help": (
            "Kysy omin sanoin suomeksi, ruotsiksi tai englanniksi, tai liitä kappale "
            "hankesuunnitelmasta."
        ),
        "question_placeholder": "Esimerkiksi: kotiäitien suomen kielen opetus",
        "search_button": "Hae",
        "examples_heading": "Kokeile esimerkkiä",
        "example_1": "Toimintaa maahanmuuttajaäideille",
        "example_2": "Miten kunnat ja järjestöt tekevät yhteistyötä?",
        "example_3": "Maahanmuuttajien mielenterveyden tukeminen",
        "example_4": "Asumisneuvontaa pakolaisperheille",
        "example_5": "Digitaalisia palveluja kotoutumisen alkuvaiheeseen",
        "example_6": "Oleskelulupien käsittelyn nopeuttaminen",
        # about the collection
        "about_heading": "Tietoa kokoelmasta",
        "about_projects_one": "{count} hanke",
        "about_projects_many": "{count} hanketta",
        "about_built": "hakemisto tehty {date}",
        "about_details": "Kokoelman ja haun tekniset tiedot",
        "about_provenance": "Alkuperä",
        "about_licence": "Käyttöoikeus",
        "about_model": "Kielimalli",
        "about_reranker": "Uudelleenjärjestäjä",
        "about_analyzer": "Suomen kielen jäsennin",
        "about_dictionaries": "Sanakirjat",
        "about_lexicons": "Lisätyt sanastot",
        "about_version": "Ohjelman versio",
        "about_none": "ei ole",
        # states of the results
        "empty_state": "Kirjoita kysymys tai valitse esimerkki. Tulokset näkyvät tässä.",
        "results_heading": "Hakutulokset",
        "status_one": "{count} hanke",
        "status_many": "{count} hanketta",
        "status_best_first": "paras ensin",
        "status_of_total": "{shown} (kokoelmassa {total})",
        "status_of_selected": "{shown} (rajauksiin sopii {selected}, kokoelmassa {total})",
        "status_no_match": "Kysymykseen sopivaa hanketta ei löytynyt.",
        "no_match_help": (
            "Kokoelman {total} hankkeesta mikään ei näytä vastaavan kysymystä. Kokeile toisia sanoja "
            "tai väljempää kysymystä."
        ),
        "no_match_nearest": "Näytä silti lähimmät hankkeet",
        "no_match_warning": "Nämä ovat lähimpänä, mutta eivät todennäköisesti vastaa kysymystä.",
        "no_match_constraints": "Mikään kokoelman {total} hankkeesta ei täytä kaikkia rajauksia.",
        "near_miss_heading": "Kun yksi rajaus poistetaan, löytyy",
        "near_miss_one": "Ilman rajausta ”{constraint}”: {count} hanke",
        "near_miss_many": "Ilman rajausta ”{constraint}”: {count} hanketta",
        "left_out_one": "{count} hanke jäi pois, koska rajauksen tieto puuttuu lähteestä",
        "left_out_many": "{count} hanketta jäi pois, koska rajauksen tieto puuttuu lähteestä",
        # the assistant
        "chat_understood": "Ymmärrettiin",
        "chat_sources": "Lähteet",
        "chat_heading": "Keskustelu hankkeista",
        "chat_intro": (
            "Kysy hankkeista ja jatka edellisestä vastauksesta. Jokainen vastaus kertoo, mihin "
            "hankkeisiin se perustuu."
        ),
        "chat_label": "Kysymyksesi",
        "chat_placeholder": "Kirjoita kysymys",
        "chat_send": "Kysy",
        "chat_new": "Poista keskustelu ja aloita uusi",
        "chat_examples": "Aloita vaikka näistä",
        "chat_example_1": "Mitä on tehty maahanmuuttajaäideille?",
        "chat_example_2": "Tampereen ammattikorkeakoulun hankkeet",
        "chat_example_3": "Paljonko järjestöt saivat yhteensä?",
        "chat_example_4": "Mitä kokoelmassa on?",
        "chat_next": "Jatka kysymällä",
        "chat_asked": "Kysymys",
        "chat_dropped": "Sama ilman rajausta: {constraint}",
        "chat_projects": "Vastauksen hankkeet",
        "chat_no_projects": "Hankkeet, joihin vastaus perustuu, näkyvät tässä.",
        "chat_projects_of": "Kysymykseen",
        "chat_others_one": "Näytä {count} muu mainittu hanke",
        "chat_others_many": "Näytä {count} muuta mainittua hanketta",
        "chat_written_by": "Vastauksen on kirjoittanut kielimalli {name}.",
        "chat_comparison": "Hankkeiden vertailu",
        "chat_aspect": "Vertailtava asia",
        "chat_differs": "Hankkeet eroavat",
        "chat_same": "Sama kaikissa",
        # errors
        "error_empty": "Kysymys puuttuu. Kirjoita muutama sana siitä, millaista hanketta etsit.",
        "error_too_long": (
            "Kysymys on liian pitkä. Lyhennä se enintään {limit} merkkiin, esimerkiksi suunnitelman "
            "tiivistelmään."
        ),
        "error_unusable": "Kysymystä ei voitu käyttää. Muotoile se toisin.",
        "error_unexpected": (
            "Haussa tapahtui virhe, joka ei johdu kysymyksestäsi. Yritä hetken kuluttua uudelleen. "
            "Jos virhe toistuu, ilmoita siitä palvelun ylläpitäjälle."
        ),
        # what was understood
        "understood_heading": "Näin kysymys ymmärrettiin",
        "understood_language": "kysymyksen kieli on {language}",
        "understood_language_unsure": "kysymyksen kieli on kai {language}",
        "language_fi": "suomi",
        "language_sv": "ruotsi",
        "language_en": "englanti",
        "understood_corrected": "Tulkittu kirjoitusvirheeksi",
        "understood_terms": "Haettu sanoilla",
        "understood_more": "ja {count} muuta",
        "understood_untranslated": "Ei sanakirjoissa, haettu sellaisenaan",
        "understood_ignored": "Sanahaussa sivuutettu",
        "constraints": "Rajaukset",
        "constraint_remove": "Poista rajaus: {constraint}",
        # a card
        "project": "Hanke",
        "organisation": "Toteuttaja",
        "organisation_written": "lähteessä: {name}",
        "period": "Kesto",
        "support": "EU-tuki",
        "objective": "Kansallinen tavoite",
        "unknown": "ei tiedossa",
        "issues_heading": "Tarkista lähteestä",
        "no_description": "Lähteessä ei ole kuvausta.",
        "why_heading": "Miksi tämä?",
        "why_constraints": "Täyttää rajaukset: {constraints}.",
        "why_listed": "Kysymyksessä ei ole aihetta, jonka mukaan hankkeita voisi verrata.",
        "why_words": "Sanat, jotka osuivat",
        "why_no_words": "Mikään kysymyksen sana ei osunut; hanke on mukana merkityksensä vuoksi.",
        "why_missing": "Ei löytynyt tästä hankkeesta",
        "why_share": (
            "Osuvuus sanojen mukaan {words} %, merkityksen mukaan {meaning} % "
            "(tämän haun paras = 100 %)."
        ),
        "why_reranker_moved": "Uudelleenjärjestäjä {name} siirsi hankkeen sijalta {before} sijalle {rank}.",
        "why_reranker_kept": "Uudelleenjärjestäjä {name} piti hankkeen sijalla {rank}.",
        "place_title": "nimessä",
        "place_description": "kuvauksessa",
        "place_names": "toteuttajan tiedoissa",
        "place_times": "{place} {count} kertaa",
        "source_written": "sama sana",
        "source_parts": "yhdyssanan osa",
        "source_synonym": "synonyymi",
        "source_related": "saman aihepiirin sana",
        "source_glossary": "alan sanasto",
        "source_names": "nimistö",
        "source_dictionary": "sanakirja {name}",
        "source_lexicon": "sanasto {name}",
        "whole_heading": "Koko kuvaus ja lähde",
        "links": "Lähteen linkit (osoitteet eivät ole tallella)",
        "source": "Lähde",
        "source_lines": "{file}, rivit {first}–{last}",
        "organisation_kind": "Toteuttajan tyyppi",
        "place": "Paikkakunta",
        # flaws of the source
        "at_line": "(rivi {line})",
        "field_start": "alkupäivä",
        "field_end": "loppupäivä",
        "field_period": "toteutusaika",
        "issue_impossible_date": "Lähteessä {field} on ”{written}”, jota ei ole olemassa",
        "issue_end_before_start": "Lähteessä {field} ”{written}” on ennen alkupäivää",
        "issue_long_period": "Lähteessä toteutusaika ”{written}” on yli kymmenen vuotta",
        "issue_missing_period": "Lähteestä puuttuu {field}",
        "issue_missing_support": "Lähteestä ei käy ilmi EU-tuen määrä",
        "issue_zero_support": "Lähteessä EU-tuki on nolla: ”{written}”",
        "issue_implausible_support": (
            "Lähteessä EU-tuki ”{written}” on epätavallisen pieni tai suuri"
        ),
        "issue_unclear_date": "Lähteessä {field} on ”{written}”, josta päivä ei selviä",
        "issue_month_only": "Lähteessä {field} on ”{written}”, vain kuukausi: päiväksi on otettu sen ensimmäinen tai viimeinen",
        "issue_unclear_support": "Lähteen tuen määrää ”{written}” ei voi lukea yhdellä tavalla",
        "issue_other_currency": "Lähteessä tuki on muuna valuuttana kuin euroina: ”{written}”",
        "issue_garbled_text": "Lähteen tekstissä on rikkoutuneita merkkejä: ”{written}”",
        "issue_missing_organisation": "Lähteestä puuttuu toteuttaja",
        "issue_duplicate_title": "Lähteessä on useampi hanke nimeltä ”{written}”",
        "issue_empty_description": "Lähteestä puuttuu hankkeen kuvaus",
        "issue_unreadable_line": "Lähteen riviä ”{written}” ei voitu tulkita",
        # kinds of organisations
        "organisation_type_municipality": "kunta",
        "organisation_type_region": "maakunnan liitto",
        "organisation_type_university": "yliopisto",
        "organisation_type_university_of_applied_sciences": "ammattikorkeakoulu",
        "organisation_type_state_authority": "valtion viranomainen",
        "organisation_type_ministry": "ministeriö",
        "organisation_type_educational_institution": "oppilaitos",
        "organisation_type_ngo": "järjestö",
        "organisation_type_foundation": "säätiö",
        "organisation_type_church": "kirkko tai uskonnollinen yhteisö",
        "organisation_type_company": "yritys",
        "organisation_type_research_institute": "tutkimuslaitos",
        "organisation_type_wellbeing_services_county": "hyvinvointialue",
        "organisation_type_joint_municipal_authority": "kuntayhtymä",
        "organisation_type_other": "muu",
    }
)
