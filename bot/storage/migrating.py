"""Bringing the tables up to date with Alembic, inside a transaction of ours.

The scripts are `migrations/versions/*.py`, run in order; each is recorded in the transaction that runs it.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from bot.errors import StorageError

if TYPE_CHECKING:
    from alembic.runtime.migration import MigrationContext, MigrationStep
    from alembic.script import ScriptDirectory
    from sqlalchemy import Connection

_SCRIPTS = Path(__file__).with_name("migrations")
_LOCK = -1
"""The PostgreSQL advisory lock of those who migrate; servers take that of their own id, which is positive."""


def upgrade(connection: Connection, to: str = "head") -> str | None:
    """Run the migrations that are missing; gives the revision before.

    On SQLite the transaction must have been begun for writing, so that nobody else migrates meanwhile.

    Raises:
        StorageError: The tables are of a revision that this program does not know.
    """
    from alembic.config import Config  # noqa: PLC0415 - slow to import
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415

    lock(connection)
    before = revision(connection)
    must_be_known(before)
    scripts = _scripts()

    def steps(_: object, __: MigrationContext) -> list[MigrationStep]:
        from alembic.runtime.migration import MigrationStep  # noqa: PLC0415

        missing = reversed(list(scripts.iterate_revisions(to, before or "base")))
        return [MigrationStep.upgrade_from_script(scripts.revision_map, script) for script in missing]

    with EnvironmentContext(Config(), scripts, fn=steps) as environment:
        environment.configure(connection=connection)
        environment.run_migrations()
    return before


def lock(connection: Connection) -> None:
    """Let nobody else migrate until this transaction ends; on SQLite, which has one writer, nobody can."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))


def revision(connection: Connection) -> str | None:
    """The revision of the tables; None where there are none."""
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415

    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """The revision that this program works with."""
    return str(_scripts().get_current_head())


def must_be_newest(found: str | None) -> None:
    """Accept only tables that are up to date.

    Raises:
        StorageError: They are not; says what to do.
    """
    must_be_known(found)
    if found != newest():
        state = "has no tables yet" if found is None else f"is of revision {found}, not {newest()}"
        raise StorageError(f"The store {state}. Run: showrunner db upgrade")


def must_be_known(found: str | None) -> None:
    """Accept only tables that this program knows how to bring up to date.

    Raises:
        StorageError: They are of a newer version.
    """
    if found is not None and found not in {script.revision for script in _scripts().walk_revisions()}:
        raise StorageError(
            f"This was written by a newer version of this program (revision {found}). Update the program; or name a "
            "new place in storage.url and restore a backup from before into it."
        )


def _scripts() -> ScriptDirectory:
    return _read(_SCRIPTS)


@functools.cache
def _read(directory: Path) -> ScriptDirectory:
    """Once, for to find out the newest revision means to run every script."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    return ScriptDirectory(str(directory))
