"""What may happen to a game. Every event says when it happened, by the clock of whoever runs the game.

Players are Discord's ids. `number` is that of the round which somebody meant, counted from 1: a button or a form
belongs to one round. What comes too late, too early or twice is no error; the game says so, or lets it pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from bot.trivia.model import Round, Verdict


@dataclass(frozen=True, slots=True)
class Deal:
    """Here is the round that the game wanted."""

    number: int
    round: Round
    at: datetime


@dataclass(frozen=True, slots=True)
class NoRound:
    """The content yields no further round."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Choose:
    """Somebody pressed one of the choices, counted from 0."""

    player: int
    number: int
    choice: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Guess:
    """Somebody typed an answer, in a form or as a message; one that is judged for an earlier round wins nothing.

    Attributes:
        player: Who.
        number: The round it was judged for.
        verdict: What it is worth there.
        at: When.
    """

    player: int
    number: int
    verdict: Verdict
    at: datetime


@dataclass(frozen=True, slots=True)
class AskHint:
    """Somebody wants a hint."""

    player: int
    at: datetime


@dataclass(frozen=True, slots=True)
class AskSkip:
    """Somebody wants no more of this round.

    Attributes:
        player: Who.
        at: When.
        moderator: Whether they may do so alone; the starter always may.
        number: The round that a button belongs to; None for the one that is open.
    """

    player: int
    at: datetime
    moderator: bool = False
    number: int | None = None


@dataclass(frozen=True, slots=True)
class AskStop:
    """Somebody wants the game to end; `moderator` as for `AskSkip`."""

    player: int
    at: datetime
    moderator: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed; needed at `Game.due`, harmless at any other time."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Resume:
    """The game was loaded by another process, or by the same one after a restart.

    Attributes:
        at: When.
        alive: When the process that had it was last known to be alive.
        too_old: The game is not resumed but ended when nobody has run it for as long as this.
    """

    at: datetime
    alive: datetime
    too_old: timedelta


Event = Deal | NoRound | Choose | Guess | AskHint | AskSkip | AskStop | Tick | Resume
