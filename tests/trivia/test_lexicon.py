"""Words a slip away, beside a slow oracle; and how rare a word is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.trivia.lexicon import English, Lexicon
from bot.trivia.spelling import slips
from tests.trivia.content import ENGLISH

short = st.text("abc", min_size=1, max_size=9)


@given(st.lists(short, max_size=30), short)
def test_near_words_are_those_within_the_slips(some, word):
    expected = {each for each in some if OSA.distance(each, word) <= slips(len(word))}
    assert set(Lexicon(some).near(word)) == expected


def test_rarity_goes_by_rank():
    english = English({"the": 1, "house": 150, "harbour": 4_000, "harpsichord": 19_000})
    order = [english.rarity(word) for word in ("the", "house", "harbour", "harpsichord", "photocopier")]
    assert order == sorted(order)
    assert (order[0], order[-1]) == (0.0, 1.0)
    assert [english.knows(word) for word in ("the", "harbour", "harpsichord", "photocopier")] == [
        True,
        True,
        False,
        False,
    ]


def test_british_words_are_found_in_either_spelling():
    assert "harbor" in set(ENGLISH.lexicon.near("harbor"))
    assert "harbour" not in set(ENGLISH.lexicon.near("harbour"))
