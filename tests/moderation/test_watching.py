"""Files that are watched: whatever an editor, a copy or a deployment does to them, the content follows."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import suppress

import pytest
from structlog.testing import capture_logs

from bot.moderation.reloading import Faulty, Reloaded
from bot.moderation.watching import watch
from tests.knowledge.documents import GOOD
from tests.moderation.desk import FERRY, FIRE, KEEPER

SILENT = "why is the lighthouse keeper silent"
GREENHOUSE = "who set fire to the glasshouse"


class Listening:
    """A reloader that tells when it has reloaded."""

    def __init__(self, reloader):
        self._reloader = reloader
        self.outcomes = asyncio.Queue()

    async def reload(self):
        outcome, _ = await self._reloader.reload()
        self.outcomes.put_nowait(outcome)

    async def until(self, kind=Reloaded):
        async with asyncio.timeout(20):
            while not isinstance(outcome := await self.outcomes.get(), kind) or (
                isinstance(outcome, Reloaded) and not outcome.difference
            ):
                pass
        return outcome


@pytest.fixture
async def watched(desk):
    listening = Listening(desk.moderation.reloader)
    task = asyncio.create_task(watch([desk.directory], listening, quiet=0.1, again=0.2))
    async with asyncio.timeout(20):
        for number in range(10_000):  # it takes a moment until it watches
            desk.write(GOOD.replace("One tentacle a season.", f"{number} tentacles a season."))
            with suppress(TimeoutError):
                await asyncio.wait_for(listening.outcomes.get(), 0.5)
                break
    yield listening
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_new_file_is_taken_over(desk, watched):
    desk.write(FERRY, "ferry.yaml")
    assert (await watched.until()).difference.added == ("night-ferry",)
    assert desk.answer(SILENT) == KEEPER


async def test_many_changes_at_once_are_one(desk, watched):
    for number in range(50):
        desk.write(FERRY.replace("night-ferry", f"ferry-{number}"), f"{number}.yaml")
    assert len((await watched.until()).difference.added) == 50
    assert watched.outcomes.empty()


async def test_a_faulty_state_stays_out_and_is_logged(desk, watched):
    with capture_logs() as logs:
        desk.write(FERRY[:200], "ferry.yaml")
        outcome = await watched.until(Faulty)
    assert outcome.faults[0].path == "knowledge/ferry.yaml"
    assert "reload_faulty" in [line["event"] for line in logs]
    assert desk.answer(GREENHOUSE) == FIRE
    desk.write(FERRY, "ferry.yaml")
    await watched.until()
    assert desk.answer(SILENT) == KEEPER


async def test_a_file_moved_into_place_is_taken_over(desk, watched, tmp_path):
    (tmp_path / "new.yaml").write_text(FERRY)
    (tmp_path / "new.yaml").replace(desk.directory / "ferry.yaml")
    await watched.until()
    assert desk.answer(SILENT) == KEEPER


async def test_a_directory_that_is_replaced_is_watched_on(desk, watched, tmp_path):
    shutil.copytree(desk.directory, tmp_path / "next")
    (tmp_path / "next" / "ferry.yaml").write_text(FERRY)
    desk.directory.rename(tmp_path / "before")
    (tmp_path / "next").rename(desk.directory)
    await watched.until()
    assert desk.answer(SILENT) == KEEPER
    for number in range(10_000):  # it takes a moment until it watches again
        desk.write(FERRY.replace("Three cats.", f"{number} cats."), "ferry.yaml")
        with suppress(TimeoutError):
            await asyncio.wait_for(watched.until(), 1)
            break
    assert desk.library.engine.snapshot.entry("night-ferry/cat").pair.answer[0].isdigit()


async def test_a_directory_that_is_gone_is_waited_for(desk, watched, tmp_path):
    with capture_logs() as logs:
        desk.directory.rename(tmp_path / "before")
        await watched.until(Faulty)
        (tmp_path / "before" / "ferry.yaml").write_text(FERRY)
        (tmp_path / "before").rename(desk.directory)
        await watched.until()
    assert desk.answer(SILENT) == KEEPER
    assert len([line for line in logs if line["event"] == "files_not_watched"]) <= 1
