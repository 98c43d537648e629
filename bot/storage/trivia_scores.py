"""Points: what every answer was worth is kept, and every leaderboard is counted from that. Nothing is ever reset.

page = await store.leaderboard(server, since, limit=10, offset=20)   # since: `window_start` of bot/trivia/schedule.py
mine = await store.standing(server, user, since)                     # None: has not played since then
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Integer, case, delete, func, insert, select

from bot.storage.database import Database
from bot.storage.tables import trivia_answers, trivia_reports
from bot.storage.trivia_games import take_out
from bot.storage.trivia_records import Answer, Leaderboard, Standing

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Subquery

_answers = trivia_answers
_SHOWN = (
    _answers.c.id,
    _answers.c.user,
    _answers.c.game,
    _answers.c.number,
    _answers.c.correct.label("right"),
    _answers.c.points,
    _answers.c.at,
)


class TriviaScores(Database):
    """Those who have the same points share a rank."""

    async def leaderboard(
        self, server: int, since: datetime | None = None, *, limit: int = 10, offset: int = 0
    ) -> Leaderboard:
        """A page of a server's leaderboard: the most points first, the lower id first where they are the same.

        Args:
            server: Whose.
            since: What happened before does not count; None for all time.
            limit: How many at most.
            offset: How many to leave out.
        """
        players = select(func.count(_answers.c.user.distinct())).where(*_window(server, since))
        table = _standings(server, since)
        page = select(table).order_by(table.c.rank, table.c.user).limit(limit).offset(offset)
        async with self.snapshot() as connection:
            standings = tuple(Standing(**row) for row in (await connection.execute(page)).mappings())
            return Leaderboard(standings, (await connection.execute(players)).scalar_one())

    async def standing(self, server: int, user: int, since: datetime | None = None) -> Standing | None:
        """Where somebody stands; None if they have not played since then."""
        table = _standings(server, since)
        async with self.reading() as connection:
            row = (await connection.execute(select(table).where(table.c.user == user))).mappings().one_or_none()
        return Standing(**row) if row else None

    async def round_answers(self, server: int, game: int, number: int) -> list[Answer]:
        """What everybody earned in one round, to see what a bad question did; by user."""
        this = (_answers.c.server == server) & (_answers.c.game == game) & (_answers.c.number == number)
        async with self.reading() as connection:
            rows = await connection.execute(select(*_SHOWN).where(this).order_by(_answers.c.user))
            return [Answer(**row) for row in rows.mappings()]

    async def correct_score(
        self, server: int, user: int, points: int, *, by: int, now: datetime, at: datetime | None = None
    ) -> int:
        """Give somebody points, or with a negative number take some away; gives the correction's id.

        The line in the log names the correction, and not whose it is, so that they can be forgotten: see `correction`.

        Args:
            server: Where.
            user: Whose points they are.
            points: How many.
            by: The moderator.
            now: The time.
            at: When they count as earned, so that they fall in the same week as what they correct; otherwise now.
        """
        values = {"server": server, "user": user, "points": points, "at": at or now}
        async with self.change(server, by, now) as change:
            added = await change.execute(insert(_answers).values(values).returning(_answers.c.id))
            number = int(added.scalar_one())
            await change.record("trivia correction", correction=number, points=points)
        return number

    async def correction(self, server: int, number: int) -> Answer | None:
        """A correction that the log names; None once whose it was is forgotten."""
        this = (_answers.c.server == server) & (_answers.c.id == number) & _answers.c.game.is_(None)
        async with self.reading() as connection:
            row = (await connection.execute(select(*_SHOWN).where(this))).mappings().one_or_none()
        return Answer(**row) if row else None

    async def forget_player(self, user: int, *, server: int | None = None) -> int:
        """Delete what trivia keeps of somebody, in one server or in all; gives how many rows and games.

        They are taken out of the games that are being played, too, which go on without them.
        """
        async with self.writing() as connection:
            number = await take_out(connection, user, server)  # first, so that no game that is being saved adds answers
            for table in (_answers, trivia_reports):
                mine = table.c.user == user
                wanted = mine if server is None else mine & (table.c.server == server)
                number += (await connection.execute(delete(table).where(wanted))).rowcount
        return number


def _window(server: int, since: datetime | None) -> list[ColumnElement[bool]]:
    return [_answers.c.server == server, *([_answers.c.at >= since] if since else [])]


def _standings(server: int, since: datetime | None) -> Subquery:
    points = func.sum(_answers.c.points).cast(Integer)
    right = func.sum(case((_answers.c.correct, 1), else_=0)).cast(Integer)
    columns = (
        func.rank().over(order_by=points.desc()).label("rank"),
        _answers.c.user,
        points.label("points"),
        right.label("right"),
        func.count(_answers.c.correct).label("rounds"),
    )
    return select(*columns).where(*_window(server, since)).group_by(_answers.c.user).subquery()
