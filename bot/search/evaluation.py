"""How good search is: the measures of a question file, computed from what was found. Nothing here searches or reads."""

from __future__ import annotations

import math
import statistics
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Protocol

from bot.search.results import Answer, Suggestions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.search.results import Finding, Match


@dataclass(frozen=True, slots=True)
class Case:
    """One question of a question file.

    Attributes:
        id: What it is called in reports.
        ask: The question as a fan would type it.
        expect: The pairs that answer it, as `pair` or `interview/pair`; empty if nothing does ("off-topic").
        kind: The group it is counted in as well.
    """

    id: str
    ask: str
    expect: tuple[str, ...]
    kind: str

    def accepts(self, match: Match) -> bool:
        """Whether `match` is one of the expected pairs."""
        return self.expects(match.entry.ref)

    def expects(self, ref: str) -> bool:
        """Whether `interview/pair` is one of the expected pairs."""
        return ref in self.expect or ref.partition("/")[2] in self.expect


class Ranked(Protocol):
    """A question that has been asked."""

    @property
    def rank(self) -> int | None:
        """Position (from 1) of the first right match; None if there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Trial:
    """A question, what search made of it, and how long that took."""

    case: Case
    finding: Finding
    milliseconds: float

    @property
    def rank(self) -> int | None:
        """Position (from 1) of the first right match; None if there is none."""
        accepted = (place for place, match in enumerate(self.finding.matches, 1) if self.case.accepts(match))
        return next(accepted, None)

    @property
    def answered(self) -> bool:
        """Whether a quote was shown."""
        return isinstance(self.finding, Answer)

    @property
    def answered_right(self) -> bool:
        """Whether the quote shown is one of the expected pairs'."""
        return isinstance(self.finding, Answer) and self.case.accepts(self.finding.best)

    @property
    def suggested_right(self) -> bool:
        """Whether one of the choices offered is an expected pair."""
        return isinstance(self.finding, Suggestions) and any(map(self.case.accepts, self.finding.choices))

    @property
    def mistake(self) -> str | None:
        """What went wrong, in a few words; None if a fan was served well."""
        if not self.case.expect:
            return {"answer": "answered, though nothing answers it", "suggest": "suggested something"}.get(
                self.finding.outcome
            )
        if self.answered_right or self.suggested_right:
            return None
        return {"answer": "answered wrong", "suggest": "suggested only wrong ones"}.get(self.finding.outcome, "refused")


@dataclass(frozen=True, slots=True)
class Report:
    """The measures of a question file; every share lies between 0 and 1 and is None where it has nothing to count.

    Attributes:
        questions: Questions that some pair answers.
        recall_at_1: Share of those whose first match is right.
        recall_at_3: Share of those with a right one among the first three matches.
        mrr: Mean of 1/rank of the first right match (0 where it is not among the matches).
        offtopic: Questions that nothing answers.
        auroc: Probability that a question has a higher confidence than an off-topic one (see `auroc`).
        answered_right: Share of questions answered with a right pair.
        answered_wrong: Share of questions answered with a wrong pair.
        suggested_right: Share of questions for which a right pair was among the suggestions.
        offtopic_answered: Share of off-topic questions that were answered all the same.
        offtopic_suggested: Share of off-topic questions for which something was suggested.
        by_kind: The counts and main shares of each kind.
        median_ms: Median time a question took, in milliseconds.
        p99_ms: The time that 99 of 100 questions kept within, in milliseconds.
    """

    questions: int
    recall_at_1: float | None
    recall_at_3: float | None
    mrr: float | None
    offtopic: int
    auroc: float | None
    answered_right: float | None
    answered_wrong: float | None
    suggested_right: float | None
    offtopic_answered: float | None
    offtopic_suggested: float | None
    by_kind: dict[str, dict[str, float | int | None]]
    median_ms: float | None
    p99_ms: float | None

    def as_dict(self) -> dict[str, Any]:
        """The measures by name, ready for JSON."""
        return asdict(self)


