"""Transcripts that servers uploaded, while moderators look through them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from bot.errors import AlreadyDone
from bot.storage.database import Database
from bot.storage.records import DraftState, Import
from bot.storage.tables import imports
from bot.storage.uploads import add_version

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import RowMapping

    from bot.storage.database import Change
    from bot.storage.records import Version


class Imports(Database):
    """Each change says which edition it was made from: what somebody has not seen they cannot change."""

    async def put_import(self, server: int, name: str, source: bytes, *, by: int, now: datetime) -> int:
        """Keep a transcript until it is applied or dropped; gives the import's id."""
        values = {"server": server, "name": name, "source": source, "changes": {}, "edition": 0, "by": by, "at": now}
        async with self.change(server, by, now) as change:
            added = await change.execute(
                insert(imports).values(state=DraftState.OPEN, **values).returning(imports.c.id)
            )
            return int(added.scalar_one())

    async def imported(self, import_id: int) -> Import | None:
        """An import, or None if there is none of that id (any longer)."""
        async with self.reading() as connection:
            rows = await connection.execute(select(imports).where(imports.c.id == import_id))
            row = rows.mappings().one_or_none()
        return _import(row) if row else None

    async def change_import(
        self, import_id: int, edition: int, changes: dict[str, Any], *, by: int, now: datetime
    ) -> bool:
        """Put other changes in place of those of an edition; gives whether that was still the newest.

        Raises:
            AlreadyDone: It has been applied or dropped, or is gone.
        """
        found = await self._open_import(import_id)
        async with self.change(found.server, by, now) as change:
            if (await _still_open(change, import_id)).edition != edition:
                return False
            await _set(change, import_id, changes=changes, edition=edition + 1)
        return True

    async def apply_import(
        self, import_id: int, edition: int, interview_id: str, text: str, *, by: int, now: datetime
    ) -> Version | None:
        """Put the interview that an edition of an import has become in force; None if there is a newer edition.

        Raises:
            AlreadyDone: It has been applied or dropped, or is gone.
        """
        found = await self._open_import(import_id)
        async with self.change(found.server, by, now) as change:
            if (await _still_open(change, import_id)).edition != edition:
                return None
            await _set(change, import_id, state=DraftState.APPLIED, source=b"", changes={})
            version = await add_version(change, interview_id, text)
            detail = {"version": version.number, "size": version.size, "import": import_id}
            await change.record("upload", interview=interview_id, **detail)
        return version

    async def drop_import(self, import_id: int, *, by: int, now: datetime) -> None:
        """Forget an import.

        Raises:
            AlreadyDone: It has been applied or dropped, or is gone.
        """
        found = await self._open_import(import_id)
        async with self.change(found.server, by, now) as change:
            await _still_open(change, import_id)
            await _set(change, import_id, state=DraftState.DROPPED, source=b"", changes={})
            await change.record("drop", interview=found.name, **{"import": import_id})

    async def _open_import(self, import_id: int) -> Import:
        found = await self.imported(import_id)
        if found is None or found.state is not DraftState.OPEN:
            raise _too_late(found)
        return found


def _import(row: RowMapping) -> Import:
    return Import(**{**row, "state": DraftState(row["state"])})


def _too_late(found: Import | None) -> AlreadyDone:
    return AlreadyDone(f"This transcript has been {found.state} already." if found else "It is no longer kept.")


async def _still_open(change: Change, import_id: int) -> Import:
    """The import as it is now that nobody else can change it."""
    rows = await change.execute(select(imports).where(imports.c.id == import_id))
    row = rows.mappings().one_or_none()
    found = _import(row) if row else None
    if found is None or found.state is not DraftState.OPEN:
        raise _too_late(found)
    return found


async def _set(change: Change, import_id: int, **values: Any) -> None:  # noqa: ANN401 - what the columns hold
    await change.execute(update(imports).where(imports.c.id == import_id).values(**values))
