"""Games as they are kept, and whose they are."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.errors import StorageError
from bot.storage.store import Store
from bot.storage.trivia_records import Standing, Unsaved
from bot.storage.trivia_saves import LEASE
from tests.storage.conftest import NOW
from tests.storage.test_store import AWAY, CHANNEL, DAY, FAN, HOME, OTHER
from tests.storage.trivia import EMPTY, KEY, LATER, ME, YOU, award, ids, start, state


class TestGames:
    async def test_a_game_is_given_back_as_it_was_saved(self, store):
        game = await start(store, document=state(FAN, mood="é", deep=[0.1, None]))
        assert (game.server, game.channel, game.version, game.over, game.owner) == (HOME, CHANNEL, 1, False, ME)
        assert (game.alive, game.started, game.messages) == (NOW, NOW, {})
        saved = await store.save_game(game, state(FAN, OTHER), now=LATER, messages={"card": 9})
        assert saved == replace(game, state=state(FAN, OTHER), version=2, messages={"card": 9}, alive=LATER)
        assert await store.game(game.id) == await store.running_game(CHANNEL) == saved

    async def test_a_channel_has_one_game_and_one_daily_question(self, store):
        tries = [store.start_game(HOME, CHANNEL, EMPTY, owner=ME, now=NOW) for _ in range(4)]
        games = await asyncio.gather(*tries)
        assert len([game for game in games if game]) == 1
        daily = await start(store, daily=True)
        assert (await store.running_game(CHANNEL, daily=True)) == daily
        assert await start(store, CHANNEL + 1)

    async def test_ids_are_never_given_out_twice(self, store):
        game = await start(store)
        assert await store.close_game(game)
        assert (await start(store)).id > game.id

    async def test_a_game_that_is_over_is_in_nobodys_way(self, store):
        game = await store.save_game(await start(store), EMPTY, now=NOW, over=True)
        assert game.over
        assert await store.running_game(CHANNEL) is None
        assert (await store.game(game.id)).over  # until its end has been shown
        assert (await start(store)).id > game.id
        assert not await store.close_game(game)

    async def test_nor_is_one_that_nobody_has_run_for_long(self, store):
        await start(store)
        old = timedelta(minutes=15)
        for wait in (LEASE, old - timedelta(seconds=1)):
            assert await store.start_game(HOME, CHANNEL, EMPTY, owner=YOU, now=NOW + wait) is None
        assert await start(store, owner=YOU, now=NOW + old)

    async def test_one_that_is_run_stays_however_old_it_is(self, store):
        await start(store)
        await store.renew_games(ME, now=NOW + DAY)
        assert await store.start_game(HOME, CHANNEL, EMPTY, owner=YOU, now=NOW + DAY) is None

    async def test_a_step_is_kept_with_what_it_earned_and_used(self, store):
        awards = [award(FAN), award(OTHER, points=0)]
        await store.save_game(await start(store), state(FAN, OTHER), now=NOW, awards=awards, used=(KEY, "gap"))
        assert (await store.leaderboard(HOME)).standings == (Standing(1, FAN, 75, 1, 1), Standing(2, OTHER, 0, 0, 1))
        assert await store.used_keys(HOME) == {KEY}
        assert await store.used_keys(AWAY) == set()

    async def test_of_two_steps_from_the_same_game_one_is_kept_and_earns(self, store):
        game = await start(store)
        tries = [store.save_game(game, EMPTY, now=NOW, awards=[award(user)]) for user in range(1, 6)]
        results = await asyncio.gather(*tries)
        assert results.count(Unsaved.CHANGED) == 4
        assert (await store.leaderboard(HOME)).players == 1

    async def test_nobody_is_paid_twice_for_a_round(self, store):
        game = await store.save_game(await start(store), EMPTY, now=NOW, awards=[award()])
        with pytest.raises(StorageError, match="failed"):
            await store.save_game(game, state(OTHER), now=NOW, awards=[award(OTHER), award()])
        assert await store.game(game.id) == game
        assert (await store.leaderboard(HOME)).standings == (Standing(1, FAN, 75, 1, 1),)

    async def test_a_round_is_played_once_in_a_server_even_at_the_same_moment(self, store):
        games = [await start(store, channel) for channel in range(5)]
        results = await asyncio.gather(*(store.save_game(each, EMPTY, now=NOW, used=(KEY, "gap")) for each in games))
        assert results.count(Unsaved.USED) == 4
        assert sorted([(await store.game(each.id)).version for each in games]) == [1, 1, 1, 1, 2]
        elsewhere = await store.start_game(AWAY, CHANNEL, EMPTY, owner=ME, now=NOW)
        assert (await store.save_game(elsewhere, EMPTY, now=NOW, used=(KEY, "gap"))).version == 2

    async def test_where_messages_are_is_noted_without_a_new_version(self, store):
        game = await store.note_messages(await start(store), {"card": 7})
        assert await store.game(game.id) == game
        assert (game.version, game.messages) == (1, {"card": 7})
        assert (await store.save_game(game, EMPTY, now=NOW)).messages == {"card": 7}
        await store.note_messages(replace(game, owner=YOU), {"card": 8})
        assert (await store.game(game.id)).messages == {"card": 7}


class TestLeases:
    async def test_a_game_of_a_process_that_died_is_taken_over_by_one_other(self, store, url):
        games = [await start(store, channel) for channel in range(5)]
        assert await ids(store, YOU, LATER - timedelta(seconds=1)) == []
        async with Store.open(url, upgrade=False) as another:
            claims = await asyncio.gather(
                *(ids(each, f"new {n}", LATER) for n, each in enumerate([store, another] * 3))
            )
        assert sorted(game for claim in claims for game in claim) == [game.id for game in games]

    async def test_whoever_took_it_over_is_told_when_it_was_last_alive(self, store):
        game = await store.save_game(await start(store), state(FAN), now=NOW + timedelta(seconds=5))
        (claimed,) = await store.claim_games(YOU, now=NOW + DAY)
        assert claimed == replace(game, owner=YOU, version=3)
        assert claimed.alive == NOW + timedelta(seconds=5)
        assert (await store.save_game(claimed, EMPTY, now=NOW + DAY)).alive == NOW + DAY

    async def test_the_old_owner_can_no_longer_save_or_close_it(self, store):
        game = await start(store)
        await store.claim_games(YOU, now=LATER)
        assert await store.save_game(game, EMPTY, now=LATER, awards=[award()], used=(KEY, "gap")) is Unsaved.LOST
        assert not await store.close_game(game)
        assert await store.renew_games(ME, now=LATER) == set()
        assert (await store.leaderboard(HOME)).players == len(await store.used_keys(HOME)) == 0

    async def test_saving_and_renewing_keep_it(self, store):
        game = await start(store)
        other = await start(store, CHANNEL + 1)
        await store.save_game(game, EMPTY, now=NOW + LEASE / 2)
        assert await ids(store, YOU, LATER) == [other.id]
        assert await store.renew_games(ME, now=NOW + LEASE) == {game.id}
        assert await ids(store, YOU, NOW + 1.9 * LEASE) == []
        assert await ids(store, YOU, NOW + 2 * LEASE) == [game.id, other.id][:1]

    async def test_nobody_takes_over_their_own(self, store):
        await start(store)
        assert await ids(store, ME, NOW + DAY) == []

    async def test_what_was_let_go_can_be_taken_at_once(self, store):
        game = await start(store)
        assert await store.release_games(ME, now=NOW) == {game.id}
        assert await store.save_game(game, EMPTY, now=NOW) is Unsaved.LOST
        assert await ids(store, YOU, NOW) == [game.id]

    async def test_a_process_may_take_those_of_its_own_servers_only(self, store):
        here = await start(store)
        there = await store.start_game(AWAY, CHANNEL + 1, EMPTY, owner=ME, now=NOW)
        assert await ids(store, YOU, LATER, servers={HOME}) == [here.id]
        assert await ids(store, YOU, LATER) == [there.id]

    async def test_a_clock_that_was_set_back_locks_nothing(self, store):
        game = await start(store)
        assert await ids(store, YOU, NOW - LEASE / 2) == []
        assert await ids(store, YOU, NOW - DAY) == [game.id]

    async def test_a_game_nobody_has_is_lost(self, store):
        game = await start(store)
        await store.close_game(game)
        assert await store.save_game(game, EMPTY, now=NOW) is Unsaved.LOST
        assert await store.game(game.id) is None
