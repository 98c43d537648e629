"""What a change of content does to the golden questions."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.knowledge.model import Snapshot
from bot.search.golden import GoldenFailure, failures

if TYPE_CHECKING:
    from bot.knowledge.model import Golden, Interview
    from bot.search.engine import Engine


@dataclass(frozen=True, slots=True)
class Check:
    """How the golden questions of new content fare.

    Attributes:
        asked: How many there are.
        broken: Those that hold now and no longer would.
        failing: Those that would not hold, and do not now either, or are new.
    """

    asked: int = 0
    broken: tuple[GoldenFailure, ...] = ()
    failing: tuple[GoldenFailure, ...] = ()


async def check(before: Engine, after: Engine) -> Check:
    """Ask all golden questions of the content of `after`.

    Args:
        before: The engine in service; it is asked here, between other people's questions.
        after: The engine to take its place, which nobody uses yet; it is asked in a thread.
    """
    known = {
        (interview.id, golden.ask): (interview, golden)
        for interview in before.snapshot.interviews
        for golden in interview.golden
    }
    broken: list[GoldenFailure] = []
    failing: list[GoldenFailure] = []
    for failure in await asyncio.to_thread(failures, after, after.snapshot):
        earlier = known.get((failure.interview, failure.golden.ask))
        held = earlier is not None and _holds(before, *earlier)
        (broken if held else failing).append(failure)
        await asyncio.sleep(0)
    asked = sum(len(interview.golden) for interview in after.snapshot.interviews)
    return Check(asked, tuple(broken), tuple(failing))


def _holds(engine: Engine, interview: Interview, golden: Golden) -> bool:
    return not failures(engine, Snapshot([replace(interview, pairs=(), golden=(golden,))]))
