"""Notices: something has changed that others may hold in memory.

On PostgreSQL they reach every process (LISTEN/NOTIFY); SQLite serves one process, and they stay in it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import func, select

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import asyncpg
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.storage.connection import Place

    Listener = Callable[["Notice"], Awaitable[None]]

LOOK_AGAIN = "look again"
"""The topic that says: notices may have been missed, so compare everything."""
_CHANNEL = "showrunner"
_HEARTBEAT_SECONDS = 30
_FIRST_DELAY, _LONGEST_DELAY = 0.1, 30.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Notice:
    """What has changed.

    Attributes:
        topic: "content" (what a server uploaded or taught), "settings", `LOOK_AGAIN`, or what `publish` was given.
        payload: For the first two `{"server": id}`.
        own: Whether it was sent by this very store object.
    """

    topic: str
    payload: dict[str, Any]
    own: bool


Sent = list[tuple[str, dict[str, Any]]]
"""Topics and payloads."""


class Notifier(Protocol):
    """Sends notices and hears them."""

    async def send(self, connection: AsyncConnection, notices: Sent) -> None:
        """Send these as part of a transaction: they arrive when, and if, it commits."""

    def committed(self, notices: Sent) -> None:
        """Tells that the transaction committed which these were sent in."""

    async def listen(self, callback: Listener) -> None:
        """Call `callback` with every notice from now on."""

    async def close(self) -> None:
        """Stop listening."""


class Callbacks:
    """Those who listen in this process; each call is a task of its own, so a slow one holds up nobody."""

    def __init__(self) -> None:
        self._callbacks: list[Listener] = []
        self._running: set[asyncio.Task[None]] = set()

    def add(self, callback: Listener) -> None:
        """Call this one, too, from now on."""
        self._callbacks.append(callback)

    def call(self, notice: Notice) -> None:
        """Start all calls."""
        for callback in self._callbacks:
            task = asyncio.ensure_future(_called(callback, notice))
            self._running.add(task)
            task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()):
            _log.error("a notice could not be dealt with", exc_info=error)

    async def close(self) -> None:
        """Cancel the calls that are still running."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)


async def _called(callback: Listener, notice: Notice) -> None:
    await callback(notice)


class InProcess:
    """Notices on SQLite."""

    def __init__(self) -> None:
        self._callbacks = Callbacks()

    async def send(self, connection: AsyncConnection, notices: Sent) -> None:
        """There is nobody else to send them to."""

    def committed(self, notices: Sent) -> None:  # noqa: D102
        for topic, payload in notices:
            self._callbacks.call(Notice(topic, payload, own=True))

    async def listen(self, callback: Listener) -> None:  # noqa: D102
        self._callbacks.add(callback)

    async def close(self) -> None:  # noqa: D102
        await self._callbacks.close()


class PostgreSQL:
    """Notices through the database; a lost connection is made anew, however long that takes.

    Args:
        place: The database.
        patience: As for `Place.connect`.
    """

    def __init__(self, place: Place, patience: float) -> None:
        self._place = place
        self._patience = patience
        self._me = secrets.token_hex(8)
        self._callbacks = Callbacks()
        self._task: asyncio.Task[None] | None = None

    async def send(self, connection: AsyncConnection, notices: Sent) -> None:  # noqa: D102
        for topic, payload in notices:
            text = json.dumps({"topic": topic, "payload": payload, "from": self._me})
            await connection.execute(select(func.pg_notify(_CHANNEL, text)))

    def committed(self, notices: Sent) -> None:
        """The database delivers them."""

    async def listen(self, callback: Listener) -> None:  # noqa: D102
        self._callbacks.add(callback)
        if self._task is None:
            with self._place.errors():
                connection, lost = await self._listening()
            self._task = asyncio.create_task(self._stay_connected(connection, lost))

    async def close(self) -> None:  # noqa: D102
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._callbacks.close()

    async def _listening(self) -> tuple[asyncpg.Connection, asyncio.Event]:
        connection = await self._place.connect(self._patience)
        lost = asyncio.Event()
        connection.add_termination_listener(lambda _: lost.set())
        await connection.add_listener(_CHANNEL, self._heard)
        return connection, lost

    def _heard(self, _connection: object, _pid: int, _channel: str, text: str) -> None:
        said = json.loads(text)
        self._callbacks.call(Notice(said["topic"], said["payload"], own=said["from"] == self._me))

    async def _stay_connected(self, connection: asyncpg.Connection, lost: asyncio.Event) -> None:
        while True:
            try:
                await _until_lost(connection, lost)
            finally:
                connection.terminate()
            _log.warning("lost the database's notices; connecting again", extra={"store": str(self._place)})
            connection, lost = await self._listening_again()
            _log.info("the database's notices are back; looking for what changed", extra={"store": str(self._place)})
            self._callbacks.call(Notice(LOOK_AGAIN, {}, own=False))

    async def _listening_again(self) -> tuple[asyncpg.Connection, asyncio.Event]:
        import asyncpg  # noqa: PLC0415 - an extra, which SQLite does without

        delay = _FIRST_DELAY
        while True:
            try:
                return await self._listening()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
                _log.debug("no connection to the database yet: %s", error)
            await asyncio.sleep(delay)
            delay = min(2 * delay, _LONGEST_DELAY)


async def _until_lost(connection: asyncpg.Connection, lost: asyncio.Event) -> None:
    """Return once the connection is gone; a heartbeat finds out where nobody says so."""
    import asyncpg  # noqa: PLC0415 - an extra, which SQLite does without

    while not lost.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(lost.wait(), _HEARTBEAT_SECONDS)
        try:
            await connection.execute("SELECT 1", timeout=_HEARTBEAT_SECONDS)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            return


def notifier(place: Place, patience: float) -> Notifier:
    """What sends and hears notices at this place."""
    return InProcess() if place.file else PostgreSQL(place, patience)
