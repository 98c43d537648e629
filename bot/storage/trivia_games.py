"""Games that are being played: saved with every step, and taken over when the process that ran them has died.

A driver gives itself a name (`owner`) that is new each time it starts. A game belongs to one owner, for `LEASE` from
the last `save_game` or `renew_games`; after that, `claim_games` gives it to whoever asks first. Every change of a game
asks for its owner and version, so that of two who believe that a game is theirs only one can go on.

    game = await store.start_game(server, channel, dump(state), owner=me, now=now)  # None: there is one already
    saved = await store.save_game(game, dump(state), awards=awards, now=now)  # a newer StoredGame, or Unsaved
    claimed = await store.claim_games(me, now=now)  # at the start, then every few seconds
    mine = await store.renew_games(me, now=now)  # every few seconds
    await store.close_game(saved)  # once its end has been shown
    await store.release_games(me, now=now)  # when the process stops

What a document holds of people stands under "players", by id, and in "starter". There the store takes out who wants to
be forgotten, and the version goes up, so that a step made from the game of before is not saved.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, delete, insert, select, type_coerce, update

from bot.storage.tables import trivia_days, trivia_games
from bot.storage.trivia_records import StoredGame
from bot.storage.trivia_saves import LEASE, TriviaSaves

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, RowMapping
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.storage.database import Change

_games = trivia_games
_SHOWN = [column for column in _games.c if column.name != "lease"]


class TriviaGames(TriviaSaves):
    """Who may play where, and whose a game is."""

    async def start_game(  # noqa: PLR0913
        self,
        server: int,
        channel: int,
        state: dict[str, Any],
        *,
        owner: str,
        now: datetime,
        daily: bool = False,
        too_old: timedelta = timedelta(minutes=15),
        day: date | None = None,
    ) -> StoredGame | None:
        """Keep a new game; None if one is being played in this channel.

        One that is over, or that nobody has run for `too_old`, is in nobody's way: it is replaced. Its points are kept.

        Args:
            server: Where.
            channel: In which channel or thread.
            state: The document of the game.
            owner: Who runs it.
            now: The time.
            daily: Whether it is a daily question.
            too_old: See above.
            day: Of which (local) day it is the question. A server has one a day: None if it has had that. The day and
                the game are kept together, so that whoever takes the game over asks it, and nobody asks another.
        """
        there = (_games.c.channel == channel) & (_games.c.daily == daily)
        gone = _games.c.over | (_lapsed(now) & (_games.c.alive <= now - too_old))
        new = {"server": server, "channel": channel, "daily": daily, "state": state, "version": 1, "over": False}
        async with self.change(server, None, now) as change:
            await change.execute(delete(_games).where(there, gone))
            if (await change.execute(select(_games.c.id).where(there))).one_or_none():
                return None
            if day is not None and not await _take_day(change, day):
                return None
            held = {"messages": {}, "owner": owner, "lease": now + LEASE, "alive": now, "started": now}
            added = await change.execute(insert(_games).values(**new, **held).returning(*_SHOWN))
            return _game(added.mappings().one())

    async def close_game(self, game: StoredGame) -> bool:
        """Keep a game no longer, once its end has been shown or its channel is gone; False if it was not ours."""
        async with self.writing() as connection:
            ours = (_games.c.id == game.id) & (_games.c.owner == game.owner)
            return bool((await connection.execute(delete(_games).where(ours))).rowcount)

    async def game(self, game_id: int) -> StoredGame | None:
        """A game as it is now."""
        return await self._one(_games.c.id == game_id)

    async def running_game(self, channel: int, *, daily: bool = False) -> StoredGame | None:
        """The game that is being played in a channel."""
        return await self._one((_games.c.channel == channel) & (_games.c.daily == daily) & ~_games.c.over)

    async def claim_games(
        self, owner: str, *, now: datetime, servers: Collection[int] | None = None
    ) -> list[StoredGame]:
        """Take over all games that no living process runs, each of which only one can get.

        Args:
            owner: Who takes them.
            now: The time.
            servers: Only those of these servers, if given.

        Returns:
            The games, the oldest first; `alive` says when their last owner was last heard of.
        """
        lapsed = _lapsed(now) & (_games.c.owner.is_(None) | (_games.c.owner != owner))
        async with self.writing() as connection:
            found = await connection.execute(
                select(_games.c.id, _games.c.server).where(lapsed).with_for_update(skip_locked=True)
            )
            ids = [row.id for row in found if servers is None or row.server in servers]
            values = {"owner": owner, "lease": now + LEASE, "version": _games.c.version + 1}
            taken = update(_games).where(_games.c.id.in_(ids)).values(values).returning(*_SHOWN)
            games = [_game(row) for row in (await connection.execute(taken)).mappings()] if ids else []
        return sorted(games, key=lambda game: game.id)

    async def renew_games(self, owner: str, *, now: datetime) -> set[int]:
        """Say that an owner is alive; gives the ids of the games that are (still) its own."""
        return await self._hold(owner, {"lease": now + LEASE, "alive": now})

    async def release_games(self, owner: str, *, now: datetime) -> set[int]:
        """Let go of all games, so that another process can take them over at once; gives their ids."""
        return await self._hold(owner, {"owner": None, "lease": now, "alive": now})

    async def _hold(self, owner: str, values: dict[str, Any]) -> set[int]:
        # Whoever locks several games does so in the order of their ids, so that no two wait for each other.
        mine = select(_games.c.id).where(_games.c.owner == owner).order_by(_games.c.id).with_for_update()
        async with self.writing() as connection:
            ids = set((await connection.execute(mine)).scalars())
            if ids:
                await connection.execute(update(_games).where(_games.c.id.in_(ids)).values(values))
        return ids

    async def _one(self, wanted: ColumnElement[bool]) -> StoredGame | None:
        async with self.reading() as connection:
            row = (await connection.execute(select(*_SHOWN).where(wanted))).mappings().one_or_none()
        return _game(row) if row else None


async def _take_day(change: Change, day: date) -> bool:
    this = (trivia_days.c.server == change.server) & (trivia_days.c.day == day.isoformat())
    if (await change.execute(select(trivia_days.c.day).where(this))).one_or_none():
        return False
    await change.execute(insert(trivia_days).values(server=change.server, day=day.isoformat(), at=change.now))
    return True


def _game(row: RowMapping) -> StoredGame:
    return StoredGame(**row)


def _lapsed(now: datetime) -> ColumnElement[bool]:
    """Whether a game is nobody's; a lease that ends too far ahead is one of before the clock was set back."""
    return _games.c.owner.is_(None) | (_games.c.lease <= now) | (_games.c.lease > now + 2 * LEASE)


