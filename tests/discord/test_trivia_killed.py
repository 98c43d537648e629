"""The whole bot, killed in the middle of games: what players were told holds, and every game goes on or ends.

A few kills each time the tests are run; `TRIVIA_KILLS=100` makes it a hundred.
"""

from __future__ import annotations

import asyncio
import logging
import os
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.discord.client import TOO_OLD
from bot.storage import tables
from bot.trivia.documents import load
from bot.trivia.state import Phase
from tests.discord import mortals
from tests.storage.mortals import life
from tests.storage.test_faults import forks, sound

if TYPE_CHECKING:
    from bot.storage.store import Store
    from bot.trivia.state import Game

_log = logging.getLogger(__name__)

KILLS = int(os.environ.get("TRIVIA_KILLS", "6"))
WORDS = 25
"""How many things a process has told of at most before it dies."""
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
UNTOLD = timedelta(seconds=15)
"""More than time may have passed since what a process told last."""
AWAY = (timedelta(0), timedelta(0), timedelta(seconds=20), TOO_OLD)


@dataclass
class Books:
    """What players have been told.

    Attributes:
        earned: By game, round and player, the points of a reveal.
        chosen: The same of choices that count, as long as their round has not ended.
        finals: Final scores, by game.
        told: How often which thing was told.
        resumed: How many games were found in their round.
        now: What time it is.
    """

    earned: dict[tuple[int, int, int], int] = field(default_factory=dict)
    chosen: set[tuple[int, int, int]] = field(default_factory=set)
    finals: dict[int, dict[int, int]] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)
    resumed: int = 0
    now: datetime = BEGINNING

    def write(self, heard: list[tuple[Any, ...]], waiting: dict[int, Game]) -> None:
        """Note what a process has told that found these games, none of them too old."""
        for each in heard:
            self.told[each[0]] += 1
            match each:
                case ("up", now, found):
                    self.now = now
                    for number, game in waiting.items():  # one that waited for its next round may have it by now
                        assert found[number] - game.number in {0, game.phase is Phase.WANTED}
                    self.resumed += len(waiting)
                case ("now", now) | ("started", _, now):
                    self.now = now
                case ("earned", game, number, player, points):
                    assert self.earned.setdefault((game, number, player), points) == points
                case ("chosen", game, number, player):
                    self.chosen.add((game, number, player))
                case ("final", game, scores):
                    assert self.finals.setdefault(game, scores) == scores
                case _:
                    raise AssertionError(each)

    async def compare(self, store: Store) -> dict[int, Game]:
        """Hold the store to it; gives the games that it has."""
        async with store.reading() as connection:
            answers = list(await connection.execute(select(tables.trivia_answers)))
            games = {row.id: load(row.state) for row in await connection.execute(select(tables.trivia_games))}
        kept = {(row.game, row.number, row.user): row.points for row in answers}
        assert len(kept) == len(answers)
        assert self.earned.items() <= kept.items()
        scores: defaultdict[int, Counter[int]] = defaultdict(Counter)
        for (game, _, player), points in kept.items():
            scores[game][player] += points
        assert self.finals == {game: dict(scores[game]) for game in self.finals}
        for number, game in games.items():
            assert {player: each.points for player, each in game.players.items() if each.rounds} == scores[number]
        self.chosen -= kept.keys()
        for number, round_, player in self.chosen:
            assert games[number].phase is Phase.OPEN
            assert games[number].number == round_
            assert games[number].players[player].given
        return games


@forks
async def test_what_players_were_told_survives_sigkill_and_every_game_goes_on(store):
    chance, books = random.Random(9), Books()
    url = f"sqlite:///{store.place.file}"
    games: dict[int, Game] = {}
    for seed in range(KILLS + 1):
        away = chance.choice(AWAY)
        if away >= TOO_OLD:  # such games end with the scores so far
            books.chosen.clear()
        waiting = {} if away >= TOO_OLD else {number: game for number, game in games.items() if not game.over}
        async with store.reading() as connection:
            rows = await connection.execute(select(tables.trivia_games.c.channel, tables.trivia_games.c.id))
            there = {row.channel: row.id for row in rows}
        passed = books.now - BEGINNING + UNTOLD + away
        if seed < KILLS:
            words, linger = chance.randint(1, WORDS), chance.uniform(0, 0.02)
            heard, end = await asyncio.to_thread(life, mortals.play, words, linger, url, seed, passed, there)
            assert end == -9, "it ended by itself"
        else:
            heard, end = await asyncio.to_thread(life, mortals.play_to_the_end, None, 0, url, passed, there)
            assert end == 0
        books.write(heard, waiting)
        assert sound(url)
        games = await books.compare(store)
    _log.info("%s kills; told: %s; resumed: %s", KILLS, dict(books.told), books.resumed)
    assert games == {}
    assert books.told["started"] >= len(mortals.CHANNELS)
    assert books.told["final"] >= len(mortals.CHANNELS)
    assert books.resumed >= KILLS / 3
