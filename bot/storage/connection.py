"""Where the store is, how to connect to it, and what its errors mean."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import StorageError, without_passwords

if TYPE_CHECKING:
    from collections.abc import Iterator

    import asyncpg
    from sqlalchemy import Connection

SQLITE = "sqlite:///"
POSTGRESQL = ("postgresql://", "postgres://")
_CONNECT_SECONDS = 10
_STATEMENT_SECONDS = 60
_BEGIN = "showrunner_begin"

NO_ASYNCPG = "PostgreSQL needs the library asyncpg, which is not installed. Run `make postgres`."


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """Where a store is.

    Attributes:
        url: `sqlite:///FILE` or `postgresql://user:password@host/database`.
    """

    url: str

    def __post_init__(self) -> None:
        if not self.url.startswith((SQLITE, *POSTGRESQL)) or self.url == SQLITE or ":memory:" in self.url:
            raise StorageError(
                f"There can be no store at {self}; expected sqlite:///FILE or postgresql://user:password@host/database."
            )

    @property
    def file(self) -> Path | None:
        """The SQLite file; None for PostgreSQL."""
        return Path(self.url.removeprefix(SQLITE)) if self.url.startswith(SQLITE) else None

    def __str__(self) -> str:
        return str(self.file) if self.url.startswith(SQLITE) else without_passwords(self.url)

    def engine(self, patience: float) -> AsyncEngine:
        """An engine for this place; nothing is opened yet.

        Args:
            patience: For how many seconds to wait for a lock that somebody else holds.

        Raises:
            StorageError: asyncpg, which PostgreSQL needs, is not installed.
        """
        return self._sqlite(self.file, patience) if self.file else self._postgresql(patience)

    async def connect(self, patience: float) -> asyncpg.Connection:
        """A PostgreSQL connection outside any pool."""
        import asyncpg  # noqa: PLC0415 - an extra, which SQLite does without

        settings = {"application_name": "showrunner", "lock_timeout": str(round(patience * 1000))}
        return await asyncpg.connect(
            self.url, timeout=_CONNECT_SECONDS, command_timeout=_STATEMENT_SECONDS, server_settings=settings
        )

    def _sqlite(self, file: Path, patience: float) -> AsyncEngine:
        engine = create_async_engine(f"sqlite+aiosqlite:///{file}", connect_args={"timeout": patience})

        def make_file(*_: object) -> None:
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StorageError(f"{file.parent}: There can be no directory here ({error.strerror}).") from error
            # What cannot be opened fails here, and not in the driver, which leaves a thread behind for a moment then.
            sqlite3.connect(file).close()

        def prepare(connection: Any, _: object) -> None:  # noqa: ANN401 - SQLAlchemy's face of a driver's connection
            try:
                connection.isolation_level = None  # otherwise the driver begins and ends transactions as it sees fit
                cursor = connection.cursor()
                cursor.execute("PRAGMA journal_mode = WAL")
                cursor.execute("PRAGMA synchronous = FULL")  # what is acknowledged survives a power cut, too
                cursor.execute("PRAGMA foreign_keys = ON")
                cursor.close()
            except BaseException:
                connection.close()  # the pool does not know it yet
                raise

        def begin(connection: Connection) -> None:
            connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))

        event.listen(engine.sync_engine, "do_connect", make_file)
        event.listen(engine.sync_engine, "connect", prepare)
        event.listen(engine.sync_engine, "begin", begin)
        return engine

    def _postgresql(self, patience: float) -> AsyncEngine:
        try:
            import asyncpg  # noqa: F401, PLC0415
        except ImportError:
            raise StorageError(NO_ASYNCPG) from None
        return create_async_engine(
            "postgresql+asyncpg://", async_creator=lambda: self.connect(patience), pool_pre_ping=True, pool_timeout=10
        )

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn what the database and its driver raise into a `StorageError` that says what to do."""
        try:
            yield
        except DBAPIError as error:
            raise StorageError(self._explained(error.orig)) from error
        except SQLAlchemyError as error:
            raise StorageError(f"The store at {self} failed: {error}.") from error
        except OSError as error:  # a time-out among them
            raise StorageError(
                f"The store at {self} cannot be reached ({error or type(error).__name__}). Is the database running?"
            ) from error

    def _explained(self, error: BaseException | None) -> str:
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None:
            advice = _SQLITE_ADVICE.get(code & 0xFF, "")
        else:
            advice = _POSTGRESQL_ADVICE.get(str(getattr(error, "sqlstate", ""))[:5], "")
        reason = without_passwords(str(error)).partition("\n")[0]
        return f"The store at {self} failed: {reason}. {advice}".rstrip()


_LOCKED = "Somebody else is writing to it, and did not finish in time. Nothing was changed; try again."
_FULL = "There is no room left. Nothing was changed; free some space on that disk."
_SQLITE_ADVICE = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: "Nothing was changed; look after that disk, and whether it is full.",
    sqlite3.SQLITE_READONLY: "Let the bot's user write to that file and its directory.",
    sqlite3.SQLITE_CANTOPEN: "Let the bot's user write to that directory.",
    sqlite3.SQLITE_CORRUPT: "Restore a backup: showrunner db restore FILE --force.",
    sqlite3.SQLITE_NOTADB: "This is no SQLite file; name another in storage.url.",
}
_POSTGRESQL_ADVICE = {
    "55P03": _LOCKED,
    "53100": _FULL,
    "28P01": "Check user and password in storage.url.",
    "28000": "Check user and password in storage.url.",
    "3D000": "Make that database, or name another in storage.url.",
    "42501": "Let this user create tables in that database.",
}


def for_writing(engine: AsyncEngine) -> AsyncEngine:
    """The same engine; its transactions on SQLite take the one write lock at once, so that none fails halfway."""
    return engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})
