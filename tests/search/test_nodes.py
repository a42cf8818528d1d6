"""From terms to queries of the word index."""

from __future__ import annotations

import pytest

from hankehaku.index.lexical import All, Best, Leaf, Node, Sum
from hankehaku.language.analyzer import Part, WordForms
from hankehaku.language.terms import Alternative, Term, Word
from hankehaku.search.nodes import FieldWeights, NodeMaker, best_of, word_node

ONLY_BASE = FieldWeights(title=0, part=0, own_parts=0, gram=0, names=0)
COMPOUND = WordForms(("oleskelulupa",), (Part("oleskelu", 0, 2), Part("lupa", 1, 2)))


def word(text: str) -> Word:
    return Word(text, WordForms((text,)))


def alternative(source: str, *words: str, trust: float = 1.0) -> Alternative:
    return Alternative(" ".join(words), source, trust, tuple(word(each) for each in words))


def term(*alternatives: Alternative) -> Term:
    return Term("kysytty", 0, 7, alternatives)


def base(text: str) -> Best:
    return Best((Leaf("base", text),))


def maker(*missing: str) -> NodeMaker:
    def pruned(node: Node) -> Node | None:
        (leaf,) = node.children  # type: ignore[union-attr]
        return None if leaf.key in missing else node

    return NodeMaker(ONLY_BASE, pruned)


def test_a_word_is_looked_for_in_every_weighted_field() -> None:
    node = word_node(Word("Nuorille", WordForms(("nuori",))), FieldWeights(), partly=True)
    assert node == Best(
        (
            Leaf("title", "nuorille", 1.2),
            Leaf("title", "nuori", 1.2),
            Leaf("base", "nuori", 1.0),
            Leaf("parts", "nuori", 0.8),
            Leaf("names", "nuorille", 1.0),
            Leaf("names", "nuori", 1.0),
            Leaf("grams", "nuori", 0.7),
        )
    )


def test_a_word_shorter_than_a_start_has_none() -> None:
    node = word_node(word("äiti"), FieldWeights(), partly=True)
    assert isinstance(node, Best)
    assert "grams" not in {leaf.field for leaf in node.children if isinstance(leaf, Leaf)}


@pytest.mark.parametrize(("partly", "kind"), [(True, Sum), (False, All)])
def test_the_head_of_a_compound_outweighs_its_modifier(partly: bool, kind: type) -> None:
    node = word_node(Word("oleskelulupa", COMPOUND), FieldWeights(), partly=partly)
    assert isinstance(node, Best)
    parts = (Leaf("parts", "oleskelu", 0.5), Leaf("parts", "lupa"))
    assert node.children[-1] == kind(parts, 0.5)


def test_best_of_keeps_what_there_is() -> None:
    assert best_of([None, base("a"), None]) == Best((base("a"),))
    assert best_of([None]) is None
    assert best_of([]) is None


def test_the_alternatives_of_a_term_compete() -> None:
    asked = term(alternative("written", "a"), alternative("synonym", "b", trust=0.6))
    wanted = Best((Best((base("a"),), 1.0), Best((base("b"),), 0.6)))
    assert maker().term(asked) == wanted
    assert maker("a").term(asked) == Best((Best((base("b"),), 0.6),))
    assert maker("a", "b").term(asked) is None


def test_a_written_phrase_counts_by_each_word() -> None:
    phrase = alternative("written", "a", "b")
    assert maker().alternative(phrase) == Sum((base("a"), base("b")), pytest.approx(2**-0.5))
    assert maker("a").alternative(phrase) == Sum((base("b"),), pytest.approx(2**-0.5))
    assert maker("a", "b").alternative(phrase) is None


def test_an_offered_phrase_counts_only_whole() -> None:
    phrase = alternative("glossary", "a", "b", trust=0.5)
    wanted = All((base("a"), base("b")), pytest.approx(0.5 * 2**-0.5))
    assert maker().alternative(phrase) == wanted
    assert maker("b").alternative(phrase) is None


def test_a_compound_taken_apart_adds_up_with_the_head_first_in_weight() -> None:
    inner = (term(alternative("glossary", "a")), term(alternative("glossary", "b")))
    taken = Alternative("a + b", "parts", 0.7, terms=inner)
    a, b = (Best((Best((base(key),), 1.0),)) for key in "ab")
    assert maker().alternative(taken) == Sum((Best((a,), 0.5), b), 0.7)
    assert maker("a").alternative(taken) == Sum((b,), 0.7)
