"""The question of the day: when each server has it, and that it is asked once."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog

from bot.discord.games.defaults import MODES, modes_of
from bot.errors import StorageError
from bot.storage.notices import LOOK_AGAIN
from bot.storage.trivia_rounds import DAILY, SEASON
from bot.trivia.events import AskStop
from bot.trivia.schedule import day_of, last_daily, next_daily
from bot.trivia.state import Settings

if TYPE_CHECKING:
    from bot.discord.client import ShowrunnerBot
    from bot.storage.notices import Notice

log = structlog.get_logger(__name__)

OPEN: Final = range(1, 24)
"""For how many hours a question may be open; shorter than any day between two of them."""
LATE: Final = timedelta(hours=3)
"""A question that was missed, because no process ran, is asked so late at most."""
AGAIN: Final = timedelta(minutes=1)
_CLOCK: Final = re.compile(r"([01]?[0-9]|2[0-3])(?:[:.h]([0-5][0-9])?)?")


@dataclass(frozen=True, slots=True)
class Daily:
    """When and where a server's question is asked.

    Attributes:
        channel: Where.
        hour: At which hour.
        minute: And minute.
        zone: By the clocks of which time zone.
        mode: What is asked; `mix` for anything.
        hours: For how long it can be answered.
        since: When this was set; what was due before is not asked.
    """

    channel: int
    hour: int
    minute: int
    zone: str
    mode: str
    hours: int
    since: str

    @classmethod
    def read(cls, value: object) -> Daily | None:
        """As it is stored; None where that is not of its kind."""
        if not isinstance(value, dict):
            return None
        try:
            daily = cls(**value)
            daily.next(datetime.fromisoformat(daily.since))
            fits = daily.hours in OPEN and daily.mode in MODES
        except (TypeError, ValueError, OverflowError, ZoneInfoNotFoundError):
            return None
        return daily if fits else None

    def stored(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    def next(self, now: datetime) -> datetime:
        """When it is asked next."""
        return next_daily(now, self.hour, self.minute, ZoneInfo(self.zone))

    def missed(self, now: datetime) -> datetime | None:
        """When it should have been asked last; None if that was too long ago, or before it was set."""
        last = last_daily(now, self.hour, self.minute, ZoneInfo(self.zone))
        return last if now - last <= LATE and last > datetime.fromisoformat(self.since) else None

    @property
    def clock(self) -> str:
        """The time of day."""
        return f"{self.hour:02}:{self.minute:02}"

    def settings(self) -> Settings:
        """The game that it is."""
        seconds, modes = self.hours * 3600, modes_of(self.mode)
        return Settings(rounds=1, seconds=seconds, modes=modes, changeable=True, daily=True)


def clock(typed: str) -> tuple[int, int] | None:
    """The hour and minute that somebody means by `18`, `18:30` or `6:05`; else None."""
    found = _CLOCK.fullmatch(typed.strip())
    return (int(found[1]), int(found[2] or 0)) if found else None


def known_zone(typed: str) -> str | None:
    """A time zone's name as it is written, if there is one of that name."""
    name = typed.strip()
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    return name or None


class Dailies:
    """Asks the questions of the day.

    Args:
        bot: Who asks.
    """

    def __init__(self, bot: ShowrunnerBot) -> None:
        self._bot = bot
        self._set: dict[int, Daily] = {}

    def of(self, server: int) -> Daily | None:
        """What a server has set."""
        return Daily.read(self._bot.servers.settings(server).trivia.get(DAILY))

    def calendar(self, server: int) -> tuple[ZoneInfo, date | None]:
        """A server's time zone, and the first day of its season."""
        daily, season = self.of(server), self._bot.servers.settings(server).trivia.get(SEASON)
        try:
            first = date.fromisoformat(season) if isinstance(season, str) else None
        except ValueError:
            first = None
        return ZoneInfo(daily.zone if daily else "UTC"), first

    async def start(self) -> None:
        """Find out when which server wants its question, and ask what was missed."""
        try:
            await self._read()
        except StorageError as error:
            log.warning("store_failed", what="trivia dailies", reason=str(error))
            self._bot.games.later("dailies", AGAIN, self.start)
            return
        for server, daily in self._set.items():
            if daily.missed(self._bot.now()):
                self._bot.games.spawn(self.ask(server, daily), "trivia daily")

    async def hear(self, notice: Notice) -> None:
        """Take over what has been set, here or in another process."""
        if notice.topic in {"settings", LOOK_AGAIN}:
            try:
                await self._read()
            except StorageError as error:
                log.warning("store_failed", what="trivia dailies", reason=str(error))

    async def due(self, server: int) -> None:
        """It is time for a server's question."""
        daily = self._set.get(server)
        if daily is None:
            return
        self._set_alarm(server, daily)
        if daily.missed(self._bot.now()):
            await self.ask(server, daily)

    async def ask(self, server: int, daily: Daily) -> None:
        """Ask a server's question, unless it has had that of this day.

        The day counts as had once the game is in the store. Should this process die before the question is to be seen,
        whoever takes the game over shows it, like the card of any other round.
        """
        bot, now = self._bot, self._bot.now()
        moment = last_daily(now, daily.hour, daily.minute, ZoneInfo(daily.zone))
        day = day_of(moment, ZoneInfo(daily.zone))
        try:
            if await bot.store.had_day(server, day):
                return
            if before := bot.games.at(daily.channel, daily=True):
                await bot.games.tell(before, AskStop(0, now, moderator=True))
            running = await bot.games.open(server, daily.channel, None, daily.settings(), day)
        except StorageError as error:
            log.warning("store_failed", what="trivia daily", reason=str(error))
            running = None
        if running is None:  # or another process has just asked it, or has yet to end the one before
            bot.games.later(("daily again", server), AGAIN, lambda: self.due(server))
            return
        log.info("trivia_daily", server=server, channel=daily.channel)
        bot.games.wake(running)

    async def _read(self) -> None:
        servers = {guild.id for guild in self._bot.guilds}
        found = {server: Daily.read(value) for server, value in (await self._bot.store.dailies()).items()}
        before = self._set
        self._set = {server: daily for server, daily in found.items() if daily and server in servers}
        for server in {*before, *self._set}:
            if daily := self._set.get(server):
                self._set_alarm(server, daily)
            else:
                self._bot.games.alarm.cancel(("daily", server))

    def _set_alarm(self, server: int, daily: Daily) -> None:
        games = self._bot.games
        at = daily.next(self._bot.now())
        games.alarm.set(("daily", server), at, lambda: games.spawn(self.due(server), "trivia daily"))
