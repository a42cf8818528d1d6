"""The English texts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

TEXTS: Mapping[str, str] = MappingProxyType(
    {
        # the page
        "product": "Hankehaku",
        "page_title": "Hankehaku – search of funded projects",
        "page_title_question": "{question} – Hankehaku",
        "heading": "Search projects that have been funded",
        "intro": (
            "Hankehaku finds projects that have already received public funding: who has done what, "
            "when, and with how much support."
        ),
        "intro_not_calls": "It does not list open calls for proposals.",
        "needs_javascript": "This page needs JavaScript. Allow it in the settings of your browser.",
        "language_label": "Language of the page",
        "tab_search": "Search",
        "tab_chat": "Chat",
        "question_label": "What kind of projects are you looking for?",
        "question_help": (
            "Ask in your own words, in Finnish, Swedish or English, or paste a paragraph of a "
            "project plan."
        ),
        "question_placeholder": "For example: teaching Finnish to mothers at home",
        "search_button": "Search",
        "examples_heading": "Try an example",
        "example_1": "Activities for immigrant mothers",
        "example_2": "How do municipalities and NGOs work together?",
        "example_3": "Support for the mental health of immigrants",
        "example_4": "Housing advice for refugee families",
        "example_5": "Digital services for the first stage of integration",
        "example_6": "Faster processing of residence permits",
        # about the collection
        "about_heading": "About the collection",
        "about_projects_one": "{count} project",
        "about_projects_many": "{count} projects",
        "about_built": "index built on {date}",
        "about_details": "Technical details of the collection and the search",
        "about_provenance": "Provenance",
        "about_licence": "Licence",
        "about_model": "Language model",
        "about_reranker": "Reranker",
        "about_analyzer": "Analyser of Finnish",
        "about_dictionaries": "Dictionaries",
        "about_lexicons": "Lexicons added",
        "about_version": "Version of the program",
        "about_none": "none",
        # states of the results
        "empty_state": "Write a question or choose an example. The results will appear here.",
        "results_heading": "Results",
        "status_one": "{count} project",
        "status_many": "{count} projects",
        "status_best_first": "best first",
        "status_of_total": "{shown} ({total} in the collection)",
        "status_of_selected": "{shown} ({selected} meet the conditions, {total} in the collection)",
        "status_no_match": "No project that fits the question was found.",
        "no_match_help": (
            "None of the {total} projects in the collection seems to answer the question. Try other "
            "words or a broader question."
        ),
        "no_match_nearest": "Show the nearest projects all the same",
        "no_match_warning": "These come nearest, but probably do not answer the question.",
        "no_match_constraints": "None of the {total} projects in the collection meets all the conditions.",
        "near_miss_heading": "With one condition less there would be",
        "near_miss_one": "Without the condition “{constraint}”: {count} project",
        "near_miss_many": "Without the condition “{constraint}”: {count} projects",
        "left_out_one": "{count} project was left out, as the source does not say whether it meets the conditions",
        "left_out_many": "{count} projects were left out, as the source does not say whether they meet the conditions",
        # the assistant
        "chat_understood": "Understood as",
        "chat_sources": "Sources",
        "chat_heading": "Chat about the projects",
        "chat_intro": (
            "Ask about the projects and go on from the last answer. Every answer tells which projects "
            "it rests on."
        ),
        "chat_label": "Your question",
        "chat_placeholder": "Write a question",
        "chat_send": "Ask",
        "chat_new": "Erase the conversation and begin a new one",
        "chat_examples": "You might begin with",
        "chat_example_1": "What has been done for immigrant mothers?",
        "chat_example_2": "Projects of Tampere University of Applied Sciences",
        "chat_example_3": "How much did NGOs receive in total?",
        "chat_example_4": "What is in the collection?",
        "chat_next": "Go on by asking",
        "chat_asked": "Question",
        "chat_dropped": "The same without the condition: {constraint}",
        "chat_projects": "Projects of the answer",
        "chat_no_projects": "The projects that an answer rests on will appear here.",
        "chat_projects_of": "For the question",
        "chat_others_one": "Show {count} other project that is mentioned",
        "chat_others_many": "Show {count} other projects that are mentioned",
        "chat_written_by": "The answer was written by the language model {name}.",
        "chat_comparison": "Comparison of the projects",
        "chat_aspect": "What is compared",
        "chat_differs": "The projects differ",
        "chat_same": "The same in all",
        # errors
        "error_empty": "There is no question. Write a few words about the projects you look for.",
        "error_too_long": (
            "The question is too long. Shorten it to {limit} characters at most, for example to the "
            "summary of the plan."
        ),
        "error_unusable": "The question could not be used. Put it in another way.",
        "error_unexpected": (
            "Something went wrong in the search, and it is not your question's fault. Try again in a "
            "moment. If it keeps happening, tell whoever maintains this service."
        ),
        # what was understood
        "understood_heading": "How the question was understood",
        "understood_language": "the question is in {language}",
        "understood_language_unsure": "the question is probably in {language}",
        "language_fi": "Finnish",
        "language_sv": "Swedish",
        "language_en": "English",
        "understood_corrected": "Taken for a misspelling",
        "understood_terms": "Words searched for",
        "understood_more": "and {count} more",
        "understood_untranslated": "Not in the dictionaries, searched for as written",
        "understood_ignored": "Left out of the word search",
        "constraints": "Conditions",
        "constraint_remove": "Remove the condition: {constraint}",
        # a card
        "project": "Project",
        "organisation": "Run by",
        "organisation_written": "in the source: {name}",
        "period": "Period",
        "support": "EU support",
        "objective": "National objective",
        "unknown": "unknown",
        "issues_heading": "Check in the source",
        "no_description": "The source has no description.",
        "why_heading": "Why this one?",
        "why_constraints": "Meets the conditions: {constraints}.",
        "why_listed": "The question has no topic that projects could be compared with.",
        "why_words": "Words that matched",
        "why_no_words": "No word of the question matched; the project is here for its meaning.",
        "why_missing": "Not found in this project",
        "why_share": (
            "Match by words {words}%, by meaning {meaning}% (the best of this search = 100%)."
        ),
        "why_reranker_moved": "The reranker {name} moved the project from place {before} to place {rank}.",
        "why_reranker_kept": "The reranker {name} kept the project at place {rank}.",
        "place_title": "in the name",
        "place_description": "in the description",
        "place_names": "in the details of the organisation",
        "place_times": "{place} {count} times",
        "source_written": "the same word",
        "source_parts": "part of a compound",
        "source_synonym": "synonym",
        "source_related": "word of the same field",
        "source_glossary": "glossary of the field",
        "source_names": "list of names",
        "source_dictionary": "dictionary {name}",
        "source_lexicon": "lexicon {name}",
        "whole_heading": "Whole description and source",
        "links": "Links in the source (their addresses were not kept)",
        "source": "Source",
        "source_lines": "{file}, lines {first}–{last}",
        "organisation_kind": "Type of organisation",
        "place": "Place",
        # flaws of the source
        "at_line": "(line {line})",
        "field_start": "start date",
        "field_end": "end date",
        "field_period": "period",
        "issue_impossible_date": "The source gives the {field} as “{written}”, which does not exist",
        "issue_end_before_start": "In the source the {field} “{written}” is before the start",
        "issue_long_period": "In the source the period “{written}” is longer than ten years",
        "issue_missing_period": "The source does not give the {field}",
        "issue_missing_support": "The source does not tell the amount of EU support",
        "issue_zero_support": "In the source the EU support is zero: “{written}”",
        "issue_implausible_support": (
            "In the source the EU support “{written}” is unusually small or large"
        ),
        "issue_unclear_date": "In the source the {field} is “{written}”, which does not tell the day",
        "issue_month_only": "In the source the {field} is “{written}”, a month alone: its first or last day is taken",
        "issue_unclear_support": "The support “{written}” of the source cannot be read in one way only",
        "issue_other_currency": "In the source the support is in another currency than the euro: “{written}”",
        "issue_garbled_text": "The text of the source has garbled characters: “{written}”",
        "issue_missing_organisation": "The source does not name the organisation",
        "issue_duplicate_title": "The source has several projects with the name “{written}”",
        "issue_empty_description": "The source has no description of the project",
        "issue_unreadable_line": "The line “{written}” of the source could not be read",
        # kinds of organisations
        "organisation_type_municipality": "municipality",
        "organisation_type_region": "regional council",
        "organisation_type_university": "university",
        "organisation_type_university_of_applied_sciences": "university of applied sciences",
        "organisation_type_state_authority": "state authority",
        "organisation_type_ministry": "ministry",
        "organisation_type_educational_institution": "educational institution",
        "organisation_type_ngo": "NGO",
        "organisation_type_foundation": "foundation",
        "organisation_type_church": "church or religious community",
        "organisation_type_company": "company",
        "organisation_type_research_institute": "research institute",
        "organisation_type_wellbeing_services_county": "wellbeing services county",
        "organisation_type_joint_municipal_authority": "joint municipal authority",
        "organisation_type_other": "other",
    }
)
