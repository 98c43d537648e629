"""The store on both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

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
    """Where there is nothing yet, or the `store` that a test takes; once on each database."""
    made = request.param == "postgresql" and "store" in request.fixturenames
    return request.getfixturevalue("empty_postgresql_store" if made else f"{request.param}_url")


@pytest.fixture
async def store(url: str, new_store: Callable[[Path], Store]) -> AsyncIterator[Store]:
    """A new store, once on each database."""
    if url.startswith("sqlite"):
        file = Path(url.removeprefix("sqlite:///"))
        file.parent.mkdir()
        made = new_store(file)
        yield made
        await made.close()
    else:
        async with Store.open(url, upgrade=False) as opened:
            yield opened
