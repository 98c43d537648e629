"""Word files (.docx), by python-docx where it is installed."""

from __future__ import annotations

import importlib
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from bot.importer import about, table
from bot.importer.encoding import clean
from bot.importer.model import Document, Kind, Metadata
from bot.importer.runs import Pen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.importer.model import Block

_MAIN_PART = "word/document.xml"
_WIDE = re.compile(rb"gridSpan\s[^<>]{0,100}[\"'][0-9]{4,}")
_LARGEST = 64_000_000
_HEADING = re.compile(r"(?:heading|title|überschrift|titre) ?(\d)?", re.IGNORECASE)
_QUOTE = re.compile(r"quote|zitat|citation", re.IGNORECASE)
_LIST = re.compile(r"list", re.IGNORECASE)
_MISSING = "Reading Word files needs one more package: pip install 'showrunner[docx]'. Or save the file as text."
_OTHER = "other"
_BROKEN = "This Word file is damaged; open it in Word and save it again, or save it as text."


def read(data: bytes) -> Document | None:
    """The paragraphs and tables of a Word file; None if the bytes are none."""
    fault = _fault(data) if data.startswith(b"PK") else _OTHER
    if fault == _OTHER:
        return None
    return Document("docx", (), warnings=(fault,)) if fault else _opened(data)


def _fault(data: bytes) -> str | None:
    """What keeps a file from being read; `_OTHER` for what is no Word file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if _MAIN_PART not in packed.namelist():
                return _OTHER
            if sum(each.file_size for each in packed.infolist()) > _LARGEST:
                return "This Word file is too large to be an interview."
            return _BROKEN if _WIDE.search(packed.read(_MAIN_PART)) else None
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, RuntimeError, EOFError):
        return _OTHER


def _opened(data: bytes) -> Document:
    try:
        docx: Any = importlib.import_module("docx")
    except ImportError:
        return Document("docx", (), warnings=(_MISSING,))
    try:
        opened = docx.Document(io.BytesIO(data))
        blocks = tuple(_blocks(opened))
        title = about.one_line(opened.core_properties.title)
    except Exception:  # noqa: BLE001 (a stranger's file, through a library that raises whatever it meets)
        return Document("docx", (), warnings=(_BROKEN,))
    return Document("docx", blocks, Metadata(title=title))


def _blocks(container: Any) -> Iterator[Block]:  # noqa: ANN401 (python-docx may not be there to name its types)
    for each in container.iter_inner_content():
        if hasattr(each, "rows"):
            yield from table.blocks([[list(_blocks(cell)) for cell in row.cells] for row in each.rows])
        else:
            yield from _paragraph(each)


def _paragraph(paragraph: Any) -> Iterator[Block]:  # noqa: ANN401
    style = paragraph.style
    name = (style.name if style is not None else None) or ""
    kind, level = _kind(name)
    emphasised = bool(style is not None and (style.font.bold or style.font.italic)) and kind is not Kind.HEADING
    pen = Pen()
    for each in paragraph.iter_inner_content():
        linked = hasattr(each, "address")
        for run in each.runs if linked else (each,):
            loud = bool(run.bold or run.italic) or (emphasised and run.bold is None and run.italic is None)
            for number, line in enumerate(clean(run.text).split("\n")):
                if number:
                    pen.line_break()
                if line.strip() and pen.breaks > 1 and (block := pen.take(kind, level)):
                    yield block
                pen.write(line, emphasised=loud, bold=loud and not (run.italic and not run.bold), linked=linked)
    if block := pen.take(kind, level):
        yield block


def _kind(style: str) -> tuple[Kind, int]:
    if found := _HEADING.match(style):
        return Kind.HEADING, int(found[1] or 1)
    if _QUOTE.search(style):
        return Kind.QUOTE, 1
    return (Kind.ITEM, 0) if _LIST.match(style) else (Kind.PARAGRAPH, 0)
