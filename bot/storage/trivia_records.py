"""What the store keeps of trivia: plain frozen values.

Ids are Discord's or the store's own; times are aware and in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class StoredGame:
    """A game as it is kept.

    Attributes:
        id: Never given out twice.
        server: Where it is played.
        channel: In which channel or thread.
        daily: Whether it is a daily question, which a channel may have besides a game.
        state: The document it was saved as.
        version: Goes up with every change of `state`.
        over: Whether it has ended; it is kept until its end has been shown.
        messages: What its driver needs to find its messages again; names nobody.
        owner: Which process runs it; None once that has let go of it.
        alive: When a process that ran it was last heard of.
        started: When it began.
    """

    id: int
    server: int
    channel: int
    daily: bool
    state: dict[str, Any]
    version: int
    over: bool
    messages: dict[str, Any]
    owner: str | None
    alive: datetime
    started: datetime


class Unsaved(StrEnum):
    """Why a game was not saved; nothing at all was changed."""

    CHANGED = "changed"
    """Somebody was taken out of it meanwhile: load it again, and step anew."""
    LOST = "lost"
    """Another process has it, or it is gone: leave it alone."""
    USED = "used"
    """That round has been played in this server meanwhile, or is retired: deal another."""


@dataclass(frozen=True, slots=True)
class Award:
    """What one player's answer in one round was worth, to be kept with the game.

    Attributes:
        user: Who answered.
        number: In which round of the game.
        mode: What the round asked for.
        ref: The pair it was made from.
        right: Whether the answer was.
        points: What it earned.
        at: When.
    """

    user: int
    number: int
    mode: str
    ref: str
    right: bool
    points: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """An award that is kept, or a moderator's correction, of which only `points` says something.

    Attributes:
        id: Never given out twice.
        user: Whose points they are.
        game: The game; None for a correction.
        number: The round; None for a correction.
        right: Whether it was; None for a correction.
        points: Negative where they were taken away.
        at: When.
    """

    id: int
    user: int
    game: int | None
    number: int | None
    right: bool | None
    points: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands in a server.

    Attributes:
        rank: Counted from 1; those with the same points share it.
        user: Who.
        points: All they earned in the window, corrections among them.
        right: How many rounds they were right in.
        rounds: How many they answered in.
    """

    rank: int
    user: int
    points: int
    right: int
    rounds: int


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """A page of a leaderboard, and how many stand in it altogether."""

    standings: tuple[Standing, ...]
    players: int


class ReportState(StrEnum):
    """What has become of a report."""

    OPEN = "open"
    FIXED = "fixed"
    RETIRED = "retired"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Retired:
    """A round that is not asked any more, and since when."""

    key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody says that a round was bad.

    Attributes:
        id: Never given out twice.
        user: Who says so.
        key: Tells the round from all others.
        ref: The pair it was made from.
        round: The document it is kept as.
        game: In which game it was played, if that is known.
        number: As which round of it.
        why: What they wrote, or chose.
        state: What has become of it.
        note: What a moderator wrote to it.
        at: When they said so.
        closed: When a moderator dealt with it.
    """

    id: int
    user: int
    key: str
    ref: str
    round: dict[str, Any]
    game: int | None
    number: int | None
    why: str
    state: ReportState
    note: str | None
    at: datetime
    closed: datetime | None
