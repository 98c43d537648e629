"""Names at the top of a page that are no labels: headlines, and the name of the outlet or of the guest by itself."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.importer.bows import Leave
from bot.importer.labels import Label, Shape
from bot.importer.model import Kind
from bot.importer.names import name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.importer.lines import Line
    from bot.importer.names import Name
    from bot.importer.voices import Cast

_FEWEST = 3
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
    """Lines that say who asks or answers and nothing else (`Interviewer: Ana Reyes (AR)`), each with whom it names.

    Who has labels may be named at the end of more words: `Host: somebody called Ana`.
    """
    found = {}
    labelled = {label.name.key for label in kept.values()}
    for number, label in kept.items():
        if number >= HEAD:
            break
        text = lines[number].text[label.start : label.end]
        if label.name.asks is None or not text or text[-1] in ".!?…" or lines[number].kind is Kind.CUE:
            continue
        who, last = name(text), name(text.rpartition(" ")[2])
        if who is not None and who.sure and " " in who.text:
            found[number] = (who, label.name.asks is True)
        elif last is not None and last.key in labelled and last.text[0].isupper():
            found[number] = (last, label.name.asks is True)
    return found


def _headline(lines: Sequence[Line], label: Label, *, once: bool) -> bool:
    """Whether a line at the top of the page is its title: a name, then what they said, or what it is about."""
    text = lines[label.line].text[label.start : label.end].strip()
    if not text or label.line >= HEAD or label.shape is not Shape.COLON:
        return False
    return (once and text[-1].isalnum()) or (text[0] in '"“«„‘' and text[-1] in '”"»“’')
