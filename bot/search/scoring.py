"""The formulas of the ranking, one small function each; `tests/search/oracle.py` spells them out slowly."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

QUESTION_SHARE = 0.6
"""How far likeness is measured against the question rather than against the stored text (0 to 1)."""
BEST_SHARE = 0.7
"""What a pair's nearest unit counts; the mean of the next few counts the rest."""
NEXT = 3
SHORTEST_UNIT = 0.5
"""Stored texts that weigh less are treated as weighing this: one rare word alone should not be a perfect likeness."""


def idf(documents: int, containing: NDArray[Any]) -> NDArray[np.floating[Any]]:
    """Inverse document frequency, 0 to 1: 1 for a term in no document.

    Robertson & Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond", eq. 3.3 with 1 added inside
    the logarithm so that it is never negative, divided by its largest value.
    """
    largest = math.log1p((documents + 0.5) / 0.5)
    return np.log1p((documents - containing + 0.5) / (containing + 0.5)) / largest


def likeness(shared: NDArray[np.float32], question: float, units: NDArray[np.float32]) -> NDArray[np.float32]:
    """How alike a question and stored texts are, 0 to about 1.

    The weight of the terms they share, over the weighted geometric mean of the weights of both: 1 for the same terms,
    less for a text that covers only part of the question or says much besides.

    Args:
        shared: For each stored text the weight of the terms it shares with the question.
        question: The weight of all the question's terms.
        units: The weight of all the terms of each stored text.
    """
    measure = question**QUESTION_SHARE * np.maximum(units, SHORTEST_UNIT) ** (1 - QUESTION_SHARE)
    alike: NDArray[np.float32] = np.divide(shared, measure, dtype=np.float32)
    return alike


def blend(values: NDArray[np.float32], counted: NDArray[np.bool_]) -> float:
    """One pair's best unit blended with the mean of its next best: one lucky phrasing is not enough.

    Args:
        values: The pair's units.
        counted: Which of them may stand among the next best. Without any, the best alone counts.
    """
    at = int(values.argmax())
    best = float(values[at])
    following = counted.copy()
    following[at] = False
    others = values[following]
    if len(others) > NEXT:
        others = np.partition(others, -NEXT)[-NEXT:]
    return best if not len(others) else BEST_SHARE * best + (1 - BEST_SHARE) * float(others.mean())


def wording(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two texts are letter by letter, 0 to 1: in their order, sorted, and by the words they share.

    The mean of rapidfuzz's `ratio`, `token_sort_ratio` and `token_set_ratio`; each misses what another sees.

    Args:
        one: The words of a text, folded.
        other: The words of another.
    """
    a, b = " ".join(one), " ".join(other)
    return (fuzz.ratio(a, b) + fuzz.token_sort_ratio(a, b) + fuzz.token_set_ratio(a, b)) / 300
