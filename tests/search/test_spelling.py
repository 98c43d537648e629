"""Reading misspelt words as words of the content."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.english import ranks, rarity
from bot.search.spelling import LONG, SHORTEST, Speller
from tests.search.oracle import alignment_distance

VOCABULARY = ["greenhouse", "harbour", "season", "kraken", "cast", "burn", "ferry", "okafor"]


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(VOCABULARY, ranks())


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("greenhuose", "greenhouse"),
        ("grenhouse", "greenhouse"),
        ("greenhousse", "greenhouse"),
        ("seson", "season"),
        ("krakken", "kraken"),
        ("okaforr", "okafor"),
        ("harbuor", "harbour"),
    ],
)
def test_a_slip_is_mended(speller: Speller, typed: str, read_as: str) -> None:
    assert speller.readings(typed)[0].word == read_as


@pytest.mark.parametrize("typed", ["greenhouse", "cost", "cat", "s2x1", "zzzzzz", "brn", "", "fery7"])
def test_what_is_right_short_or_far_from_everything_stays(speller: Speller, typed: str) -> None:
    assert speller.readings(typed) == ()


def test_the_same_first_letter_is_likelier() -> None:
    speller = Speller(["barrel", "carrel"], {})
    readings = speller.readings("carrrel")
    assert readings[0].word == "carrel"


@given(st.text(string.ascii_lowercase, min_size=1, max_size=12))
def test_readings_agree_with_comparing_every_word(typed: str) -> None:
    """The length buckets and letter masks leave out nothing that a plain comparison finds."""
    readings = Speller(VOCABULARY, {}).readings(typed)
    limit = 1 if len(typed) < LONG else 2
    distances = {word: alignment_distance(typed, word) for word in VOCABULARY}
    near = {word: distance for word, distance in distances.items() if distance <= limit}
    if len(typed) < SHORTEST or typed in VOCABULARY or not near:
        assert readings == ()
    else:
        nearest = {word for word, distance in near.items() if distance == min(near.values())}
        assert {reading.word for reading in readings} <= nearest
        assert len(readings) == min(3, len(nearest))


@given(st.text(max_size=30))
def test_any_text_is_survived_and_weights_are_shares(typed: str) -> None:
    for reading in Speller(VOCABULARY, {}).readings(typed):
        assert 0 < reading.weight < 1


def test_common_words_say_less_than_rare_ones() -> None:
    assert rarity("the") < rarity("season") < rarity("gravita") <= rarity("xyzzyplugh") == 1.0


def test_the_word_list_is_words() -> None:
    assert len(ranks()) > 20_000
    assert all(word.isalpha() for word in ranks())
