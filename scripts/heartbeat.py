"""Measure how long a reload holds up the bot: a heartbeat every 5 ms, and a question every 50 ms, while it reloads.

python scripts/heartbeat.py 100000

prints a JSON line for each time: at rest, a reload of everything, one after a single file was changed, at rest again.
`late_ms` says how late heartbeats came (what an event loop owes everybody), `answer_ms` how long `Engine.find` took.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.app import SWITCH_INTERVAL, build_engine, build_moderation
from bot.bench import synthetic
from bot.config import Settings
from bot.knowledge.model import Snapshot
from bot.knowledge.writing import dump
from bot.moderation.reloading import Reloaded
from bot.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.search.library import Library

BEAT, ASK = 0.005, 0.05
AT_REST = 5.0


async def main(pairs: int) -> None:
    """Reload so many pairs, twice."""
    with tempfile.TemporaryDirectory() as directory:
        await _measured(Path(directory), synthetic.snapshot(pairs))


async def _measured(directory: Path, snapshot: Snapshot) -> None:
    files = directory / "knowledge"
    await asyncio.to_thread(_write, files, snapshot)
    settings = Settings().beneath(directory)
    settings = settings.model_copy(update={"search": settings.search.model_copy(update={"encoder": "static"})})
    first = build_engine(settings, Snapshot(snapshot.interviews[:1]))
    question = snapshot.interviews[0].pairs[0].question
    async with (
        Store.open(settings.storage.url) as store,
        build_moderation(settings, first, store).running() as moderation,
    ):

        async def reload() -> None:
            outcome, _ = await moderation.reload(1, by=1, now=datetime.now(UTC))
            if not isinstance(outcome, Reloaded):
                raise TypeError(f"the reload ended with {outcome}")

        await _report("at rest", moderation.library, question, asyncio.sleep(AT_REST))
        await _report("everything is new", moderation.library, question, reload())
        changed = files / f"{snapshot.interviews[0].id}.yaml"
        text = await asyncio.to_thread(changed.read_text, encoding="utf-8")
        await asyncio.to_thread(changed.write_text, text.replace("title: ", "title: Again, ", 1), encoding="utf-8")
        await _report("one file has changed", moderation.library, question, reload())
        await _report("at rest again", moderation.library, question, asyncio.sleep(AT_REST))


async def _report(what: str, library: Library, question: str, work: Awaitable[object]) -> None:
    late: list[float] = []
    answers: list[float] = []
    around = [asyncio.create_task(_beat(late)), asyncio.create_task(_ask(library, question, answers))]
    began = time.perf_counter()
    await work
    seconds = time.perf_counter() - began
    for task in around:
        task.cancel()
    await asyncio.wait(around)
    told = {"what": what, "seconds": round(seconds, 1), "late_ms": _spread(late), "answer_ms": _spread(answers)}
    print(json.dumps(told), flush=True)


async def _beat(late: list[float]) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(BEAT)
        late.append(time.perf_counter() - began - BEAT)


async def _ask(library: Library, question: str, answers: list[float]) -> None:
    while True:
        began = time.perf_counter()
        if not library.engine_for(None).find(question).matches:
            raise AssertionError("a question was not answered")
        answers.append(time.perf_counter() - began)
        await asyncio.sleep(ASK)


def _spread(seconds: list[float]) -> dict[str, float]:
    values = np.array(seconds) * 1000
    marks = {"median": 50, "p99": 99, "p999": 99.9, "worst": 100}
    return {"count": len(seconds)} | {
        name: round(float(np.percentile(values, each)), 1) for name, each in marks.items()
    }


def _write(directory: Path, snapshot: Snapshot) -> None:
    directory.mkdir()
    for interview in snapshot.interviews:
        (directory / f"{interview.id}.yaml").write_text(dump(interview), encoding="utf-8")


if __name__ == "__main__":
    sys.setswitchinterval(SWITCH_INTERVAL)  # as `showrunner run` does
    asyncio.run(main(int(sys.argv[1])))
