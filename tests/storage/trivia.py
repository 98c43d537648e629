"""What tests of the store keep of trivia."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from bot.storage import tables
from bot.storage.trivia_records import Award
from bot.storage.trivia_saves import LEASE
from tests.storage.conftest import NOW
from tests.storage.test_store import CHANNEL, FAN, HOME

if TYPE_CHECKING:
    from bot.storage.store import Store
    from bot.storage.trivia_records import StoredGame

ME, YOU = "me", "you"
EMPTY: dict[str, Any] = {"players": {}, "starter": None}
LATER = NOW + LEASE
KEY = "ferry/1:gap:lamp"


def state(*players: int, starter: int | None = None, **rest: object) -> dict:
    return {"players": {str(player): {"points": 1} for player in players}, "starter": starter, **rest}


def award(user: int = FAN, number: int = 1, points: int = 75, at=NOW) -> Award:
    return Award(user, number, "gap", "ferry/1", points > 0, points, at)


async def start(store: Store, channel: int = CHANNEL, owner: str = ME, document: dict = EMPTY, **rest) -> StoredGame:
    game = await store.start_game(HOME, channel, document, owner=owner, now=rest.pop("now", NOW), **rest)
    assert game is not None
    return game


async def earn(store: Store, user: int, points: int, at=NOW, server: int = HOME) -> None:
    async with store.change(server, None, at) as change:
        values = {"server": server, "user": user, "game": at.toordinal() * 100 + user, "number": points}
        await change.execute(
            insert(tables.trivia_answers).values(
                **values, mode="who", ref="a/b", correct=points > 0, points=points, at=at
            )
        )


async def ids(store: Store, owner: str, now=NOW, **rest) -> list[int]:
    return [game.id for game in await store.claim_games(owner, now=now, **rest)]
