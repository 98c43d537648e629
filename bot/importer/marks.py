"""Documents in which a mark stands before each question: a number, a sign of quotation, a dash.

As in `bot.importer.typography`, each function finds the lines that ask, or None.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.importer.cues import asks, holds_question
from bot.importer.lines import part
from bot.importer.model import Kind, Role
from bot.importer.typography import guests, some

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.importer.lines import Span
    from bot.importer.turns import Page
    from bot.importer.typography import Questions

_NUMBER = re.compile(r"[(\[]?(?P<number>\d{1,3})[.):\]]\s*(?=\S)")
_MARKED = re.compile(r"(?:>\s?)+")
_DASH = re.compile(r"[—–―]\s*(?=[^\s—–―])")


def numbered(page: Page) -> Questions | None:
    """Lines numbered 1, 2, 3 … in order; what follows on the same line after the question mark answers it."""
    places: list[tuple[int, int]] = []
    for number in page.kept:
        match = _NUMBER.match(page.lines[number].text)
        if match and int(match.group("number")) == len(places) + 1 and number not in page.labels:
            places.append((number, match.end()))
    if len(places) < 2:
        return None
    found = {number: _question_and_rest(page, number, start) for number, start in places}
    _second_lines(page, found)
    asking = sum(holds_question(page.lines[number].text) for number, _ in places)
    last = places[-1][0]
    between = sum(n not in found for n in page.kept if places[0][0] < n)
    inline = sum(len(each) > 1 for each in found.values())
    if (
        asking * 3 < len(places)
        or (between + inline) * 3 < len(places) * 2
        or (last == page.kept[-1] and not between and not inline)
    ):
        return None
    return some(found)


def _second_lines(page: Page, found: Questions) -> None:
    """Adds the line that asks to a question that a statement begins, where more of the block answers it."""
    for before, number, after in zip(page.kept, page.kept[1:], page.kept[2:], strict=False):
        first, second, third = (page.lines[each] for each in (before, number, after))
        one = second.block == first.block and third.block == first.block and not (second.gap or third.gap)
        if one and before in found and not {number, after} & found.keys() and not holds_question(first.text):
            span = page.span(number) if asks(second.text) and number not in page.labels else None
            if span is not None:
                found[number] = [(Role.INTERVIEWER, span)]


def _question_and_rest(page: Page, number: int, start: int) -> list[tuple[Role, Span]]:
    text = page.lines[number].text
    end = len(text)
    if not asks(text):
        mark = max(text.rfind("? ", start, start + 600), text.rfind("？", start, start + 600))
        end = mark + 1 if mark >= 0 else end
    spans = (
        (Role.INTERVIEWER, part(page.lines, number, start, end)),
        (Role.GUEST, part(page.lines, number, end, len(text))),
    )
    return [(role, span) for role, span in spans if span]


def quoted(page: Page) -> Questions | None:
    """Quotations that alternate with plain text, as in answers by mail."""
    answering = guests(page)
    found: Questions = {}
    for number in page.kept:
        line = page.lines[number]
        mark = _MARKED.match(line.text)
        if (line.kind is Kind.QUOTE or mark) and number not in answering:
            label = page.labels.get(number)
            span = part(page.lines, number, max(mark.end() if mark else 0, label.start if label else 0), len(line.text))
            if span:
                found[number] = [(Role.INTERVIEWER, span)]
    groups = _groups(page, found)
    answered = sum(after is not None and after not in found for after in groups.values())
    asking = sum(any(holds_question(page.lines[n].text) for n in group) for group in groups)
    if len(groups) < 2 or answered < 2 or asking * 3 < len(groups):
        return None
    return some(found)


def dashed(page: Page) -> Questions | None:
    """Lines with a dash before them, each between others without: only who asks has one."""
    marks = {n: mark for n in page.kept if (mark := _DASH.match(page.lines[n].text))}
    found: Questions = {
        n: [(Role.INTERVIEWER, span)]
        for n, mark in marks.items()
        if (span := part(page.lines, n, mark.end(), len(page.lines[n].text)))
    }
    groups = _groups(page, found)
    apart = sum(len(group) == 1 and after is not None for group, after in groups.items())
    asking = sum(holds_question(page.text(n)) for n in found)
    return some(found) if len(groups) > 2 and apart * 5 >= len(groups) * 4 and asking * 2 >= len(found) else None


def _groups(page: Page, found: Mapping[int, object]) -> dict[tuple[int, ...], int | None]:
    """Runs of marked lines, each with the line after it."""
    groups: dict[tuple[int, ...], int | None] = {}
    run: list[int] = []
    for number in page.kept:
        if number in found:
            run.append(number)
        elif run:
            groups[tuple(run)] = number
            run = []
    if run:
        groups[tuple(run)] = None
    return groups


def without_numbers(page: Page, found: Questions) -> Questions:
    """The questions without the numbers they begin with, where these count them."""
    marks = [_NUMBER.match(page.lines[number].text) for number in found]
    counted_ = [int(mark["number"]) for mark in marks if mark]
    several = len(counted_) >= 2 and len(counted_) * 2 >= len(found)
    if counted_ != list(range(1, len(counted_) + 1)) or not (several or (counted_ and marks[0])):
        return found
    counted: Questions = {}
    for (number, ((role, span), *rest)), mark in zip(found.items(), marks, strict=True):
        start = max(span.start, mark.end()) if mark else span.start
        counted[number] = [(role, part(page.lines, number, start, span.end) or span), *rest]
    return counted
