"""Plain text as blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.importer import furniture
from bot.importer.layout import Layout, ends_sentence, layout_of, rejoined
from bot.importer.model import Block, Kind
from bot.importer.runs import plain_block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINES_TO_A_GAP = 12
_QUOTED = re.compile(r"\s{0,3}((?:>\s?)+)")
_MAIL = re.compile(
    r"(?:from|to|cc|subject|date|sent|reply-to|von|an|betreff|datum|de|para|asunto|assunto|fecha|data|objet|envoyé|da|a|"
    r"oggetto|van|aan|onderwerp)\s?: \S",
    re.IGNORECASE,
)
"""A field of the head of a letter."""
_FEWEST_FIELDS = 3
_TURN = re.compile(r"\s*>{2,3}(?!>)\s*")
_RULE = re.compile(r"\s*([-=_*~#–—•·+])(?:[ \t]?\1){4,}$")
"""A drawn line, which parts what stands above it from what stands below."""


@dataclass(slots=True)
class Group:
    """Lines between two blank ones, of one depth of quotation.

    Attributes:
        start: The number of the first line.
        depth: How deep it is quoted.
        turn: Whether it begins with `>>`, the mark of another speaker.
        lines: Without the marks of quotation.
    """

    start: int
    depth: int = 0
    turn: bool = False
    lines: list[str] = field(default_factory=list)


def blocks(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text, hard wraps undone; page numbers and running heads as blocks beside them."""
    pages = text.replace("\f", "\n\f\n").split("\n")
    lines = [line if line == furniture.PAGE_END else line.rstrip() for line in pages]
    lines, taken = furniture.without(lines, furniture.find(lines))
    return tuple(_written(list(groups(lines)), taken))


def groups(lines: Sequence[str]) -> Iterator[Group]:
    """The lines, grouped."""
    marks_turns = _marks_turns(lines)
    group = Group(0)
    ruled = False
    for number, line in enumerate(lines):
        above, ruled = ruled, _RULE.match(line) is not None
        turn = _TURN.match(line) if marks_turns else None
        quoted = None if marks_turns else _QUOTED.match(line)
        depth = quoted[1].count(">") if quoted else 0
        mark = turn or quoted
        body = line[mark.end() :] if mark else line
        if group.lines and (not body.strip() or turn or depth != group.depth or above or ruled):
            yield group
            group = Group(number)
        if body.strip():
            if not group.lines:
                group = Group(number, depth, turn is not None)
            group.lines.append(body)
    if group.lines:
        yield group


def paragraphs(found: Sequence[Group]) -> Iterator[tuple[Group, str]]:
    """The paragraphs of each group; a line end that is left in one means something."""
    layout = layout_of([group.lines for group in found if not group.depth])
    texts = [(group, _rejoined(group, layout)) for group in found]
    count = sum(text.count("\n") + 1 for _, text in texts)
    gapless = count > max(1, len(texts) * _LINES_TO_A_GAP) or (len(texts) == 1 and count > 1)
    for group, text in texts:
        for number, paragraph in enumerate(text.split("\n" if gapless else "\n\n")):
            if paragraph:
                yield (replace(group, turn=False) if number and group.turn else group), paragraph


def _rejoined(group: Group, layout: Layout) -> str:
    if not group.depth:
        return rejoined(group.lines, layout)
    text = group.lines[0].strip()
    for before, line in zip(group.lines, group.lines[1:], strict=False):
        text += ("\n" if ends_sentence(before) else " ") + line.strip()
    return text


def _marks_turns(lines: Sequence[str]) -> bool:
    """Whether `>>` parts the speakers, as in captions, and does not quote a quotation."""
    quoted = [line for line in lines if line.lstrip().startswith(">")]
    return len(quoted) > 1 and all(_TURN.match(line) for line in quoted)


def _written(found: list[Group], taken: dict[int, list[str]]) -> Iterator[Block]:
    waiting = sorted(taken.items(), reverse=True)
    head = _mail_head(found)
    for group in found[:head]:
        yield from _beside(group.lines)
    del found[:head]
    for group, text in paragraphs(found):
        while waiting and waiting[-1][0] <= group.start:
            yield from _beside(waiting.pop()[1])
        block = plain_block(text, Kind.QUOTE if group.depth else Kind.PARAGRAPH, group.depth)
        yield replace(block, turn=True) if group.turn else block
    for _, lines in reversed(waiting):
        yield from _beside(lines)


def _mail_head(found: Sequence[Group]) -> int:
    """How many groups of lines are the head of a letter, with a newsletter's own below it: no sentences, but lines."""
    if not found or len(found[0].lines) < _FEWEST_FIELDS or not all(map(_MAIL.match, found[0].lines)):
        return 0
    end = 1
    for number, group in enumerate(found[1:], 1):
        if any(map(ends_sentence, group.lines)) or group.depth:
            break
        if len(group.lines) > 1:
            end = number + 1
    return end


def _beside(lines: list[str]) -> Iterator[Block]:
    for line in lines:
        yield replace(plain_block(line), aside=True)
