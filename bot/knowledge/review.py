"""What is allowed in an interview and still worth a second look."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from bot.errors import Fault
from bot.knowledge.report import Place
from bot.knowledge.texts import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.knowledge.model import Entry, Snapshot

LONG_ANSWER = 4_000
ALIKE = 90  # of 100

_CHUNK = 256


def warnings(snapshot: Snapshot, places: Mapping[str, Place] | None = None) -> list[Fault]:
    """Everything about the content that a person should look at, though nothing of it is a fault.

    Args:
        snapshot: What has been loaded.
        places: Where interviews and pairs stand (`loader.load_with_places`); a warning about one whose place is not
            known carries its id, or `interview/pair`, in the place of the path.
    """
    found = [*_of_interviews(snapshot), *_of_answers(snapshot), *_of_questions(snapshot.entries)]
    return sorted(Fault(*(places or {}).get(ref, Place(ref)), problem) for ref, problem in found)


def _of_interviews(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    for interview in snapshot.interviews:
        if not interview.golden:
            yield (
                interview.id,
                "There are no golden questions: add some under `golden`, and no change can break it unseen.",
            )
        heard = {pair.speaker for pair in interview.pairs}
        for speaker in interview.speakers:
            if speaker.id not in heard:
                yield interview.id, f"{shown(speaker.name)} answers nothing: delete the speaker, or name the answers."


def _of_answers(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    for entry in snapshot.entries:
        length = len(entry.pair.answer)
        if length > LONG_ANSWER:
            yield entry.ref, f"The answer has {length:,} characters, more than {LONG_ANSWER:,}: divide it into pairs."


def _of_questions(entries: tuple[Entry, ...]) -> Iterator[tuple[str, str]]:
    """Questions that are nearly the same, each with the one most like it; what is superseded does not count."""
    current = [entry for entry in entries if not entry.pair.superseded_by]
    for one, other in _alike([_sorted_words(entry.pair.question) for entry in current]):
        earlier, later = current[min(one, other)], current[max(one, other)]
        question = shown(earlier.pair.question)
        advice = "merge the two, or mark the older with `superseded_by`."
        yield later.ref, f"This asks nearly the same as {earlier.ref} ({question}): {advice}"


def _sorted_words(question: str) -> str:
    return " ".join(sorted(re.findall(r"\w+", question.casefold()))) or question


def _alike(texts: list[str]) -> Iterator[tuple[int, int]]:
    """The indices of texts whose `fuzz.ratio` is at least `ALIKE`: for each, the most alike of those not longer.

    The ratio of lengths a ≤ b with M matching characters is 2M / (a + b), and M ≤ a; so it can reach r only where
    a ≥ b·r / (2 - r). Among texts ordered by length that leaves a narrow band to compare.
    """
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    ordered = [texts[index] for index in order]
    for start in range(0, len(ordered), _CHUNK):
        chunk = ordered[start : start + _CHUNK]
        shortest = len(chunk[0]) * ALIKE / (200 - ALIKE)
        first = bisect.bisect_left(ordered, shortest, key=len)
        candidates = ordered[first : start + len(chunk)]
        scores = process.cdist(chunk, candidates, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8)
        earlier = np.tril(scores, start - first - 1)  # each text with those before it only
        best = earlier.argmax(axis=1)
        for row in np.flatnonzero(earlier.max(axis=1)):
            yield order[start + row], order[first + best[row]]
