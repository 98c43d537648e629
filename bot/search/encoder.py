"""Texts to vectors whose angle says how near two meanings are."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Protocol

import numpy as np

from bot.search.wordpiece import word_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class Encoder(Protocol):
    """Turns tokenised texts into unit vectors, so that a dot product is a cosine.

    Attributes:
        name: Names the vectors it makes: equal names, equal vectors.
    """

    name: str

    def encode(self, texts: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """One row per text, of length 1; of length 0 for a text without a known word.

        Args:
            texts: Each as its folded words, in order (`bot.search.text.words`).
        """
        ...


class StaticEncoder:
    """Adds up one vector per word piece from a table shipped with the project: numpy only, 0.03 ms a question.

    `data/README.md` tells where the table comes from and what it can do.
    """

    name = "static-table-128"

    def __init__(self) -> None:
        data = files("bot.search").joinpath("data")
        with as_file(data.joinpath("table-128.npy")) as table, as_file(data.joinpath("scales-128.npy")) as scales:
            self._table: NDArray[np.int8] = np.load(table, mmap_mode="r")
            self._scales: NDArray[np.float16] = np.load(scales)

    def encode(self, texts: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """See `Encoder.encode`."""
        numbers: dict[str, int] = {}
        rows = [numbers.setdefault(word, len(numbers)) for words in texts for word in words]
        sums = np.zeros((len(texts), self._table.shape[1]), dtype=np.float32)
        lengths = np.array([len(words) for words in texts])
        if rows:
            filled = np.flatnonzero(lengths)
            starts = np.concatenate(([0], np.cumsum(lengths[filled])[:-1]))
            sums[filled] = np.add.reduceat(self._word_vectors(list(numbers))[rows], starts, axis=0)
        return normalised(sums)

    def _word_vectors(self, words: Sequence[str]) -> NDArray[np.float32]:
        pieces = [word_pieces(word) for word in words]
        flat = np.concatenate([np.asarray(some) for some in pieces])
        starts = np.cumsum([0, *(len(some) for some in pieces[:-1])])
        vectors = self._table[flat] * self._scales[flat, None].astype(np.float32)
        sums: NDArray[np.float32] = np.add.reduceat(vectors, starts, axis=0)
        return sums


def normalised(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rows brought to length 1; rows of zeros stay so."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: NDArray[np.float32] = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return unit
