"""What comes of an event: what is to be shown, and what is to be stored before that. Plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.trivia.model import Hint, Mode, Round
    from bot.trivia.points import Place


class Closed(StrEnum):
    """Why a round ended."""

    ANSWERED = "answered"
    """Somebody typed what was right."""
    ALL_CHOSEN = "all chosen"
    TIME = "time"
    SKIPPED = "skipped"
    STOPPED = "stopped"
    """The whole game ended. After this, and after a skip, nothing that was chosen counts."""


class End(StrEnum):
    """Why a game ended."""

    ALL_ROUNDS = "all rounds"
    STOPPED = "stopped"
    IDLE = "idle"
    """Nobody answered twice running."""
    NO_ROUNDS = "no rounds"
    """The content yielded no further one."""
    TOO_OLD = "too old"
    """Nobody had run it for too long."""


class Refusal(StrEnum):
    """Why what somebody wanted was not done."""

    TOO_LATE = "too late"
    """That round is not open, or no longer."""
    CHOSEN = "chosen"
    """They have chosen already, and may not change it."""
    SAME = "same"
    """They have chosen just that already."""
    NO_SUCH_CHOICE = "no such choice"
    """It is not there, or this round is not answered that way."""
    DUMP = "dump"
    """Too many words."""
    NO_HINT = "no hint"
    """There is none, or no further one."""
    TOO_SOON = "too soon"
    """The next hint can be had a little later."""
    NOT_PLAYING = "not playing"
    """Only who has answered lately has a vote."""
    VOTED = "voted"
    """They have voted for it already."""
    MODERATORS_ONLY = "moderators only"
    """A daily question is not theirs to end."""


class Motion(StrEnum):
    """What can be voted for."""

    SKIP = "skip"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Result:
    """How somebody did in the round that ended last.

    Attributes:
        right: Whether they were.
        after: Seconds from its opening to their answer.
        points: What they earned.
        streak: How many rounds running they have been right, this one among them.
    """

    right: bool
    after: float
    points: int
    streak: int


@dataclass(frozen=True, slots=True)
class RoundWanted:
    """A round is to be made and dealt (`Deal`), or there is none (`NoRound`); modes are those it may be of."""

    number: int
    modes: tuple[Mode, ...]


@dataclass(frozen=True, slots=True)
class RoundOpened:
    """A round is on; after a `Resume` it is told again, with the hints shown so far and its new deadline."""

    number: int
    round: Round
    deadline: datetime
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class HintShown:
    """A hint for all; `number` is 1 or 2."""

    number: int
    hint: Hint


@dataclass(frozen=True, slots=True)
class Taken:
    """A choice counts (privately: it says nothing of whether it is right); `changed` where it replaced another."""

    player: int
    choice: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Missed:
    """A typed answer is not right; one that is near gets told so."""

    player: int
    near: bool


@dataclass(frozen=True, slots=True)
class Refused:
    """What somebody wanted was not done."""

    player: int
    why: Refusal


@dataclass(frozen=True, slots=True)
class Voted:
    """Somebody voted with others; once `votes` are `needed`, what follows says that it is done."""

    motion: Motion
    player: int
    votes: int
    needed: int


@dataclass(frozen=True, slots=True)
class Scored:
    """To be stored: what one player's answer in one round was worth. Each comes once, never again after a `Resume`."""

    number: int
    player: int
    points: int
    right: bool
    mode: Mode
    ref: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RoundEnded:
    """The reveal.

    Attributes:
        number: Which round.
        round: With the answer and the whole quotation.
        why: Why it ended.
        results: By player, of all who answered: those who were right first, the quickest first.
        places: The standing so far.
        last: Whether the game is over.
    """

    number: int
    round: Round
    why: Closed
    results: tuple[tuple[int, Result], ...]
    places: tuple[Place, ...]
    last: bool


@dataclass(frozen=True, slots=True)
class GameEnded:
    """The final standing; several at rank 1 have tied."""

    why: End
    places: tuple[Place, ...]


Outcome = RoundWanted | RoundOpened | HintShown | Taken | Missed | Refused | Voted | Scored | RoundEnded | GameEnded
