"""What a server has set for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from bot.storage.database import Database
from bot.storage.tables import settings

if TYPE_CHECKING:
    from datetime import datetime


class ServerSettings(Database):
    """Settings by server and name; values are whatever JSON holds."""

    async def server_settings(self, server: int) -> dict[str, Any]:
        """All that a server has set."""
        async with self.reading() as connection:
            rows = await connection.execute(
                select(settings.c.name, settings.c.value).where(settings.c.server == server).order_by(settings.c.name)
            )
            return {row.name: row.value for row in rows}

    async def change_setting(
        self,
        server: int,
        name: str,
        value: Any,  # noqa: ANN401 - whatever JSON holds
        *,
        by: int,
        now: datetime,
    ) -> None:
        """Set something; with None, set it no longer."""
        this = (settings.c.server == server) & (settings.c.name == name)
        async with self.change(server, by, now) as change:
            before = (await change.execute(select(settings.c.value).where(this))).scalar()
            await change.execute(delete(settings).where(this))
            if value is not None:
                await change.execute(insert(settings).values(server=server, name=name, value=value))
            await change.record("setting", name=name, before=before, after=value)
            change.tell("settings")
