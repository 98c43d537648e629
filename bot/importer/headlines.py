"""Headlines: names at the top of a page that are no labels, and the titles of its sections."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.importer.bows import Leave
from bot.importer.cues import ME, YOU, asks, words_of
from bot.importer.labels import Label, Shape
from bot.importer.layout import ends_sentence
from bot.importer.model import Kind
from bot.importer.names import key, name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.importer.lines import Line
    from bot.importer.names import Name
    from bot.importer.turns import Page
    from bot.importer.voices import Cast

_FEWEST = 3
_SELDOM = 8
"""One line in so many is no sentence in a text of sentences."""
_LONGEST = 80
_CAPITAL = re.compile(r"\b[A-Z\u00c0-\u00de][\w’'-]+")
HEAD = 25
"""Lines at the top of a page that can be its head."""


def without_titles(lines: Sequence[Line], kept: Mapping[int, Label], people: Cast) -> dict[int, Label]:
    """The labels but for names at the top of a page: in headlines, and alone on a line before the same one's turn."""
    times = Counter(label.name.key for label in kept.values())
    head = [label for label in kept.values() if label.line < HEAD and lines[label.line].kind is not Kind.CUE]
    titles = {
        label.line
        for label in head[:3]
        if label.line + 1 not in kept and _headline(lines, label, once=times[label.name.key] == 1)
    }
    titles |= _closing(lines, kept, times)
    order = [label for label in kept.values() if label.line not in titles]
    for label, after in pairwise(order):
        if label.shape is not Shape.OWN or people.of[label.name.key] != people.of[after.name.key] or label not in head:
            break
        titles.add(label.line)
    return {number: label for number, label in kept.items() if number not in titles}


def _closing(lines: Sequence[Line], kept: Mapping[int, Label], times: Counter[str]) -> set[int]:
    """The last label where it is the page's: what the work is called before its announcement, or all in bold."""
    last = max(kept, default=0)
    if len(kept) == 1 and last * 2 > len(lines):  # One who has a label once has it where they begin.
        return {last}
    if len(kept) < _FEWEST:
        return set()
    text = lines[last].text
    label = kept[last]
    if label.shape is not Shape.COLON or label.start >= label.end or lines[last].kind is Kind.CUE:
        return set()
    marked = lines[last].emphasised and sum(lines[number].emphasised for number in kept) == 1
    announced = times[label.name.key] == 1 and Leave(()).takes(text)
    return {last} if marked or announced else set()


def introduced(lines: Sequence[Line], kept: Mapping[int, Label]) -> dict[int, tuple[Name, bool]]:
    """Lines that say who asks or answers and nothing else, each with whom it names.

    They name somebody in full (`Interviewer: Ana Reyes (AR)`), or one who has labels of their own (`Host: our Ana`).
    """
    found = {}
    others = {label.name.key: label.name for label in kept.values() if label.name.asks is None}
    for number, label in kept.items():
        if number >= HEAD:
            break
        text = lines[number].text[label.start : label.end]
        if label.name.asks is None or not text or text[-1] in ".!?…" or lines[number].kind is Kind.CUE:
            continue
        who = name(text)
        if who is None or not who.sure or " " not in who.text:
            who = next(filter(None, (others.get(key(word)) for word in _CAPITAL.findall(text))), None)
        if who is not None:
            found[number] = (who, label.name.asks is True)
    return found


def sections(page: Page) -> list[int]:
    """Brief paragraphs between questions and answers that are no sentences, in a text of sentences.

    What a question is answered with is none, however brief it is.
    """
    lines = page.lines
    untold = [number for number in page.kept if lines[number].text[-1].isalnum() and _untold(lines[number])]
    if not untold:
        return []
    asked = [number for number in page.kept if asks(lines[number].text)]
    within = [number for number in page.kept if asked and asked[0] < number < asked[-1]]
    ended = sum(ends_sentence(lines[number].text) for number in within)
    if ended * _SELDOM < len(within) * (_SELDOM - 1):
        return []
    sizes = Counter(lines[number].block for number in page.kept)
    asking = set(asked)
    answers = {after for before, after in pairwise(page.kept) if before in asking}
    inside = {number for number in within if number not in answers and sizes[lines[number].block] == 1}
    return [number for number in untold if number in inside]


def _untold(line: Line) -> bool:
    text = line.text
    plain = line.kind is Kind.PARAGRAPH and len(text) < _LONGEST and not ends_sentence(text)
    return plain and (ME | YOU).isdisjoint(words_of(text))


def _headline(lines: Sequence[Line], label: Label, *, once: bool) -> bool:
    """Whether a line at the top of the page is its title: a name, then what they said, or what it is about."""
    text = lines[label.line].text[label.start : label.end].strip()
    if not text or label.line >= HEAD or label.shape is not Shape.COLON:
        return False
    return (once and text[-1].isalnum()) or (text[0] in '"“«„‘' and text[-1] in '”"»“’')
