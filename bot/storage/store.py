"""The store: all that the bot keeps, on SQLite or PostgreSQL."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from bot.storage import migrating
from bot.storage.audit import Audit
from bot.storage.board import Board
from bot.storage.connection import Place
from bot.storage.privacy import Privacy
from bot.storage.server_settings import ServerSettings
from bot.storage.spoilers import Spoilers
from bot.storage.teaching import Teaching
from bot.storage.uploads import Uploads

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.storage.notices import Listener

PATIENCE = 5.0


class Store(ServerSettings, Uploads, Teaching, Board, Spoilers, Audit, Privacy):
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
        store = cls(Place(url), patience)
        try:
            if upgrade:
                await store.upgrade()
            else:
                migrating.must_be_newest(await store.revision())
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
            return await connection.run_sync(migrating.upgrade)

    async def revision(self) -> str | None:
        """The revision of the tables; None where there are none."""
        async with self.reading() as connection:
            return await connection.run_sync(migrating.revision)

    async def publish(self, topic: str, payload: dict[str, Any]) -> None:
        """Send a notice to all who listen, in every process that uses this (PostgreSQL) store.

        Changes of content and settings send theirs by themselves.
        """
        notices = [(topic, payload)]
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
