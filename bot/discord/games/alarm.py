"""One alarm clock for everything that is due at some moment: ends of rounds, daily questions, leases."""

from __future__ import annotations

import asyncio
import heapq
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Hashable
    from datetime import datetime

    from bot.discord.client import ShowrunnerBot

EARLIER: Final = "trivia_alarm"
"""The event that wakes the clock because something is due earlier than it meant to sleep."""
LONGEST: Final = timedelta(minutes=10)
"""It looks at the time at least so often, for the computer's clock may be set."""


class Alarm:
    """Calls whatever has come due, in order, each once.

    It sleeps in `wait_for`, so that setting it wakes it and nothing has to be polled.

    Args:
        bot: Whose clock it goes by, and whose events wake it.
        spawn: Makes tasks, and keeps them.
    """

    def __init__(self, bot: ShowrunnerBot, spawn: Callable[[Coroutine[Any, Any, None], str], None]) -> None:
        self._bot = bot
        self._spawn = spawn
        self._due: dict[Hashable, tuple[datetime, Callable[[], object]]] = {}
        self._queue: list[tuple[datetime, int, Hashable]] = []
        self._wakes: datetime | None = None
        self._count = 0

    def set(self, key: Hashable, at: datetime, call: Callable[[], object]) -> None:
        """Call something at a moment, in place of what was to be called for the same key; it must not block."""
        self._due[key] = at, call
        self._count += 1
        heapq.heappush(self._queue, (at, self._count, key))
        if self._wakes is not None and at < self._wakes:
            self._bot.dispatch(EARLIER)

    def cancel(self, key: Hashable) -> None:
        """Call nothing for this key."""
        self._due.pop(key, None)

    def start(self) -> None:
        """Begin, and go on until the tasks are cancelled that `spawn` makes."""
        self._spawn(self._nap(), "trivia alarm")

    async def _nap(self) -> None:
        """Sleep once, see to what is due, and leave the next sleep to another task."""
        now = self._bot.now()
        self._wakes = self._next(now)
        try:
            await self._bot.wait_for(EARLIER, timeout=(self._wakes - now).total_seconds())
        except TimeoutError:
            await self._call_due()
        self.start()

    def _next(self, now: datetime) -> datetime:
        """When to wake next, at `now` at the earliest."""
        while self._queue and not self._holds(self._queue[0]):
            heapq.heappop(self._queue)
        latest = now + LONGEST
        return max(now, min(latest, self._queue[0][0])) if self._queue else latest

    async def _call_due(self) -> None:
        now = self._bot.now()
        while self._queue and self._queue[0][0] <= now:
            if self._holds(first := heapq.heappop(self._queue)):
                _, call = self._due.pop(first[2])
                call()
                await asyncio.sleep(0)  # when hundreds of rounds end at once, everything else has its turn in between

    def _holds(self, entry: tuple[datetime, int, Hashable]) -> bool:
        """Whether it was not set to another moment since, or cancelled."""
        at, _, key = entry
        return key in self._due and self._due[key][0] == at
