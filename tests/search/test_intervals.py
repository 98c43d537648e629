"""Confidence intervals: against published examples, the equations they solve, and how often they hold the truth."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.evaluation import auroc, measure
from bot.search.intervals import Z, area_interval, difference_interval, intervals, wilson
from tests.search.test_evaluation import answer, nothing, suggest, trial

COUNTS = st.integers(1, 2_000)
SHARES = st.floats(0, 1)


def coverage(interval, truths, chances):
    """How often an interval holds the truth, given each outcome's interval and chance."""
    return sum(
        chance for (low, high), truth, chance in zip(interval, truths, chances, strict=True) if low <= truth <= high
    )


class TestWilson:
    @pytest.mark.parametrize(
        ("right", "count", "low", "high"),
        # Newcombe (1998), Statistics in Medicine 17:857, table I, method 3.
        [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
    )
    def test_published_examples(self, right, count, low, high):
        assert wilson(right / count, count) == pytest.approx((low, high), abs=5e-5)

    @given(SHARES, COUNTS)
    def test_its_ends_are_the_shares_that_the_one_found_just_speaks_against(self, share, count):
        for end in wilson(share, count):
            if 0 < end < 1:
                # Close to 0 and 1 the root makes 1e-8 of what is rounded off at 1e-16.
                assert abs(share - end) == pytest.approx(Z * math.sqrt(end * (1 - end) / count), rel=1e-6, abs=1e-7)

    @given(SHARES, COUNTS)
    def test_it_holds_the_share_and_mirrors_its_complement(self, share, count):
        low, high = wilson(share, count)
        assert 0 <= low <= share <= high <= 1
        assert low < high
        assert wilson(1 - share, count) == pytest.approx((1 - high, 1 - low), abs=1e-9)

    @given(SHARES, COUNTS)
    def test_more_questions_make_it_narrower(self, share, count):
        wide, narrow = wilson(share, count), wilson(share, 4 * count)
        assert narrow[1] - narrow[0] < wide[1] - wide[0]

    @pytest.mark.parametrize(("count", "truth"), list(product([20, 75, 240], [0.1, 0.3, 0.5, 0.8, 0.95])))
    def test_it_holds_the_truth_about_95_times_in_100(self, count, truth):
        chances = [math.comb(count, k) * truth**k * (1 - truth) ** (count - k) for k in range(count + 1)]
        found = coverage([wilson(k / count, count) for k in range(count + 1)], [truth] * (count + 1), chances)
        assert 0.92 <= found <= 0.99

    def test_it_is_not_too_narrow_for_a_mean_reciprocal_rank(self):
        rng = np.random.default_rng(7)
        values, chances = np.array([1, 1 / 2, 1 / 3, 0]), [0.6, 0.2, 0.1, 0.1]
        truth = float(values @ chances)
        means = rng.choice(values, size=(400, 60), p=chances).mean(axis=1)
        held = [low <= truth <= high for low, high in (wilson(float(mean), 60) for mean in means)]
        assert np.mean(held) >= 0.95


def hanley_mcneil(area, inside, outside):
    """The variance of the area, as it stands in their paper of 1982."""
    first, second = area / (2 - area), 2 * area * area / (1 + area)
    spread = area * (1 - area) + (inside - 1) * (first - area**2) + (outside - 1) * (second - area**2)
    return spread / (inside * outside)


class TestArea:
    @given(SHARES, st.integers(1, 500))
    def test_its_ends_are_the_areas_that_the_one_found_just_speaks_against(self, area, count):
        for end in area_interval(area, count, count):
            if 1e-6 < end < 1 - 1e-6 and abs(end - area) > 1e-6:
                assert abs(area - end) == pytest.approx(Z * math.sqrt(hanley_mcneil(end, count, count)), rel=1e-3)

    @given(SHARES, COUNTS, COUNTS)
    def test_it_holds_the_area_and_mirrors_its_complement(self, area, inside, outside):
        low, high = area_interval(area, inside, outside)
        assert 0 <= low <= area <= high <= 1
        assert area_interval(1 - area, outside, inside) == pytest.approx((1 - high, 1 - low), abs=1e-6)

    @given(SHARES, st.integers(2, 500), st.integers(2, 500))
    def test_more_questions_make_it_narrower(self, area, inside, outside):
        wide, narrow = area_interval(area, inside, outside), area_interval(area, 4 * inside, 4 * outside)
        assert narrow[1] - narrow[0] < wide[1] - wide[0]

    def test_a_perfect_separation_is_not_taken_for_certain(self):
        low, high = area_interval(1.0, 30, 20)
        assert low < 0.95
        assert high == 1

    @pytest.mark.parametrize("apart", [0.0, 1.0, 2.0])
    def test_it_holds_the_truth_about_95_times_in_100(self, apart):
        rng = np.random.default_rng(11)
        truth = 0.5 * (1 + math.erf(apart / 2))  # for normal scores whose means lie so far apart
        held = []
        for _ in range(300):
            area = auroc(rng.normal(apart, 1, 40).tolist(), rng.normal(0, 1, 30).tolist())
            low, high = area_interval(area, 40, 30)
            held.append(low <= truth <= high)
        assert 0.91 <= np.mean(held) <= 0.99


class TestDifference:
    @given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 500))
    def test_turned_round_it_is_its_mirror(self, gained, lost, same):
        low, high = difference_interval(gained, lost, gained + lost + same)
        assert -1 <= low < high <= 1
        assert difference_interval(lost, gained, gained + lost + same) == pytest.approx((-high, -low))

    def test_questions_on_which_both_agree_speak_for_no_difference(self):
        low, high = difference_interval(0, 0, 500)
        assert low == -high
        assert high < 0.01

    def test_what_only_one_gets_right_tells_them_apart(self):
        assert difference_interval(30, 2, 240)[0] > 0
        assert difference_interval(4, 2, 240)[0] < 0

    @pytest.mark.parametrize(("gain", "loss"), [(0.1, 0.1), (0.3, 0.05), (0.5, 0.3)])
    def test_it_holds_the_truth_about_95_times_in_100(self, gain, loss):
        count, same = 40, 1 - gain - loss
        outcomes = [(gained, lost) for gained in range(count + 1) for lost in range(count + 1 - gained)]
        chances = [
            math.comb(count, gained)
            * math.comb(count - gained, lost)
            * gain**gained
            * loss**lost
            * same ** (count - gained - lost)
            for gained, lost in outcomes
        ]
        found = coverage(
            [difference_interval(gained, lost, count) for gained, lost in outcomes],
            [gain - loss] * len(outcomes),
            chances,
        )
        assert 0.93 <= found <= 0.99


class TestIntervals:
    TRIALS = (
        trial(answer("ferry"), "ferry"),
        trial(suggest("kraken", "ferry"), "ferry"),
        trial(nothing("kraken"), "ferry"),
        trial(suggest("ferry", confidence=0.3)),
        trial(nothing()),
    )

    def test_every_share_has_one_from_the_questions_it_is_about(self):
        found = intervals(measure(self.TRIALS))
        assert list(found) == [
            "recall_at_1",
            "recall_at_3",
            "mrr",
            "answered_right",
            "answered_wrong",
            "suggested_right",
            "offtopic_answered",
            "offtopic_suggested",
            "auroc",
        ]
        assert found["recall_at_1"] == found["answered_right"] == wilson(1 / 3, 3)
        assert found["offtopic_suggested"] == wilson(1 / 2, 2)
        assert found["auroc"] == area_interval(measure(self.TRIALS).auroc, 3, 2)

    def test_what_was_not_measured_has_none(self):
        found = intervals(measure(self.TRIALS[:3]))
        assert found["offtopic_answered"] is found["auroc"] is None
        assert found["recall_at_3"] is not None
        assert set(intervals(measure([])).values()) == {None}
