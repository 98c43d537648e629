"""Questions that found nothing, and who wants to hear when there is an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from bot.storage.database import Database
from bot.storage.records import QuestionState, Unanswered, Wish
from bot.storage.tables import unanswered, wishes

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

_SHOWN = [unanswered.c[name] for name in ("id", "text", "count", "first", "last", "state")]


class Board(Database):
    """Each question once, whatever its capitals and blanks; who asked it is not kept."""

    async def note_unanswered(self, server: int, text: str, *, now: datetime, expires: datetime) -> int:
        """Count a question that found nothing; gives its id.

        One that was taught counts anew: it seems to find nothing again. One that was dismissed stays so.
        """
        sense = " ".join(text.casefold().split())
        this = (unanswered.c.server == server) & (unanswered.c.sense == sense)
        async with self.change(server, None, now) as change:
            found = (await change.execute(select(unanswered).where(this))).mappings().one_or_none()
            if found is None:
                new = {"server": server, "sense": sense, "text": text, "first": now, "last": now, "expires": expires}
                added = insert(unanswered).values(count=1, state=QuestionState.OPEN, **new).returning(unanswered.c.id)
                return int((await change.execute(added)).scalar_one())
            values = {"count": found["count"] + 1, "last": now, "expires": expires}
            if found["state"] == QuestionState.TAUGHT:
                values |= {"count": 1, "first": now, "text": text, "state": QuestionState.OPEN}
            await change.execute(update(unanswered).where(this).values(values))
            return int(found["id"])

    async def unanswered(self, server: int) -> list[Unanswered]:
        """The open questions, the most frequent first."""
        wanted = (unanswered.c.server == server) & (unanswered.c.state == QuestionState.OPEN)
        order = (unanswered.c["count"].desc(), unanswered.c["last"].desc(), unanswered.c.id)
        async with self.reading() as connection:
            rows = await connection.execute(select(*_SHOWN).where(wanted).order_by(*order))
            return [Unanswered(**{**row, "state": QuestionState(row["state"])}) for row in rows.mappings()]

    async def close_unanswered(
        self, server: int, ids: Collection[int], state: QuestionState, *, by: int | None, now: datetime
    ) -> int:
        """Take open questions off the board; gives how many were still on it.

        Those who wanted to hear of a dismissed question are forgotten.
        """
        wanted = (unanswered.c.server == server) & unanswered.c.id.in_(ids) & (unanswered.c.state == QuestionState.OPEN)
        async with self.change(server, by, now) as change:
            open_ids = sorted((await change.execute(select(unanswered.c.id).where(wanted))).scalars())
            if open_ids:
                await change.execute(update(unanswered).where(wanted).values(state=state))
                if state is QuestionState.DISMISSED:
                    await change.execute(delete(wishes).where(wishes.c.question.in_(open_ids)))
                await change.record(f"questions {state}", questions=open_ids)
        return len(open_ids)

    async def wish(self, server: int, question: int, *, user: int, channel: int, private: bool, now: datetime) -> bool:
        """Note that somebody wants to hear of an answer; False if the question is not (or no longer) open.

        Whoever wishes again for the same question only changes where they want to hear of it.
        """
        is_open = (
            (unanswered.c.server == server) & (unanswered.c.id == question) & (unanswered.c.state == QuestionState.OPEN)
        )
        async with self.change(server, user, now) as change:
            if not (await change.execute(select(unanswered.c.id).where(is_open))).one_or_none():
                return False
            await change.execute(delete(wishes).where(wishes.c.question == question, wishes.c.user == user))
            await change.execute(
                insert(wishes).values(question=question, user=user, channel=channel, private=private, at=now)
            )
        return True

    async def take_wishes(self, server: int, questions: Collection[int]) -> list[Wish]:
        """The wishes for these questions, which are forgotten at once, so that each is granted no more than once."""
        asked = select(unanswered.c.id, unanswered.c.text).where(
            unanswered.c.server == server, unanswered.c.id.in_(questions)
        )
        async with self.writing() as connection:
            texts = {row.id: row.text for row in await connection.execute(asked)}
            taken = await connection.execute(delete(wishes).where(wishes.c.question.in_(texts)).returning(wishes))
            rows = sorted(taken, key=lambda row: (row.at, row.user))
        return [Wish(row.question, texts[row.question], row.user, row.channel, row.private) for row in rows]
