"""Whose a game is: taken over when the process that ran it has died, and kept while one is alive."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog

from bot.discord.games.daily import LATE
from bot.errors import StorageError
from bot.storage.trivia_saves import LEASE
from bot.trivia.documents import load
from bot.trivia.events import Resume, Tick

if TYPE_CHECKING:
    from datetime import datetime

    from bot.discord.games.driver import Games
    from bot.storage.trivia_records import StoredGame

log = structlog.get_logger(__name__)

LOOKING: Final = timedelta(seconds=10)
"""How often it is looked for games that nobody runs any more."""
RENEWING: Final = LEASE / 3
_OUT_OF_SIGHT: Final = 1_000


class Leases:
    """Claims games, renews what is claimed, and lets go of it in the end.

    A SQLite file is one process's: there nobody else could take a game over, so that nothing needs to be renewed; and
    once the lease of the process before has run out there is nothing to be found any more.

    Args:
        games: For whom.
    """

    def __init__(self, games: Games) -> None:
        self._games = games
        self._bot = games.bot
        self._until: datetime | None = None

    @property
    def shared(self) -> bool:
        """Whether other processes may use the same store."""
        return self._bot.store.place.file is None

    async def start(self) -> None:
        """Take over what is nobody's, and go on looking for it."""
        now = self._bot.now()
        self._until = None if self.shared else now + 2 * LEASE
        if self.shared:
            self._games.later("renew", RENEWING, self.renew)
        await self.claim()

    async def claim(self) -> None:
        """Take over the games in this bot's servers that no living process runs."""
        bot, now = self._bot, self._bot.now()
        if self._until is None or now < self._until:
            self._games.later("claim", LOOKING, self.claim)
        try:
            claimed = await bot.store.claim_games(
                self._games.owner, now=now, servers={guild.id for guild in bot.guilds}
            )
        except StorageError as error:
            log.warning("store_failed", what="trivia claim", reason=str(error))
            return
        for stored in claimed:
            self._resume(stored)

    async def renew(self) -> None:
        """Say that this process is alive; a game that is not its own any more is left alone."""
        games, bot = self._games, self._bot
        games.later("renew", RENEWING, self.renew)
        running = games.all()
        if not running:
            return
        try:
            held = await bot.store.renew_games(games.owner, now=bot.now())
        except StorageError as error:
            log.warning("store_failed", what="trivia renew", reason=str(error))
            return
        for each in running:
            if each.id not in held and not each.lost:
                each.stale = True  # then the next step finds out
                games.spawn(games.quietly(each, Tick(bot.now())), "trivia tick")

    async def release(self) -> None:
        """Let another process have all games at once."""
        try:
            await self._bot.store.release_games(self._games.owner, now=self._bot.now())
        except StorageError as error:
            log.warning("store_failed", what="trivia release", reason=str(error))

    def _resume(self, stored: StoredGame) -> None:
        try:
            game = load(stored.state)
        except ValueError as error:
            log.warning("trivia_unreadable", server=stored.server, reason=str(error))
            self._bot.errands.start(self._bot.store.close_game(stored), "trivia close")
            return
        if stored.daily and game.number == 0 and self._bot.now() - stored.started > LATE:
            self._bot.errands.start(self._bot.store.close_game(stored), "trivia close")  # nobody has seen it yet
            return
        log.info("trivia_resumed", server=stored.server, channel=stored.channel, round=game.number)
        running = self._games.keep(stored, game)
        running.below = _OUT_OF_SIGHT  # nobody knows what has been said meanwhile
        event = Resume(self._bot.now(), stored.alive, self._games.too_old)
        self._games.spawn(self._games.quietly(running, event), "trivia resume")
