"""Logistic regression, by which the other scripts fit the numbers that turn signals into probabilities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ROUNDS = 50


def logistic(
    data: NDArray[np.float64],
    labels: NDArray[np.float64],
    ridge: NDArray[np.float64],
    *,
    counts: NDArray[np.float64] | float = 1.0,
    given: NDArray[np.float64] | float = 0.0,
) -> NDArray[np.float64]:
    """The weights of the columns, by Newton's method.

    Args:
        data: A row for each example.
        labels: For each, 1 or 0.
        ridge: How much each weight is held back.
        counts: How much each example counts.
        given: What is in each logit already.
    """
    weights = np.zeros(data.shape[1])
    penalty = np.diag(ridge)
    for _ in range(_ROUNDS):
        probability = 1 / (1 + np.exp(-np.clip(data @ weights + given, -30, 30)))
        gradient = data.T @ (counts * (probability - labels)) + penalty @ weights
        curvature = (data * (counts * probability * (1 - probability))[:, None]).T @ data + penalty
        weights -= np.linalg.solve(curvature + 1e-9 * np.eye(len(weights)), gradient)
    return weights
