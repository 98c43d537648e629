"""What in a text speaks for a question, and what for an answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.importer.cues import LOOKED_AT, asks, glued, holds_question, length, likeness, words_of


@pytest.mark.parametrize(
    "text",
    [
        "Why?",
        "“Why?”",
        "Is it (really)?",
        "Why? [laughs]",
        "Really?!",
        "And then?…",
        "どうして？",
        "Why? *",
        "So? (Pause.)",
    ],
)
def test_a_question_ends_with_its_mark_whatever_closes_it(text: str):
    assert asks(text)
    assert holds_question(text)


@pytest.mark.parametrize("text", ["", "Because.", "Why? Because.", "It was (was it?) a boat, and it sank that night."])
def test_a_mark_elsewhere_is_no_question_that_is_put(text: str):
    assert not asks(text)


@given(st.text("ab ?？.”)]*", max_size=60), st.integers(0, 400))
def test_only_the_end_of_a_text_tells_whether_it_asks(text: str, before: int):
    assert asks("x" * before + " " * 50 + text) == asks(text)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What did you do with the boat?", "I sold it to my uncle."),
        ("Tell me about the boat.", "Well, it was never mine."),
        ("Your sister says that it sank.", "My sister was not there."),
        ("Wie kamen Sie an das Boot?", "Ich habe es geerbt."),
        ("You never went back.", "No. I could not."),
        ("Let's talk about the fire.", "We had a permit, and we had a bucket."),
    ],
)
def test_a_question_looks_more_like_one_than_its_answer(question: str, answer: str):
    assert likeness(question) > 0 > likeness(answer)


def test_length_speaks_against_a_question():
    short, long = "You went back to the island.", "You went back to the island, " + "and then on again, " * 60
    assert likeness(short) > likeness(long)


@pytest.mark.parametrize("text", ["", "…", "?!", "   "])
def test_what_has_no_words_is_rather_no_question(text: str):
    assert likeness(text) < 0


def test_words_keep_their_apostrophes_and_lose_their_accents():
    assert words_of("I’ve SEEN the café, don't you?") == ["i've", "seen", "the", "cafe", "don't", "you"]
    assert words_of("naïve 東京 a1") == ["naive", "東京", "a1"]


@given(st.text("abc 'é?", max_size=80))
def test_words_of_plain_text_are_found_in_the_same_way_as_others(text: str):
    """Plain text has an expression of its own, for speed."""
    assert words_of(text) == words_of(text + " ж")[:-1]


def test_only_the_beginning_of_a_text_is_looked_at_for_words():
    assert len(words_of("word " * 10_000)) == LOOKED_AT // 5
    assert length("word " * 10_000) == 50_000 // 6


def test_a_question_glued_to_an_introduction_begins_where_somebody_is_spoken_to():
    intro = "The Reel Gazette met Ivo Lindqvist on the pier."
    assert glued(f"{intro} Let us start. Where do you keep the boat?") == len(intro) + 1
    assert glued("Where do you keep the boat?") == 0
    assert glued(f"{intro} He was wet.") == 0
