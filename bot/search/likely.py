"""A large content, where only the pairs that are likely at first sight are compared with a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.search.postings import Masks, Postings, added
from bot.search.runs import fresh
from bot.search.scope import scope

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from numpy.typing import NDArray

    from bot.search.scope import Scope, Sums
    from bot.search.vectors import Vectors

POSTINGS = 20_000
"""So many postings are read to find the likely pairs, the rarest terms' first."""
LIKELY = 256
"""So many units are followed up for their words, and"""
NEIGHBOURS = 32
"""so many for their meaning."""


class Likely:
    """The part of a content that may answer a question.

    Args:
        arrays: What `building.build` made of a large content.
        vectors: The meanings of its units; None without an encoder.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], vectors: Vectors | None) -> None:
        self._arrays = arrays
        self._vectors = vectors
        self._worth: NDArray[np.float16] = arrays["worth"]
        self._owners: NDArray[np.int32] = arrays["owners"]
        self._names: NDArray[np.bool_] = arrays["term_names"]
        self._counts: NDArray[np.int32] = arrays["term_counts"]
        self._postings = Postings(arrays["posting_starts"], arrays["postings"])
        self._masks = Masks(arrays["common"], arrays["masks"])

    def scope(self, terms: NDArray[np.intp], weights: NDArray[Any], vector: NDArray[np.float32] | None) -> Scope:
        """The pairs that share the most with these terms, and those that are nearest to this meaning."""
        units = [self._sharing(terms, weights)] if len(terms) else []
        if vector is not None and self._vectors is not None:
            units.append(self._vectors.nearest(vector, NEIGHBOURS))
        entries = np.sort(self._owners[np.concatenate([*units, np.zeros(0, dtype=np.int32)])])
        return scope(self._arrays, entries[fresh(entries)])

    def _sharing(self, terms: NDArray[np.intp], weights: NDArray[Any]) -> NDArray[np.int32]:
        """The units that share the most with these terms, going by the rarest."""
        rising = np.argsort(self._counts[terms], kind="stable")
        read = np.cumsum(self._counts[terms[rising]])
        rarest = rising[: max(1, int(np.searchsorted(read, POSTINGS, side="right")))]
        found = [self._of(term) for term in terms[rarest].tolist()]
        units = np.concatenate(found)
        worth = weights[rarest].repeat([len(units) for units in found])
        # Where even the rarest term is everywhere, an even selection will do: such a question is about nothing.
        step = max(1, len(units) // POSTINGS)
        units, worth = units[::step], worth[::step]
        order = units.argsort(kind="stable")
        units, worth = units[order], worth[order]
        first = np.flatnonzero(fresh(units))
        units, worth = units[first], np.add.reduceat(worth, first)
        worth *= self._worth.take(units)
        if len(units) > LIKELY:
            units = units[np.argpartition(-worth, LIKELY)[:LIKELY]]
        return units

    def _of(self, term: int) -> NDArray[np.int32]:
        return self._masks.of(term) if term in self._masks else self._postings.of(term)

    def sums(self, terms: NDArray[np.intp], weights: NDArray[Any], scope: Scope) -> Sums:
        """The weights of these terms by unit, by pair, and by pair without names."""
        common = np.array([term in self._masks for term in terms.tolist()], dtype=bool)
        often, rarely = np.flatnonzero(common), np.flatnonzero(~common)
        of_often, places_often = self._masks.inside(terms[often].tolist(), scope)
        of_rarely, places_rarely = self._postings.inside(terms[rarely].tolist(), scope)
        of = np.append(often[of_often], rarely[of_rarely])
        places = np.append(places_often, places_rarely)
        # A term counts once for a pair, however many of its units hold it.
        size = max(len(scope.entries), 1)
        term_and_pair = of * size + scope.owners[places]
        first = fresh(term_and_pair)
        of_pair, pairs = of[first], term_and_pair[first] % size
        units = added(places, weights[of], len(scope.units))
        entries = added(pairs, weights[of_pair], len(scope.entries))
        names = self._names[terms]
        if not names.any():
            return units, entries, entries
        return units, entries, added(pairs, np.where(names, 0.0, weights)[of_pair], len(scope.entries))
