"""What a line without a label says of who speaks in it: signals, each with a weight for every state it may be in.

No signal is sure. Their weights, and the price of every step from one state to the next, were fitted together on whole
interviews whose labels were hidden, so that how long people speak, what they begin with and what was said before it
are weighed against each other.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bot.importer.bows import Leave
from bot.importer.cues import (
    ANSWERING,
    ASKING,
    GOING_ON,
    ME,
    OURS,
    QUOTES,
    YOU,
    first_sentence,
    holds_question,
    introduces,
    length,
    opener,
    replies_briefly,
    supposes,
    words_of,
)
from bot.importer.lines import names_again
from bot.importer.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.importer.alternation import Unit
    from bot.importer.turns import Page

_HEAD = 6
"""Lines at the beginning that tell of the page."""
_INTRO = 8
"""Lines at the beginning of which one may introduce the talk."""
_TAIL = 5
"""Lines at the end in which the page may take its leave."""
_LONG = 25
"""Words beyond which a question is seldom."""
_SHORT = 6
"""Words below which hardly anything is told."""
_REMARK = 45
"""Words of what an interviewer says of somebody without asking, at most."""

# For each signal its weight for: before the interview, asked, the answer begins, after the interview. That an answer
# goes on weighs nothing. Fitted by scripts/weigh_turns.py.
WEIGHTS: Final[Mapping[str, tuple[float, float, float, float]]] = {
    "alone_in_block": (0.66, -0.27, 0.88, 1.13),
    "always": (0.12, -0.48, 0.50, 0.24),
    "answering_word": (-0.09, -0.39, 0.85, -1.11),
    "asked_before": (-1.17, -1.03, 1.03, -1.10),
    "asking_word": (-0.26, 1.01, 0.77, -1.10),
    "asks": (-1.28, 1.04, -0.02, -1.38),
    "brief_reply": (-1.43, -0.46, 0.75, -2.07),
    "by_turns": (0.81, 1.13, 0.62, 1.39),
    "cue": (-2.85, 1.21, -1.25, -0.04),
    "early": (0.80, -0.09, 0.72, -1.56),
    "exclaims": (0.30, -1.08, 0.60, 0.53),
    "first": (0.37, -0.37, 0.00, 0.00),
    "goes_on": (-0.47, -2.18, 0.46, -0.89),
    "holds_question": (-0.95, 0.06, -0.11, 0.22),
    "inside_block": (0.35, -0.85, 0.93, -0.05),
    "introduces": (1.24, -0.10, 0.39, -0.00),
    "leaves": (-0.00, 1.02, -0.60, 1.91),
    "long": (0.50, -1.07, 1.32, -0.25),
    "longer": (1.16, 0.22, 0.10, 0.66),
    "longer_than_usual": (-0.65, -0.30, -0.63, -0.75),
    "me": (-1.56, 0.22, -0.05, -1.34),
    "me_first": (-0.20, -0.60, -0.76, -0.01),
    "named_again": (0.19, 0.17, -0.87, -0.01),
    "of_me": (-1.06, -0.34, 0.02, -1.21),
    "of_us": (-0.43, -0.41, -0.16, 0.13),
    "of_you": (-0.41, 0.09, 0.14, -0.43),
    "one_sentence": (1.31, 1.22, -1.11, 0.14),
    "opener": (-0.80, 0.90, 0.71, 0.14),
    "opens_block": (0.10, 0.98, -0.41, -0.03),
    "quoted": (0.91, -1.09, -0.16, 0.39),
    "short": (0.29, -2.04, 0.69, -0.23),
    "size": (0.14, -0.46, 0.36, 0.24),
    "supposes": (-0.71, 0.84, -0.61, -0.00),
    "you": (-0.36, 0.16, -0.21, 1.78),
    "you_first": (-0.39, 0.28, -0.40, -1.07),
}
# From a state to a state; what is not here cannot be. Fitted with them.
STEPS: Final[Mapping[tuple[int, int], float]] = {
    (0, 0): 0.04,
    (0, 1): 0.37,
    (1, 2): -0.50,
    (1, 3): 0.52,
    (2, 2): -0.63,
    (2, 3): -0.50,
    (3, 1): 0.24,
    (3, 4): -1.03,
    (3, 5): -0.26,
    (4, 1): 1.41,
    (4, 4): -0.44,
    (4, 5): 0.23,
    (5, 5): 0.59,
}


def signals(page: Page, units: Sequence[Unit], *, adjacent: bool) -> list[dict[str, float]]:
    """The signals of each unit that are not 0.

    Args:
        page: The document.
        units: In order.
        adjacent: Whether question and answer stand in one block.
    """
    leave = Leave(page.lines[:_HEAD])
    by_turns = _by_turns(units)
    sizes = [math.log1p(length(unit.text)) for unit in units]
    usual = sorted(sizes)[len(sizes) // 2] if sizes else 0.0
    found = []
    for at, unit in enumerate(units):
        line = page.lines[unit.numbers[0]]
        each = _said(unit) | _size(sizes[at], usual)
        each["by_turns"] = by_turns
        each["asked_before"] = at > 0 and units[at - 1].asks
        each["longer"] = sizes[at] - sizes[at - 1] if at else 0.0
        each["first"] = at == 0
        early = at < _INTRO and not unit.asks
        each["early"] = early
        each["introduces"] = early and introduces(unit.text)
        each["named_again"] = early and names_again(page.lines, unit.numbers[0])
        each["leaves"] = at >= len(units) - _TAIL and leave.takes(line.text)
        if adjacent:
            followed = at + 1 < len(units) and page.lines[units[at + 1].numbers[0]].block == line.block
            each["opens_block"] = line.opens and followed
            each["alone_in_block"] = line.opens and not followed
            each["inside_block"] = not line.opens
        each["cue"] = line.kind is Kind.CUE
        found.append({name: value for name, value in each.items() if value})
    return found


def _by_turns(units: Sequence[Unit]) -> float:
    """How far (-0.5 to 0.5) marked questions are an even number of units apart, as where nobody speaks in two."""
    places = [at for at, unit in enumerate(units) if unit.asks]
    even = sum((after - before) % 2 == 0 for before, after in pairwise(places))
    return (even + 1) / (max(0, len(places) - 1) + 2) - 0.5


def _size(size: float, usual: float) -> dict[str, float]:
    return {
        "size": size,
        "long": max(0.0, size - math.log1p(_LONG)),
        "short": max(0.0, math.log1p(_SHORT) - size),
        "longer_than_usual": size - usual,
    }


def _said(unit: Unit) -> dict[str, float]:
    """What the words of a unit say for themselves."""
    text, asked = unit.text, unit.asks
    words = words_of(text) or [""]
    opens = opener(text)
    begun = words_of(opens) if opens else ()
    mine = sum(word in ME for word in words) - sum(word in ME for word in begun)
    yours = sum(word in YOU for word in words)
    sentence = first_sentence(text)
    first = words if sentence == text else words_of(sentence)
    share = 8 / max(8, len(words))
    told = not asked
    return {
        "always": 1.0,
        "asks": asked,
        "holds_question": told and holds_question(text),
        "me": told * max(0.0, min(2.0, 0.9 * share * mine)),
        "you": told * min(1.6, 0.9 * share * yours),
        "asking_word": told and words[0] in ASKING,
        "answering_word": words[0] in ANSWERING,
        "opener": bool(opens),
        "supposes": supposes(text),
        "of_you": len(words) < _REMARK and yours > 0 and mine <= 0,
        "me_first": not ME.isdisjoint(first),
        "you_first": not YOU.isdisjoint(first),
        "brief_reply": replies_briefly(text),
        "one_sentence": sentence == text,
        "quoted": text[:1] in QUOTES,
        "exclaims": "!" in text,
        "of_me": mine > 0,
        "of_us": not OURS.isdisjoint(words),
        "goes_on": told and words[0] in GOING_ON,
    }