async def games_with(connection: AsyncConnection, user: int) -> list[StoredGame]:
    """The games that somebody plays in, or has started."""
    named = type_coerce(_games.c.state, Text).contains(str(user))
    rows = await connection.execute(select(*_SHOWN).where(named).order_by(_games.c.id))
    return [game for game in map(_game, rows.mappings()) if _names(game, user)]


async def take_out(connection: AsyncConnection, user: int, server: int | None = None) -> int:
    """Take somebody out of the games that are being played, in one server or in all; gives out of how many.

    All those games are locked for the length of the transaction: what they earn meanwhile is saved before or after it.
    """
    all_games = select(*_SHOWN) if server is None else select(*_SHOWN).where(_games.c.server == server)
    rows = await connection.execute(all_games.order_by(_games.c.id).with_for_update())
    games = [game for game in map(_game, rows.mappings()) if _names(game, user)]
    for game in games:
        players = {player: known for player, known in game.state["players"].items() if player != str(user)}
        starter = None if game.state["starter"] == user else game.state["starter"]
        state = {**game.state, "players": players, "starter": starter}
        values = {"state": state, "version": _games.c.version + 1}
        await connection.execute(update(_games).where(_games.c.id == game.id).values(values))
    return len(games)


def _names(game: StoredGame, user: int) -> bool:
    return str(user) in game.state["players"] or game.state["starter"] == user
