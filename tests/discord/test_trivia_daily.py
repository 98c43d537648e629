"""The question of the day: at its hour by the clocks of its zone, once, whoever is restarted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from bot.discord import trivia_desk_wording as desk
from bot.discord import trivia_wording as wording
from bot.discord.games.daily import Daily, clock, known_zone
from bot.storage.trivia_rounds import DAILY
from tests.discord.playing import description
from tests.trivia import content

HOUR = 3600
DAY = 24 * HOUR
SET = "2032-01-01T00:00:00+00:00"


@pytest.fixture
def snapshot():
    return content.SNAPSHOT


async def set_daily(place, hour="18:30", zone="UTC", **options):
    """A moderator sets it; the simulated clock begins at midnight of 1 January 2026, UTC."""
    given = {"channel": place.channel, "hour": hour, "zone": zone, "mode": "quote", "hours": 2} | options
    return (await place.moderator.slash(place.channel, "trivia daily", **given)).response.content


async def test_it_is_asked_at_its_hour_and_ends_with_the_scores(place, table, store):
    told = await set_daily(place)
    assert "18:30 (UTC)" in told
    await place.env.advance_time(18.5 * HOUR - 1)
    assert table.over
    await place.env.advance_time(2)
    assert wording.DAILY in table.card.embeds[0].title
    await table.choose(place.asker, right=False)
    changed = await table.choose(place.asker)
    assert "changed" in changed.response.content
    await table.choose(place.stranger, right=False)
    assert table.open  # it lasts, whoever has answered
    await place.env.advance_time(2 * HOUR)
    assert table.over
    assert "ada wins" in description(table.last)
    assert (await store.standing(place.guild.id, place.asker.id)).points > 0


async def test_it_comes_every_day_and_on_none_twice(place, table, make_bot):
    await set_daily(place, hours=1)
    await place.env.advance_time(18.5 * HOUR + 1)
    first = table.round.key
    await place.env.restart_bot(make_bot())
    await place.env.advance_time(60)
    assert len([each for each in table.titles() if each.startswith(wording.DAILY)]) == 1
    assert table.round.key == first
    await place.env.advance_time(DAY)
    assert table.round.key != first


async def test_what_was_missed_is_asked_late_but_not_much_too_late(place, table, make_bot):
    await set_daily(place)
    bot = make_bot()
    bot.now = lambda: datetime(2026, 1, 1, 20, tzinfo=UTC)
    await place.env.restart_bot(bot)
    assert table.open
    late = make_bot()
    late.now = lambda: datetime(2026, 1, 2, 23, tzinfo=UTC)
    await place.env.restart_bot(late)
    assert len([each for each in table.titles() if each.startswith(wording.DAILY)]) == 1


async def dead(*_args, **_options):
    """What somebody does who has been killed: nothing."""


def dies(bot, monkeypatch, *, keeping):
    """Have a bot die when it asks its question: as soon as the store keeps that, or just before."""
    if keeping:
        monkeypatch.setattr(bot.games, "wake", lambda _: None)
    else:
        monkeypatch.setattr(bot.dailies, "ask", dead)


@pytest.mark.parametrize("keeping", [False, True])
async def test_a_process_that_dies_before_it_has_asked_leaves_it_to_the_next(
    place, table, make_bot, monkeypatch, keeping
):
    await set_daily(place)
    dies(place.bot, monkeypatch, keeping=keeping)
    await place.env.advance_time(18.5 * HOUR + 1)
    assert table.titles() == []
    await place.env.restart_bot(make_bot())
    await place.env.advance_time(60)
    assert table.open
    await place.env.advance_time(2 * HOUR)
    assert len([each for each in table.titles() if each.startswith(wording.DAILY)]) == 1
    assert table.over


async def test_one_that_nobody_has_seen_is_not_asked_much_too_late(place, table, make_bot, store, monkeypatch):
    await set_daily(place)
    dies(place.bot, monkeypatch, keeping=True)
    await place.env.advance_time(18.5 * HOUR + 1)
    late = make_bot()
    late.now = lambda: place.env.now() + timedelta(hours=5)
    await place.env.restart_bot(late)
    assert table.over
    assert table.titles() == []
    assert await store.running_game(place.channel.id, daily=True) is None


async def test_one_that_may_have_been_sent_is_sent_again_as_the_same_message(place, table, make_bot, monkeypatch):
    await set_daily(place)
    monkeypatch.setattr(place.bot.games.screen, "_note", dead)  # it dies after sending, before noting that
    await place.env.advance_time(18.5 * HOUR + 1)
    await place.env.restart_bot(make_bot())
    await place.env.advance_time(60)
    sent = [each.json for each in place.env.http_requests if each.method == "POST" and "messages" in each.path]
    first, second = ((each["nonce"], each["enforce_nonce"]) for each in sent)
    assert first == second  # of two with the same one within minutes Discord makes one message
    assert first[1] is True


async def test_the_one_before_gives_way(place, table):
    await set_daily(place, hours=23)
    await place.env.advance_time(18.5 * HOUR + 1)
    first = table.round.key
    await set_daily(place, hour="8")
    await place.env.advance_time(13.5 * HOUR)
    assert table.open
    assert table.round.key != first


async def test_where_another_process_has_yet_to_end_the_one_before_it_is_asked_then(place, table, store):
    await set_daily(place)
    await place.env.advance_time(18.5 * HOUR - 1)
    held = {"owner": "another process", "daily": True, "now": place.env.now()}
    before = await store.start_game(place.guild.id, place.channel.id, {}, **held)
    await place.env.advance_time(2)
    assert table.over
    await store.close_game(before)
    await place.env.advance_time(60)
    assert table.open


async def test_a_game_may_be_played_beside_it_and_talk_is_no_answer(place, table):
    await set_daily(place, mode="gap")
    await place.env.advance_time(18.5 * HOUR + 1)
    await place.stranger.send(place.channel, table.round.answer)
    assert table.open
    assert wording.PRESS_ANSWER.replace("*", "") in description(table.card)
    await table.start("1 quote")
    assert len(place.bot.games.here(place.channel.id)) == 2


async def test_only_moderators_end_it(place, table):
    await set_daily(place)
    await place.env.advance_time(18.5 * HOUR + 1)
    await place.asker.send(place.channel, "!trivia stop")
    assert table.last.content == wording.REFUSALS["moderators only"]
    await place.moderator.send(place.channel, "!trivia stop")
    assert table.over


async def test_it_can_be_seen_changed_and_switched_off(place, table, store):
    seen = await place.moderator.slash(place.channel, "trivia daily")
    assert seen.response.content == desk.NO_DAILY
    assert await set_daily(place, hour="half past") == desk.BAD_HOUR
    assert await set_daily(place, zone="Middle/Earth") == desk.BAD_ZONE
    await set_daily(place)
    await set_daily(place, hour="9", zone="Europe/Berlin")
    assert "09:00 (Europe/Berlin)" in (await place.moderator.slash(place.channel, "trivia daily")).response.content
    assert await set_daily(place, hour="off") == desk.DAILY_OFF
    assert await store.dailies() == {}
    await place.env.advance_time(DAY)
    assert table.over


async def test_a_channel_closed_to_the_bot_harms_nobody(place, table):
    await set_daily(place)
    place.env.inject_error("POST", f"/channels/{place.channel.id}/messages", status=403, code=50013, times=None)
    await place.env.advance_time(18.5 * HOUR + 1)
    assert table.over
    place.env.backend.faults.clear()
    await place.env.advance_time(DAY)
    assert table.open


# Times


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("18", (18, 0)), ("6:05", (6, 5)), ("06.30", (6, 30)), ("0", (0, 0)), ("24", None), ("6:60", None), ("", None)],
)
def test_times_as_people_write_them(typed, meant):
    assert clock(typed) == meant


@pytest.mark.parametrize("typed", ["Europe/Berlin", "UTC", " America/New_York "])
def test_zones_by_their_names(typed):
    assert known_zone(typed) == typed.strip()


@pytest.mark.parametrize("typed", ["", "Berlin!", "../../etc/passwd", "/etc/passwd", "Europe"])
def test_what_is_no_zone(typed):
    assert known_zone(typed) is None


def test_what_is_stored_is_read():
    daily = Daily(7, 18, 30, "Europe/Berlin", "who", 12, SET)
    assert Daily.read(daily.stored()) == daily
    assert DAILY == "trivia_daily"


@pytest.mark.parametrize(
    "change",
    [{"hour": 24}, {"minute": "x"}, {"zone": "Nowhere"}, {"mode": "song"}, {"hours": 24}, {"since": "now"}, {"x": 1}],
)
def test_what_is_not_of_its_kind_counts_as_not_set(change):
    assert Daily.read(Daily(7, 18, 30, "UTC", "who", 12, SET).stored() | change) is None
    assert Daily.read([]) is None


@pytest.mark.parametrize("day", ["2032-03-28", "2032-10-31"])
def test_clocks_that_are_put_forward_and_back_give_one_question_a_day(day):
    daily = Daily(7, 2, 30, "Europe/Berlin", "mix", 12, SET)
    now = datetime.fromisoformat(day).replace(tzinfo=UTC) - timedelta(hours=12)
    asked = []
    while len(asked) < 3:
        now = daily.next(now)
        asked.append(now)
    assert all(timedelta(hours=22) < after - before < timedelta(hours=26) for before, after in pairwise(asked))
    assert daily.missed(asked[0] + timedelta(hours=1)) == asked[0]
    assert daily.missed(asked[0] + timedelta(hours=4)) is None
