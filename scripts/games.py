"""Play many trivia games at once in one process, and see that nothing is lost and the event loop keeps its beat.

python scripts/games.py 200

plays so many games of 5 players, each of whom answers within the same second of every round; all games begin together,
which is worse than life. Driver, rules, rounds and store (a SQLite file) are the real ones; only Discord is not there:
messages go to an outlet that takes a tenth of a second for each. Prints one JSON line:

* `late_ms`: how late heartbeats of 5 ms came by the clock, whatever else the machine was doing;
* `own_late_ms`: the same, but no later than the processor time that the event loop's thread used meanwhile. What it did
  not use it waited for: for the machine, if that is busy, or a moment for another thread to hand Python over;
* `answer_ms`: how long players waited until their answer was stored;
* `cpu_seconds`: all that the games took.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import func, select

from bot.app import SWITCH_INTERVAL, build_bot, build_engine, build_moderation
from bot.bench import synthetic
from bot.config import Settings
from bot.discord.games.driver import Games
from bot.discord.games.outlet import Outlet
from bot.storage.store import Store
from bot.storage.tables import trivia_answers
from bot.trivia import state
from bot.trivia.events import Choose, Guess
from bot.trivia.judging import judge
from bot.trivia.outcomes import GameEnded, RoundOpened, Scored, Taken
from bot.trivia.state import Phase

if TYPE_CHECKING:
    from bot.discord.client import ShowrunnerBot
    from bot.discord.delivery import Reply
    from bot.discord.games.running import Running

PAIRS, SERVERS, PLAYERS, ROUNDS, SECONDS = 2_000, 50, 5, 5, 10
BEAT, SENDING = 0.005, 0.1


class Nowhere(Outlet):
    """Takes messages, and as long for each as Discord would."""

    def __init__(self, bot: ShowrunnerBot) -> None:
        super().__init__(bot)
        self.messages = 0

    async def send(self, channel: int, reply: Reply, nonce: str) -> int:  # noqa: ARG002
        """Take a message; gives its id."""
        await asyncio.sleep(SENDING)
        self.messages += 1
        return self.messages

    async def edit(self, channel: int, message: int, reply: Reply) -> None:  # noqa: ARG002
        """Take a change."""
        await asyncio.sleep(SENDING)

    async def react(self, channel: int, message: int, emoji: str) -> None:
        """Take a reaction."""

    def is_last(self, channel: int, message: int) -> bool:  # noqa: ARG002
        """Everything is in sight."""
        return True


class Counted(Games):
    """Games whose outcomes are counted once they are stored."""

    def __init__(self, bot: ShowrunnerBot) -> None:
        super().__init__(bot, Nowhere(bot), bot.games.too_old)
        self.scored: Counter[int] = Counter()
        self.final: Counter[int] = Counter()
        self.ended = 0
        self.news: dict[int, asyncio.Queue[RoundOpened | GameEnded]] = defaultdict(asyncio.Queue)

    def came(self, running: Running, outcomes: tuple[Any, ...]) -> None:
        """Count what came of something, and show it."""
        for outcome in outcomes:
            if isinstance(outcome, Scored):
                self.scored[outcome.player] += outcome.points
            if isinstance(outcome, GameEnded):
                self.ended += 1
                self.final.update({place.player: place.points for place in outcome.places})
            if isinstance(outcome, RoundOpened | GameEnded):
                self.news[running.id].put_nowait(outcome)
        super().came(running, outcomes)


async def main(number: int) -> None:
    """Play so many games."""
    with tempfile.TemporaryDirectory() as directory:
        settings = Settings().beneath(Path(directory))
        settings = settings.model_copy(update={"search": settings.search.model_copy(update={"encoder": "static"})})
        engine = build_engine(settings, synthetic.snapshot(PAIRS))
        async with (
            Store.open(settings.storage.url) as store,
            build_moderation(settings, engine, store).running() as moderation,
            build_bot(settings, moderation) as bot,
        ):
            games = bot.games = Counted(bot)
            games.alarm.start()
            print(json.dumps(await _measured(bot, games, number)))


async def _measured(bot: ShowrunnerBot, games: Counted, number: int) -> dict[str, Any]:
    late: list[tuple[float, float]] = []
    waited: list[float] = []
    acknowledged: Counter[str] = Counter()
    beating = asyncio.create_task(_beat(late))
    began, used = time.perf_counter(), time.process_time()
    playing = []
    for game in range(number):
        playing.append(asyncio.create_task(_game(bot, games, game, waited, acknowledged)))
        await asyncio.sleep(0)  # even commands that come at the same moment come one by one over the wire
    await asyncio.gather(*playing)
    seconds = time.perf_counter() - began
    used = time.process_time() - used
    await bot.errands.idle()
    beating.cancel()
    async with bot.store.reading() as connection:
        by_user = select(trivia_answers.c.user, func.sum(trivia_answers.c.points)).group_by(trivia_answers.c.user)
        stored = {user: int(points) for user, points in await connection.execute(by_user)}
        choices = select(func.count()).where(trivia_answers.c.mode != "gap")
        chosen = (await connection.execute(choices)).scalar_one()
    wrong = [user for user in stored if not stored[user] == games.scored[user] == games.final[user]]
    return {
        "games": number,
        "ended": games.ended,
        "seconds": round(seconds, 1),
        "answers": len(waited),
        "choices_acknowledged": acknowledged["choices"],
        "choices_stored": chosen,
        "players": len(stored),
        "players_whose_points_differ": len(wrong),
        "points": sum(stored.values()),
        "cpu_seconds": round(used, 1),
        "late_ms": _spread([by_clock for by_clock, _ in late]),
        "own_late_ms": _spread([min(each) for each in late]),
        "answer_ms": _spread(waited),
    }


async def _game(bot: ShowrunnerBot, games: Counted, game: int, waited: list[float], acknowledged: Counter[str]) -> None:
    server, channel = 1 + game % SERVERS, 1_000 + game
    settings = state.Settings(rounds=ROUNDS, seconds=SECONDS)
    running = await games.open(server, channel, 1, settings)
    if running is None:
        raise AssertionError("a channel was locked")
    games.wake(running)
    players = [10_000 + PLAYERS * game + each for each in range(PLAYERS)]
    while isinstance(news := await games.news[running.id].get(), RoundOpened):
        number = news.number
        await asyncio.gather(*(_answer(bot, running, number, player, waited, acknowledged) for player in players))


async def _answer(
    bot: ShowrunnerBot, running: Running, number: int, player: int, waited: list[float], acknowledged: Counter[str]
) -> None:
    chance = random.Random(number * 1_000_003 + player)  # noqa: S311
    await asyncio.sleep(chance.random())
    round_ = running.game.round
    if round_ is None or running.game.phase is not Phase.OPEN or running.game.number != number:
        return  # somebody was quicker
    typed = round_.answer if chance.random() < 1 / PLAYERS else "zeppelin"
    choice = chance.randrange(max(len(round_.choices), 1))
    event = (
        Guess(player, number, judge(typed, round_), bot.now())
        if round_.typed
        else Choose(player, number, choice, bot.now())
    )
    began = time.perf_counter()
    outcomes = await bot.games.tell(running, event) or ()
    waited.append(time.perf_counter() - began)
    acknowledged["choices"] += any(isinstance(each, Taken) for each in outcomes)


async def _beat(late: list[tuple[float, float]]) -> None:
    while True:
        began, used = time.perf_counter(), time.thread_time()
        await asyncio.sleep(BEAT)
        late.append((time.perf_counter() - began - BEAT, time.thread_time() - used))


def _spread(seconds: list[float]) -> dict[str, float]:
    values = np.array(seconds) * 1000
    marks = {"median": 50, "p99": 99, "p999": 99.9, "worst": 100}
    return {name: round(float(np.percentile(values, each)), 1) for name, each in marks.items()}


if __name__ == "__main__":
    sys.setswitchinterval(SWITCH_INTERVAL)  # as `showrunner run` does
    asyncio.run(main(int(sys.argv[1])))
