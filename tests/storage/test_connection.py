"""Addresses of stores, and what their errors say."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StorageError, without_passwords
from bot.storage.connection import Place
from bot.storage.store import Store
from tests.storage.test_store import upload


@pytest.mark.parametrize(
    "url",
    ["", "bot.db", "sqlite:///", "sqlite://", "sqlite:///:memory:", "mysql://me:s3cret@host/bot", "postgresql:bot"],
)
def test_only_files_and_postgresql_are_places(url):
    with pytest.raises(StorageError, match="expected sqlite:///FILE or postgresql://") as caught:
        Place(url)
    assert "s3cret" not in str(caught.value)


def test_a_files_place_is_the_file():
    place = Place("sqlite:////srv/bot/a b.db")
    assert place.file == Path("/srv/bot/a b.db")
    assert str(place) == "/srv/bot/a b.db"
    assert Place("sqlite:///data/bot.db").file == Path("data/bot.db")
    assert Place("postgresql://host/bot").file is None


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://me:s3cret@host/bot", "postgresql://me:…@host/bot"),
        ("postgres://me:s3:cr@et@host:5432/bot?x=y", "postgres://me:…@host:5432/bot?x=y"),
        ("postgresql://host/bot?user=me&password=s3cret&x=y", "postgresql://host/bot?user=me&password=…&x=y"),
        ("postgresql://:s3cret@host/bot", "postgresql://:…@host/bot"),
        ("postgresql://me@host:5432/bot", "postgresql://me@host:5432/bot"),
        ("sqlite:///data/bot.db", "sqlite:///data/bot.db"),
        ("no address, a:b@c", "no address, a:b@c"),
    ],
)
def test_passwords_are_left_out(url, shown):
    assert without_passwords(url) == shown
    assert "s3cret" not in repr(Place(url)) if "://" in url else True


async def test_sqlite_is_set_up_for_safety(sqlite_url):
    async with Store.open(sqlite_url) as store, store.writing() as connection:
        found = {
            name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
        assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5_000}


async def test_a_closed_store_leaves_one_file(sqlite_url):
    async with Store.open(sqlite_url) as store:
        await upload(store)
        assert len(list(store.place.file.parent.iterdir())) == 3
    assert [each.name for each in Path(sqlite_url.removeprefix("sqlite:///")).parent.iterdir()] == ["bot.db"]


async def test_a_wrong_password_is_told_and_not_repeated(postgresql_url, tmp_path):
    for url, told in (
        (postgresql_url.replace("tests@", "nobody:s3cret@"), 'role "nobody" does not exist. Check user and password'),
        (postgresql_url.replace("/postgres?", "/nowhere?"), 'database "nowhere" does not exist. Make that database'),
        (f"postgresql://tests:s3cret@/bot?host={tmp_path}", "cannot be reached"),
    ):
        with pytest.raises(StorageError) as caught:
            async with Store.open(url):
                pass
        assert told in str(caught.value)
        assert "s3cret" not in str(caught.value)


async def test_a_file_that_may_only_be_read_is_told(sqlite_url):
    async with Store.open(sqlite_url) as store:
        with closing(sqlite3.connect(store.place.file)) as other:
            other.execute("PRAGMA journal_mode")
        async with store.reading() as connection:
            await connection.exec_driver_sql("PRAGMA query_only = ON")
        with pytest.raises(StorageError, match="Let the bot's user write"):
            await upload(store)
