"""Rounds for a game, from what its server knows at this moment and what its channel may read."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, WeakSet

from bot.discord.servers import channels_of
from bot.memory import many_objects
from bot.moderation.spoilers import NOTHING_SEEN, hides
from bot.search.english import ranks
from bot.trivia.lexicon import English
from bot.trivia.model import Round, Shortage
from bot.trivia.rounds import RoundMaker

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from bot.discord.client import ShowrunnerBot
    from bot.knowledge.model import Entry
    from bot.search.engine import Engine
    from bot.storage.trivia_records import StoredGame
    from bot.trivia.model import Mode


class EngineLikeness:
    """What is near in meaning, as an engine sees it.

    Args:
        engine: Searches the content.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def nearest(self, text: str, count: int) -> Sequence[tuple[str, float]]:
        """The pairs that a text finds, each with its score as a share of the best one's."""
        matches = self._engine.find(text, top=count).matches
        best = max((match.score for match in matches), default=0.0)
        return [(match.entry.ref, match.score / best) for match in matches] if best > 0 else []


class Dealer:
    """Makes rounds. The work is done in threads, for it may take longer than an event loop may stand still.

    Args:
        bot: Whose content and settings they are made from.
    """

    def __init__(self, bot: ShowrunnerBot) -> None:
        self._bot = bot
        self._makers: WeakKeyDictionary[Engine, RoundMaker] = WeakKeyDictionary()
        self._known: WeakSet[Engine] = WeakSet()
        self._english: English | None = None
        self._turn = asyncio.Semaphore(1)  # threads that compute all at once would hold up the event loop

    async def round(self, game: StoredGame, modes: Collection[Mode]) -> Round | Shortage:
        """A round that the server has not had, or why there is none.

        Once all have been played, they may come again; a retired one never does.

        Raises:
            StorageError: The store cannot be read.
        """
        store, server = self._bot.store, game.server
        allowed = await self._allowed(server, game.channel)
        used, retired = await store.had(server)
        made = await self._made(server, modes, retired | used, allowed)
        if made is Shortage.USED_UP and used:
            for mode in modes:
                await store.forget_used(server, mode)
            used = await store.used_keys(server)
            made = await self._made(server, modes, retired | used, allowed)
        if not isinstance(made, Round) or not made.typed:
            return made
        further = (await store.spellings(server)).get(made.key, ())
        return replace(made, accepted=tuple(dict.fromkeys((*made.accepted, *further))))

    async def available(self, server: int, channel: int, modes: Collection[Mode]) -> Mapping[Mode, Shortage | None]:
        """For each mode what it lacks in a channel, or None where a game can be made of it.

        Raises:
            StorageError: The store cannot be read.
        """
        allowed, retired = await self._allowed(server, channel), await self._bot.store.retired_keys(server)
        engine = self._bot.library.engine_for(server)
        async with self._turn:
            return await asyncio.to_thread(lambda: self._maker(engine).available(modes, used=retired, allowed=allowed))

    async def _made(
        self, server: int, modes: Collection[Mode], used: Collection[str], allowed: Callable[[Entry], bool]
    ) -> Round | Shortage:
        engine = self._bot.library.engine_for(server)
        async with self._turn:
            return await asyncio.to_thread(self._make, engine, modes, used, allowed)

    def _make(
        self, engine: Engine, modes: Collection[Mode], used: Collection[str], allowed: Callable[[Entry], bool]
    ) -> Round | Shortage:
        first = engine not in self._known
        self._known.add(engine)
        with many_objects() if first else nullcontext():  # what is worked out about the content stays
            return self._maker(engine).make(modes, self._bot.rng, used=used, allowed=allowed)

    async def _allowed(self, server: int, channel: int) -> Callable[[Entry], bool]:
        """Whether a pair may be quoted where a game is played: nothing that its readers have not seen."""
        entries = self._bot.library.engine_for(server).snapshot.entries
        seen = NOTHING_SEEN
        if any(entry.pair.spoils for entry in entries):
            seen = await self._bot.servers.seen_in(server, await channels_of(self._bot, channel), entries)
        return lambda entry: not hides(entry, seen)

    def _maker(self, engine: Engine) -> RoundMaker:
        if self._english is None:
            self._english = English(ranks())
        maker = self._makers.get(engine)
        if maker is None:
            maker = self._makers[engine] = RoundMaker(engine.snapshot, EngineLikeness(engine), self._english)
        return maker
