"""Measures one system at one size of content; run as a process of its own: `python -m bot.bench.worker TASK`."""

from __future__ import annotations

import gc
import json
import os
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.bench import memory
from bot.bench.entrants import ENTRANTS
from bot.bench.speed import Measured, Task
from bot.bench.synthetic import kept, queries
from bot.bench.systems import Stored
from bot.search.evaluation import percentile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.bench.synthetic import Query
    from bot.bench.systems import System
    from bot.knowledge.model import Snapshot

TOO_SLOW = 10.0
"""Seconds: a system that takes longer for one question is asked no other."""
ENOUGH = 20.0
"""Seconds after which no further question is asked, but at least `FEWEST`."""
FEWEST = 5
WARM_UP = 10
"""Questions whose time does not count, with a system that is not slow."""


def main() -> None:
    """Read the task from the command line, write what was measured to standard output as JSON."""
    task = Task(**json.loads(sys.argv[1]))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # not even a library's own threads get a second one
    sys.stdout.write(json.dumps(perform(task).as_dict()))


def perform(task: Task) -> Measured:
    """Measure, in this process."""
    gc.disable()
    content = kept(task.size, Path(task.contents))
    gc.enable()
    asked = queries(content, task.questions + WARM_UP)
    gc.collect()
    memory.forget_peak()
    entrant = ENTRANTS[task.entrant]
    before = memory.resident() or memory.peak()
    measured = Measured(task.entrant, entrant.name, task.size)
    if task.load:
        return _load(measured, entrant.make(), content, asked[0], Path(task.directory), before)
    return _build(measured, entrant.make(), content, asked, task, before)


def _build(
    measured: Measured, system: System, content: Snapshot, asked: Sequence[Query], task: Task, before: int | None
) -> Measured:
    start = time.perf_counter()
    system.build(content)
    measured = replace(measured, build_s=time.perf_counter() - start)
    gc.collect()
    gc.freeze()  # the content is none of the system's, and must not make its collections slower
    first = _time(system, asked[0])[0]
    if first > TOO_SLOW:
        return replace(measured, skipped=f"takes {first:.0f} s for one question")
    for query in asked[1:WARM_UP] if first < ENOUGH / 1_000 else ():
        _time(system, query)
    times, found = _ask(system, asked[WARM_UP:], task.rounds)
    measured = replace(
        measured,
        asked=len(times),
        found_first=found / len(times),
        median_ms=1_000 * statistics.median(times),
        p99_ms=1_000 * (percentile(times, 99) or 0),
        peak_bytes=_growth(before),
    )
    if not isinstance(system, Stored):
        return measured
    system.save(Path(task.directory))
    size = sum(file.stat().st_size for file in Path(task.directory).rglob("*") if file.is_file())
    return replace(measured, disk_bytes=size)


def _load(
    measured: Measured, system: System, content: Snapshot, query: Query, directory: Path, before: int | None
) -> Measured:
    if not isinstance(system, Stored):
        raise TypeError(f"{measured.system} keeps no files")
    start = time.perf_counter()
    system.load(directory, content)
    system.find(query.text, 1)
    return replace(measured, load_s=time.perf_counter() - start, loaded_bytes=_growth(before))


def _ask(system: System, asked: Sequence[Query], rounds: int) -> tuple[list[float], int]:
    """The seconds each question took, as many as there is time for, and how many found their pair.

    Each is the median of as many rounds as there is time for.
    """
    times: list[list[float]] = []
    found, spent = 0, 0.0
    for number in range(rounds):
        for at, query in enumerate(asked if not number else asked[: len(times)]):
            if spent > ENOUGH and (number or at >= FEWEST):
                break
            seconds, right = _time(system, query)
            spent += seconds
            if number:
                times[at].append(seconds)
            else:
                times.append([seconds])
                found += right
    return [statistics.median(each) for each in times], found


def _time(system: System, query: Query) -> tuple[float, bool]:
    start = time.perf_counter()
    hits = system.find(query.text, 1)
    return time.perf_counter() - start, bool(hits) and hits[0].ref == query.ref


def _growth(before: int | None) -> int | None:
    peak = memory.peak()
    return None if peak is None or before is None else max(0, peak - before)


if __name__ == "__main__":
    main()
