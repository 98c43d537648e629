"""The one rule of who may change content."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moderation.rights import Member, is_moderator

KEEPER = (40, "Lighthouse Keepers")
names = st.text(max_size=6)
members = st.builds(Member, st.booleans(), st.lists(st.tuples(st.integers(0, 99), names)).map(tuple))


@pytest.mark.parametrize("named", [[], ["Somebody Else"], ["Lighthouse Keepers"]])
def test_whoever_manages_the_server_moderates(named):
    assert is_moderator(Member(manages=True), named)


@pytest.mark.parametrize(
    "named", ["Lighthouse Keepers", "lighthouse keepers", " Lighthouse Keepers ", "@Lighthouse Keepers", "40", "@40"]
)
def test_a_role_moderates_by_its_name_or_its_id(named):
    assert is_moderator(Member(False, ((7, "Fans"), KEEPER)), ["Captains", named])


@pytest.mark.parametrize("named", ["Lighthouse", "Keepers", "4", "400", "", "@", " "])
def test_nothing_less_than_the_whole_name_or_id_will_do(named):
    assert not is_moderator(Member(False, (KEEPER, (8, ""))), [named])


def test_outside_of_a_server_nobody_moderates():
    assert not is_moderator(None, ["Lighthouse Keepers", "40"])


@given(members, st.lists(names))
def test_with_fewer_roles_or_fewer_names_nobody_may_more(member, named):
    if not is_moderator(member, named):
        assert not is_moderator(Member(member.manages, member.roles[1:]), named)
        assert not is_moderator(member, named[1:])


@given(members)
def test_where_no_role_is_named_only_managing_counts(member):
    assert is_moderator(member, []) == member.manages
