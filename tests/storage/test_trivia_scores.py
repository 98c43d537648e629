"""Points, leaderboards, and forgetting whose they were."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, text
from sqlalchemy.dialects import sqlite

from bot.storage import tables
from bot.storage.store import Store
from bot.storage.trivia_records import Answer, Standing, Unsaved
from bot.storage.trivia_scores import _standings
from bot.trivia.points import ranked
from tests.storage.conftest import NOW
from tests.storage.test_store import AWAY, DAY, FAN, HOME, MOD, OTHER
from tests.storage.trivia import EMPTY, KEY, award, earn, start, state


class TestLeaderboards:
    async def test_ties_share_a_rank_and_pages_follow_each_other(self, store):
        for user, points in ((5, 10), (3, 30), (4, 30), (1, 20), (2, 20)):
            await earn(store, user, points)
        first = await store.leaderboard(HOME, limit=3)
        assert [(each.rank, each.user) for each in first.standings] == [(1, 3), (1, 4), (3, 1)]
        second = await store.leaderboard(HOME, limit=3, offset=3)
        assert [(each.rank, each.user) for each in second.standings] == [(3, 2), (5, 5)]
        assert first.players == second.players == 5
        assert await store.leaderboard(HOME, offset=5) == replace(first, standings=())
        assert await store.standing(HOME, 2) == Standing(3, 2, 20, 1, 1)

    async def test_a_window_leaves_out_what_was_before(self, store):
        await earn(store, FAN, 100, at=NOW - DAY)
        await earn(store, FAN, 10)
        await earn(store, OTHER, 50)
        assert [each.user for each in (await store.leaderboard(HOME)).standings] == [FAN, OTHER]
        assert [each.user for each in (await store.leaderboard(HOME, NOW)).standings] == [OTHER, FAN]
        assert await store.standing(HOME, FAN, NOW) == Standing(2, FAN, 10, 1, 1)
        assert await store.standing(HOME, FAN, NOW + DAY) is None
        assert (await store.leaderboard(HOME, NOW + DAY)).players == 0

    async def test_servers_do_not_mix(self, store):
        await earn(store, FAN, 10)
        assert (await store.leaderboard(AWAY)).standings == ()
        assert await store.standing(AWAY, FAN) is None

    async def test_a_correction_counts_and_is_logged_without_whose_it_is(self, store):
        await earn(store, FAN, 100, at=NOW - DAY)
        number = await store.correct_score(HOME, FAN, -30, by=MOD, now=NOW)
        assert await store.standing(HOME, FAN) == Standing(1, FAN, 70, 1, 1)
        assert await store.standing(HOME, FAN, NOW) == Standing(1, FAN, -30, 0, 0)
        (line,) = await store.log(HOME)
        assert (line.who, line.what, line.detail) == (MOD, "trivia correction", {"correction": number, "points": -30})
        assert await store.correction(HOME, number) == Answer(number, FAN, None, None, None, -30, NOW)
        assert await store.correction(AWAY, number) is None
        await store.forget_player(FAN)
        assert await store.correction(HOME, number) is None

    async def test_a_correction_may_count_when_it_should_have_been_earned(self, store):
        await store.correct_score(HOME, FAN, 50, by=MOD, now=NOW, at=NOW - DAY)
        assert await store.standing(HOME, FAN, NOW) is None

    async def test_what_a_bad_round_did_can_be_seen(self, store):
        game = await start(store)
        await store.save_game(game, EMPTY, now=NOW, awards=[award(OTHER, points=0), award(FAN), award(FAN, number=2)])
        answers = await store.round_answers(HOME, game.id, 1)
        assert [(each.user, each.right, each.points) for each in answers] == [(FAN, True, 75), (OTHER, False, 0)]
        assert await store.round_answers(AWAY, game.id, 1) == []
        assert await store.correction(HOME, answers[0].id) is None

    @pytest.mark.parametrize(("since", "searched"), [(None, "(server=?)"), (NOW, "(server=? AND at>?)")])
    async def test_a_leaderboard_reads_one_index_and_no_row(self, sqlite_url, since, searched):
        query = _standings(HOME, since).element.compile(
            dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}
        )
        async with Store.open(sqlite_url) as store, store.reading() as connection:
            steps = [row.detail for row in await connection.execute(text(f"EXPLAIN QUERY PLAN {query}"))]
        (reading,) = (step for step in steps if "trivia_answers" in step)
        assert reading.startswith("SEARCH trivia_answers USING COVERING INDEX")
        assert reading.endswith(searched)
        assert ("USE TEMP B-TREE FOR GROUP BY" in steps) is (since is not None)  # of all time, it is sorted already


@pytest.fixture(scope="module")
def counting(empty_store, tmp_path_factory) -> str:
    """A store for one example after the other."""
    return f"sqlite:///{shutil.copy(empty_store, tmp_path_factory.mktemp('counting') / 'bot.db')}"


EARNED = st.lists(st.tuples(st.integers(1, 6), st.integers(-9, 9), st.integers(0, 3)), max_size=25)


@settings(max_examples=15)
@given(EARNED, st.integers(0, 4))
def test_a_leaderboard_is_what_one_would_count_by_hand(counting, earned, since):
    async def check() -> None:
        async with Store.at(counting) as store:
            rows = [
                {"server": HOME, "user": user, "game": number, "number": 1, "mode": "who", "ref": "a/b"}
                | {"correct": points > 0, "points": points, "at": NOW + day * DAY}
                for number, (user, points, day) in enumerate(earned)
            ]
            async with store.writing() as connection:
                await connection.execute(delete(tables.trivia_answers))
                if rows:
                    await connection.execute(insert(tables.trivia_answers), rows)
            page = await store.leaderboard(HOME, NOW + since * DAY, limit=100)
        counted: dict[int, list[int]] = {}
        for user, points, day in earned:
            if day >= since:
                counted.setdefault(user, []).append(points)
        by_hand = ranked(
            (user, sum(points), sum(each > 0 for each in points), len(points)) for user, points in counted.items()
        )
        assert [(each.rank, each.user, each.points, each.right, each.rounds) for each in page.standings] == [
            (each.rank, each.player, each.points, each.right, each.rounds) for each in by_hand
        ]
        assert page.players == len(by_hand)

    asyncio.run(check())


class TestForgetting:
    async def playing(self, store):
        """A game that two play, and points of theirs in two servers."""
        game = await store.save_game(
            await start(store), state(FAN, OTHER, starter=FAN, mood=1), now=NOW, awards=[award(FAN), award(OTHER)]
        )
        await earn(store, FAN, 5, server=AWAY)
        await store.report_round(HOME, KEY, "ferry/1", {}, user=FAN, why="no", now=NOW)
        return game

    async def test_a_player_is_taken_out_of_points_reports_and_running_games(self, store):
        game = await self.playing(store)
        assert await store.forget_player(FAN, server=HOME) == 3
        assert (await store.game(game.id)).state == state(OTHER, mood=1)
        assert [each.user for each in (await store.leaderboard(HOME)).standings] == [OTHER]
        assert (await store.standing(AWAY, FAN)).points == 5
        assert await store.reports(HOME) == []
        assert await store.forget_player(FAN) == 1
        assert await store.standing(AWAY, FAN) is None
        assert not any((await store.about_user(FAN)).values())

    async def test_a_step_made_from_the_game_of_before_is_not_saved(self, store):
        game = await self.playing(store)
        await store.forget_user(FAN)
        stale = await store.save_game(game, state(FAN, OTHER, starter=FAN), now=NOW, awards=[award(FAN, number=2)])
        assert stale is Unsaved.CHANGED
        assert not any((await store.about_user(FAN)).values())
        again = await store.game(game.id)
        assert (await store.save_game(again, again.state, now=NOW, awards=[award(OTHER, number=2)])).version == 4
        assert (await store.standing(HOME, OTHER)).points == 150

    async def test_an_id_that_is_part_of_another_is_not_mistaken_for_it(self, store):
        game = await start(store, document=state(1234, starter=5123))
        assert await store.forget_player(123) == 0
        assert await store.game(game.id) == game
        assert (await store.about_user(123))["games"] == []

    async def test_saving_and_forgetting_at_once_leave_no_half(self, store):
        """Whichever comes first, the game and the points agree on who has played."""
        games = [await start(store, channel) for channel in range(6)]
        steps = [store.save_game(each, state(FAN), now=NOW, awards=[award(FAN)]) for each in games]
        await asyncio.gather(*steps[:3], store.forget_player(FAN), *steps[3:])
        page = (await store.leaderboard(HOME)).standings
        playing = [each.id for each in games if str(FAN) in (await store.game(each.id)).state["players"]]
        assert sum(each.rounds for each in page) == len(playing)
