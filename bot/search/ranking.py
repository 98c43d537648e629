"""How well every pair fits a message: shared words, shared meaning, and how much it looks like no question for us."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from bot.search.decoys import decoys
from bot.search.index import Field
from bot.search.scoring import blend, likeness
from bot.search.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.knowledge.model import Snapshot
    from bot.search.analysis import Analysis
    from bot.search.encoder import Encoder
    from bot.search.index import Index

# What each kind of unit counts, in the order of `Field`: fans' questions resemble questions more than answers.
LIKENESS = np.array([1.0, 1.0, 0.9, 0.5, 0.9], dtype=np.float32)
MEANING = np.array([1.0, 1.0, 0.96, 0.6, 0.9], dtype=np.float32)

COVERAGE_SHARE = 0.7
"""What the share of the question's words that a pair has anywhere counts beside the likeness to its likest unit."""
WORDING_SHARE = 0.3
"""What likeness in wording to a question or phrasing, letter by letter, counts among the candidates."""
CANDIDATES = 32
"""How many pairs are looked at closely."""
TOO_NEAR = 0.85
"""A decoy whose cosine with a stored text reaches this is dropped: it may be answered after all."""


@dataclass(frozen=True, slots=True)
class Impression:
    """How every pair fits one text at first sight.

    Attributes:
        words: The text's words.
        scores: For each pair.
        found: For each pair the weight of the text's words that stand anywhere in it.
        units: For each unit how well it fits, by words and by meaning.
        meaning: For each unit its cosine, weighed by its field; zeros without an encoder.
        decoy: How much nearer the text is to a decoy than to any unit: a difference of cosines, 0 without an encoder.
    """

    words: Sequence[str]
    scores: NDArray[np.float32]
    found: NDArray[np.float32]
    units: NDArray[np.float32]
    meaning: NDArray[np.float32]
    decoy: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair looked at closely: its place in the snapshot, its score, and the weight of the words it shares."""

    entry: int
    score: float
    found: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The pairs that fit a message best, best first, with each unit's fit and the message's lean towards a decoy."""

    candidates: Sequence[Candidate]
    units: NDArray[np.float32]
    decoy: float


class Ranker:
    """Scores messages against an index.

    Args:
        snapshot: The content.
        index: Its units and their words.
        encoder: Makes vectors of meaning; None to go by words alone.
        meaning_share: What likeness of meaning counts beside likeness of words.
    """

    def __init__(self, snapshot: Snapshot, index: Index, encoder: Encoder | None, meaning_share: float) -> None:
        self._index = index
        self._encoder = encoder
        self._meaning_share = meaning_share
        self._authored = index.fields != Field.ANSWER
        self._asked = (index.fields == Field.QUESTION) | (index.fields == Field.PHRASING)
        if encoder is not None:
            self._vectors = encoder.encode([words(unit.text) for unit in index.units])
            away = encoder.encode([words(decoy) for decoy in decoys(snapshot)])
            nearest = (away @ self._vectors[self._asked].T).max(axis=1, initial=-1.0)
            self._decoys = away[nearest < TOO_NEAR]

    def rank(self, message: Analysis, parts: Sequence[Analysis]) -> Ranking:
        """Score a message, and the parts of a long one.

        A part counts by how far it lifts a pair above the average pair, so that chatter, which fits all pairs alike,
        drops out; the best part speaks for the message.
        """
        whole = self._first_sight(message)
        scores, focus = whole.scores, whole
        if parts and len(scores):
            impressions = [whole, *(self._first_sight(part) for part in parts)]
            lifted = np.stack([impression.scores - impression.scores.mean() for impression in impressions])
            focus = impressions[int(lifted.max(axis=1).argmax())]
            scores = lifted.max(axis=0) + lifted[0]
            scores = scores - scores.max(initial=0.0) + focus.scores.max(initial=0.0)
        near = np.argsort(-scores, kind="stable")[:CANDIDATES]
        candidates = [
            Candidate(
                int(at), float(scores[at]) + self._closer(int(at), focus), float(max(whole.found[at], focus.found[at]))
            )
            for at in near
            if scores[at] > 0
        ]
        candidates.sort(key=lambda candidate: -candidate.score)
        return Ranking(candidates, focus.units, focus.decoy)

    def _first_sight(self, text: Analysis) -> Impression:
        index = self._index
        overlap = index.overlap(text.terms)
        likenesses = np.zeros_like(overlap.units)
        scores = np.zeros_like(overlap.entries)
        if overlap.question:
            likenesses = likeness(overlap.units, overlap.question, index.weights) * LIKENESS[index.fields]
            scores = self._best(likenesses) + COVERAGE_SHARE * overlap.entries / overlap.question
        meaning, decoy = self._meaning(text)
        return Impression(
            text.words,
            scores + self._meaning_share * self._best(meaning),
            overlap.entries,
            likenesses + self._meaning_share * meaning,
            meaning,
            decoy,
        )

    def _meaning(self, text: Analysis) -> tuple[NDArray[np.float32], float]:
        if self._encoder is None or not text.words:
            return np.zeros(len(self._index.units), dtype=np.float32), 0.0
        vector = self._encoder.encode([text.words])[0]
        cosines = self._vectors @ vector
        decoy = float((self._decoys @ vector).max(initial=0.0) - cosines.max(initial=0.0))
        return cosines * MEANING[self._index.fields], decoy

    def _best(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        starts = self._index.starts
        best: NDArray[np.float32] = np.maximum.reduceat(values, starts) if len(starts) else values[:0]
        return best

    def _closer(self, entry: int, focus: Impression) -> float:
        """What a close look adds: several units near in meaning, and a question worded alike."""
        units = self._index.units_of(entry)
        meaning = focus.meaning[units]
        several = blend(meaning, self._authored[units]) - float(meaning.max())
        texts = [self._index.normal(at) for at in range(units.start, units.stop) if self._asked[at]]
        alike = process.extractOne(" ".join(focus.words), texts, scorer=fuzz.token_sort_ratio)
        return self._meaning_share * several + WORDING_SHARE * alike[1] / 100
