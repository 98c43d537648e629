"""Processes that are killed in the middle of games: no point is lost, none counted twice, no channel stays locked."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.storage import tables
from bot.storage.store import Store
from bot.storage.trivia_records import Award
from bot.storage.trivia_saves import LEASE
from bot.trivia.documents import load
from tests.storage import gamblers, mortals
from tests.storage.conftest import NOW
from tests.storage.test_faults import file_of, forks

_log = logging.getLogger(__name__)

KILLS = {"sqlite": 100, "postgresql": 20}
AT_ONCE = 2
"""Processes that live, and die, together."""
WORDS = 15
"""How many things the first of them has done at most before it dies."""


@dataclass
class Books:
    """What has been acknowledged, and what else is in the store.

    Attributes:
        awards: By game, round and player.
        versions: Of each game, the newest.
        used: Keys of rounds.
        closed: Games.
        told: How often which thing was acknowledged.
        untold: How many steps were kept that nobody was told of.
        now: What time it is.
    """

    awards: dict[tuple[int, int, int], Award] = field(default_factory=dict)
    versions: Counter[int] = field(default_factory=Counter)
    used: set[str] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)
    told: Counter[str] = field(default_factory=Counter)
    untold: int = 0
    now = NOW

    def write(self, heard: list[tuple]) -> None:
        for each in heard:
            self.told[each[0]] += 1
            match each:
                case ("saved", game, version, now, used, awards):
                    self.now = max(self.now, now)
                    assert version > self.versions[game]  # nobody else has made the same step
                    self.versions[game] = version
                    self.used |= {used} - {None}
                    for award in awards:
                        key = game, award.number, award.user
                        assert key not in self.awards
                        self.awards[key] = award
                case ("claimed", game, version):
                    assert version > self.versions[game]
                    self.versions[game] = version
                case ("closed", game):
                    assert game not in self.closed
                    self.closed.add(game)
                case ("unsaved", why, game):
                    raise AssertionError(f"game {game} was {why}, though everybody who had it was dead")

    async def compare(self, store: Store) -> None:
        """Hold the store to it; what was kept and not told any more is written down, too."""
        async with store.change(gamblers.SERVER, None, NOW):
            pass  # PostgreSQL may still have been committing what the dead had asked for
        async with store.reading() as connection:
            kept = {
                (row.game, row.number, row.user): Award(
                    row.user, row.number, row.mode, row.ref, row.correct, row.points, row.at
                )
                for row in await connection.execute(select(tables.trivia_answers))
            }
            games = list(await connection.execute(select(tables.trivia_games)))
        assert self.awards.items() <= kept.items()
        new = {game for game, _, _ in kept.keys() - self.awards.keys()}
        assert len(new) <= AT_ONCE  # each may have died between keeping a step and telling it
        self.awards = kept
        assert self.used <= await store.used_keys(gamblers.SERVER)
        assert not self.closed & {row.id for row in games}
        for row in games:
            assert row.version >= self.versions[row.id]
            self.untold += row.version > self.versions[row.id] > 0
            self.versions[row.id] = row.version
            earned: Counter[int] = Counter()
            for (game, _, user), award in kept.items():
                if game == row.id:
                    earned[user] += award.points
            players = load(row.state).players
            assert {user: each.points for user, each in players.items() if each.rounds} == dict(earned)


def killed(url: str, seeds: list[int], books: Books, chance: random.Random) -> list[list[tuple]]:
    """Let processes play together and kill them all, once the first has done so many things; gives what each said."""
    context = mortals.processes()
    pipes = [context.Pipe(duplex=False) for _ in seeds]
    met = context.Barrier(len(seeds))
    started = [
        context.Process(target=gamblers.play, args=(url, seed, books.now, met, theirs))
        for seed, (_, theirs) in zip(seeds, pipes, strict=True)
    ]
    for process in started:
        process.start()
    for _, theirs in pipes:
        theirs.close()
    heard: list[list[tuple]] = [[] for _ in seeds]
    with contextlib.suppress(EOFError):
        for _ in range(chance.randint(1, WORDS)):
            heard[0].append(pipes[0][0].recv())
    started[0].join(chance.uniform(0, 0.004))  # so that it dies in the middle of something, too
    for process in started:
        process.kill()
    for process, (ours, _), words in zip(started, pipes, heard, strict=True):
        process.join()
        assert process.exitcode == -9, "it ended before it was killed"
        words.extend(gamblers.said(ours))
        ours.close()
    return heard


@forks
@pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)
async def test_every_point_that_was_acknowledged_survives_sigkill_once(url, request):
    chance = random.Random(6)
    kills = KILLS[request.node.callspec.params["url"]]
    books = Books()
    async with Store.open(url, patience=gamblers.PATIENT) as store:
        for first in range(0, kills, AT_ONCE):
            seeds = list(range(first, first + AT_ONCE))
            heard = await asyncio.to_thread(killed, url, seeds, books, chance)
            claims = Counter(each[1] for words in heard for each in words if each[0] == "claimed")
            assert set(claims.values()) <= {1}  # of several processes one goes on with a game
            for words in heard:
                books.write(words)
            await books.compare(store)
            # Its next steps may have moved the time of a process on by a round and a pause before it died.
            books.now += LEASE + timedelta(minutes=chance.choice([2, 2, 2, 30]))
        await ends_well(store, books)
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(file_of(url))) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    _log.info("%s kills; told: %s; untold: %s", kills, dict(books.told), books.untold)
    assert books.told["claimed"] > kills / 10
    assert len(books.awards) > kills / 10


async def ends_well(store: Store, books: Books) -> None:
    """All games that are left come to an end, and every channel is free."""
    ours, theirs = mortals.processes().Pipe(duplex=False)
    reading = asyncio.create_task(asyncio.to_thread(gamblers.said, ours))
    await gamblers.play_to_the_end(store, books.now, theirs)
    theirs.close()
    books.write(await reading)
    ours.close()
    await books.compare(store)
    for channel in gamblers.CHANNELS:
        assert await store.running_game(channel) is None
        assert await store.start_game(gamblers.SERVER, channel, {}, owner="anybody", now=books.now)
