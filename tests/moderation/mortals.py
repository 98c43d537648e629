"""Processes that moderate content and may be killed at any moment."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING

from bot.moderation.reloading import Reloaded
from bot.moderation.uploads import Done
from tests.moderation.desk import ADA, FERRY, NOW, PIER, opened, states

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from pathlib import Path


UPLOADED = "late-ferry"


def upload(number: int) -> str:
    """The interview that the server uploads, in one of its states."""
    return FERRY.replace("night-ferry", UPLOADED).replace("Three cats.", f"{number} cats.")


def moderate(directory: Path, url: str, seed: int, done: Connection) -> None:
    """Reload, upload and go back again and again; tell each change on `done` once the moderator would be told."""
    asyncio.run(_moderate(directory, url, random.Random(seed), done))


async def _moderate(directory: Path, url: str, chance: random.Random, done: Connection) -> None:
    async with opened(directory, url, text=None) as desk:
        while True:
            await chance.choice((_reload, _upload))(desk, chance, done)


async def _reload(desk, chance: random.Random, done: Connection) -> None:
    for name, text in states(chance.randrange(1_000_000)).items():
        desk.write(text, name)
    outcome, _ = await desk.moderation.reload(PIER, by=ADA, now=NOW)
    assert isinstance(outcome, Reloaded)
    done.send(("reload",))


async def _upload(desk, chance: random.Random, done: Connection) -> None:
    uploads, text = desk.moderation.uploads, upload(chance.randrange(1_000_000))
    preview = await uploads.preview(PIER, "ferry.yaml", text.encode(), by=ADA, now=NOW)
    applied = await uploads.apply(PIER, preview.draft, by=ADA, now=NOW)
    assert isinstance(applied, Done)
    number = applied.version.number
    done.send(("upload", number, text))
    back = chance.randrange(number)
    earlier = await desk.store.version(PIER, UPLOADED, back)
    if earlier is not None:
        gone = await uploads.roll_back(PIER, UPLOADED, back, current=number, by=ADA, now=NOW)
        assert isinstance(gone, Done)
        done.send(("rollback", gone.version.number, earlier.text))
