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
    last_sentence,
    length,
    opener,
    replies_briefly,
    supposes,
    words_of,
)
from bot.importer.layout import ends_sentence
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
    "alone_in_block": (0.99, -0.23, 1.27, 1.39),
    "always": (0.07, -0.45, 0.53, 0.18),
    "answering_word": (-0.18, -0.54, 0.55, -0.68),
    "asked_back": (-0.43, 0.75, -0.30, 1.15),
    "asked_before": (-0.98, -1.12, 1.13, -0.65),
    "asking_word": (-0.49, 0.97, 0.57, -1.79),
    "asks": (-1.09, 1.09, 0.15, -1.35),
    "asks_of_us": (-0.15, -0.40, -1.04, -0.45),
    "brief_reply": (-0.92, -0.57, 0.80, -1.92),
    "by_turns": (0.73, 1.07, 1.01, 1.33),
    "cue": (-3.04, 1.34, -2.25, -0.28),
    "early": (0.64, -0.01, 0.67, -1.25),
    "exclaims": (0.07, -1.26, 0.78, 0.21),
    "first": (0.39, -0.39, 0.00, 0.00),
    "goes_on": (-0.25, -2.23, 0.36, -2.42),
    "holds_question": (-1.11, 0.03, -0.09, 0.11),
    "inside_block": (0.25, -0.87, 0.96, 0.13),
    "introduces": (1.44, -0.32, 0.17, -0.00),
    "leaves": (0.00, 0.77, -0.86, 2.11),
    "long": (0.42, -1.14, 1.40, -0.32),
    "longer": (0.82, 0.18, 0.05, 0.77),
    "longer_than_usual": (-0.35, -0.33, -0.57, -0.84),
    "me": (-1.46, 0.01, 0.09, -0.80),
    "me_first": (-0.33, -0.38, -0.71, -0.06),
    "named_again": (0.52, -0.05, -0.67, -0.01),
    "of_me": (-0.86, -0.22, 0.04, -1.31),
    "of_us": (-0.62, -0.33, -0.02, -0.28),
    "of_you": (-0.41, 0.06, 0.33, -0.55),
    "one_sentence": (0.97, 1.17, -1.08, -0.14),
    "opener": (-1.07, 1.04, 0.47, -0.58),
    "opens_block": (0.03, 1.04, -0.48, 0.08),
    "quoted": (0.53, -0.39, -0.24, 0.60),
    "short": (-0.01, -1.99, 0.83, 0.01),
    "size": (0.17, -0.48, 0.38, 0.26),
    "supposes": (-0.66, 0.54, -0.78, -0.00),
    "unended": (1.50, -1.18, -0.02, 1.74),
    "you": (-0.17, -0.02, 0.37, 1.09),
    "you_first": (-0.53, 0.33, -0.70, -0.77),
    "you_last": (-0.03, 0.50, -0.68, 0.82),
}
# From a state to a state; what is not here cannot be. Fitted with them.
STEPS: Final[Mapping[tuple[int, int], float]] = {
    (0, 0): -0.01,
    (0, 1): 0.39,
    (1, 2): -0.47,
    (1, 3): 0.52,
    (2, 2): -0.68,
    (2, 3): -0.47,
    (3, 1): 0.33,
    (3, 4): -0.85,
    (3, 5): -0.11,
    (4, 1): 1.33,
    (4, 4): -0.39,
    (4, 5): 0.09,
    (5, 5): 0.37,
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
    ended = [ends_sentence(unit.text) for unit in units]
    usually_ended = sum(ended) / max(1, len(ended))
    sizes = [math.log1p(length(unit.text)) for unit in units]
    usual = sorted(sizes)[len(sizes) // 2] if sizes else 0.0
    found: list[dict[str, float]] = []
    for at, unit in enumerate(units):
        line = page.lines[unit.numbers[0]]
        each = _said(unit) | _size(sizes[at], usual)
        each["by_turns"] = by_turns
        each["asked_before"] = at > 0 and units[at - 1].asks
        each["longer"] = sizes[at] - sizes[at - 1] if at else 0.0
        each["first"] = at == 0
        each["asked_back"] = at > 0 and units[at - 1].asks and _answers(found[-1])
        each["unended"] = usually_ended * (not ended[at])
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


def _answers(said: Mapping[str, float]) -> bool:
    """Whether by its signals something begins as answers do."""
    mine = "me_first" in said and "you_first" not in said
    return mine or "brief_reply" in said or "answering_word" in said


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
        "you_last": told and sentence != text and not YOU.isdisjoint(words_of(last_sentence(text))),
        "brief_reply": replies_briefly(text),
        "one_sentence": sentence == text,
        "quoted": text[:1] in QUOTES,
        "exclaims": "!" in text,
        "of_me": mine > 0,
        "of_us": not OURS.isdisjoint(words),
        "asks_of_us": asked and not OURS.isdisjoint(words),
        "goes_on": told and words[0] in GOING_ON,
    }
