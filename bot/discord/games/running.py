"""A game that this process runs, as it has it in memory."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.errors import StorageError
from bot.trivia.events import Deal

if TYPE_CHECKING:
    from bot.storage.trivia_records import StoredGame
    from bot.trivia.events import Event
    from bot.trivia.outcomes import Outcome
    from bot.trivia.state import Game

Waiting = tuple["Event", asyncio.Future["tuple[Outcome, ...] | None"]]
"""An event that is to be dealt with, and where its outcomes go (None: this process has lost the game)."""


@dataclass(eq=False, slots=True)
class Running:
    """One game.

    Attributes:
        stored: As it was last saved.
        game: The same as a value.
        messages: Where its messages are: `number` and `card` of the last round's, and `revealed`, the last round whose
            reveal has been shown.
        inbox: What is to be dealt with next.
        working: Whether somebody is dealing with it.
        stale: Whether the store knows better: somebody has been taken out of the game.
        unshown: What is to be shown next.
        showing: Whether somebody is showing it.
        refresh: Whether the card no longer says how things stand.
        hinted: Whether that is a hint, which has to be seen.
        tries: How often in a row Discord would not take what is to be shown.
        below: How many messages stand below the card.
        signed: Who has been given a sign in this round already, so that a channel does not fill with them.
        lost: Whether another process has it.
    """

    stored: StoredGame
    game: Game
    messages: dict[str, Any] = field(default_factory=dict)
    inbox: deque[Waiting] = field(default_factory=deque)
    working: bool = False
    stale: bool = False
    unshown: deque[Outcome] = field(default_factory=deque)
    showing: bool = False
    refresh: bool = False
    hinted: bool = False
    tries: int = 0
    below: int = 0
    signed: set[int] = field(default_factory=set)
    lost: bool = False

    @property
    def id(self) -> int:
        """The game's id in the store."""
        return self.stored.id

    @property
    def place(self) -> tuple[int, bool]:
        """Its channel, and whether it is the daily question there; there is one game of each."""
        return self.stored.channel, self.stored.daily

    def batch(self) -> list[Waiting]:
        """Take out what is dealt with in one go: all that waits, but a round that is dealt by itself."""
        batch: list[Waiting] = []
        while self.inbox and not (batch and isinstance(self.inbox[0][0], Deal)):
            batch.append(self.inbox.popleft())
            if isinstance(batch[-1][0], Deal):
                break
        return batch


def give(answer: asyncio.Future[tuple[Outcome, ...] | None], result: tuple[Outcome, ...] | StorageError | None) -> None:
    """Tell whoever waits what came of their event, or that it failed, unless they wait no longer."""
    if answer.done():
        return
    if isinstance(result, StorageError):
        answer.set_exception(result)
    else:
        answer.set_result(result)
