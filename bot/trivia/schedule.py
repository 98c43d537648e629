"""When a server's daily question is due, and where a leaderboard's weeks, months and seasons begin.

Clocks are put forward and back. An hour that there is twice counts when it comes first; one that there is not is read
by the clock before the leap. Every local date has its daily question once.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_AROUND = range(-2, 4)
"""Days among which the last and the next are, even where a zone leaves out a whole day."""


class Window(StrEnum):
    """What a leaderboard covers."""

    WEEK = "week"
    """Since Monday."""
    MONTH = "month"
    SEASON = "season"
    """Since a day that moderators set."""
    ALL = "all"


def next_daily(now: datetime, hour: int, minute: int, zone: ZoneInfo) -> datetime:
    """The first moment after `now` (aware) at which it is so late in a zone; in UTC."""
    return min(each for each in _moments(now, hour, minute, zone) if each > now)


def last_daily(now: datetime, hour: int, minute: int, zone: ZoneInfo) -> datetime:
    """The last moment up to `now` (aware) at which it was so late in a zone; in UTC."""
    return max(each for each in _moments(now, hour, minute, zone) if each <= now)


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The local date that a daily question belongs to, of which there is one a day."""
    return moment.astimezone(zone).date()


def window_start(window: Window, now: datetime, zone: ZoneInfo, season: date | None = None) -> datetime | None:
    """When a leaderboard's window began; None for one without a beginning.

    Args:
        window: Which.
        now: The time (aware).
        zone: Where midnight is.
        season: The first day of the season; without one a season is all time.
    """
    today = now.astimezone(zone).date()
    match window:
        case Window.WEEK:
            first = today - timedelta(days=today.weekday())
        case Window.MONTH:
            first = today.replace(day=1)
        case Window.SEASON if season:
            first = season
        case _:
            return None
    return _moment(first, time(), zone)


def _moments(now: datetime, hour: int, minute: int, zone: ZoneInfo) -> list[datetime]:
    today = now.astimezone(zone).date()
    return [_moment(today + timedelta(days=days), time(hour, minute), zone) for days in _AROUND]


def _moment(day: date, clock: time, zone: ZoneInfo) -> datetime:
    # Of an hour that there is twice this is the first; one that there is not is read by the clock before the leap.
    return datetime.combine(day, clock, zone).astimezone(UTC)
