"""Collecting what is wrong with one file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_FAULTS = 1_000

LINE_END = re.compile(r"\r\n|\r|\n")


class Place(NamedTuple):
    """Somewhere in a file: line and column count from 1; both are 0 for the file as a whole."""

    path: str
    line: int = 0
    column: int = 0


def place_at(text: str, index: int, path: str) -> Place:
    """Where the character with this index (from 0) stands in the text of a file."""
    *before, last = LINE_END.split(text[:index])
    return Place(path, len(before) + 1, len(last) + 1)


class Report:
    """The faults of one file, as they are found: the first `MAX_FAULTS` are kept, the rest only counted."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._kept: list[Fault] = []
        self._count = 0

    def add(self, place: Place, problem: str) -> None:
        """Note a fault."""
        self._count += 1
        if self._count <= MAX_FAULTS:
            self._kept.append(Fault(*place, problem))

    def faults(self) -> tuple[Fault, ...]:
        """What was found, ordered by place, headed by a line that counts what were too many to keep."""
        return tuple(sorted(self._all()))

    def _all(self) -> Iterator[Fault]:
        yield from self._kept
        if more := self._count - len(self._kept):
            yield Fault(*Place(self.path), f"Besides the {MAX_FAULTS:,} faults listed there are {more:,} more.")
