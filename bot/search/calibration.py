"""From raw scores to the probability that a pair answers the question, and the limits of the three bands."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one pair.

    Attributes:
        score: Its ranking score.
        coverage: The share of the question's weight that stands anywhere in the pair, 0 to 1.
        margin: Its score less the best other pair's; negative for all but the first.
        weight: The weight of all the question's terms: how much was asked at all.
    """

    score: float
    coverage: float
    margin: float
    weight: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic regression and the limits of the bands; `scripts/calibrate.py` fits the numbers.

    Attributes:
        intercept, score, coverage, margin, weight: The regression's coefficients; `weight` goes with log(1 + weight).
        answer_at: From this probability on a pair is an answer.
        suggest_at: From this probability on it is suggested.
        clear: An answer also leads the next pair by at least this much score; a near tie is put to the asker.
    """

    intercept: float
    score: float
    coverage: float
    margin: float
    weight: float
    answer_at: float
    suggest_at: float
    clear: float

    def confidence(self, evidence: Evidence) -> float:
        """The probability, 0 to 1, that the pair answers the question."""
        logit = (
            self.intercept
            + self.score * evidence.score
            + self.coverage * evidence.coverage
            + self.margin * evidence.margin
            + self.weight * math.log1p(evidence.weight)
        )
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


LEXICAL = Calibration(
    intercept=-4.0, score=4.0, coverage=1.5, margin=4.0, weight=0.3, answer_at=0.6, suggest_at=0.3, clear=0.02
)
