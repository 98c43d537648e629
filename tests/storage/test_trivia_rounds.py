"""Rounds that were played, retired, mended and reported, and the days that had their question."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from bot.errors import AlreadyDone
from bot.storage.store import Store
from bot.storage.trivia_records import ReportState, Retired, Unsaved
from bot.storage.trivia_rounds import DAILY
from tests.storage.conftest import NOW
from tests.storage.test_store import AWAY, CHANNEL, DAY, FAN, HOME, MOD, OTHER
from tests.storage.trivia import EMPTY, KEY, ME, earn, start


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
            tries = [
                each.start_game(HOME, CHANNEL + at, EMPTY, owner=ME, now=NOW, daily=True, day=day)
                for at, each in enumerate([store, another] * 3)
            ]
            games = [each for each in await asyncio.gather(*tries) if each]
        assert len(games) == 1
        assert await store.had_day(HOME, day)
        assert not await store.had_day(AWAY, day)
        assert not await store.had_day(HOME, day + DAY)
        await store.close_game(games[0])
        again = {"owner": ME, "daily": True, "now": NOW + DAY}
        assert await store.start_game(HOME, CHANNEL, EMPTY, **again, day=day) is None
        assert await store.start_game(HOME, CHANNEL, EMPTY, **again, day=day + DAY)

    async def test_a_day_is_not_had_where_its_question_found_no_room(self, store):
        before = await start(store, daily=True, day=NOW.date())
        day = NOW.date() + DAY
        assert await store.start_game(HOME, CHANNEL, EMPTY, owner=ME, now=NOW, daily=True, day=day) is None
        assert not await store.had_day(HOME, day)
        await store.close_game(before)
        assert await start(store, daily=True, day=day)

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

    async def test_a_moderator_may_let_it_return(self, store):
        await self.close(store, await self.report(store), ReportState.RETIRED)
        await self.close(store, await self.report(store, key="b/1:who"), ReportState.RETIRED)
        assert await store.retired(HOME) == [Retired("b/1:who", NOW + DAY), Retired(KEY, NOW + DAY)]
        assert not await store.restore_round(AWAY, KEY, by=MOD, now=NOW)
        assert await store.restore_round(HOME, KEY, by=MOD, now=NOW)
        assert not await store.restore_round(HOME, KEY, by=MOD, now=NOW)
        assert [each.key for each in await store.retired(HOME)] == ["b/1:who"]
        assert (await store.save_game(await start(store), EMPTY, now=NOW, used=(KEY, "gap"))).version == 2
        line = next(each for each in await store.log(HOME) if each.what == "trivia restored")
        assert (line.who, line.detail) == (MOD, {"ref": "ferry/1", "key": KEY})

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
        await store.close_game(await start(store, daily=True, day=NOW.date()))
        await earn(store, FAN, 5)
        assert await store.expire(NOW + 365 * DAY) == 1  # the day
        assert await store.expire(NOW + 366 * DAY) == 2  # the report and its line in the log
        assert len(await store.reports(HOME)) == 1
        assert (await store.standing(HOME, FAN)).points == 5
