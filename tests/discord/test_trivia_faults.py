"""What goes wrong around a game: rights taken away, messages refused or deleted, a store that fails."""

from __future__ import annotations

import discord
import pytest
from structlog.testing import capture_logs

from bot.discord import trivia_wording as wording
from bot.discord import wording as general
from bot.errors import StorageError
from tests.discord.moderating import forbid
from tests.discord.playing import PAUSE, ROUND, Table, description
from tests.trivia import content


@pytest.fixture
def snapshot():
    return content.SNAPSHOT


async def test_without_the_right_to_write_there_is_no_game_but_a_sentence(place, table):
    forbid(place, "send_messages")
    everybody = discord.Permissions(view_channel=True, use_application_commands=True)
    place.env.backend.edit_role(place.guild.id, place.guild.default_role.id, {"permissions": everybody.value})
    told = await place.asker.slash(place.channel, "trivia start")
    assert told.response.content == wording.MAY_NOT_SEND
    assert table.over


async def test_who_asks_by_message_is_told_by_direct_message(place, table):
    forbid(place, "send_messages")
    everybody = discord.Permissions(view_channel=True)
    harbour_masters = discord.Permissions(manage_guild=True, send_messages=True)
    place.env.backend.edit_role(place.guild.id, place.guild.default_role.id, {"permissions": everybody.value})
    role = place.guild.roles["Harbour masters"]
    place.env.backend.edit_role(place.guild.id, role.id, {"permissions": harbour_masters.value})
    await table.start(by=place.moderator)
    assert place.moderator.user.dm_channel.last_message.content == wording.MAY_NOT_SEND


async def test_without_embeds_the_game_is_played_in_plain_text(place, table):
    forbid(place, "embed_links")
    await table.start("1 quote")
    assert all(not message.embeds for message in table.said())
    assert "**A**" in table.card.content
    await table.play(right=[place.asker])
    assert "ada wins" in table.last.content


async def test_rights_taken_away_in_mid_game_end_it_and_lock_nothing(place, table, store):
    await table.start("5 quote")
    await table.choose(place.asker)
    await table.end_round()
    place.env.inject_error("*", f"/channels/{place.channel.id}/messages*", status=403, code=50013, times=None)
    await place.env.advance_time(ROUND + PAUSE)
    assert table.over
    assert (await store.standing(place.guild.id, place.asker.id)).points > 0
    assert await store.running_game(place.channel.id) is None
    place.env.backend.faults.clear()
    await table.start("1 quote")
    assert table.open


async def test_a_reveal_that_discord_does_not_take_is_tried_again(place, table):
    await table.start("2 quote")
    await table.choose(place.asker)
    card = table.card.id
    place.env.inject_error("PATCH", f"/channels/{place.channel.id}/messages/*", status=500, times=2)
    await place.env.advance_time(ROUND)
    assert not table.open
    await place.env.advance_time(PAUSE + 4)
    assert "🥇 ada" in description(next(each for each in table.said() if each.id == card))
    assert table.open
    assert table.running.game.number == 2


async def test_a_deleted_card_comes_again_as_a_reveal(place, table):
    await table.start("2 quote")
    await table.choose(place.asker)
    place.env.backend.delete_message(place.channel.id, table.card.id)
    await place.env.advance_time(ROUND)
    assert "🥇 ada" in description(table.last)


async def test_a_channel_that_is_gone_ends_its_game(place, store):
    channel = place.guild.create_text_channel("lantern-room")
    table = Table(place, channel)
    await table.start("5 quote")
    place.env.backend.delete_channel(channel.id)
    await place.env.advance_time(ROUND)
    assert place.bot.games.all() == []
    assert await store.running_game(channel.id) is None


async def test_where_the_store_fails_nothing_is_told_and_nothing_lost(place, table, store, monkeypatch):
    await table.start("2 quote")
    save = store.save_game

    async def failing(*_args, **_options):
        raise StorageError("The disk is full.")

    monkeypatch.setattr(store, "save_game", failing)
    with capture_logs() as logs:
        told = await table.choose(place.asker)
        assert told.response.content == general.STORE_DOWN
        assert table.running.game.players == {}
        await place.env.advance_time(ROUND)
    assert "store_failed" in {line["event"] for line in logs}
    assert table.running.game.number == 1
    monkeypatch.setattr(store, "save_game", save)
    await place.env.advance_time(5.1)
    assert "Nobody got it" in description(table.card)
    assert [type(error) for error in place.env.errors] in ([], [StorageError])


async def test_a_typed_answer_that_could_not_be_stored_gets_a_sign_and_no_flood(place, table, store, monkeypatch):
    await table.start("1 gap")

    async def failing(*_args, **_options):
        raise StorageError("The disk is full.")

    said = len(table.said())
    with monkeypatch.context() as patched:
        patched.setattr(store, "save_game", failing)
        messages = [await place.stranger.send(place.channel, table.round.answer) for _ in range(3)]
    signs = [place.env.backend.get_message(place.channel.id, message.id).reactions for message in messages]
    assert [[each.emoji for each in reactions] for reactions in signs] == [[wording.NOT_TAKEN], [], []]
    assert len(table.said()) == said
    await table.answer(place.stranger)
    assert table.over


async def test_a_round_that_another_game_took_is_dealt_anew(place, table, store, monkeypatch):
    other = Table(place, place.guild.create_text_channel("lantern-room"))
    made = place.bot.games.dealer.round
    first = []

    async def same(game, modes):
        found = await made(game, modes)
        first.append(found)
        return first[0] if len(first) == 2 else found

    monkeypatch.setattr(place.bot.games.dealer, "round", same)
    await table.start("1 quote")
    await other.start("1 quote")
    assert len(first) == 3
    assert table.round.key != other.round.key
