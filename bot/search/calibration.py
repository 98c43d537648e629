"""From raw scores to the probability that a pair answers the question, and the limits of the three bands."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one pair.

    Attributes:
        score: Its ranking score.
        margin: Its score less the best other pair's; negative for all but the first.
        found: The weight of the question's terms, without names, that stand anywhere in the pair: how much there is to
            go by.
        decoy: How much nearer the question is to one that no interview answers than to anything stored in the pair.
    """

    score: float
    margin: float
    found: float
    decoy: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic regression and the limits of the bands.

    Attributes:
        intercept: The regression's constant; `score`, `found` and `decoy` are its coefficients (`found` goes with the
            logarithm of 1 + found).
        lead: The coefficient of a margin above 0.
        behind: The coefficient of a margin below 0.
        answer_at: From this probability on a pair is an answer.
        suggest_at: From this probability on it is suggested.
        offer_at: From this probability on it is offered beside a better one.
        clear: An answer also leads the next pair by at least this much score; a near tie is put to the asker.
    """

    intercept: float
    score: float
    lead: float
    found: float
    decoy: float
    behind: float
    answer_at: float
    suggest_at: float
    offer_at: float
    clear: float

    def confidence(self, evidence: Evidence) -> float:
        """The probability, 0 to 1, that the pair answers the question."""
        logit = (
            self.intercept
            + self.score * evidence.score
            + self.lead * max(evidence.margin, 0.0)
            + self.behind * min(evidence.margin, 0.0)
            + self.found * math.log1p(evidence.found)
            + self.decoy * evidence.decoy
        )
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
