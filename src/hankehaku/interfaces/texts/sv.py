"""The Swedish texts, in the Swedish of Finland."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, str] = MappingProxyType(
    {
        # the page
        "product": "Hankehaku",
        "page_title": "Hankehaku – sökning bland finansierade projekt",
        "page_title_question": "{question} – Hankehaku",
        "heading": "Sök bland redan finansierade projekt",
        "intro": (
            "Hankehaku hittar projekt som redan har fått offentlig finansiering: vem som har gjort "
            "vad, när och med vilket stöd."
        ),
        "intro_not_calls": "Öppna ansökningsomgångar finns inte här.",
        "needs_javascript": "Sidan behöver JavaScript. Tillåt det i webbläsarens inställningar.",
        "language_label": "Sidans språk",
        "tab_search": "Sökning",
        "tab_chat": "Samtal",
        "question_label": "Vilket slags projekt söker du?",
        "question_help": (
            "Fråga med egna ord på finska, svenska eller engelska, eller klistra in ett stycke ur "
            "en projektplan."
        ),
        "question_placeholder": "Till exempel: undervisning i finska för hemmamammor",
        "search_button": "Sök",
        "examples_heading": "Pröva ett exempel",
        "example_1": "Verksamhet för mammor med invandrarbakgrund",
        "example_2": "Hur samarbetar kommuner och organisationer?",
        "example_3": "Stöd för invandrares psykiska hälsa",
        "example_4": "Boenderådgivning för flyktingfamiljer",
        "example_5": "Digitala tjänster för integrationens inledningsskede",
        "example_6": "Snabbare behandling av uppehållstillstånd",
        # about the collection
        "about_heading": "Om samlingen",
        "about_projects_one": "{count} projekt",
        "about_projects_many": "{count} projekt",
        "about_built": "index skapat {date}",
        "about_details": "Tekniska uppgifter om samlingen och sökningen",
        "about_provenance": "Ursprung",
        "about_licence": "Användningsrätt",
        "about_model": "Språkmodell",
        "about_reranker": "Omrangordnare",
        "about_analyzer": "Analysator för finska",
        "about_dictionaries": "Ordböcker",
        "about_lexicons": "Tillagda ordlistor",
        "about_version": "Programversion",
        "about_none": "inga",
        # states of the results
        "empty_state": "Skriv en fråga eller välj ett exempel. Resultaten visas här.",
        "results_heading": "Sökresultat",
        "status_one": "{count} projekt",
        "status_many": "{count} projekt",
        "status_best_first": "det bästa först",
        "status_of_total": "{shown} ({total} i samlingen)",
        "status_of_selected": "{shown} ({selected} passar avgränsningarna, {total} i samlingen)",
        "status_no_match": "Inget projekt som passar frågan hittades.",
        "no_match_help": (
            "Av samlingens {total} projekt verkar inget motsvara frågan. Pröva andra ord eller en "
            "bredare fråga."
        ),
        "no_match_nearest": "Visa ändå de närmaste projekten",
        "no_match_warning": "Dessa ligger närmast men svarar sannolikt inte på frågan.",
        "no_match_constraints": "Inget av samlingens {total} projekt uppfyller alla avgränsningar.",
        "near_miss_heading": "När en avgränsning tas bort finns det",
        "near_miss_one": "Utan avgränsningen ”{constraint}”: {count} projekt",
        "near_miss_many": "Utan avgränsningen ”{constraint}”: {count} projekt",
        "left_out_one": "{count} projekt lämnades bort, eftersom uppgiften om avgränsningen saknas i källan",
        "left_out_many": "{count} projekt lämnades bort, eftersom uppgiften om avgränsningen saknas i källan",
        # the assistant
        "chat_understood": "Förstods som",
        "chat_sources": "Källor",
        "chat_heading": "Samtal om projekten",
        "chat_intro": (
            "Fråga om projekten och gå vidare från det föregående svaret. Varje svar berättar vilka "
            "projekt det bygger på."
        ),
        "chat_label": "Din fråga",
        "chat_placeholder": "Skriv en fråga",
        "chat_send": "Fråga",
        "chat_new": "Radera samtalet och börja ett nytt",
        "chat_examples": "Börja till exempel med",
        "chat_example_1": "Verksamhet för mammor med invandrarbakgrund",
        "chat_example_2": "Tammerfors yrkeshögskolas projekt",
        "chat_example_3": "Hur mycket fick kommunerna sammanlagt?",
        "chat_example_4": "Vad finns det i samlingen?",
        "chat_next": "Fortsätt med att fråga",
        "chat_asked": "Fråga",
        "chat_dropped": "Samma utan avgränsningen: {constraint}",
        "chat_projects": "Projekten i svaret",
        "chat_no_projects": "De projekt som svaret bygger på visas här.",
        "chat_projects_of": "Till frågan",
        "chat_others_one": "Visa {count} annat nämnt projekt",
        "chat_others_many": "Visa {count} andra nämnda projekt",
        "chat_written_by": "Svaret är skrivet av språkmodellen {name}.",
        "chat_comparison": "Jämförelse av projekten",
        "chat_aspect": "Det som jämförs",
        "chat_differs": "Projekten skiljer sig",
        "chat_same": "Lika i alla",
        # errors
        "error_empty": "Frågan saknas. Skriv några ord om vilket slags projekt du söker.",
        "error_too_long": (
            "Frågan är för lång. Förkorta den till högst {limit} tecken, till exempel till planens "
            "sammandrag."
        ),
        "error_unusable": "Frågan kunde inte användas. Formulera den på ett annat sätt.",
        "error_unexpected": (
            "Ett fel som inte beror på din fråga uppstod i sökningen. Försök igen om en stund. Om "
            "felet upprepas, meddela den som upprätthåller tjänsten."
        ),
        # what was understood
        "understood_heading": "Så här tolkades frågan",
        "understood_language": "frågans språk är {language}",
        "understood_language_unsure": "frågans språk är troligen {language}",
        "language_fi": "finska",
        "language_sv": "svenska",
        "language_en": "engelska",
        "understood_corrected": "Tolkat som skrivfel",
        "understood_terms": "Sökt med orden",
        "understood_more": "och {count} till",
        "understood_untranslated": "Finns inte i ordböckerna, sökt som sådant",
        "understood_ignored": "Utelämnat i ordsökningen",
        "constraints": "Avgränsningar",
        "constraint_remove": "Ta bort avgränsningen: {constraint}",
        # a card
        "project": "Projekt",
        "organisation": "Genomförare",
        "organisation_written": "i källan: {name}",
        "period": "Projekttid",
        "support": "EU-stöd",
        "objective": "Nationellt mål",
        "unknown": "okänt",
        "issues_heading": "Kontrollera i källan",
        "no_description": "Källan har ingen beskrivning.",
        "why_heading": "Varför just detta?",
        "why_constraints": "Uppfyller avgränsningarna: {constraints}.",
        "why_listed": "Frågan har inget ämne som projekten kunde jämföras med.",
        "why_words": "Ord som gav träff",
        "why_no_words": "Inget ord i frågan gav träff; projektet är med för sin betydelses skull.",
        "why_missing": "Hittades inte i detta projekt",
        "why_share": (
            "Träff enligt orden {words} %, enligt betydelsen {meaning} % "
            "(det bästa i sökningen = 100 %)."
        ),
        "why_reranker_moved": "Omrangordnaren {name} flyttade projektet från plats {before} till plats {rank}.",
        "why_reranker_kept": "Omrangordnaren {name} lät projektet stå kvar på plats {rank}.",
        "place_title": "i namnet",
        "place_description": "i beskrivningen",
        "place_names": "i uppgifterna om genomföraren",
        "place_times": "{place} {count} gånger",
        "source_written": "samma ord",
        "source_parts": "del av en sammansättning",
        "source_synonym": "synonym",
        "source_related": "ord inom samma ämne",
        "source_glossary": "fackordlista",
        "source_names": "namnlistan",
        "source_dictionary": "ordboken {name}",
        "source_lexicon": "ordlistan {name}",
        "whole_heading": "Hela beskrivningen och källan",
        "links": "Källans länkar (adresserna har inte bevarats)",
        "source": "Källa",
        "source_lines": "{file}, raderna {first}–{last}",
        "organisation_kind": "Typ av genomförare",
        "place": "Ort",
        # flaws of the source
        "at_line": "(rad {line})",
        "field_start": "startdatum",
        "field_end": "slutdatum",
        "field_period": "projekttid",
        "issue_impossible_date": "I källan är projektets {field} ”{written}”, en dag som inte finns",
        "issue_end_before_start": "I källan ligger projektets {field} ”{written}” före startdatum",
        "issue_long_period": "I källan är projekttiden ”{written}” längre än tio år",
        "issue_missing_period": "Källan saknar {field}",
        "issue_missing_support": "Beloppet av EU-stödet framgår inte av källan",
        "issue_zero_support": "I källan är EU-stödet noll: ”{written}”",
        "issue_implausible_support": "I källan är EU-stödet ”{written}” ovanligt litet eller stort",
        "issue_unclear_date": "I källan är {field} ”{written}”, varav dagen inte framgår",
        "issue_month_only": "I källan är {field} ”{written}”, bara en månad: som dag har dess första eller sista tagits",
        "issue_unclear_support": "Stödet ”{written}” i källan kan inte läsas på bara ett sätt",
        "issue_other_currency": "I källan är stödet i en annan valuta än euro: ”{written}”",
        "issue_garbled_text": "I källans text finns förvanskade tecken: ”{written}”",
        "issue_missing_organisation": "Källan saknar genomförare",
        "issue_duplicate_title": "Källan har flera projekt med namnet ”{written}”",
        "issue_empty_description": "Källan saknar beskrivning av projektet",
        "issue_unreadable_line": "Raden ”{written}” i källan kunde inte tolkas",
        # kinds of organisations
        "organisation_type_municipality": "kommun",
        "organisation_type_region": "landskapsförbund",
        "organisation_type_university": "universitet",
        "organisation_type_university_of_applied_sciences": "yrkeshögskola",
        "organisation_type_state_authority": "statlig myndighet",
        "organisation_type_ministry": "ministerium",
        "organisation_type_educational_institution": "läroanstalt",
        "organisation_type_ngo": "organisation",
        "organisation_type_foundation": "stiftelse",
        "organisation_type_church": "kyrka eller religiöst samfund",
        "organisation_type_company": "företag",
        "organisation_type_research_institute": "forskningsinstitut",
        "organisation_type_wellbeing_services_county": "välfärdsområde",
        "organisation_type_joint_municipal_authority": "samkommun",
        "organisation_type_other": "övrig",
    }
)
