"""The engine: a question in, one of three outcomes out. Knows nothing of Discord, files or clocks."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from bot.search.analysis import Analyser, parts
from bot.search.calibration import Evidence
from bot.search.index import Field, Index
from bot.search.models import static
from bot.search.passages import best
from bot.search.ranking import Ranker
from bot.search.results import Answer, Match, NoAnswer, Suggestions
from bot.search.scoring import likeness
from bot.search.spelling import Speller
from bot.search.text import STOP_WORDS, Aliases, sentences, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from bot.knowledge.model import Entry, Snapshot
    from bot.search.models import Model
    from bot.search.ranking import Candidate, Ranking
    from bot.search.results import Passage

CHOICES = 3
"""How many pairs are offered when unsure."""
_COMPLETIONS = 20


class Engine:
    """Finds the pair that answers a question.

    Building reads the whole snapshot; afterwards nothing changes. One engine answers one question at a time.

    Args:
        snapshot: The content to search.
        model: How to search it; by words and the static table if not given.
    """

    def __init__(self, snapshot: Snapshot, model: Model | None = None) -> None:
        model = static() if model is None else model
        self.snapshot = snapshot
        self._calibration = model.calibration
        self._aliases = Aliases(_nicknames(snapshot))
        self._index = Index(snapshot, self._aliases)
        speller = Speller(self._index.vocabulary | STOP_WORDS)
        self._analyser = Analyser(self._aliases, speller, self._index.terms)
        self._ranker = Ranker(snapshot, self._index, model.encoder, model.meaning_share)
        self._sorted_words = sorted(self._index.vocabulary)
        self._successors = _successors(snapshot)

    def find(self, question: str, *, top: int = CHOICES) -> Answer | Suggestions | NoAnswer:
        """The answer to a question, suggestions when unsure, or nothing.

        Args:
            question: As a fan typed it; any text.
            top: How many matches to give back, whatever the outcome.
        """
        message = self._analyser.analyse(question)
        ranking = self._ranker.rank(message, [self._analyser.analyse(part) for part in parts(question)])
        shown = self._newest_first(ranking.candidates)[: max(top, CHOICES + 1)]
        matches = tuple(self._match(candidate, shown, ranking) for candidate in shown)
        finding = NoAnswer(
            question,
            matches[:top],
            matches[0].confidence if matches else 0.0,
            message.corrections,
            (self._calibration.answer_at, self._calibration.suggest_at),
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
        likenesses = self._likenesses(self._index.terms(readings))
        likenesses[self._index.fields != Field.QUESTION] = 0
        nearest = [self._index.units[at] for at in np.argsort(-likenesses, kind="stable")[:limit] if likenesses[at] > 0]
        return list(dict.fromkeys(unit.text for unit in nearest))

    def about(self, topic: str) -> list[Entry]:
        """The pairs that a topic, a name or some words point to, in the snapshot's order; all for an empty topic."""
        analysis = self._analyser.analyse(topic)
        if not analysis.terms:
            return list(self.snapshot.entries)
        overlap = self._index.overlap(analysis.terms)
        nearly_all = overlap.entries >= 0.8 * overlap.question
        return [self.snapshot.entries[at] for at in np.flatnonzero(nearly_all)]

    def _likenesses(self, terms: Mapping[str, float]) -> NDArray[np.float32]:
        overlap = self._index.overlap(terms)
        if not overlap.question:
            return np.zeros_like(overlap.units)
        return likeness(overlap.units, overlap.question, self._index.weights)

    def _newest(self, entry: int) -> int:
        while entry in self._successors:
            entry = self._successors[entry]
        return entry

    def _newest_first(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Where an answer has been superseded, the newest one goes before it, and is as good."""
        ordered: dict[int, Candidate] = {}
        for candidate in candidates:
            newest = self._newest(candidate.entry)
            ordered.setdefault(newest, replace(candidate, entry=newest))
            ordered.setdefault(candidate.entry, candidate)
        return list(ordered.values())

    def _match(self, candidate: Candidate, shown: Sequence[Candidate], ranking: Ranking) -> Match:
        newest = self._newest(candidate.entry)
        rival = max((other.score for other in shown if self._newest(other.entry) != newest), default=0.0)
        evidence = Evidence(candidate.score, candidate.score - rival, candidate.found, candidate.decoy)
        entry = self.snapshot.entries[candidate.entry]
        units = self._index.units_of(candidate.entry)
        likest = units.start + int(np.argmax(ranking.units[units]))
        return Match(
            entry=entry,
            confidence=self._calibration.confidence(evidence),
            passage=self._passage(entry, ranking.units, units),
            matched=self._index.units[likest].text,
            evidence=evidence,
        )

    def _passage(self, entry: Entry, fits: NDArray[np.float32], units: slice) -> Passage:
        worth = [0.0] * len(sentences(entry.pair.answer))
        for at in range(units.start, units.stop):
            unit = self._index.units[at]
            if unit.field is Field.ANSWER:
                worth[unit.sentence] = float(fits[at])
        return best(entry.pair.answer, worth)

    def _band(self, finding: NoAnswer, matches: Sequence[Match]) -> Answer | Suggestions | NoAnswer:
        calibration = self._calibration
        if finding.confidence < calibration.suggest_at or not matches:
            return finding
        good = [matches[0], *(match for match in matches[1:] if match.confidence >= calibration.offer_at)]
        shared = (finding.question, finding.matches, finding.confidence, finding.corrections, finding.limits)
        tied = len(good) > 1 and good[0].evidence.margin < calibration.clear
        if good[0].confidence >= calibration.answer_at and not tied:
            return Answer(*shared, others=tuple(good[1 : CHOICES + 1]))
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


def _successors(snapshot: Snapshot) -> Mapping[int, int]:
    """For each superseded entry, the place of the one that supersedes it (the loader has refused circles)."""
    places = {entry.ref: at for at, entry in enumerate(snapshot.entries)}
    return {
        at: places[entry.pair.superseded_by]
        for at, entry in enumerate(snapshot.entries)
        if entry.pair.superseded_by in places
    }
