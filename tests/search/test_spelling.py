"""Reading misspelt words as words of the content."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.english import ranks, rarity
from bot.search.spelling import LONG, SHORTEST, Reading, Speller, _letter_sum, _letter_sums, _Lexicon
from tests.search.oracle import alignment_distance

VOCABULARY = ["greenhouse", "harbour", "season", "kraken", "cast", "burn", "ferry", "okafor"]


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(VOCABULARY)


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


@pytest.mark.parametrize("typed", ["greenhouse", "cost", "cat", "s2x1", "zzzzzz", "br", "", "fery7"])
def test_what_is_right_short_or_far_from_everything_stays(speller: Speller, typed: str) -> None:
    assert speller.readings(typed) == (Reading(typed, 1.0),)


def test_plain_english_is_read_as_plain_english() -> None:
    """The content's "measure" is near, but "plesure" is nearer to a word that is not in the content."""
    assert Speller(["measure"]).readings("plesure")[0].word == "pleasure"


@pytest.mark.parametrize(("typed", "read_as"), [("teh", "the"), ("brn", "burn"), ("cgi", "cgi"), ("vfx", "vfx")])
def test_three_letters_are_read_as_words_of_the_content_only(typed: str, read_as: str) -> None:
    """English has "chi" and "fox", but abbreviations are many."""
    assert Speller(["the", "burn"]).readings(typed)[0].word == read_as


def test_the_same_first_letter_is_likelier() -> None:
    assert Speller(["barrel", "carrel"]).readings("carrrel")[0].word == "carrel"


def test_swapped_letters_are_likelier_than_others() -> None:
    assert Speller(["xalbor", "xablors"]).readings("xablor")[0].word == "xalbor"


def test_a_rare_english_word_near_the_content_may_mean_either() -> None:
    assert [reading.word for reading in Speller(["heart"]).readings("hart")] == ["hart", "heart"]


def test_two_slips_are_looked_for_where_the_content_has_nothing_one_slip_away() -> None:
    assert [reading.word for reading in Speller(["zarbolix"]).readings("zabolx")] == ["zabolx", "zarbolix"]
    assert [reading.word for reading in Speller(["zarbolix", "zabolix"]).readings("zabolx")] == ["zabolix"]


@given(st.text(string.ascii_lowercase, min_size=1, max_size=12))
def test_every_near_word_of_the_content_is_considered(typed: str) -> None:
    """The length buckets and letter masks leave out nothing that a plain comparison finds."""
    limit = 1 if len(typed) < LONG else 2
    distances = {word: alignment_distance(typed, word) for word in VOCABULARY}
    near = {word: distance for word, distance in distances.items() if 0 < distance <= limit}
    assert dict(_Lexicon(VOCABULARY).near(typed, limit)) == {
        word: near[word] for word in near if len(word) >= SHORTEST - 1
    }


@given(st.integers(1, 9).flatmap(lambda size: st.lists(st.text("aabbcz\u00e9\u65e5", min_size=size, max_size=size))))
def test_letters_are_summed_up_alike_for_one_and_for_many(some: list[str]) -> None:
    if some:
        assert _letter_sums(some).tolist() == list(map(_letter_sum, some))


@given(st.text("abc", min_size=1, max_size=8), st.text("abc", min_size=1, max_size=8))
def test_sums_differ_by_no_more_than_the_slips_allow(one: str, other: str) -> None:
    apart = (_letter_sum(one) ^ _letter_sum(other)).bit_count()
    assert apart + abs(len(one) - len(other)) <= 2 * alignment_distance(one, other)


@given(st.text(max_size=30))
def test_any_text_is_survived_and_weights_are_shares(typed: str) -> None:
    weights = [reading.weight for reading in Speller(VOCABULARY).readings(typed)]
    assert weights
    assert all(0 < weight <= 1 for weight in weights)


def test_common_words_say_less_than_rare_ones() -> None:
    assert rarity("the") < rarity("season") < rarity("gravita") <= rarity("xyzzyplugh") == 1.0


def test_the_word_list_is_words() -> None:
    assert len(ranks()) > 20_000
    assert all(word.isalpha() for word in ranks())
