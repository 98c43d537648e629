"""How well the pairs fit a message: shared words, shared meaning, and how much it looks like no question for us."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from bot.search.encoder import normalised
from bot.search.scoring import likeness, support, wording
from bot.search.text import spaced
from bot.search.units import Field, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bot.knowledge.model import Snapshot
    from bot.search.analysis import Analysis
    from bot.search.index import Index
    from bot.search.models import Model
    from bot.search.scope import Scope

_PHRASING, _ANSWER = int(Field.PHRASING), int(Field.ANSWER)

COVERAGE_SHARE = 0.9
"""What the share of the question's words that a pair has anywhere counts beside the likeness to its likest unit."""
WORDING_SHARE = 0.75
"""What likeness in wording to the likest question or phrasing, letter by letter, counts among the candidates."""


@dataclass(frozen=True, slots=True)
class Impression:
    """How the pairs of a scope fit one text at first sight.

    Attributes:
        words: The text's words, with spaces between them.
        scores: For each pair.
        found: For each pair the weight of the text's words, without names, that stand anywhere in it.
        units: For each unit how well it fits, by words and by meaning.
        cosines: For each unit; zeros without an encoder.
        decoy: The cosine with the nearest decoy; 0 without an encoder.
    """

    words: str
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
        units: How well each of its units fits.
    """

    entry: int
    score: float
    found: float
    decoy: float
    units: NDArray[np.float32]


class Ranker:
    """Scores messages against an index.

    Args:
        snapshot: The content.
        index: Its units and their words.
        model: The one that the index was made with.
    """

    def __init__(self, snapshot: Snapshot, index: Index, model: Model) -> None:
        self._snapshot = snapshot
        self._index = index
        self._encoder = model.encoder
        self._meaning_share = model.meaning_share
        self._names = model.names

    def rank(self, message: Analysis, parts: Sequence[Analysis], count: int) -> list[Candidate]:
        """The `count` pairs that fit a message best, best first; fewer if no more fit.

        The parts of a long message count by how far they lift a pair above the average pair, so that chatter, which
        fits all pairs alike, drops out; the best part speaks for the message. The best at first sight are then looked
        at closely; looking at six, sixteen or thirty-two instead changes nothing that we can measure.
        """
        vectors = self._encoded([message, *parts])
        scope = self._index.scope(_joined([message, *parts]), None if vectors is None else vectors[0])
        if not len(scope.entries):
            return []
        impressions = [
            self._first_sight(text, scope, None if vectors is None else vectors[at])
            for at, text in enumerate([message, *parts])
        ]
        whole, focus, scores = impressions[0], impressions[0], impressions[0].scores
        if parts:
            lifted = np.stack([impression.scores - impression.scores.mean() for impression in impressions])
            focus = impressions[int(lifted.max(axis=1).argmax())]
            scores = lifted.max(axis=0) + lifted[0]
            scores = scores - scores.max() + focus.scores.max()
        closely = [
            self._looked_at(place, float(scores[place]), scope, whole, focus)
            for place in _highest(scores, count).tolist()
        ]
        return sorted(closely, key=attrgetter("score"), reverse=True)

    def _encoded(self, texts: Sequence[Analysis]) -> NDArray[np.float32] | None:
        if self._encoder is None:
            return None
        nicknamed = [at for at, text in enumerate(texts) if text.named != text.words] if self._names else []
        vectors = self._encoder.encode([text.words for text in texts] + [texts[at].named for at in nicknamed])
        if not nicknamed:
            return vectors
        vectors[nicknamed] += vectors[len(texts) :]
        return normalised(vectors[: len(texts)])

    def _first_sight(self, text: Analysis, scope: Scope, vector: NDArray[np.float32] | None) -> Impression:
        overlap = self._index.overlap(text.terms, scope)
        fits, scores = overlap.units, overlap.entries
        if overlap.question:
            fits = likeness(overlap.units, overlap.question, scope.worth)
            scores = scope.best(fits) + overlap.entries * (COVERAGE_SHARE / overlap.question)
        if vector is None or self._index.vectors is None:
            cosines, decoy = np.zeros_like(fits), 0.0
        else:
            cosines = self._index.vectors.cosines(vector, scope)
            decoy = self._index.vectors.decoy(vector)
            meaning = cosines * scope.meaning
            meaning *= self._meaning_share
            fits = fits + meaning
            scores = scores + scope.best(meaning)
        return Impression(" ".join(text.words), scores, overlap.topical, fits, cosines, decoy)

    def _looked_at(self, place: int, score: float, scope: Scope, whole: Impression, focus: Impression) -> Candidate:
        """The pair at a place of the scope: are several units near in meaning, is a question worded alike?"""
        entry, at = int(scope.entries[place]), scope.of(place)
        fields, cosines = scope.fields[at].tolist(), focus.cosines[at].tolist()
        # Its question and phrasings are a pair's first units. Rounded, so that of equal ones it is always the first.
        fits = [round(fit, 5) for fit in focus.units[at][: bisect_right(fields, _PHRASING)].tolist()]
        likest = spaced(unit(self._snapshot.entries[entry].pair, fits.index(max(fits))))
        score += WORDING_SHARE * wording(focus.words, likest)
        # What was asked in just these words needs no support from other units.
        if likest != focus.words:
            near = [cosine * counts for cosine, counts in zip(cosines, scope.meaning[at].tolist(), strict=True)]
            score += self._meaning_share * support(near, [field != _ANSWER for field in fields])
        found = max(float(whole.found[place]), float(focus.found[place]))
        return Candidate(entry, score, found, focus.decoy - max(cosines), focus.units[at])


def _highest(scores: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    """Where the `count` highest scores above 0 stand, the highest first; of equal ones those that come first."""
    least = np.partition(scores, -count)[-count] if len(scores) > count else 0.0
    places = np.flatnonzero(scores >= least if least > 0 else scores > 0)
    return places[np.argsort(-scores[places], kind="stable")[:count]]


def _joined(texts: Sequence[Analysis]) -> dict[str, float]:
    terms = dict(texts[0].terms)
    for text in texts[1:]:
        for term, sure in text.terms.items():
            terms[term] = max(sure, terms.get(term, 0.0))
    return terms
