"""What a search gives back: one of three frozen outcomes, each with its reasons.

The three bands (`docs/how-search-works.md`): `Answer` when confident, `Suggestions` when unsure or when two pairs
nearly tie, `NoAnswer` when nothing fits.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.knowledge.model import Entry
    from bot.search.calibration import Evidence


@dataclass(frozen=True, slots=True)
class Passage:
    """The part of an answer that is shown: whole sentences `first` to `last` (counted from 0, both inclusive).

    Attributes:
        first: Index of the first sentence shown.
        last: Index of the last sentence shown.
        total: Sentences in the whole answer.
        text: Those sentences, as written.
    """

    first: int
    last: int
    total: int
    text: str

    @property
    def quote(self) -> str:
        """The text with […] where something before or after it was left out."""
        before = "[…] " if self.first > 0 else ""
        after = " […]" if self.last < self.total - 1 else ""
        return f"{before}{self.text}{after}"


@dataclass(frozen=True, slots=True)
class Match:
    """One pair that may answer the question.

    Attributes:
        entry: The pair and its interview.
        confidence: Calibrated probability (0 to 1) that this pair answers the question.
        passage: The part of its answer that fits the question best.
        matched: The stored text that resembled the question most (a question, phrasing, summary or sentence).
        evidence: What the confidence rests on.
    """

    entry: Entry
    confidence: float
    passage: Passage
    matched: str
    evidence: Evidence

    @property
    def score(self) -> float:
        """The raw score that ranked it; comparable only within one search."""
        return self.evidence.score


@dataclass(frozen=True, slots=True)
class Finding:
    """What all three outcomes share.

    Attributes:
        question: As it was asked.
        matches: Best first, whatever the outcome, so that quality can be measured.
        confidence: Of the first match; 0 where there is none.
        corrections: Misspelt words and what they were read as.
        limits: The confidence from which a match is an answer, and from which it is suggested.
    """

    outcome: ClassVar[str]

    question: str
    matches: tuple[Match, ...] = ()
    confidence: float = 0.0
    corrections: Mapping[str, str] = field(default_factory=dict)
    limits: tuple[float, float] = (1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Answer(Finding):
    """The first match answers the question; `others` are good enough to be shown on request."""

    outcome: ClassVar[str] = "answer"

    others: tuple[Match, ...] = ()

    @property
    def best(self) -> Match:
        """The match to show."""
        return self.matches[0]


@dataclass(frozen=True, slots=True)
class Suggestions(Finding):
    """Unsure: `choices` (one to three) are offered to the asker."""

    outcome: ClassVar[str] = "suggest"

    choices: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class NoAnswer(Finding):
    """Nothing loaded answers the question. `matches` are for measuring only and must not be shown to a fan."""

    outcome: ClassVar[str] = "none"
