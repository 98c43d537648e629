"""The engine: a question in, one of three outcomes out. Knows nothing of Discord, files or clocks."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from bot.search.calibration import LEXICAL, Evidence
from bot.search.index import Field, Index
from bot.search.passages import best
from bot.search.results import Answer, Match, NoAnswer, Suggestions
from bot.search.scoring import likeness
from bot.search.spelling import Speller
from bot.search.text import STOP_WORDS, Aliases, sentences, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bot.knowledge.model import Entry, Snapshot
    from bot.search.calibration import Calibration
    from bot.search.index import Overlap, Unit
    from bot.search.results import Passage

FIELD_WEIGHTS = np.array([1.0, 1.0, 0.9, 0.9, 0.9], dtype=np.float32)
"""What likeness to a unit of each `Field` counts: fans' questions resemble questions more than answers."""
BM25_SHARE = 0.3
COVERAGE_SHARE = 0.3
CHOICES = 3
"""How many pairs are offered when unsure."""
_COMPLETIONS = 20


@dataclass(frozen=True, slots=True)
class Analysis:
    """A question made ready: `terms` are its stems, each with how sure it is; `corrections` what was read for what."""

    terms: Mapping[str, float]
    corrections: Mapping[str, str]


class Engine:
    """Finds the pair that answers a question.

    Building reads the whole snapshot; afterwards nothing changes. One engine answers one question at a time.

    Args:
        snapshot: The content to search.
        calibration: How scores become probabilities, and the limits of the bands.
    """

    def __init__(self, snapshot: Snapshot, calibration: Calibration = LEXICAL) -> None:
        self.snapshot = snapshot
        self._calibration = calibration
        self._aliases = Aliases(_nicknames(snapshot))
        self._index = Index(snapshot, self._aliases)
        self._speller = Speller(self._index.vocabulary | STOP_WORDS)
        self._sorted_words = sorted(self._index.vocabulary)

    def find(self, question: str, *, top: int = CHOICES) -> Answer | Suggestions | NoAnswer:
        """The answer to a question, suggestions when unsure, or nothing.

        Args:
            question: As a fan typed it; any text.
            top: How many matches to give back, whatever the outcome.
        """
        analysis = self._analyse(question)
        overlap = self._index.overlap(analysis.terms)
        likenesses = self._likenesses(overlap)
        scores = self._scores(overlap, likenesses)
        order = np.argsort(-scores, kind="stable")[: max(top, CHOICES + 1)]
        order = order[scores[order] > 0]
        matches = tuple(self._match(at, order, scores, overlap, likenesses) for at in order)
        limits = (self._calibration.answer_at, self._calibration.suggest_at)
        finding = NoAnswer(
            question,
            matches[:top],
            matches[0].confidence if matches else 0.0,
            analysis.corrections,
            limits,
        )
        return self._band(finding, matches)

    def complete(self, typed: str, *, limit: int = 25) -> list[str]:
        """Known questions that what has been typed so far may become; the last word may be unfinished.

        With nothing typed, the first questions of each interview in turn.
        """
        tokens = words(typed)
        if not tokens:
            return self._openers(limit)
        readings = [(word, 1.0) for word in self._aliases.apply(tokens)]
        readings += [(word, 0.8) for word in self._words_starting(tokens[-1])]
        overlap = self._index.overlap(self._index.terms(readings))
        likenesses = self._likenesses(overlap)
        likenesses[self._index.fields != Field.QUESTION] = 0
        nearest = [self._index.units[at] for at in np.argsort(-likenesses, kind="stable")[:limit] if likenesses[at] > 0]
        return list(dict.fromkeys(unit.text for unit in nearest))

    def about(self, topic: str) -> list[Entry]:
        """The pairs that a topic, a name or some words point to, in the snapshot's order; all for an empty topic."""
        analysis = self._analyse(topic)
        if not analysis.terms:
            return list(self.snapshot.entries)
        overlap = self._index.overlap(analysis.terms)
        nearly_all = overlap.entries >= 0.8 * overlap.question
        return [self.snapshot.entries[at] for at in np.flatnonzero(nearly_all)]

    def _analyse(self, question: str) -> Analysis:
        tokens = self._aliases.apply(words(question))
        readings = [self._speller.readings(token) for token in tokens]
        likeliest = [alternatives[0].word for alternatives in readings]
        corrections = {typed: read for typed, read in zip(tokens, likeliest, strict=True) if typed != read}
        named = self._aliases.apply(likeliest)
        if named != likeliest:
            # A nickname was misspelt.
            terms = self._index.terms((word, 1.0) for word in named)
        else:
            terms = self._index.terms((reading.word, reading.weight) for some in readings for reading in some)
        return Analysis(terms, corrections)

    def _likenesses(self, overlap: Overlap) -> NDArray[np.float32]:
        if not overlap.question:
            return np.zeros_like(overlap.units)
        return likeness(overlap.units, overlap.question, self._index.weights) * FIELD_WEIGHTS[self._index.fields]

    def _scores(self, overlap: Overlap, likenesses: NDArray[np.float32]) -> NDArray[np.float32]:
        """For each pair: its likest unit, plus shares of its BM25 score and of the question's weight it covers."""
        if not overlap.question or not len(self.snapshot):
            return np.zeros(len(self.snapshot), dtype=np.float32)
        likest: NDArray[np.float32] = np.maximum.reduceat(likenesses, self._index.starts)
        pair_wide = (BM25_SHARE * overlap.bm25 + COVERAGE_SHARE * overlap.entries) / overlap.question
        return (likest + pair_wide).astype(np.float32)

    def _match(
        self,
        at: int,
        order: NDArray[np.intp],
        scores: NDArray[np.float32],
        overlap: Overlap,
        likenesses: NDArray[np.float32],
    ) -> Match:
        others = scores[order[order != at]]
        margin = float(scores[at] - others.max()) if len(others) else float(scores[at])
        evidence = Evidence(float(scores[at]), margin, float(overlap.entries[at]))
        entry = self.snapshot.entries[at]
        first, last = self._units_of(at)
        likest = first + int(np.argmax(likenesses[first:last]))
        return Match(
            entry=entry,
            confidence=self._calibration.confidence(evidence),
            passage=self._passage(entry, self._index.units[first:last], likenesses[first:last]),
            matched=self._index.units[likest].text,
            score=float(scores[at]),
        )

    def _units_of(self, at: int) -> tuple[int, int]:
        starts = self._index.starts
        return int(starts[at]), int(starts[at + 1]) if at + 1 < len(starts) else len(self._index.units)

    def _passage(self, entry: Entry, units: Sequence[Unit], likenesses: NDArray[np.float32]) -> Passage:
        worth = [0.0] * len(sentences(entry.pair.answer))
        for unit, value in zip(units, likenesses, strict=True):
            if unit.field is Field.ANSWER:
                worth[unit.sentence] = float(value)
        return best(entry.pair.answer, worth)

    def _band(self, finding: NoAnswer, matches: Sequence[Match]) -> Answer | Suggestions | NoAnswer:
        calibration = self._calibration
        good = [match for match in matches if match.confidence >= calibration.suggest_at][: CHOICES + 1]
        if not good:
            return finding
        shared = (finding.question, finding.matches, finding.confidence, finding.corrections, finding.limits)
        tied = len(good) > 1 and good[0].score - good[1].score < calibration.clear
        if good[0].confidence >= calibration.answer_at and not tied:
            return Answer(*shared, others=tuple(good[1:]))
        return Suggestions(*shared, choices=tuple(good[:CHOICES]))

    def _words_starting(self, prefix: str) -> list[str]:
        start = bisect_left(self._sorted_words, prefix)
        return [word for word in self._sorted_words[start : start + _COMPLETIONS] if word.startswith(prefix)]

    def _openers(self, limit: int) -> list[str]:
        by_rank = sorted(
            (rank, number, pair.question)
            for number, interview in enumerate(self.snapshot.interviews)
            for rank, pair in enumerate(islice(interview.pairs, limit))
        )
        return [question for _, _, question in by_rank[:limit]]


def _nicknames(snapshot: Snapshot) -> Mapping[str, list[str]]:
    names: dict[str, list[str]] = {}
    for interview in snapshot.interviews:
        for alias in interview.aliases:
            for nickname in alias.nicknames:
                names.setdefault(nickname, []).append(alias.name)
    return names
