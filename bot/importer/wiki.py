"""Wiki markup as blocks: bold names, sections, the templates that interviews are written with."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.importer import inline
from bot.importer.model import Block, Kind
from bot.importer.runs import Pen

if TYPE_CHECKING:
    from collections.abc import Iterator

_HIDDEN = re.compile(
    r"<!--(?:[^-]++|-(?!->))*+(?:-->)?|<ref\b[^<>]{0,500}/>|<ref\b[^<>]{0,500}>[^<]{0,5000}</ref>", re.IGNORECASE
)
_HEADING = re.compile(r"(={1,6})([^=\n].{0,300}?)\1[ \t]*$")
_TEMPLATE = re.compile(r"[ \t]*\{\{[ \t]*(interview|dialogue|qa)[^|{}\n]{0,40}\|", re.IGNORECASE)
_OTHER_TEMPLATE = re.compile(r"\{\{[^{}\n]{0,2000}\}\}")
_FILE = re.compile(r"\[\[[ \t]*(?:file|image|datei|fichier):[^\[\]\n]{0,1000}\]\]", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\[\]|\n]{0,300}\|)?([^\[\]|\n]{1,300})\]\]")
_OUTER_LINK = re.compile(r"\[(?:https?:)?//[^\s\[\]]{1,2000}(?:[ \t]+([^\[\]\n]{1,500}))?\]")
_MARK = re.compile(r"([*#:;]+)[ \t]*(?=\S)")
_FIELD = re.compile(r"[ \t]*(\w{1,20})[ \t]*=[ \t]*")


def blocks(text: str) -> tuple[Block, ...]:
    """The sections, paragraphs and spoken lines of a text."""
    return tuple(_blocks(_HIDDEN.sub("", text)))


def _blocks(text: str) -> Iterator[Block]:
    group: list[str] = []
    for raw in [*text.split("\n"), ""]:
        line = raw.strip()
        heading = _HEADING.match(line)
        template = _TEMPLATE.match(line)
        mark = _MARK.match(line)
        if group and (not line or heading or template or mark):
            yield from _written("\n".join(group))
            group = []
        if heading:
            yield from _written(heading[2].strip(), Kind.HEADING, len(heading[1]))
        elif template:
            yield from _spoken(line[template.end() :])
        elif mark:
            kind = Kind.ITEM if mark[1][-1] in "*#" else Kind.PARAGRAPH
            yield from _written(line[mark.end() :], kind)
        elif line:
            group.append(line)


def _spoken(body: str) -> Iterator[Block]:
    """`Name|text}}`: a line of an interview."""
    body = body.strip().removesuffix("}}")
    body = _LINK.sub(r"\1", body)
    name, bar, said = body.partition("|")
    if not bar:
        yield from _written(body)
        return
    name, said = (_FIELD.sub("", part, count=1) if _FIELD.match(part) else part for part in (name, said))
    for block in _written(said):
        yield replace(block, speaker=" ".join(name.replace("'''", "").split()).strip(" :") or None)


def _written(text: str, kind: Kind = Kind.PARAGRAPH, level: int = 0) -> Iterator[Block]:
    text = _FILE.sub("", _OTHER_TEMPLATE.sub("", text))
    text = _OUTER_LINK.sub(lambda found: found[1] or "", _LINK.sub(r"\1", text))
    pen = Pen()
    inline.write(pen, text, wiki=True)
    if block := pen.take(kind, level):
        yield block
