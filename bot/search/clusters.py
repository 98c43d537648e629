"""Vectors of a large content: rounded to bytes, and sorted into clusters of neighbours, so that few need comparing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from numpy.typing import NDArray

_SAMPLE = 40_000
_ROUNDS = 6
_BATCH = 2_000


def quantised(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """Each row as bytes and the factor that brings them back, to within half a percent of its largest value."""
    scales = np.abs(vectors).max(axis=1, initial=0.0).astype(np.float32) / 127
    scales[scales == 0] = 1.0
    return np.round(vectors / scales[:, None]).astype(np.int8), scales.astype(np.float16)


def restored(codes: NDArray[np.int8], scales: NDArray[np.float16]) -> NDArray[np.float32]:
    """The rows that `quantised` has rounded."""
    rows: NDArray[np.float32] = codes.astype(np.float32) * scales[:, None].astype(np.float32)
    return rows


def clustered(
    codes: NDArray[np.int8], scales: NDArray[np.float16]
) -> tuple[Mapping[str, NDArray[Any]], NDArray[np.int32]]:
    """Sorts vectors into about √n clusters by k-means on the sphere (Dhillon & Modha 2001), on a fixed sample.

    Returns:
        `centroids` (K, D), `cluster_starts` (K + 1), and `codes` and `scales` with their rows in order of clusters; and
        that order: which row each came from.
    """
    count = max(1, math.isqrt(len(codes)))
    chance = np.random.default_rng(0)
    sample = np.sort(chance.choice(len(codes), size=min(_SAMPLE, len(codes)), replace=False))
    points = restored(codes[sample], scales[sample])
    centroids = points[chance.choice(len(points), size=count, replace=False)]
    for _ in range(_ROUNDS):
        nearest = (points @ centroids.T).argmax(axis=1)
        sums = np.zeros_like(centroids)
        np.add.at(sums, nearest, points)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centroids = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), centroids)
    home = np.concatenate(
        [
            # The factor does not change which centroid is nearest.
            (codes[at : at + _BATCH].astype(np.float32) @ centroids.T).argmax(axis=1)
            for at in range(0, len(codes), _BATCH)
        ]
    )
    order = np.argsort(home, kind="stable").astype(np.int32)
    arrays: dict[str, NDArray[Any]] = {
        "centroids": centroids.astype(np.float32),
        "cluster_starts": np.searchsorted(home[order], np.arange(count + 1)).astype(np.int64),
        "codes": codes[order],
        "scales": scales[order],
    }
    return arrays, order
