"""The engine: a question in, one of three outcomes out. Knows nothing of Discord, files or clocks."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from bot.search.analysis import Analyser, parts
from bot.search.building import build
from bot.search.calibration import Evidence
from bot.search.index import Index
from bot.search.models import static
from bot.search.passages import best
from bot.search.ranking import Ranker
from bot.search.results import Answer, Match, NoAnswer, Suggestions
from bot.search.scoring import likeness
from bot.search.spelling import Speller, as_typed
from bot.search.text import STOP_WORDS, Aliases, words
from bot.search.units import Field, unit, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.knowledge.model import Entry, Snapshot
    from bot.search.building import Arrays
    from bot.search.models import Model
    from bot.search.ranking import Candidate

CHOICES = 3
"""How many pairs are offered when unsure."""
_COMPLETIONS = 20
_ANSWER = int(Field.ANSWER)


class Engine:
    """Finds the pair that answers a question. Once made it never changes, and may answer several questions at once.

    Args:
        snapshot: The content to search.
        model: How to search it; by words and the static table if not given.
        arrays: The index of just this snapshot and model, as `lay_out` makes it; made now if not given.

    Attributes:
        snapshot: The content.
        model: How it is searched.
        quick: Whether `find` takes about a millisecond; otherwise it belongs off an event loop.
    """

    def __init__(self, snapshot: Snapshot, model: Model | None = None, arrays: Arrays | None = None) -> None:
        model = static() if model is None else model
        self.snapshot = snapshot
        self.model = model
        self.quick = model.quick
        self._calibration = model.calibration
        self._aliases = aliases(snapshot)
        self._index = Index(lay_out(snapshot, model) if arrays is None else arrays)
        known = [*self._index.vocabulary, *STOP_WORDS.difference(self._index.vocabulary)]
        readings = Speller(known).readings if model.spelling else as_typed
        self._analyser = Analyser(self._aliases, readings, self._index.terms)
        self._ranker = Ranker(snapshot, self._index, model)
        self._successors = _successors(snapshot)

    def find(self, question: str, *, top: int = CHOICES) -> Answer | Suggestions | NoAnswer:
        """The answer to a question, suggestions when unsure, or nothing.

        Args:
            question: As a fan typed it; any text.
            top: How many matches to give back, whatever the outcome.
        """
        message = self._analyser.analyse(question)
        count = max(top, CHOICES + 1)
        candidates = self._ranker.rank(message, [self._analyser.analyse(part) for part in parts(question)], count)
        shown = self._newest_first(candidates)[:count]
        matches = tuple(self._matches(shown, top))
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
        terms = self._index.terms(readings)
        scope = self._index.scope(terms, None)
        overlap = self._index.overlap(terms, scope)
        if not overlap.question:
            return []
        # A pair's question is its first unit.
        alike = likeness(overlap.units[scope.starts], overlap.question, scope.worth[scope.starts])
        nearest = [scope.entries[at] for at in np.argsort(-alike, kind="stable")[:limit] if alike[at] > 0]
        return list(dict.fromkeys(self.snapshot.entries[at].pair.question for at in nearest))

    def about(self, topic: str) -> list[Entry]:
        """The pairs that a topic, a name or some words point to, in the snapshot's order; all for an empty topic."""
        analysis = self._analyser.analyse(topic)
        if not analysis.terms:
            return list(self.snapshot.entries)
        scope = self._index.scope(analysis.terms, None)
        overlap = self._index.overlap(analysis.terms, scope)
        nearly_all = overlap.entries >= 0.8 * overlap.question
        return [self.snapshot.entries[at] for at in scope.entries[nearly_all]]

    def _newest(self, entry: int) -> int:
        while entry in self._successors:
            entry = self._successors[entry]
        return entry

    def _in_place_of(self, candidate: Candidate, newest: int) -> Candidate:
        """The newest answer, as good a find as the superseded one."""
        if newest == candidate.entry:
            return candidate
        count = len(list(units(self.snapshot.entries[newest].pair)))
        return replace(candidate, entry=newest, units=np.zeros(count, dtype=np.float32))

    def _newest_first(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Where an answer has been superseded, the newest one goes before it, and is as good."""
        ordered: dict[int, Candidate] = {}
        for candidate in candidates:
            newest = self._newest(candidate.entry)
            ordered.setdefault(newest, self._in_place_of(candidate, newest))
            ordered.setdefault(candidate.entry, candidate)
        return list(ordered.values())

    def _matches(self, shown: Sequence[Candidate], top: int) -> Iterator[Match]:
        """The first `top` candidates, and of the others those that may be offered beside them."""
        newest = [self._newest(candidate.entry) for candidate in shown]
        for place, candidate in enumerate(shown):
            rival = max(
                (other.score for other, new in zip(shown, newest, strict=True) if new != newest[place]), default=0.0
            )
            evidence = Evidence(candidate.score, candidate.score - rival, candidate.found, candidate.decoy)
            confidence = self._calibration.confidence(evidence)
            if place < max(top, 1) or confidence >= self._calibration.offer_at:
                yield self._match(candidate, evidence, confidence)

    def _match(self, candidate: Candidate, evidence: Evidence, confidence: float) -> Match:
        entry = self.snapshot.entries[candidate.entry]
        first = self._index.first_unit(candidate.entry)
        fields = self._index.fields[first : first + len(candidate.units)]
        return Match(
            entry=entry,
            confidence=confidence,
            passage=best(entry.pair.answer, candidate.units[fields == _ANSWER].tolist()),
            matched=unit(entry.pair, int(candidate.units.argmax())),
            evidence=evidence,
        )

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
        start = bisect_left(self._index.vocabulary, prefix)
        return [word for word in self._index.vocabulary[start : start + _COMPLETIONS] if word.startswith(prefix)]

    def _openers(self, limit: int) -> list[str]:
        by_rank = sorted(
            (rank, number, pair.question)
            for number, interview in enumerate(self.snapshot.interviews)
            for rank, pair in enumerate(islice(interview.pairs, limit))
        )
        return [question for _, _, question in by_rank[:limit]]


def aliases(snapshot: Snapshot) -> Aliases:
    """The glossaries of all interviews as one."""
    names: dict[str, list[str]] = {}
    for interview in snapshot.interviews:
        for alias in interview.aliases:
            for nickname in alias.nicknames:
                names.setdefault(nickname, []).append(alias.name)
    return Aliases(names)


def lay_out(snapshot: Snapshot, model: Model) -> Arrays:
    """The index of a snapshot as arrays, for `Engine`. Takes its time: about a minute for a million pairs."""
    return build(snapshot, aliases(snapshot), model.encoder, hubs=model.hubs)


def _successors(snapshot: Snapshot) -> Mapping[int, int]:
    """For each superseded entry, the place of the one that supersedes it (the loader has refused circles)."""
    superseded = {at: entry.pair.superseded_by for at, entry in enumerate(snapshot.entries) if entry.pair.superseded_by}
    if not superseded:
        return {}
    places = {entry.ref: at for at, entry in enumerate(snapshot.entries)}
    return {at: places[newer] for at, newer in superseded.items() if newer in places}
