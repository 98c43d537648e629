"""The alarm clock of the games, and the names of those who play."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from bot.discord.games.alarm import LONGEST
from bot.discord.games.names import Names


@pytest.fixture
def rung():
    return []


@pytest.fixture
def at(place, rung):
    """Sets the alarm so many seconds from now."""

    def set_alarm(key, seconds):
        due = place.env.now() + timedelta(seconds=seconds)
        place.bot.games.alarm.set(key, due, lambda: rung.append(key))

    return set_alarm


async def test_it_rings_in_order_and_each_time_once(place, at, rung):
    for key, seconds in (("late", 50), ("early", 10), ("between", 20)):
        at(key, seconds)
    await place.env.advance_time(9)
    assert rung == []
    await place.env.advance_time(2)
    assert rung == ["early"]
    await place.env.advance_time(100)
    assert rung == ["early", "between", "late"]


async def test_the_last_setting_counts(place, at, rung):
    at("a", 10)
    at("a", 30)
    at("b", 30)
    at("b", 10)
    at("c", 10)
    place.bot.games.alarm.cancel("c")
    await place.env.advance_time(11)
    assert rung == ["b"]
    await place.env.advance_time(20)
    assert rung == ["b", "a"]


async def test_what_has_come_due_already_rings_at_once(place, at, rung):
    at("a", -5)
    await place.env.advance_time(0.1)
    assert rung == ["a"]


async def test_a_clock_that_is_set_is_noticed(place, at, rung):
    at("a", 3 * 86_400)
    ahead = timedelta(days=4)
    place.bot.now = lambda: place.env.now() + ahead
    await place.env.advance_time(LONGEST.total_seconds() + 1)
    assert rung == ["a"]


def user(number, name):
    return SimpleNamespace(id=number, display_name=name)


def test_names_are_safe_and_the_oldest_are_forgotten():
    names = Names(limit=2)
    names.note(1, user(7, "**Ada**\n<@8>"))
    assert names.known(1, [7, 8]) == {7: "\\*\\*Ada\\*\\* \\<@8>"}
    names.note(1, user(8, "\u200b"))
    names.note(2, user(7, "Ada"))
    assert names.known(1, [7, 8]) == {8: "8"}
    names.forget(8)
    assert names.known(1, [8]) == {}


async def test_names_of_many_are_asked_for_at_once(place):
    members = [place.guild.add_member(place.env.create_user(f"p{number}")) for number in range(103)]
    guild = place.bot.get_guild(place.guild.id)
    found = await place.bot.games.names.of(guild, [*(each.id for each in members), 5])
    assert len(found) == 103
    assert found[members[102].id] == "p102"
    assert place.env.http_requests[-1].method != "GET"
