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
        # One list for each term: its units, and behind all units its pairs, each once; behind all pairs those of names.
        owners = self.scope.owners[units]
        terms = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        first = fresh(owners) | fresh(terms)
        pairs = len(self.scope.units) + owners[first] + len(self.scope.entries) * arrays["term_names"][terms[first]]
        order = np.argsort(np.concatenate((terms, terms[first])), kind="stable")
        places = np.concatenate((units, pairs))[order]
        self._postings = Postings(starts + np.append(0, np.cumsum(first))[starts], places)

    def sums(self, terms: NDArray[np.intp], weights: NDArray[Any], scope: Scope) -> Sums:
        """The weights of these terms by unit, by pair, and by pair without names."""
        units, entries = len(scope.units), len(scope.entries)
        sums = self._postings.sums(terms, weights, units + 2 * entries)
        topical = sums[units : units + entries]
        return sums[:units], topical + sums[units + entries :], topical
