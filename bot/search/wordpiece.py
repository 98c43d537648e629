"""Words cut into the pieces that the encoders know (WordPiece: the longest known beginning first, then the rest)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

UNKNOWN, START, END = 100, 101, 102
"""The pieces [UNK], [CLS] and [SEP]."""
_LONGEST_WORD = 100


@cache
def _pieces() -> Mapping[str, int]:
    lines = files("bot.search").joinpath("data", "vocab.txt").read_text("utf-8").splitlines()
    return {line: number for number, line in enumerate(lines)}


def word_pieces(word: str) -> Sequence[int]:
    """The numbers of a folded word's pieces; [UNK] alone if it has letters that no piece has.

    Schuster & Nakajima (2012), "Japanese and Korean voice search", as BERT applies it: the longest piece that the word
    begins with, then the longest continuation (`##…`), and so on.
    """
    known = _pieces()
    whole = known.get(word)
    if whole is not None:
        return (whole,)
    if len(word) > _LONGEST_WORD:
        return (UNKNOWN,)
    found: list[int] = []
    start = 0
    while start < len(word):
        for stop in range(len(word), start, -1):
            piece = known.get(("##" if start else "") + word[start:stop])
            if piece is not None:
                found.append(piece)
                start = stop
                break
        else:
            return (UNKNOWN,)
    return found
