"""Which terms stand in which units, laid out for adding up a question's terms in a few array operations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.search.building import SMALL, strange_weight
from bot.search.scoring import MEANING
from bot.search.text import stemmer
from bot.search.vectors import Vectors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from numpy.typing import NDArray

POSTINGS = 20_000
"""Of a large content so many postings are read to find the likely pairs, the rarest terms' first."""
LIKELY = 256
"""So many units of a large content are followed up for their words, and"""
NEIGHBOURS = 32
"""so many for their meaning."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The pairs that a question is compared with: all of a small content, the likely ones of a large one.

    Attributes:
        entries: Their places in the snapshot, ascending.
        units: The units of these pairs, one pair after another.
        bounds: Where in `units` those of each pair start, and their number: one more than there are pairs.
        owners: For each unit, the place in `entries` of its pair.
        edges: (2, pairs) For each pair its first unit, and the one after its last.
        fields: For each unit its `Field`.
        worth: For each unit what a shared term counts.
        meaning: For each unit what likeness in meaning counts.
    """

    entries: NDArray[np.intp]
    units: NDArray[np.intp]
    bounds: NDArray[np.intp]
    owners: NDArray[np.intp]
    edges: NDArray[np.int32]
    fields: NDArray[np.int8]
    worth: NDArray[np.float32]
    meaning: NDArray[np.float32]

    @property
    def starts(self) -> NDArray[np.intp]:
        """For each pair, where in `units` its own start."""
        return self.bounds[:-1]

    def of(self, place: int) -> slice:
        """Where in `units` those of the pair at this place of `entries` stand."""
        return slice(int(self.bounds[place]), int(self.bounds[place + 1]))

    def table(self, places: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Where in `units` those of some pairs stand, a row for each pair, and where a row is only filled up."""
        starts = self.bounds[places, None]
        lengths = self.bounds[places + 1, None] - starts
        columns = np.arange(lengths.max())
        there = columns < lengths
        return np.where(there, starts + columns, starts), there


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
        worth: For each unit what a shared term counts.
        vectors: The units' meanings; None without an encoder.
        vocabulary: Every word of the content and of the nicknames, folded, not stemmed, sorted.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.fields: NDArray[np.int8] = arrays["fields"]
        self.worth: NDArray[np.float32] = arrays["worth"]
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
        self._everything = self._scope(np.arange(count if self._small else 0))

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
        # In order they are looked up quicker; as numbers of another kind, all starts would be copied.
        found = np.sort(np.concatenate(units).astype(self._starts.dtype))
        entries = np.searchsorted(self._starts, found, side="right") - 1
        return self._scope(entries[np.diff(entries, prepend=-1) > 0])

    def _scope(self, entries: NDArray[np.intp]) -> Scope:
        edges = np.stack((self._starts[entries], self._starts[entries + 1]))
        lengths = edges[1] - edges[0]
        owners = np.repeat(np.arange(len(entries)), lengths)
        bounds = np.concatenate(([0], np.cumsum(lengths)))
        units = np.arange(len(owners)) + (edges[0] - bounds[:-1])[owners]
        fields = self.fields[units]
        return Scope(entries, units, bounds, owners, edges, fields, self.worth[units], MEANING[fields])

    def _likely(self, terms: Mapping[str, float]) -> NDArray[np.int32]:
        """The units that share the most with these terms, going by the rarest."""
        known = [
            (self._posting(self._terms[term]), self._term_weights[self._terms[term]] * sure)
            for term, sure in self._known(terms)
        ]
        if not known:
            return np.zeros(0, dtype=np.int32)
        known.sort(key=lambda item: len(item[0]))
        read = np.cumsum([len(posting) for posting, _ in known])
        rarest = known[: max(1, int(np.searchsorted(read, POSTINGS, side="right")))]
        units = np.concatenate([posting for posting, _ in rarest])
        weights = np.repeat([weight for _, weight in rarest], [len(posting) for posting, _ in rarest])
        # Where even the rarest term is everywhere, an even selection will do: such a question is about nothing.
        step = max(1, len(units) // POSTINGS)
        units, weights = units[::step], weights[::step]
        order = np.argsort(units, kind="stable")
        units, weights = units[order], weights[order]
        first = np.flatnonzero(np.diff(units, prepend=-1))
        units, worth = units[first], np.add.reduceat(weights, first)
        worth *= self.worth[units]
        if len(units) > LIKELY:
            units = units[np.argpartition(-worth, LIKELY)[:LIKELY]]
        return units

    def overlap(self, terms: Mapping[str, float], scope: Scope) -> Overlap:
        """Adds up, for every unit and every pair of the scope, the weights of the question's terms found there.

        Args:
            terms: The question's stems, each with how sure it is (0 to 1).
            scope: The pairs to compare.
        """
        strange = [(term, sure) for term, sure in terms.items() if term not in self._terms]
        question = sum(strange_weight(term, len(self)) * sure for term, sure in strange)
        numbers = [self._terms[term] for term, _ in self._known(terms)]
        weights = self._term_weights[numbers] * np.array([sure for _, sure in self._known(terms)])
        question += float(weights.sum())
        return Overlap(question, *self._added_up(numbers, weights, scope))

    def _added_up(self, terms: Sequence[int], weights: NDArray[Any], scope: Scope) -> Iterator[NDArray[np.float32]]:
        """The weights of these terms: by unit, by pair, and by pair without those of names."""
        size = len(scope.entries)
        of, places = self._everywhere(terms) if scope is self._everything else self._inside(terms, scope)
        # A term counts once for a pair, however many of its units hold it.
        term_and_pair = of * size + scope.owners[places]
        first = np.ones(len(places), dtype=bool)
        np.not_equal(term_and_pair[1:], term_and_pair[:-1], out=first[1:])
        of_pair, pairs = np.divmod(term_and_pair[first], max(size, 1))
        entries = np.bincount(pairs, weights[of_pair], size).astype(np.float32)
        yield np.bincount(places, weights[of], len(scope.units)).astype(np.float32)
        yield entries
        names = self._names[terms]
        topical = np.where(names, 0.0, weights)
        yield np.bincount(pairs, topical[of_pair], size).astype(np.float32) if names.any() else entries

    def _known(self, terms: Mapping[str, float]) -> Iterable[tuple[str, float]]:
        return ((term, sure) for term, sure in terms.items() if term in self._terms)

    def _posting(self, term: int) -> NDArray[np.int32]:
        return self._postings[self._posting_starts[term] : self._posting_starts[term + 1]]

    def _everywhere(self, terms: Sequence[int]) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
        """Which of these terms stand in which units: for each time the term's place here, and the unit."""
        postings = [self._posting(term) for term in terms]
        of = np.repeat(np.arange(len(terms)), [len(posting) for posting in postings] if terms else [])
        return of, np.concatenate([*postings, np.zeros(0, dtype=np.int32)])

    def _inside(self, terms: Sequence[int], scope: Scope) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The same for the units of a scope, as their places in it."""
        # The units of a pair stand together, so those that hold a term are one stretch of its posting.
        found = np.zeros((len(terms), *scope.edges.shape), dtype=np.intp)
        for at, term in enumerate(terms):
            found[at] = np.searchsorted(self._posting(term), scope.edges)
        lengths = found[:, 1] - found[:, 0]
        first = (found[:, 0] + self._posting_starts[terms][:, None]).ravel()
        ends = np.cumsum(lengths)
        held = np.arange(lengths.sum()) + np.repeat(first - ends + lengths.ravel(), lengths.ravel())
        before = np.broadcast_to(scope.edges[0] - scope.starts, lengths.shape)
        places: NDArray[np.intp] = self._postings[held] - np.repeat(before.ravel(), lengths.ravel())
        return np.repeat(np.arange(len(terms)), lengths.sum(axis=1)), places


def _texts(lines: NDArray[np.uint8]) -> list[str]:
    return lines.tobytes().decode().split("\n") if len(lines) else []
