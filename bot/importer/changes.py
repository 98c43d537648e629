"""Marks of a change of speaker that name nobody, where two people speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.importer.labels import Label, Shape
from bot.importer.noise import direction

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.importer.lines import Line


def changes(lines: Sequence[Line], kept: Mapping[int, Label]) -> dict[int, Label]:
    """Marks without a name, where just two people speak: the other one goes on."""
    named = {label.name.key: label.name for label in kept.values()}
    if len(named) != 2:
        return {}
    found: dict[int, Label] = {}
    current: str | None = None
    for number, line in enumerate(lines):
        if number in kept:
            current = kept[number].name.key
        elif current is not None and line.source.turn and line.opens and _ended(lines, number - 1):
            current = next(each for each in named if each != current)
            found[number] = Label(number, named[current], 0, len(line.text), Shape.CHANGE, line.source.time)
    return found


def _ended(lines: Sequence[Line], number: int) -> bool:
    """Whether a sentence ends with the line: a dash in mid-sentence is no mark."""
    text = lines[number].text
    return direction(text) or text.rstrip("\"'”’»)] ")[-1:] in {".", "?", "!", "…", "♪", "", "—", "-"}
