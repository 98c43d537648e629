"""Questions that found nothing, those that ask the same put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from rapidfuzz import fuzz, process

from bot.search.text import STOP_WORDS, stemmer, words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

ALIKE: Final = 85
"""From this likeness on (0 to 100) two questions are taken to ask the same."""

MOST: Final = 1000
"""How many different questions are looked at, the most frequent first; their number grows with what people type."""


class Asked(Protocol):
    """A question that found nothing: what the store says of it."""

    @property
    def id(self) -> int:
        """Its number in the store."""

    @property
    def text(self) -> str:
        """As it was asked first."""

    @property
    def count(self) -> int:
        """How often it has been asked."""

    @property
    def last(self) -> dt.datetime:
        """When it was asked last."""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same.

    Attributes:
        members: The most frequent first, which stands for them all.
    """

    members: tuple[Asked, ...]

    @property
    def leader(self) -> Asked:
        """The one that stands for them all."""
        return self.members[0]

    @property
    def ids(self) -> tuple[int, ...]:
        """The numbers of all of them."""
        return tuple(each.id for each in self.members)

    @property
    def count(self) -> int:
        """How often they have been asked, all together."""
        return sum(each.count for each in self.members)

    @property
    def last(self) -> dt.datetime:
        """When one of them was asked last."""
        return max(each.last for each in self.members)


def groups(asked: Iterable[Asked]) -> list[Group]:
    """Questions put together by likeness, the most asked group first.

    A question joins the group whose leader it is most like, or leads one of its own; the more often one was asked, the
    sooner it is looked at. So the same questions make the same groups, in whatever order they come, and nobody is in a
    group for being like somebody who is like somebody in it.
    """
    stems = stemmer()
    members: list[list[Asked]] = []
    leaders: list[str] = []
    for each in sorted(asked, key=lambda one: (-one.count, one.id))[:MOST]:
        key = _key(each.text, stems)
        at = _likest(key, leaders)
        if at is None:
            members.append([each])
            leaders.append(key)
        else:
            members[at].append(each)
    found = [Group(tuple(group)) for group in members]
    return sorted(found, key=lambda group: (-group.count, group.leader.id))


def group_of(number: int, found: Iterable[Group]) -> Group | None:
    """The group that a question is in, if it is still there."""
    return next((group for group in found if number in group.ids), None)


def likeness(one: str, other: str) -> float:
    """How alike two questions are, 0 to 100, by their words whatever their order; 0 if they name different numbers."""
    stems = stemmer()
    return _likeness(_key(one, stems), _key(other, stems))


def _key(text: str, stems: Callable[[list[str]], list[str]]) -> str:
    """The stems of what a question is about, sorted; of all its words where it has none but stop words."""
    every = words(text)
    return " ".join(sorted(stems([word for word in every if word not in STOP_WORDS] or every)))


def _likest(key: str, leaders: Sequence[str]) -> int | None:
    # The mean of two ratios is at least ALIKE only where the first is at least this, which is quickly found out.
    least = 2 * ALIKE - 100
    near = process.extract(key, leaders, scorer=fuzz.ratio, score_cutoff=least, limit=None)
    scored = [(_likeness(key, leader), -at) for leader, _, at in near]
    best, at = max(scored, default=(0.0, 0))
    return -at if best >= ALIKE else None


def _likeness(one: str, other: str) -> float:
    """The mean of two ratios.

    By the first alone "the music" and "the music they use" are too unlike; by the second alone everything with a cat in
    it is like "the cat".
    """
    if _numbers(one) != _numbers(other):
        return 0.0
    return (fuzz.ratio(one, other) + fuzz.token_set_ratio(one, other)) / 2


def _numbers(key: str) -> set[str]:
    return {word for word in key.split() if not word.isalpha()}
