"""Servers with content of their own: built when they must be, and only then."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import update
from structlog.testing import capture_logs

from bot.errors import StorageError
from bot.storage.tables import versions
from tests.knowledge.documents import GOOD
from tests.moderation.desk import ADA, FERRY, FIRE, KEEPER, NOW, PIER, QUAY, opened

SILENT = "why is the lighthouse keeper silent"
GREENHOUSE = "who set fire to the glasshouse"


async def refreshed(desk, server=PIER):
    await desk.moderation.editions.refresh(server)


async def test_what_a_server_uploads_answers_in_that_server_only(desk):
    await desk.uploaded()
    assert [desk.answer(SILENT, server) for server in (PIER, QUAY, None)] == [KEEPER, None, None]
    assert [desk.answer(GREENHOUSE, server) for server in (PIER, QUAY, None)] == [FIRE] * 3


async def test_a_server_without_anything_shares_the_operators_engine(desk):
    await refreshed(desk)
    assert desk.library.engine_for(PIER) is desk.library.engine
    assert desk.built == []


async def test_phrasings_that_are_taught_are_found(desk):
    assert desk.answer("flames and orchids", PIER) is None
    await desk.store.teach(PIER, FIRE, "flames and orchids", by=ADA, now=NOW)
    await refreshed(desk)
    assert [desk.answer("flames and orchids", server) for server in (PIER, QUAY)] == [FIRE, None]
    await desk.store.unteach(PIER, FIRE, "flames and orchids", by=ADA, now=NOW)
    await refreshed(desk)
    assert desk.library.engine_for(PIER) is desk.library.engine


async def test_interviews_that_are_switched_off_are_not_there(desk):
    await desk.store.change_setting(PIER, "interviews_off", ["tin-harbor-s1-okafor"], by=ADA, now=NOW)
    await refreshed(desk)
    assert desk.answer(GREENHOUSE, PIER) is None
    assert desk.answer(GREENHOUSE, QUAY) == FIRE


async def test_a_server_may_be_more_cautious_than_others(desk):
    await desk.store.change_setting(PIER, "strictness", "cautious", by=ADA, now=NOW)
    await refreshed(desk)
    ours, theirs = (desk.library.engine_for(server).find(GREENHOUSE).limits for server in (PIER, QUAY))
    assert ours > theirs


async def test_nothing_is_built_twice(desk):
    await desk.uploaded()
    await asyncio.gather(*(refreshed(desk) for _ in range(5)))
    ready = [snapshot for snapshot in desk.built if snapshot is desk.library.engine_for(PIER).snapshot]
    assert len(ready) == 1
    assert len(desk.built) == 2  # for the preview, and to be used


async def test_notices_of_the_store_are_enough(desk):
    """Nobody calls `refresh` here."""
    await desk.store.teach(PIER, FIRE, "flames and orchids", by=ADA, now=NOW)
    await asyncio.gather(*desk.store.notifier._callbacks._running)
    assert desk.answer("flames and orchids", PIER) == FIRE


async def test_editions_are_there_after_a_restart(desk, tmp_path):
    await desk.uploaded()
    async with opened(tmp_path / "knowledge", f"sqlite:///{tmp_path / 'store.db'}") as later:
        assert later.answer(SILENT, PIER) == KEEPER
        assert later.answer(SILENT, QUAY) is None


async def test_a_reload_brings_the_new_content_into_every_edition(desk):
    await desk.uploaded()
    desk.write(GOOD.replace("One tentacle a season.", "All of it."))
    await desk.moderation.reload(QUAY, by=ADA, now=NOW)
    for server in (PIER, QUAY, None):
        entry = desk.library.engine_for(server).snapshot.entry("tin-harbor-s1-okafor/kraken")
        assert entry.pair.answer == "All of it."
    assert desk.answer(SILENT, PIER) == KEEPER


async def test_every_engine_is_prepared_for_before_anybody_is_answered_from_it(desk):
    await desk.uploaded()
    prepared = []
    desk.library.prepare(lambda engine: prepared.append((engine, desk.library.engine_for(PIER), desk.library.engine)))
    before = desk.library.engine_for(PIER), desk.library.engine
    desk.write(GOOD.replace("One tentacle a season.", "All of it."))
    await desk.moderation.reload(QUAY, by=ADA, now=NOW)
    after = desk.library.engine, desk.library.engine_for(PIER)
    assert prepared == [(engine, *before) for engine in after]


async def test_a_reload_and_an_upload_at_once_end_with_both(desk):
    desk.write(GOOD.replace("One tentacle a season.", "All of it."))
    await asyncio.gather(desk.moderation.reload(QUAY, by=ADA, now=NOW), desk.uploaded())
    assert desk.answer(SILENT, PIER) == KEEPER
    snapshot = desk.library.engine_for(PIER).snapshot
    assert snapshot.entry("tin-harbor-s1-okafor/kraken").pair.answer == "All of it."


async def test_an_upload_takes_the_place_of_an_interview_of_the_operators(desk):
    await desk.uploaded(GOOD.replace("One tentacle a season.", "Ours has eight."))
    answers = [
        desk.library.engine_for(server).snapshot.entry("tin-harbor-s1-okafor/kraken").pair.answer
        for server in (PIER, QUAY)
    ]
    assert answers == ["Ours has eight.", "One tentacle a season."]


async def test_when_the_store_does_not_answer_a_server_keeps_what_it_has(desk, monkeypatch):
    await desk.uploaded()

    async def down(_server):
        raise StorageError("The database cannot be reached.")

    monkeypatch.setattr(desk.store, "current_uploads", down)
    with pytest.raises(StorageError):
        await refreshed(desk)
    assert desk.answer(SILENT, PIER) == KEEPER


async def test_an_upload_that_can_no_longer_be_read_is_left_out_and_logged(desk, tmp_path):
    await desk.uploaded()
    await desk.uploaded(FERRY.replace("night-ferry", "day-ferry"))
    async with desk.store.writing() as connection:
        spoil = update(versions).where(versions.c.interview == "night-ferry").values(text="format: 0")
        await connection.execute(spoil)
    with capture_logs() as logs:
        async with opened(tmp_path / "knowledge", f"sqlite:///{tmp_path / 'store.db'}") as later:
            assert later.answer(SILENT, PIER) == "day-ferry/keeper"
    assert [line["interview"] for line in logs if line["event"] == "upload_unreadable"] == ["night-ferry"]
