"""Markup inside a paragraph of Markdown or Wiki text: emphasis, links, entities, tags, escapes.

No Markdown library is used. Interviews copied from the web are full of marks that CommonMark takes for plain asterisks
(`**Why? **`, `**Why?*`, a `**` whose partner stands in the next paragraph), and there the emphasis is the only sign of
a question. The marks are read once from left to right, so that no text takes longer than its length.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.importer.emphasis import Mark, resolve

if TYPE_CHECKING:
    from collections.abc import Container

    from bot.importer.runs import Pen

_SPECIAL = re.compile(r"[\\*_<\[\]&\n~']|!\[|https?://|www\.")
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
_MARKS = re.compile(r"\*+|_+|'{2,5}")
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|figcaption|figure|font|h[1-6]|hr|i|img"
    r"|ins|kbd|li|mark|ol|p|q|s|section|small|span|strike|strong|sub|sup|tt|u|ul|wbr)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_ALT = re.compile(r"""\salt=["']([^"']{0,1000})["']""", re.IGNORECASE)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,2000})>")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>)\]*]{1,2000}")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_FOOTNOTE = re.compile(r"\[\^[\w-]{1,40}\]")
_TARGET = re.compile(r"\((?:[^()\n\\]|\\.|\([^()\n]{0,500}\)){0,2000}+\)")
_REFERENCE = re.compile(r"\[([^\[\]\n]{0,200})\]")
_LONGEST = 1_000_000
_BOTH = 2
"""Signs that make a text bold; three make it italic as well."""
_APOSTROPHES = {2: 1, 3: 2, 5: 3}
_EMPHATIC = frozenset({"b", "strong", "em", "i"})
_BOLD = frozenset({"b", "strong"})
_INLINE = frozenset(
    "a abbr b big cite code del em font i img ins kbd mark q s small span strike strong sub sup tt u wbr".split()
)


@dataclass(slots=True)
class _Piece:
    """A stretch of text, or something that happens between two: a mark, a line break, the beginning of a link."""

    text: str = ""
    mark: Mark | None = None
    turns: int = 0
    links: int = 0
    breaks: bool = False
    bold: bool = False


@dataclass(slots=True)
class _Reader:
    text: str
    references: Container[str]
    wiki: bool
    pieces: list[_Piece] = field(default_factory=list)
    brackets: list[tuple[int, int, bool]] = field(default_factory=list)
    picture: str | None = None


def write(pen: Pen, text: str, references: Container[str] = (), *, wiki: bool = False) -> str | None:
    """Writes a paragraph without its markup.

    Args:
        pen: Where to.
        text: The paragraph; a line end in it is a line break. One of a million characters is written as it is.
        references: The names (lower case) that the document gives an address to.
        wiki: Whether two and three apostrophes are marks of emphasis.

    Returns:
        What a picture in it is said to show; None where there is none.
    """
    if len(text) > _LONGEST:
        pen.write(text)
        return None
    reader = _Reader(text, references, wiki)
    _tokenise(reader)
    marks = [piece.mark for piece in reader.pieces if piece.mark]
    if marks:
        resolve(marks)
        _mend(reader.pieces)
    bold = any((piece.mark and piece.mark.used and piece.mark.count > 1) or piece.bold for piece in reader.pieces)
    emphasis = links = 0
    for piece in reader.pieces:
        links += piece.links
        emphasis += piece.turns
        if piece.mark:
            emphasis += piece.mark.turns
            if not piece.mark.used:
                pen.write(piece.text, emphasised=emphasis > 0, bold=bold and emphasis > 0, linked=links > 0)
        elif piece.breaks:
            pen.line_break()
        elif piece.text:
            pen.write(piece.text, emphasised=emphasis > 0, bold=bold and emphasis > 0, linked=links > 0)
    return reader.picture


def _tokenise(reader: _Reader) -> None:
    text = reader.text
    at = 0
    for found in _SPECIAL.finditer(text):
        if found.start() < at:
            continue
        if found.start() > at:
            reader.pieces.append(_Piece(text[at : found.start()]))
        at = _token(reader, found.start(), found[0])
    if at < len(text):
        reader.pieces.append(_Piece(text[at:]))


def _token(reader: _Reader, at: int, sign: str) -> int:
    """Reads what begins with the sign; returns where it ends."""
    if sign in ("*", "_", "'"):
        return _mark(reader, at, sign)
    if sign in ("[", "!["):
        return _open(reader, at, sign)
    if sign == "]":
        return _close(reader, at)
    if sign == "<":
        return _tag(reader, at)
    return _character(reader, at, sign)


def _character(reader: _Reader, at: int, sign: str) -> int:
    text = reader.text
    if sign == "\n" or text.startswith("\\\n", at):
        reader.pieces.append(_Piece(breaks=True))
        return at + (1 if sign == "\n" else 2)
    if sign == "\\" and (found := _ESCAPED.match(text, at)):
        reader.pieces.append(_Piece(found[0][1]))
    elif sign == "&" and (found := _ENTITY.match(text, at)):
        reader.pieces.append(_Piece(html.unescape(found[0])))
    elif sign == "~" and text.startswith("~~", at):
        return at + 2
    elif len(sign) > 1 and (found := _ADDRESS.match(text, at)):
        reader.pieces += (_Piece(links=1), _Piece(found[0]), _Piece(links=-1))
    else:
        reader.pieces.append(_Piece(sign))
        return at + len(sign)
    return found.end()


def _mark(reader: _Reader, at: int, sign: str) -> int:
    found = _MARKS.match(reader.text, at)
    if not found or (sign == "'" and not reader.wiki):
        reader.pieces.append(_Piece(sign))
        return at + 1
    text, end = reader.text, found.end()
    before = text[at - 1] if at else ""
    after = text[end] if end < len(text) else ""
    if end - at > _BOTH and ((not at and after == " ") or (before == " " and not text[end:].strip())):
        reader.pieces.append(_Piece(found[0]))  # A frame of stars, as around an announcement.
        return end
    count = _APOSTROPHES.get(end - at, 0) if sign == "'" else end - at
    reader.pieces.append(_Piece(found[0], Mark(sign, count, before, after)))
    return end


def _tag(reader: _Reader, at: int) -> int:
    if found := _AUTOLINK.match(reader.text, at):
        reader.pieces += (_Piece(links=1), _Piece(found[1]), _Piece(links=-1))
        return found.end()
    found = _TAG.match(reader.text, at)
    if not found:
        reader.pieces.append(_Piece("<"))
        return at + 1
    name, way = found["name"].lower(), -1 if found["end"] else 1
    if name in _EMPHATIC:
        reader.pieces.append(_Piece(turns=way, bold=name in _BOLD))
    elif name == "a":
        reader.pieces.append(_Piece(links=way))
    elif name not in _INLINE:
        reader.pieces.append(_Piece(breaks=True))
    if name == "img":
        alt = _ALT.search(found[0])
        reader.picture = alt[1] if alt else ""
    return found.end()


def _open(reader: _Reader, at: int, sign: str) -> int:
    if found := _FOOTNOTE.match(reader.text, at):
        return found.end()
    reader.brackets.append((len(reader.pieces), at + len(sign), sign == "!["))
    reader.pieces.append(_Piece(sign))
    return at + len(sign)


def _close(reader: _Reader, at: int) -> int:
    """A `]`: the end of a link or of a picture's description, or only a bracket."""
    if not reader.brackets:
        reader.pieces.append(_Piece("]"))
        return at + 1
    opened, start, is_picture = reader.brackets.pop()
    end = _target(reader, start, at)
    if end is None:
        reader.pieces.append(_Piece("]"))
        return at + 1
    if is_picture:
        del reader.pieces[opened:]
        reader.picture = reader.text[start:at]
    else:
        reader.pieces[opened] = _Piece(links=1)
        reader.pieces.append(_Piece(links=-1))
    return end


