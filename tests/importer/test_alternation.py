"""The likeliest sequence of questions and answers, beside all sequences there are."""

from __future__ import annotations

from itertools import pairwise, product
from math import exp, isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.importer import alternation
from bot.importer.alternation import AFTER, ANSWERED, ANSWERED_ON, ASKED, ASKED_ON, BEFORE

STATES = range(6)
SIDES = {BEFORE: 0, ASKED: 1, ASKED_ON: 1, ANSWERED: 2, ANSWERED_ON: 2, AFTER: 3}
rows = st.lists(st.tuples(*[st.floats(-6, 6) for _ in STATES]), min_size=2, max_size=5)


def weights(given_rows) -> dict[tuple[int, ...], float]:
    """The weight of every sequence that is allowed, as a logarithm."""
    found = {}
    for states in product(STATES, repeat=len(given_rows)):
        if states[0] not in {BEFORE, ASKED} or states[-1] not in {ANSWERED, ANSWERED_ON, AFTER}:
            continue
        steps = sum(alternation._CHANGE[old][new] for old, new in pairwise(states))
        weight = steps + sum(row[state] for row, state in zip(given_rows, states, strict=True))
        if weight > -1e300:
            found[states] = weight
    return found


@given(rows)
@settings(max_examples=30)
def test_no_other_sequence_is_likelier_and_each_line_is_as_sure_as_all_sequences_say(given_rows):
    states, sure = alternation._walk(given_rows)
    every = weights(given_rows)
    assert isclose(every[tuple(states)], max(every.values()), abs_tol=1e-9)
    total = sum(map(exp, every.values()))
    for at, state in enumerate(states):
        same = sum(exp(weight) for path, weight in every.items() if SIDES[path[at]] == SIDES[state])
        assert isclose(sure[at], same / total, abs_tol=1e-6)


@pytest.mark.parametrize("count", [0, 1])
def test_a_line_by_itself_is_no_exchange(count: int):
    states, sure = alternation._walk([(0.0,) * 6] * count)
    assert list(states) == [BEFORE] * count
    assert list(sure) == [0.0] * count


def test_thousands_of_lines_are_still_sure():
    """Sums of so many logarithms must not run out of numbers."""
    asked, answered = (0.0, 3.0, -3.0, -3.0, -3.0, -3.0), (-3.0, -3.0, -3.0, 3.0, 0.0, -3.0)
    states, sure = alternation._walk([asked, answered] * 3_000)
    assert list(states) == [ASKED, ANSWERED] * 3_000
    assert min(sure) > 0.99
