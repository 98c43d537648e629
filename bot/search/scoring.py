"""The formulas of the ranking, one small function each; `tests/search/oracle.py` spells them out slowly."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from numpy.typing import NDArray

_Numbers = TypeVar("_Numbers", float, "NDArray[np.floating[Any]]")

# What each kind of unit counts, in the order of `Field`: fans' questions resemble questions more than answers.
LIKENESS = np.array([1.0, 1.0, 0.9, 0.5, 0.9], dtype=np.float32)
MEANING = np.array([1.0, 1.0, 0.96, 0.6, 0.9], dtype=np.float32)

STOP_WEIGHT = 0.25
"""What a stop word counts beside a content word in a small content."""
FAMILIAR = 1_000
"""With so many pairs a content's own frequencies are trusted half."""
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


def weight(frequency: _Numbers, rarity: _Numbers, stop: _Numbers, documents: int) -> _Numbers:
    """What a term says, 0 to 1: by its idf in the content, and by what is known of English, which a small one needs.

    The larger a content, the more it is trusted to know its words, as an estimate shrinks to its prior (Efron & Morris
    1977, "Stein's paradox in statistics"): its idf counts from a half to all, a stop word from a quarter to all.

    Args:
        frequency: The inverse document frequency, as `idf` gives it.
        rarity: In English, 0 to 1.
        stop: 1 for a stop word, 0 for any other.
        documents: How many pairs there are.
    """
    trust = documents / (documents + FAMILIAR)
    share = (1 + trust) / 2
    return (1 - stop * (1 - STOP_WEIGHT) * (1 - trust)) * (share * frequency + (1 - share) * rarity)


def worth(weights: NDArray[Any], fields: NDArray[np.int8]) -> NDArray[np.float32]:
    """For each unit what a term shared with it counts: by the unit's kind, and less where it says much besides.

    Args:
        weights: For each unit the weight of all its terms.
        fields: For each unit its `Field`.
    """
    counts: NDArray[np.float32] = LIKENESS[fields] / np.maximum(weights, SHORTEST_UNIT) ** (1 - QUESTION_SHARE)
    return counts.astype(np.float32)


def likeness(shared: NDArray[np.float32], question: float, worth: NDArray[np.float32]) -> NDArray[np.float32]:
    """How alike a question and units are, 0 to about 1.

    The weight of the terms they share, over the weighted geometric mean of the weights of both: 1 for the same terms,
    less for a unit that covers only part of the question or says much besides.

    Args:
        shared: For each unit the weight of the terms it shares with the question.
        question: The weight of all the question's terms.
        worth: For each unit what a shared term counts, as the function `worth` tells.
    """
    return shared * worth * np.float32(question**-QUESTION_SHARE)


def support(values: Sequence[float], counted: Sequence[bool]) -> float:
    """What a pair's next best units add to its best (0 or less): one lucky phrasing is not enough.

    Its nearest unit counts seven tenths and the mean of the next few three. Without any, the best alone counts.

    Args:
        values: How near each of the pair's units is.
        counted: Which of them may stand among the next best.
    """
    best = max(values)
    at = values.index(best)
    behind = sorted(value for number, value in enumerate(values) if counted[number] and number != at)[-NEXT:]
    return (1 - BEST_SHARE) * (sum(behind) / len(behind) - best) if behind else 0.0


def wording(one: str, other: str) -> float:
    """How alike two texts are letter by letter, 0 to 1: in their order, sorted, and by the words they share.

    The mean of rapidfuzz's `ratio`, `token_sort_ratio` and `token_set_ratio`; each misses what another sees.

    Args:
        one: The words of a text, folded, with spaces between them.
        other: The words of another.
    """
    return (fuzz.ratio(one, other) + fuzz.token_sort_ratio(one, other) + fuzz.token_set_ratio(one, other)) / 300
