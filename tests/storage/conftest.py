"""The store on both databases."""

from __future__ import annotations

import asyncio
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.storage.notices import Notice

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Heard:
    """A listener that keeps what it hears in order."""

    def __init__(self) -> None:
        self._notices: asyncio.Queue[Notice] = asyncio.Queue()

    async def __call__(self, notice: Notice) -> None:
        await self._notices.put(notice)

    async def next(self) -> Notice:
        """The next notice; one that never comes is a fault."""
        return await asyncio.wait_for(self._notices.get(), 20)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A file that is not there yet."""
    return f"sqlite:///{tmp_path}/data/bot.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """Where there is nothing yet, once on each database."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite store to copy, since making the tables takes longer than most tests."""

    async def make() -> None:
        async with Store.open(f"sqlite:///{file}"):
            pass

    file = tmp_path_factory.mktemp("template") / "bot.db"
    asyncio.run(make())
    return file


@pytest.fixture
async def store(url: str, template: Path) -> AsyncIterator[Store]:
    """A new store, once on each database."""
    if url.startswith("sqlite"):
        file = Path(url.removeprefix("sqlite:///"))
        file.parent.mkdir()
        shutil.copy(template, file)
    async with Store.open(url) as opened:
        yield opened
