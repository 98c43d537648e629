"""Several systems asked the same questions, and how each of them stands."""

from __future__ import annotations

import math
import statistics
import tempfile
import time
from collections import defaultdict
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.bench.entrants import ENTRANTS, MODELS, OURS, PEERS
from bot.bench.systems import Showrunner
from bot.bench.variants import LESS_CONTENT, LESS_MODEL, bare
from bot.search.evaluation import auroc, mean_reciprocal_rank, recall
from bot.search.intervals import area_interval, difference_interval, wilson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from bot.bench.systems import System
    from bot.knowledge.model import Snapshot
    from bot.search.evaluation import Case
    from bot.search.intervals import Interval
    from bot.search.models import Model

DEPTH = 10
"""How many pairs are asked for; a right one further down counts as not found."""
LET_THROUGH = 0.1
"""The share of off-topic questions that may be answered when systems are compared by what they answer right."""

STORED = "everything stored"
BARE = "questions and answers alone"
LEFT_OUT = "something left out"


@dataclass(frozen=True, slots=True)
class Contestant:
    """A system and the content that it is given.

    Attributes:
        group: What it is to be read together with.
        label: Its name in the group.
        system: Not yet built.
        snapshot: What it searches.
    """

    group: str
    label: str
    system: System
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class Attempt:
    """A question and what a system made of it; `score` is that of its first pair, minus infinity without one."""

    case: Case
    rank: int | None
    score: float
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Standing:
    """How a system did; shares lie between 0 and 1 and are None where there is nothing to count.

    Attributes:
        group: The contestant's group.
        system: The contestant's label.
        questions: Questions that some pair answers.
        offtopic: Questions that nothing answers.
        recall_at_1: Share of questions whose first pair is right.
        recall_at_3: Share of questions with a right pair among the first three.
        mrr: Mean of 1/rank of the first right pair.
        auroc: Probability that a question's score is higher than an off-topic one's.
        right_at_10: Share of questions answered right, if the limit is set so that a tenth of the off-topic questions
            gets an answer.
        by_kind: `recall_at_1` of each kind of question.
        intervals: 95 % confidence intervals of the shares.
        difference: `recall_at_1` less that of the first of its group, and its 95 % interval; None for the first itself.
        median_ms: Median time of a question, in milliseconds.
    """

    group: str
    system: str
    questions: int
    offtopic: int
    recall_at_1: float | None
    recall_at_3: float | None
    mrr: float | None
    auroc: float | None
    right_at_10: float | None
    by_kind: Mapping[str, float | None]
    intervals: Mapping[str, Interval | None]
    difference: tuple[float, float, float] | None
    median_ms: float

    def as_dict(self) -> dict[str, Any]:
        """All of it by name, ready for JSON."""
        return asdict(self)


def contestants(snapshot: Snapshot, indexes: Path | None = None) -> Iterator[Contestant]:
    """Whoever is installed, over all of this content, over its bare questions and answers, and our best over parts.

    Args:
        snapshot: The content.
        indexes: A directory in which those of us who search the same content share an index.
    """
    ours, peers = _present(OURS), _present(PEERS)
    stripped = bare(snapshot)
    worlds = {STORED: snapshot, BARE: stripped} if _differ(stripped, snapshot) else {BARE: snapshot}
    for group, content in worlds.items():
        for slug in ours:
            name = ENTRANTS[slug].name
            yield Contestant(group, name, Showrunner(name, MODELS[slug], indexes), content)
        for slug in peers:
            yield Contestant(group, ENTRANTS[slug].name, ENTRANTS[slug].make(), content)
    best = MODELS[ours[0]]
    yield Contestant(LEFT_OUT, "nothing left out", Showrunner("nothing", best, indexes), snapshot)
    for part, less in LESS_CONTENT.items():
        poorer = less(snapshot)
        if _differ(poorer, snapshot):
            yield Contestant(LEFT_OUT, f"without {part}", Showrunner(part, best, indexes), poorer)
    for part, lesser in LESS_MODEL.items():
        model = partial(_applied, lesser, best)
        yield Contestant(LEFT_OUT, f"without {part}", Showrunner(part, model, indexes), snapshot)


def _applied(change: Callable[[Model], Model], model: Callable[[], Model]) -> Model:
    return change(model())


def _present(entrants: Iterable[str]) -> list[str]:
    return [slug for slug in entrants if not ENTRANTS[slug].missing]


