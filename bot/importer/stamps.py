"""Lines that say who speaks and when: `Ana Reyes  0:03`, `[00:01:23] ANA:`, `Ana: (0:03)`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.importer import clock
from bot.importer.model import Block, Kind
from bot.importer.names import name as name_of
from bot.importer.runs import cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STAMP = rf"(?P<open>[\[(])?(?P<time>{clock.STAMP})(?![\d:])(?(open)[\])])"
_NAME = r"(?P<name>[^\W\d_][^:：\[\]()\n]{0,60}?)"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"{_NAME}[ \t]*[:：,]?[ \t]+{_STAMP}:?[ \t]*$",
        rf"{_STAMP}[ \t]*[-–—|]?[ \t]*{_NAME}[:：]?[ \t]*$",
        rf"{_NAME}[ \t]*[:：,]?[ \t]+{_STAMP}[ \t]*(?:to|bis|-->|[-–—])[ \t]*[\[(]?{clock.STAMP}[\])]?[ \t]*$",
        rf"{_NAME}[ \t]*[:：]?[ \t]*(?P<open>[\[(])(?P<time>{clock.STAMP})[\])][ \t]*[:：]?[ \t]+(?=\S)",
        rf"{_STAMP}[ \t]*[-–—|]?[ \t]*{_NAME}[ \t]?[:：][ \t]+(?=\S)",
        rf"{_STAMP}[ \t]*$",
        rf"(?P<open>[\[(])(?P<time>{clock.STAMP})[\])][ \t]+(?=\S)",
    )
)
_HAS_TIME = re.compile(r"\d:\d\d")
_LONGEST_LINE = 400
_MOST_WORDS = 5
_FEWEST = 2
_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class _Stamp:
    """A stamp at the beginning of a line.

    Attributes:
        start: Where the line begins in the block's text.
        end: Where what is said begins, if that is in the same line.
        time: In seconds.
        name: Who speaks; None where the line does not say.
        alone: Whether nothing is said in the line.
    """

    start: int
    end: int
    time: float
    name: str | None
    alone: bool


def resolved(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks; where stamps lead from turn to turn, each turn is a cue with its speaker and time.

    The stamp and the name before or after it are then no part of the text.
    """
    stamps = [_stamps(block) for block in blocks]
    if not _lead(blocks, stamps):
        return tuple(blocks)
    return tuple(_turns(blocks, stamps))


def _stamps(block: Block) -> list[_Stamp]:
    text = block.text
    if not _HAS_TIME.search(text):
        return []
    found: list[_Stamp] = []
    start = 0
    previous: tuple[int, str] | None = None
    for line in text.split("\n"):
        stamp = _stamp(line, start) if _HAS_TIME.search(line[:_LONGEST_LINE]) else None
        if stamp and stamp.alone and not stamp.name and previous and _is_name(previous[1] or "."):
            stamp = replace(stamp, start=previous[0], name=previous[1].strip(" :："))
        if stamp:
            found.append(stamp)
        previous = None if stamp else (start, line)
        start += len(line) + 1
    return found


def _stamp(line: str, start: int) -> _Stamp | None:
    for shape in _SHAPES:
        found = shape.match(line[:_LONGEST_LINE])
        time = clock.seconds(found["time"]) if found else None
        if found is None or time is None:
            continue
        name = found.groupdict().get("name")
        if name is None or _is_name(name):
            alone = found.end() == len(line)
            return _Stamp(start, start + found.end(), time, name.strip() if name else None, alone)
    return None


def _is_name(text: str) -> bool:
    words = text.split()
    small = sum(word[0].islower() for word in words)
    return len(words) <= _MOST_WORDS and (small * 2 <= len(words) or len(words) == 1) and words[-1][-1] not in ".!?…"


def _lead(blocks: Sequence[Block], stamps: Sequence[Sequence[_Stamp]]) -> bool:
    """Whether the stamps go with the turns: they mostly rise, and something is said after each."""
    each = [stamp for found in stamps for stamp in found]
    spoken = [stamp for stamp in each if not stamp.alone or stamp.name is None or name_of(stamp.name) is not None]
    named = sum(stamp.name is not None for stamp in each)
    if named < _FEWEST and len(each) <= _FEWEST:
        return False
    rising = sum(a.time <= b.time for a, b in pairwise(each))
    said = 0
    for number, (block, found) in enumerate(zip(blocks, stamps, strict=True)):
        for stamp, after in zip(found, [*found[1:], None], strict=False):
            end = after.start if after else len(block.text)
            follows = after is None and number + 1 < len(blocks) and not _begins(stamps[number + 1])
            said += bool(block.text[stamp.end : end].strip()) or follows
    return rising >= (len(each) - 1) * _MOSTLY and said >= len(spoken) * _MOSTLY


def _begins(stamps: Sequence[_Stamp]) -> bool:
    return bool(stamps) and stamps[0].start == 0


def _turns(blocks: Sequence[Block], stamps: Sequence[Sequence[_Stamp]]) -> Iterator[Block]:
    waiting: _Stamp | None = None
    for block, found in zip(blocks, stamps, strict=True):
        if not found and waiting is None:
            yield block
            continue
        parts = [(waiting, 0), *((stamp, stamp.end) for stamp in found)]
        ends = [*(stamp.start for stamp in found), len(block.text)]
        for (stamp, start), end in zip(parts, ends, strict=True):
            if part := _part(block, start, end):
                yield replace(part, kind=Kind.CUE, level=0, speaker=stamp.name, time=stamp.time) if stamp else part
                waiting = None
            elif stamp:
                waiting = stamp


def _part(block: Block, start: int, end: int) -> Block | None:
    body = block.text[start:end]
    if not body.strip():
        return None
    start += len(body) - len(body.lstrip())
    return replace(block, runs=cut(block.runs, start, start + len(body.strip())))
