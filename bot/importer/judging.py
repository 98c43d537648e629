"""Whether what was found is an interview: a logistic regression over the signals, and the reason where it says no."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

REFUSED: Final = 0.5
"""Below this probability there are no pairs."""
SURE: Final = 0.8
"""Below this one a person should look whether it is an interview."""
NO_PAIRS: Final = "No question is followed by an answer here."
SAYS_SO: Final = "Nothing on the page says that somebody was talked to."
OTHER: Final = "The page calls itself something else than an interview."
NOBODY: Final = "Nobody here is spoken to and answers in their own person."
READERS: Final = "The questions are readers' own, and the answers tell them what to do."
CROWD: Final = "Several people speak with each other, and nobody is interviewed by the others."
BACK: Final = "Whoever answers asks back as much: these two speak with each other, and nobody interviews."
SHORT: Final = "The turns are as short as in a play or a chat: nobody answers at length."
ACTED: Final = "This looks like a script: it tells who comes and goes, and what they do."
PARTS: Final = "The labels name parts, as in a play, a court or a shop, and not people."
HEADINGS: Final = "All the questions are headings of an article: nobody says anything between them."
QUOTATIONS: Final = "This is a list of quotations: nobody asks anything."
LISTS: Final = "The answers are lists and figures, not what somebody said."
DATED: Final = "Most lines bear a date, as in a log or a chat."
LITTLE: Final = "Only a small part of the text is questions and answers."
DOUBTED: Final = "Look whether this is an interview at all. {}"


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal's part in the judgement.

    Attributes:
        weight: Its coefficient.
        usual: What it is in most interviews.
        reason: What to say where it speaks against an interview more than the others.
    """

    weight: float
    usual: float
    reason: str


CONSTANT: Final = -3.04
# Fitted by scripts/weigh_evidence.py.
SIGNALS: Final[Mapping[str, Signal]] = {
    "brief": Signal(1.37, 0.58, LITTLE),
    "spoken": Signal(3.61, 0.75, NOBODY),
    "met": Signal(2.57, 0.31, NOBODY),
    "single": Signal(0.27, 0.52, NOBODY),
    "readers_ask": Signal(-2.18, 0.01, READERS),
    "readers_told": Signal(-2.66, 0.08, READERS),
    "told": Signal(2.78, 0.25, SAYS_SO),
    "headed": Signal(2.39, 0.33, SAYS_SO),
    "other": Signal(-2.00, 0.06, OTHER),
    "others_near": Signal(-4.23, 0.02, OTHER),
    "manners": Signal(0.31, 0.08, SAYS_SO),
    "known": Signal(0.83, 0.26, SAYS_SO),
    "unsaid": Signal(-0.43, 0.12, SAYS_SO),
    "asks_back": Signal(-1.97, 0.03, BACK),
    "peers": Signal(-3.13, 0.02, BACK),
    "at_length": Signal(1.19, -0.02, SHORT),
    "crowd": Signal(-1.51, 0.02, CROWD),
    "many": Signal(-0.61, 0.02, CROWD),
    "covered": Signal(1.64, 0.83, LITTLE),
    "few": Signal(-3.04, 0.01, LITTLE),
    "all_ask": Signal(-6.11, 0.02, HEADINGS),
    "remarks": Signal(2.61, 0.12, HEADINGS),
    "mailed": Signal(0.52, 0.03, SAYS_SO),
    "figures": Signal(-2.51, 0.01, LISTS),
    "items": Signal(-1.71, 0.00, LISTS),
    "unended": Signal(-1.63, 0.01, LISTS),
    "quotations": Signal(-1.32, 0.00, QUOTATIONS),
    "acted": Signal(-4.47, 0.00, ACTED),
    "dated": Signal(-1.69, 0.00, DATED),
    "parts": Signal(-3.38, 0.01, PARTS),
}


def probability(signals: Mapping[str, float]) -> float:
    """How likely (0 to 1) it is an interview."""
    logit = CONSTANT + sum(each.weight * signals[name] for name, each in SIGNALS.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def against(signals: Mapping[str, float]) -> str | None:
    """Why it is no interview; None where it may be one."""
    return None if probability(signals) >= REFUSED else _most(signals)


def doubt(signals: Mapping[str, float]) -> str | None:
    """What speaks against an interview where it is not sure to be one; None where it is."""
    return DOUBTED.format(_most(signals)) if probability(signals) < SURE and signals["brief"] < 0.5 else None


def _most(signals: Mapping[str, float]) -> str:
    """The reason that makes the most of the difference from most interviews."""
    difference: dict[str, float] = defaultdict(float)
    for name, each in SIGNALS.items():
        difference[each.reason] += each.weight * (each.usual - signals[name])
    return max(difference, key=lambda reason: difference[reason])
