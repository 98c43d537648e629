"""The markup of forums (`[b]Why?[/b]`, `[quote=Ana]…[/quote]`), as Markdown."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

_TAG = re.compile(
    r"\[(?P<end>/?)(?P<name>\*|align|attach(?:ment)?|b|center|code|colou?r|email|font|h[1-6]|highlight|hr|i|img|indent|"
    r"justify|left|li|list|media|mention|post|quote|right|s|size|spoiler|strike|sub|sup|table|td|thread|tr|u|url|user|"
    r"video|youtube)(?:(?:=| )(?P<value>[^\]\n]{0,300}))?\]",
    re.IGNORECASE,
)
_ENOUGH = 2
"""Tags that are opened and closed again, from which a text is full of them."""
_SPECIAL = re.compile(r"(\S*://\S*)|([\\*_`~<>#\[\]|])")
_UNSEEN = frozenset({"img", "attach", "attachment", "media", "video", "youtube"})
"""Between these stands an address, not a text."""


@dataclass(slots=True)
class _Writer:
    """Writes Markdown line by line; emphasis ends with every line and begins anew on the next.

    Attributes:
        lines: What is written.
        line: The runs of the line that is being written, each with whether it is bold and slanted.
        depth: How deep it is quoted.
        bold: How many bold tags are open; `slanted` and `unseen` likewise.
        head: What a heading begins with.
        links: What the open links lead to.
    """

    lines: list[str] = field(default_factory=list)
    line: list[tuple[str, bool, bool]] = field(default_factory=list)
    depth: int = 0
    bold: int = 0
    slanted: int = 0
    unseen: int = 0
    head: str = ""
    links: list[str] = field(default_factory=list)

    def write(self, text: str) -> None:
        for number, piece in enumerate(text.split("\n")):
            if number:
                self.end_line()
            if piece:
                self.line.append((piece, self.bold > 0, self.slanted > 0))

    def end_line(self) -> None:
        text = self.head + "".join(map(_marked, self.line))
        self.lines.append(("> " * self.depth + text).rstrip())
        self.line = []

    def part(self) -> None:
        """Ends a paragraph."""
        self.end_line()
        self.end_line()


def is_bbcode(text: str) -> bool:
    """Whether a text holds tags of forums, in pairs."""
    opened: Counter[str] = Counter()
    closed: Counter[str] = Counter()
    for found in _TAG.finditer(text):
        (closed if found["end"] else opened)[found["name"].lower()] += 1
    return (opened & closed).total() >= _ENOUGH


def as_markdown(text: str) -> str:
    """The same text, marked up as Markdown."""
    writer = _Writer()
    at = 0
    for found in _TAG.finditer(text):
        _write(writer, text[at : found.start()])
        _tag(writer, found["name"].lower(), found["value"], ends=bool(found["end"]))
        at = found.end()
    _write(writer, text[at:])
    writer.end_line()
    return "\n".join(writer.lines)


def _write(writer: _Writer, text: str) -> None:
    if not writer.unseen:
        writer.write(_SPECIAL.sub(lambda found: found[1] or f"\\{found[2]}", text))


def _tag(writer: _Writer, name: str, value: str | None, *, ends: bool) -> None:
    step = -1 if ends else 1
    if name == "b":
        writer.bold = max(0, writer.bold + step)
    elif name == "i":
        writer.slanted = max(0, writer.slanted + step)
    elif name == "quote":
        writer.part()
        writer.depth = max(0, writer.depth + step)
    elif name in _UNSEEN:
        if ends and name == "img" and writer.unseen:
            writer.write("![](picture)")
        writer.unseen = max(0, writer.unseen + step)
    elif name == "url":
        _link(writer, value, ends=ends)
    elif name in {"*", "li"} and not ends:
        writer.end_line()
        writer.write("- ")
    elif name[0] == "h" and name[1:].isdecimal():
        writer.part()
        writer.head = "" if ends else f"{'#' * int(name[1:])} "
    elif name == "hr":
        writer.part()
        writer.write("---")
        writer.part()


def _link(writer: _Writer, value: str | None, *, ends: bool) -> None:
    """A link with a text of its own; an address alone needs no mark."""
    if not ends:
        writer.links.append(value or "")
        writer.write("[" if value else "")
    elif writer.links:
        target = writer.links.pop()
        writer.write("](link)" if target else "")


def _marked(run: tuple[str, bool, bool]) -> str:
    text, bold, slanted = run
    mark = ("**" if bold else "") + ("*" if slanted else "")
    body = text.strip()
    if not mark or not body:
        return text
    start = text.index(body[0])
    return f"{text[:start]}{mark}{body}{mark}{text[start + len(body) :]}"
