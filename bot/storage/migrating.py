"""Bringing the tables up to date with Alembic, inside a transaction of ours.

The scripts are `migrations/versions/*.py`, run in order; each is recorded in the transaction that runs it.
"""

from __future__ import annotations

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

    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    before = revision(connection)
    scripts = _scripts()
    _must_be_known(before, scripts)

    def steps(_: object, __: MigrationContext) -> list[MigrationStep]:
        from alembic.runtime.migration import MigrationStep  # noqa: PLC0415

        missing = reversed(list(scripts.iterate_revisions(to, before or "base")))
        return [MigrationStep.upgrade_from_script(scripts.revision_map, script) for script in missing]

    with EnvironmentContext(Config(), scripts, fn=steps) as environment:
        environment.configure(connection=connection)
        environment.run_migrations()
    return before


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
    _must_be_known(found, _scripts())
    if found != newest():
        raise StorageError(f"The store's tables are of revision {found}, not {newest()}. Run: showrunner db upgrade")


def _must_be_known(found: str | None, scripts: ScriptDirectory) -> None:
    known = {script.revision for script in scripts.walk_revisions()}
    if found is not None and found not in known:
        raise StorageError(
            f"The store was last used by a newer version of this program (revision {found}). Update, or restore a "
            "backup from before: showrunner db restore FILE --force"
        )


def _scripts() -> ScriptDirectory:
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    return ScriptDirectory(str(_SCRIPTS))
