"""Hubs: texts whose vectors are near to everything, so that being near to them says little.

A vector that adds up common words ("Can I send a message to a user?") is a near neighbour of most questions, and would
be found instead of the right one. The remedy is to measure distances by how crowded the place is: local scaling
(Zelnik-Manor & Perona 2004, "Self-tuning spectral clustering"), with the crowd measured as in Conneau et al. (2018,
"Word translation without parallel data", section 2.3), by the mean cosine with the nearest questions of other pairs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from numpy.typing import NDArray

NEAREST = 10
"""So many questions of other pairs tell how crowded it is around a vector."""
STRENGTH = 1.2
"""By how much distances grow for each unit of cosine that a vector is nearer to others than vectors usually are."""
LEAST = 0.8
"""A loner among crowds comes nearer by a fifth of the distance at most, or it would be near to anything."""
_COMPARED = 5_000
_COMPARISONS = 500_000_000
_BATCH = 1_000


def scaled(cosines: NDArray[np.float32], spread: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    """Cosines with their distances from 1 scaled: the same text stays as near as it is, a hub moves away.

    Args:
        cosines: With some vectors.
        spread: For each of these vectors what the function `spread` gave.
    """
    nearness: NDArray[np.float32] = 1 - (1 - cosines) * spread.astype(np.float32, copy=False)
    return nearness


def spread(
    rows: Callable[[slice | NDArray[Any]], NDArray[np.float32]], owners: NDArray[Any], questions: NDArray[Any]
) -> NDArray[np.float32]:
    """For each vector the factor of its distances: above 1 for a hub, below 1 for a loner.

    Of a large content an even selection of its questions is compared, so that the time does not grow with its square.

    Args:
        rows: Gives some of the N vectors, each of length 1, or of 0 for a text without a known word.
        owners: (N) For each the pair it belongs to.
        questions: Which of them are pairs' questions.
    """
    most = max(NEAREST, min(_COMPARED, _COMPARISONS // max(len(owners), 1)))
    if len(questions) > most:
        questions = questions[np.linspace(0, len(questions) - 1, most).astype(np.intp)]
    count = min(NEAREST, len(questions) - 1)
    if count < 1:
        return np.ones(len(owners), dtype=np.float32)
    asked, askers = rows(questions), owners[questions]
    crowd = np.full(len(owners), np.nan, dtype=np.float32)
    for at in range(0, len(owners), _BATCH):
        batch = rows(slice(at, at + _BATCH))
        near = batch @ asked.T
        near[owners[at : at + _BATCH, None] == askers] = -1.0
        near.partition(near.shape[1] - count, axis=1)
        known = batch.any(axis=1)
        crowd[at : at + _BATCH][known] = near[known, -count:].mean(axis=1)
    if np.isnan(crowd).all():
        return np.ones(len(owners), dtype=np.float32)
    factors: NDArray[np.float32] = np.nan_to_num(1 + np.float32(STRENGTH) * (crowd - np.nanmean(crowd)), nan=1.0)
    return np.maximum(factors, np.float32(LEAST))
