"""Who is compared, and the measures, against slow oracles."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bench import comparison
from bot.bench.comparison import BARE, LEFT_OUT, STORED, Attempt, Contestant, compare, contestants, right_at, standing
from bot.bench.entrants import ENTRANTS
from bot.bench.systems import Hit
from bot.bench.variants import bare
from bot.search.evaluation import Case
from bot.search.intervals import difference_interval, wilson
from tests.search.content import SNAPSHOT


def attempt(rank, score=1.0, kind="plain", expect=("a",)):
    return Attempt(Case("q", "?", expect, kind), rank, score, 1.0)


def offtopic(score):
    return attempt(None, score, expect=())


class Fixed:
    """Finds the same pairs whatever it is asked."""

    name = "fixed"

    def __init__(self, *refs):
        self.refs = refs

    def build(self, snapshot):
        self.built = snapshot

    def find(self, _, top):
        return [Hit(ref, 1 / place) for place, ref in enumerate(self.refs[:top], 1)]


CONTESTANT = Contestant("all", "fixed", Fixed(), SNAPSHOT)


class TestRightAt:
    def test_the_limit_lets_no_more_than_its_share_of_offtopic_through(self):
        asked = [attempt(1, 0.9), attempt(1, 0.5), attempt(2, 0.95), attempt(1, 0.2)]
        outside = [offtopic(score / 10) for score in range(10)]  # one of them, 0.9, may be answered
        assert right_at([*asked, *outside], 0.1) == 1 / 4
        assert right_at([*asked, *outside], 0.5) == 2 / 4
        assert right_at([*asked, *outside], 1.0) == 3 / 4

    def test_equal_scores_are_treated_alike(self):
        assert right_at([attempt(1, 85.5), *[offtopic(85.5)] * 9, offtopic(0)], 0.1) == 0

    def test_what_found_nothing_is_never_answered(self):
        assert right_at([attempt(None, -math.inf), offtopic(-math.inf)], 1.0) == 0

    def test_without_both_sorts_there_is_nothing_to_say(self):
        assert right_at([attempt(1)], 0.1) is right_at([offtopic(1)], 0.1) is right_at([], 0.1) is None

    SCORES = st.integers(0, 6).map(float) | st.just(-math.inf)

    @given(
        st.lists(st.tuples(st.sampled_from([1, 2, None]), SCORES), min_size=1),
        st.lists(SCORES, min_size=1),
        st.sampled_from([0.0, 0.1, 0.25, 0.5, 1.0]),
    )
    def test_it_is_the_best_that_any_limit_gets(self, asked, outside, share):
        attempts = [*(attempt(rank, score) for rank, score in asked), *map(offtopic, outside)]
        limits = {-math.inf, *(score for _, score in asked), *outside}
        allowed = [
            sum(rank == 1 and score > limit for rank, score in asked) / len(asked)
            for limit in limits
            if sum(score > limit for score in outside) <= share * len(outside)
        ]
        assert right_at(attempts, share) == max(allowed)


class TestStanding:
    ATTEMPTS = (
        attempt(1, 0.9, "typo"),
        attempt(2, 0.8, "typo"),
        attempt(None, 0.7, "ramble"),
        attempt(1, 0.2, "ramble"),
        offtopic(0.5),
        offtopic(0.1),
    )

    def test_shares_are_of_the_questions_they_are_about(self):
        found = standing(CONTESTANT, self.ATTEMPTS, None)
        assert (found.group, found.system, found.questions, found.offtopic) == ("all", "fixed", 4, 2)
        assert (found.recall_at_1, found.recall_at_3) == (0.5, 0.75)
        assert found.mrr == (1 + 1 / 2 + 0 + 1) / 4
        assert found.auroc == 7 / 8
        assert found.right_at_10 == 1 / 4
        assert found.by_kind == {"typo": 0.5, "ramble": 0.5}
        assert found.intervals["recall_at_1"] == wilson(0.5, 4)
        assert found.difference is None
        assert found.median_ms == 1

    def test_the_first_is_what_others_are_set_beside_question_by_question(self):
        first = [attempt(rank) for rank in (1, 1, 1, 2)]
        found = standing(CONTESTANT, [attempt(rank) for rank in (2, None, 1, 1)], first)
        assert found.difference == (-1 / 4, *difference_interval(1, 2, 4))

    def test_what_cannot_be_measured_is_none(self):
        found = standing(CONTESTANT, [offtopic(0.5)], [offtopic(0.4)])
        assert found.recall_at_1 is found.auroc is found.right_at_10 is found.difference is None
        assert set(found.intervals.values()) == {None}
        assert found.by_kind == {}

    def test_it_is_ready_for_json(self):
        assert json.loads(json.dumps(standing(CONTESTANT, self.ATTEMPTS, None).as_dict(), allow_nan=False))


class TestContestants:
    def test_rich_content_is_searched_whole_bare_and_with_parts_left_out(self):
        everybody = list(contestants(SNAPSHOT))
        groups = {group: [each for each in everybody if each.group == group] for group in (STORED, BARE, LEFT_OUT)}
        installed = [entrant.name for entrant in ENTRANTS.values() if not entrant.missing]
        assert [each.label for each in groups[STORED]] == [each.label for each in groups[BARE]] == installed
        assert {each.snapshot for each in groups[STORED]} == {SNAPSHOT}
        assert all(each.snapshot.interviews == bare(SNAPSHOT).interviews for each in groups[BARE])
        parts = ("answers", "phrasings", "summaries", "topics", "nicknames")
        assert [each.label for each in groups[LEFT_OUT]][:6] == [
            "nothing left out",
            *(f"without {part}" for part in parts),
        ]
        assert len(everybody) == sum(map(len, groups.values()))
        assert len({id(each.system) for each in everybody}) == len(everybody)

    def test_those_of_us_who_search_the_same_share_an_index(self, tmp_path):
        ours = [
            each
            for each in contestants(SNAPSHOT, tmp_path)
            if each.label in {"nothing left out", "without spelling", "without decoys"}
        ]
        for each in ours:
            each.system.build(each.snapshot)
        assert len(ours) == 3
        assert len(list(tmp_path.iterdir())) == 1

    def test_what_is_not_there_is_not_left_out(self):
        everybody = list(contestants(bare(SNAPSHOT)))
        assert {each.group for each in everybody} == {BARE, LEFT_OUT}
        labels = [each.label for each in everybody if each.group == LEFT_OUT]
        assert "without answers" in labels
        assert not {"without phrasings", "without summaries", "without topics", "without nicknames"} & set(labels)

    def test_whoever_lacks_a_package_stays_away(self, monkeypatch):
        lacking = {**ENTRANTS, "tantivy": replace(ENTRANTS["tantivy"], packages=("no_such_package",))}
        monkeypatch.setattr(comparison, "ENTRANTS", lacking)
        assert "tantivy" not in {each.label for each in contestants(SNAPSHOT)}
        assert comparison.absent()["tantivy"] == ("no_such_package",)


class TestCompare:
    CASES = (Case("1", "?", ("ferry",), "a"), Case("2", "?", ("tin-harbor-s1/kraken",), "b"), Case("3", "?", (), "off"))

    @pytest.fixture
    def fixed(self, monkeypatch):
        systems = [Fixed("tin-harbor-s1/ferry", "tin-harbor-s1/kraken"), Fixed("tin-harbor-s1/kraken"), Fixed()]
        everybody = [Contestant("all", str(at), system, SNAPSHOT) for at, system in enumerate(systems)]
        monkeypatch.setattr(comparison, "contestants", lambda *_: iter(everybody))
        return systems

    def test_everybody_is_built_and_asked_everything(self, fixed):
        [first], [second], [third] = compare(SNAPSHOT, [self.CASES])
        assert all(system.built is SNAPSHOT for system in fixed)
        assert (first.recall_at_1, first.recall_at_3, first.difference) == (0.5, 1.0, None)
        assert (second.recall_at_1, second.by_kind) == (0.5, {"a": 0, "b": 1})
        assert second.difference[0] == 0
        assert (third.recall_at_1, third.difference[0]) == (0, -0.5)

    def test_each_group_has_a_first_of_its_own(self, monkeypatch):
        some = [("a", Fixed("x/ferry")), ("a", Fixed()), ("b", Fixed()), ("b", Fixed("x/ferry"))]
        everybody = [Contestant(group, group, system, SNAPSHOT) for group, system in some]
        monkeypatch.setattr(comparison, "contestants", lambda *_: iter(everybody))
        differences = [found.difference for [found] in compare(SNAPSHOT, [self.CASES[:1]])]
        assert [each and each[0] for each in differences] == [None, -1, None, 1]

    @pytest.mark.usefixtures("fixed")
    def test_lots_are_counted_each_by_itself(self):
        [[clean, typo], *_] = compare(SNAPSHOT, [self.CASES[:1], self.CASES[1:]])
        assert (clean.questions, clean.offtopic, clean.recall_at_1) == (1, 0, 1)
        assert (typo.questions, typo.offtopic, typo.recall_at_1, typo.mrr) == (1, 1, 0, 0.5)

    @pytest.mark.usefixtures("fixed")
    def test_whoever_waits_is_told_what_for(self):
        told = []
        list(compare(SNAPSHOT, [self.CASES], lambda cases, doing: told.append(doing) or cases))
        assert told == ["0 (all)", "1 (all)", "2 (all)"]
