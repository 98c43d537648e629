"""A page's elements, walked in order and written down as blocks."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.importer import clock, plain
from bot.importer.boxes import Box, Item, Page
from bot.importer.markings import NONE, Marking, Markings
from bot.importer.model import Block, Hint, Kind, Run
from bot.importer.runs import Pen, is_caption

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_SKIPPED = frozenset(
    "script style template svg math iframe object canvas audio map select option textarea input noscript head title"
    " meta link button datalist rt rp embed".split()
)
_PICTURES = frozenset("img picture video amp-img".split())
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form header hgroup hr li main menu nav ol p pre search section summary table tbody td tfoot th thead tr"
    " ul".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ASIDES = frozenset("nav aside footer menu".split())
_CAPTIONS = frozenset("figure figcaption caption".split())
_OF_TABLES = frozenset("table tr td th".split())
_NEVER_ASIDE = frozenset("html body main article".split())
_ITALICS = frozenset("em i".split())
_BOLDS = frozenset("strong b".split())
_SPACE = re.compile(r"[ \t\n\r\f]+")
_NOTE = re.compile(r"\s*\[?\d{1,3}\]?\s*")
_BREAKS_OF_A_PARAGRAPH = 2
_LONGEST_NAME = 60
_LONGEST_CAPTION = 300


@dataclass(slots=True)
class Frame:
    """What holds inside an element; made by copying that of the element around it.

    Attributes:
        box: The number of the innermost block element.
        cell: The table, row and column it is in.
    """

    box: int = 0
    bold: bool = False
    italic: bool = False
    link: bool = False
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    hint: Hint | None = None
    aside: bool = False
    cell: tuple[int, int, int] | None = None

    def copy(self) -> Frame:
        """Another one alike."""
        return copy(self)


def walked(root: LexborNode, markings: Markings) -> Page:
    """Everything visible on the page; elements are visited with a list of our own, so that no depth is too deep."""
    walker = _Walker(markings)
    stack: list[tuple[LexborNode, Frame, int | None]] = []
    node: LexborNode | None = root
    frame = Frame()
    while node is not None:
        inner = walker.enter(node, frame)
        if inner is not None:
            box = inner.box if inner.box != frame.box else None
            if child := node.child:
                stack.append((node, frame, box))
                node, frame = child, inner
                continue
            if box is not None:
                walker.leave(box)
        following = node.next if stack else None
        while following is None and stack:
            node, frame, box = stack.pop()
            if box is not None:
                walker.leave(box)
            following = node.next if stack else None
        node = following
    walker.flush()
    return walker.page


class _Walker:
    def __init__(self, markings: Markings) -> None:
        self.page = Page()
        self._markings = markings
        self._pen = Pen()
        self._frame = Frame()
        self._pictured = self._below = self._ruled = False
        self._described = ""
        self._speaker: str | None = None
        self._speaker_box = 0
        self._names_block: str | None = None
        self._time: float | None = None
        self._rows: dict[int, list[int]] = {}

    def enter(self, node: LexborNode, frame: Frame) -> Frame | None:
        """Takes a node into account; what holds inside it, or None where there is nothing to see."""
        tag = node.tag or ""
        if node.is_text_node:
            self._text(node.text_content or "", frame)
        elif tag in _PICTURES:
            self._picture(node, frame)
        elif tag == "br":
            self._below |= self._pictured and self._pen.fresh and self._frame.box == frame.box
            self._pen.line_break()
        elif node.is_element_node and tag not in _SKIPPED:
            return self._element(node, tag, frame)
        return None

    def _picture(self, node: LexborNode, frame: Frame) -> None:
        if self._pen.fresh:
            self._pictured, self._frame = True, frame
            self._described = node.attributes.get("alt") or ""

    def _element(self, node: LexborNode, tag: str, frame: Frame) -> Frame | None:
        attributes = node.attributes
        marking = self._markings.of(attributes) if attributes else NONE
        if tag in _BLOCKS or tag in _HEADINGS:
            return self._block(node, tag, marking, frame)
        if self._is_taken(node, tag, marking, frame):
            return None
        return _inline(tag, marking, frame)

    def leave(self, box: int) -> None:
        """Ends a block element."""
        self.flush()
        if self._speaker_box >= box:
            self._speaker = None
            self._speaker_box = 0

    def flush(self) -> None:
        """Writes down what is in the pen."""
        frame = self._frame
        taken = self._pen.runs()
        hint = frame.hint
        if taken is None and self._names_block:
            taken, hint = ((Run(self._names_block),), 0.0, False), Hint.SPEAKER
            self._names_block = None
        if taken is None:
            return
        runs, links, slanted = taken
        speaker = self._names_block or self._speaker
        block = Block(
            runs,
            frame.kind,
            frame.level,
            hint,
            speaker,
            self._time,
            links,
            frame.aside,
            after_picture=self._pictured,
            after_rule=self._ruled,
            slanted=slanted,
            place=self._place(),
            continues=bool(self.page.items) and self.page.items[-1].box == self._frame.box,
        )
        if self._pictured and (
            is_caption(block.text, self._described) or (self._below and len(block.text) < _LONGEST_CAPTION)
        ):
            block = replace(block, kind=Kind.CAPTION, level=0)
        self._names_block = self._time = None
        self._add(block)

    def _place(self) -> str:
        box = self.page.boxes[self._frame.box]
        return f"{self.page.boxes[box.parent].sign} {box.sign}" if box.parent >= 0 else box.sign

    def _add(self, block: Block) -> None:
        self._pictured = self._below = self._ruled = False
        self.page.items.append(Item(block, self._frame.box, self._frame.cell))

    def _text(self, text: str, frame: Frame) -> None:
        if not text.strip():
            self._pen.write(_SPACE.sub(" ", text))
            return
        if self._pen.breaks >= _BREAKS_OF_A_PARAGRAPH:
            self.flush()
        if self._pen.fresh:
            self._frame = frame
        loud = frame.bold or frame.italic
        self._pen.write(_SPACE.sub(" ", text), emphasised=loud, bold=frame.bold, linked=frame.link)

    def _block(self, node: LexborNode, tag: str, marking: Marking, frame: Frame) -> Frame | None:
        self.flush()
        self._ruled |= tag == "hr"
        aside = tag == "form" or (marking.aside and tag not in _NEVER_ASIDE)
        sign = f"{tag}.{(node.attributes.get('class') or '').split(' ', 1)[0]}"
        self.page.boxes.append(Box(frame.box, marking.article or tag in ("article", "main"), aside, sign))
        frame = frame.copy()
        frame.box = len(self.page.boxes) - 1
        if tag == "pre":
            self._frame = frame
            for block in plain.blocks(node.text()):
                self._add(replace(block, aside=frame.aside))
            return None
        if tag in _HEADINGS:
            frame.kind, frame.level = Kind.HEADING, _HEADINGS[tag]
        elif tag == "blockquote":
            frame.level = frame.level + 1 if frame.kind is Kind.QUOTE else 1
            frame.kind = Kind.QUOTE
        elif tag == "li":
            frame.kind, frame.level = Kind.ITEM, 0
        elif tag in ("dt", "dd"):
            frame.hint = Hint.QUESTION if tag == "dt" else Hint.ANSWER
        elif tag in _OF_TABLES:
            frame.cell = self._cell(tag, frame)
        _name(frame, tag, marking)
        return frame

    def _cell(self, tag: str, frame: Frame) -> tuple[int, int, int] | None:
        """The place of a table cell; `_rows` counts rows and columns by table."""
        if tag == "table":
            self._rows[frame.box] = [-1, -1]
            frame.aside, frame.kind = False, Kind.PARAGRAPH
            return (frame.box, -1, -1)
        if frame.cell is None:
            return None
        counts = self._rows[frame.cell[0]]
        if tag == "tr":
            counts[:] = [counts[0] + 1, -1]
            return frame.cell
        counts[1] += 1
        return (frame.cell[0], counts[0], counts[1])

    def _is_taken(self, node: LexborNode, tag: str, marking: Marking, frame: Frame) -> bool:
        """Whether an inline element that begins a block was a name, a time or a note, and no part of its text."""
        if tag == "sup":
            return node.css_first("a") is not None and _NOTE.fullmatch(node.text()) is not None
        if not self._pen.fresh:
            return False
        if tag == "time" or marking.time:
            text = node.text()
            is_date = "-" in (node.attributes.get("datetime") or "")
            time = clock.seconds(text) if ":" in text and not is_date else None
            self._time = self._time if time is None else time
            return time is not None
        if tag == "cite" and _names_who_follows(node):
            name = node.text().strip(" :：\n\t\xa0")
            self._speaker, self._speaker_box = name or self._speaker, frame.box
            return True
        if marking.hint is Hint.SPEAKER:
            name = " ".join(node.text().split()).strip(" :：")
            self._names_block = name if 0 < len(name) <= _LONGEST_NAME else None
            if self._names_block:
                self._frame = frame
            return self._names_block is not None
        return False


def _names_who_follows(cite: LexborNode) -> bool:
    """Whether a `<cite>` names a speaker (and no work that is spoken of): a time or a paragraph comes after it."""
    after = cite.next
    while after is not None and not after.is_element_node:
        if (after.text_content or "").strip():
            return False
        after = after.next
    return after is not None and after.tag in ("time", "p", "blockquote")


def _name(frame: Frame, tag: str, marking: Marking) -> None:
    """Adds what the element's name and attributes say to its frame."""
    if marking is not NONE:
        frame.bold = frame.bold if marking.bold is None else marking.bold
        frame.italic = frame.italic if marking.italic is None else marking.italic
        frame.hint = marking.hint or frame.hint
    if tag in _CAPTIONS or marking.caption:
        frame.kind, frame.level, frame.aside = Kind.CAPTION, 0, True
    elif tag in _ASIDES:
        frame.aside = True


def _inline(tag: str, marking: Marking, frame: Frame) -> Frame:
    bold = marking.bold if marking.bold is not None else frame.bold or tag in _BOLDS
    italic = marking.italic if marking.italic is not None else frame.italic or tag in _ITALICS
    link = frame.link or tag == "a"
    hint = marking.hint if marking.hint in (Hint.QUESTION, Hint.ANSWER) else frame.hint
    if (bold, italic, link, hint) == (frame.bold, frame.italic, frame.link, frame.hint):
        return frame
    frame = frame.copy()
    frame.bold, frame.italic, frame.link, frame.hint = bold, italic, link, hint
    return frame
