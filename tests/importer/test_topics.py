"""Topics: names and terms that come up again, and nothing that every pair is about."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.importer.topics import MOST, topics

FILLER = ("And the weather?", "It rained.")


def about(*pairs, **known):
    return topics([*pairs, *[FILLER] * 4], **known)[: len(pairs)]


def test_a_name_that_is_asked_about_is_a_topic():
    assert about(("Where does Old Brenda live?", "Below.")) == [("Old Brenda",)]


def test_a_name_in_an_answer_is_one_if_it_comes_again():
    once = about(("Who sank it?", "It was Mags Thorne, I think."))
    again = about(("Who sank it?", "It was Mags Thorne, I think."), ("Who paid?", "We asked Mags Thorne."))
    assert (once, again) == ([()], [("Mags Thorne",), ("Mags Thorne",)])


def test_a_part_of_a_longer_name_is_given_as_that():
    found = about(("Who sank it?", "We saw Mags Thorne do it."), ("Who paid?", "I sent the bill to Mags."))
    assert found == [("Mags Thorne",), ("Mags Thorne",)]


def test_a_term_is_a_noun_of_several_pairs():
    found = about(
        ("Who blew the foghorn?", "The foghorn blew itself."),
        ("What is loudest?", "Either my foghorn or the sea."),
        ("Is it quiet?", "The sea is never quiet. I told them to be quiet."),
    )
    assert found == [("foghorn",), ("foghorn",), ()]


def test_a_word_that_begins_a_sentence_is_no_name():
    assert about(("Boats?", "Boats float. Boats sink."), ("Why?", "Boats again.")) == [(), ()]


def test_a_word_that_begins_a_quotation_is_no_name():
    pairs = [
        ("What did he say?", "He said: “Never burn the set.” And again: Never."),
        ("Why?", "He said “Never” to me."),
    ]
    assert about(*pairs) == [(), ()]


def test_in_other_languages_capitals_mean_something_else():
    pairs = [("Woher kommt der Nebel, Frau Okafor?", "Der Nebel kommt vom Meer, und das Meer gehört niemandem.")] * 3
    assert topics(pairs) == [()] * 3


def test_show_and_speakers_are_passed_over():
    pair = ("What is Tin Harbor to Wanda?", "Well, Tin Harbor was my harbor, and the harbor was Wanda.")
    other = ("Is the harbor real?", "Ask Wanda Okafor about Tin Harbor.")
    assert about(pair, other, show="Tin Harbor", people=["Wanda Okafor"]) == [("harbor",), ("harbor",)]


def test_what_most_pairs_are_about_sets_none_apart():
    pairs = [(f"And the kraken, part {number}?", "The kraken sleeps, said Mags Thorne.") for number in range(8)]
    assert topics(pairs) == [()] * 8


def test_vague_nouns_and_shouting_are_no_topics():
    assert about(("What was the idea?", "The idea was NO."), ("Another idea?", "The idea was NEVER.")) == [(), ()]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=60), st.text(max_size=120)), max_size=5), st.text(max_size=10))
def test_topics_are_few_stand_in_the_text_and_come_for_each_pair(pairs, show):
    found = topics(pairs, show, [show])
    assert len(found) == len(pairs)
    everything = " ".join(" ".join(f"{question} {answer}" for question, answer in pairs).split())
    for each in found:
        assert len(each) == len(set(each)) <= MOST
        assert all(part in everything for topic in each for part in topic.split())


@pytest.mark.parametrize("text", ["The Fog " * 5_000, "A " * 20_000, "Ab" * 80_000, "x'" * 80_000, "The fog. " * 5_000])
def test_a_text_made_to_take_long_does_not(text):
    began = time.perf_counter()
    topics([(text, text)] * 2)
    assert time.perf_counter() - began < 20  # squared it would be hours
