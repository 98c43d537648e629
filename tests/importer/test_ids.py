"""Ids: readable, unique, and the same for the same question."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.importer.ids import interview_id, pair_ids, slug, unique
from bot.knowledge.grammar import MAX_ID, identifier, pair_identifier


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Why do we never see the monster?", "monster"),
        ("You’d done one of these. What made the foghorn louder?", "foghorn-louder"),
        ("The storm looked dear. What did it cost?", "cost-storm-looked"),
        ("Why did Old Brenda and Mags Thorne never meet?", "old-brenda-mags"),
        ("And Mags, who sank her boat?", "mags-sank-boat"),
        ("Who stole it, Zoë?", "zoe-stole"),
        ("And you?", "and-you"),
        ("None?", "none-2"),
        ("3?", "3"),
        ("Wie heißt der Bürgermeister, Łukasz?", "burgermeister-wie-heisst"),
        ("地図は誰が描いたのですか？", "question-1"),
        ("?!", "question-1"),
    ],
)
def test_an_id_is_made_of_the_words_that_carry_the_question(question, expected):
    assert pair_ids([question]) == [expected]


def test_what_all_questions_are_about_is_in_no_id():
    questions = ["Is Tin Harbor a comedy?", "Wanda, is it a comedy or a tragedy?"]
    assert pair_ids(questions, "Tin Harbor", ["WANDA OKAFOR"]) == ["comedy", "comedy-tragedy"]


def test_questions_alike_take_more_words_and_then_numbers():
    assert pair_ids(["Why fog, rope, salt, tin?", "Why fog, rope, salt, rust?", "Fog, rope, salt, rust?"]) == [
        "fog-rope-salt",
        "fog-rope-salt-rust",
        "fog-rope-salt-2",
    ]
    assert pair_ids(["Why?", "Why?", "Why 2?", "Why?"]) == ["why", "why-2", "why-2-2", "why-3"]


def test_an_id_does_not_depend_on_the_questions_after_it():
    questions = ["Why boats?", "Why moths?", "Why boats?"]
    assert [pair_ids(questions[: count + 1])[count] for count in range(3)] == pair_ids(questions)


@settings(max_examples=80)
@given(st.lists(st.text(max_size=60), max_size=6), st.text(max_size=10))
def test_all_ids_are_valid_and_unique(questions, show):
    found = pair_ids(questions, show, [show])
    assert len(set(found)) == len(found) == len(questions)
    assert all(pair_identifier(name) and len(name) <= 60 for name in found)


def test_ten_thousand_times_the_same_question_takes_no_longer_than_different_ones():
    began = time.perf_counter()
    assert len(set(pair_ids(["And then?"] * 10_000))) == 10_000
    assert time.perf_counter() - began < 20  # squared it would be minutes


@pytest.mark.parametrize(
    ("given_parts", "expected"),
    [
        (("Tin Harbor", 1, "okafor", "ScreenPost"), "tin-harbor-s1-okafor-screenpost"),
        (("Tin Harbor", None, "okafor", "The Reel Gazette"), "tin-harbor-okafor-the-reel-gazette"),
        ((None, 2, "okafor", None), "okafor"),
        ((None, None, "", None), ""),
        (("霧", 3, "", "El País"), "s3-el-pais"),
    ],
)
def test_the_id_of_an_interview_is_made_of_what_is_known(given_parts, expected):
    assert interview_id(*given_parts) == expected


def test_long_names_are_cut_between_words():
    name = interview_id("The Very Long Adventure " * 20, 1, "okafor", "ScreenPost")
    assert identifier(name) == name
    assert len(name) <= MAX_ID
    assert name.endswith("-long-s1-okafor")
    assert len(slug(["x" * 500])) <= MAX_ID


def test_a_number_that_is_taken_is_passed_over():
    taken = {"okafor": 1, "okafor-2": 1}
    assert [unique(["okafor"], taken), unique(["okafor"], taken)] == ["okafor-3", "okafor-4"]
