"""The games that this process runs: events go in, are stored, and only then shown."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import structlog

from bot.discord.games.alarm import Alarm
from bot.discord.games.dealing import Dealer
from bot.discord.games.guesses import Guesses
from bot.discord.games.leases import Leases
from bot.discord.games.names import Names
from bot.discord.games.recent import Recent
from bot.discord.games.running import Running
from bot.discord.games.screen import Screen
from bot.discord.games.steps import AGAIN, Steps
from bot.errors import StorageError
from bot.trivia.documents import dump
from bot.trivia.events import AskStop, Deal, NoRound, Tick
from bot.trivia.game import begin
from bot.trivia.model import Round
from bot.trivia.outcomes import RoundEnded, RoundOpened, RoundWanted

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Hashable
    from datetime import date, datetime, timedelta

    from bot.discord.client import ShowrunnerBot
    from bot.discord.games.outlet import Outlet
    from bot.storage.trivia_records import StoredGame
    from bot.trivia.events import Event
    from bot.trivia.outcomes import Outcome
    from bot.trivia.state import Game, Settings

    Outcomes = tuple[Outcome, ...]

log = structlog.get_logger(__name__)

_DEALS: Final = 5  # tries, where other games in the server take the same rounds


class Games:
    """Runs games.

    Everything that happens to a game goes through `tell`. Whatever is due some time is in one `Alarm`.

    Args:
        bot: Whose games they are.
        outlet: How messages reach Discord.
        too_old: A game that nobody has run for so long is ended instead of resumed.
    """

    def __init__(self, bot: ShowrunnerBot, outlet: Outlet, too_old: timedelta) -> None:
        self.bot = bot
        self.owner = uuid4().hex
        self.names = Names()
        self.recent = Recent()
        self.dealer = Dealer(bot)
        self.alarm = Alarm(bot, self.spawn)
        self.too_old = too_old
        self.leases = Leases(self)
        self.screen = Screen(self, outlet)
        self.guesses = Guesses(self)
        self._steps = Steps(self)
        self._by_id: dict[int, Running] = {}
        self._by_place: dict[tuple[int, bool], Running] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    # Which games there are

    def get(self, game_id: int) -> Running | None:
        """A game, if this process runs it."""
        return self._by_id.get(game_id)

    def at(self, channel: int, *, daily: bool = False) -> Running | None:
        """The game that is played in a channel, if this process runs it."""
        return self._by_place.get((channel, daily))

    def all(self) -> list[Running]:
        """All of them."""
        return list(self._by_id.values())

    def here(self, channel: int) -> list[Running]:
        """All that is played in a channel: a game, a daily question, both or neither."""
        return [found for daily in (False, True) if (found := self._by_place.get((channel, daily)))]

    # Beginning and ending

    async def open(
        self, server: int, channel: int, starter: int | None, settings: Settings, day: date | None = None
    ) -> Running | None:
        """Begin a game, which `wake` sets going; None if one is played in this channel.

        Args:
            server: Where.
            channel: In which channel or thread.
            starter: Who begins it; None for a daily question.
            settings: How it is played.
            day: Of which day it is the question; None, too, if the server has had that.

        Raises:
            StorageError: It cannot be kept.
        """
        now = self.bot.now()
        game, _ = begin(settings, starter, now)
        stored = await self.bot.store.start_game(
            server, channel, dump(game), owner=self.owner, now=now, daily=settings.daily, too_old=self.too_old, day=day
        )
        return None if stored is None else self.keep(stored, game)

    def wake(self, running: Running) -> None:
        """Have the first round of a game made."""
        self.came(running, (RoundWanted(running.game.number + 1, running.game.settings.modes),))

    async def abandon(self, running: Running) -> None:
        """End a game that can no longer be shown; its points are kept."""
        log.warning("trivia_abandoned", server=running.stored.server, channel=running.stored.channel)
        running.unshown.clear()
        running.refresh = False
        if not running.game.over:
            await self.tell(running, AskStop(0, self.bot.now(), moderator=True))
            running.unshown.clear()
        await self.finish(running)

    async def finish(self, running: Running) -> None:
        """Keep a game no longer, whose end has been shown."""
        self.drop(running)
        self.bot.errands.start(self.bot.store.close_game(running.stored), "trivia close")

    async def start(self) -> None:
        """Take over what nobody runs, and keep looking for more."""
        self.alarm.start()
        await self.leases.start()

    async def close(self) -> None:
        """Stop, and let another process have the games at once."""
        self._closed = True
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for running in self.all():
            self.drop(running)
            for _, answer in running.inbox:
                answer.cancel()
        await self.leases.release()

    async def forget(self, user: int, server: int | None = None) -> None:
        """The store no longer knows somebody; nor shall the games that are being played."""
        self.names.forget(user)
        for running in self.all():
            if server in {None, running.stored.server}:
                running.stale = True
                await self.quietly(running, Tick(self.bot.now()))

    # What happens to them

    async def tell(self, running: Running, event: Event) -> Outcomes | None:
        """Have something happen to a game; what comes of it, see `Steps.tell`.

        Raises:
            StorageError: It could not be stored: nothing has happened.
        """
        return await self._steps.tell(running, event)

    def spawn(self, work: Coroutine[Any, Any, None], name: str) -> None:
        """Run something beside everything else; whatever goes wrong in it is reported."""
        if self._closed:
            work.close()
            return
        task = asyncio.create_task(self._watched(work), name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _watched(self, work: Coroutine[Any, Any, None]) -> None:
        async with self.bot.faults.watch(None):
            await work

    async def quietly(self, running: Running, event: Event) -> None:
        """Tell a game something nobody waits for; if the store fails, again later."""
        try:
            await self.tell(running, event)
        except StorageError as error:
            log.warning("store_failed", what="trivia", reason=str(error))
            self.later(("again", running.id, event), AGAIN, lambda: self.quietly(running, event))

    def came(self, running: Running, outcomes: Outcomes) -> None:
        """Show what came of something, and have the next round made."""
        for outcome in outcomes:
            match outcome:
                case RoundWanted():
                    self.spawn(self._deal(running, outcome), "trivia deal")
                case RoundOpened() | RoundEnded():
                    self.recent.note(running, outcome.number, outcome.round)
        self.screen.take(running, outcomes)

    async def _deal(self, running: Running, wanted: RoundWanted) -> None:
        """Make the round that is wanted."""
        try:
            for _ in range(_DEALS):
                made = await self.dealer.round(running.stored, wanted.modes)
                now = self.bot.now()
                event = Deal(wanted.number, made, now) if isinstance(made, Round) else NoRound(now)
                if running.lost or await self.tell(running, event) is not None:
                    return
        except StorageError as error:
            log.warning("store_failed", what="trivia deal", reason=str(error))
            self.later(("deal", running.id), AGAIN, lambda: self._deal(running, wanted))

    def set_alarm(self, running: Running, not_before: datetime | None = None) -> None:
        """Have a game go on when it is due."""
        due = running.game.due
        if due is None or running.lost:
            self.alarm.cancel(running.id)
            return

        def tick() -> None:
            if not running.lost:
                self.spawn(self.quietly(running, Tick(self.bot.now())), "trivia tick")

        self.alarm.set(running.id, max(due, not_before or due), tick)

    def later(self, key: Hashable, wait: timedelta, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do something after a while, in place of what was to be done for the same key."""
        self.alarm.set(key, self.bot.now() + wait, lambda: self.spawn(work(), f"trivia {key}"))

    def keep(self, stored: StoredGame, game: Game) -> Running:
        """Have a game at hand that is this process's from now on."""
        running = Running(stored, game, dict(stored.messages))
        if before := self._by_place.get(running.place):
            self.drop(before)
        self._by_id[running.id] = self._by_place[running.place] = running
        self.set_alarm(running)
        return running

    def drop(self, running: Running) -> None:
        """Run a game no longer."""
        running.lost = True
        self.alarm.cancel(running.id)
        if self._by_id.get(running.id) is running:
            del self._by_id[running.id]
        if self._by_place.get(running.place) is running:
            del self._by_place[running.place]
