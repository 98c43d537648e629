"""Stores with nothing in them, to copy: making the tables takes longer than most tests."""

from __future__ import annotations

import asyncio
import shutil
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from bot.storage.connection import Place
from bot.storage.store import PATIENCE, Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

    from tests.postgresql import Server


_TABLES = "with_tables"


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SQLite file of a store with nothing in it."""
    file = tmp_path_factory.mktemp("store") / "empty.db"
    asyncio.run(_make(f"sqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def new_store(empty_store: Path) -> Callable[[Path], Store]:
    """Makes a store at a path, with nothing in it; before the next is made it must be closed.

    They share an engine, which thus need not work out every statement anew, as it does in the first minute of a bot.
    """
    engine = Place(f"sqlite:///{empty_store}").engine(PATIENCE)
    file = empty_store

    @event.listens_for(engine.sync_engine, "do_connect")
    def elsewhere(_dialect: object, _record: object, arguments: list[str], _options: object) -> None:
        arguments[0] = str(file)

    class Reused(Place):
        def engine(self, _patience: float) -> AsyncEngine:
            return engine

    def make(path: Path) -> Store:
        nonlocal file
        file = shutil.copy(empty_store, path)
        return Store(Reused(f"sqlite:///{path}"), PATIENCE)

    return make


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
