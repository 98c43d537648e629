"""The pairs that one round may be made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.knowledge.model import Entry
    from bot.trivia.ports import Chance

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pool:
    """The pairs of a content that a game may use, by their references."""

    by_ref: dict[str, Entry] = field(default_factory=dict)

    @property
    def entries(self) -> Iterable[Entry]:
        """The pairs, in the snapshot's order."""
        return self.by_ref.values()

    def like(self, entry: Entry, chance: Chance) -> Iterator[Entry]:
        """The other pairs in random order: those of the same interview, of the same show, all the others."""
        groups: tuple[list[Entry], ...] = ([], [], [])
        for other in self.by_ref.values():
            groups[_distance(entry, other)].append(other)
        for group in groups:
            yield from (other for other in drawn(group, chance) if other is not entry)


def drawn(values: Sequence[T], chance: Chance) -> Iterator[T]:
    """The values in random order; only as many are drawn as are taken."""
    left = list(values)
    while left:
        at = int(chance.random() * len(left))
        left[at], left[-1] = left[-1], left[at]
        yield left.pop()


def _distance(one: Entry, other: Entry) -> int:
    if one.interview.id == other.interview.id:
        return 0
    return 1 if one.interview.show == other.interview.show else 2
