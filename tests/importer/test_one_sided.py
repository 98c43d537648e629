"""Interviews in which only one side has labels: where the other side's words begin and end."""

from __future__ import annotations

from bot.importer.labelled import UNLIKELY
from bot.importer.reading import read
from bot.importer.transcript import transcribe
from tests.importer.documents import found

FIRST = ("What is left to film?", "The roof, and I have the key to it.")
LAST = ("Will you go up?", "I live there.")


def pairs(middle: str, before: str = "", after: str = "") -> list[tuple[str, str]]:
    text = f"{before}{FIRST[0]}\n\nOB: {FIRST[1]}\n\n{middle}\n\n{LAST[0]}\n\nOB: {LAST[1]}\n\n{after}"
    return found(transcribe(read(text.encode(), "talk.txt")))


def test_a_question_of_two_lines_is_one():
    middle = "You sold the ladder.\nWho has it now?\n\nOB: A cat."
    assert pairs(middle) == [FIRST, ("You sold the ladder. Who has it now?", "A cat."), LAST]


def test_a_question_before_the_question_belongs_to_it():
    middle = "How high is your roof?\n\nHave you measured it?\n\nOB: With a cat and a rope."
    assert pairs(middle) == [FIRST, ("How high is your roof? Have you measured it?", "With a cat and a rope."), LAST]


def test_the_last_line_of_a_block_of_adjacent_lines_may_be_the_next_question():
    middle = "Who has the ladder?\n\nOB: A cat.\nDoes it know what your ladder is for?\n\nOB: It has an idea."
    assert pairs(middle) == [
        FIRST,
        ("Who has the ladder?", "A cat."),
        ("Does it know what your ladder is for?", "It has an idea."),
        LAST,
    ]


def test_an_introduction_is_no_question():
    before = "Odile Brandvold is a roofer. I met her on a Monday and we were wet.\n\n"
    assert pairs("Who has the ladder?\n\nOB: A cat.", before)[0] == FIRST


def test_what_comes_after_the_last_answer_is_no_part_of_it():
    assert pairs("Who has the ladder?\n\nOB: A cat.", after="Roofs opens on Friday in all theaters.")[-1] == LAST
    assert pairs("Who has the ladder?\n\nOB: A cat.", after="Quaymouth, 3 May 2031.")[-1] == LAST


def test_a_line_of_which_only_its_place_says_that_it_asks_says_so():
    text = "What is left?\n\nOB: The roof.\n\nYou fell.\n\nOB: I flew.\n\nA ladder of nine rungs.\n\nOB: I built it."
    result = transcribe(read(text.encode(), "talk.txt"))
    assert found(result)[2] == ("A ladder of nine rungs.", "I built it.")
    assert result.pairs[2].notes == (UNLIKELY,)
    assert result.pairs[2].confidence < result.pairs[1].confidence


def test_between_a_rule_and_the_first_label_somebody_asks_whatever_it_says():
    head = "# Roofs\n\nOdile Brandvold is a roofer. I met her on a Monday and we were wet.\n\n---\n\n"
    first = ("I suppose that is the roof over there.", "It is, and it is mine.")
    body = "".join(f"{question}\n\n**OB:** {answer}\n\n" for question, answer in (first, FIRST, LAST))
    assert found(transcribe(read((head + body).encode(), "talk.md"), certain=True)) == [first, FIRST, LAST]
