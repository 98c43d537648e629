"""Which part of a page is the article."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.importer import table, thread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.importer.boxes import Item, Page
    from bot.importer.model import Block

_MOST_OF_IT = 0.85
_MOST_BY_NAME = 0.6
_TELLING = 3
_LONGEST_COUNTED = 1000
_LINKED = 0.5
_MOST_COLUMNS = 50
_LABEL = re.compile(r"[A-Z][\w .'’-]{0,30}:\s")


def blocks(page: Page) -> tuple[Block, ...]:
    """The blocks of the article; other text of the page as blocks beside it, menus not at all."""
    if posted := thread.blocks(page):
        return posted
    weights = [_weight(item.block) for item in page.items]
    totals = _totals(page, weights)
    beside = _beside(page, totals)
    inside = sum(each for each, item in zip(weights, page.items, strict=True) if not beside[item.box])
    if totals[0] > 2 * inside:
        beside = [False] * len(beside)
    if any(beside):
        weights = [0 if beside[item.box] else each for each, item in zip(weights, page.items, strict=True)]
        totals = _totals(page, weights)
    counts = _totals(page, [int(each > 0) for each in weights])
    within = _within(page, _chosen(page, totals, counts))
    kept: list[Item] = []
    for item in page.items:
        if beside[item.box] or not within[item.box]:
            item.block = replace(item.block, aside=True)
        if within[item.box] or item.block.links <= _LINKED:
            kept.append(item)
    return tuple(_with_tables(kept))


def weight(blocks_: tuple[Block, ...]) -> int:
    """How many characters of article there are."""
    return sum(len(block.text) for block in blocks_ if not block.aside and block.links <= _LINKED)


def _weight(block: Block) -> int:
    """How much a block looks like a part of an interview."""
    if block.aside or block.links > _LINKED:
        return 0
    text = block.text
    telling = "?" in text or block.hint or block.runs[0].emphasised or _LABEL.match(text)
    return min(len(text), _LONGEST_COUNTED) * (_TELLING if telling else 1)


def _totals(page: Page, weights: list[int]) -> list[int]:
    """The weight of all that is in each box."""
    totals = [0] * len(page.boxes)
    for item, each in zip(page.items, weights, strict=True):
        totals[item.box] += each
    for number in range(len(totals) - 1, 0, -1):
        totals[page.boxes[number].parent] += totals[number]
    return totals


def _beside(page: Page, totals: list[int]) -> list[bool]:
    """Which boxes are no part of the article by their names; one that holds most of the page is, whatever its name."""
    beside = [False] * len(page.boxes)
    for number, box in enumerate(page.boxes[1:], start=1):
        beside[number] = beside[box.parent] or (box.aside and totals[number] * 2 <= totals[0])
    return beside


def _chosen(page: Page, totals: list[int], counts: list[int]) -> int:
    """The smallest box that holds nearly all that looks like an interview, and not only its longest paragraph."""
    best = [0] * len(totals)
    for number in range(len(totals) - 1, 0, -1):
        parent = page.boxes[number].parent
        if totals[number] >= totals[best[parent]] or not best[parent]:
            best[parent] = number
    chosen = 0
    while inner := best[chosen]:
        share = _MOST_BY_NAME if page.boxes[inner].article else _MOST_OF_IT
        if not totals[inner] or totals[inner] < totals[0] * share or counts[inner] < counts[0] * share:
            break
        chosen = inner
    return chosen


def _within(page: Page, chosen: int) -> list[bool]:
    within = [False] * len(page.boxes)
    within[chosen] = True
    for number in range(chosen + 1, len(page.boxes)):
        within[number] = within[page.boxes[number].parent]
    return within


def _with_tables(items: list[Item]) -> Iterator[Block]:
    """The blocks, in which the rows of a transcript's table are cues."""
    at = 0
    while at < len(items):
        cell = items[at].cell
        end = at + 1
        while cell and end < len(items) and (other := items[end].cell) and other[0] == cell[0]:
            end += 1
        part = items[at:end]
        yield from _rows(part) if cell else [item.block for item in part]
        at = end


def _rows(items: list[Item]) -> list[Block]:
    rows: dict[int, dict[int, list[Block]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        if item.cell:
            rows[item.cell[1]][item.cell[2]].append(item.block)
    width = min(max(rows[min(rows)]) + 1, _MOST_COLUMNS)
    if not table.names_columns([rows[min(rows)].get(column, []) for column in range(width)]):
        return [item.block for item in items]
    return table.blocks([[cells.get(column, []) for column in range(width)] for cells in rows.values()])
