"""The parts of an answer that a round may show: whole sentences as they were said, with […] where more was said."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.search.text import CUT, sentence_spans
from bot.trivia.model import GAP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LONGEST = 350
"""Characters a quotation may have, besides the marks of what was left out."""
_MARK = "[…]"
# Where a sentence that is too long may be divided, the better places first. The full-width signs end sentences of
# scripts that put no blank after them.
_SEAMS = tuple(map(re.compile, (r"[。！？][」』]?|[.!?…]\s", r"[;:—–،؛；：]\s?", r"[,،、，]\s?", r"\s")))
_SHORTEST_PART = LONGEST // 3


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer divided into sentences, and sentences too long to be shown into parts.

    Attributes:
        text: All of it.
        spans: Where each part starts and stops, in order.
    """

    text: str
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str) -> Answer:
        """Divide an answer; white space only has no parts."""
        spans = (part for span in sentence_spans(text) for part in _parts(text, *span))
        return cls(text, tuple(spans))

    def part(self, at: int) -> str:
        """One part, as it stands."""
        return self.text[slice(*self.spans[at])]

    def quotation(self, first: int, last: int, gap: tuple[int, int] | None = None) -> str:
        """The parts from `first` to `last` (both inclusive) as one line, with a gap where one is wanted."""
        start, stop = self.spans[first][0], self.spans[last][1]
        text = f"{self.text[start : gap[0]]}{GAP}{self.text[gap[1] : stop]}" if gap else self.text[start:stop]
        text = " ".join(text.split())
        if first > 0 and not CUT.match(text):
            text = f"{_MARK} {text}"
        if last < len(self.spans) - 1 and not _ends_in_cut(text):
            text = f"{text} {_MARK}"
        return text

    def runs(self) -> Iterator[tuple[int, int]]:
        """Every run of parts that is short enough, as its first and last; each single part is."""
        for first in range(len(self.spans)):
            for last in range(first, len(self.spans)):
                if last > first and self.length(first, last) > LONGEST:
                    break
                yield first, last

    def around(self, at: int, longest: int, fits: Callable[[int], bool]) -> tuple[int, int]:
        """The run that grows from one part, forwards first, over parts that fit, while short enough."""
        first = last = at
        while last + 1 < len(self.spans) and fits(last + 1) and self.length(first, last + 1) <= longest:
            last += 1
        while first > 0 and fits(first - 1) and self.length(first - 1, last) <= longest:
            first -= 1
        return first, last

    def length(self, first: int, last: int) -> int:
        """Characters of a run."""
        return self.spans[last][1] - self.spans[first][0]


def _ends_in_cut(text: str) -> bool:
    return any(mark.end() == len(text) for mark in CUT.finditer(text))


def _parts(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    while stop - start > LONGEST:
        seam = _seam(text, start)
        yield start, len(text[:seam].rstrip())
        start = seam + len(text[seam:stop]) - len(text[seam:stop].lstrip())
    if stop > start:
        yield start, stop


def _seam(text: str, start: int) -> int:
    """The best place to divide a text that is too long from `start` on."""
    for pattern in _SEAMS:
        places = [found.end() for found in pattern.finditer(text, start + _SHORTEST_PART, start + LONGEST)]
        if places:
            return places[-1]
    seam = start + LONGEST
    while seam > start + 1 and unicodedata.combining(text[seam]):
        seam -= 1
    return seam
