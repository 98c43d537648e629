"""Runs of equal values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray


def fresh(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a value is another than the one before it; the first is always."""
    first = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=first[1:])
    return first
