"""What the page tells between what people say: of who speaks, below a heading of its own, between two drawn lines."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.importer.asides import ENDED, told
from bot.importer.model import Kind, Role
from bot.importer.names import ANSWERERS, ASKERS, TOGETHER, key
from bot.importer.noise import ASIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.importer.lines import Line
    from bot.importer.turns import Page, Turn

_OPENING = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Herr|Frau|Mme|Sra?|Signora?|Mevrouw|Meneer|Pani?)\.? )?"
    r"((?:[A-Z\u00c0-\u00de][\w’'-]*\.? ){1,4})(?=[a-z\u00df-\u00ff])"
)
"""Somebody's name, and what they do."""
_POSSESSIVE = re.compile(r"['’]s?$")
_LONGEST_HEAD = 60
_RARE = 4
"""A turn in so many may hold a box between drawn lines."""


def take(page: Page, turns: Sequence[Turn], name: Callable[[int], str]) -> dict[int, str]:
    """Takes what the page tells out of the guests' turns, and returns its lines with the reason.

    Args:
        page: The document.
        turns: In order; something of each is left.
        name: The name of a voice.
    """
    guests = [turn for turn in turns if turn.role is Role.GUEST and len(turn.spans) > 1]
    over = [(turn, _told(page, turn, _words(name(turn.voice)))) for turn in guests]
    boxed = [(turn, _boxed(page, turn)) for turn in guests]
    if sum(bool(lines) for _, lines in boxed) * _RARE <= len(turns):
        over += boxed
    dropped: dict[int, str] = {}
    for turn, lines in over:
        turn.spans = [span for span in turn.spans if span.line not in lines]
        dropped |= dict.fromkeys(lines, ASIDE)
    return dropped


def _words(name: str) -> frozenset[str]:
    """The words of somebody's name; none of a label that is nobody's."""
    folded = key(name)
    return frozenset() if folded in ANSWERERS | ASKERS | TOGETHER else frozenset(folded.split())


def _told(page: Page, turn: Turn, names: frozenset[str]) -> set[int]:
    """The paragraphs that say what whoever speaks does, and below a heading those after them as well."""
    found: set[int] = set()
    below = False
    for before, span in pairwise(turn.spans):
        line = page.lines[span.line]
        whole = not span.start and span.line not in page.labels and line.block != page.lines[before.line].block
        if not whole or not told(line.text):
            below = False
        elif below or _tells_of(line.text, names):
            found.add(span.line)
            below = below or _heads(page.lines[span.line - 1])
    return found


def _tells_of(text: str, names: frozenset[str]) -> bool:
    opening = _OPENING.match(text)
    if opening is None:
        return False
    words = [_POSSESSIVE.sub("", word) for word in key(opening[1]).split()]
    own = words[-1] in names if len(names) == 1 else names.issuperset(words)  # A label is often the surname alone.
    return own and any(len(word) > 2 for word in words)


def _heads(line: Line) -> bool:
    brief = len(line.text) < _LONGEST_HEAD
    return line.kind is Kind.HEADING or (brief and (line.emphasised or ENDED.search(line.text) is None))


def _boxed(page: Page, turn: Turn) -> set[int]:
    """The paragraphs between two drawn lines that nobody speaks of themselves in."""
    found: set[int] = set()
    box: list[int] | None = None
    for span in turn.spans[1:]:
        if _ruled(page.lines, span.line):
            box = []
        if box is not None:
            box.append(span.line)
            if span.line + 1 < len(page.lines) and _ruled(page.lines, span.line + 1):
                found.update(box if all(told(page.lines[number].text) for number in box) else ())
                box = None
    return found


def _ruled(lines: Sequence[Line], number: int) -> bool:
    """Whether a line is drawn directly above another one, or is itself drawn."""
    drawn = (lines[each].text for each in (number - 1, number))
    return (lines[number].opens and lines[number].source.after_rule) or any(
        len(text) > 2 and not any(map(str.isalnum, text)) for text in drawn
    )
