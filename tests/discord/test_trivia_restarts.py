"""Games outlive their process: they go on in the round they were in, once, or end with their scores."""

from __future__ import annotations

import asyncio

import pytest
from simcord import interactions
from simcord.backend import serializers
from simcord.enums import ComponentType, InteractionType

from bot.discord import trivia_wording as wording
from bot.discord.games.driver import Games
from bot.discord.games.outlet import Outlet
from bot.storage.trivia_saves import LEASE
from tests.discord.moderating import told
from tests.discord.playing import PAUSE, ROUND, Table, description
from tests.discord.reading import labels
from tests.trivia import content

TAKEN_OVER = LEASE.total_seconds() + 10.5


@pytest.fixture
def snapshot():
    return content.SNAPSHOT


async def die(place, make_bot):
    """Another process takes the place of one that was killed, once the lease of that has run out."""
    await place.env.restart_bot(make_bot())
    await place.env.advance_time(TAKEN_OVER)


async def stop(place, make_bot):
    """Another process takes the place of one that was stopped in order."""
    await place.bot.games.close()
    await place.env.restart_bot(make_bot())


@pytest.mark.parametrize("end", [die, stop])
async def test_a_round_goes_on_where_it_was(place, table, make_bot, end):
    await table.start("2 quote")
    await place.env.advance_time(3)
    await table.choose(place.stranger, right=False)
    card, round_ = table.card.id, table.round
    await end(place, make_bot)
    assert table.round == round_
    assert table.card.id == card
    assert table.running.game.players[place.stranger.id].given
    assert (table.running.game.until - place.env.now()).total_seconds() > 14
    await table.choose(place.asker)
    await table.end_round()
    assert len([each for each in table.said() if "🥇 ada" in description_of(each)]) == 1
    await table.play(right=[place.asker])
    assert "ada wins" in description(table.last)


async def test_points_are_counted_once(place, table, make_bot, store):
    await table.start("2 quote")
    await table.choose(place.asker)
    await place.env.advance_time(ROUND)  # the reveal is shown, the pause goes on
    earned = table.running.game.players[place.asker.id].points
    await die(place, make_bot)
    await place.env.advance_time(PAUSE)
    assert table.running.game.number == 2
    assert table.running.game.players[place.asker.id].points == earned
    standing = await store.standing(place.guild.id, place.asker.id)
    assert (standing.points, standing.rounds) == (earned, 1)
    assert len([each for each in table.said() if "🥇" in description_of(each)]) == 1


def description_of(message):
    return description(message) if message.embeds else ""


async def test_a_round_that_was_in_the_making_is_made(place, table, make_bot, store, monkeypatch):
    async def never(*_):
        await place.env.external_wait(asyncio.Event().wait(), reason="a round that takes for ever")

    monkeypatch.setattr(place.bot.games.dealer, "round", never)
    await table.start("2 quote")
    assert not table.open
    await die(place, make_bot)
    assert table.open


async def test_what_is_too_old_ends_with_its_scores(place, table, make_bot, store):
    await table.start("5 quote")
    await table.choose(place.asker)
    await table.end_round()
    (running,) = place.bot.games.all()
    points = running.game.players[place.asker.id].points
    bot = make_bot()
    bot.now = lambda: place.env.now() + place.bot.games.too_old * 2
    await place.env.restart_bot(bot)
    assert table.over
    assert wording.ENDS["too old"] in description(table.last)
    assert f"ada wins with {points} points" in description(table.last)
    assert await store.running_game(place.channel.id) is None
    await table.start("1 quote")
    assert table.open


async def test_an_end_that_was_not_shown_is_shown(place, table, make_bot, store):
    await table.start("1 quote")
    await table.choose(place.asker)
    place.env.inject_error("*", f"/channels/{place.channel.id}/messages*", status=500, times=None)
    await place.env.advance_time(ROUND)
    assert table.running.game.over
    place.env.backend.faults.clear()
    await place.bot.games.close()
    await place.env.restart_bot(make_bot())
    assert table.over
    assert "ada wins" in description(table.last)


async def test_an_unreadable_game_locks_no_channel(place, table, make_bot, store):
    await table.start("3 quote")
    running = table.running
    await store.save_game(running.stored, {**running.stored.state, "format": 99}, now=place.env.now())
    await die(place, make_bot)
    assert table.over
    await table.start("1 quote")
    assert table.open


