"""The measures, against hand-made findings and slow oracles."""

from __future__ import annotations

import json
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.calibration import Evidence
from bot.search.evaluation import Case, Trial, auroc, mean_reciprocal_rank, measure, percentile, recall
from bot.search.passages import lead
from bot.search.results import Answer, Match, NoAnswer, Suggestions
from tests.search.content import SNAPSHOT

ENTRIES = {entry.pair.id: entry for entry in SNAPSHOT.entries}
PAIRS = list(ENTRIES)


def match(pair, confidence=0.5):
    entry = ENTRIES[pair]
    return Match(entry, confidence, lead(entry.pair.answer), entry.pair.question, Evidence(1.0, 0.5, 1.0, 0.0))


def answer(*pairs, confidence=0.9):
    return Answer("?", tuple(match(pair, confidence) for pair in pairs), confidence)


def suggest(*pairs, confidence=0.4):
    found = tuple(match(pair, confidence) for pair in pairs)
    return Suggestions("?", found, confidence, choices=found)


def nothing(*pairs, confidence=0.1):
    return NoAnswer("?", tuple(match(pair, confidence) for pair in pairs), confidence if pairs else 0.0)


def trial(finding, *expect, kind="plain", milliseconds=1.0):
    return Trial(Case("q", "?", expect, kind), finding, milliseconds)


class TestTrial:
    def test_the_rank_is_that_of_the_first_right_match(self):
        assert trial(answer("ferry", "kraken", "ending"), "ending", "kraken").rank == 2
        assert trial(nothing("ferry", "kraken"), "ferry").rank == 1
        assert trial(answer("ferry", "kraken"), "greenhouse").rank is None
        assert trial(nothing(), "ferry").rank is None

    def test_a_pair_may_be_expected_with_its_interview_or_without(self):
        assert trial(answer("ferry"), "tin-harbor-s1/ferry").rank == 1
        assert trial(answer("ferry"), "ferry").rank == 1
        assert trial(answer("ferry"), "other-show/ferry").rank is None

    @pytest.mark.parametrize(
        ("finding", "expect", "mistake"),
        [
            (answer("ferry"), ("ferry",), None),
            (answer("kraken", "ferry"), ("ferry",), "answered wrong"),
            (suggest("kraken", "ferry"), ("ferry",), None),
            (suggest("kraken"), ("ferry",), "suggested only wrong ones"),
            (nothing("ferry"), ("ferry",), "refused"),
            (answer("ferry"), (), "answered, though nothing answers it"),
            (suggest("ferry"), (), "suggested something"),
            (nothing("ferry"), (), None),
        ],
    )
    def test_a_mistake_is_what_fails_a_fan(self, finding, expect, mistake):
        assert trial(finding, *expect).mistake == mistake


class TestMeasure:
    TRIALS = (
        trial(answer("ferry", "kraken"), "ferry", kind="typo", milliseconds=1),
        trial(answer("kraken", "ferry"), "ferry", kind="typo", milliseconds=2),
        trial(suggest("kraken", "ending", "ferry"), "ferry", kind="ramble", milliseconds=3),
        trial(nothing("kraken"), "ferry", kind="ramble", milliseconds=4),
        trial(answer("ferry", confidence=0.9), kind="chat", milliseconds=5),
        trial(suggest("ferry", confidence=0.3), kind="chat", milliseconds=6),
        trial(nothing(), kind="far", milliseconds=100),
    )

    def test_shares_are_taken_over_the_questions_they_are_about(self):
        report = measure(self.TRIALS)
        assert (report.questions, report.offtopic) == (4, 3)
        assert report.recall_at_1 == 0.25
        assert report.recall_at_3 == 0.75
        assert report.mrr == pytest.approx((1 + 1 / 2 + 1 / 3 + 0) / 4)
        assert (report.answered_right, report.answered_wrong, report.suggested_right) == (0.25, 0.25, 0.25)
        assert (report.offtopic_answered, report.offtopic_suggested) == (pytest.approx(1 / 3), pytest.approx(1 / 3))
        assert (report.median_ms, report.p99_ms) == (4, 100)

    def test_confidences_are_compared_pair_by_pair(self):
        # asked: 0.9 0.9 0.4 0.1; off-topic: 0.9 0.3 0.0
        assert measure(self.TRIALS).auroc == pytest.approx((2.5 + 2.5 + 2 + 1) / 12)

    def test_kinds_are_reported_one_by_one(self):
        kinds = measure(self.TRIALS).by_kind
        assert list(kinds) == ["typo", "ramble", "chat", "far"]
        assert kinds["typo"] == {
            "questions": 2,
            "recall_at_1": 0.5,
            "recall_at_3": 1.0,
            "mrr": 0.75,
            "answered_right": 0.5,
            "answered_wrong": 0.5,
            "suggested_right": 0.0,
        }
        assert kinds["chat"] == {"offtopic": 2, "answered": 0.5, "suggested": 0.5}
        assert kinds["far"] == {"offtopic": 1, "answered": 0.0, "suggested": 0.0}

    def test_a_kind_with_questions_of_both_sorts_has_the_measures_of_both(self):
        kinds = measure([trial(answer("ferry"), "ferry"), trial(answer("ferry"))]).by_kind
        assert kinds["plain"]["recall_at_1"] == 1.0
        assert kinds["plain"]["answered"] == 1.0

    def test_what_cannot_be_measured_is_none_not_zero(self):
        report = measure([trial(nothing())])
        assert report.recall_at_1 is report.mrr is report.auroc is report.answered_right is None
        assert report.offtopic_answered == 0
        assert measure([]).median_ms is measure([]).p99_ms is None

    def test_the_report_is_ready_for_json(self):
        report = measure(self.TRIALS)
        assert json.loads(json.dumps(report.as_dict(), allow_nan=False))["recall_at_1"] == 0.25


