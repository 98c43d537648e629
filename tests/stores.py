"""Stores with nothing in them, to copy: making the tables takes longer than most tests."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.postgresql import Server


_TABLES = "with_tables"


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite file of a store with nothing in it."""
    file = tmp_path_factory.mktemp("store") / "empty.db"
    asyncio.run(_make(f"sqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def server_with_tables(postgresql_server: Server) -> Server:
    """A PostgreSQL server that has a database with our tables, to copy."""
    asyncio.run(postgresql_server.execute(f"CREATE DATABASE {_TABLES}"))
    asyncio.run(_make(postgresql_server.url(_TABLES)))
    return postgresql_server


@pytest.fixture
async def empty_postgresql_store(server_with_tables: Server) -> AsyncIterator[str]:
    """The address of a store on PostgreSQL with nothing in it."""
    await server_with_tables.execute(f"CREATE DATABASE store TEMPLATE {_TABLES}")
    yield server_with_tables.url("store")
    await server_with_tables.execute("DROP DATABASE store WITH (FORCE)")


async def _make(url: str) -> None:
    async with Store.open(url):
        pass
