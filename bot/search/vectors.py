"""How near in meaning a question is to the units, and which units are nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.search.hubs import scaled
from bot.search.runs import fresh

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from numpy.typing import NDArray

    from bot.search.scope import Scope

PROBED = 8
"""So many clusters of a large content are looked through, the nearest first, but"""
READ = 6_000
"""only until so many vectors have been read: some clusters are crowded."""


class Vectors:
    """The vectors of an index; see `building.build` for its arrays."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._arrays = arrays
        self._whole: NDArray[np.float32] | None = arrays.get("vectors")
        self._decoys: NDArray[np.float32] = arrays["decoys"]
        self._spread: NDArray[np.floating[Any]] | None = arrays.get("spread")

    def cosines(self, vector: NDArray[np.float32], scope: Scope) -> NDArray[np.float32]:
        """The cosine with each unit of a scope, scaled by `hubs.scaled` if the index knows its hubs."""
        if self._whole is not None:
            return self._scaled(self._whole @ vector, slice(None), vector)
        rows = self._arrays["row_of_unit"][scope.units]
        # The sentences of an answer share one.
        first = fresh(rows)
        rows = rows[first]
        cosines: NDArray[np.float32] = self._scaled(self._products(rows, vector), rows, vector)[np.cumsum(first) - 1]
        return cosines

    def decoy(self, vector: NDArray[np.float32]) -> float:
        """The cosine with the nearest decoy, at least 0."""
        return float((self._decoys @ vector).max(initial=0.0))

    def nearest(self, vector: NDArray[np.float32], count: int) -> NDArray[np.int32]:
        """About the `count` nearest units of a large content, in no order; of an answer, its first sentence."""
        arrays = self._arrays
        near = arrays["centroids"] @ vector
        likely = np.argpartition(-near, min(PROBED, len(near)) - 1)[:PROBED]
        bounds, left, probed = arrays["cluster_starts"], READ, []
        for cluster in likely[np.argsort(-near[likely], kind="stable")].tolist():
            start, stop = int(bounds[cluster]), int(bounds[cluster + 1])
            probed.append(slice(start, min(stop, start + left)))
            left -= probed[-1].stop - start
            if not left:
                break
        products = np.concatenate([self._products(rows, vector) for rows in probed])
        rows = np.concatenate([np.arange(rows.start, rows.stop) for rows in probed])
        best = rows[np.argpartition(-products, count)[:count]] if len(rows) > count else rows
        units: NDArray[np.int32] = arrays["unit_of_row"][best]
        return units

    def _scaled(
        self, cosines: NDArray[np.float32], rows: NDArray[Any] | slice, vector: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        # A question without a known word is near to nothing.
        if self._spread is None or not vector.any():
            return cosines
        return scaled(cosines, self._spread[rows])

    def _products(self, rows: NDArray[Any] | slice, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        codes, scales = self._arrays["codes"][rows], self._arrays["scales"][rows]
        products: NDArray[np.float32] = (codes.astype(np.float32) @ vector) * scales.astype(np.float32)
        return products
