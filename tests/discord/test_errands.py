"""Work beside answering: nobody waits for it for long, and it fails with a line in the log."""

from __future__ import annotations

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.discord import errands as module
from bot.discord.errands import Errands
from bot.errors import StorageError


async def result(value):
    return value


async def failing():
    raise StorageError("The store at data/showrunner.db failed.")


@pytest.fixture
async def errands():
    made = Errands()
    yield made
    await made.close()


async def test_what_is_done_in_time_gives_its_result(errands):
    assert await errands.attempt(result(7), "seven") == 7


async def test_what_fails_gives_nothing_and_a_line_for_the_operator(errands):
    with capture_logs() as logs:
        assert await errands.attempt(failing(), "settings") is None
    assert logs == [
        {
            "event": "store_failed",
            "log_level": "warning",
            "what": "settings",
            "reason": "The store at data/showrunner.db failed.",
        }
    ]


async def test_what_is_slow_goes_on_by_itself(errands, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0)
    door, passed = asyncio.Event(), asyncio.Event()

    async def slow():
        await door.wait()
        passed.set()

    with capture_logs() as logs:
        assert await errands.attempt(slow(), "unanswered") is None
    assert [(line["event"], line["what"]) for line in logs] == [("store_slow", "unanswered")]
    door.set()
    await errands.idle()
    assert passed.is_set()


async def test_closing_breaks_off_what_is_running():
    errands = Errands()
    task = errands.start(asyncio.Event().wait(), "for ever")
    await asyncio.sleep(0)
    await errands.close()
    assert task.cancelled()
    await errands.idle()


async def test_a_mistake_of_ours_is_not_swallowed(errands):
    async def mistaken():
        raise KeyError("ours")

    with pytest.raises(KeyError):
        await errands.attempt(mistaken(), "mistake")
