"""Who gets through, how often, and what has been seen before."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from discord.ext import commands

if TYPE_CHECKING:
    from bot.config import Cooldown


class Gate:
    """Cooldowns per user and per channel, for every way to ask together.

    Time comes in with each question (seconds since 1970), so that it is Discord's and not this machine's.

    Args:
        user: How often one user may ask.
        channel: How often there may be questions in one channel.
    """

    def __init__(self, user: Cooldown, channel: Cooldown) -> None:
        self._users = _mapping(user.questions, user.seconds)
        self._channels = _mapping(channel.questions, channel.seconds)
        self._notices = _mapping(1, user.seconds)

    def wait(self, user: int, channel: int, now: float) -> float:
        """0 if the question may pass, which it is then taken to do; else the seconds until it may."""
        buckets = [
            bucket
            for bucket in (self._users.get_bucket(user, now), self._channels.get_bucket(channel, now))
            if bucket is not None
        ]
        seconds = max(bucket.get_retry_after(now) for bucket in buckets)
        if seconds > 0:
            return seconds
        for bucket in buckets:
            bucket.update_rate_limit(now)
        return 0

    def notice_due(self, user: int, now: float) -> bool:
        """Whether to tell this user to wait: once a window, or the notices would be as many as the questions."""
        return self._notices.update_rate_limit(user, now) is None


class Seen:
    """Remembers the last ids it was asked about.

    Args:
        limit: How many; a bot is not asked 2,000 times between losing a connection and resuming it.
    """

    def __init__(self, limit: int = 2000) -> None:
        self._ids: OrderedDict[int, None] = OrderedDict()
        self._limit = limit

    def first(self, snowflake: int) -> bool:
        """Whether this id comes for the first time."""
        if snowflake in self._ids:
            return False
        self._ids[snowflake] = None
        if len(self._ids) > self._limit:
            self._ids.popitem(last=False)
        return True


def _mapping(questions: int, seconds: float) -> commands.CooldownMapping[int]:
    return commands.CooldownMapping(commands.Cooldown(questions, seconds), lambda key: key)
