"""What every store keeps of trivia, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, text
from sqlalchemy.dialects import sqlite

from bot.errors import AlreadyDone, StorageError
from bot.storage import tables
from bot.storage.store import Store
from bot.storage.trivia_games import LEASE
from bot.storage.trivia_records import Answer, Award, ReportState, Standing, Unsaved
from bot.storage.trivia_rounds import DAILY
from bot.storage.trivia_scores import _standings
from bot.trivia.points import ranked
from tests.storage.conftest import NOW
from tests.storage.test_store import AWAY, CHANNEL, DAY, FAN, HOME, MOD, OTHER

if TYPE_CHECKING:
    from bot.storage.trivia_records import StoredGame

ME, YOU = "me", "you"
EMPTY = {"players": {}, "starter": None}
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


class TestGames:
    async def test_a_game_is_given_back_as_it_was_saved(self, store):
        game = await start(store, document=state(FAN, mood="é", deep=[0.1, None]))
        assert (game.server, game.channel, game.version, game.over, game.owner) == (HOME, CHANNEL, 1, False, ME)
        assert (game.alive, game.started, game.messages) == (NOW, NOW, {})
        saved = await store.save_game(game, state(FAN, OTHER), now=LATER, messages={"card": 9})
        assert saved == replace(game, state=state(FAN, OTHER), version=2, messages={"card": 9}, alive=LATER)
        assert await store.game(game.id) == await store.running_game(CHANNEL) == saved

    async def test_a_channel_has_one_game_and_one_daily_question(self, store):
        tries = [store.start_game(HOME, CHANNEL, EMPTY, owner=ME, now=NOW) for _ in range(4)]
        games = await asyncio.gather(*tries)
        assert len([game for game in games if game]) == 1
        daily = await start(store, daily=True)
        assert (await store.running_game(CHANNEL, daily=True)) == daily
        assert await start(store, CHANNEL + 1)

    async def test_ids_are_never_given_out_twice(self, store):
        game = await start(store)
        assert await store.close_game(game)
        assert (await start(store)).id > game.id

    async def test_a_game_that_is_over_is_in_nobodys_way(self, store):
        game = await store.save_game(await start(store), EMPTY, now=NOW, over=True)
        assert game.over
        assert await store.running_game(CHANNEL) is None
        assert (await store.game(game.id)).over  # until its end has been shown
        assert (await start(store)).id > game.id
        assert not await store.close_game(game)

    async def test_nor_is_one_that_nobody_has_run_for_long(self, store):
        await start(store)
        old = timedelta(minutes=15)
        for wait in (LEASE, old - timedelta(seconds=1)):
            assert await store.start_game(HOME, CHANNEL, EMPTY, owner=YOU, now=NOW + wait) is None
        assert await start(store, owner=YOU, now=NOW + old)

    async def test_one_that_is_run_stays_however_old_it_is(self, store):
        await start(store)
        await store.renew_games(ME, now=NOW + DAY)
        assert await store.start_game(HOME, CHANNEL, EMPTY, owner=YOU, now=NOW + DAY) is None

    async def test_a_step_is_kept_with_what_it_earned_and_used(self, store):
        awards = [award(FAN), award(OTHER, points=0)]
        await store.save_game(await start(store), state(FAN, OTHER), now=NOW, awards=awards, used=(KEY, "gap"))
        assert (await store.leaderboard(HOME)).standings == (Standing(1, FAN, 75, 1, 1), Standing(2, OTHER, 0, 0, 1))
        assert await store.used_keys(HOME) == {KEY}
        assert await store.used_keys(AWAY) == set()

    async def test_of_two_steps_from_the_same_game_one_is_kept_and_earns(self, store):
        game = await start(store)
        tries = [store.save_game(game, EMPTY, now=NOW, awards=[award(user)]) for user in range(1, 6)]
        results = await asyncio.gather(*tries)
        assert results.count(Unsaved.CHANGED) == 4
        assert (await store.leaderboard(HOME)).players == 1

    async def test_nobody_is_paid_twice_for_a_round(self, store):
        game = await store.save_game(await start(store), EMPTY, now=NOW, awards=[award()])
        with pytest.raises(StorageError, match="failed"):
            await store.save_game(game, state(OTHER), now=NOW, awards=[award(OTHER), award()])
        assert await store.game(game.id) == game
        assert (await store.leaderboard(HOME)).standings == (Standing(1, FAN, 75, 1, 1),)

    async def test_a_round_is_played_once_in_a_server_even_at_the_same_moment(self, store):
        games = [await start(store, channel) for channel in range(5)]
        results = await asyncio.gather(*(store.save_game(each, EMPTY, now=NOW, used=(KEY, "gap")) for each in games))
        assert results.count(Unsaved.USED) == 4
        assert sorted([(await store.game(each.id)).version for each in games]) == [1, 1, 1, 1, 2]
        elsewhere = await store.start_game(AWAY, CHANNEL, EMPTY, owner=ME, now=NOW)
        assert (await store.save_game(elsewhere, EMPTY, now=NOW, used=(KEY, "gap"))).version == 2

    async def test_where_messages_are_is_noted_without_a_new_version(self, store):
        game = await store.note_messages(await start(store), {"card": 7})
        assert await store.game(game.id) == game
        assert (game.version, game.messages) == (1, {"card": 7})
        assert (await store.save_game(game, EMPTY, now=NOW)).messages == {"card": 7}
        await store.note_messages(replace(game, owner=YOU), {"card": 8})
        assert (await store.game(game.id)).messages == {"card": 7}


class TestLeases:
    async def test_a_game_of_a_process_that_died_is_taken_over_by_one_other(self, store, url):
        games = [await start(store, channel) for channel in range(5)]
        assert await ids(store, YOU, LATER - timedelta(seconds=1)) == []
        async with Store.open(url, upgrade=False) as another:
            claims = await asyncio.gather(
                *(ids(each, f"new {n}", LATER) for n, each in enumerate([store, another] * 3))
            )
        assert sorted(game for claim in claims for game in claim) == [game.id for game in games]

    async def test_whoever_took_it_over_is_told_when_it_was_last_alive(self, store):
        game = await store.save_game(await start(store), state(FAN), now=NOW + timedelta(seconds=5))
        (claimed,) = await store.claim_games(YOU, now=NOW + DAY)
        assert claimed == replace(game, owner=YOU, version=3)
        assert claimed.alive == NOW + timedelta(seconds=5)
        assert (await store.save_game(claimed, EMPTY, now=NOW + DAY)).alive == NOW + DAY

    async def test_the_old_owner_can_no_longer_save_or_close_it(self, store):
        game = await start(store)
        await store.claim_games(YOU, now=LATER)
        assert await store.save_game(game, EMPTY, now=LATER, awards=[award()], used=(KEY, "gap")) is Unsaved.LOST
        assert not await store.close_game(game)
        assert await store.renew_games(ME, now=LATER) == set()
        assert (await store.leaderboard(HOME)).players == len(await store.used_keys(HOME)) == 0

    async def test_saving_and_renewing_keep_it(self, store):
        game = await start(store)
        other = await start(store, CHANNEL + 1)
        await store.save_game(game, EMPTY, now=NOW + LEASE / 2)
        assert await ids(store, YOU, LATER) == [other.id]
        assert await store.renew_games(ME, now=NOW + LEASE) == {game.id}
        assert await ids(store, YOU, NOW + 1.9 * LEASE) == []
        assert await ids(store, YOU, NOW + 2 * LEASE) == [game.id, other.id][:1]

    async def test_nobody_takes_over_their_own(self, store):
        await start(store)
        assert await ids(store, ME, NOW + DAY) == []

    async def test_what_was_let_go_can_be_taken_at_once(self, store):
        game = await start(store)
        assert await store.release_games(ME, now=NOW) == {game.id}
        assert await store.save_game(game, EMPTY, now=NOW) is Unsaved.LOST
        assert await ids(store, YOU, NOW) == [game.id]

    async def test_a_process_may_take_those_of_its_own_servers_only(self, store):
        here = await start(store)
        there = await store.start_game(AWAY, CHANNEL + 1, EMPTY, owner=ME, now=NOW)
        assert await ids(store, YOU, LATER, servers={HOME}) == [here.id]
        assert await ids(store, YOU, LATER) == [there.id]

    async def test_a_clock_that_was_set_back_locks_nothing(self, store):
        game = await start(store)
        assert await ids(store, YOU, NOW - LEASE / 2) == []
        assert await ids(store, YOU, NOW - DAY) == [game.id]

    async def test_a_game_nobody_has_is_lost(self, store):
        game = await start(store)
        await store.close_game(game)
        assert await store.save_game(game, EMPTY, now=NOW) is Unsaved.LOST
        assert await store.game(game.id) is None


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
def counting(template, tmp_path_factory) -> str:
    """A store for one example after the other."""
    return f"sqlite:///{shutil.copy(template, tmp_path_factory.mktemp('counting') / 'bot.db')}"


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


class TestRounds:
    async def use(self, store, *keys):
        game = await start(store)
        for key in keys:
            game = await store.save_game(game, EMPTY, now=NOW, used=(key, key.split(":")[1]))
        await store.close_game(game)

    async def test_used_rounds_are_forgotten_by_mode_or_all_together(self, store):
        await self.use(store, "a:gap", "b:gap", "a:who")
        assert await store.forget_used(AWAY) == 0
        assert await store.forget_used(HOME, "gap") == 2
        assert await store.used_keys(HOME) == {"a:who"}
        assert await store.forget_used(HOME) == 1
        await self.use(store, "a:gap")

    async def test_the_question_of_a_day_is_asked_by_one_and_once(self, store, url):
        day = date(2026, 11, 22)
        async with Store.open(url, upgrade=False) as another:
            claims = await asyncio.gather(*(each.claim_day(HOME, day, now=NOW) for each in [store, another] * 3))
        assert sorted(claims) == [False] * 5 + [True]
        assert not await store.claim_day(HOME, day, now=NOW + DAY)
        assert await store.claim_day(AWAY, day, now=NOW)
        assert await store.claim_day(HOME, day + DAY, now=NOW)

    async def test_servers_say_when_they_want_a_daily_question(self, store):
        wanted = {"channel": CHANNEL, "hour": 9, "minute": 30, "zone": "Europe/Berlin", "mode": "quote"}
        await store.change_setting(HOME, DAILY, wanted, by=MOD, now=NOW)
        await store.change_setting(AWAY, "prefix", "?", by=MOD, now=NOW)
        assert await store.dailies() == {HOME: wanted}
        await store.change_setting(HOME, DAILY, None, by=MOD, now=NOW)
        assert await store.dailies() == {}


class TestReports:
    async def report(self, store, user=FAN, key=KEY, server=HOME):
        about = {"user": user, "why": "Two of these are right.", "game": 7, "number": 3}
        return await store.report_round(server, key, "ferry/1", {"answer": "lamp"}, now=NOW, **about)

    async def close(self, store, number, deed, **rest):
        return await store.close_report(HOME, number, deed, by=MOD, now=NOW + DAY, **rest)

    async def test_a_report_waits_for_the_moderators(self, store):
        number = await self.report(store)
        (report,) = await store.reports(HOME)
        assert report == await store.report(HOME, number)
        assert (report.user, report.key, report.ref, report.round) == (FAN, KEY, "ferry/1", {"answer": "lamp"})
        assert (report.game, report.number, report.why) == (7, 3, "Two of these are right.")
        assert (report.state, report.note, report.at, report.closed) == (ReportState.OPEN, None, NOW, None)
        assert await store.reports(AWAY) == []
        assert await store.report(AWAY, number) is None

    async def test_the_same_is_reported_once_by_each(self, store):
        first = await self.report(store)
        assert await self.report(store) is None
        assert await self.report(store, OTHER) is not None
        assert await self.report(store, key="other") is not None
        await self.close(store, first, ReportState.DISMISSED)
        assert await self.report(store) is not None

    async def test_all_about_the_same_round_are_dealt_with_together(self, store):
        first, second = await self.report(store), await self.report(store, OTHER)
        other, elsewhere = await self.report(store, key="other"), await self.report(store, server=AWAY)
        closed = await self.close(store, second, ReportState.DISMISSED, note="It is right.")
        assert [(each.id, each.state, each.note) for each in closed] == [
            (first, ReportState.DISMISSED, "It is right."),
            (second, ReportState.DISMISSED, "It is right."),
        ]
        assert closed[0] == await store.report(HOME, first)
        assert [each.id for each in await store.reports(HOME)] == [other]
        assert [each.id for each in await store.reports(AWAY)] == [elsewhere]
        (line,) = await store.log(HOME)
        assert (line.who, line.what) == (MOD, "trivia dismissed")
        assert line.detail == {"ref": "ferry/1", "key": KEY, "reports": [first, second]}

    async def test_a_retired_round_never_returns(self, store):
        await self.close(store, await self.report(store), ReportState.RETIRED)
        assert await store.retired_keys(HOME) == {KEY}
        assert await store.retired_keys(AWAY) == set()
        await store.forget_used(HOME)
        game = await start(store)
        assert await store.save_game(game, EMPTY, now=NOW, used=(KEY, "gap")) is Unsaved.USED
        await self.close(store, await self.report(store), ReportState.RETIRED)  # again: no harm
        await store.expire(NOW + 10_000 * DAY)
        assert await store.retired_keys(HOME) == {KEY}

    async def test_a_fix_may_add_a_spelling(self, store):
        for spelling in ("lamps", "lamp", "lamps"):
            await self.close(store, await self.report(store), ReportState.FIXED, spelling=spelling)
        assert await store.spellings(HOME) == {KEY: ("lamp", "lamps")}
        assert await store.spellings(AWAY) == {}
        assert [line.detail["spelling"] for line in await store.log(HOME)] == ["lamps", "lamp", "lamps"]

    async def test_a_report_is_dealt_with_once(self, store):
        number = await self.report(store)
        deeds = [ReportState.RETIRED, ReportState.DISMISSED, ReportState.FIXED]
        results = await asyncio.gather(*(self.close(store, number, deed) for deed in deeds), return_exceptions=True)
        assert sum(isinstance(each, AlreadyDone) for each in results) == 2
        assert len(await store.log(HOME)) == 1

    @pytest.mark.parametrize("server", [AWAY, HOME])
    async def test_what_is_not_there_cannot_be_dealt_with(self, store, server):
        number = await self.report(store) + (server == HOME)
        with pytest.raises(AlreadyDone, match="no longer kept"):
            await store.close_report(server, number, ReportState.RETIRED, by=MOD, now=NOW)
        assert await store.retired_keys(server) == set()
        assert await store.log(server) == []

    async def test_closed_reports_and_days_are_gone_after_a_year_and_points_are_not(self, store):
        await self.close(store, await self.report(store), ReportState.FIXED)
        await self.report(store)
        await store.claim_day(HOME, NOW.date(), now=NOW)
        await earn(store, FAN, 5)
        assert await store.expire(NOW + 365 * DAY) == 1  # the day
        assert await store.expire(NOW + 366 * DAY) == 2  # the report and its line in the log
        assert len(await store.reports(HOME)) == 1
        assert (await store.standing(HOME, FAN)).points == 5


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
