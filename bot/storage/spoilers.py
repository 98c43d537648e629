"""How far a channel's people, and a fan, have seen a show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from bot.storage.database import Database
from bot.storage.records import Progress
from bot.storage.tables import channel_progress, own_progress

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Table


class Spoilers(Database):
    """Progress by show; a show that is not named has none set."""

    async def set_channel_progress(  # noqa: PLR0913
        self,
        server: int,
        channel: int,
        show: str,
        season: int | None,
        episode: int | None = None,
        *,
        by: int,
        now: datetime,
    ) -> None:
        """Set how far a channel's people have seen a show (no episode: the whole season); season None: no longer."""
        place = {"server": server, "channel": channel, "show": show}
        table = channel_progress
        async with self.change(server, by, now) as change:
            await change.execute(delete(table).where(*(table.c[name] == value for name, value in place.items())))
            if season is not None:
                await change.execute(
                    insert(table).values(season=season, episode=episode, **place),
                )
            await change.record("spoilers", channel=channel, show=show, season=season, episode=episode)

    async def channel_progress(self, server: int, channel: int) -> dict[str, Progress]:
        """By show, how far a channel's people have seen it."""
        table = channel_progress
        return await self._progress(table, (table.c.server == server) & (table.c.channel == channel))

    async def set_own_progress(
        self, user: int, server: int, show: str, season: int | None, episode: int | None = None, *, now: datetime
    ) -> None:
        """Set how far a fan has seen a show (no episode: the whole season); season None: forget it."""
        place = {"user": user, "server": server, "show": show}
        table = own_progress
        async with self.change(server, user, now) as change:
            await change.execute(delete(table).where(*(table.c[name] == value for name, value in place.items())))
            if season is not None:
                await change.execute(
                    insert(table).values(season=season, episode=episode, at=now, **place),
                )

    async def own_progress(self, user: int, server: int) -> dict[str, Progress]:
        """By show, how far a fan has seen it."""
        table = own_progress
        return await self._progress(table, (table.c.user == user) & (table.c.server == server))

    async def _progress(self, table: Table, wanted: ColumnElement[bool]) -> dict[str, Progress]:
        async with self.reading() as connection:
            rows = await connection.execute(select(table.c.show, table.c.season, table.c.episode).where(wanted))
            return {row.show: Progress(row.season, row.episode) for row in rows}
