"""Markdown as blocks, also where it is not quite Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.importer import about, inline, table
from bot.importer.layout import HARD_BREAK, Layout, ends_sentence, layout_of, rejoined
from bot.importer.model import Block, Kind, Metadata
from bot.importer.runs import Pen, is_caption

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

_FENCE = re.compile(r"\s{0,3}(?:`{3,}|~{3,})")
_HEADING = re.compile(r"\s{0,3}(#{1,6})(?:[ \t]+|(?<=##))(?=[^#\s])")
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-{2,})$")
_RULE = re.compile(r"\s{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_QUOTED = re.compile(r"\s{0,3}((?:>[ \t]?)+)")
_BULLET = re.compile(r"\s*[-*+•][ \t]+(?=\S)")
_NUMBER = re.compile(r"\s*\d{1,3}\\?[.)][ \t]+(?=\S)")
_REFERENCE = re.compile(r"\s{0,3}\[([^\]\n]{1,200})\]:[ \t]*\S")
_DIVIDER = re.compile(r"[\s|:-]+$")
_CELL_END = re.compile(r"(?<!\\)\|")
_PICTURE = re.compile(r"\s*(?:\[?!\[|<img\b|<figure\b)")
_FIELD = re.compile(r"([A-Za-z][\w -]{0,40}):[ \t]*(.*)")
_HIDDEN = re.compile(r"<(!--|script\b|style\b)", re.IGNORECASE)
_HIDDEN_END = {
    "!--": re.compile("-->"),
    "script": re.compile(r"</script[^>]{0,100}>", re.IGNORECASE),
    "style": re.compile(r"</style[^>]{0,100}>", re.IGNORECASE),
}
_LONGEST_TITLE = 150


@dataclass(slots=True)
class _Chunk:
    """Lines that belong together."""

    kind: Kind
    level: int = 0
    lines: list[str] = field(default_factory=list)
    table: bool = False
    ruled: bool = False


def front_matter(text: str) -> tuple[Metadata, str]:
    """What stands between `---` lines at the beginning, as metadata; and the text after it."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None or lines[first].rstrip() != "---":
        return Metadata(), text
    end = next((at for at in range(first + 1, len(lines)) if lines[at].rstrip() in ("---", "...")), None)
    if end is None or not any(map(_FIELD.match, lines[first + 1 : end])):
        return Metadata(), text
    fields: dict[str, object] = {}
    several: list[str] = []
    for line in lines[first + 1 : end]:
        if found := _FIELD.match(line):
            value = found[2].strip().strip("\"'")
            several = []
            listed = value.startswith("[") and value.endswith("]")
            fields[found[1]] = (
                [part.strip().strip("\"'") for part in value[1:-1].split(",")] if listed else value or several
            )
        elif line.lstrip().startswith("- "):
            several.append(re.sub(r"^name:\s*", "", line.strip()[2:].strip()).strip("\"'"))
    return about.from_fields(fields), "\n".join(lines[end + 1 :])


def _listed(value: str) -> list[str]:
    return [part.strip().strip("\"'") for part in value.split(",")]


def blocks(text: str) -> tuple[Block, ...]:
    """The headings, paragraphs, quotations, list items and table cells of a text."""
    lines = _without_hidden(text).split("\n")
    references = {found[1].strip().lower() for line in lines if (found := _REFERENCE.match(line))}
    chunks = list(_chunks([line for line in lines if not _REFERENCE.match(line) and not _FENCE.match(line)]))
    layout = layout_of([chunk.lines for chunk in chunks if chunk.kind is Kind.PARAGRAPH and not chunk.table])
    written: list[Block] = []
    picture: str | None = None
    ruled = False
    for chunk in chunks:
        made, shown = _write(chunk, layout, references)
        if made and (picture is not None or ruled):
            caption = picture is not None and is_caption(made[0].text, picture)
            kind = Kind.CAPTION if caption else made[0].kind
            made[0] = replace(made[0], kind=kind, after_picture=picture is not None, after_rule=ruled)
        if made or chunk.ruled:
            picture, ruled = None, chunk.ruled
        elif shown is not None:
            picture = shown
        written += made
    return tuple(written)


def _without_hidden(text: str) -> str:
    """The text without comments, scripts and styles; one that never ends is left."""
    kept: list[str] = []
    endless: set[str] = set()
    at = 0
    for found in _HIDDEN.finditer(text):
        name = found[1].lower()
        if found.start() < at or name in endless:
            continue
        end = _HIDDEN_END[name].search(text, found.end())
        if end is None:
            endless.add(name)
            continue
        kept.append(text[at : found.start()])
        at = end.end()
    return "".join([*kept, text[at:]])


