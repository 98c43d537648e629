"""Pull quotes: what somebody says, set off and printed a second time."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bot.importer.cues import asks
from bot.importer.layout import ends_sentence
from bot.importer.model import Kind
from bot.search.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.importer.lines import Line

_CLOSE = 4
"""Lines between a pull quote and what it quotes, at most, where it leaves words out."""
_SHINGLE = 5
"""So many words in a row that stand elsewhere too make a quotation a pull quote."""
_RARE = 6
"""One line in so many may be set off as a quotation where quotations are not what the page is made of."""
_PHRASE = 3
"""So many are enough for one that is set off, in quotation marks, and stands elsewhere as a whole."""


def find(lines: Sequence[Line], spoken: Collection[int]) -> list[int]:
    """Set-off lines whose words stand in another line as well."""
    candidates = {
        number
        for number, line in enumerate(lines)
        if number not in spoken
        and len(line.text) < 500
        and (line.text[0] in '“"«„' or line.kind in {Kind.QUOTE, Kind.HEADING} or line.emphasised)
        and (line.text[0] in '“"«„' or not asks(line.text))
    }
    if not candidates:
        return []
    words = {number: _plain(line.text) for number, line in enumerate(lines)}
    seen: Counter[tuple[str, ...]] = Counter()
    for number, each in words.items():
        if number not in candidates:
            seen.update({tuple(each[at : at + _SHINGLE]) for at in range(len(each) - _SHINGLE + 1)})
    printed = _printed(lines, candidates)
    return [
        number
        for number in sorted(candidates)
        if number in printed or _stands_in(words[number], seen) or _quoted(lines, words, number)
    ]


def _printed(lines: Sequence[Line], candidates: Collection[int]) -> set[int]:
    """What is in quotation marks and set off as a quotation, with nobody who announces it: for the eye alone."""
    quotes = [number for number in candidates if lines[number].kind is Kind.QUOTE]
    if len(quotes) * _RARE > len(lines):
        return set()
    return {n for n in quotes if n and _in_marks(lines[n].text) and _over(lines[n - 1])}


def _over(line: Line) -> bool:
    """Whether a paragraph is over, and announces nothing."""
    return line.kind is Kind.PARAGRAPH and ends_sentence(line.text) and line.text[-1] not in ":;"


def _in_marks(text: str) -> bool:
    return text[0] in '“"«„' and text.rstrip()[-1] in '”"»“'


def _quoted(lines: Sequence[Line], words: Mapping[int, list[str]], number: int) -> bool:
    """Whether a line in quotation marks says what another one says.

    It does so to the word, or close by with words left out and, where it is set off, with one put in.
    """
    line, wanted = lines[number], words[number]
    if not _in_marks(line.text):
        return False
    set_off = line.kind is Kind.QUOTE or line.emphasised
    if set_off and len(wanted) >= _PHRASE and any(_follow(wanted, words[at]) for at in words if at != number):
        return True
    near = [at for at in range(max(0, number - _CLOSE), min(len(lines), number + _CLOSE + 1)) if at != number]
    if len(wanted) >= _SHINGLE and any(_in_order(wanted, words[at]) for at in near):
        return True
    return set_off and len(wanted) >= 2 * _SHINGLE and any(_nearly(wanted, words[at]) for at in near)


def _follow(wanted: Sequence[str], words: Sequence[str]) -> bool:
    return f" {' '.join(wanted)} " in f" {' '.join(words)} "


def _in_order(wanted: Sequence[str], words: Sequence[str]) -> bool:
    rest = iter(words)
    return all(word in rest for word in wanted)


def _nearly(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Whether all words but one stand there in order: who sets a quotation off makes it understood alone."""
    return any(_in_order([*wanted[:at], *wanted[at + 1 :]], words) for at in range(len(wanted)))


def _stands_in(words: list[str], seen: Counter[tuple[str, ...]]) -> bool:
    shingles = [tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)]
    return bool(shingles) and all(shingle in seen for shingle in shingles)


def _plain(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))
