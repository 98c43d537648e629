"""All that moderators do to content, in one place; and what keeps this process in step with the others."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

import structlog

from bot.errors import StorageError
from bot.moderation.editions import Editions
from bot.moderation.imports import Imports
from bot.moderation.reloading import Reloaded, Reloader
from bot.moderation.uploads import Uploads
from bot.moderation.watching import watch
from bot.storage.notices import LOOK_AGAIN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.knowledge.model import Snapshot
    from bot.moderation.editions import Build
    from bot.moderation.reloading import Outcome
    from bot.moderation.uploads import Limits
    from bot.search.library import Library
    from bot.storage.notices import Notice
    from bot.storage.store import Store

log = structlog.get_logger(__name__)

_NOTED: Final = 20  # golden questions that a line of the log names

RELOADED: Final = "reloaded"
"""The topic of the notice that has other processes read their files again; its payload says if `force` was used."""


class Moderation:
    """What may be done to the content; whether somebody may do it is for the caller to ask (`rights`).

    Args:
        store: Keeps what servers add.
        library: Holds what is loaded.
        build: Makes engines.
        read: Reads the operator's files.
        limits: What a server may upload.
    """

    def __init__(
        self, store: Store, library: Library, build: Build, read: Callable[[], Snapshot], limits: Limits
    ) -> None:
        self.store = store
        self.library = library
        self.editions = Editions(store, library, build)
        self.reloader = Reloader(library, self.editions, read, build)
        self.uploads = Uploads(store, library, self.editions, limits)
        self.imports = Imports(self.uploads)

    @asynccontextmanager
    async def running(self, watched: Sequence[Path] = ()) -> AsyncIterator[Moderation]:
        """While this lasts, all servers have their own content, and what other processes do is taken over.

        Args:
            watched: Directories and files whose changes are taken over by themselves.

        Raises:
            StorageError: The store cannot be read.
        """
        await self.store.listen(self.hear)
        await self.editions.refresh_all()
        watching = asyncio.create_task(watch(watched, self.reloader)) if watched else None
        try:
            yield self
        finally:
            if watching:
                watching.cancel()
                await asyncio.wait([watching])
            await self.reloader.close()

    async def reload(self, server: int, *, by: int, now: datetime, force: bool = False) -> tuple[Outcome, bool]:
        """Read the operator's files again, on the wish of a moderator of some server, in whose log it is noted.

        Returns:
            See `Reloader.reload`.

        Raises:
            StorageError: The store does not work; unless only the log is concerned, nothing has changed.
        """
        outcome, joined = await self.reloader.reload(force=force)
        if isinstance(outcome, Reloaded) and not joined:
            changes = outcome.difference
            counts = {"added": len(changes.added), "changed": len(changes.changed), "removed": len(changes.removed)}
            broken = [str(failure) for failure in outcome.check.broken[:_NOTED]]
            await self.store.record(server, by, "reload", counts | {"force": force, "broken": broken}, now=now)
            await self.store.publish(RELOADED, {"force": force})
        return outcome, joined

    async def hear(self, notice: Notice) -> None:
        """Take over what has changed in the store, and what another process has reloaded."""
        try:
            await self._take_over(notice)
        except StorageError as error:
            log.error("notice_missed", topic=notice.topic, reason=str(error))  # noqa: TRY400 - the reason says it all

    async def _take_over(self, notice: Notice) -> None:
        server = notice.payload.get("server")
        if not notice.own:
            log.info("told_of_change", topic=notice.topic, server=server)
        if notice.topic == LOOK_AGAIN:
            await self.reloader.reload()
            await self.editions.refresh_all()
        elif notice.topic == RELOADED and not notice.own:
            await self.reloader.reload(force=bool(notice.payload.get("force")))
        elif isinstance(server, int):
            await self.editions.refresh(server)
