"""Servers that know something of their own: their engines, kept in step with the store and the operator's content."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import structlog

from bot.knowledge.edition import compose
from bot.knowledge.reading import parse
from bot.moderation.settings import ServerSettings, Strictness

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.knowledge.model import Interview, Snapshot
    from bot.search.engine import Engine
    from bot.search.library import Library
    from bot.storage.store import Store

    Build = Callable[[Snapshot, Strictness], Awaitable[Engine]]
    """Makes an engine without holding up the event loop."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Own:
    """What a server has of its own, as it stands in the store.

    Attributes:
        uploads: Its interviews by id, each with the number of the version in force.
        taught: Pairs (`interview/pair`) and phrasings bound to them.
        off: The ids of interviews it does without.
        strictness: How sure the bot has to be there.
    """

    uploads: tuple[tuple[str, int], ...] = ()
    taught: tuple[tuple[str, str], ...] = ()
    off: tuple[str, ...] = ()
    strictness: Strictness = Strictness.NORMAL


NOTHING: Final = Own()


class Editions:
    """Builds the engines of servers that have something of their own and puts them into the library.

    Args:
        store: Says what each server has.
        library: Takes the engines.
        build: Makes them.
    """

    def __init__(self, store: Store, library: Library, build: Build) -> None:
        self._store = store
        self._library = library
        self._build = build
        self._turn = asyncio.Lock()
        self._made: dict[int, tuple[Own, Snapshot]] = {}
        self._read: dict[tuple[int, str, int], Interview] = {}

    async def refresh(self, server: int) -> None:
        """Bring a server's engine up to date with the store; where nothing has changed, nothing is built.

        Raises:
            StorageError: The store cannot be read; the engine stays as it was.
        """
        async with self._turn:
            operators = self._library.engine.snapshot
            own = await self._own(server)
            known = self._made.get(server, (NOTHING, operators))
            if known[0] == own and (own == NOTHING or known[1] is operators):
                return
            engine = await self._made_of(server, own, operators)
            if engine:
                await asyncio.to_thread(self._library.prepared, engine)
            self._library.place(server, engine)
            self._note(server, own, operators)
        log.info("edition_ready", server=server, own=engine is not None)

    async def refresh_all(self) -> None:
        """The same for every server that has, or had, something of its own.

        Raises:
            StorageError: The store cannot be read.
        """
        for server in {*await self._store.servers_with_content(), *self._made}:
            await self.refresh(server)

    async def replace_operator(self, engine: Engine) -> None:
        """Put other content of the operator's in place, together with all editions of it, in one assignment.

        Raises:
            StorageError: The store cannot be read; nothing has changed.
        """
        async with self._turn:
            own = {server: await self._own(server) for server in await self._store.servers_with_content()}
            made = {server: await self._made_of(server, each, engine.snapshot) for server, each in own.items()}
            ready = {server: each for server, each in made.items() if each}
            for new in (engine, *ready.values()):
                await asyncio.to_thread(self._library.prepared, new)
            self._library.replace(engine, ready)
            self._made.clear()
            for server, each in own.items():
                self._note(server, each, engine.snapshot)

    async def would_be(self, server: int, interview: str, instead: Interview | None) -> Engine:
        """The engine a server would have with another version of one of its own interviews, or (None) without it.

        Raises:
            StorageError: The store cannot be read.
        """
        operators = self._library.engine.snapshot
        own = await self._own(server)
        uploads = {name: self._read.get((server, name, number)) for name, number in own.uploads} | {interview: instead}
        snapshot = await asyncio.to_thread(
            compose, operators, [each for each in uploads.values() if each], own.taught, own.off
        )
        return await self._build(snapshot, own.strictness)

    async def would_be_taught(self, server: int, ref: str, phrasing: str) -> Engine:
        """The engine a server would have with one more phrasing bound to a pair (`interview/pair`).

        Raises:
            StorageError: The store cannot be read.
        """
        own = await self._own(server)
        taught = replace(own, taught=(*own.taught, (ref, phrasing)))
        return await self._engine(server, taught, self._library.engine.snapshot)

    async def _own(self, server: int) -> Own:
        uploads = await self._store.current_uploads(server)
        for upload in uploads:
            key = server, upload.interview, upload.number
            if key not in self._read:
                reading = await asyncio.to_thread(parse, upload.text, upload.interview)
                if reading.interview:
                    self._read[key] = reading.interview
                else:  # it was good once, for an earlier version of this program
                    log.error("upload_unreadable", server=server, interview=upload.interview, version=upload.number)
        settings = ServerSettings.read(await self._store.server_settings(server))
        return Own(
            tuple((upload.interview, upload.number) for upload in uploads),
            tuple((each.ref, each.phrasing) for each in await self._store.taught(server)),
            settings.interviews_off,
            settings.strictness,
        )

    async def _made_of(self, server: int, own: Own, operators: Snapshot) -> Engine | None:
        return None if own == NOTHING else await self._engine(server, own, operators)

    async def _engine(self, server: int, own: Own, operators: Snapshot) -> Engine:
        uploads = [self._read.get((server, *upload)) for upload in own.uploads]
        snapshot = await asyncio.to_thread(
            compose, operators, [upload for upload in uploads if upload], own.taught, own.off
        )
        return await self._build(snapshot, own.strictness)

    def _note(self, server: int, own: Own, operators: Snapshot) -> None:
        if own == NOTHING:
            self._made.pop(server, None)
        else:
            self._made[server] = own, operators
        for key in [key for key in self._read if key[0] == server and key[1:] not in own.uploads]:
            del self._read[key]
