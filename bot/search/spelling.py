"""Reading words as the words that were meant.

A word of the content is always right as it stands. Any other is weighed against the words near it, of the content and
of plain English: "kligrave" is Kilgrave, "plesure" is pleasure even where the only near word of the content is
"measure", and "cost" stays cost where the content speaks of a cast.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from bot.search.english import ranks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

SHORTEST = 3
"""Words of fewer letters are left as typed: too many words are one slip apart."""
ABBREVIATION = 3
"""A word of so few letters is read as one of the content's or not at all: in English alone something is always near."""
REMEMBERED = 1_000
"""Words that are not in the content and what they were read as: fans use the same ones again and again."""
LONG = 6
"""From this length on two slips are forgiven in a word that is not English; otherwise one."""
ALTERNATIVES = 3
"""How many readings of one misspelt word are kept at most."""

# The cost of a reading, in natural logarithms of how much less likely it makes it (Kernighan, Church & Gale 1990, "A
# spelling correction program based on a noisy channel model": the likeliest word given what was typed).
_SLIP = 3.0
_NO_SWAP = 0.5
"""Two letters swapped are the commonest slip; anything else costs a little more."""
_FIRST_LETTER = 1.0
"""Fans rarely get the first letter wrong."""
_RARITY = 0.3
"""Of the logarithm of the word's rank in English."""
_IN_CONTENT = 2.0
"""What a word is likelier for standing in the content."""
_UNRANKED = 30_000
_NO_WORD = 4.0
"""Having typed something that is in no word list on purpose."""
_DOUBT = 1.2
"""Readings that cost so much more than the best are dropped."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A word that what was typed may stand for; `weight` (0 to 1) says how sure that is."""

    word: str
    weight: float


def as_typed(word: str) -> tuple[Reading, ...]:
    """The word as the one thing that it may stand for."""
    return (Reading(word, 1.0),)


class Speller:
    """Corrects words against the content's vocabulary and plain English.

    Args:
        vocabulary: Every word of the content, folded, each once; a large one takes less time if it is sorted.
    """

    def __init__(self, vocabulary: Collection[str]) -> None:
        self._vocabulary = frozenset(vocabulary)
        self._content = _Lexicon(vocabulary)
        self._remembered = lru_cache(REMEMBERED)(self._readings)

    def readings(self, word: str) -> tuple[Reading, ...]:
        """What `word` may stand for, likeliest first; the first is `word` itself where it is right as it stands.

        Nearness is the optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
        """
        if len(word) < SHORTEST or word in self._vocabulary or not word.isalpha():
            return as_typed(word)
        return self._remembered(word)

    def _readings(self, word: str) -> tuple[Reading, ...]:
        found = self._near(word, 1)
        # A word of the content one slip away is likelier than any two slips away.
        if len(word) >= LONG and word not in ranks() and self._vocabulary.isdisjoint(found):
            found = self._near(word, 2)
        costs = [(self._cost(word, near, distance), near, distance) for near, distance in found.items()]
        costs = sorted([(self._own_cost(word), word, 0), *costs])[:ALTERNATIVES]
        return tuple(
            Reading(near, math.exp(costs[0][0] - cost) * (1 - distance / (len(word) + 1)))
            for cost, near, distance in costs
            if cost - costs[0][0] <= _DOUBT
        )

    @staticmethod
    def _own_cost(word: str) -> float:
        rank = ranks().get(word)
        return _NO_WORD + _RARITY * math.log(_UNRANKED) if rank is None else _RARITY * math.log(rank)

    def _cost(self, word: str, near: str, distance: int) -> float:
        swapped = Levenshtein.distance(word, near) > distance
        return (
            _SLIP * distance
            + (0.0 if swapped else _NO_SWAP)
            + (0.0 if word[0] == near[0] else _FIRST_LETTER)
            + _RARITY * math.log(ranks().get(near, _UNRANKED))
            - (_IN_CONTENT if near in self._vocabulary else 0.0)
        )

    def _near(self, word: str, limit: int) -> dict[str, int]:
        hits = dict(_english().near(word, limit)) if len(word) > ABBREVIATION else {}
        hits.update(self._content.near(word, limit))
        return hits


class _Lexicon:
    """Words in order of length, each with a sum of its letters, so that few have to be compared letter by letter."""

    def __init__(self, words: Iterable[str]) -> None:
        by_length: dict[int, list[str]] = {}
        for word in sorted(words):
            if len(word) >= SHORTEST - 1 and word.isalpha():
                by_length.setdefault(len(word), []).append(word)
        self._words = [word for length in sorted(by_length) for word in by_length[length]]
        self._lengths = np.array([len(word) for word in self._words], dtype=np.int64)
        sums = [_letter_sums(by_length[length]) for length in sorted(by_length)]
        self._sums = np.concatenate([np.zeros(0, dtype=np.uint64), *sums])

    def near(self, word: str, limit: int) -> Iterator[tuple[str, int]]:
        """The words at most `limit` slips away, each with its distance."""
        start, stop = np.searchsorted(self._lengths, (len(word) - limit, len(word) + limit + 1))
        apart = np.bitwise_count(self._sums[start:stop] ^ np.uint64(_letter_sum(word)))
        # A letter too many or too few changes one bit of the sum, any other slip at most two.
        some = np.flatnonzero(apart <= 2 * limit)
        some = some[apart[some] + np.abs(self._lengths[start:stop][some] - len(word)) <= 2 * limit]
        candidates = [self._words[start + at] for at in some]
        near = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=limit, limit=None)
        yield from ((text, int(distance)) for text, distance, _ in near if distance)


@cache
def _english() -> _Lexicon:
    return _Lexicon(ranks())


def _letter_sum(word: str) -> int:
    """A bit for each letter that occurs, and another for each that occurs twice (letters beyond a to z share bits)."""
    once = twice = 0
    for letter in word:
        bit = 1 << ord(letter) % 32
        twice |= once & bit
        once |= bit
    return once | twice << 32


def _letter_sums(words: Sequence[str]) -> NDArray[np.uint64]:
    """`_letter_sum` of many words of one length."""
    letters = np.frombuffer("".join(words).encode("utf-32-le"), dtype=np.uint32).reshape(len(words), -1)
    once, twice = np.zeros(len(words), dtype=np.uint64), np.zeros(len(words), dtype=np.uint64)
    for column in (letters % 32).astype(np.uint64).T:
        bit = np.uint64(1) << column
        twice |= once & bit
        once |= bit
    return once | twice << np.uint64(32)
