"""The same content, or the same way to search it, with something left out, to see what that is worth."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.knowledge.model import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.knowledge.model import Interview, Pair
    from bot.search.models import Model


def without_answers(snapshot: Snapshot) -> Snapshot:
    """The content without what was said."""
    return _each_pair(snapshot, lambda pair: replace(pair, answer=""))


def without_phrasings(snapshot: Snapshot) -> Snapshot:
    """The content without other ways to ask."""
    return _each_pair(snapshot, lambda pair: replace(pair, also=()))


def without_summaries(snapshot: Snapshot) -> Snapshot:
    """The content without its points in short."""
    return _each_pair(snapshot, lambda pair: replace(pair, summary=None))


def without_topics(snapshot: Snapshot) -> Snapshot:
    """The content without what pairs are about."""
    return _each_pair(snapshot, lambda pair: replace(pair, topics=()))


def without_aliases(snapshot: Snapshot) -> Snapshot:
    """The content without its glossaries."""
    return _each_interview(snapshot, lambda interview: replace(interview, aliases=()))


def bare(snapshot: Snapshot) -> Snapshot:
    """Questions and answers, as they were published, and nothing else."""
    return without_aliases(without_topics(without_summaries(without_phrasings(snapshot))))


def without_decoys(model: Model) -> Model:
    """The model, no longer minding whether a question resembles one that no interview answers."""
    return replace(model, calibration=replace(model.calibration, decoy=0.0))


def without_spelling(model: Model) -> Model:
    """The model, taking every word as it was typed."""
    return replace(model, spelling=False)


LESS_CONTENT: Mapping[str, Callable[[Snapshot], Snapshot]] = {
    "answers": without_answers,
    "phrasings": without_phrasings,
    "summaries": without_summaries,
    "topics": without_topics,
    "nicknames": without_aliases,
}
"""What can be left out of content, and how."""

LESS_MODEL: Mapping[str, Callable[[Model], Model]] = {"spelling": without_spelling, "decoys": without_decoys}
"""What can be left out of a way to search, and how."""


def _each_pair(snapshot: Snapshot, change: Callable[[Pair], Pair]) -> Snapshot:
    return _each_interview(
        snapshot, lambda interview: replace(interview, pairs=tuple(change(pair) for pair in interview.pairs))
    )


def _each_interview(snapshot: Snapshot, change: Callable[[Interview], Interview]) -> Snapshot:
    return Snapshot(change(interview) for interview in snapshot.interviews)
