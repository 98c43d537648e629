"""How a game is played in a server: what was asked for, else what the server has set, else as usual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from bot.moderation.settings import TRIVIA
from bot.trivia.model import Mode
from bot.trivia.state import ROUNDS, SECONDS, Settings

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

MIX: Final = "mix"
MODES: Final = (*(str(mode) for mode in Mode), MIX)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds where nothing else is said.

    Attributes:
        rounds: How many.
        seconds: How long each lasts.
        mode: One of `MODES`.
        changeable: Whether a choice may be changed.
    """

    rounds: int = 10
    seconds: int = 30
    mode: str = MIX
    changeable: bool = False

    @classmethod
    def read(cls, trivia: Mapping[str, Any]) -> Defaults:
        """What a server has set; what is not of its kind counts as not set."""
        stored = trivia.get(TRIVIA)
        given = stored if isinstance(stored, dict) else {}
        usual = cls()
        rounds, seconds, mode = (given.get(name) for name in ("rounds", "seconds", "mode"))
        return cls(
            rounds if isinstance(rounds, int) and rounds in ROUNDS else usual.rounds,
            seconds if isinstance(seconds, int) and seconds in SECONDS else usual.seconds,
            mode if isinstance(mode, str) and mode in MODES else usual.mode,
            given.get("changeable") is True,
        )

    def settings(self, rounds: int, modes: Collection[Mode]) -> Settings:
        """A game of so many rounds in some modes."""
        return Settings(rounds=rounds, seconds=self.seconds, modes=tuple(modes), changeable=self.changeable)


def modes_of(mode: str) -> tuple[Mode, ...]:
    """The modes that one of `MODES` stands for."""
    return tuple(Mode) if mode == MIX else (Mode(mode),)
