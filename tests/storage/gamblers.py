"""Processes that play trivia out of a store and may be killed at any moment; each tells what is kept.

Time is made up: it passes from step to step, in each process on its own, and from one generation of processes to the
next by more than a lease. So those that live together meet once they have taken over what was left, before time passes.
"""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.storage.store import Store
from bot.storage.trivia_records import Award, StoredGame, Unsaved
from bot.trivia.documents import dump, load
from bot.trivia.events import AskHint, AskStop, Choose, Deal, Guess, Resume, Tick
from bot.trivia.game import begin, step
from bot.trivia.model import Verdict
from bot.trivia.outcomes import Scored
from bot.trivia.state import Phase, Settings
from tests.trivia.games import choice_round, typed_round

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.synchronize import Barrier

    from bot.trivia.events import Event
    from bot.trivia.state import Game

SERVER = 1
CHANNELS = range(1, 4)
PLAYERS = range(11, 15)
TOO_OLD = timedelta(minutes=15)
YEAR = timedelta(days=365)
PATIENT = 30.0
"""Seconds to wait for each other's lock."""


@dataclass
class Driver:
    """Runs all games that it can get, as a bot would; `done` hears of everything that is kept."""

    store: Store
    name: str
    now: datetime
    chance: random.Random
    done: Connection

    async def take_over(self) -> list[StoredGame]:
        """Go on with the games that nobody runs; gives those that are not over."""
        claimed = await self.store.claim_games(self.name, now=self.now)
        for each in claimed:
            self.done.send(("claimed", each.id, each.version))
        going_on = [await self.happens(each, Resume(self.now, each.alive, TOO_OLD)) for each in claimed]
        return [game for game in going_on if game]

    async def begin(self, channel: int) -> StoredGame | None:
        """Start a game, if the channel is free."""
        settings = Settings(rounds=self.chance.randint(1, 4), seconds=30, changeable=self.chance.random() < 0.5)
        game, _ = begin(settings, self.chance.choice(PLAYERS), self.now)
        stored = await self.store.start_game(SERVER, channel, dump(game), owner=self.name, now=self.now, too_old=YEAR)
        if stored:
            self.done.send(("started", stored.id, channel))
        return stored

    async def happens(self, stored: StoredGame, event: Event) -> StoredGame | None:
        """One step, kept and then told; None where the game is over, or somebody else's."""
        game = load(stored.state)
        after, outcomes = step(game, event)
        if after is not game:
            scored = [each for each in outcomes if isinstance(each, Scored)]
            awards = [Award(s.player, s.number, s.mode, s.ref, s.right, s.points, s.at) for s in scored]
            dealt = after.phase is Phase.OPEN and after.number > game.number
            used = (f"{after.round.key}/{self.chance.random()}", after.round.mode) if dealt else None
            saved = await self.store.save_game(
                stored, dump(after), awards=awards, used=used, over=after.over, now=self.now
            )
            if isinstance(saved, Unsaved):
                self.done.send(("unsaved", saved, stored.id))
                return None
            stored = saved
            self.done.send(("saved", stored.id, stored.version, self.now, used and used[0], awards))
        if after.over:
            await self.store.close_game(stored)
            self.done.send(("closed", stored.id))
            return None
        return stored

    def whim(self, game: Game) -> Event:
        """Whatever somebody does next, a little later."""
        self.now += timedelta(seconds=self.chance.uniform(0, 3))
        player, luck = self.chance.choice(PLAYERS), self.chance.random()
        if game.phase is not Phase.OPEN or luck < 0.15:
            self.now = max(self.now, game.until if game.phase is not Phase.WANTED else self.now)
            number = game.number + 1
            made = choice_round(number, right=number % 4) if number % 2 else typed_round(number)
            return Deal(number, made, self.now) if game.phase is Phase.WANTED else Tick(self.now)
        if luck < 0.2:
            return AskHint(player, self.now)
        if luck < 0.23:
            return AskStop(player, self.now)
        if game.round.typed:
            return Guess(player, game.number, self.chance.choice([Verdict.RIGHT, Verdict.WRONG]), self.now)
        return Choose(player, game.number, self.chance.randrange(4), self.now)


def play(url: str, seed: int, now: datetime, met: Barrier, done: Connection) -> None:
    """Play until killed."""
    asyncio.run(_play(url, seed, now, met, done))


async def _play(url: str, seed: int, now: datetime, met: Barrier, done: Connection) -> None:
    async with Store.at(url, patience=PATIENT) as store:
        driver = Driver(store, f"process {seed}", now, random.Random(seed), done)
        games = {game.channel: game for game in await driver.take_over()}
        await asyncio.to_thread(met.wait)
        while True:
            channel = driver.chance.choice(CHANNELS)
            game = games.pop(channel, None) or await driver.begin(channel)
            if game and (game := await driver.happens(game, driver.whim(load(game.state)))):
                games[channel] = game


async def play_to_the_end(store: Store, now: datetime, done: Connection) -> None:
    """Take over what is left and let time end it."""
    driver = Driver(store, "the last", now, random.Random(0), done)
    for game in await driver.take_over():
        stored: StoredGame | None = game
        while stored:
            state = load(stored.state)
            driver.now = max(driver.now, state.until)
            stored = await driver.happens(stored, Tick(driver.now))


def said(ours: Connection) -> list:
    """All that is left in a pipe whose other end is closed."""
    heard = []
    with suppress(EOFError, OSError):  # OSError: the last word was cut short
        while True:
            heard.append(ours.recv())
    return heard