def measure(trials: Sequence[Trial]) -> Report:
    """All measures of these trials."""
    asked, offtopic = _split(trials)
    times = [trial.milliseconds for trial in trials]
    return Report(
        questions=len(asked),
        recall_at_1=recall(asked, 1),
        recall_at_3=recall(asked, 3),
        mrr=mean_reciprocal_rank(asked),
        offtopic=len(offtopic),
        auroc=auroc([trial.finding.confidence for trial in asked], [trial.finding.confidence for trial in offtopic]),
        answered_right=_share(trial.answered_right for trial in asked),
        answered_wrong=_share(trial.answered and not trial.answered_right for trial in asked),
        suggested_right=_share(trial.suggested_right for trial in asked),
        offtopic_answered=_share(trial.answered for trial in offtopic),
        offtopic_suggested=_share(isinstance(trial.finding, Suggestions) for trial in offtopic),
        by_kind=_by_kind(trials),
        median_ms=statistics.median(times) if times else None,
        p99_ms=percentile(times, 99),
    )


def _by_kind(trials: Iterable[Trial]) -> dict[str, dict[str, float | int | None]]:
    kinds: defaultdict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        kinds[trial.case.kind].append(trial)
    return {kind: _of_kind(members) for kind, members in kinds.items()}


def _split(trials: Iterable[Trial]) -> tuple[list[Trial], list[Trial]]:
    """The trials that some pair answers, and those that nothing does."""
    asked: list[Trial] = []
    offtopic: list[Trial] = []
    for trial in trials:
        (asked if trial.case.expect else offtopic).append(trial)
    return asked, offtopic


def _of_kind(trials: Iterable[Trial]) -> dict[str, float | int | None]:
    asked, offtopic = _split(trials)
    report: dict[str, float | int | None] = {}
    if asked:
        report |= {
            "questions": len(asked),
            "recall_at_1": recall(asked, 1),
            "recall_at_3": recall(asked, 3),
            "mrr": mean_reciprocal_rank(asked),
            "answered_right": _share(trial.answered_right for trial in asked),
            "answered_wrong": _share(trial.answered and not trial.answered_right for trial in asked),
            "suggested_right": _share(trial.suggested_right for trial in asked),
        }
    if offtopic:
        report |= {
            "offtopic": len(offtopic),
            "answered": _share(trial.answered for trial in offtopic),
            "suggested": _share(isinstance(trial.finding, Suggestions) for trial in offtopic),
        }
    return report


def recall(trials: Sequence[Ranked], depth: int) -> float | None:
    """Share of the trials with a right pair among the first `depth` matches; None of no trials."""
    return _share(trial.rank is not None and trial.rank <= depth for trial in trials)


def mean_reciprocal_rank(trials: Sequence[Ranked]) -> float | None:
    """Mean of 1/rank of the first right match, 0 where there is none; None of no trials (Voorhees 1999, TREC-8)."""
    return _mean([1 / trial.rank if trial.rank else 0.0 for trial in trials])


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float | None:
    """Probability that a value of `inside` exceeds one of `outside`, a tie counting half; None if either is empty.

    The area under the receiver operating characteristic equals the Mann-Whitney U over the number of pairs
    (Hanley and McNeil 1982).
    """
    if not inside or not outside:
        return None
    ordered = sorted(outside)
    wins = sum(bisect_left(ordered, value) + bisect_right(ordered, value) for value in inside) / 2
    return wins / (len(inside) * len(outside))


def percentile(values: Sequence[float], percent: float) -> float | None:
    """The smallest value that `percent` per cent of the values do not exceed (nearest rank); None of no values."""
    if not values:
        return None
    return sorted(values)[max(0, math.ceil(percent * len(values) / 100) - 1)]


def _share(truths: Iterable[bool]) -> float | None:
    return _mean([float(truth) for truth in truths])


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
