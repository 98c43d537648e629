"""Several processes on one store, and what one of them hears from the others."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest
from structlog.testing import capture_logs

from bot.errors import StorageError
from bot.moderation.moderating import RELOADED
from bot.storage.notices import LOOK_AGAIN, Notice
from tests.knowledge.documents import GOOD
from tests.moderation.desk import ADA, FERRY, FIRE, KEEPER, NOW, PIER, QUAY, opened
from tests.moderation.test_reloading import UNFINDABLE

SILENT = "why is the lighthouse keeper silent"
GREENHOUSE = "who set fire to the glasshouse"


@asynccontextmanager
async def two(tmp_path):
    """Two desks over the same files and the same store, as two processes have them."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    async with opened(tmp_path / "knowledge", url) as one, opened(tmp_path / "knowledge", url) as other:
        yield one, other


async def test_on_postgresql_a_reload_and_an_upload_reach_the_other_process(tmp_path, postgresql_url):
    """Two stores with connections of their own, and nothing between them but the database."""
    place = tmp_path / "knowledge"
    async with opened(place, postgresql_url) as one, opened(place, postgresql_url) as other:
        changed = asyncio.Queue()
        other.library.watch(changed.put_nowait)
        with capture_logs() as logs:
            await one.uploaded()
            assert await asyncio.wait_for(changed.get(), 30) == PIER
            assert [other.answer(SILENT, server) for server in (PIER, QUAY)] == [KEEPER, None]
            one.write(FERRY, "ferry.yaml")
            await one.moderation.reload(PIER, by=ADA, now=NOW)
            assert await asyncio.wait_for(changed.get(), 30) is None
            assert other.answer(SILENT, QUAY) == KEEPER
        told = [line["topic"] for line in logs if line["event"] == "told_of_change"]
        assert told == ["content", RELOADED]
        assert [entry[1] for entry in await other.log()] == ["reload", "upload"]


async def tell(desk, topic, own=False, **payload):
    await desk.moderation.hear(Notice(topic, payload, own=own))


async def test_a_reload_elsewhere_is_followed_and_logged(tmp_path):
    async with two(tmp_path) as (one, other):
        one.write(FERRY, "ferry.yaml")
        await one.moderation.reload(PIER, by=ADA, now=NOW)
        assert other.answer(SILENT) is None
        with capture_logs() as logs:
            await tell(other, RELOADED, force=False)
        assert other.answer(SILENT) == KEEPER
        assert [line["event"] for line in logs] == ["told_of_change", "reloaded"]
        assert await other.log() == [(ADA, "reload")]  # once, by the one whose moderator it was


async def test_a_reload_by_force_elsewhere_is_followed_by_force(tmp_path):
    async with two(tmp_path) as (one, other):
        one.write(UNFINDABLE)
        await tell(other, RELOADED, force=False)
        assert other.answer(GREENHOUSE) == FIRE
        await tell(other, RELOADED, force=True)
        assert other.answer(GREENHOUSE) is None


async def test_ones_own_reload_is_not_done_twice(desk):
    desk.write(FERRY, "ferry.yaml")
    await tell(desk, RELOADED, own=True, force=False)
    assert desk.answer(SILENT) is None


async def test_an_upload_elsewhere_is_followed_and_logged(tmp_path):
    async with two(tmp_path) as (one, other):
        await one.uploaded()
        assert other.answer(SILENT, PIER) is None
        with capture_logs() as logs:
            await tell(other, "content", server=PIER)
        assert [other.answer(SILENT, server) for server in (PIER, QUAY)] == [KEEPER, None]
        assert [(line["event"], line["server"]) for line in logs] == [("told_of_change", PIER), ("edition_ready", PIER)]


async def test_interviews_switched_off_elsewhere_are_off_here(tmp_path):
    async with two(tmp_path) as (one, other):
        await one.store.change_setting(PIER, "interviews_off", ["tin-harbor-s1-okafor"], by=ADA, now=NOW)
        await tell(other, "settings", server=PIER)
        assert [other.answer(GREENHOUSE, server) for server in (PIER, QUAY)] == [None, FIRE]


async def test_after_a_lost_connection_everything_is_compared(tmp_path):
    async with two(tmp_path) as (one, other):
        await one.uploaded()
        one.write(GOOD.replace("One tentacle", "Two tentacles"))
        await tell(other, LOOK_AGAIN)
        assert other.answer(SILENT, PIER) == KEEPER
        assert other.library.engine.snapshot.entry("tin-harbor-s1-okafor/kraken").pair.answer.startswith("Two")


async def test_what_was_removed_elsewhere_while_the_connection_was_lost_is_gone_too(tmp_path):
    async with two(tmp_path) as (one, other):
        await one.uploaded()
        await tell(other, LOOK_AGAIN)
        await one.moderation.uploads.roll_back(PIER, "night-ferry", None, current=1, by=ADA, now=NOW)
        await tell(other, LOOK_AGAIN)
        assert other.library.engine_for(PIER) is other.library.engine


@pytest.mark.parametrize("topic", ["unheard of", "content", "settings"])
async def test_notices_that_say_nothing_change_nothing(desk, topic):
    await tell(desk, topic)
    await tell(desk, topic, server="no number")
    assert desk.built == []


async def test_when_the_store_fails_the_log_says_what_was_missed(desk, monkeypatch):
    async def down(_server):
        raise StorageError("The database cannot be reached.")

    monkeypatch.setattr(desk.store, "current_uploads", down)
    with capture_logs() as logs:
        await tell(desk, "content", server=PIER)
    assert logs[-1]["event"] == "notice_missed"
    assert logs[-1]["reason"] == "The database cannot be reached."


async def test_files_are_watched_while_it_runs(desk):
    desk.write(FERRY, "ferry.yaml")
    reloaded = asyncio.Event()
    desk.library.watch(lambda _server: reloaded.set())
    async with desk.moderation.running([desk.directory]), asyncio.timeout(30):
        number = 0
        while not reloaded.is_set():
            number += 1
            desk.write(FERRY.replace("Three cats.", f"{number} cats."), "ferry.yaml")
            await asyncio.wait([asyncio.create_task(reloaded.wait())], timeout=3)
    assert desk.answer(SILENT) == KEEPER
