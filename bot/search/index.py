"""Which terms stand in which units, laid out for adding up a question's terms in a few array operations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.search.building import SMALL, term_weights
from bot.search.text import stemmer
from bot.search.vectors import Vectors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from numpy.typing import NDArray

POSTINGS = 20_000
"""Of a large content so many postings are read to find the likely pairs, the rarest terms' first."""
LIKELY = 256
"""So many units of a large content are followed up for their words, and"""
NEIGHBOURS = 64
"""so many for their meaning."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The pairs that a question is compared with: all of a small content, the likely ones of a large one.

    Attributes:
        entries: Their places in the snapshot, ascending.
        units: The units of these pairs, one pair after another.
        starts: For each pair, where in `units` its own start.
    """

    entries: NDArray[np.intp]
    units: NDArray[np.intp]
    starts: NDArray[np.intp]

    def of(self, place: int) -> slice:
        """Where in `units` those of the pair at this place of `entries` stand."""
        stop = self.starts[place + 1] if place + 1 < len(self.starts) else len(self.units)
        return slice(int(self.starts[place]), int(stop))


@dataclass(frozen=True, slots=True)
class Overlap:
    """What a question shares with a scope.

    Attributes:
        question: The weight of all the question's terms.
        units: For each unit the weight of the terms it shares with the question.
        entries: For each pair the weight of the terms that stand anywhere in it.
        topical: The same without names: these say whom a question is about, not what it asks.
    """

    question: float
    units: NDArray[np.float32]
    entries: NDArray[np.float32]
    topical: NDArray[np.float32]


class Index:
    """The units of a snapshot and their terms; never changes.

    Args:
        arrays: What `building.build` made, in memory or mapped from disk.

    Attributes:
        fields: The `Field` of each unit.
        weights: For each unit the weight of all its terms.
        vectors: The units' meanings; None without an encoder.
        vocabulary: Every word of the content and of the nicknames, folded, not stemmed, sorted.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.fields: NDArray[np.int8] = arrays["fields"]
        self.weights: NDArray[np.float32] = arrays["weights"]
        self.vectors = Vectors(arrays) if "decoys" in arrays else None
        self.vocabulary = _texts(arrays["words"])
        self._starts: NDArray[np.int32] = arrays["starts"]
        self._terms = {term: at for at, term in enumerate(_texts(arrays["terms"]))}
        self._term_weights: NDArray[np.float32] = arrays["term_weights"]
        self._names: NDArray[np.bool_] = arrays["term_names"]
        self._posting_starts: NDArray[np.int64] = arrays["posting_starts"]
        self._postings: NDArray[np.int32] = arrays["postings"]
        self._stem = stemmer()
        self._small = len(self.fields) <= SMALL
        count = len(self._starts) - 1
        self._everything = Scope(np.arange(count), np.arange(len(self.fields)), self._starts[:-1].astype(np.intp))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def first_unit(self, entry: int) -> int:
        """Where the units of an entry start."""
        return int(self._starts[entry])

    def terms(self, readings: Iterable[tuple[str, float]]) -> dict[str, float]:
        """Words, each with how sure it is (0 to 1), to stems; of several words with one stem the surest counts."""
        pairs = list(readings)
        result: dict[str, float] = {}
        for stem, (_, sure) in zip(self._stem([word for word, _ in pairs]), pairs, strict=True):
            result[stem] = max(sure, result.get(stem, 0.0))
        return result

    def scope(self, terms: Mapping[str, float], vector: NDArray[np.float32] | None) -> Scope:
        """The pairs worth comparing with a question of these terms and this meaning."""
        if self._small:
            return self._everything
        units = [self._likely(terms)]
        if vector is not None and self.vectors is not None:
            units.append(self.vectors.nearest(vector, NEIGHBOURS))
        entries = np.unique(np.searchsorted(self._starts, np.concatenate(units), side="right") - 1)
        lengths = self._starts[entries + 1] - self._starts[entries]
        starts = (
            np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.intp) if len(entries) else np.zeros(0, np.intp)
        )
        offsets = np.arange(int(lengths.sum())) - np.repeat(starts, lengths)
        return Scope(entries, np.repeat(self._starts[entries], lengths).astype(np.intp) + offsets, starts)

    def _likely(self, terms: Mapping[str, float]) -> NDArray[np.intp]:
        """The units that share the most with these terms, going by the rarest."""
        known = [
            (self._posting(term), self._term_weights[self._terms[term]] * sure) for term, sure in self._known(terms)
        ]
        known.sort(key=lambda item: len(item[0]))
        shared = np.zeros(len(self.fields), dtype=np.float32)
        touched, read = [np.zeros(0, dtype=np.int32)], 0
        for posting, weight in known:
            read += len(posting)
            if read > POSTINGS and len(touched) > 1:
                break
            shared[posting] += weight
            touched.append(posting)
        units = np.concatenate(touched)
        worth = shared[units] / np.sqrt(np.maximum(self.weights[units], 0.5))
        if len(units) > LIKELY:
            units = units[np.argpartition(-worth, LIKELY)[:LIKELY]]
        return units.astype(np.intp)

    def overlap(self, terms: Mapping[str, float], scope: Scope) -> Overlap:
        """Adds up, for every unit and every pair of the scope, the weights of the question's terms found there.

        Args:
            terms: The question's stems, each with how sure it is (0 to 1).
            scope: The pairs to compare.
        """
        question = sum(float(self._term_weights[self._terms[term]]) * sure for term, sure in self._known(terms))
        strange = [term for term in terms if term not in self._terms]
        nowhere = np.zeros(len(strange))
        weights = term_weights(strange, nowhere, len(self), nowhere > 0)
        question += sum(float(weight) * terms[term] for term, weight in zip(strange, weights, strict=True))
        units = np.zeros(len(scope.units), dtype=np.float32)
        entries = np.zeros(len(scope.entries), dtype=np.float32)
        topical = np.zeros(len(scope.entries), dtype=np.float32)
        for term, sure in self._known(terms):
            at = self._terms[term]
            weight = self._term_weights[at] * sure
            inside = self._places(self._posting(term), scope)
            pairs = np.unique(np.searchsorted(scope.starts, inside, side="right") - 1)
            units[inside] += weight
            entries[pairs] += weight
            if not self._names[at]:
                topical[pairs] += weight
        return Overlap(question, units, entries, topical)

    def _known(self, terms: Mapping[str, float]) -> Iterable[tuple[str, float]]:
        return ((term, sure) for term, sure in terms.items() if term in self._terms)

    def _posting(self, term: str) -> NDArray[np.int32]:
        at = self._terms[term]
        return self._postings[self._posting_starts[at] : self._posting_starts[at + 1]]

    def _places(self, posting: NDArray[np.int32], scope: Scope) -> NDArray[Any]:
        """Where in the scope's units those of a posting stand."""
        if scope is self._everything:
            return posting
        near = np.minimum(np.searchsorted(posting, scope.units), len(posting) - 1)
        return np.flatnonzero(posting[near] == scope.units)


def _texts(lines: NDArray[np.uint8]) -> list[str]:
    return lines.tobytes().decode().split("\n") if len(lines) else []
