"""The store: all that the bot keeps, on SQLite or PostgreSQL."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, TextIO

from bot.storage import archive, migrating
from bot.storage.audit import Audit
from bot.storage.board import Board
from bot.storage.connection import Place
from bot.storage.imports import Imports
from bot.storage.notices import LOOK_AGAIN
from bot.storage.privacy import Privacy
from bot.storage.server_settings import ServerSettings
from bot.storage.spoilers import Spoilers
from bot.storage.teaching import Teaching
from bot.storage.trivia_games import TriviaGames
from bot.storage.trivia_rounds import TriviaRounds
from bot.storage.trivia_scores import TriviaScores
from bot.storage.uploads import Uploads

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from datetime import datetime

    from bot.storage.notices import Listener, Sent

PATIENCE = 5.0
_log = logging.getLogger(__name__)


class Store(
    ServerSettings, Uploads, Imports, Teaching, Board, Spoilers, TriviaGames, TriviaScores, TriviaRounds, Audit, Privacy
):
    """Everything that is kept; made by `Store.open`.

    Each method that changes something is one transaction: once it returns, the change is kept, come what may; when it
    raises, nothing has changed. A moderator's change and its line in the log are in the same transaction.

    Servers, users, channels are Discord's ids. Times are aware; they come from the caller, as `now`.

    Raises:
        StorageError: From any method: the database cannot be reached, read or written; the text says what to do.
    """

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str, *, upgrade: bool = True, patience: float = PATIENCE) -> AsyncIterator[Store]:
        """The store at `url`, made if there is none; closed in the end.

        Args:
            url: `sqlite:///FILE` or `postgresql://user:password@host/database`.
            upgrade: Whether to bring its tables up to date; otherwise they must be.
            patience: For how many seconds to wait for a lock that somebody else holds.

        Raises:
            StorageError: It cannot be opened, or its tables are of another version of this program.
        """
        async with cls.at(url, patience=patience) as store:
            if upgrade:
                await store.upgrade()
            else:
                migrating.must_be_newest(await store.revision())
            yield store

    @classmethod
    @asynccontextmanager
    async def at(cls, url: str, *, patience: float = PATIENCE) -> AsyncIterator[Store]:
        """The same, whatever tables are there or not: for upgrading, backing up and restoring."""
        store = cls(Place(url), patience)
        try:
            yield store
        finally:
            await store.close()

    async def upgrade(self) -> str | None:
        """Bring the tables up to date, all or nothing; of several processes that start at once one does it.

        Returns:
            The revision they were of before; None for a new store.

        Raises:
            StorageError: They are of a newer version of this program.
        """
        async with self.writing() as connection:
            before = await connection.run_sync(migrating.upgrade)
        if before != migrating.newest():
            _log.info(
                "tables made" if before is None else "tables brought up to date", extra={"store": str(self.place)}
            )
        return before

    async def revision(self) -> str | None:
        """The revision of the tables; None where there are none."""
        async with self.reading() as connection:
            return await connection.run_sync(migrating.revision)

    async def back_up(self, file: TextIO, now: datetime) -> None:
        """Write all that the store holds at this moment; others may go on using it meanwhile.

        Raises:
            StorageError: There is nothing yet, or the file cannot be written.
        """
        async with self.snapshot() as connection:
            await connection.run_sync(archive.write, file, now)

    async def restore(self, file: Iterable[str], *, force: bool = False) -> int:
        """Put a backup in place of what the store holds, all or nothing; gives how many rows it had.

        Args:
            file: Its lines.
            force: Whether what the store holds may be lost.

        Raises:
            StorageError: The store holds something, or this is no whole backup.
        """
        notices: Sent = [(LOOK_AGAIN, {})]
        async with self.writing() as connection:
            number = await connection.run_sync(archive.restore, file, force=force)
            await self.notifier.send(connection, notices)
        self.notifier.committed(notices)
        return number

    async def publish(self, topic: str, payload: dict[str, Any]) -> None:
        """Send a notice to all who listen, in every process that uses this (PostgreSQL) store.

        Changes of content and settings send theirs by themselves.
        """
        notices: Sent = [(topic, payload)]
        if not self.place.file:
            async with self.writing() as connection:
                await self.notifier.send(connection, notices)
        self.notifier.committed(notices)

    async def listen(self, callback: Listener) -> None:
        """Call `callback` with every `Notice` from now on until the store is closed, one's own among them.

        When the connection to PostgreSQL was lost, notices may have been, too: once it is back, the topic
        `notices.LOOK_AGAIN` says so.
        """
        await self.notifier.listen(callback)