def _target(reader: _Reader, start: int, at: int) -> int | None:
    """Where the address ends that belongs to the brackets from `start` to `at`; None without one."""
    if found := _TARGET.match(reader.text, at + 1):
        return found.end()
    found = _REFERENCE.match(reader.text, at + 1)
    name = found[1] if found and found[1] else reader.text[start : min(at, start + 200)]
    if name.strip().lower() in reader.references:
        return found.end() if found else at + 1
    return None


def _mend(pieces: list[_Piece]) -> None:
    """A `**` without a partner that begins or ends a line emphasises the line: the partner is in another paragraph."""
    start = 0
    for end in [*(number for number, piece in enumerate(pieces) if piece.breaks), len(pieces)]:
        line = [piece for piece in pieces[start:end] if piece.mark or piece.text.strip()]
        start = end + 1
        if not line:
            continue
        first, last = (piece.mark for piece in (line[0], line[-1]))
        if first and first.is_lone and not (last and last.is_lone):
            line[0].turns += 1
            if end < len(pieces):
                pieces[end].turns -= 1
        elif last and last.is_lone and first is not last and not (first and first.is_lone):
            line[0].turns += 1
            line[-1].turns -= 1
    for piece in pieces:
        if piece.mark and piece.mark.is_lone:
            piece.mark.used = True
