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
        found: For each pair the weight of the text's words, without names, that stand anywhere in it.
        units: For each unit how well it fits, by words and by meaning.
        cosines: For each unit; zeros without an encoder.
        decoy: The cosine with the nearest decoy; 0 without an encoder.
    """

    words: Sequence[str]
    scores: NDArray[np.float32]
    found: NDArray[np.float32]
    units: NDArray[np.float32]
    cosines: NDArray[np.float32]
    decoy: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair looked at closely.

    Attributes:
        entry: Its place in the snapshot.
        score: How well it fits.
        found: The weight of the message's words, without names, that stand anywhere in it.
        decoy: How much nearer the message is to a decoy than to the pair, as a difference of cosines.
    """

    entry: int
    score: float
    found: float
    decoy: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The pairs that fit a message best, best first, and how well each unit fits."""

    candidates: Sequence[Candidate]
    units: NDArray[np.float32]


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
        candidates = [self._candidate(int(at), float(scores[at]), whole, focus) for at in near if scores[at] > 0]
        candidates.sort(key=lambda candidate: -candidate.score)
        return Ranking(candidates, focus.units)

    def _candidate(self, entry: int, score: float, whole: Impression, focus: Impression) -> Candidate:
        """Look closely: are several of the pair's units near in meaning, is a question worded alike?"""
        units = self._index.units_of(entry)
        meaning = focus.cosines[units] * MEANING[self._index.fields[units]]
        several = blend(meaning, self._authored[units]) - float(meaning.max())
        texts = [self._index.normal(at) for at in range(units.start, units.stop) if self._asked[at]]
        alike = process.extractOne(" ".join(focus.words), texts, scorer=fuzz.token_sort_ratio)
        return Candidate(
            entry,
            score + self._meaning_share * several + WORDING_SHARE * alike[1] / 100,
            float(max(whole.found[entry], focus.found[entry])),
            focus.decoy - float(focus.cosines[units].max()),
        )

    def _first_sight(self, text: Analysis) -> Impression:
        index = self._index
        overlap = index.overlap(text.terms)
        likenesses = np.zeros_like(overlap.units)
        scores = np.zeros_like(overlap.entries)
        if overlap.question:
            likenesses = likeness(overlap.units, overlap.question, index.weights) * LIKENESS[index.fields]
            scores = self._best(likenesses) + COVERAGE_SHARE * overlap.entries / overlap.question
        cosines, decoy = self._cosines(text)
        meaning = self._meaning_share * cosines * MEANING[index.fields]
        return Impression(
            text.words, scores + self._best(meaning), overlap.topical, likenesses + meaning, cosines, decoy
        )

    def _cosines(self, text: Analysis) -> tuple[NDArray[np.float32], float]:
        """The cosine with every unit, and with the nearest decoy."""
        if self._encoder is None or not text.words:
            return np.zeros(len(self._index.units), dtype=np.float32), 0.0
        vector = self._encoder.encode([text.words])[0]
        return self._vectors @ vector, float((self._decoys @ vector).max(initial=0.0))

    def _best(self, values: NDArray[np.float32]) -> NDArray[np.float32]:
        starts = self._index.starts
        best: NDArray[np.float32] = np.maximum.reduceat(values, starts) if len(starts) else values[:0]
        return best
