"""Understands a question: its language, its topic, and its terms in Finnish."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from hankehaku.errors import QuestionError
from hankehaku.language.detect import detect_language
from hankehaku.language.lexicon import LANGUAGES
from hankehaku.language.translate import Translator
from hankehaku.search.constraints import Constraint
from hankehaku.search.parsing.parser import QuestionParser
from hankehaku.search.result import Question

MAX_QUESTION = 20_000
"""Characters of the longest question; a plan may be pasted in."""


def understand(
    text: str,
    language: str | None,
    translator: Translator,
    stopwords: Mapping[str, Mapping[str, str]],
    parser: QuestionParser,
    constraints: Sequence[Constraint] | None = None,
) -> Question:
    """Return the question that `text` asks; `language` None has it detected.

    `constraints` None are those that the text makes, others take their place. A question that is
    nothing but a topic is ranked by as it stands.

    Raises QuestionError when nothing is left of `text` after cleaning, when it is too long, and
    when `language` is none of fi, sv and en.
    """
    if language is not None and language not in LANGUAGES:
        cure = f"Use one of {', '.join(LANGUAGES)}"
        raise QuestionError(f"unknown language {language!r}", cure=cure)
    if len(text) > MAX_QUESTION:
        what = f"the question has {len(text)} characters, more than {MAX_QUESTION}"
        raise QuestionError(what, cure="Shorten it")
    topic = clean_question(text)
    if not any(char.isalnum() for char in topic):
        raise QuestionError(
            "the question has no words", cure="Write what kind of project you look for"
        )
    confidence = 1.0
    if language is None:
        plain = parser.without_names(topic)
        known = plain if any(char.isalpha() for char in plain) else topic
        detected = detect_language(known, stopwords, translator.languages_of)
        language, confidence = detected.language, detected.confidence
    parsed = parser.parse(topic, language)
    # a name alone is looked for as it stands
    only_named = parsed.projects and not (parsed.topic or parsed.constraints or parsed.order)
    if parsed.cued and not only_named:
        topic = parsed.topic
    made = parsed.constraints if constraints is None else tuple(constraints)
    terms = translator.terms(topic, language) if topic else ()
    return Question(parsed.text, language, confidence, topic, terms, made, parsed.order, parsed)


def clean_question(text: str) -> str:
    """Return `text` in NFC without control characters, lone surrogates and runs of spaces."""
    kept = "".join(
        " " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char
        for char in text
        if not "\ud800" <= char <= "\udfff"
    )
    return " ".join(unicodedata.normalize("NFC", kept).split())
