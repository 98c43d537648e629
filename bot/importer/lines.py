"""The lines of a document: what is looked at one by one, and the stretches of them that make up what was said."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.importer.model import Block, Hint, Kind
from bot.importer.names import name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.importer.model import Document

MOSTLY = 0.9
"""A line this much emphasised is emphasised as a whole: a stop or a quotation mark is easily left out."""
_LONGEST_USER = 40
"""Characters in which a label that begins with a small letter would end."""
_NAME = r"([^\W\d_][\w.'’&-]{0,24}(?: [^\W\d_][\w.'’&-]{0,24}){0,3})"
_TITLE = r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Rev|Sen|Rep|Gov|Hon|St|MR|MRS|MS|DR|PROF|REV|SEN|REP|GOV|HON)\.)"
_LABEL = re.compile(rf"(?:{_TITLE} )?{_NAME}:\s")
_INSIDE = re.compile(rf"(?<=[.!?…”\"’)\]]) {{1,3}}((?:{_TITLE} )?){_NAME}:(?=\s)")
FULL_NAME = re.compile(r"\b[A-Z\u00c0-\u00de][\w’'-]+(?: (?:de|van|von|della|di))? [A-Z\u00c0-\u00de][\w’'-]+\b")
_HEAD = 25
"""Lines of a page's head."""
_ENDS_TITLED = re.compile(rf"(?:^|\W){_TITLE}$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a block, without white space at its ends.

    Attributes:
        text: As in the block.
        block: The number of its block.
        opens: Whether it is the first of its block.
        gap: Whether a blank line lies before it within its block.
        emphasis: Where it is emphasised, as (start, end).
        source: Its block, for what the block says of all its lines.
        kind: What its block is.
    """

    text: str
    block: int
    opens: bool
    gap: bool
    emphasis: tuple[tuple[int, int], ...]
    source: Block
    kind: Kind

    @property
    def hint(self) -> Hint | None:
        """What the markup calls its block."""
        return self.source.hint

    @property
    def emphasised(self) -> bool:
        """Whether it is emphasised as a whole."""
        if not self.emphasis:
            return False
        marked = sum(_visible(self.text[start:end]) for start, end in self.emphasis)
        return marked >= MOSTLY * _visible(self.text)

    @property
    def lead(self) -> int:
        """Where the emphasis that the line begins with ends; 0 where it begins with none."""
        end = 0
        for start, stop in self.emphasis:
            if self.text[end:start].strip():
                break
            end = stop
        return end


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line: what was said is made of these, so that nothing in it can be invented."""

    line: int
    start: int
    end: int


def _visible(text: str) -> int:
    return sum(map(len, text.split()))


def lines(document: Document) -> list[Line]:
    """All lines that hold anything, in order; a line in which speakers' labels come again and again is taken apart."""
    found = [line for number, block in enumerate(document.blocks) for line in _lines_of(number, block)]
    inner = {at: places for at, line in enumerate(found) if (places := _labels_inside(line.text))}
    if not inner:
        return found
    times = Counter(who for places in inner.values() for _, who in places)
    starts = (match.group(1) for line in found if (match := _LABEL.match(line.text)))
    times.update(who for who in starts if who in times)
    people = {who for who, count in times.items() if count >= 2 and (each := name(who)) is not None and each.sure}
    if len(people) < 2:
        return found
    cuts = {at: [to for to, who in places if who in people] for at, places in inner.items()}
    return [piece for at, line in enumerate(found) for piece in _apart(line, cuts.get(at, ()))]


def _labels_inside(text: str) -> list[tuple[int, str]]:
    """What could be labels after the end of a sentence in a line, with their places."""
    if ":" not in text:
        return []
    return [
        (match.start(1), match.group(2))
        for match in _INSIDE.finditer(text)
        if not _ENDS_TITLED.search(text, max(0, match.start() - 8), match.start())
    ]


def _apart(line: Line, places: Sequence[int]) -> Iterator[Line]:
    """The line, cut before each place."""
    edges = [0, *places, len(line.text)]
    first = 0
    for start, end in pairwise(edges):
        while first < len(line.emphasis) and line.emphasis[first][1] <= start:
            first += 1
        spans, each = [], first
        while each < len(line.emphasis) and line.emphasis[each][0] < end:
            spans.append((max(line.emphasis[each][0], start) - start, min(line.emphasis[each][1], end) - start))
            each += 1
        text = line.text[start:end].rstrip()
        if text:
            yield replace(
                line, text=text, opens=line.opens and not start, gap=line.gap and not start, emphasis=tuple(spans)
            )


def _lines_of(number: int, block: Block) -> Iterator[Line]:
    if block.kind is Kind.CUE and not any(run.emphasised for run in block.runs):
        for at, text in enumerate(_unwrapped(block.text)):
            yield Line(text, number, not at, gap=False, emphasis=(), source=block, kind=Kind.CUE)
        return
    spans = _emphasis(block)
    at, first, gap = 0, 0, False
    opens = True
    for raw in block.text.split("\n"):
        text = raw.strip()
        if text:
            start = at + raw.index(text[0])
            end = start + len(text)
            while first < len(spans) and spans[first][1] <= start:
                first += 1
            inside, each = [], first
            while each < len(spans) and spans[each][0] < end:
                inside.append((max(spans[each][0], start) - start, min(spans[each][1], end) - start))
                each += 1
            yield Line(text, number, opens, gap and not opens, tuple(inside), block, block.kind)
            opens = gap = False
        else:
            gap = True
        at += len(raw) + 1


def _unwrapped(text: str) -> list[str]:
    """The lines of a cue, less the breaks that are there for room alone: a small letter goes on with the sentence."""
    found: list[str] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if found and line[0].islower() and ":" not in line[:_LONGEST_USER]:
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found


def _emphasis(block: Block) -> list[tuple[int, int]]:
    """Where the block is emphasised; runs that touch, or have only white space between them, are one."""
    spans: list[tuple[int, int]] = []
    at = 0
    for run in block.runs:
        end = at + len(run.text)
        if run.emphasised and run.text.strip():
            if spans and spans[-1][1] == at:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((at, end))
        elif spans and spans[-1][1] == at and run.text and not run.text.strip() and "\n" not in run.text:
            spans[-1] = (spans[-1][0], end)
        at = end
    return spans


def part(lines: Sequence[Line], number: int, start: int, end: int) -> Span | None:
    """A stretch of the line, without white space at its ends; None where nothing is left."""
    text = lines[number].text[start:end]
    left = len(text) - len(text.lstrip())
    kept = len(text.strip())
    return Span(number, start + left, start + left + kept) if kept else None


def said(lines: Sequence[Line], spans: Sequence[Span]) -> str:
    """The text of the spans: paragraphs parted by blank lines, cues that follow each other as one paragraph."""
    pieces: list[str] = []
    for at, span in enumerate(spans):
        if at:
            pieces.append(_between(lines, spans[at - 1], span))
        pieces.append(lines[span.line].text[span.start : span.end])
    return "".join(pieces)


def _between(lines: Sequence[Line], before: Span, after: Span) -> str:
    this, that = lines[before.line], lines[after.line]
    if after.line != before.line + 1 or after.start or before.end < len(this.text):
        return "\n\n"
    if this.source.kind is Kind.CUE and that.source.kind is Kind.CUE and that.block <= this.block + 1:
        return " "
    return "\n" if that.block == this.block and not that.gap else "\n\n"


def names_again(lines: Sequence[Line], number: int) -> bool:
    """Whether a line names somebody in full whom a line before it names: who is spoken to is not named so."""
    names = set(FULL_NAME.findall(lines[number].text))
    return any(name in line.text for line in lines[max(0, number - _HEAD) : number] for name in names)
