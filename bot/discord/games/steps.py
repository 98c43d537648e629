"""What happens to games: events are put together, stepped through, stored, and only then answered."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog

from bot.discord.games.running import give
from bot.errors import StorageError
from bot.storage.trivia_records import Award, StoredGame, Unsaved
from bot.trivia.documents import dump, load
from bot.trivia.events import Deal
from bot.trivia.game import step
from bot.trivia.outcomes import Scored
from bot.trivia.state import Phase

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.discord.games.driver import Games
    from bot.discord.games.running import Running, Waiting
    from bot.trivia.events import Event
    from bot.trivia.outcomes import Outcome
    from bot.trivia.state import Game

    Outcomes = tuple[Outcome, ...]

log = structlog.get_logger(__name__)

AGAIN: Final = timedelta(seconds=5)
"""After so long something is tried again that the store did not take."""


class Steps:
    """Has things happen to games: what has come together meanwhile at once, in order, and in one transaction.

    Args:
        games: Which.
    """

    def __init__(self, games: Games) -> None:
        self._games = games

    async def tell(self, running: Running, event: Event) -> Outcomes | None:
        """Have something happen to a game.

        Returns:
            What comes of it, once that is stored; what is for all to see is shown then, too. None if this process has
            lost the game.

        Raises:
            StorageError: It could not be stored: nothing has happened.
        """
        if running.lost:
            return None
        answer: asyncio.Future[Outcomes | None] = asyncio.get_running_loop().create_future()
        running.inbox.append((event, answer))
        if not running.working:
            running.working = True
            self._games.spawn(self._work(running), "trivia work")
        return await answer

    async def _work(self, running: Running) -> None:
        done = False
        try:
            while running.inbox:
                done = False
                done = await self._deal_with(running, running.batch())
        finally:
            running.working = False
            if not done:  # whatever it was, the game goes on
                self._games.set_alarm(running, not_before=self._games.bot.now() + AGAIN)

    async def _deal_with(self, running: Running, batch: Collection[Waiting]) -> bool:
        """Have a batch happen; False if the store failed, which those who wait are told."""
        try:
            await self._happen(running, batch)
        except StorageError as error:
            for _, answer in batch:
                give(answer, error)
            return False
        finally:
            for _, answer in batch:
                answer.cancel()  # unless it was given: then this was broken off
        return True

    async def _happen(self, running: Running, batch: Collection[Waiting]) -> None:
        """Step, save, and only then tell anybody."""
        outcomes: list[Outcomes] = []
        saved: StoredGame | Unsaved | None = Unsaved.CHANGED if running.stale else None
        game = running.game
        while saved is None or saved is Unsaved.CHANGED:
            if saved is Unsaved.CHANGED and not await self._read_again(running):
                saved = Unsaved.LOST
                break
            game, outcomes = running.game, []
            for event, _ in batch:
                game, result = step(game, event)
                outcomes.append(result)
            saved = running.stored if game is running.game else await self._save(running, game, batch, outcomes)
        if isinstance(saved, StoredGame):
            running.stored, running.game = saved, game
            self._games.set_alarm(running)
            for result in outcomes:
                self._games.came(running, result)
        elif saved is Unsaved.LOST:
            log.warning("trivia_lost", server=running.stored.server, channel=running.stored.channel)
            self._games.drop(running)
        for at, (_, answer) in enumerate(batch):
            give(answer, outcomes[at] if isinstance(saved, StoredGame) else None)

    async def _save(
        self, running: Running, game: Game, batch: Collection[Waiting], outcomes: Collection[Outcomes]
    ) -> StoredGame | Unsaved:
        awards = [
            Award(each.player, each.number, each.mode, each.ref, each.right, each.points, each.at)
            for result in outcomes
            for each in result
            if isinstance(each, Scored)
        ]
        deal = next((event for event, _ in batch if isinstance(event, Deal)), None)
        opened = deal is not None and game.round is deal.round and game.phase is Phase.OPEN
        return await self._games.bot.store.save_game(
            running.stored,
            dump(game),
            now=self._games.bot.now(),
            awards=awards,
            used=(deal.round.key, deal.round.mode) if deal and opened else None,
            over=game.over,
            messages=running.messages,
        )

    async def _read_again(self, running: Running) -> bool:
        """Take over what the store has made of a game; False if it is no longer ours."""
        stored = await self._games.bot.store.game(running.id)
        running.stale = False
        if stored is None or stored.owner != self._games.owner:
            return False
        running.stored, running.game = stored, load(stored.state)
        return True
