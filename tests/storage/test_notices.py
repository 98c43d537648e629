"""Notices: to everybody who listens, in every process, across lost connections."""

from __future__ import annotations

import asyncio
import logging

import pytest

from bot.errors import StorageError
from bot.storage.notices import LOOK_AGAIN, Notice
from bot.storage.store import Store
from tests.storage.conftest import NOW, Heard
from tests.storage.test_store import CHANNEL, FAN, HOME, MOD, ask, put, upload


async def test_what_is_published_reaches_all_listeners(store):
    ears = [Heard(), Heard()]
    for ear in ears:
        await store.listen(ear)
    await store.publish("reload", {"by": "é", "n": [1]})
    assert [await ear.next() for ear in ears] == [Notice("reload", {"by": "é", "n": [1]}, own=True)] * 2


async def test_changes_of_content_and_settings_are_told_and_others_are_not(store):
    heard = Heard()
    await store.listen(heard)
    await put(store)
    await ask(store)
    await store.count_verdict(HOME, "a/b", True, user=FAN, now=NOW)
    await store.set_channel_progress(HOME, CHANNEL, "Tin Harbor", 1, by=MOD, now=NOW)
    await upload(store)
    await upload(store)
    await store.roll_back(HOME, "dial", 1, by=MOD, now=NOW)
    await store.teach(HOME, "a/b", "x", by=MOD, now=NOW)
    await store.teach(HOME, "a/b", "x", by=MOD, now=NOW)
    await store.unteach(HOME, "a/b", "x", by=MOD, now=NOW)
    await store.change_setting(HOME, "prefix", "?", by=MOD, now=NOW)
    await store.publish("end", {})
    topics = [await heard.next() for _ in range(7)]
    assert [notice.topic for notice in topics] == ["content"] * 5 + ["settings", "end"]
    assert all(notice.payload == {"server": HOME} for notice in topics[:-1])


async def test_a_listener_that_fails_is_logged_and_keeps_nobody_from_hearing(store, caplog):
    async def deaf(_):
        raise ZeroDivisionError

    heard = Heard()
    await store.listen(deaf)
    await store.listen(heard)
    for topic in ("one", "two"):
        await store.publish(topic, {})
        assert (await heard.next()).topic == topic
    assert [record.getMessage() for record in caplog.records] == ["a notice could not be dealt with"] * 2


async def test_a_slow_listener_holds_up_nobody_and_ends_with_the_store(url):
    begun = asyncio.Event()
    ended = asyncio.Event()

    async def slow(_):
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    heard = Heard()
    async with Store.open(url) as store:
        await store.listen(slow)
        await store.listen(heard)
        await store.publish("one", {})
        await begun.wait()
        assert (await heard.next()).topic == "one"
    assert ended.is_set()


class TestPostgreSQL:
    async def test_other_processes_hear_it_and_know_it_is_not_their_own(self, postgresql_url):
        async with Store.open(postgresql_url) as here, Store.open(postgresql_url) as there:
            ears = [Heard(), Heard()]
            for store, ear in zip((here, there), ears, strict=True):
                await store.listen(ear)
            await upload(here)
            assert [await ear.next() for ear in ears] == [
                Notice("content", {"server": HOME}, own=True),
                Notice("content", {"server": HOME}, own=False),
            ]

    @pytest.mark.parametrize("how", ["fast", "immediate"])
    async def test_a_restart_of_the_database_is_survived_and_told(self, postgresql_server, postgresql_url, how, caplog):
        caplog.set_level(logging.INFO, "bot.storage")
        async with Store.open(postgresql_url) as store:
            heard = Heard()
            await store.listen(heard)
            await asyncio.gather(*(ask(store, f"question {each}") for each in range(10)))  # several connections
            await asyncio.to_thread(postgresql_server.stop, how)
            with pytest.raises(StorageError, match=r"cannot be reached|failed"):
                await ask(store, "while it is away")
            await asyncio.to_thread(postgresql_server.start)
            results = await asyncio.gather(*(ask(store, f"question {each}") for each in range(10)))
            assert len(set(results)) == 10
            assert {(each.text, each.count) for each in await store.unanswered(HOME)} == {
                (f"question {each}", 2) for each in range(10)
            }
            assert await heard.next() == Notice(LOOK_AGAIN, {}, own=False)
            await store.publish("after", {})
            assert (await heard.next()).topic == "after"
        assert [record.getMessage() for record in caplog.records if record.name == "bot.storage.notices"] == [
            "lost the database's notices; connecting again",
            "the database's notices are back; looking for what changed",
        ]

    async def test_a_listener_whose_connection_alone_is_cut_listens_again(self, postgresql_url):
        async with Store.open(postgresql_url) as store, Store.open(postgresql_url) as other:
            heard = Heard()
            await store.listen(heard)
            async with other.writing() as connection:
                await connection.exec_driver_sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
                )
            assert (await heard.next()).topic == LOOK_AGAIN
            await other.publish("after", {})
            assert await heard.next() == Notice("after", {}, own=False)

    async def test_nobody_listens_where_there_is_no_database(self, tmp_path):
        async with Store.at(f"postgresql://tests@/postgres?host={tmp_path}") as store:
            with pytest.raises(StorageError, match="cannot be reached"):
                await store.listen(Heard())
