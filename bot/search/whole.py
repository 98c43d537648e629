"""A small content, where every pair is compared with every question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.search.postings import Postings
from bot.search.runs import fresh
from bot.search.scope import scope

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from numpy.typing import NDArray

    from bot.search.scope import Scope, Sums


class Whole:
    """All of a content.

    Args:
        arrays: What `building.build` made.

    Attributes:
        scope: All pairs.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        starts, units = arrays["posting_starts"], arrays["postings"]
        self.scope = scope(arrays, np.arange(len(arrays["starts"]) - 1))
        self._names: NDArray[np.bool_] = arrays["term_names"]
        self._units = Postings(starts, units)
        # The pairs of a term, each once.
        owners = self.scope.owners[units]
        terms = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        first = fresh(owners) | fresh(terms)
        self._pairs = Postings(np.append(0, np.cumsum(first))[starts], owners[first])

    def sums(self, terms: NDArray[np.intp], weights: NDArray[Any], scope: Scope) -> Sums:
        """The weights of these terms by unit, by pair, and by pair without names."""
        units = self._units.sums(terms, weights, len(scope.units))
        entries = self._pairs.sums(terms, weights, len(scope.entries))
        names = self._names[terms]
        if not names.any():
            return units, entries, entries
        return units, entries, self._pairs.sums(terms[~names], weights[~names], len(scope.entries))
