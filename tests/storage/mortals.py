"""Processes that use a store and may be killed at any moment.

They are forked off a server that has everything imported, so that a hundred of them take seconds.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import random
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from bot.errors import AlreadyDone
from bot.storage.store import Store
from tests.storage.conftest import NOW

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerContext

SERVER, MOD = 1, 2
INTERVIEWS = ("dial", "lamp")


def processes() -> ForkServerContext:
    """Where to make them."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(
        [
            "tests.storage.mortals",
            "tests.storage.gamblers",
            "tests.moderation.mortals",
            "tests.discord.mortals",
            "aiosqlite",
            "alembic.command",
            "asyncpg",
            "tests.forking",
        ]
    )
    return context


def life(target: Any, words: int | None, linger: float, *arguments: object) -> tuple[list[Any], int | None]:
    """All that a process says that is killed so many seconds after so many words (None lets it live); how it ended."""
    context = processes()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=target, args=(*arguments, theirs))
    process.start()
    theirs.close()
    heard = []
    with contextlib.suppress(EOFError, OSError):  # OSError: the last word was cut short
        while words is None or len(heard) < words:
            heard.append(ours.recv())
        process.join(linger)  # so that it dies in the middle of something, too
        process.kill()
        while True:
            heard.append(ours.recv())
    process.join()
    ours.close()
    return heard, process.exitcode


def digest(text: str) -> str:
    """Short enough to be told at once."""
    return sha256(text.encode()).hexdigest()


def live(url: str, seed: int, done: Connection) -> None:
    """Change the store again and again; tell each change on `done` once it has returned."""
    asyncio.run(_live(url, random.Random(seed), done))


def begin(url: str, done: Connection) -> None:
    """Bring the store's tables up to date, and tell what they were before."""

    async def run() -> None:
        async with Store.at(url, patience=30) as store:
            done.send(await store.upgrade())

    asyncio.run(run())


async def _live(url: str, chance: random.Random, done: Connection) -> None:
    async with Store.open(url, upgrade=False) as store:
        while True:
            interview = chance.choice(INTERVIEWS)
            text = f"{chance.random()} " * chance.choice([1, 100, 5_000])
            draft = await store.put_draft(SERVER, interview, text, by=MOD, now=NOW)
            done.send(("put", draft, digest(text)))
            if chance.random() < 0.2:
                await store.drop_draft(draft, by=MOD, now=NOW)
                done.send(("drop", draft))
                continue
            version = await store.apply_draft(draft, by=MOD, now=NOW)
            done.send(("version", interview, version.number, digest(text)))
            back = chance.choice([None, *range(1, version.number)])
            with contextlib.suppress(AlreadyDone):  # rolled back to a removal
                old = None if back is None else await store.version(SERVER, interview, back)
                version = await store.roll_back(SERVER, interview, back, by=MOD, now=NOW)
                done.send(("version", interview, version.number, digest(old.text) if old else None))


def change_setting(url: str, server: int, name: str, value: object) -> None:
    """Change one setting of a server, and end."""

    async def run() -> None:
        async with Store.open(url, upgrade=False) as store:
            await store.change_setting(server, name, value, by=MOD, now=NOW)

    asyncio.run(run())
