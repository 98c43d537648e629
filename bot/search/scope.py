"""What a question is compared with, and what it shares with that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.search.scoring import MEANING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from numpy.typing import NDArray

    Sums = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]


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

    def best(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        """Of values of the units the highest of each pair."""
        # Twice as fast as `np.maximum.reduceat` for the few units that pairs have.
        highest = values[self.starts]
        np.maximum.at(highest, self.owners, values)
        return highest


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


def scope(arrays: Mapping[str, NDArray[Any]], entries: NDArray[np.intp]) -> Scope:
    """The scope of some pairs.

    Args:
        arrays: What `building.build` made.
        entries: Places of pairs in the snapshot, ascending.
    """
    starts = arrays["starts"]
    edges = np.stack((starts[entries], starts[entries + 1]))
    lengths = edges[1] - edges[0]
    owners = np.repeat(np.arange(len(entries)), lengths)
    bounds = np.concatenate(([0], np.cumsum(lengths)))
    units = np.arange(len(owners)) + (edges[0] - bounds[:-1])[owners]
    fields = arrays["fields"][units]
    worth = arrays["worth"][units].astype(np.float32, copy=False)
    return Scope(entries, units, bounds, owners, edges, fields, worth, MEANING[fields])
