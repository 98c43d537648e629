"""How fast and how large systems are at growing sizes of content; each is measured in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass, fields, replace
from statistics import median_low
from typing import TYPE_CHECKING, Any

from bot.bench.entrants import ENTRANTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONGEST_BUILD = 300.0
"""Seconds: a system that would build for longer is left out."""
PROBE = 1_000
"""Pairs whose building tells how long more would take; measured for that alone where nobody asks for so many. Up to so
many are measured by turns."""
LONGEST = 2_400.0
"""Seconds: a process that takes longer over all is ended."""
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Task:
    """What a process is to measure.

    Attributes:
        entrant: The short name of the system.
        size: Pairs of made-up content.
        questions: How many to ask a system that is not slow.
        directory: Where the index is written, or read from.
        contents: Where made-up content is kept, so that it is made up only once.
        rounds: How often to ask each question, all of them one after the other each time.
        load: Read the index instead of building it.
    """

    entrant: str
    size: int
    questions: int
    directory: str
    contents: str
    rounds: int = 1
    load: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of it; None is what could not be measured, or does not apply.

    Attributes:
        entrant: The short name of the system.
        system: Its name.
        size: Pairs of content.
        skipped: Why there are no numbers.
        asked: Questions whose time counted.
        found_first: Share of them whose pair came first.
        median_ms: Median time of one question, in milliseconds.
        p99_ms: Time that 99 of 100 kept within, in milliseconds.
        build_s: Building from content in memory, in seconds.
        peak_bytes: The most memory taken at once for building and answering, beyond Python, numpy and the content.
        load_s: From the saved index, in a new process, to the first answer, in seconds.
        loaded_bytes: The most memory taken for that.
        disk_bytes: Size of the saved index.
    """

    entrant: str
    system: str
    size: int
    skipped: str | None = None
    asked: int = 0
    found_first: float | None = None
    median_ms: float | None = None
    p99_ms: float | None = None
    build_s: float | None = None
    peak_bytes: int | None = None
    load_s: float | None = None
    loaded_bytes: int | None = None
    disk_bytes: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """All of it by name, ready for JSON."""
        return asdict(self)


def measure(entrants: Sequence[str], sizes: Sequence[int], questions: int, rounds: int = 1) -> Iterator[Measured]:
    """Measure every system at every size, one after the other, from the smallest size to the largest.

    Whatever else a machine does disturbs now this, now that. So each question is asked in several rounds, and its
    median time stands. With little content a round is over in a second: there the systems take turns, and of their
    measurements the median of each figure stands.

    Args:
        entrants: Short names.
        sizes: Numbers of pairs.
        questions: How many to ask a system that is not slow.
        rounds: How often to ask each.
    """
    smaller: dict[str, Measured] = {}
    with tempfile.TemporaryDirectory(prefix="showrunner-bench-") as contents:
        for size in sorted(sizes):
            turns: dict[str, list[Measured]] = {entrant: [] for entrant in entrants}
            within, before = (1, rounds - 1) if size <= PROBE else (rounds, 0)
            for _ in range(before):
                for entrant in entrants:
                    turns[entrant].append(_measure(entrant, size, questions, contents))
            for entrant in entrants:
                if size > PROBE and (entrant not in smaller or smaller[entrant].size < PROBE):
                    smaller[entrant] = _measure(entrant, PROBE, 1, contents)
                skipped = _foreseen(size, smaller[entrant]) if entrant in smaller else None
                if skipped is None:
                    smaller[entrant] = _median([*turns[entrant], _measure(entrant, size, questions, contents, within)])
                yield skipped or smaller[entrant]


def _median(turns: Sequence[Measured]) -> Measured:
    """Of several measurements of the same the median of each figure; the first that was skipped, if one was."""
    if skipped := [turn for turn in turns if turn.skipped]:
        return skipped[0]
    figures = {each.name: [getattr(turn, each.name) for turn in turns] for each in fields(Measured)}
    return replace(turns[0], **{name: median_low(some) for name, some in figures.items() if None not in some})


def _foreseen(size: int, smaller: Measured) -> Measured | None:
    """What is to be said instead of measuring, if a smaller size has shown that it would take too long."""
    skipped = Measured(smaller.entrant, smaller.system, size)
    if smaller.skipped:
        return replace(skipped, skipped=smaller.skipped)
    if size <= PROBE or smaller.build_s is None:
        return None  # what so little takes is mostly the start of it
    seconds = smaller.build_s * size / smaller.size
    return replace(skipped, skipped=f"would build for {_minutes(seconds)}") if seconds > LONGEST_BUILD else None


def _measure(entrant: str, size: int, questions: int, contents: str, rounds: int = 1) -> Measured:
    with tempfile.TemporaryDirectory(prefix="showrunner-bench-") as directory:
        task = Task(entrant, size, questions, directory, contents, rounds)
        built = _in_own_process(task)
        if built.disk_bytes is None:
            return built
        loaded = _in_own_process(replace(task, load=True))
        return replace(built, load_s=loaded.load_s, loaded_bytes=loaded.loaded_bytes)


def _in_own_process(task: Task) -> Measured:
    failed = Measured(task.entrant, ENTRANTS[task.entrant].name, task.size)
    command = [sys.executable, "-m", "bot.bench.worker", json.dumps(asdict(task))]
    environ = os.environ | dict.fromkeys(_ONE_THREAD, "1")
    try:
        ended = subprocess.run(command, env=environ, stdout=subprocess.PIPE, check=True, timeout=LONGEST)  # noqa: S603
    except subprocess.TimeoutExpired:
        return replace(failed, skipped=f"took more than {_minutes(LONGEST)}")
    except subprocess.CalledProcessError as error:
        return replace(failed, skipped=f"failed (exit status {error.returncode})")
    return Measured(**json.loads(ended.stdout))


def _minutes(seconds: float) -> str:
    minutes = seconds / 60
    return f"{minutes:.0f} minutes" if minutes < 120 else f"{minutes / 60:.0f} hours"  # noqa: PLR2004
