"""What a server may set for itself, how it is stored, and what it means."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from bot.moderation.rights import SETTING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.search.calibration import Calibration

PREFIX: Final = "prefix"
MODERATOR_ROLES: Final = SETTING
CHANNELS: Final = "channels"
INTERVIEWS_OFF: Final = "interviews_off"
STRICTNESS: Final = "strictness"
TRIVIA: Final = "trivia_defaults"
NAMES: Final = (PREFIX, MODERATOR_ROLES, CHANNELS, INTERVIEWS_OFF, STRICTNESS, TRIVIA)
"""All of a server's settings, by the names they are stored under."""

MOST_LISTED: Final = 50
"""How many roles, channels or interviews a setting lists at most."""

_PREFIX = re.compile(r"[^\s/<@#`\\]{1,5}")  # nothing that Discord reads as a slash command, a mention or code
_TRIVIA = "trivia_"
_SHIFT = 0.6  # in log-odds: 0.66 becomes 0.78 or 0.52


class Strictness(StrEnum):
    """How sure the bot has to be before it answers, and before it suggests."""

    CAUTIOUS = "cautious"
    NORMAL = "normal"
    BOLD = "bold"

    def applied(self, measured: Calibration) -> Calibration:
        """A calibration with its two limits moved; what a confidence means stays as it was measured.

        Both are moved alike in log-odds, so they stay in order and between 0 and 1.
        """
        if self is Strictness.NORMAL:
            return measured
        by = _SHIFT if self is Strictness.CAUTIOUS else -_SHIFT
        return replace(measured, answer_at=_moved(measured.answer_at, by), suggest_at=_moved(measured.suggest_at, by))


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a server has set; where it has set nothing, what the configuration says holds.

    Attributes:
        prefix: What commands written as messages begin with.
        moderator_roles: Names or ids of roles whose members moderate, besides those that the configuration names.
        channels: Ids of the channels in which questions are answered; none for all.
        interviews_off: Ids of interviews that are not used here.
        strictness: How sure the bot has to be.
        trivia: What is set for trivia games, by name, as it is stored.
    """

    prefix: str | None = None
    moderator_roles: tuple[str, ...] = ()
    channels: tuple[int, ...] = ()
    interviews_off: tuple[str, ...] = ()
    strictness: Strictness = Strictness.NORMAL
    trivia: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> ServerSettings:
        """Settings as they are stored; what is not of its kind counts as not set, so that no server is ever stuck."""
        given = {name: reading(stored.get(name)) for name, reading in _READINGS.items()}
        trivia = {name: value for name, value in stored.items() if name.startswith(_TRIVIA)}
        return cls(**{name: value for name, value in given.items() if value is not None}, trivia=trivia)

    def answers_in(self, *places: int) -> bool:
        """Whether questions are answered in a channel, given its id and those of the places it belongs to."""
        return not self.channels or any(place in self.channels for place in places)


def usable_prefix(typed: str) -> str | None:
    """A prefix as it may be set, or None: 1 to 5 characters, no blanks, nothing that Discord takes for its own."""
    typed = typed.strip()
    return typed if _PREFIX.fullmatch(typed) and typed.isprintable() else None


def _moved(limit: float, by: float) -> float:
    """A probability whose odds are multiplied by e to the power of `by`."""
    factor = math.exp(by)
    return factor * limit / (1 - limit + factor * limit)


def _prefix(value: object) -> str | None:
    return usable_prefix(value) if isinstance(value, str) else None


def _texts(value: object) -> tuple[str, ...] | None:
    return tuple(map(str, value)) if isinstance(value, list) else None


def _ids(value: object) -> tuple[int, ...] | None:
    return tuple(each for each in value if isinstance(each, int)) if isinstance(value, list) else None


def _strictness(value: object) -> Strictness | None:
    return next((strictness for strictness in Strictness if strictness == value), None)


_READINGS: Final[Mapping[str, Callable[[object], Any]]] = {
    PREFIX: _prefix,
    MODERATOR_ROLES: _texts,
    CHANNELS: _ids,
    INTERVIEWS_OFF: _texts,
    STRICTNESS: _strictness,
}
