"""Page numbers and running heads, as copies of printed pages have them in the middle of sentences."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise

from bot.importer.layout import ends_sentence

PAGE_END = "\f"
_LONGEST = 100
_FEWEST = 3
_NEAR = 2
_NUMBER = re.compile(r"(?<!\d)\d{1,5}(?!\d)")
_DECORATED = re.compile(r"[-–—~|•*\[(]\s*\d{1,4}\s*[-–—~|•*\])]|(?:page|seite|p\.|pag\.|s\.) ?\d{1,4}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def find(lines: list[str]) -> set[int]:
    """The numbers of the lines that belong to the page and not to the text."""
    filled = [number for number, line in enumerate(lines) if line.strip() and line != PAGE_END]
    order = {number: place for place, number in enumerate(filled)}
    found = _page_numbers(lines, filled, order) | _at_page_ends(lines, order)
    found |= {number for number in filled if _DECORATED.fullmatch(lines[number].strip())}
    return found | _running_heads(lines, filled, order, found) if found else found


def without(lines: list[str], found: set[int]) -> tuple[list[str], dict[int, list[str]]]:
    """The lines without those found, and those by the place where they were taken out.

    Where a sentence ran on over the end of the page, it is whole again.
    """
    kept: list[str] = []
    taken: dict[int, list[str]] = defaultdict(list)
    after_page = False
    for number, line in enumerate(lines):
        if number in found or line == PAGE_END:
            after_page = True
            if line != PAGE_END:
                taken[len(kept)].append(line.strip())
        elif after_page and not line.strip():
            kept.append("")
        else:
            if after_page:
                _close(kept, line)
            after_page = False
            kept.append(line)
    return kept, taken


def _close(kept: list[str], line: str) -> None:
    last = len(kept) - 1
    while last >= 0 and not kept[last].strip():
        last -= 1
    if last >= 0 and not ends_sentence(kept[last]) and line.lstrip()[:1].islower():
        del kept[last + 1 :]
    elif last == len(kept) - 1:
        kept.append("")


def _page_numbers(lines: list[str], filled: list[int], order: dict[int, int]) -> set[int]:
    """Lines alike but for a number that counts up, some of which part a sentence."""
    alike: dict[str, list[int]] = defaultdict(list)
    for number in filled:
        line = lines[number].strip()
        if len(line) <= _LONGEST and _NUMBER.search(line):
            alike[_DIGITS.sub("#", line)].append(number)
    found: set[int] = set()
    for places in alike.values():
        if len(places) < _FEWEST:
            continue
        counts = [[int(each) for each in _NUMBER.findall(lines[place])] for place in places]
        rising = any(
            all(0 < after - before <= _NEAR for before, after in pairwise(column))
            for column in zip(*counts, strict=False)
        )
        parting = sum(order[place] > 0 and not ends_sentence(lines[filled[order[place] - 1]]) for place in places)
        if rising and parting * 3 >= len(places):
            found.update(places)
    return found


def _at_page_ends(lines: list[str], order: dict[int, int]) -> set[int]:
    """Lines next to a form feed that say the same, but for numbers, next to another, and seldom in the text itself."""
    beside: dict[str, set[int]] = defaultdict(set)
    last: list[int] = []
    waiting = 0
    for number, line in enumerate(lines):
        if line == PAGE_END:
            waiting = _NEAR
            for place in last[-_NEAR:]:
                beside[_DIGITS.sub("#", lines[place].strip())].add(place)
        elif number in order:
            last = [*last[-1:], number]
            if waiting:
                waiting -= 1
                beside[_DIGITS.sub("#", line.strip())].add(number)
    everywhere = Counter(_DIGITS.sub("#", lines[number].strip()) for number in order)
    return {
        place
        for shape, places in beside.items()
        if shape == "#" or 1 < len(places) >= 2 * (everywhere[shape] - len(places))
        for place in places
    }


def _running_heads(lines: list[str], filled: list[int], order: dict[int, int], found: set[int]) -> set[int]:
    """Lines that are repeated word by word, nearly always beside a page number or at the top of the text.

    Where such a line is somebody's label as well, the first of two in a row is the page's.
    """
    same: dict[str, list[int]] = defaultdict(list)
    for number in filled:
        if number not in found:
            same[lines[number].strip()].append(number)
    heads: set[int] = set()
    for places in same.values():
        beside = [
            place
            for place in places
            if not order[place]
            or any(filled[at] in found for at in (order[place] - 1, order[place] + 1) if at < len(filled))
        ]
        if len(places) > 1 and len(beside) * 5 >= len(places) * 4:
            heads.update(places)
        elif beside:
            heads.update(
                place for place, after in pairwise(places) if place in beside and order[after] == order[place] + 1
            )
    return heads
