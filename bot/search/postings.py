"""Which terms stand where: for each term its places, or for each place the common terms that stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

    from bot.search.scope import Scope

    Places = tuple[NDArray[np.intp], NDArray[np.intp]]

SELECTED = 100_000
"""An even selection of so many units, or up to twice that, tells where a common term stands."""


class Postings:
    """For each of T terms the places where it stands.

    Args:
        starts: (T + 1) Where those of each term start in `places`.
        places: Units or pairs, of each term ascending.
    """

    def __init__(self, starts: NDArray[np.int64], places: NDArray[np.int32]) -> None:
        self._starts = starts
        self._places = places

    def of(self, term: int) -> NDArray[np.int32]:
        """The places of one term."""
        return self._places[self._starts[term] : self._starts[term + 1]]

    def sums(self, terms: NDArray[np.intp], weights: NDArray[Any], size: int) -> NDArray[np.float32]:
        """For each of `size` places the weight of those of these terms that stand there."""
        if not len(terms):
            return np.zeros(size, dtype=np.float32)
        bounds = zip(self._starts[terms].tolist(), self._starts[terms + 1].tolist(), strict=True)
        found = [self._places[start:stop] for start, stop in bounds]
        weight_of = weights.repeat([len(places) for places in found])
        return added(np.concatenate(found), weight_of, size)

    def inside(self, terms: Sequence[int], scope: Scope) -> Places:
        """Which of these terms stand in which units of a scope: places of the one here, and of the other there."""
        # The units of a pair stand together, so those that hold a term are one stretch of its posting.
        found = np.zeros((len(terms), *scope.edges.shape), dtype=np.intp)
        for at, term in enumerate(terms):
            found[at] = np.searchsorted(self.of(term), scope.edges)
        lengths = found[:, 1] - found[:, 0]
        first = (found[:, 0] + self._starts[terms][:, None]).ravel()
        ends = np.cumsum(lengths)
        held = np.arange(lengths.sum()) + np.repeat(first - ends + lengths.ravel(), lengths.ravel())
        before = np.broadcast_to(scope.edges[0] - scope.starts, lengths.shape)
        places: NDArray[np.intp] = self._places[held] - np.repeat(before.ravel(), lengths.ravel())
        return np.repeat(np.arange(len(terms)), lengths.sum(axis=1)), places


def added(places: NDArray[np.integer[Any]], weights: NDArray[Any], size: int) -> NDArray[np.float32]:
    """For each of `size` places the sum of the weights that come to it."""
    return np.bincount(places, weights, size).astype(np.float32)


class Masks:
    """For each unit the common terms that stand in it, a bit for each: quicker than finding units in long postings.

    Args:
        terms: The common terms.
        masks: (U, bytes) For each unit its bits; the first term has the lowest bit of the first byte, and so on.
    """

    def __init__(self, terms: NDArray[np.int32], masks: NDArray[np.uint8]) -> None:
        self._bits = {term: bit for bit, term in enumerate(terms.tolist())}
        self._masks = masks
        self._step = max(1, len(masks) // SELECTED)

    def __contains__(self, term: int) -> bool:
        return term in self._bits

    def of(self, term: int) -> NDArray[np.int32]:
        """Units where one term stands, ascending: all of them, or those of an even selection of very many."""
        byte, bit = divmod(self._bits[term], 8)
        selected = self._masks[:: self._step, byte] & np.uint8(1 << bit)
        return (np.flatnonzero(selected) * self._step).astype(np.int32)

    def inside(self, terms: Sequence[int], scope: Scope) -> Places:
        """The same as `Postings.inside`."""
        bits = np.array([self._bits[term] for term in terms], dtype=np.intp)
        held = self._masks[scope.units].T[bits // 8] & (1 << bits % 8).astype(np.uint8)[:, None]
        of, places = np.nonzero(held)
        return of, places
