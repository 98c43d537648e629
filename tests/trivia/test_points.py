"""What answers are worth, and who leads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.trivia.points import MOST, STREAK_MOST, Place, points, ranked

AFTER = st.floats(-10, 200, allow_nan=False)
LIMITS = st.integers(10, 120)
HINTS = st.integers(0, 2)
STREAKS = st.integers(0, 60)


@pytest.mark.parametrize(
    ("after", "hints", "streak", "earned"),
    [
        (0, 0, 0, 100),
        (15, 0, 0, 75),
        (30, 0, 0, 50),
        (0, 1, 0, 75),
        (0, 2, 0, 50),
        (30, 2, 0, 25),
        (0.3, 0, 0, 100),  # 99.5 is rounded up
        (0.31, 0, 0, 99),
        (0, 0, 1, 105),
        (0, 0, 5, 125),
        (0, 0, 50, 125),
        (-1, 0, 0, 100),
        (99, 0, 0, 50),
    ],
)
def test_what_an_answer_earns_in_a_round_of_thirty_seconds(after, hints, streak, earned):
    assert points(after, 30, hints, streak) == earned


@given(AFTER, LIMITS, HINTS, STREAKS)
def test_every_right_answer_earns_something_and_none_more_than_the_most(after, limit, hints, streak):
    assert 25 <= points(after, limit, hints, streak) <= MOST + STREAK_MOST


@given(AFTER, AFTER, LIMITS, HINTS, STREAKS)
def test_nobody_gains_by_being_slower(one, other, limit, hints, streak):
    quick, slow = sorted([one, other])
    assert points(quick, limit, hints, streak) >= points(slow, limit, hints, streak)


@given(AFTER, LIMITS, STREAKS)
def test_each_hint_costs(after, limit, streak):
    with_hints = [points(after, limit, hints, streak) for hints in range(3)]
    assert with_hints == sorted(set(with_hints), reverse=True)


SCORES = st.dictionaries(st.integers(1, 99), st.tuples(st.integers(-50, 50), st.integers(0, 9), st.integers(0, 9)))


@given(SCORES)
def test_a_rank_is_one_more_than_the_number_of_those_who_have_more(scores):
    places = ranked((player, *score) for player, score in scores.items())
    assert {place.player: (place.points, place.right, place.rounds) for place in places} == scores
    assert all(place.rank == 1 + sum(score[0] > place.points for score in scores.values()) for place in places)
    assert [(-place.points, place.player) for place in places] == sorted((-p.points, p.player) for p in places)


def test_ties_share_a_rank_and_the_next_one_is_left_out():
    assert ranked([(3, 5, 0, 1), (1, 9, 1, 1), (2, 9, 2, 2)]) == (
        Place(1, 1, 9, 1, 1),
        Place(1, 2, 9, 2, 2),
        Place(3, 3, 5, 0, 1),
    )
    assert ranked([]) == ()
