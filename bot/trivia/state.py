"""The state of a game: frozen, and complete. Whoever has it can go on from there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.trivia.model import Mode
from bot.trivia.points import Place, ranked

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, timedelta

    from bot.trivia.model import Round
    from bot.trivia.outcomes import Closed, End, Result

ROUNDS: Final = range(1, 51)
SECONDS: Final = range(10, 121)
HINTS: Final = range(3)
DAILY_SECONDS: Final = range(60, 86_401)
RECENT: Final = 2
"""Whoever answered in this round, or in as many before it, is playing: has a vote, and is waited for."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a game is played.

    Attributes:
        rounds: How many, 1 to 50.
        seconds: How long each lasts, 10 to 120; a daily question up to a day.
        modes: What the rounds may be of.
        changeable: Whether a choice may be changed while the round lasts.
        hints: How many may be shown in a round, 0 to 2.
        daily: Whether this is a daily question: one round, which keeps its hours whatever happens to the process, and
            which only moderators end before.

    Raises:
        ValueError: One is out of its range.
    """

    rounds: int = 10
    seconds: int = 30
    modes: tuple[Mode, ...] = tuple(Mode)
    changeable: bool = False
    hints: int = 2
    daily: bool = False

    def __post_init__(self) -> None:
        lasting = DAILY_SECONDS if self.daily else SECONDS
        fits = self.rounds in ROUNDS and self.seconds in lasting and self.hints in HINTS and self.modes
        if not fits or (self.daily and self.rounds != 1):
            raise ValueError(f"No game can be played by {self}.")


class Phase(StrEnum):
    """What a game waits for."""

    WANTED = "wanted"
    """The next round."""
    OPEN = "open"
    """Answers."""
    PAUSE = "pause"
    """That everybody has read the reveal."""
    OVER = "over"
    """Nothing."""


@dataclass(frozen=True, slots=True)
class Given:
    """A player's answer in the open round.

    Attributes:
        after: Seconds from the opening of the round to it.
        hints: How many had been shown by then.
        choice: Counted from 0; None where it was typed.
    """

    after: float
    hints: int
    choice: int | None = None


@dataclass(frozen=True, slots=True)
class Player:
    """All that a game knows of somebody.

    Attributes:
        points: What they have earned in this game.
        right: In how many rounds they were right.
        rounds: In how many rounds that counted they answered.
        streak: In how many rounds running they have been right.
        seen: The last round in which they answered.
        given: Their answer in the open round.
        result: How they did in the round that ended last.
        skip: Whether they voted to skip this round.
        stop: Whether they voted to stop the game, since the last round ended.
    """

    points: int = 0
    right: int = 0
    rounds: int = 0
    streak: int = 0
    seen: int = 0
    given: Given | None = None
    result: Result | None = None
    skip: bool = False
    stop: bool = False


@dataclass(frozen=True, slots=True)
class Game:
    """A game at one moment.

    What it holds of people is in `players` and `starter`, and nowhere else, so that somebody can be taken out of it.

    Attributes:
        settings: How it is played.
        starter: Who may skip and stop alone; None for a daily question, or once they have asked to be forgotten.
        phase: What it waits for.
        number: The round that is open, or that ended last; 0 before the first.
        opened: When the phase began; of an open round, what speed is counted from.
        until: When the phase ends at the latest.
        touched: When the game last changed.
        round: The round that is open, or that ended last.
        closed: Why the round ended that ended last.
        end: Why the game ended.
        hints: How many have been shown in the open round.
        silent: How many rounds running nobody answered.
        players: By id, everybody who has answered.
    """

    settings: Settings
    starter: int | None
    phase: Phase
    number: int
    opened: datetime
    until: datetime
    touched: datetime
    players: Mapping[int, Player]
    round: Round | None = None
    closed: Closed | None = None
    end: End | None = None
    hints: int = 0
    silent: int = 0

    @property
    def due(self) -> datetime | None:
        """When a `Tick` is needed at the latest; None only when the game is over."""
        return None if self.phase is Phase.OVER else self.until

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.phase is Phase.OVER

    def playing(self) -> frozenset[int]:
        """Those who answered lately."""
        return frozenset(player for player, each in self.players.items() if each.seen >= self.number - RECENT)

    def places(self) -> tuple[Place, ...]:
        """The standing, of all who have answered in a round that counted."""
        played = {player: each for player, each in self.players.items() if each.rounds}
        return ranked((player, each.points, each.right, each.rounds) for player, each in played.items())

    def after(self, at: datetime) -> float:
        """Seconds from the beginning of the phase."""
        return max((at - self.opened).total_seconds(), 0.0)

    def with_player(self, player: int, state: Player) -> Game:
        """The same game with something else known of a player."""
        return replace(self, players={**self.players, player: state})

    def without(self, player: int) -> Game:
        """The same game as if this player had never answered; it goes on without a starter if they are it."""
        others = {each: state for each, state in self.players.items() if each != player}
        return replace(self, players=others, starter=None if self.starter == player else self.starter)

    def shifted(self, by: timedelta) -> Game:
        """The same game with its phase so much later (or earlier)."""
        return replace(self, opened=self.opened + by, until=self.until + by)
