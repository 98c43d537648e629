"""Work with the store that nobody should have to wait for: answers are given without it, too."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final, TypeVar

import structlog

from bot.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Coroutine

log = structlog.get_logger(__name__)

PATIENCE: Final = 1.5
"""For how many seconds an answer waits for the store; a fan notices little of it, and Discord allows 3."""

_Result = TypeVar("_Result")


class Errands:
    """Runs what is to be done beside answering, and knows what is still running."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, _Result], what: str) -> asyncio.Task[_Result | None]:
        """Begin something; where the store fails it ends with None and a line in the log.

        Args:
            work: What to do.
            what: What the log calls it.
        """
        task = asyncio.create_task(_done(work, what), name=what)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def attempt(self, work: Coroutine[Any, Any, _Result], what: str) -> _Result | None:
        """The result of something, or None if the store fails or is slow; then it goes on by itself."""
        task = self.start(work, what)
        done, _ = await asyncio.wait([task], timeout=PATIENCE)
        if done:
            return task.result()
        log.warning("store_slow", what=what)
        return None

    async def idle(self) -> None:
        """Wait until nothing is running any more."""
        while self._running:
            await asyncio.wait(self._running)

    async def close(self) -> None:
        """Break off whatever is still running."""
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def _done(work: Coroutine[Any, Any, _Result], what: str) -> _Result | None:
    try:
        return await work
    except StorageError as error:
        log.warning("store_failed", what=what, reason=str(error))
        return None
