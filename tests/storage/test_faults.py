"""What a crash, a full disk, or somebody else's lock does to the store: nothing that was acknowledged is ever lost."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import random
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import pytest
from sqlalchemy import event, select

from bot.errors import StorageError
from bot.storage import migrating, tables
from bot.storage.records import DraftState
from bot.storage.store import Store
from bot.storage.uploads import VERSIONS_KEPT
from tests.storage import mortals
from tests.storage.conftest import NOW
from tests.storage.test_store import HOME, MOD, ask, lines, texts, upload

if TYPE_CHECKING:
    from collections.abc import Iterator

_log = logging.getLogger(__name__)

KILLS = {"sqlite": 100, "postgresql": 25}
LIVES = 0.05
"""Seconds that a process lives at the most once it has told of its first change."""

forks = pytest.mark.skipif(sys.platform == "win32", reason="there are no forks here")


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def sound(url: str) -> bool:
    """Whether SQLite finds nothing wrong with the file."""
    with closing(sqlite3.connect(file_of(url))) as connection:
        checks = ("integrity_check", "foreign_key_check")
        return [connection.execute(f"PRAGMA {check}").fetchall() for check in checks] == [[("ok",)], []]


# Killed


@forks
@pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)
async def test_what_was_acknowledged_survives_sigkill(url, request):
    """Uploads, applies, drops and roll-backs, killed at random points; each time the store is whole and has it all."""
    chance = random.Random(4)
    kills = KILLS[request.node.callspec.params["url"]]
    acknowledged: Counter[str] = Counter()
    unacknowledged = 0
    drafts: dict[int, tuple[DraftState, str]] = {}
    versions: dict[str, list[str | None]] = {interview: [] for interview in mortals.INTERVIEWS}
    async with Store.open(url):
        pass
    for seed in range(kills):
        said, _ = await asyncio.to_thread(mortals.life, mortals.live, 1, chance.uniform(0, LIVES), url, seed)
        acknowledged.update(each[0] for each in said)
        remember(said, drafts, versions)
        async with Store.open(url, upgrade=False) as store:
            unacknowledged += await compare(store, drafts, versions)
        assert not url.startswith("sqlite") or sound(url)
    _log.info("%s kills; acknowledged %s; versions nobody was told of: %s", kills, dict(acknowledged), unacknowledged)
    assert acknowledged.total() >= kills


def remember(said: list, drafts: dict, versions: dict) -> None:
    """What must be in the store after all that was said."""
    for each in said:
        match each:
            case ("put", number, text):
                drafts[number] = DraftState.OPEN, text
            case ("drop", number):
                drafts[number] = DraftState.DROPPED, mortals.digest("")
            case ("version", interview, number, text):
                assert number == len(versions[interview]) + 1
                versions[interview].append(text)


async def compare(store: Store, drafts: dict, versions: dict) -> int:
    """Hold the store to what it must have; gives how many versions are there that nobody was told of."""
    async with store.change(mortals.SERVER, None, NOW):
        pass  # PostgreSQL may still have been committing what the dead process had asked for
    kept: dict[str, dict[int, str | None]] = {interview: {} for interview in versions}
    async with store.reading() as connection:
        for row in await connection.execute(select(tables.versions)):
            kept[row.interview][row.number] = mortals.digest(row.text) if row.text is not None else None
        found = {
            row.id: (DraftState(row.state), mortals.digest(row.text))
            for row in await connection.execute(select(tables.drafts))
        }
        logged = Counter((await connection.execute(select(tables.audit.c.what))).scalars())
    more = 0
    for interview, known in versions.items():
        newest = max(kept[interview], default=0)
        assert set(kept[interview]) == set(range(max(1, newest - VERSIONS_KEPT + 1), newest + 1))
        if newest > len(known):  # the kill came between the change and its acknowledgement
            known.append(kept[interview][newest])
            more += 1
        assert len(known) == newest
        assert all(text == known[number - 1] for number, text in kept[interview].items())
    for number, known in drafts.items():
        if found[number] != known:  # an apply, or a drop, that nobody was told of
            assert (known[0], found[number][1]) == (DraftState.OPEN, mortals.digest(""))
            drafts[number] = found[number]
    assert logged["upload"] + logged["rollback"] + logged["remove"] == sum(map(len, versions.values()))
    assert logged["upload"] == sum(state is DraftState.APPLIED for state, _ in found.values())
    assert logged["drop"] == sum(state is DraftState.DROPPED for state, _ in found.values())
    assert more <= 1
    return more


@forks
async def test_a_store_killed_while_it_is_made_can_be_made(tmp_path):
    """All tables or none, and the record of them with them."""
    chance = random.Random(4)
    outcomes: Counter[str | None] = Counter()
    for number in range(25):
        url = f"sqlite:///{tmp_path}/{number}.db"
        await asyncio.to_thread(killed_while_beginning, chance.uniform(0.01, 0.15), url)
        async with Store.at(url) as store:
            outcomes[await store.revision()] += 1
            await store.upgrade()
            await upload(store)
        assert sound(url)
    _log.info("25 kills; revisions afterwards: %s", dict(outcomes))
    assert set(outcomes) <= {None, migrating.newest()}


def killed_while_beginning(seconds: float, url: str) -> None:
    context = mortals.processes()
    _, theirs = context.Pipe(duplex=False)
    process = context.Process(target=mortals.begin, args=(url, theirs))
    process.start()
    process.join(seconds)
    process.kill()
    process.join()


@forks
async def test_of_processes_that_start_at_once_one_makes_the_tables(url):
    context = mortals.processes()
    pipes = [context.Pipe(duplex=False) for _ in range(6)]
    started = [context.Process(target=mortals.begin, args=(url, theirs)) for _, theirs in pipes]
    for process in started:
        process.start()
    before = [await asyncio.to_thread(ours.recv) for ours, _ in pipes]
    for process in started:
        process.join()
    assert sorted(before, key=str) == [migrating.newest()] * 5 + [None]
    async with Store.open(url, upgrade=False) as store:
        assert (await upload(store)).number == 1


# A full disk


async def fill(store: Store) -> int:
    """Upload until there is no room; gives how many uploads went well."""
    text = "words " * 20_000
    for number in range(1_000):
        try:
            await upload(store, text=f"{number} {text}")
        except StorageError as error:
            if "There is no room left" in str(error):
                return number
            raise
    raise AssertionError("the disk never filled")


async def test_a_full_database_loses_nothing_and_takes_changes_again(sqlite_url):
    async with Store.open(sqlite_url) as store:
        limit = 120

        @event.listens_for(store._engine.sync_engine, "checkout")
        def bounded(connection, *_):
            connection.execute(f"PRAGMA max_page_count = {limit}")

        number = await fill(store)
        assert number >= 2
        assert (await texts(store))["dial"].startswith(f"{number - 1} ")
        assert len(await store.versions(HOME)) == len(await lines(store)) == number
        limit = 1_000
        assert (await upload(store, text="fits")).number == number + 1
    assert sound(sqlite_url)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk]
    if not sys.platform.startswith("linux") or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk, and not everywhere")
    yield disk
    subprocess.run(["umount", disk], check=True)


async def test_a_full_disk_loses_nothing_and_takes_changes_again(small_disk):
    url = f"sqlite:///{small_disk}/bot.db"
    ballast = small_disk / "ballast"
    async with Store.open(url) as store:
        number = await fill(store)
        assert number >= 2
        for _ in range(3):
            with pytest.raises(StorageError):
                await upload(store, text="much " * 200_000)
        assert (await texts(store))["dial"].startswith(f"{number - 1} ")
    room = os.statvfs(small_disk)
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        file.write(b"\0" * room.f_bsize * (room.f_bavail + 1))
        file.write(b"\0" * room.f_bsize)
    async with Store.open(url) as store:
        kept = len(await store.versions(HOME))
        assert kept == number
        with pytest.raises(StorageError):
            await upload(store, text="words " * 100_000)
        ballast.unlink()
        await store.expire(NOW)
        assert len(await lines(store)) == len(await store.versions(HOME)) == number
    assert sound(url)


def full_file() -> TextIO:
    return Path("/dev/full").open("w", buffering=1_000)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
async def test_a_backup_that_does_not_fit_says_so_and_the_store_is_as_it_was(sqlite_url):
    async with Store.open(sqlite_url) as store:
        await upload(store, text="words " * 5_000)
        with (
            contextlib.suppress(OSError),  # closing it fails again
            full_file() as full,
            pytest.raises(StorageError, match="cannot be written"),
        ):
            await store.back_up(full, NOW)
        assert (await upload(store)).number == 2


# Locked


async def test_somebody_elses_lock_is_waited_for(sqlite_url):
    async with Store.open(sqlite_url, patience=20) as store:
        with closing(sqlite3.connect(file_of(sqlite_url), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            waiting = [asyncio.create_task(ask(store, f"question {number}")) for number in range(5)]
            assert len(await store.unanswered(HOME)) == 0  # reading goes on
            assert not any(task.done() for task in waiting)
            other.execute("COMMIT")
        await asyncio.gather(*waiting)
        assert len(await store.unanswered(HOME)) == 5


async def test_a_lock_that_is_never_released_is_a_clear_error_and_loses_nothing(sqlite_url):
    async with Store.open(sqlite_url, patience=0.1) as store:
        await upload(store, text="before")
        with closing(sqlite3.connect(file_of(sqlite_url), isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StorageError, match=r"database is locked\. Somebody else is writing .+ try again"):
                await upload(store, text="meanwhile")
            assert await texts(store) == {"dial": "before"}
        assert (await upload(store, text="after")).number == 2


async def test_the_same_on_postgresql(postgresql_url):
    async with Store.open(postgresql_url, patience=0.1) as store, Store.open(postgresql_url) as other:
        async with other.change(HOME, MOD, NOW) as change:
            await change.record("holds the server's lock")
            with pytest.raises(StorageError, match=r"Somebody else is writing .+ try again"):
                await upload(store, text="meanwhile")
            await store.record(HOME + 1, MOD, "another server", {}, now=NOW)
        assert (await upload(store, text="after")).number == 1


# Damaged, or not ours


@pytest.mark.parametrize(
    ("content", "advice"),
    [
        (b"no database at all, but long enough to look at" * 100, "This is no SQLite file"),
        (b"SQLite format 3\0" + b"\xff" * 5_000, "failed"),
    ],
)
async def test_a_file_that_is_no_store_is_left_alone(sqlite_url, content, advice):
    file_of(sqlite_url).parent.mkdir()
    file_of(sqlite_url).write_bytes(content)
    with pytest.raises(StorageError, match=advice):
        async with Store.open(sqlite_url):
            pass
    assert file_of(sqlite_url).read_bytes() == content


async def test_a_directory_in_the_files_place_is_told(sqlite_url):
    file_of(sqlite_url).mkdir(parents=True)
    with pytest.raises(StorageError, match="Let the bot's user write to that directory"):
        async with Store.open(sqlite_url):
            pass


async def test_a_file_in_the_directorys_place_is_told(sqlite_url):
    file_of(sqlite_url).parent.write_text("")
    with pytest.raises(StorageError, match="data"):
        async with Store.open(sqlite_url):
            pass
