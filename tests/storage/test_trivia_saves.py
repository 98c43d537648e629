"""Steps of many games that are kept in one transaction, and yet each by itself."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import event

from bot.errors import StorageError
from bot.storage.trivia_records import Standing, StoredGame, Unsaved
from tests.storage.conftest import NOW
from tests.storage.test_store import CHANNEL, FAN, HOME, OTHER
from tests.storage.trivia import EMPTY, KEY, award, start, state

MANY = 30


@pytest.fixture
def commits(store):
    """What has been committed."""
    seen = []
    event.listen(store._engine.sync_engine, "commit", seen.append)
    return seen


async def test_what_comes_at_the_same_time_is_kept_together(store, commits):
    games = [await start(store, channel) for channel in range(MANY)]
    commits.clear()
    steps = [
        store.save_game(each, state(at), now=NOW, awards=[award(at)], used=(f"{at}:gap", "gap"))
        for at, each in enumerate(games)
    ]
    saved = await asyncio.gather(*steps)
    assert len(commits) < MANY / 2
    assert [await store.game(each.id) for each in games] == saved
    assert (await store.leaderboard(HOME)).players == len(await store.used_keys(HOME)) == MANY


async def test_what_the_database_does_not_take_spoils_nothing_else(store):
    games = [await start(store, channel) for channel in range(4)]
    paid = await store.save_game(games[0], EMPTY, now=NOW, awards=[award(FAN)])
    steps = [store.save_game(each, EMPTY, now=NOW, awards=[award(OTHER), award(FAN)]) for each in (paid, *games[1:])]
    first, *others = await asyncio.gather(*steps, return_exceptions=True)
    assert isinstance(first, StorageError)
    assert await store.game(paid.id) == paid
    assert [each.version for each in others] == [2, 2, 2]
    assert (await store.standing(HOME, FAN)).rounds == 4
    assert (await store.standing(HOME, OTHER)).rounds == 3


async def test_a_step_and_what_is_noted_beside_it_are_both_kept(store):
    game = await start(store)
    for first in (True, False):
        stored = await store.game(game.id)
        step = store.save_game(stored, EMPTY, now=NOW, messages={"card": 1})
        note = store.note_messages(stored, {"card": 2})
        await asyncio.gather(*((step, note) if first else (note, step)))
        kept = await store.game(game.id)
        assert kept.version == stored.version + 1
        assert kept.messages == {"card": 2 if first else 1}  # whichever came last


async def test_a_step_that_is_not_kept_earns_and_uses_nothing(store):
    game, other = await start(store), await start(store, CHANNEL + 1)
    results = await asyncio.gather(
        store.save_game(game, EMPTY, now=NOW, used=(KEY, "gap")),
        store.save_game(game, EMPTY, now=NOW, used=("late:gap", "gap"), awards=[award(OTHER)]),
        store.save_game(other, EMPTY, now=NOW, used=(KEY, "gap"), awards=[award(OTHER, number=2)]),
        store.save_game(other, EMPTY, now=NOW, awards=[award(FAN)]),
    )
    assert [type(results[0]), *results[1:3], type(results[3])] == [
        StoredGame, Unsaved.CHANGED, Unsaved.USED, StoredGame
    ]  # fmt: skip
    assert await store.used_keys(HOME) == {KEY}
    assert (await store.leaderboard(HOME)).standings == (Standing(1, FAN, 75, 1, 1),)


async def test_who_gives_up_waiting_keeps_nobody_else_from_it(store):
    games = [await start(store, channel) for channel in range(5)]
    steps = [asyncio.ensure_future(store.save_game(each, state(FAN), now=NOW)) for each in games]
    await asyncio.sleep(0)
    for given_up in (steps[0], steps[2]):
        given_up.cancel()
    results = await asyncio.gather(*steps, return_exceptions=True)
    assert [type(each) for each in results[1::2]] == [StoredGame] * 2
    assert all(isinstance(results[at], asyncio.CancelledError) for at in (0, 2))
    for game in games:  # all of it or nothing, also where nobody heard of it
        kept = await store.game(game.id)
        assert (kept.version, kept.state) in [(1, EMPTY), (2, state(FAN))]


async def test_a_store_that_is_closed_keeps_what_is_on_its_way(store, url):
    game = await start(store)
    step = asyncio.ensure_future(store.save_game(game, state(FAN), now=NOW))
    await asyncio.sleep(0)
    await store.close()
    assert (await step).version == 2