FINDINGS = st.builds(
    lambda make, pairs, confidence: make(*pairs, confidence=confidence),
    st.sampled_from([answer, suggest]),
    st.lists(st.sampled_from(PAIRS), unique=True, min_size=1),
    st.floats(0, 1),
) | st.builds(lambda pairs: nothing(*pairs), st.lists(st.sampled_from(PAIRS), unique=True))
TRIALS = st.lists(
    st.builds(
        lambda finding, expect, kind: trial(finding, *expect, kind=kind),
        FINDINGS,
        st.lists(st.sampled_from(PAIRS), unique=True),
        st.sampled_from("ab"),
    )
)
VALUES = st.lists(st.integers(0, 5).map(lambda tenths: tenths / 10) | st.floats(0, 1), max_size=20)


def slow_auroc(inside, outside):
    wins = [1.0 if high > low else 0.5 if high == low else 0.0 for high, low in product(inside, outside)]
    return sum(wins) / len(wins) if wins else None


def slow_reciprocal_rank(trial):
    for place, found in enumerate(trial.finding.matches, start=1):
        if found.entry.pair.id in trial.case.expect:
            return 1 / place
    return 0


@given(VALUES, VALUES)
def test_auroc_equals_the_share_of_pairs_won(inside, outside):
    assert auroc(inside, outside) == pytest.approx(slow_auroc(inside, outside))


@given(VALUES.filter(bool), VALUES.filter(bool))
def test_auroc_turned_round_is_its_complement(inside, outside):
    assert auroc(inside, outside) + auroc(outside, inside) == pytest.approx(1)


@given(TRIALS)
def test_mrr_and_recall_equal_a_plain_count(trials):
    ranks = [slow_reciprocal_rank(each) for each in trials]
    count = len(trials)
    assert mean_reciprocal_rank(trials) == (pytest.approx(sum(ranks) / count) if count else None)
    for depth in (1, 2, 3):
        right = sum(rank >= 1 / depth for rank in ranks)
        assert recall(trials, depth) == (pytest.approx(right / count) if count else None)


@given(TRIALS)
def test_shares_lie_between_0_and_1_and_fit_together(trials):
    report = measure(trials)
    asked = [each for each in trials if each.case.expect]
    assert report.questions + report.offtopic == len(trials)
    shares = [
        value for name, value in report.as_dict().items() if isinstance(value, float) and not name.endswith("_ms")
    ]
    assert all(0 <= share <= 1 for share in shares)
    if asked:
        assert report.recall_at_1 <= report.mrr <= report.recall_at_3 + (1 - report.recall_at_3) / 4
        assert report.answered_right + report.answered_wrong + report.suggested_right <= 1 + 1e-9
        assert report.answered_right <= report.recall_at_1
    counted = sum(kind.get("questions", 0) + kind.get("offtopic", 0) for kind in report.by_kind.values())
    assert counted == len(trials)


@given(st.lists(st.floats(0, 100), min_size=1), st.integers(1, 100))
def test_a_percentile_is_the_least_value_that_enough_values_keep_within(values, percent):
    found = percentile(values, percent)

    def within(limit):
        return 100 * sum(value <= limit for value in values) >= percent * len(values)

    assert found == min(filter(within, values))