async def test_buttons_of_long_ago_say_so(place, table, make_bot):
    await table.start("2 quote")
    first, option = table.card, table.option()
    await table.end_round()
    late = await press(place, place.stranger, first, option)
    assert late == wording.TOO_LATE
    await place.asker.send(place.channel, "!trivia stop")
    await place.env.restart_bot(make_bot())
    assert await press(place, place.stranger, first, option) == wording.TOO_LATE


async def press(place, who, message, custom_id):
    """Press a button that somebody's screen still shows; what they are told."""
    backend = place.env.backend
    stored = backend.get_message(place.channel.id, message.id)
    record, payload = interactions.base_payload(
        backend,
        type=InteractionType.MESSAGE_COMPONENT,
        channel_id=place.channel.id,
        guild_id=place.guild.id,
        user_id=who.id,
        data={"custom_id": custom_id, "component_type": ComponentType.BUTTON},
    )
    payload["message"] = dict(serializers.message_payload(backend, stored))
    record.source_message_id = stored.id
    backend.emit("INTERACTION_CREATE", payload)
    await place.env.settle()
    return told(place, who)[-1]


async def test_a_form_that_was_open_during_a_restart_still_counts(place, table, make_bot):
    await table.start("2 gap")
    shown = await place.stranger.click(table.card, label=wording.ANSWER)
    await stop(place, make_bot)
    sent = await place.stranger.submit_modal(shown, {"typed": table.round.answer})
    assert sent.response.content == wording.RIGHT_ANSWER


# Several processes


async def test_of_two_processes_one_gets_a_game(place, table, make_bot, store):
    await table.start("3 quote")
    await table.choose(place.asker)
    await place.bot.games.close()
    claimed = await store.claim_games("another process", now=place.env.now())
    assert len(claimed) == 1
    await place.env.restart_bot(make_bot())
    assert table.over  # it is the other's
    assert (await store.game(claimed[0].id)).owner == "another process"
    await table.start("1 quote")
    assert table.last.content == wording.RUNNING


async def test_who_has_lost_a_game_leaves_it_alone(place, table, store):
    await table.start("3 quote")
    card, option = table.card, table.option()
    await store.release_games(place.bot.games.owner, now=place.env.now())
    (stolen,) = await store.claim_games("another process", now=place.env.now())
    said = len(table.said())
    assert await press(place, place.asker, card, option) == wording.ELSEWHERE
    await place.env.advance_time(12)  # then the other's lease has not run out yet
    assert table.over
    assert len(table.said()) == said
    assert labels(card) == labels(table.said()[1])
    assert (await store.game(stolen.id)).version == stolen.version


async def test_who_is_forgotten_leaves_a_game_that_goes_on(place, table, store):
    await table.start("2 quote")
    await table.choose(place.asker)
    await table.choose(place.stranger)
    await place.env.advance_time(ROUND)
    asked = await place.stranger.slash(place.channel, "trivia forget")
    await place.stranger.click(asked.response, label=wording.FORGET)
    assert await store.standing(place.guild.id, place.stranger.id) is None
    assert set(table.running.game.players) == {place.asker.id}
    await table.play(right=[place.asker])
    assert "bo" not in description(table.last)


async def test_somebody_else_cannot_have_one_forgotten(place, table, store):
    await table.start("1 quote")
    await table.play(right=[place.asker])
    asked = await place.asker.send(place.channel, "!trivia forget")
    assert asked
    pressed = await place.stranger.click(table.last, label=wording.FORGET)
    assert pressed.response.content == wording.NOT_YOURS
    assert await store.standing(place.guild.id, place.asker.id)


class Silent(Outlet):
    """Takes messages and sends none."""

    async def send(self, *_):
        return 1

    async def edit(self, *_):
        return None


async def test_of_two_processes_that_start_at_once_each_game_goes_on_in_one(place, make_bot, store):
    channels = [place.guild.create_text_channel(f"cabin-{number}") for number in range(6)]
    for channel in channels:
        await Table(place, channel).start("3 quote")
    await place.bot.games.close()
    bots = [make_bot(), make_bot()]
    for bot in bots:
        bot._connection._guilds = place.bot._connection._guilds
        bot.games = Games(bot, Silent(bot), place.bot.games.too_old)
    await asyncio.gather(*(bot.games.leases.claim() for bot in bots))
    first, second = ({running.stored.channel for running in bot.games.all()} for bot in bots)
    assert first | second == {channel.id for channel in channels}
    assert first & second == set()
    await asyncio.gather(*(bot.games.close() for bot in bots))
