"""The units of a content and their terms, and what a question shares with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bot.search.building import SMALL, strange_weight
from bot.search.likely import Likely
from bot.search.scope import Overlap
from bot.search.text import stemmer
from bot.search.vectors import Vectors
from bot.search.whole import Whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from numpy.typing import NDArray

    from bot.search.scope import Scope


class Index:
    """The units of a snapshot and their terms; never changes.

    Args:
        arrays: What `building.build` made, in memory or mapped from disk.

    Attributes:
        fields: The `Field` of each unit.
        vectors: The units' meanings; None without an encoder.
        vocabulary: Every word of the content and of the nicknames, folded, not stemmed, sorted.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self.fields: NDArray[np.int8] = arrays["fields"]
        self.vectors = Vectors(arrays) if "decoys" in arrays else None
        self.vocabulary = _texts(arrays["words"])
        self._starts: NDArray[np.int32] = arrays["starts"]
        self._terms = {term: at for at, term in enumerate(_texts(arrays["terms"]))}
        self._term_weights: NDArray[np.float32] = arrays["term_weights"]
        self._stem = stemmer()
        self._compared = Whole(arrays) if len(self.fields) <= SMALL else Likely(arrays, self.vectors)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def first_unit(self, entry: int) -> int:
        """Where the units of an entry start."""
        return int(self._starts[entry])

    def terms(self, readings: Iterable[tuple[str, float]]) -> dict[str, float]:
        """Words, each with how sure it is (0 to 1), to stems; of several words with one stem the surest counts."""
        pairs = list(readings)
        result: dict[str, float] = {}
        for stem, (_, sure) in zip(self._stem([word for word, _ in pairs]), pairs, strict=True):
            result[stem] = max(sure, result.get(stem, 0.0))
        return result

    def scope(self, terms: Mapping[str, float], vector: NDArray[np.float32] | None) -> Scope:
        """The pairs worth comparing with a question of these terms and this meaning."""
        if isinstance(self._compared, Whole):
            return self._compared.scope
        return self._compared.scope(*self._weighed(terms), vector)

    def overlap(self, terms: Mapping[str, float], scope: Scope) -> Overlap:
        """Adds up, for every unit and every pair of the scope, the weights of the question's terms found there.

        Args:
            terms: The question's stems, each with how sure it is (0 to 1).
            scope: The pairs to compare.
        """
        numbers, weights = self._weighed(terms)
        strange = (strange_weight(term, len(self)) * sure for term, sure in terms.items() if term not in self._terms)
        return Overlap(float(weights.sum()) + sum(strange), *self._compared.sums(numbers, weights, scope))

    def _weighed(self, terms: Mapping[str, float]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Those of the terms that the content has, and what each says."""
        known = [(self._terms[term], sure) for term, sure in terms.items() if term in self._terms]
        numbers = np.array([number for number, _ in known], dtype=np.intp)
        return numbers, self._term_weights[numbers] * np.array([sure for _, sure in known])


def _texts(lines: NDArray[np.uint8]) -> list[str]:
    return lines.tobytes().decode().split("\n") if len(lines) else []
