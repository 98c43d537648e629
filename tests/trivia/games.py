"""Rounds of a show that never was, and games that are played with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from bot.trivia.events import Choose, Deal, Guess, Tick
from bot.trivia.game import begin, step
from bot.trivia.model import Clue, Hint, Mode, Round, Verdict
from bot.trivia.outcomes import RoundWanted
from bot.trivia.state import Settings

if TYPE_CHECKING:
    from bot.trivia.events import Event
    from bot.trivia.outcomes import Outcome
    from bot.trivia.state import Game

NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)
TOO_OLD = timedelta(minutes=15)
INES, JORIS, KEZIA, LUDO, MAREN = 11, 12, 13, 14, 15
SPEAKERS = ("Ines Okafor", "Joris Vane", "Maren Holt", "Petra Lund")
HINTS = (Hint(Clue.SOURCE, "Night Ferry, 2021"), Hint(Clue.ROLE, "writes the show"))

T = TypeVar("T")


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def choice_round(number: int = 1, right: int = 0) -> Round:
    """Who said it? The right choice is that of the number given."""
    return Round(
        mode=Mode.WHO,
        ref=f"ferry/{number}",
        prompt=f"We built lamp {number} from a kettle.",
        answer=SPEAKERS[right],
        quote=f"We built lamp {number} from a kettle.",
        choices=SPEAKERS,
        hints=HINTS,
        key=f"ferry/{number}:who",
    )


def typed_round(number: int = 1) -> Round:
    """Which word is missing?"""
    return Round(
        mode=Mode.GAP,
        ref=f"harbor/{number}",
        prompt="The harbour was a ＿＿＿ with the plug pulled out.",
        answer="bathtub",
        quote="The harbour was a bathtub with the plug pulled out.",
        accepted=("bathtub", "bath tub"),
        hints=(Hint(Clue.LETTERS, "b••••••"), Hint(Clue.LETTERS, "bat•••b")),
        key=f"harbor/{number}:gap:bathtub",
        asked="Where did you film?",
        lookalikes=("bathrub",),
    )


@dataclass
class Table:
    """A game that is being played, and the clock on the wall."""

    settings: Settings = field(default_factory=lambda: Settings(rounds=3, seconds=30))
    starter: int | None = INES
    now: datetime = NOW
    game: Game = field(init=False)
    first: tuple[Outcome, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.game, self.first = begin(self.settings, self.starter, self.now)

    def does(self, event: Event) -> list[Outcome]:
        """What comes of an event."""
        self.game, outcomes = step(self.game, event)
        return list(outcomes)

    def later(self, by: float) -> Table:
        """The same, so many seconds later."""
        self.now += seconds(by)
        return self

    def deal(self, round_: Round) -> list[Outcome]:
        """Open the next round, after the pause."""
        if self.game.number:
            self.now = max(self.now, self.game.until)
            assert [type(each) for each in self.does(Tick(self.now))] == [RoundWanted]
        return self.does(Deal(self.game.number + 1, round_, self.now))

    def choose(self, player: int, choice: int, number: int | None = None) -> list[Outcome]:
        return self.does(Choose(player, number or self.game.number, choice, self.now))

    def guess(self, player: int, verdict: Verdict = Verdict.RIGHT, number: int | None = None) -> list[Outcome]:
        return self.does(Guess(player, number or self.game.number, verdict, self.now))

    def time_is_up(self) -> list[Outcome]:
        """What comes of waiting until the game is due."""
        self.now = self.game.until
        return self.does(Tick(self.now))


def only(kind: type[T], outcomes: list[Outcome] | tuple[Outcome, ...]) -> T:
    """The one outcome of a kind."""
    (found,) = (each for each in outcomes if isinstance(each, kind))
    return found


def kinds(outcomes: list[Outcome] | tuple[Outcome, ...]) -> list[str]:
    """What kinds of outcomes there are, in order."""
    return [type(each).__name__ for each in outcomes]
