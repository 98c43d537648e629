"""The steps of games as they are kept: those of many games in one transaction, each of them whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, union, update

from bot.storage.database import Database
from bot.storage.tables import trivia_answers, trivia_games, trivia_retired, trivia_used
from bot.storage.together import Together
from bot.storage.trivia_records import StoredGame, Unsaved

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.storage.connection import Place
    from bot.storage.trivia_records import Award

LEASE = timedelta(seconds=20)
"""For how long a game belongs to a process that is not heard of."""
_MOST = 50
_AT_ONCE = 8
_games = trivia_games


@dataclass(frozen=True, slots=True)
class _Step:
    """What is to be kept of a game: where its messages are, and its state if that has changed."""

    game: StoredGame
    messages: dict[str, Any]
    state: dict[str, Any] | None = None
    now: datetime | None = None
    awards: tuple[Award, ...] = ()
    used: tuple[str, str] | None = None
    over: bool = False

    @property
    def key(self) -> tuple[int, str] | None:
        """The server and the key of the round that it opened."""
        return (self.game.server, self.used[0]) if self.used else None

    @property
    def saved(self) -> StoredGame:
        """The game once this is kept."""
        if self.state is None or self.now is None:
            return replace(self.game, messages=self.messages)
        return replace(
            self.game,
            state=self.state,
            version=self.game.version + 1,
            over=self.over,
            messages=self.messages,
            alive=self.now,
        )


class TriviaSaves(Database):
    """A step of a game is its new state, the points it earned, and the round it used.

    Steps that come while others are being kept wait, and are kept together: on SQLite all of them, for only one can
    write; on PostgreSQL those of the same server.
    """

    def __init__(self, place: Place, patience: float) -> None:
        super().__init__(place, patience)
        self._steps = Together(self._keep, most=_MOST, at_once=_AT_ONCE)

    async def save_game(  # noqa: PLR0913
        self,
        game: StoredGame,
        state: dict[str, Any],
        *,
        now: datetime,
        awards: Iterable[Award] = (),
        used: tuple[str, str] | None = None,
        over: bool = False,
        messages: dict[str, Any] | None = None,
    ) -> StoredGame | Unsaved:
        """Keep what a step has made of a game, all of it or nothing.

        Args:
            game: As it was last started, claimed, loaded or saved.
            state: The document of the game after the step.
            now: The time.
            awards: What the step was worth to whom.
            used: The key of the round that the step opened, and its mode.
            over: Whether the game has ended.
            messages: In place of those that were kept, if given.
        """
        messages = game.messages if messages is None else messages
        return await self._ask(_Step(game, messages, state, now, tuple(awards), used, over))

    async def note_messages(self, game: StoredGame, messages: dict[str, Any]) -> StoredGame:
        """Keep where a game's messages are; it changes nothing else, and no version."""
        await self._ask(step := _Step(game, messages))
        return step.saved

    async def close(self) -> None:
        """Close all connections, once what is being kept is kept."""
        await self._steps.idle()
        await super().close()

    async def _ask(self, step: _Step) -> StoredGame | Unsaved:
        return await self._steps.ask(None if self.place.file else step.game.server, step)

    async def _keep(self, steps: Sequence[_Step]) -> list[StoredGame | Unsaved]:
        async with self.writing() as connection:
            await self.hold(connection, steps[0].game.server)
            versions = await _versions(connection, {step.game.id for step in steps})
            taken = await _taken(connection, {step.key for step in steps if step.key})
            results: list[StoredGame | Unsaved] = []
            kept: list[_Step] = []
            for step in steps:
                unsaved = _unsaved(step, versions.get(step.game.id), taken)
                results.append(unsaved or step.saved)
                if unsaved is None:
                    kept.append(step)
                    versions[step.game.id] = step.game.owner, step.saved.version
                    taken |= {step.key} if step.key else set()
            await _write(connection, kept)
        return results


def _unsaved(step: _Step, held: tuple[str | None, int] | None, taken: set[tuple[int, str]]) -> Unsaved | None:
    """Why a step cannot be kept, if it cannot; `held` is the owner and the version that the store has."""
    if held is None or held[0] != step.game.owner:
        return Unsaved.LOST
    if step.state is None:
        return None
    if step.key in taken:
        return Unsaved.USED
    return None if held[1] == step.game.version else Unsaved.CHANGED


async def _versions(connection: AsyncConnection, ids: set[int]) -> dict[int, tuple[str | None, int]]:
    """Owners and versions of games, which stay so until the end of the transaction."""
    wanted = select(_games.c.id, _games.c.owner, _games.c.version).where(_games.c.id.in_(ids))
    # Whoever locks several games does so in the order of their ids, so that no two wait for each other.
    found = await connection.execute(wanted.order_by(_games.c.id).with_for_update())
    return {row.id: (row.owner, row.version) for row in found}


async def _taken(connection: AsyncConnection, keys: set[tuple[int, str]]) -> set[tuple[int, str]]:
    """Which of these rounds have been played in their servers, or are retired there."""
    if not keys:
        return set()
    servers, names = {server for server, _ in keys}, {name for _, name in keys}
    found = union(
        *(
            select(table.c.server, table.c.key).where(table.c.server.in_(servers), table.c.key.in_(names))
            for table in (trivia_used, trivia_retired)
        )
    )
    return {(row.server, row.key) for row in await connection.execute(found)} & keys


async def _write(connection: AsyncConnection, steps: Sequence[_Step]) -> None:
    states: dict[int, dict[str, Any]] = {}
    noted: dict[int, dict[str, Any]] = {}
    for step in steps:  # of several steps of one game the last one tells where its messages are
        game = step.game
        if step.state is not None and step.now is not None:
            states[game.id] = {"this": game.id, "state": step.state, "version": game.version + 1, "over": step.over}
            states[game.id] |= {"lease": step.now + LEASE, "alive": step.now}
        noted[game.id] = {"this": game.id, "messages": step.messages}
    this = update(_games).where(_games.c.id == bindparam("this"))
    if states:
        await connection.execute(this, [{**state, **noted.pop(game)} for game, state in states.items()])
    if noted:
        await connection.execute(this, list(noted.values()))
    if answers := [_answer(step.game, award) for step in steps for award in step.awards]:
        await connection.execute(insert(trivia_answers), answers)
    used = [(step.game.server, *step.used, step.now) for step in steps if step.used]
    if used:
        names = ("server", "key", "mode", "at")
        await connection.execute(insert(trivia_used), [dict(zip(names, each, strict=True)) for each in used])


def _answer(game: StoredGame, award: Award) -> dict[str, Any]:
    return {
        "server": game.server,
        "user": award.user,
        "game": game.id,
        "number": award.number,
        "mode": award.mode,
        "ref": award.ref,
        "correct": award.right,
        "points": award.points,
        "at": award.at,
    }
