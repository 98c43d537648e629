"""Reading misspelt words as words of the content.

Only words that are neither in the content nor plain English are corrected: a fan who types "cost" means cost, even
where the content speaks of a cast.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Collection, Container

    from numpy.typing import NDArray

SHORTEST = 4
"""Words of fewer letters are left as typed: too many words are one slip apart."""
LONG = 6
"""From this length on two slips are forgiven instead of one."""
ALTERNATIVES = 3
"""How many readings of one misspelt word are kept at most."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A word of the content that a misspelt word may stand for; `weight` (0 to 1) says how sure that is."""

    word: str
    weight: float


class Speller:
    """Corrects words against the content's vocabulary.

    Args:
        vocabulary: Every word of the content, folded; also what corrections are drawn from.
        known: Further words that are right as they stand.
    """

    def __init__(self, vocabulary: Collection[str], known: Container[str]) -> None:
        self._vocabulary = frozenset(vocabulary)
        self._known = known
        by_length: dict[int, list[str]] = {}
        for word in sorted(vocabulary):
            if len(word) >= SHORTEST - 1 and word.isalpha():
                by_length.setdefault(len(word), []).append(word)
        self._buckets = {length: (bucket, _letter_masks(bucket)) for length, bucket in by_length.items()}

    def readings(self, word: str) -> tuple[Reading, ...]:
        """What `word` may stand for, likeliest first; empty if it is right as it stands or nothing is near.

        Nearness is the optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours.
        """
        if len(word) < SHORTEST or word in self._vocabulary or word in self._known or not word.isalpha():
            return ()
        limit = 1 if len(word) < LONG else 2
        found = [(distance, near) for near, distance in self._near(word, limit)]
        found.sort(key=lambda hit: (hit[0], hit[1][0] != word[0], hit[1]))
        return tuple(
            Reading(near, (1 - distance / len(word)) * (1.0 if near[0] == word[0] else 0.8))
            for distance, near in found[:ALTERNATIVES]
            if distance == found[0][0]
        )

    def _near(self, word: str, limit: int) -> list[tuple[str, int]]:
        mask = _letter_masks([word])[0]
        hits: list[tuple[str, int]] = []
        for length in range(len(word) - limit, len(word) + limit + 1):
            bucket, masks = self._buckets.get(length, ((), None))
            if masks is None:
                continue
            # A slip changes at most two letters of the set, so words whose letter sets differ by more cannot be near.
            candidates = [bucket[i] for i in np.flatnonzero(np.bitwise_count(masks ^ mask) <= 2 * limit)]
            near = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=limit, limit=None)
            hits.extend((text, int(distance)) for text, distance, _ in near)
        return hits


def _letter_masks(words: Collection[str]) -> NDArray[np.uint32]:
    """For each word a bit for each letter that occurs in it (letters beyond a to z share bits)."""
    return np.array([_mask(word) for word in words], dtype=np.uint32)


def _mask(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) - ord("a")) % 32
    return bits
