"""Transcripts that wait: kept whole, changed by whoever has seen the newest edition, applied once."""

from __future__ import annotations

import asyncio

import pytest

from bot.errors import AlreadyDone
from bot.storage.records import DraftState
from tests.storage.conftest import NOW
from tests.storage.test_store import DAY, FAN, HOME, MOD, OTHER

SOURCE = bytes(range(256)) * 40


async def put(store, source=SOURCE, server=HOME):
    return await store.put_import(server, "okafor.html", source, by=MOD, now=NOW)


async def test_it_is_kept_as_it_was(store):
    number = await put(store)
    found = await store.imported(number)
    assert (found.server, found.name, found.source, found.by, found.at) == (HOME, "okafor.html", SOURCE, MOD, NOW)
    assert (found.changes, found.edition, found.state) == ({}, 0, DraftState.OPEN)
    assert await store.imported(number + 1) is None
    assert (await store.imported(await put(store, b""))).source == b""


class TestChange:
    async def test_a_change_makes_the_next_edition(self, store):
        number = await put(store)
        for edition, changes in enumerate(({"swapped": True}, {"dropped": [1, 2], "details": {"show": "é"}})):
            assert await store.change_import(number, edition, changes, by=OTHER, now=NOW)
            found = await store.imported(number)
            assert (found.changes, found.edition, found.source) == (changes, edition + 1, SOURCE)

    async def test_of_two_from_the_same_edition_one_counts(self, store):
        number = await put(store)
        done = await asyncio.gather(
            *(store.change_import(number, 0, {"by": who}, by=who, now=NOW) for who in (MOD, OTHER))
        )
        assert sorted(done) == [False, True]
        winner = (MOD, OTHER)[done.index(True)]
        assert (await store.imported(number)).changes == {"by": winner}

    async def test_what_is_over_is_changed_no_more(self, store):
        number = await put(store)
        await store.drop_import(number, by=MOD, now=NOW)
        for gone in (number, number + 1):
            with pytest.raises(AlreadyDone):
                await store.change_import(gone, 0, {}, by=MOD, now=NOW)


class TestApply:
    async def test_it_becomes_a_version_and_a_line_in_the_log(self, store):
        number = await put(store)
        version = await store.apply_import(number, 0, "okafor", "format: 1", by=OTHER, now=NOW)
        assert (version.interview, version.number, version.by) == ("okafor", 1, OTHER)
        assert [upload.text for upload in await store.current_uploads(HOME)] == ["format: 1"]
        found = await store.imported(number)
        assert (found.state, found.source, found.changes) == (DraftState.APPLIED, b"", {})
        (entry,) = await store.log(HOME)
        assert (entry.who, entry.what) == (OTHER, "upload")
        assert entry.detail == {"interview": "okafor", "version": 1, "size": 9, "import": number}

    async def test_an_edition_that_is_not_the_newest_is_not_applied(self, store):
        number = await put(store)
        await store.change_import(number, 0, {"swapped": True}, by=MOD, now=NOW)
        assert await store.apply_import(number, 0, "okafor", "x", by=MOD, now=NOW) is None
        assert await store.current_uploads(HOME) == []
        assert (await store.imported(number)).state is DraftState.OPEN

    async def test_apply_and_drop_at_once_end_one_way(self, store):
        number = await put(store)
        applied, dropped = await asyncio.gather(
            store.apply_import(number, 0, "okafor", "x", by=MOD, now=NOW),
            store.drop_import(number, by=OTHER, now=NOW),
            return_exceptions=True,
        )
        assert isinstance(applied, AlreadyDone) != isinstance(dropped, AlreadyDone)
        assert len(await store.current_uploads(HOME)) == isinstance(dropped, AlreadyDone)
        assert len(await store.log(HOME)) == 1

    async def test_what_is_dropped_is_in_the_log_by_the_name_of_its_file(self, store):
        number = await put(store)
        await store.drop_import(number, by=MOD, now=NOW)
        (entry,) = await store.log(HOME)
        assert (entry.what, entry.detail) == ("drop", {"interview": "okafor.html", "import": number})
        with pytest.raises(AlreadyDone, match="dropped already"):
            await store.apply_import(number, 0, "okafor", "x", by=MOD, now=NOW)


class TestPrivacy:
    async def test_who_uploaded_it_sees_that_and_can_be_forgotten(self, store):
        number = await put(store)
        (seen,) = (await store.about_user(MOD))["imports"]
        assert seen == {
            "id": number,
            "server": HOME,
            "name": "okafor.html",
            "edition": 0,
            "at": NOW.isoformat(),
            "state": "open",
        }
        assert (await store.about_user(FAN))["imports"] == []
        assert await store.forget_user(MOD) == 1
        assert (await store.imported(number)).by is None

    async def test_it_is_kept_a_week(self, store):
        number = await put(store)
        assert await store.expire(NOW + 6 * DAY) == 0
        assert await store.expire(NOW + 7 * DAY) == 1
        assert await store.imported(number) is None
