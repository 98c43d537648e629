"""Tables whose columns say who speaks, when, and what: CSV and TSV, and the tables of pages."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from bot.importer import clock
from bot.importer.model import Block, Hint, Kind
from bot.importer.runs import plain_block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SPEAKERS = frozenset("speaker speakername who person voice participant author user username".split())
_TEXTS = frozenset(
    "text words body transcript content line sentence utterance dialogue said says caption message".split()
)
_TIMES = frozenset("time timestamp start starttime begin begintime timecode startseconds offset timein".split())
_QUESTIONS = frozenset("question questions q".split())
_ANSWERS = frozenset("answer answers a response reply".split())
_LONGEST_HEADER = 1000
_MOST_COLUMNS = 50
_DELIMITERS = "\t,;|"


Row: TypeAlias = "Sequence[Sequence[Block]]"
"""The cells of a row; each cell is the blocks in it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; None for what none does."""

    text: int | None = None
    speaker: int | None = None
    time: int | None = None
    question: int | None = None
    answer: int | None = None

    @property
    def are_known(self) -> bool:
        """Whether the header is one of a transcript: a text with its speaker or time, or questions with answers."""
        told = self.text is not None and (self.speaker is not None or self.time is not None)
        return told or (self.question is not None and self.answer is not None)


def columns_of(header: Sequence[str]) -> Columns:
    """What each column holds, by its name."""
    names = [re.sub(r"[\W\d_]+", "", cell.lower()) for cell in header]

    def first(known: frozenset[str]) -> int | None:
        return next((number for number, name in enumerate(names) if name in known), None)

    return Columns(first(_TEXTS), first(_SPEAKERS), first(_TIMES), first(_QUESTIONS), first(_ANSWERS))


def delimiter_of(text: str) -> str | None:
    """What parts the columns, if the first line is the header of a transcript."""
    header = text.lstrip("\n").partition("\n")[0]
    if len(header) > _LONGEST_HEADER or header.lstrip().startswith("|"):
        return None
    return next((each for each in _DELIMITERS if columns_of(header.split(each)).are_known), None)


def read(text: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The rows of a CSV or TSV file as blocks, and what is to be said of it."""
    lines = text.lstrip("\n").split("\n")
    delimiter = delimiter_of(text) or ","
    warnings: tuple[str, ...] = ()
    try:
        rows = list(csv.reader((line + "\n" for line in lines), delimiter=delimiter))
    except csv.Error:
        rows = [line.split(delimiter) for line in lines]
        warnings = ("The quotation marks of this table do not match; its lines were read without them.",)
    width = len(rows[0])
    cells = ([*row[: width - 1], delimiter.join(row[width - 1 :])] for row in rows if row)
    return tuple(blocks([[_cell(text) for text in row] for row in cells])), warnings


def _cell(text: str) -> list[Block]:
    body = "\n".join(filter(None, (line.strip() for line in text.split("\n"))))
    return [plain_block(body)] if body else []


def blocks(rows: Sequence[Row]) -> list[Block]:
    """The rows of a table: each a cue where the first names the columns, otherwise all blocks in the cells."""
    if not rows:
        return []
    columns = _columns_of(rows[0])
    if not columns.are_known:
        return [block for row in rows for cell in row for block in cell]
    if columns.text is None:
        return list(_asked(rows[1:], columns))
    return list(_said(rows[1:], columns))


def names_columns(row: Row) -> bool:
    """Whether the row is the header of a transcript."""
    return _columns_of(row).are_known


def _columns_of(row: Row) -> Columns:
    return columns_of([" ".join(block.text for block in cell) for cell in row[:_MOST_COLUMNS]])


def _asked(rows: Sequence[Row], columns: Columns) -> Iterator[Block]:
    for row in rows:
        for column, hint in ((columns.question, Hint.QUESTION), (columns.answer, Hint.ANSWER)):
            yield from (replace(block, hint=hint) for block in _at(row, column))


def _said(rows: Sequence[Row], columns: Columns) -> Iterator[Block]:
    speaker: str | None = None
    for row in rows:
        who, when = (" ".join(block.text for block in _at(row, at)) for at in (columns.speaker, columns.time))
        speaker = who.strip(" :：") or speaker
        time = clock.seconds(when)
        for block in _at(row, columns.text):
            yield replace(block, kind=Kind.CUE, level=0, speaker=speaker, time=time)
            time = None


def _at(row: Row, column: int | None) -> Sequence[Block]:
    return row[column] if column is not None and column < len(row) else ()
