"""The stored texts that a question is compared with.

Every pair is compared as *units*: its question, each phrasing, each sentence of its summary and of its answer, and its
topics. A question about something in the middle of a long answer then meets one short text that is about just that.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from bot.search.text import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.model import Pair


class Field(IntEnum):
    """Which part of a pair a unit is. The order is that of a pair's units."""

    QUESTION = 0
    PHRASING = 1
    SUMMARY = 2
    ANSWER = 3
    TOPICS = 4


def units(pair: Pair) -> Iterator[tuple[Field, str]]:
    """The units of a pair, in order."""
    yield Field.QUESTION, pair.question
    for phrasing in pair.also:
        yield Field.PHRASING, phrasing
    for text in sentences(pair.summary or ""):
        yield Field.SUMMARY, text
    for text in sentences(pair.answer):
        yield Field.ANSWER, text
    if pair.topics:
        yield Field.TOPICS, ", ".join(pair.topics)


def unit(pair: Pair, number: int) -> str:
    """The text of one unit, counted from 0."""
    if number == 0:
        return pair.question
    if number <= len(pair.also):
        return pair.also[number - 1]
    return next(text for at, (_, text) in enumerate(units(pair)) if at == number)
