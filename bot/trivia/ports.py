"""What rounds are made with besides content: chance, and the search engine's sense of what is near in meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import MutableSequence, Sequence

T = TypeVar("T")


class Chance(Protocol):
    """Where randomness comes from; `random.Random` is one."""

    def random(self) -> float:
        """A number from 0 to just below 1."""
        ...

    def choice(self, seq: Sequence[T], /) -> T:
        """One of the values."""
        ...

    def shuffle(self, x: MutableSequence[T], /) -> None:
        """Puts the values into any order."""
        ...


class Likeness(Protocol):
    """What is near a text in meaning, as the search engine sees it."""

    def nearest(self, text: str, count: int) -> Sequence[tuple[str, float]]:
        """The pairs that a text finds.

        Args:
            text: A question, or some words of an answer.
            count: The most to give back.

        Returns:
            Their references (`interview/pair`), best first, each with its score as a share (0 to 1) of the best one's.
        """
        ...
