"""A bot in a simulated Discord that plays trivia out of a store in a file, and may be killed at any moment.

Each such process has a Discord of its own, with the same server, channels and people in it; what was said in the one
before is gone, as if everything had been deleted. Time goes on where the test says.
"""

from __future__ import annotations

import asyncio
import random
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import discord
import simcord

from bot.config import Discord, Privacy
from bot.discord import trivia_wording as wording
from bot.discord.client import ShowrunnerBot
from bot.moderation.moderating import Moderation
from bot.moderation.uploads import Limits
from bot.search.library import Library
from bot.storage.store import Store
from bot.storage.trivia_saves import LEASE
from tests.discord.conftest import NO_COOLDOWN, Place, build, engine_of
from tests.discord.playing import Table
from tests.trivia import content

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import timedelta
    from multiprocessing.connection import Connection

    from simcord.actors import MemberActor
    from simcord.env import Env

SERVER = 900
CHANNELS = ("harbour-talk", "lantern-room", "cabin")
PLAYERS = ("ada", "bo", "cleo", "dot")
MODES = ("quote", "gap", "who", "mix")
WAIT = round(2 * LEASE.total_seconds())
CHOSEN = wording.chosen("", changed=False, changeable=False).partition(":")[0]
_REPORT = re.compile(r"treport:([0-9]+):([0-9]+):")
_EARNED = re.compile(r"(\w+) · [^·]+ · \+([0-9]+)(?: · .*)?")
_PLACE = re.compile(r"(\w+) · (-?[0-9]+) points? · [0-9]+ of [0-9]+ right")


@dataclass
class Harbour:
    """The server, what has been told of it, and by channel the game that was played there last."""

    env: Env
    tables: list[Table]
    players: list[MemberActor]
    games: dict[int, int]
    done: Connection
    ends: set[int] = field(default_factory=set)
    told: set[str] = field(default_factory=set)

    def tell(self, *word: object) -> None:
        """Say something to the test, once."""
        if repr(word) not in self.told:
            self.told.add(repr(word))
            self.done.send(word)

    def tell_what_is_shown(self) -> None:
        """Say which points can be read: those of every reveal, and those of the final scores."""
        for table in self.tables:
            if not table.over:
                self.games[table.channel.id] = table.running.id
            for message in table.said():
                for embed in message.embeds:
                    lines = (embed.description or "").replace("*", "").splitlines()
                    if place := _round_of(message):
                        for player, points in self._found(_EARNED, lines).items():
                            self.tell("earned", *place, player, points)
                    elif embed.title == wording.FINAL and message.id not in self.ends:
                        self.ends.add(message.id)  # of the game that was played last now, and not of later ones
                        self.tell("final", self.games[table.channel.id], self._found(_PLACE, lines))

    def _found(self, line: re.Pattern[str], lines: list[str]) -> dict[int, int]:
        """By player, the points in all lines of a kind."""
        ids = {actor.user.name: actor.id for actor in self.players}
        return {ids[found[1]]: int(found[2]) for each in lines if (found := line.search(each))}


def _round_of(message: discord.Message) -> tuple[int, int] | None:
    """Of a reveal, the game and the number of the round."""
    buttons = [each for row in message.components for each in getattr(row, "children", ())]
    found = [match for each in buttons if (match := _REPORT.match(getattr(each, "custom_id", None) or ""))]
    return (int(found[0][1]), int(found[0][2])) if found else None


@asynccontextmanager
async def harbour(
    url: str, seed: int, passed: timedelta, waiting: dict[int, int], done: Connection
) -> AsyncIterator[Harbour]:
    """The server, and the bot that has just started, so long after the beginning of all time."""
    options = Discord.model_validate({"cooldown_user": NO_COOLDOWN, "cooldown_channel": NO_COOLDOWN})
    async with (
        Store.open(url, upgrade=False) as store,
        simcord.run(discord.Client(intents=discord.Intents.none())) as env,  # until it is time
    ):
        guild = env.create_guild("Pier 9", id=SERVER)
        channels = [guild.create_text_channel(name) for name in CHANNELS]
        players = [guild.add_member(env.create_user(name)) for name in PLAYERS]
        await env.advance_time(passed.total_seconds())
        known = content.SNAPSHOT
        moderation = Moderation(store, Library(engine_of(known)), build, lambda: known, Limits(3, 100_000))
        await env.restart_bot(ShowrunnerBot(moderation, options, Privacy(), rng=random.Random(seed)))
        place = Place(env, guild, channels[0], players[0], players[1], players[2])
        yield Harbour(env, [Table(place, channel) for channel in channels], players, dict(waiting), done)


async def take_over(here: Harbour, waiting: dict[int, int]) -> None:
    """Wait until the bot has taken over what it finds, and say in which rounds; what has ended by then is left out."""
    games, found = here.tables[0].place.bot.games, {}
    for _ in range(WAIT):
        found |= {each.id: each.game.number for each in games.all() if each.id not in found}
        if set(waiting.values()) <= found.keys():
            break
        await here.env.advance_time(1)
    here.tell_what_is_shown()
    here.tell("up", here.env.now(), found)


async def act(here: Harbour, chance: random.Random) -> None:
    """Whatever somebody does next in one of the channels."""
    table, who, luck = chance.choice(here.tables), chance.choice(here.players), chance.random()
    if table.over:
        await table.start(f"{chance.randint(1, 3)} {chance.choice(MODES)}", by=who)
        here.tell("locked" if table.over else "started", table.channel.id, here.env.now())
    elif not table.open or luck < 0.15:
        await here.env.advance_time(chance.uniform(1, 12))
    elif luck < 0.2:
        await who.send(table.channel, "!trivia hint")
    elif table.round.typed:
        await who.send(table.channel, table.round.answer if luck < 0.7 else "zeppelin")
    else:
        place = table.running.id, table.running.game.number
        told = await table.choose(who, right=luck < 0.7)
        if told.response.content.startswith(CHOSEN):
            here.tell("chosen", *place, who.id)


def play(url: str, seed: int, passed: timedelta, waiting: dict[int, int], done: Connection) -> None:
    """Take over what is waiting, and play until killed."""

    async def run() -> None:
        chance = random.Random(seed)
        async with harbour(url, seed, passed, waiting, done) as here:
            await take_over(here, waiting)
            while True:
                await act(here, chance)
                here.tell_what_is_shown()
                here.tell("now", here.env.now())

    asyncio.run(run())


def play_to_the_end(url: str, passed: timedelta, waiting: dict[int, int], done: Connection) -> None:
    """Take over what is waiting, let time end it, and play one game more in every channel."""

    async def run() -> None:
        async with harbour(url, 0, passed, waiting, done) as here:
            await take_over(here, waiting)
            for last in (False, True):
                for table in here.tables:
                    if last:
                        await table.start("1 mix")
                        here.tell("locked" if table.over else "started", table.channel.id, here.env.now())
                        here.tell_what_is_shown()
                    await table.play(right=here.players[:1] if last else ())
                    here.tell_what_is_shown()

    asyncio.run(run())
