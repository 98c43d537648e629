"""The log of what moderators did, server by server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.storage.database import Database
from bot.storage.records import AuditEntry
from bot.storage.tables import audit

if TYPE_CHECKING:
    from datetime import datetime


class Audit(Database):
    """Every change that the store makes for a moderator writes its own line; `record` is for all the others."""

    async def record(self, server: int, who: int | None, what: str, detail: dict[str, Any], *, now: datetime) -> None:
        """Write a line; `detail` is whatever JSON holds, and nothing that a fan has said."""
        async with self.change(server, who, now) as change:
            await change.record(what, **detail)

    async def log(self, server: int, *, limit: int = 25, before: int | None = None) -> list[AuditEntry]:
        """The newest lines first; `before` is the id of the last one that was already shown."""
        wanted = audit.c.server == server
        if before is not None:
            wanted &= audit.c.id < before
        columns = (audit.c.id, audit.c.who, audit.c.what, audit.c.detail, audit.c.at)
        async with self.reading() as connection:
            rows = await connection.execute(select(*columns).where(wanted).order_by(audit.c.id.desc()).limit(limit))
            return [AuditEntry(**row) for row in rows.mappings()]
