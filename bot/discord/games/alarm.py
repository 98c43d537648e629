"""One alarm clock for everything that is due at some moment: ends of rounds, daily questions, leases."""

from __future__ import annotations

import heapq
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import datetime

    from discord.ext import commands

EARLIER: Final = "trivia_alarm"
"""The event that wakes the clock because something is due earlier than it meant to sleep."""
LONGEST: Final = timedelta(minutes=10)
"""It looks at the time at least so often, for the computer's clock may be set."""


class Alarm:
    """Rings for whatever has come due, in order, each time once.

    It sleeps in `wait_for`, so that setting it wakes it and nothing has to be polled.

    Args:
        bot: Whose events wake it.
        now: Tells the time.
        ring: Called with the key of what is due; must not block.
    """

    def __init__(self, bot: commands.Bot, now: Callable[[], datetime], ring: Callable[[Hashable], object]) -> None:
        self._bot = bot
        self._now = now
        self._ring = ring
        self._due: dict[Hashable, datetime] = {}
        self._queue: list[tuple[datetime, int, Hashable]] = []
        self._wakes: datetime | None = None
        self._count = 0

    def set(self, key: Hashable, at: datetime | None) -> None:
        """Ring at `at` for this key, and no longer at the moment it was set to before; with None, not at all."""
        if at is None:
            self._due.pop(key, None)
            return
        self._due[key] = at
        self._count += 1
        heapq.heappush(self._queue, (at, self._count, key))
        if self._wakes is not None and at < self._wakes:
            self._bot.dispatch(EARLIER)

    async def run(self) -> None:
        """Ring for ever."""
        while True:
            now = self._now()
            self._wakes = self._next(now)
            try:
                await self._bot.wait_for(EARLIER, timeout=(self._wakes - now).total_seconds())
            except TimeoutError:
                self._ring_due()

    def _next(self, now: datetime) -> datetime:
        """When to wake next, at `now` at the earliest."""
        while self._queue and self._due.get(self._queue[0][2]) != self._queue[0][0]:
            heapq.heappop(self._queue)  # it was set to another moment since
        latest = now + LONGEST
        return max(now, min(latest, self._queue[0][0])) if self._queue else latest

    def _ring_due(self) -> None:
        now = self._now()
        while self._queue and self._queue[0][0] <= now:
            at, _, key = heapq.heappop(self._queue)
            if self._due.get(key) == at:
                del self._due[key]
                self._ring(key)
