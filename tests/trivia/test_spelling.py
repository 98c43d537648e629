"""Spellings that are the same, and those that are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.english import ranks
from bot.search.text import words
from bot.trivia.spelling import NUMERALS, same, slips, spellings, spelt


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour", "harbor"),
        ("neighbours", "neighbors"),
        ("organise", "organize"),
        ("organised", "organized"),
        ("organisation", "organization"),
        ("analyse", "analyze"),
        ("theatre", "theater"),
        ("travelled", "traveled"),
        ("dialogue", "dialog"),
        ("defence", "defense"),
        ("grey", "gray"),
        ("Mäkelä", "makela"),
        ("Ørsted", "orsted"),
        ("Łódź", "lodz"),
        ("Þór", "thor"),
        ("naïve", "NAIVE"),
        ("don’t", "dont"),
        ("Ｆｏｇ", "fog"),
    ],
)
def test_the_same_word(one, other):
    assert spelt(one) == spelt(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("four", "for"),
        ("tour", "tor"),
        ("hour", "hor"),
        ("filled", "filed"),
        ("prise", "prize"),
        ("cast", "cost"),
        ("wise", "wize"),
    ],
)
def test_not_the_same_word(one, other):
    assert spelt(one) != spelt(other)


def test_few_english_words_fall_together():
    """Each pair that does must be two spellings of one word; so few are left that they can be read."""
    by_spelling = {}
    for word in ranks():
        if word.isascii() and len(word) > 3:
            by_spelling.setdefault(" ".join(spelt(word)), []).append(word)
    together = {spelling: those for spelling, those in by_spelling.items() if len(those) > 1}
    assert 20 < len(together) < 150
    apart = {"council", "counsel", "born", "course", "corse", "bear", "desert", "lose", "loose", "advise", "advice"}
    assert apart.isdisjoint(word for those in together.values() for word in those)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dog", "dogs"),
        ("box", "boxes"),
        ("horse", "horses"),
        ("story", "stories"),
        ("church", "churches"),
        ("owls", "owl"),
    ],
)
def test_plurals_are_the_same(one, other):
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("plan", "planes"), ("glass", "gla"), ("as", "a"), ("car", "care"), ("ties", "ty")]
)
def test_what_only_looks_like_a_plural_is_not(one, other):
    assert not same(one, other)


def test_letters_may_be_typed_as_two():
    assert spellings("Mäkelä") == {("makela",), ("maekelae",)}
    assert ("oersted",) in spellings("Ørsted")
    assert spellings("fog") == {("fog",)}


@pytest.mark.parametrize(("length", "granted"), [(1, 0), (3, 0), (4, 1), (7, 1), (8, 2), (11, 2), (12, 3), (40, 3)])
def test_longer_words_may_have_more_slips(length, granted):
    assert slips(length) == granted


def test_numbers():
    assert (NUMERALS["zero"], NUMERALS["nineteen"], NUMERALS["forty"], NUMERALS["hundred"]) == ("0", "19", "40", "100")


@given(st.text(max_size=40))
def test_spelling_is_settled_once(text):
    assert [each for word in spelt(text) for each in spelt(word)] == spelt(text)
    assert all(spelt(text) == spelt(variant) for variant in (f" {text} ", f"“{text}”"))
    assert len(spelt(text)) >= len(words(text)) - text.count("'")