def _chunks(lines: Sequence[str]) -> Iterator[_Chunk]:
    chunk = _Chunk(Kind.PARAGRAPH)
    for raw in lines:
        line = raw.rstrip() + (HARD_BREAK if raw.endswith("  ") and raw.strip() else "")
        if _UNDERLINE.match(line) and _can_be_title(chunk):
            chunk.kind, chunk.level = Kind.HEADING, 1 if "=" in line else 2
            line = ""
        begun = None if not line.strip() or _RULE.match(line) else _begun(line, chunk)
        if chunk.lines and (begun is None or begun is not chunk):
            yield chunk
        if _RULE.match(line):
            yield _Chunk(Kind.PARAGRAPH, ruled=True)
        if begun is None:
            chunk = _Chunk(Kind.PARAGRAPH)
            continue
        chunk = begun
        if chunk.kind is Kind.HEADING:
            yield chunk
            chunk = _Chunk(Kind.PARAGRAPH)
    if chunk.lines:
        yield chunk


def _begun(line: str, chunk: _Chunk) -> _Chunk:
    """The chunk that the line belongs to, with the line in it: the one given, or a new one."""
    if found := _HEADING.match(line):
        title = line[found.end() :]
        bare = title.rstrip("#")
        return _Chunk(Kind.HEADING, len(found[1]), [bare if bare.endswith((" ", "\t")) else title])
    if found := _QUOTED.match(line):
        kind, level, body, is_table = Kind.QUOTE, found[1].count(">"), line[found.end() :].lstrip("# "), False
        if not body.strip():
            return _Chunk(Kind.PARAGRAPH)
    elif line.lstrip().startswith("|"):
        kind, level, body, is_table = Kind.PARAGRAPH, 0, line, True
    elif _begins_item(line, chunk):
        bullet = _BULLET.match(line)
        return _Chunk(Kind.ITEM, 0, [line[bullet.end() if bullet else 0 :]])
    else:
        in_item = chunk.kind is Kind.ITEM and bool(chunk.lines)
        kind, level, body, is_table = Kind.ITEM if in_item else Kind.PARAGRAPH, 0, line, False
    if (kind, level, is_table) != (chunk.kind, chunk.level, chunk.table) or not chunk.lines:
        return _Chunk(kind, level, [body], is_table)
    chunk.lines.append(body)
    return chunk


def _begins_item(line: str, chunk: _Chunk) -> bool:
    if _BULLET.match(line):
        return True
    free = not chunk.lines or chunk.kind is not Kind.PARAGRAPH or ends_sentence(chunk.lines[-1])
    return free and _NUMBER.match(line) is not None


def _can_be_title(chunk: _Chunk) -> bool:
    return len(chunk.lines) == 1 and chunk.kind is Kind.PARAGRAPH and len(chunk.lines[0]) <= _LONGEST_TITLE


def _write(chunk: _Chunk, layout: Layout, references: Container[str]) -> tuple[list[Block], str | None]:
    """The blocks of a chunk, and what a picture in it is said to show."""
    pen = Pen()
    if chunk.table or chunk.ruled:
        return _cells(chunk.lines, references), None
    if chunk.kind is Kind.QUOTE:
        parts = [a + ("\n" if ends_sentence(a) else " ") for a in chunk.lines[:-1]] + chunk.lines[-1:]
        picture = inline.write(pen, "".join(parts), references)
        return _taken(pen, chunk.kind, chunk.level), picture
    kind, lines, picture = chunk.kind, chunk.lines, None
    if kind is Kind.PARAGRAPH and _PICTURE.match(lines[0]):
        picture = inline.write(pen, lines[0], references)
        if pen.fresh:
            kind, lines = Kind.CAPTION, lines[1:]
        pen = Pen()
    found: list[Block] = []
    if lines:
        for paragraph in rejoined(lines, layout).split("\n\n"):
            shown = inline.write(pen, paragraph, references)
            picture = picture if shown is None else shown
            found += _taken(pen, kind, chunk.level)
    return found, picture


def _taken(pen: Pen, kind: Kind, level: int = 0) -> list[Block]:
    block = pen.take(kind, level)
    return [block] if block else []


def _cells(lines: Sequence[str], references: Container[str]) -> list[Block]:
    """The cells of a table, row by row."""
    rows: list[list[list[Block]]] = []
    pen = Pen()
    for line in lines:
        if _DIVIDER.match(line):
            continue
        row: list[list[Block]] = []
        for cell in _CELL_END.split(line.strip().strip("|")):
            inline.write(pen, cell.replace("\\|", "|"), references)
            row.append(_taken(pen, Kind.PARAGRAPH))
        rows.append(row)
    return table.blocks(rows)
