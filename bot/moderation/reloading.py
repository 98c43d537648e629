"""Reading the operator's files again, and what comes of it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from bot.errors import ContentError
from bot.knowledge.edition import Difference, difference
from bot.moderation.golden import Check, check
from bot.moderation.settings import Strictness

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.errors import Fault
    from bot.knowledge.model import Snapshot
    from bot.moderation.editions import Build, Editions
    from bot.search.golden import GoldenFailure
    from bot.search.library import Library

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reloaded:
    """The files were read and are in force.

    Attributes:
        difference: To what was loaded before.
        check: How the golden questions fare; what is broken was accepted by force.
        seconds: From the first file read until it was in force.
    """

    difference: Difference
    check: Check
    seconds: float


@dataclass(frozen=True, slots=True)
class Faulty:
    """The files have faults; what was loaded before stays."""

    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Golden questions that hold now would break; what was loaded before stays."""

    broken: tuple[GoldenFailure, ...]


Outcome = Reloaded | Faulty | Refused


@dataclass(slots=True)
class Reloader:
    """Reloads the operator's content, one time at a time.

    Attributes:
        library: What is loaded.
        editions: Puts the new content in place.
        read: Reads all files; run in a thread.
        build: Makes an engine.
    """

    library: Library
    editions: Editions
    read: Callable[[], Snapshot]
    build: Build
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _running: dict[bool, asyncio.Task[Outcome]] = field(default_factory=dict)

    async def reload(self, *, force: bool = False) -> tuple[Outcome, bool]:
        """Read everything, check it, and put it in force at once; or leave all as it was.

        Several at once share one: whoever comes while a reload of the same kind runs gets its outcome.

        Args:
            force: Whether to accept it if golden questions break.

        Returns:
            The outcome, and whether it is that of a reload somebody else had begun.

        Raises:
            StorageError: The store cannot be read; nothing has changed.
        """
        running = self._running.get(force)
        joined = running is not None
        if running is None:
            running = self._running[force] = asyncio.create_task(self._reload(force=force))
            running.add_done_callback(lambda _: self._running.pop(force))
        # Whoever waits may be cancelled; the others still want the outcome.
        return await asyncio.shield(running), joined

    async def close(self) -> None:
        """Give up what is running; what is loaded stays."""
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _reload(self, *, force: bool) -> Outcome:
        async with self._turn:
            began = time.monotonic()
            outcome = await self._outcome(began, force=force)
        _log(outcome, force=force)
        return outcome

    async def _outcome(self, began: float, *, force: bool) -> Outcome:
        before = self.library.engine
        try:
            snapshot = await asyncio.to_thread(self.read)
        except ContentError as error:
            return Faulty(error.faults)
        changes = await asyncio.to_thread(difference, before.snapshot, snapshot)
        if not changes:
            return Reloaded(changes, Check(), time.monotonic() - began)
        engine = await self.build(snapshot, Strictness.NORMAL)
        checked = await check(before, engine)
        if checked.broken and not force:
            return Refused(checked.broken)
        await self.editions.replace_operator(engine)
        return Reloaded(changes, checked, time.monotonic() - began)


def _log(outcome: Outcome, *, force: bool) -> None:
    match outcome:
        case Faulty(faults):
            log.warning("reload_faulty", faults=len(faults), first=str(faults[0]))
        case Refused(broken):
            log.warning("reload_refused", broken=[str(failure) for failure in broken])
        case Reloaded(changes, checked, seconds):
            log.info(
                "reloaded",
                added=len(changes.added),
                changed=len(changes.changed),
                removed=len(changes.removed),
                broken=len(checked.broken),
                force=force,
                seconds=round(seconds, 3),
            )
