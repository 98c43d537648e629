"""Boxes of a page between what people say, of which one line tells what they are: captions, menus, posts, links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.importer import reasons
from bot.importer.cues import asks, words_of
from bot.importer.model import Kind
from bot.importer.page_end import SELF
from bot.search.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from bot.importer.lines import Line

_BUTTON = 3
"""Words on a button, at most."""
_CAPTION = 3
"""Lines of a caption with its credit, at most."""
_BOX = 6
"""Lines of a post or an offer, at most."""
_THREAD = 3
"""Posts that are no longer shown in an article, but what the page is about."""
_LONGEST = 160
_FACTS = 3
"""Fields of a box of facts, at least."""
_FIELD = re.compile(r"([^\W\d][^:?!.]{1,24}):\s+[^?]{1,90}$")
_DASHED = re.compile(r"[-–—•*·>»]\s+\S")
_USER = re.compile(r"[-–—]?\s?[^@?!]{0,50}\(?@\w{2,30}\)?(?:[ ·,|–—-]+[^@?!]{0,40})?")
"""Who posted something: a name, their address, a date."""


def complete(lines: Sequence[Line], spoken: AbstractSet[int], found: dict[int, str]) -> None:
    """Adds to the lines found those that belong to one box with them."""
    posts: list[range] = []
    for block in _blocks(lines):
        if spoken.isdisjoint(block):
            _block(lines, block, found)
            if _posted(lines, block):
                posts.append(block)
    if len(posts) < _THREAD:
        found.update((n, reasons.SHARING) for post in posts for n in post if n not in found)
    _lists(lines, spoken, found)
    _menus(lines, spoken, found)
    _facts(lines, spoken, found)


def _blocks(lines: Sequence[Line]) -> Iterator[range]:
    """Blocks of a few lines, as their numbers."""
    start, block = 0, -1
    for number, line in enumerate(lines):
        if line.block != block:
            if 2 <= number - start <= _BOX:
                yield range(start, number)
            start, block = number, line.block
    if 2 <= len(lines) - start <= _BOX:
        yield range(start, len(lines))


def _block(lines: Sequence[Line], block: range, found: dict[int, str]) -> None:
    """A credit takes the short lines of its block along, and so does an offer of news."""
    told = {found[number] for number in block if number in found}
    if not told or lines[block[0]].kind is Kind.CUE:
        return
    open_ = [number for number in block if number not in found and len(lines[number].text) < 2 * _LONGEST]
    if len(block) <= _CAPTION and found.get(block[-1]) == reasons.CAPTION:
        brief = [n for n in open_ if len(lines[n].text) < _LONGEST and not asks(lines[n].text)]
        found.update(dict.fromkeys(brief, reasons.CAPTION))
    elif reasons.NEWSLETTER in told and all(SELF.isdisjoint(words_of(lines[n].text)) for n in open_):
        found.update(dict.fromkeys(open_, reasons.NEWSLETTER))


def _posted(lines: Sequence[Line], block: range) -> bool:
    """Whether somebody's address stands at the top or at the end of a block, with their name."""
    if lines[block[0]].kind is Kind.CUE:
        return False
    addressed = [lines[number].text for number in (*block[:2], block[-1]) if "@" in lines[number].text]
    return any(map(_USER.fullmatch, addressed))


def _lists(lines: Sequence[Line], spoken: Collection[int], found: dict[int, str]) -> None:
    """The titles below a line that says what else there is to read: in its block, or as a list right after it."""
    for head in [n for n, reason in found.items() if reason == reasons.RELATED and _announces(lines[n].text)]:
        number = head + 1
        while number < len(lines) and number not in spoken and _title(lines, head, number):
            found.setdefault(number, reasons.RELATED)
            number += 1


def _announces(text: str) -> bool:
    return len(text) < _LONGEST and (text.rstrip("*_ ").endswith(":") or ":" not in text)


def _title(lines: Sequence[Line], head: int, number: int) -> bool:
    line = lines[number]
    if line.kind is Kind.CUE or len(line.text) >= _LONGEST or line.text.endswith((".", "…")):
        return False
    return line.block == lines[head].block or line.kind is Kind.ITEM or _DASHED.match(line.text) is not None


def _menus(lines: Sequence[Line], spoken: Collection[int], found: dict[int, str]) -> None:
    """A list of a word or two each, half of which are buttons, is a menu as a whole."""
    brief = (n for n, line in enumerate(lines) if line.kind is Kind.ITEM and len(line.text.split()) <= _BUTTON)
    for list_ in _runs(brief):
        menu = [number for number in list_ if number not in spoken]
        buttons = sum(found.get(number) in {reasons.SHARING, reasons.COMMENTS} for number in menu)
        if buttons and buttons * 2 >= len(menu):
            found.update((number, reasons.MENU) for number in menu if number not in found)


def _facts(lines: Sequence[Line], spoken: Collection[int], found: dict[int, str]) -> None:
    """A few lines together, each another field and its value (`Age: 23`), are a box of facts, except after a colon."""
    fields = {
        number: fold(field[1])
        for number, line in enumerate(lines)
        if ":" in line.text and number not in spoken and (field := _FIELD.match(line.text))
    }
    for run in _runs(fields):
        one = lines[run[0]].kind is Kind.ITEM or lines[run[0]].block == lines[run[-1]].block
        announced = run[0] > 0 and lines[run[0] - 1].text.endswith(":")
        if one and len(run) >= _FACTS and len({fields[number] for number in run}) == len(run) and not announced:
            found.update((number, reasons.FACTS) for number in run if number not in found)


def _runs(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Numbers that follow each other, together."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run
