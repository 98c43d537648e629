"""Golden questions: when they hold, and what is said when they do not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.knowledge.model import Golden, Snapshot
from bot.search.engine import Engine
from bot.search.golden import failures
from tests.search.content import SHOW


@pytest.fixture
def failing():
    """The golden questions among these that fail."""

    def ask(*golden, interviews=(SHOW,)):
        first, *others = interviews
        snapshot = Snapshot([replace(first, golden=golden), *others])
        return failures(Engine(snapshot), snapshot)

    return ask


def test_without_golden_questions_nothing_fails(failing):
    assert failing() == []


def test_those_that_hold_are_not_mentioned(failing):
    assert failing(Golden("who set fire to the greenhouse", "greenhouse"), Golden("best pizza in town", None)) == []


def test_a_wrong_answer_fails(failing):
    [failure] = failing(Golden("who set fire to the greenhouse", "ferry"))
    assert (failure.interview, failure.golden.expect) == ("tin-harbor-s1", "ferry")
    assert failure.finding.outcome == "answer"
    assert failure.problem.startswith(
        "The golden question “who set fire to the greenhouse” expects the answer ferry, but gets the answer "
        "tin-harbor-s1/greenhouse (confidence "
    )


def test_an_answer_where_none_is_wanted_fails(failing):
    [failure] = failing(Golden("who set fire to the greenhouse", None))
    assert "expects no answer, but gets the answer tin-harbor-s1/greenhouse" in failure.problem


def test_no_answer_where_one_is_wanted_fails(failing):
    [failure] = failing(Golden("best pizza in town", "ferry"))
    assert str(failure) == (
        "tin-harbor-s1: The golden question “best pizza in town” expects the answer ferry, but gets no answer."
    )


def test_a_suggestion_is_neither_an_answer_nor_none(failing):
    twin = replace(SHOW, id="twin")  # the very same pairs: always a tie
    golden = (Golden("who set fire to the greenhouse", "greenhouse"), Golden("how was the ferry filmed", None))
    found = failing(*golden, interviews=(SHOW, twin))
    assert [failure.golden for failure in found] == list(golden)
    assert all("but gets only suggestions: tin-harbor-s1/" in failure.problem for failure in found)


def test_a_pair_of_the_same_name_in_another_interview_does_not_count(failing):
    other = replace(SHOW, id="other", pairs=SHOW.pairs[:1])
    lonely = replace(SHOW, pairs=SHOW.pairs[1:])
    [failure] = failing(Golden("who set fire to the greenhouse", "greenhouse"), interviews=(lonely, other))
    assert "but gets the answer other/greenhouse" in failure.problem
