"""`showrunner db`: upgrade, current, backup, restore."""

from __future__ import annotations

import asyncio
import stat
from datetime import UTC, datetime

import pytest

from bot.storage.migrating import newest
from bot.storage.store import Store

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FILE = "data/showrunner.db"


def use(directory, work):
    """Do something with the store that the commands use."""

    async def run():
        async with Store.open(f"sqlite:///{directory}/{FILE}") as store:
            return await work(store)

    return asyncio.run(run())


def lines(store):
    return store.log(1)


@pytest.fixture
def furnished(working_directory):
    use(working_directory, lambda store: store.record(1, 2, "did", {"so": "é"}, now=NOW))
    return working_directory


def test_upgrade_makes_the_tables_once(invoke):
    assert invoke("db", "current").stdout.startswith(f"{FILE}: nothing yet.")
    first, second = invoke("db", "upgrade"), invoke("db", "upgrade")
    assert first.stdout == f"{FILE}: brought from nothing to revision {newest()}.\n"
    assert second.stdout == f"{FILE}: revision {newest()}, the newest; nothing to do.\n"
    assert invoke("db", "current").stdout == f"{FILE}: revision {newest()}, the newest.\n"


def test_asking_for_the_revision_makes_no_file(invoke, working_directory):
    assert invoke("db", "current").exit_code == 0
    assert not (working_directory / FILE).exists()


def test_the_settings_say_where_the_store_is(invoke, working_directory):
    (working_directory / "elsewhere").mkdir()
    config = working_directory / "elsewhere/config.yaml"
    config.write_text("storage: {url: 'sqlite:///mine.db'}")
    assert invoke("db", "upgrade", "--config", config).exit_code == 0
    assert (working_directory / "elsewhere/mine.db").is_file()


def test_a_backup_can_be_restored(invoke, furnished):
    result = invoke("db", "backup", "saved.jsonl")
    assert result.exit_code == 0
    assert result.stdout.startswith("saved.jsonl: ")
    use(furnished, lambda store: store.record(1, 2, "did more", {}, now=NOW))
    refused = invoke("db", "restore", "saved.jsonl")
    assert refused.exit_code == 2
    assert "The store holds 2 rows already" in refused.stderr
    assert len(use(furnished, lines)) == 2
    assert invoke("db", "restore", "--force", "saved.jsonl").stdout.startswith("1 rows restored.")
    assert [(each.what, each.detail) for each in use(furnished, lines)] == [("did", {"so": "é"})]


def test_a_backup_made_while_the_store_is_in_use(invoke, furnished):
    async def during(store):
        result = await asyncio.to_thread(invoke, "db", "backup", "saved.jsonl")
        await store.record(1, 2, "did more", {}, now=NOW)
        return result

    assert use(furnished, during).exit_code == 0


def test_a_backup_is_readable_for_its_owner_alone(invoke, furnished):
    invoke("db", "backup", "saved.jsonl")
    assert stat.S_IMODE((furnished / "saved.jsonl").stat().st_mode) == 0o600
    assert sorted(each.name for each in furnished.iterdir()) == ["data", "saved.jsonl"]


def test_a_file_that_is_there_is_not_replaced_without_force(invoke, furnished):
    (furnished / "saved.jsonl").write_text("precious")
    refused = invoke("db", "backup", "saved.jsonl")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "error: saved.jsonl is there already. Name another file, or replace it with --force.\n",
    )
    assert (furnished / "saved.jsonl").read_text() == "precious"
    assert invoke("db", "backup", "saved.jsonl", "--force").exit_code == 0
    assert (furnished / "saved.jsonl").read_text() != "precious"


def test_without_a_store_there_is_nothing_to_back_up(invoke, working_directory):
    refused = invoke("db", "backup", "saved.jsonl")
    assert (refused.exit_code, refused.stderr) == (
        2,
        f"error: There is nothing to back up: there is no {FILE}.\n",
    )
    assert list(working_directory.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("missing.jsonl", None, "missing.jsonl: Cannot be read (No such file or directory)."),
        ("empty.jsonl", b"", "This is no backup of a store; nothing was changed."),
        ("picture.png", b"\x89PNG\xff", "picture.png: This is no backup of a store; nothing was changed."),
    ],
)
def test_what_is_no_backup_is_refused(invoke, furnished, name, content, told):
    if content is not None:
        (furnished / name).write_bytes(content)
    refused = invoke("db", "restore", "--force", name)
    assert (refused.exit_code, refused.stderr) == (2, f"error: {told}\n")
    assert len(use(furnished, lines)) == 1


def test_a_place_that_cannot_be_written_is_told(invoke, furnished):
    refused = invoke("db", "backup", "nowhere/saved.jsonl")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "error: nowhere/saved.jsonl: Cannot be written (No such file or directory).\n",
    )


def test_a_database_that_is_not_there_is_told_without_its_password(invoke, monkeypatch, working_directory):
    url = f"postgresql://me:s3cret@/bot?host={working_directory}"
    monkeypatch.setenv("SHOWRUNNER_STORAGE__URL", url)
    for command in (["current"], ["upgrade"], ["backup", "saved.jsonl"]):
        refused = invoke("db", *command)
        assert refused.exit_code == 2
        assert "postgresql://me:…@/bot" in refused.stderr
        assert "cannot be reached" in refused.stderr
        assert "s3cret" not in refused.stderr + refused.stdout
    assert list(working_directory.iterdir()) == []
