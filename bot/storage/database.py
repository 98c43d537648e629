"""Transactions: reading from one moment of the store, and changing it all at once or not at all."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, nullcontext
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from bot.storage.connection import for_writing
from bot.storage.notices import notifier
from bot.storage.tables import audit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import datetime

    from sqlalchemy import CursorResult, Executable
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.storage.connection import Place
    from bot.storage.notices import Sent


class Change:
    """A transaction that is under way.

    Args:
        connection: Where it runs.
        server: The server it concerns.
        by: Who makes the change.
        now: When.
    """

    def __init__(self, connection: AsyncConnection, server: int, by: int | None, now: datetime) -> None:
        self.connection = connection
        self.server = server
        self.by = by
        self.now = now
        self.notices: Sent = []

    async def execute(self, statement: Executable) -> CursorResult[Any]:
        """Run a statement inside the transaction."""
        return await self.connection.execute(statement)

    async def record(self, what: str, **detail: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        """Write a line of the server's log; it commits together with the change."""
        line = {"server": self.server, "who": self.by, "what": what, "detail": detail, "at": self.now}
        await self.execute(insert(audit).values(line))

    def tell(self, topic: str) -> None:
        """Once the change is committed, send this server's notice to all listeners."""
        self.notices.append((topic, {"server": self.server}))


class Database:
    """A store's connections.

    Args:
        place: Where the store is.
        patience: For how many seconds to wait for a lock that somebody else holds.
    """

    def __init__(self, place: Place, patience: float) -> None:
        self.place = place
        self._engine = place.engine(patience)
        self._writer = for_writing(self._engine)
        self.notifier = notifier(place, patience)
        # On SQLite only one can write. Waiting here is fair and wakes at once; SQLite itself would poll.
        self._turn = asyncio.Lock() if place.file else nullcontext()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction for reading."""
        with self.place.errors():
            async with self._engine.begin() as connection:
                yield connection

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """A transaction for reading that sees one moment of the store throughout."""
        one_moment = {} if self.place.file else {"isolation_level": "REPEATABLE READ"}  # SQLite's always do
        with self.place.errors():
            async with self._engine.execution_options(**one_moment).begin() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction for writing: commits at the end, takes everything back when an exception leaves it."""
        with self.place.errors():
            async with self._turn, self._writer.begin() as connection:
                yield connection

    @asynccontextmanager
    async def change(self, server: int, by: int | None, now: datetime) -> AsyncIterator[Change]:
        """A transaction that changes what one server has; nobody else changes the same server's meanwhile."""
        async with self.writing() as connection:
            await self.hold(connection, server)
            change = Change(connection, server, by, now)
            yield change
            await self.notifier.send(connection, change.notices)
        self.notifier.committed(change.notices)

    async def hold(self, connection: AsyncConnection, server: int) -> None:
        """Let nobody else change what one server has, until the transaction ends; on SQLite nobody can anyway."""
        if not self.place.file:
            await connection.execute(select(func.pg_advisory_xact_lock(server)))

    async def close(self) -> None:
        """Close all connections."""
        await self.notifier.close()
        await self._engine.dispose()
