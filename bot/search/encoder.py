"""Texts to vectors whose angle says how near two meanings are."""

from __future__ import annotations

from importlib.resources import as_file, files
from itertools import accumulate, chain
from typing import TYPE_CHECKING, Protocol

import numpy as np

from bot.search.wordpiece import word_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


_TINY = np.finfo(np.float32).tiny


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
            # As plain arrays: numpy's class for mapped ones takes longer over every selection.
            self._table: NDArray[np.int8] = np.asarray(np.load(table, mmap_mode="r"))
            self._scales: NDArray[np.float32] = np.load(scales).astype(np.float32)[:, None]

    def encode(self, texts: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """See `Encoder.encode`."""
        pieces = [list(chain.from_iterable(map(word_pieces, words))) for words in texts]
        known = [at for at, some in enumerate(pieces) if some]
        sums = np.zeros((len(texts), self._table.shape[1]), dtype=np.float32)
        if known:
            starts = [0, *accumulate(len(pieces[at]) for at in known[:-1])]
            flat = np.fromiter(chain.from_iterable(pieces), dtype=np.intp)
            rows = self._table.take(flat, axis=0) * self._scales.take(flat, axis=0)
            sums[known] = np.add.reduceat(rows, starts, axis=0)
        return normalised(sums)


def normalised(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The rows brought to length 1; rows of zeros stay so."""
    lengths = np.sqrt((vectors * vectors).sum(axis=1, keepdims=True))
    unit: NDArray[np.float32] = vectors / np.maximum(lengths, _TINY)
    return unit
