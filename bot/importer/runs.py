"""Writing blocks: text comes in piece by piece, and leaves with its white space in order."""

from __future__ import annotations

import re

from bot.importer.encoding import plain_spaces
from bot.importer.model import Block, Kind, Run

_LETTERS = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


class Pen:
    """Collects the text of one block.

    White space counts only between two visible characters: a line break there is a newline, anything else blanks.

    Attributes:
        fresh: Whether nothing visible was written since the last `take`.
        breaks: Line breaks since the last visible character.
    """

    __slots__ = ("_bold", "_linked", "_parts", "_space", "_visible", "breaks", "fresh")

    def __init__(self) -> None:
        self._parts: list[tuple[str, bool]] = []
        self._clear()

    def _clear(self) -> None:
        self._parts = []
        self._space = ""
        self._visible = 0
        self._linked = 0
        self._bold = False
        self.breaks = 0
        self.fresh = True

    def write(self, text: str, *, emphasised: bool = False, bold: bool = False, linked: bool = False) -> None:
        """Adds text in which a line break is a blank like another; no-break spaces are blanks that count."""
        body = text.strip()
        if not body:
            self._widen(text)
            return
        start = text.index(body[0])
        self._widen(text[:start])
        self._settle(emphasised=emphasised)
        self._parts.append((plain_spaces(body), emphasised))
        self._visible += len(body)
        self._linked += len(body) if linked else 0
        self._bold |= bold
        self.fresh = False
        self._widen(text[start + len(body) :])

    def line_break(self) -> None:
        """Ends a line."""
        self.breaks += 1

    def _widen(self, space: str) -> None:
        wide = len(self._space) + len(space) if "\xa0" in space else max(len(self._space), len(space))
        self._space = " " * wide

    def _settle(self, *, emphasised: bool) -> None:
        """Puts the white space that waits between what is written and what comes, into the plain run of the two."""
        space = "\n" if self.breaks else self._space
        if self._parts and space:
            text, before = self._parts[-1]
            if before and not emphasised:
                self._parts.append((space, False))
            else:
                self._parts[-1] = (text + space, before)
        self.breaks = 0
        self._space = ""

    def take(self, kind: Kind = Kind.PARAGRAPH, level: int = 0) -> Block | None:
        """The block written so far, if there is anything in it; the next begins empty."""
        taken = self.runs()
        return Block(taken[0], kind, level, links=taken[1], slanted=taken[2]) if taken else None

    def runs(self) -> tuple[tuple[Run, ...], float, bool] | None:
        """What `take` makes a block of: the runs, the share of links, and whether all emphasis is italics."""
        if not self._parts:
            self._clear()
            return None
        runs = tuple(Run("".join(texts), emphasised) for emphasised, texts in _joined(self._parts))
        links = self._linked / self._visible
        slanted = not self._bold and any(run.emphasised for run in runs)
        self._clear()
        return runs, links, slanted


def _joined(parts: list[tuple[str, bool]]) -> list[tuple[bool, list[str]]]:
    joined: list[tuple[bool, list[str]]] = []
    for text, emphasised in parts:
        if joined and joined[-1][0] == emphasised:
            joined[-1][1].append(text)
        else:
            joined.append((emphasised, [text]))
    return joined


def is_caption(text: str, description: str) -> bool:
    """Whether a text below a picture says what the page's own description of the picture says, and perhaps more."""
    told, described = (" ".join(_LETTERS.findall(each.lower())) for each in (text, description))
    return described.count(" ") > 1 and bool(told) and (told.startswith(described) or described.startswith(told))


def plain_block(text: str, kind: Kind = Kind.PARAGRAPH, level: int = 0) -> Block:
    """A block of text without markup, in which web addresses count as links."""
    links = 0.0
    if "://" in text or "www." in text:
        links = sum(map(len, _ADDRESS.findall(text))) / len(text)
    return Block((Run(plain_spaces(text)),), kind, level, links=links)


def cut(runs: tuple[Run, ...], start: int, end: int) -> tuple[Run, ...]:
    """The runs of a part of the text, given by its places in the whole of it."""
    parts: list[Run] = []
    at = 0
    for run in runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        at += len(run.text)
        if text:
            parts.append(Run(text, run.emphasised))
    return tuple(parts)
