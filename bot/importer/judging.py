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
SURE: Final = 0.9
"""Below this one a person should look whether it is an interview."""
NOTABLE: Final = 1.0
"""Logits that a reason has to make out to be said."""
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
BUSINESS: Final = "People here speak as an order of business wants it, as in a debate, a court or a council."
HEADINGS: Final = "All the questions are headings of an article: nobody says anything between them."
QUOTATIONS: Final = "This is a list of quotations: nobody asks anything."
LISTS: Final = "The answers are lists and figures, not what somebody said."
DATED: Final = "Most lines bear a date, as in a log or a chat."
FEW: Final = "There are too few questions with answers here."
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


CONSTANT: Final = -3.59
# Fitted by scripts/weigh_evidence.py.
SIGNALS: Final[Mapping[str, Signal]] = {
    "brief": Signal(4.88, 0.20, SAYS_SO),
    "spoken": Signal(6.99, 0.78, NOBODY),
    "met": Signal(5.57, 0.21, NOBODY),
    "readers_told": Signal(-4.16, 0.09, READERS),
    "told": Signal(11.22, 0.52, SAYS_SO),
    "headed": Signal(9.98, 0.36, SAYS_SO),
    "voiced": Signal(5.67, 0.15, SAYS_SO),
    "other": Signal(-42.78, 0.00, OTHER),
    "works": Signal(-14.77, 0.04, OTHER),
    "others_near": Signal(-5.99, 0.01, OTHER),
    "known": Signal(17.61, 0.14, SAYS_SO),
    "asks_back": Signal(-36.02, 0.03, BACK),
    "peers": Signal(-14.17, 0.03, BACK),
    "at_length": Signal(18.81, 0.05, SHORT),
    "sought": Signal(3.91, 0.05, CROWD),
    "many": Signal(-18.14, 0.04, CROWD),
    "covered": Signal(8.63, 0.82, LITTLE),
    "few": Signal(-22.86, 0.00, FEW),
    "all_ask": Signal(-24.73, 0.03, HEADINGS),
    "remarks": Signal(0.00, 0.23, SAYS_SO),
    "mailed": Signal(9.85, 0.02, SAYS_SO),
    "figures": Signal(-42.85, 0.01, LISTS),
    "items": Signal(-11.89, 0.00, LISTS),
    "quotations": Signal(-5.51, 0.00, QUOTATIONS),
    "acted": Signal(-20.63, 0.00, ACTED),
    "formal": Signal(-13.57, 0.00, BUSINESS),
    "dated": Signal(-18.45, 0.00, DATED),
    "parts": Signal(-14.18, 0.00, PARTS),
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
    """The reason that makes the most of the difference from most interviews; what is not said, only for want of it."""
    difference: dict[str, float] = defaultdict(float)
    for name, each in SIGNALS.items():
        difference[each.reason] += each.weight * (each.usual - signals[name])
    said = max(difference.keys() - {SAYS_SO}, key=lambda reason: (difference[reason], reason))
    return said if difference[said] >= NOTABLE else SAYS_SO
