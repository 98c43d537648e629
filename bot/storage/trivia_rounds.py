"""Which questions a server has had, which it will not have again, and what moderators have mended.

A round is known by its key, which is the same whenever it is made of the same content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, literal, select, union_all, update

from bot.errors import AlreadyDone
from bot.storage.database import Database
from bot.storage.tables import (
    settings,
    trivia_days,
    trivia_reports,
    trivia_retired,
    trivia_spellings,
    trivia_used,
)
from bot.storage.trivia_records import Report, ReportState, Retired

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import RowMapping, Table

    from bot.storage.database import Change

DAILY, SEASON = "trivia_daily", "trivia_season"
"""The names of the server settings (`change_setting`) for when and where the daily question is asked, and for the first
day of the season."""
_reports = trivia_reports
_SHOWN = [column for column in _reports.c if column.name != "server"]


class TriviaRounds(Database):
    """What was played (`save_game` notes it), retired, mended and reported; and the days that had their question."""

    async def used_keys(self, server: int) -> frozenset[str]:
        """The keys of the rounds that a server has had since they were last forgotten."""
        return await self._keys(trivia_used, server)

    async def forget_used(self, server: int, mode: str | None = None) -> int:
        """Once content is used up, begin anew, in one mode or in all; gives how many keys were forgotten."""
        used = trivia_used.c.server == server
        wanted = used if mode is None else used & (trivia_used.c.mode == mode)
        async with self.writing() as connection:
            return int((await connection.execute(delete(trivia_used).where(wanted))).rowcount)

    async def retired_keys(self, server: int) -> frozenset[str]:
        """The keys of the rounds that a server will not have again, unless a moderator takes that back."""
        return await self._keys(trivia_retired, server)

    async def retired(self, server: int) -> list[Retired]:
        """The same, the last one first, and since when."""
        table = trivia_retired
        wanted = (
            select(table.c.key, table.c.at).where(table.c.server == server).order_by(table.c.at.desc(), table.c.key)
        )
        async with self.reading() as connection:
            return [Retired(**row) for row in (await connection.execute(wanted)).mappings()]

    async def restore_round(self, server: int, key: str, *, by: int, now: datetime) -> bool:
        """Let a retired round be asked again, as a moderator wants it; False if it is not retired (any more)."""
        this = (trivia_retired.c.server == server) & (trivia_retired.c.key == key)
        async with self.change(server, by, now) as change:
            if not (await change.execute(delete(trivia_retired).where(this))).rowcount:
                return False
            await change.record("trivia restored", ref=key.partition(":")[0], key=key)
        return True

    async def had(self, server: int) -> tuple[frozenset[str], frozenset[str]]:
        """Used keys and retired keys, as they are at one moment."""
        asked = union_all(
            *(
                select(table.c.key, literal(table is trivia_retired).label("retired")).where(table.c.server == server)
                for table in (trivia_used, trivia_retired)
            )
        )
        async with self.reading() as connection:
            rows = list(await connection.execute(asked))
        return frozenset(row.key for row in rows if not row.retired), frozenset(row.key for row in rows if row.retired)

    async def spellings(self, server: int) -> dict[str, tuple[str, ...]]:
        """By key, the spellings that moderators want accepted besides a round's own."""
        table = trivia_spellings
        found: dict[str, list[str]] = {}
        async with self.reading() as connection:
            rows = await connection.execute(select(table.c.key, table.c.spelling).where(table.c.server == server))
            for row in sorted(rows):
                found.setdefault(row.key, []).append(row.spelling)
        return {key: tuple(each) for key, each in found.items()}

    async def dailies(self) -> dict[int, Any]:
        """By server, what it has set for its daily question (`DAILY`), where it has set anything."""
        async with self.reading() as connection:
            wanted = select(settings.c.server, settings.c.value).where(settings.c.name == DAILY)
            return {row.server: row.value for row in await connection.execute(wanted.order_by(settings.c.server))}

    async def had_day(self, server: int, day: date) -> bool:
        """Whether a server has had its question of a (local) day: see `start_game`."""
        this = (trivia_days.c.server == server) & (trivia_days.c.day == day.isoformat())
        async with self.reading() as connection:
            return (await connection.execute(select(trivia_days.c.day).where(this))).one_or_none() is not None

    async def report_round(  # noqa: PLR0913
        self,
        server: int,
        key: str,
        ref: str,
        document: dict[str, Any],
        *,
        user: int,
        why: str,
        now: datetime,
        game: int | None = None,
        number: int | None = None,
    ) -> int | None:
        """Put a round before the moderators; gives the report's id, None if this user has an open one about it."""
        told = (_reports.c.server == server) & (_reports.c.user == user) & (_reports.c.key == key)
        new = {"server": server, "user": user, "key": key, "ref": ref, "round": document, "why": why, "at": now}
        async with self.change(server, user, now) as change:
            if (await change.execute(select(_reports.c.id).where(told, _reports.c.state == ReportState.OPEN))).first():
                return None
            values = {**new, "game": game, "number": number, "state": ReportState.OPEN}
            return int((await change.execute(insert(_reports).values(values).returning(_reports.c.id))).scalar_one())

    async def reports(self, server: int) -> list[Report]:
        """The open reports, the oldest first."""
        wanted = (_reports.c.server == server) & (_reports.c.state == ReportState.OPEN)
        async with self.reading() as connection:
            rows = await connection.execute(select(*_SHOWN).where(wanted).order_by(_reports.c.id))
            return [_report(row) for row in rows.mappings()]

    async def report(self, server: int, report_id: int) -> Report | None:
        """One report, open or not."""
        this = (_reports.c.server == server) & (_reports.c.id == report_id)
        async with self.reading() as connection:
            row = (await connection.execute(select(*_SHOWN).where(this))).mappings().one_or_none()
        return _report(row) if row else None

    async def close_report(  # noqa: PLR0913
        self,
        server: int,
        report_id: int,
        state: ReportState,
        *,
        by: int,
        now: datetime,
        spelling: str | None = None,
        note: str | None = None,
    ) -> list[Report]:
        """Deal with a report, and with all others about the same round.

        Args:
            server: Whose moderator deals with it.
            report_id: Which.
            state: `FIXED`; `RETIRED`, and the round never returns; or `DISMISSED`.
            by: The moderator.
            now: The time.
            spelling: One that is accepted from now on, where a fix is that.
            note: What else there is to say about it.

        Returns:
            All that were open, as they are now.

        Raises:
            AlreadyDone: It has been dealt with, or is gone.
        """
        async with self.change(server, by, now) as change:
            key = await _open_key(change, report_id)
            if state is ReportState.RETIRED:
                await _once(change, trivia_retired, key=key)
            if spelling is not None:
                await _once(change, trivia_spellings, key=key, spelling=spelling)
            about = (_reports.c.server == server) & (_reports.c.key == key) & (_reports.c.state == ReportState.OPEN)
            closed = update(_reports).where(about).values(state=state, note=note, closed=now).returning(*_SHOWN)
            found = [_report(row) for row in (await change.execute(closed)).mappings()]
            found.sort(key=lambda report: report.id)
            ids = [report.id for report in found]
            added = {} if spelling is None else {"spelling": spelling}
            await change.record(f"trivia {state}", ref=found[0].ref, key=key, reports=ids, **added)
        return found

    async def _keys(self, table: Table, server: int) -> frozenset[str]:
        async with self.reading() as connection:
            return frozenset((await connection.execute(select(table.c.key).where(table.c.server == server))).scalars())


def _report(row: RowMapping) -> Report:
    return Report(**{**row, "state": ReportState(row["state"])})


async def _open_key(change: Change, report_id: int) -> str:
    this = (_reports.c.server == change.server) & (_reports.c.id == report_id)
    row = (await change.execute(select(_reports.c.key, _reports.c.state).where(this))).one_or_none()
    if row is None:
        raise AlreadyDone("This report is no longer kept.")
    if row.state != ReportState.OPEN:
        raise AlreadyDone(f"This report has been {row.state} already.")
    return str(row.key)


async def _once(change: Change, table: Table, **values: str) -> None:
    """Add a row, if it is not there already."""
    this = [table.c.server == change.server, *(table.c[name] == value for name, value in values.items())]
    if not (await change.execute(select(table.c.key).where(*this))).one_or_none():
        await change.execute(insert(table).values(server=change.server, at=change.now, **values))
