"""What a right answer is worth, and who leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST: Final = 100
"""What an answer in the first instant earns, without a streak."""
STREAK_STEP: Final = 5
STREAK_MOST: Final = 25
_SLOWEST: Final = 0.5
_HINT_COST: Final = 0.25


def points(after: float, limit: float, hints: int, streak: int) -> int:
    """What a right answer earns: 100 · (1 - after / (2 · limit)) · (1 - hints / 4), and 5 · streak, at most 25.

    So the quickest get twice what the slowest get, each hint costs a quarter of it, and a streak adds a little. Halves
    are rounded up.

    Args:
        after: Seconds from the opening of the round to the answer; within the round, or taken so.
        limit: Seconds that the round lasts.
        hints: How many had been shown by then (0 to 2).
        streak: How many rounds running the player had been right before.
    """
    late = min(max(after / limit, 0.0), 1.0)
    earned = MOST * (1 - (1 - _SLOWEST) * late) * (1 - _HINT_COST * hints)
    return int(earned + 0.5) + min(STREAK_STEP * streak, STREAK_MOST)


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands.

    Attributes:
        rank: Counted from 1; those with the same points share it, and the next rank is as much lower (1, 1, 3).
        player: Whose place it is.
        points: All they have earned.
        right: In how many rounds they were right.
        rounds: In how many rounds they answered.
    """

    rank: int
    player: int
    points: int
    right: int
    rounds: int


def ranked(scores: Iterable[tuple[int, int, int, int]]) -> tuple[Place, ...]:
    """Places, the first one first; of those who share a rank the lower id is named first.

    Args:
        scores: Player, points, rounds in which they were right, rounds in which they answered.
    """
    places: list[Place] = []
    for position, (player, earned, right, rounds) in enumerate(sorted(scores, key=lambda each: (-each[1], each[0])), 1):
        shared = bool(places) and places[-1].points == earned
        places.append(Place(places[-1].rank if shared else position, player, earned, right, rounds))
    return tuple(places)
