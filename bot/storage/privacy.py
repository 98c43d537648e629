"""What is kept of a person: shown, deleted, and gone by itself after a while.

docs/privacy.md tells it to the people concerned.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, exists, or_, select, update

from bot.storage.database import Database
from bot.storage.tables import (
    audit,
    drafts,
    imports,
    own_progress,
    taught,
    trivia_answers,
    trivia_days,
    trivia_games,
    trivia_reports,
    unanswered,
    verdicts,
    versions,
    wishes,
)
from bot.storage.trivia_games import games_with, take_out

if TYPE_CHECKING:
    from datetime import datetime

    from bot.storage.trivia_records import StoredGame

DRAFT_LIFE = timedelta(days=7)
GAME_LIFE = timedelta(days=2)
"""Of a game that no process runs any more; it holds who played in it."""
PERSONAL_LIFE = timedelta(days=365)
_OWN = {
    "verdicts": verdicts.c.user,
    "wishes": wishes.c.user,
    "progress": own_progress.c.user,
    "answers": trivia_answers.c.user,
    "reports": trivia_reports.c.user,
}
_NOT_SHOWN = {"text", "round", "source", "changes"}  # long, and not about anybody
_AS_MODERATOR = {
    "uploads": versions.c.by,
    "drafts": drafts.c.by,
    "imports": imports.c.by,
    "taught": taught.c.by,
    "log": audit.c.who,
}


class Privacy(Database):
    """A fan's own rows are deleted; what a moderator did stays, and no longer says who did it."""

    async def about_user(self, user: int) -> dict[str, list[dict[str, Any]]]:
        """All that is kept of a person, by kind; the values are whatever JSON holds, times in ISO format."""
        found: dict[str, list[dict[str, Any]]] = {}
        async with self.reading() as connection:
            for kind, column in (_OWN | _AS_MODERATOR).items():
                shown = [each for each in column.table.c if each.name not in _NOT_SHOWN | {column.name}]
                rows = await connection.execute(select(*shown).where(column == user))
                found[kind] = [{name: _plain(value) for name, value in row.items()} for row in rows.mappings()]
            found["games"] = [_own_part(game, user) for game in await games_with(connection, user)]
        return found

    async def forget_user(self, user: int) -> int:
        """Delete a person's own data and take their id off what they did as a moderator; gives how many rows."""
        async with self.writing() as connection:
            number = await take_out(connection, user)  # first, so that no game that is being saved adds answers
            for column in _OWN.values():
                number += (await connection.execute(delete(column.table).where(column == user))).rowcount
            for column in _AS_MODERATOR.values():
                nobody = update(column.table).where(column == user).values({column.name: None})
                number += (await connection.execute(nobody)).rowcount
        return number

    async def expire(self, now: datetime, *, personal: timedelta = PERSONAL_LIFE) -> int:
        """Delete what has been kept long enough; gives how many rows.

        Args:
            now: The time.
            personal: How long what concerns a person (verdicts, own progress, closed reports, the log) is kept. What
                somebody earned in trivia stays until they ask to be forgotten, for there is a leaderboard of all time.
        """
        old = now - personal
        gone = {
            wishes: wishes.c.question.in_(select(unanswered.c.id).where(unanswered.c.expires <= now)),
            unanswered: unanswered.c.expires <= now,
            drafts: drafts.c.at <= now - DRAFT_LIFE,
            imports: imports.c.at <= now - DRAFT_LIFE,
            verdicts: verdicts.c.at <= old,
            own_progress: own_progress.c.at <= old,
            audit: audit.c.at <= old,
            trivia_games: trivia_games.c.alive <= now - GAME_LIFE,
            trivia_reports: trivia_reports.c.closed <= old,
            trivia_days: trivia_days.c.at <= old,
        }
        async with self.reading() as connection:  # mostly nothing is gone, and then others may go on writing
            if not await connection.scalar(select(or_(*(exists().where(which) for which in gone.values())))):
                return 0
        async with self.writing() as connection:
            return sum([(await connection.execute(delete(each).where(which))).rowcount for each, which in gone.items()])


def _own_part(game: StoredGame, user: int) -> dict[str, Any]:
    """What a game that is being played knows of somebody."""
    known = {"started_it": game.state["starter"] == user, "known": game.state["players"].get(str(user))}
    return {"server": game.server, "channel": game.channel, "started": game.started.isoformat(), **known}


def _plain(value: Any) -> Any:  # noqa: ANN401
    return value.isoformat() if hasattr(value, "isoformat") else value