def absent() -> Mapping[str, tuple[str, ...]]:
    """The names of those who cannot take part, and the packages they lack."""
    return {entrant.name: entrant.missing for entrant in ENTRANTS.values() if entrant.missing}


def _differ(one: Snapshot, other: Snapshot) -> bool:
    return one.interviews != other.interviews


def compare(
    snapshot: Snapshot,
    files: Sequence[Sequence[Case]],
    track: Callable[[Sequence[Case], str], Iterable[Case]] = lambda cases, _: cases,
) -> Iterator[list[Standing]]:
    """Let one contestant after the other be built, and asked everything.

    Args:
        snapshot: The content.
        files: Questions, in one or several lots that are counted each by itself.
        track: Hands the questions on, one by one, telling somebody what they are asked of.

    Yields:
        For each contestant its standing with each lot.
    """
    first: dict[str, Sequence[Sequence[Attempt]]] = {}
    with tempfile.TemporaryDirectory(prefix="showrunner-compare-") as indexes:
        for contestant in contestants(snapshot, Path(indexes)):
            contestant.system.build(contestant.snapshot)
            doing = f"{contestant.label} ({contestant.group})"
            attempts = [[_ask(contestant.system, case) for case in track(cases, doing)] for cases in files]
            references: Sequence[Sequence[Attempt] | None] = first.get(contestant.group) or [None] * len(files)
            yield [standing(contestant, *each) for each in zip(attempts, references, strict=True)]
            first.setdefault(contestant.group, attempts)


def _ask(system: System, case: Case) -> Attempt:
    start = time.perf_counter()
    hits = system.find(case.ask, DEPTH)
    milliseconds = (time.perf_counter() - start) * 1_000
    rank = next((place for place, hit in enumerate(hits, 1) if case.expects(hit.ref)), None)
    return Attempt(case, rank, hits[0].score if hits else -math.inf, milliseconds)


def standing(contestant: Contestant, attempts: Sequence[Attempt], first: Sequence[Attempt] | None) -> Standing:
    """How a contestant did.

    Args:
        contestant: Whose attempts these are.
        attempts: At all the questions.
        first: What the first of its group made of the same questions, in the same order; None for the first itself.
    """
    asked = [attempt for attempt in attempts if attempt.case.expect]
    inside = [attempt.score for attempt in asked]
    outside = [attempt.score for attempt in attempts if not attempt.case.expect]
    kinds: defaultdict[str, list[Attempt]] = defaultdict(list)
    for attempt in asked:
        kinds[attempt.case.kind].append(attempt)
    shares = {
        "recall_at_1": recall(asked, 1),
        "recall_at_3": recall(asked, 3),
        "mrr": mean_reciprocal_rank(asked),
    }
    area = auroc(inside, outside)
    spans = {name: None if share is None else wilson(share, len(asked)) for name, share in shares.items()}
    spans["auroc"] = None if area is None else area_interval(area, len(inside), len(outside))
    return Standing(
        group=contestant.group,
        system=contestant.label,
        questions=len(asked),
        offtopic=len(outside),
        **shares,
        auroc=area,
        right_at_10=right_at(attempts, LET_THROUGH),
        by_kind={kind: recall(some, 1) for kind, some in kinds.items()},
        intervals=spans,
        difference=None if first is None else _difference(attempts, first),
        median_ms=statistics.median(attempt.milliseconds for attempt in attempts),
    )


def right_at(attempts: Sequence[Attempt], let_through: float) -> float | None:
    """Share of questions answered right with the lowest limit that lets at most this share of off-topic ones through.

    A score above the limit is an answer, so equal scores get the same treatment. None without questions of both sorts.
    """
    asked = [attempt for attempt in attempts if attempt.case.expect]
    outside = sorted((attempt.score for attempt in attempts if not attempt.case.expect), reverse=True)
    if not asked or not outside:
        return None
    allowed = math.floor(let_through * len(outside))
    limit = outside[allowed] if allowed < len(outside) else -math.inf
    return sum(attempt.rank == 1 and attempt.score > limit for attempt in asked) / len(asked)


def _difference(attempts: Sequence[Attempt], first: Sequence[Attempt]) -> tuple[float, float, float] | None:
    outcomes = [
        (mine.rank == 1, theirs.rank == 1) for mine, theirs in zip(attempts, first, strict=True) if mine.case.expect
    ]
    if not outcomes:
        return None
    gained, lost = outcomes.count((True, False)), outcomes.count((False, True))
    return (gained - lost) / len(outcomes), *difference_interval(gained, lost, len(outcomes))
