"""Games where several processes share a store: whose they are, and stay."""

from __future__ import annotations

import pytest

from bot.discord import trivia_wording as wording
from tests.discord.playing import description
from tests.trivia import content


@pytest.fixture
def store(shared_store):
    return shared_store


@pytest.fixture
def snapshot():
    return content.SNAPSHOT


async def test_nobody_takes_a_game_whose_process_is_alive(place, table, store):
    await place.moderator.slash(place.channel, "settings trivia", rounds=2, seconds=120, mode="quote")
    await table.start()
    for _ in range(4):
        await place.env.advance_time(25)
        assert await store.claim_games("another process", now=place.env.now()) == []
    await table.play(right=[place.asker])
    assert "ada wins" in description(table.last)


async def test_a_game_is_taken_over_from_a_process_that_died_while_others_run(place, table, store, make_bot):
    now = place.env.now()
    await table.start("2 quote")
    await place.env.restart_bot(make_bot())
    assert table.over
    await place.env.advance_time(35)
    assert table.open
    await table.choose(place.asker)
    await table.play(right=[place.asker])
    assert "ada wins" in description(table.last)
    assert (await store.standing(place.guild.id, place.asker.id)).rounds == 2
    assert place.env.now() > now


async def test_who_has_lost_a_game_finds_out_by_itself(place, table, store):
    await table.start("2 quote")
    await store.release_games(place.bot.games.owner, now=place.env.now())
    assert len(await store.claim_games("another process", now=place.env.now())) == 1
    await place.env.advance_time(8)
    assert table.over
    assert wording.FINAL not in table.titles()
