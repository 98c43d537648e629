"""Phrasings that moderators bound to pairs, and what fans think of the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from bot.storage.database import Database
from bot.storage.records import Taught
from bot.storage.tables import taught, verdicts

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement


class Teaching(Database):
    """A pair is named by its reference, `interview/pair`."""

    async def teach(self, server: int, ref: str, phrasing: str, *, by: int, now: datetime) -> bool:
        """Bind a phrasing to a pair; False if it is bound to it already."""
        async with self.change(server, by, now) as change:
            found = select(taught).where(_is(server, ref, phrasing))
            if (await change.execute(found)).one_or_none():
                return False
            await change.execute(insert(taught).values(server=server, ref=ref, phrasing=phrasing, by=by, at=now))
            await change.record("teach", ref=ref, phrasing=phrasing)
            change.tell("content")
        return True

    async def unteach(self, server: int, ref: str, phrasing: str, *, by: int, now: datetime) -> bool:
        """Take a phrasing from a pair; False if it was not bound to it."""
        async with self.change(server, by, now) as change:
            if not (await change.execute(delete(taught).where(_is(server, ref, phrasing)))).rowcount:
                return False
            await change.record("unteach", ref=ref, phrasing=phrasing)
            change.tell("content")
        return True

    async def taught(self, server: int) -> list[Taught]:
        """All that was taught, by pair and phrasing."""
        columns = (taught.c.ref, taught.c.phrasing, taught.c.by, taught.c.at)
        async with self.reading() as connection:
            rows = await connection.execute(select(*columns).where(taught.c.server == server))
            return sorted((Taught(**row) for row in rows.mappings()), key=lambda each: (each.ref, each.phrasing))

    async def count_verdict(self, server: int, ref: str, helpful: bool, *, user: int, now: datetime) -> None:
        """Note what a fan thinks of an answer; of several opinions on the same pair the last one counts."""
        this = (verdicts.c.server == server) & (verdicts.c.ref == ref) & (verdicts.c.user == user)
        async with self.change(server, user, now) as change:
            await change.execute(delete(verdicts).where(this))
            await change.execute(
                insert(verdicts).values(server=server, ref=ref, user=user, helpful=helpful, at=now),
            )

    async def verdicts(self, server: int) -> dict[str, tuple[int, int]]:
        """By pair, how many found its answer helpful and how many did not."""
        count = select(verdicts.c.ref, verdicts.c.helpful, func.count().label("number"))
        counted: dict[str, tuple[int, int]] = {}
        async with self.reading() as connection:
            rows = await connection.execute(
                count.where(verdicts.c.server == server).group_by(verdicts.c.ref, verdicts.c.helpful)
            )
            for row in rows:
                helpful, not_it = counted.get(row.ref, (0, 0))
                counted[row.ref] = (row.number, not_it) if row.helpful else (helpful, row.number)
        return counted


def _is(server: int, ref: str, phrasing: str) -> ColumnElement[bool]:
    return (taught.c.server == server) & (taught.c.ref == ref) & (taught.c.phrasing == phrasing)
