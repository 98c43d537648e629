"""What a line without a label says of who speaks in it: signals, each with a weight for every state it may be in.

No signal is sure. Their weights, and the price of every step from one state to the next, were fitted together on whole
interviews whose labels were hidden, so that how long people speak, what they begin with and what was said before it
are weighed against each other.
"""

from __future__ import annotations

import math
from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

from bot.importer.bows import Leave
from bot.importer.cues import (
    ANSWERING,
    ASKING,
    GOING_ON,
    ME,
    OURS,
    QUOTES,
    REMARK,
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
_STEM = 5
"""Letters by which words are compared, whatever their endings."""
_RARE = 4
"""Units in which a word may stand and still tell what is spoken of."""
_LONG = 25
"""Words beyond which a question is seldom."""
_SHORT = 6
"""Words below which hardly anything is told."""

# For each signal its weight for: before the interview, asked, the answer begins, after the interview. That an answer
# goes on weighs nothing. Fitted by scripts/weigh_turns.py.
WEIGHTS: Final[Mapping[str, tuple[float, float, float, float]]] = {
    "alone_in_block": (1.18, 0.08, 1.83, 1.52),
    "always": (0.11, -0.46, 0.53, 0.17),
    "answering_word": (-0.19, -0.37, 0.48, -0.12),
    "asked_back": (-0.56, 0.95, -0.11, 1.05),
    "asked_before": (-0.96, -1.05, 1.12, -0.85),
    "asking_word": (-0.50, 1.04, 0.59, -1.58),
    "asks": (-1.08, 1.08, 0.17, -1.51),
    "asks_of_us": (-0.38, -0.50, -0.70, -0.48),
    "brief_reply": (-0.84, -0.54, 0.91, -1.80),
    "by_turns": (0.72, 0.86, 0.97, 0.92),
    "cue": (-3.17, 1.45, -2.68, -0.67),
    "early": (0.67, -0.11, 0.61, -1.06),
    "exclaims": (0.49, -0.95, 0.94, 0.53),
    "first": (0.35, -0.35, 0.00, 0.00),
    "goes_on": (0.79, -2.08, 0.35, -2.84),
    "holds_question": (-1.18, -0.11, 0.12, 0.48),
    "inside_block": (0.38, -0.59, 1.10, 0.10),
    "introduces": (1.39, -0.55, 0.52, -0.00),
    "leaves": (-0.00, 0.84, -0.55, 1.90),
    "long": (0.71, -1.29, 1.35, -0.25),
    "longer": (0.94, 0.12, 0.06, 0.63),
    "longer_than_usual": (-0.24, -0.37, -0.67, -0.56),
    "me": (-1.34, 0.05, -0.04, -1.16),
    "me_first": (-0.59, -0.38, -0.81, -0.31),
    "named_again": (0.51, 0.17, -0.67, -0.02),
    "of_me": (-0.73, -0.27, 0.05, -1.47),
    "of_us": (-0.52, -0.33, 0.16, 0.19),
    "of_you": (-0.42, 0.15, 0.24, -0.49),
    "one_sentence": (0.67, 1.14, -1.05, -0.06),
    "opener": (-1.12, 0.94, 0.17, -1.60),
    "opens_block": (0.08, 0.97, -0.46, 0.07),
    "quoted": (0.60, -0.83, 0.55, 0.78),
    "short": (0.32, -1.97, 0.90, 0.20),
    "size": (0.19, -0.52, 0.36, 0.34),
    "supposes": (-0.69, 1.43, -0.55, -0.02),
    "takes_up": (-0.53, -0.68, 0.75, -0.73),
    "unended": (1.43, -1.10, -0.50, 2.04),
    "you": (-0.26, -0.00, 0.78, 1.23),
    "you_first": (-0.45, 0.42, -0.61, -0.46),
    "you_last": (-0.05, 0.45, -0.57, 0.65),
}
# From a state to a state; what is not here cannot be. Fitted with them.
STEPS: Final[Mapping[tuple[int, int], float]] = {
    (0, 0): 0.06,
    (0, 1): 0.35,
    (1, 2): -0.48,
    (1, 3): 0.52,
    (2, 2): -0.71,
    (2, 3): -0.48,
    (3, 1): 0.33,
    (3, 4): -0.75,
    (3, 5): -0.07,
    (4, 1): 1.24,
    (4, 4): -0.42,
    (4, 5): -0.36,
    (5, 5): 0.55,
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
    said = [words_of(unit.text) or [""] for unit in units]
    topics = _topics(said)
    for at, unit in enumerate(units):
        line = page.lines[unit.numbers[0]]
        each = _said(unit, said[at]) | _size(sizes[at], usual)
        each["by_turns"] = by_turns
        each["asked_before"] = at > 0 and units[at - 1].asks
        each["longer"] = sizes[at] - sizes[at - 1] if at else 0.0
        each["first"] = at == 0
        each["takes_up"] = at > 0 and not topics[at].isdisjoint(topics[at - 1])
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


def _topics(said: Sequence[Sequence[str]]) -> list[set[str]]:
    """The words of each unit, without their endings, that stand in few others: what it speaks of."""
    stems = [{word[:_STEM] for word in words if word[_STEM - 2 :]} for words in said]
    times = Counter(chain.from_iterable(stems))
    often = {stem for stem, count in times.items() if count > _RARE}
    return [each - often for each in stems]


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


def _said(unit: Unit, words: Sequence[str]) -> dict[str, float]:
    """What the words of a unit say for themselves."""
    text, asked = unit.text, unit.asks
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
        "of_you": len(words) < REMARK and yours > 0 and mine <= 0,
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
