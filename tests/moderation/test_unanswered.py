"""Questions put together by likeness: examples, and what holds of any questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moderation.unanswered import ALIKE, MOST, group_of, groups, likeness

NOON = datetime(2033, 5, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Question:
    id: int
    text: str
    count: int = 1
    last: datetime = NOON


WORDS = "who what is the cat lighthouse keeper ferry drowned music season 2 3 older Ånd 🎉 don't".split()
texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join) | st.text(max_size=20)
questions = st.lists(st.tuples(texts, st.integers(1, 50)), max_size=25).map(
    lambda some: [Question(number, text, count) for number, (text, count) in enumerate(some, 1)]
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("who did the music", "what music do they use"),
        ("whats the tax rate in portugal", "What is the tax rate in Portugal?!"),
        ("how tall is the lighthouse keeper", "how tall is the lighthose keper"),
        ("how tall is the lighthouse keeper", "the lighthouse keeper, how tall is he"),
        ("who", "WHO??"),
    ],
)
def test_the_same_question_in_other_words(one, other):
    assert likeness(one, other) >= ALIKE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("will there be a season 3", "will there be a season 4"),
        ("how old is the captain", "what does the captain eat"),
        ("the cat", "does the cat eat the captain"),
        ("who", "why"),
        ("🎉", "🙈 boat"),
    ],
)
def test_other_questions(one, other):
    assert likeness(one, other) < ALIKE


@given(texts, texts)
def test_likeness_knows_no_order_and_its_bounds(one, other):
    assert 0 <= likeness(one, other) <= 100
    assert likeness(one, other) == pytest.approx(likeness(other, one))


@given(questions)
def test_every_question_is_in_exactly_one_group(asked):
    members = [each for group in groups(asked) for each in group.members]
    assert sorted(members, key=lambda each: each.id) == asked


@given(questions, st.randoms())
def test_the_order_in_which_they_come_makes_no_difference(asked, random):
    shuffled = random.sample(asked, len(asked))
    assert groups(shuffled) == groups(asked)


@given(questions)
def test_a_group_is_like_its_leader_and_leaders_are_unlike(asked):
    found = groups(asked)
    for group in found:
        assert all(likeness(group.leader.text, each.text) >= ALIKE for each in group.members[1:])
    leaders = [group.leader.text for group in found]
    for at, one in enumerate(leaders):
        assert all(likeness(one, other) < ALIKE for other in leaders[:at])


@given(questions)
def test_the_most_asked_comes_first_within_a_group_and_among_groups(asked):
    found = groups(asked)
    assert [group.count for group in found] == sorted((group.count for group in found), reverse=True)
    assert sum(group.count for group in found) == sum(each.count for each in asked)
    for group in found:
        assert group.leader.count == max(each.count for each in group.members)


@given(questions)
def test_a_group_is_found_again_by_any_of_its_questions(asked):
    found = groups(asked)
    for each in asked:
        group = group_of(each.id, found)
        assert group is not None
        assert each in group.members
        assert each.id in group.ids
    assert group_of(0, found) is None


def test_a_group_tells_how_often_and_when_last():
    (group,) = groups(
        [
            Question(1, "who rows the boat", 2, NOON),
            Question(2, "who rows the boats?", 5, NOON - timedelta(days=3)),
            Question(3, "who is rowing the boat", 1, NOON + timedelta(hours=1)),
        ]
    )
    assert (group.leader.id, group.ids, group.count, group.last) == (2, (2, 1, 3), 8, NOON + timedelta(hours=1))


def test_however_many_there_are_the_most_frequent_are_looked_at():
    asked = [Question(number, f"question {number}", count=number) for number in range(1, MOST + 101)]
    found = groups(asked)
    assert sum(len(group.members) for group in found) == MOST
    assert found[0].leader.id == MOST + 100
    assert group_of(100, found) is None
