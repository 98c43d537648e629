"""What a server may set: validated when set, and read back whatever is stored."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moderation.settings import NAMES, ServerSettings, Strictness, usable_prefix
from bot.search.models import static

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


def test_where_nothing_is_stored_nothing_is_set():
    assert ServerSettings.read({}) == ServerSettings()
    assert ServerSettings().answers_in(7)


def test_what_is_stored_is_read():
    stored = {
        "prefix": "?",
        "moderator_roles": ["11", "Keepers"],
        "channels": [21, 22],
        "interviews_off": ["night-ferry-s1-brandt"],
        "strictness": "bold",
        "trivia_defaults": {"rounds": 5},
    }
    assert set(stored) == set(NAMES)
    assert ServerSettings.read(stored) == ServerSettings(
        "?",
        ("11", "Keepers"),
        (21, 22),
        ("night-ferry-s1-brandt",),
        Strictness.BOLD,
        {"trivia_defaults": {"rounds": 5}},
    )


@given(st.dictionaries(st.sampled_from([*NAMES, "of_a_later_version"]), anything))
def test_whatever_is_stored_can_be_lived_with(stored):
    settings = ServerSettings.read(stored)
    assert settings.prefix is None or usable_prefix(settings.prefix)
    assert isinstance(settings.strictness, Strictness)
    assert all(isinstance(channel, int) for channel in settings.channels)


def test_a_channel_is_answered_in_by_itself_or_by_what_it_belongs_to():
    settings = ServerSettings(channels=(21, 22))
    assert settings.answers_in(21)
    assert settings.answers_in(99, 22)  # a thread of 22
    assert not settings.answers_in(99)
    assert not settings.answers_in()


@pytest.mark.parametrize(("typed", "prefix"), [("?", "?"), (" s! ", "s!"), ("sr-", "sr-"), ("帆", "帆")])
def test_a_prefix_may_be_anything_short(typed, prefix):
    assert usable_prefix(typed) == prefix


@pytest.mark.parametrize("typed", ["", "  ", "a b", "sixsix", "/", "</", "@", "#", "`", "\\", "\u200b", "<@1>"])
def test_a_prefix_is_nothing_that_discord_takes_for_its_own(typed):
    assert usable_prefix(typed) is None


@given(st.floats(0, 1), st.floats(0, 1))
def test_strictness_keeps_the_limits_in_order_and_moves_both(one, other):
    measured = replace(static().calibration, suggest_at=min(one, other), answer_at=max(one, other))
    cautious, bold = Strictness.CAUTIOUS.applied(measured), Strictness.BOLD.applied(measured)
    assert Strictness.NORMAL.applied(measured) == measured
    for limits in (cautious, bold):
        assert 0 <= limits.suggest_at <= limits.answer_at <= 1
    assert bold.answer_at <= measured.answer_at <= cautious.answer_at
    assert bold.suggest_at <= measured.suggest_at <= cautious.suggest_at


def test_how_far_the_measured_limits_are_moved():
    measured = replace(static().calibration, answer_at=0.74, suggest_at=0.42)
    cautious, bold = Strictness.CAUTIOUS.applied(measured), Strictness.BOLD.applied(measured)
    assert (cautious.answer_at, cautious.suggest_at) == pytest.approx((0.838, 0.569), abs=0.001)
    assert (bold.answer_at, bold.suggest_at) == pytest.approx((0.610, 0.284), abs=0.001)
