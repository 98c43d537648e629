"""Reading words as the words that were meant.

A word of the content is always right as it stands. Any other is weighed against the words near it, of the content and
of plain English: "kligrave" is Kilgrave, "plesure" is pleasure even where the only near word of the content is
"measure", and "cost" stays cost where the content speaks of a cast.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from bot.search.english import ranks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

SHORTEST = 4
"""Words of fewer letters are left as typed: too many words are one slip apart."""
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


class Speller:
    """Corrects words against the content's vocabulary and plain English.

    Args:
        vocabulary: Every word of the content, folded.
    """

    def __init__(self, vocabulary: Collection[str]) -> None:
        self._vocabulary = frozenset(vocabulary)
        self._content = _Lexicon(self._vocabulary)

    def readings(self, word: str) -> tuple[Reading, ...]:
        """What `word` may stand for, likeliest first; the first is `word` itself where it is right as it stands.

        Nearness is the optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
        """
        if len(word) < SHORTEST or word in self._vocabulary or not word.isalpha():
            return (Reading(word, 1.0),)
        limit = 2 if len(word) >= LONG and word not in ranks() else 1
        costs = [
            (self._cost(word, near, distance), near, distance) for near, distance in self._near(word, limit).items()
        ]
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
        hits = dict(_english().near(word, limit))
        hits.update(self._content.near(word, limit))
        return hits


class _Lexicon:
    """Words by length, each length with the set of letters of each word as a bit mask."""

    def __init__(self, words: Iterable[str]) -> None:
        by_length: dict[int, list[str]] = {}
        for word in sorted(words):
            if len(word) >= SHORTEST - 1 and word.isalpha():
                by_length.setdefault(len(word), []).append(word)
        self._buckets = {length: (bucket, _letter_masks(bucket)) for length, bucket in by_length.items()}

    def near(self, word: str, limit: int) -> Iterator[tuple[str, int]]:
        """The words at most `limit` slips away, each with its distance."""
        mask = _letter_masks([word])[0]
        for length in range(len(word) - limit, len(word) + limit + 1):
            if length not in self._buckets:
                continue
            bucket, masks = self._buckets[length]
            # A slip changes at most two letters of the set, so words whose letter sets differ by more cannot be near.
            candidates = [bucket[i] for i in np.flatnonzero(np.bitwise_count(masks ^ mask) <= 2 * limit)]
            near = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=limit, limit=None)
            yield from ((text, int(distance)) for text, distance, _ in near if distance)


@cache
def _english() -> _Lexicon:
    return _Lexicon(ranks())


def _letter_masks(words: Sequence[str]) -> NDArray[np.uint32]:
    """For words of one length, a bit for each letter that occurs (letters beyond a to z share bits)."""
    letters = np.frombuffer("".join(words).encode("utf-32-le"), dtype=np.uint32).reshape(len(words), -1)
    masks: NDArray[np.uint32] = np.bitwise_or.reduce(np.uint32(1) << (letters % 32), axis=1)
    return masks
