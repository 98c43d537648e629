"""Words to look for slips in, and plain English as such a collection."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.trivia.spelling import slips, spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_COMMONEST, _RAREST = 100, 20_000
_KNOWN = 5_000


class Lexicon:
    """Words by length.

    Args:
        words: As `spelling.spelt` gives them.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(set(words)):
            self._by_length.setdefault(len(word), []).append(word)

    def near(self, word: str) -> Iterator[str]:
        """The words from which this one could have been typed by so few slips that they are forgiven, itself too."""
        limit = slips(len(word))
        for length in range(len(word) - limit, len(word) + limit + 1):
            some = self._by_length.get(length, ())
            for text, _, _ in process.extract(word, some, scorer=OSA.distance, score_cutoff=limit, limit=None):
                yield text


class English:
    """Common English words. One serves any number of contents.

    Args:
        ranks: Each word, folded, with its place in the order of frequency (1: commonest).
    """

    def __init__(self, ranks: Mapping[str, int]) -> None:
        self._ranks = ranks

    def rarity(self, word: str) -> float:
        """How rare a folded word is: 0 if among the commonest, 1 if in no list; by the logarithm of its rank (Zipf)."""
        rank = self._ranks.get(word, _RAREST)
        return math.log(max(rank, _COMMONEST) / _COMMONEST) / math.log(_RAREST / _COMMONEST)

    def knows(self, word: str) -> bool:
        """Whether a folded word is one of the commoner ones, so that it is no name of anything by itself."""
        return self._ranks.get(word, _KNOWN) < _KNOWN

    @cached_property
    def lexicon(self) -> Lexicon:
        """All of them."""
        return Lexicon(each for word in self._ranks for each in spelt(word))
