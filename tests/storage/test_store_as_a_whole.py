"""What concerns the whole store: whom it forgets, what it lets go, and that changes are made whole or not at all."""

from __future__ import annotations

import asyncio

import pytest

from bot.storage.trivia_records import Award
from tests.storage.conftest import NOW, Heard
from tests.storage.test_store import CHANNEL, DAY, FAN, HOME, MOD, OTHER, ask, lines, put, texts, upload


class TestPrivacy:
    async def everything(self, store, user):
        await upload(store)
        await store.record(HOME, user, "did", {}, now=NOW)
        await store.apply_draft(await store.put_draft(HOME, "mine", "t", by=user, now=NOW), by=user, now=NOW)
        await store.teach(HOME, "a/b", f"as {user} asks", by=user, now=NOW)
        await store.count_verdict(HOME, "a/b", True, user=user, now=NOW)
        await store.set_own_progress(user, HOME, "Tin Harbor", 1, now=NOW)
        number = await ask(store, f"asked with {user}")
        await store.wish(HOME, number, user=user, channel=CHANNEL, private=True, now=NOW)
        await store.report_round(HOME, "a/b:who", "a/b", {"quote": "…"}, user=user, why="unfair", now=NOW)
        known = {str(user): {"points": 50}}
        game = await store.start_game(HOME, user, {"players": known, "starter": user}, owner="me", now=NOW)
        await store.save_game(game, game.state, now=NOW, awards=[Award(user, 1, "who", "a/b", True, 50, NOW)])

    async def test_all_of_a_person_can_be_seen_and_nothing_of_others(self, store):
        await self.everything(store, FAN)
        await self.everything(store, OTHER)
        about = await store.about_user(FAN)
        assert {kind: len(rows) for kind, rows in about.items()} == {
            "verdicts": 1,
            "wishes": 1,
            "progress": 1,
            "answers": 1,
            "reports": 1,
            "games": 1,
            "uploads": 1,
            "drafts": 1,
            "imports": 0,
            "taught": 1,
            "log": 3,
        }
        assert about["verdicts"] == [{"server": HOME, "ref": "a/b", "helpful": True, "at": NOW.isoformat()}]
        assert about["progress"][0]["show"] == "Tin Harbor"
        assert about["answers"][0] | {"id": 0, "game": 0} == {
            "id": 0,
            "server": HOME,
            "game": 0,
            "number": 1,
            "mode": "who",
            "ref": "a/b",
            "correct": True,
            "points": 50,
            "at": NOW.isoformat(),
        }
        assert about["reports"][0]["why"] == "unfair"
        playing = {"server": HOME, "channel": FAN, "started": NOW.isoformat(), "started_it": True}
        assert about["games"] == [{**playing, "known": {"points": 50}}]
        assert str(OTHER) not in repr(about)

    async def test_a_forgotten_person_is_nowhere_and_the_servers_content_stays(self, store):
        await self.everything(store, FAN)
        await self.everything(store, OTHER)
        assert await store.forget_user(FAN) == 12
        assert not any((await store.about_user(FAN)).values())
        assert await store.forget_user(FAN) == 0
        assert sum(map(len, (await store.about_user(OTHER)).values())) == 12
        assert await store.verdicts(HOME) == {"a/b": (1, 0)}
        assert [version.by for version in await store.versions(HOME, "mine")] == [OTHER, None]
        assert {each.by for each in await store.taught(HOME)} == {None, OTHER}
        assert [each.user for each in await store.take_wishes(HOME, [1, 2])] == [OTHER]

    async def test_what_is_old_is_forgotten(self, store):
        await self.everything(store, FAN)
        await upload(store, "newer", now=NOW + 100 * DAY)
        draft = await put(store, "newest", now=NOW + 360 * DAY)
        assert await store.expire(NOW + DAY) == 0
        assert await store.expire(NOW + 2 * DAY) == 1  # the game, which nobody runs
        assert await store.expire(NOW + 6 * DAY) == 0
        assert await store.expire(NOW + 7 * DAY) == 2  # drafts
        assert await store.expire(NOW + 90 * DAY) == 2  # the question and its wish
        assert await store.expire(NOW + 365 * DAY) == 2 + 4 + 1  # verdict, progress, log; a draft
        assert await store.draft(draft) is not None
        assert not any(
            rows
            for kind, rows in (await store.about_user(FAN)).items()
            if kind not in {"uploads", "taught", "answers", "reports"}
        )
        assert set(await texts(store)) == {"dial", "mine", "newer"}

    async def test_how_long_can_be_told(self, store):
        await store.count_verdict(HOME, "a/b", True, user=FAN, now=NOW)
        assert await store.expire(NOW + DAY, personal=2 * DAY) == 0
        assert await store.expire(NOW + DAY, personal=DAY) == 1

    async def test_a_question_asked_again_is_kept_longer(self, store):
        await ask(store)
        await ask(store, now=NOW + 80 * DAY)
        assert await store.expire(NOW + 100 * DAY) == 0
        assert await store.expire(NOW + 170 * DAY) == 1

    async def test_the_id_of_what_is_gone_is_never_given_out_again(self, store):
        question, draft = await ask(store), await put(store)
        await store.expire(NOW + 1000 * DAY)
        assert await ask(store) > question
        assert await put(store) > draft


class TestTransactions:
    async def test_a_change_that_fails_halfway_leaves_nothing(self, store):
        async def half() -> None:
            async with store.change(HOME, MOD, NOW) as change:
                await change.record("half")
                change.tell("content")
                raise ZeroDivisionError

        heard = Heard()
        await store.listen(heard)
        with pytest.raises(ZeroDivisionError):
            await half()
        await store.publish("end", {})
        assert (await heard.next()).topic == "end"
        assert await store.log(HOME) == []

    async def test_a_change_that_is_cancelled_leaves_nothing_and_blocks_nobody(self, store):
        started = asyncio.Event()

        async def never_ends() -> None:
            async with store.change(HOME, MOD, NOW) as change:
                await change.record("never")
                started.set()
                await asyncio.Event().wait()

        task = asyncio.create_task(never_ends())
        await started.wait()
        waiting = asyncio.create_task(upload(store))
        task.cancel()
        assert (await waiting).number == 1
        assert await lines(store) == [(MOD, "upload")]

    async def test_readers_wait_for_no_writer(self, store):
        await upload(store)
        async with store.change(HOME, MOD, NOW) as change:
            await change.record("unfinished")
            assert await texts(store) == {"dial": "id: dial"}
            assert len(await lines(store)) == 1
        assert len(await lines(store)) == 2

    async def test_a_snapshot_sees_one_moment(self, store):
        await upload(store)
        async with store.snapshot() as connection:
            tables = (await connection.exec_driver_sql("SELECT count(*) FROM versions")).scalar()
            await upload(store)
            again = (await connection.exec_driver_sql("SELECT count(*) FROM versions")).scalar()
        assert (tables, again) == (1, 1)
        assert len(await store.versions(HOME)) == 2
