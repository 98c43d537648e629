"""What is plain English, and how common: the word list shipped in `data/vocab.txt` (`data/README.md` says whence)."""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.search.text import stemmer

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIRST_WORD = 1996
"""Lines before this one hold marks and single characters; from here on words stand in order of falling frequency."""
_COMMONEST, _RAREST = 10, 30_000


@cache
def ranks() -> Mapping[str, int]:
    """About 21,000 English words and names, lower case, with their place in the order of frequency (1: commonest)."""
    lines = files("bot.search").joinpath("data", "vocab.txt").read_text("utf-8").splitlines()
    return {line: at for at, line in enumerate(lines[_FIRST_WORD:], start=1) if line.isalpha()}


@cache
def _stem_ranks() -> Mapping[str, int]:
    known = ranks()
    best: dict[str, int] = {}
    for stem, rank in zip(stemmer()(list(known)), known.values(), strict=True):
        best.setdefault(stem, rank)
    return best


def rarity(stem: str) -> float:
    """How much a word says by being used at all: 0.1 for the commonest to 1.0 for one that is in no word list.

    By Zipf's law a word's frequency falls as the inverse of its rank, so the logarithm of the rank stands for the
    logarithm of the inverse frequency, which is what an idf is.
    """
    rank = _stem_ranks().get(stem)
    if rank is None:
        return 1.0
    return max(0.1, math.log(max(rank, _COMMONEST) / _COMMONEST) / math.log(_RAREST / _COMMONEST))
