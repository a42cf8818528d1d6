"""Understands a question: its language, its topic, and its terms in Finnish."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from hankehaku.errors import QuestionError
from hankehaku.language.detect import detect_language
from hankehaku.language.lexicon import LANGUAGES
from hankehaku.language.translate import Translator
from hankehaku.search.result import Question

MAX_QUESTION = 20_000
"""Characters of the longest question; a plan may be pasted in."""


def understand(
    text: str,
    language: str | None,
    translator: Translator,
    stopwords: Mapping[str, Mapping[str, str]],
) -> Question:
    """Return the question that `text` asks; `language` None has it detected.

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
        detected = detect_language(topic, stopwords, translator.languages_of)
        language, confidence = detected.language, detected.confidence
    return Question(topic, language, confidence, topic, translator.terms(topic, language))


def clean_question(text: str) -> str:
    """Return `text` in NFC without control characters, lone surrogates and runs of spaces."""
    kept = "".join(
        " " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char
        for char in text
        if not "\ud800" <= char <= "\udfff"
    )
    return " ".join(unicodedata.normalize("NFC", kept).split())
