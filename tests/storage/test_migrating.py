"""Migrations make the tables that the code uses, once, and never halfway."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from bot.errors import StorageError
from bot.storage import migrating, tables
from bot.storage.store import Store
from tests.storage.conftest import NOW
from tests.storage.test_archive import backup, furnish
from tests.storage.test_store import upload


async def test_the_migrations_make_the_tables_that_the_code_uses(store):
    def differences(connection):
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return compare_metadata(context, tables.METADATA)

    async with store.reading() as connection:
        assert await connection.run_sync(differences) == []


async def test_keys_and_constraints_are_named_as_the_code_names_them(postgresql_url):
    names = text("SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes")
    async with Store.open(postgresql_url) as store, store.reading() as connection:
        found = set((await connection.execute(names)).scalars())
    wanted = {each.name for table in tables.METADATA.tables.values() for each in (*table.constraints, *table.indexes)}
    assert wanted <= found


async def test_an_upgrade_says_what_was_there_before(url):
    async with Store.at(url) as store:
        assert await store.revision() is None
        assert await store.upgrade() is None
        assert await store.upgrade() == await store.revision() == migrating.newest()


async def test_without_upgrading_only_tables_that_are_up_to_date_are_used(url):
    with pytest.raises(StorageError, match=r"has no tables yet\. Run: showrunner db upgrade"):
        async with Store.open(url, upgrade=False):
            pass
    async with Store.at(url) as store:
        await store.upgrade()
    async with Store.open(url, upgrade=False) as store:
        assert (await upload(store)).number == 1


@pytest.mark.parametrize("upgrade", [True, False])
async def test_tables_of_a_newer_version_are_left_alone(url, upgrade):
    async with Store.open(url) as store:
        await furnish(store)
        before = await backup(store)
        async with store.writing() as connection:
            await connection.execute(text("UPDATE alembic_version SET version_num = 'tomorrow'"))
    with pytest.raises(StorageError, match="newer version of this program"):
        async with Store.open(url, upgrade=upgrade):
            pass
    async with Store.at(url) as store:
        with pytest.raises(StorageError, match="newer version of this program"):
            await store.restore(io.StringIO(before), force=True)
        assert (await backup(store)).splitlines()[1:-1] == before.splitlines()[1:-1]


async def test_a_migration_that_fails_leaves_no_trace(url):
    async with Store.at(url) as store:
        async with store.writing() as connection:
            await connection.execute(text("CREATE TABLE audit (mine INTEGER)"))  # the last table that is made
        with pytest.raises(StorageError, match="audit"):
            await store.upgrade()
        assert await store.revision() is None
        async with store.writing() as connection:
            await connection.execute(text("DROP TABLE audit"))
        assert await store.upgrade() is None
        await upload(store, now=NOW)


async def test_other_tables_in_the_same_database_are_left_alone(url):
    async with Store.at(url) as store:
        async with store.writing() as connection:
            await connection.execute(text("CREATE TABLE guests (name TEXT)"))
            await connection.execute(text("INSERT INTO guests VALUES ('Ines')"))
        await store.upgrade()
        saved = await backup(store)
        await store.restore(io.StringIO(saved), force=True)
        async with store.reading() as connection:
            assert (await connection.execute(text("SELECT name FROM guests"))).scalars().all() == ["Ines"]
    assert "guests" not in saved


NOW_NEWEST = migrating.newest()
NEXT = f"""
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{NOW_NEWEST}"


def upgrade():
    op.add_column("taught", sa.Column("mood", sa.Text, nullable=False, server_default="calm"))
    op.execute("UPDATE taught SET mood = 'old'")
"""  # noqa: S608 - nobody else writes into it


@pytest.fixture
def next_version(tmp_path, monkeypatch):
    """Call it, and the program is one migration further on."""

    def advance() -> None:
        scripts = Path(shutil.copytree(migrating._SCRIPTS, tmp_path / "migrations"))
        (scripts / "versions/v9999_next.py").write_text(NEXT)
        monkeypatch.setattr(migrating, "_SCRIPTS", scripts)

    return advance


async def moods(store):
    async with store.reading() as connection:
        return (await connection.execute(text("SELECT mood FROM taught"))).scalars().all()


async def test_a_store_of_before_is_brought_up_to_date_with_what_it_holds(url, next_version):
    async with Store.open(url) as store:
        await furnish(store)
    next_version()
    with pytest.raises(StorageError, match=rf"is of revision {NOW_NEWEST}, not next\. Run: showrunner db upgrade"):
        async with Store.open(url, upgrade=False):
            pass
    async with Store.open(url) as store:
        assert await store.revision() == "next"
        assert await moods(store) == ["old"]
        await store.teach(1, "a/b", "x", by=2, now=NOW)
        assert sorted(await moods(store)) == ["calm", "old"]


@pytest.fixture
async def first_version(url):
    """A store as version 0001 left it, with something in it."""
    async with Store.at(url) as store:
        async with store.writing() as connection:
            await connection.run_sync(migrating.upgrade, "0001")
        await store.teach(1, "a/b", "x", by=2, now=NOW)
        yield store


async def test_a_store_without_trivia_gets_its_tables_and_keeps_what_it_has(first_version):
    assert await first_version.upgrade() == "0001"
    assert [each.phrasing for each in await first_version.taught(1)] == ["x"]
    assert (await first_version.leaderboard(1)).players == 0
    assert await first_version.start_game(1, 2, {"players": {}, "starter": 3}, owner="me", now=NOW)
    assert await first_version.forget_user(3) == 1


async def test_a_backup_without_trivia_is_restored_and_gets_its_tables(first_version):
    saved = await backup(first_version)
    assert "trivia" not in saved
    await first_version.restore(io.StringIO(saved), force=True)
    assert await first_version.revision() == migrating.newest()
    assert [each.phrasing for each in await first_version.taught(1)] == ["x"]
    assert await first_version.used_keys(1) == set()


async def test_a_backup_of_before_is_restored_and_brought_up_to_date(url, next_version):
    async with Store.open(url) as store:
        await furnish(store)
        saved = await backup(store)
        next_version()
        await store.restore(io.StringIO(saved), force=True)
        assert await store.revision() == "next"
        assert await moods(store) == ["old"]
        assert '"mood": "old"' in await backup(store)
