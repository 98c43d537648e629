"""What every store does, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta, timezone

import pytest

from bot.errors import AlreadyDone, StorageError
from bot.storage.records import AuditEntry, DraftState, Progress, QuestionState, Taught, Version, Wish
from bot.storage.uploads import INTERVIEWS_OFF, VERSIONS_KEPT
from tests.storage.conftest import NOW

HOME, AWAY = 1_000_000_000_000_000_001, 1_000_000_000_000_000_002
MOD, FAN, OTHER = 900_000_000_000_000_001, 900_000_000_000_000_002, 900_000_000_000_000_003
CHANNEL = 800_000_000_000_000_001
DAY = timedelta(days=1)


async def put(store, interview="dial", text="id: dial", server=HOME, now=NOW):
    return await store.put_draft(server, interview, text, by=MOD, now=now)


async def upload(store, interview="dial", text="id: dial", server=HOME, now=NOW):
    return await store.apply_draft(await put(store, interview, text, server, now), by=MOD, now=now)


async def texts(store, server=HOME):
    return {each.interview: each.text for each in await store.current_uploads(server)}


async def lines(store, server=HOME):
    return [(entry.who, entry.what) for entry in await store.log(server)]


async def ask(store, text="Why is it dark?", server=HOME, now=NOW, keep=90 * DAY):
    return await store.note_unanswered(server, text, now=now, expires=now + keep)


class TestSettings:
    @pytest.mark.parametrize("value", ["?", 7, 0.5, False, [], ["a", 1], {"deep": {"er": None}}, "é\0\ud800"])
    async def test_a_setting_is_given_back_as_it_was(self, store, value):
        await store.change_setting(HOME, "x", value, by=MOD, now=NOW)
        assert await store.server_settings(HOME) == {"x": value}
        assert await store.server_settings(AWAY) == {}

    async def test_none_takes_a_setting_back(self, store):
        await store.change_setting(HOME, "prefix", "?", by=MOD, now=NOW)
        await store.change_setting(HOME, "prefix", "-", by=MOD, now=NOW)
        await store.change_setting(HOME, "prefix", None, by=MOD, now=NOW)
        assert await store.server_settings(HOME) == {}
        assert [(entry.detail["before"], entry.detail["after"]) for entry in await store.log(HOME)] == [
            ("-", None),
            ("?", "-"),
            (None, "?"),
        ]


class TestUploads:
    async def test_a_draft_is_kept_until_it_is_applied(self, store):
        number = await put(store, text="the text")
        draft = await store.draft(number)
        assert (draft.server, draft.interview, draft.text, draft.by, draft.at) == (HOME, "dial", "the text", MOD, NOW)
        assert draft.state is DraftState.OPEN
        assert await store.current_uploads(HOME) == []
        version = await store.apply_draft(number, by=OTHER, now=NOW + DAY)
        assert version == Version(HOME, "dial", 1, size=8, restored=None, by=OTHER, at=NOW + DAY)
        assert await texts(store) == {"dial": "the text"}
        assert await texts(store, AWAY) == {}
        assert (await store.draft(number)).text == ""

    async def test_a_draft_is_applied_once(self, store):
        number = await put(store)
        tries = [store.apply_draft(number, by=who, now=NOW) for who in (MOD, OTHER, MOD, OTHER)]
        results = await asyncio.gather(*tries, return_exceptions=True)
        assert sorted(type(each).__name__ for each in results) == ["AlreadyDone"] * 3 + ["Version"]
        assert {str(each) for each in results if isinstance(each, AlreadyDone)} == {
            "This upload has been applied already."
        }
        assert len(await store.versions(HOME)) == 1
        assert len(await lines(store)) == 1

    async def test_a_dropped_draft_cannot_be_applied(self, store):
        number = await put(store)
        await store.drop_draft(number, by=MOD, now=NOW)
        for too_late in (store.apply_draft, store.drop_draft):
            with pytest.raises(AlreadyDone, match="has been dropped already"):
                await too_late(number, by=MOD, now=NOW)
        assert await store.versions(HOME) == []
        assert await lines(store) == [(MOD, "drop")]

    async def test_a_draft_nobody_knows_cannot_be_applied(self, store):
        assert await store.draft(404) is None
        with pytest.raises(AlreadyDone, match="no longer kept"):
            await store.apply_draft(404, by=MOD, now=NOW)

    async def test_drafts_applied_at_once_become_versions_one_after_the_other(self, store):
        drafts = [await put(store, text=f"text {number}") for number in range(8)]
        versions = await asyncio.gather(*(store.apply_draft(draft, by=MOD, now=NOW) for draft in drafts))
        assert sorted(version.number for version in versions) == list(range(1, 9))
        assert [version.number for version in await store.versions(HOME, "dial")] == list(range(8, 0, -1))

    async def test_history_is_by_server_and_interview_newest_first(self, store):
        await upload(store, "dial", "one")
        await upload(store, "lamp", "two", now=NOW + DAY)
        await upload(store, "dial", "three", now=NOW + 2 * DAY)
        await upload(store, "dial", "four", server=AWAY)
        assert [(each.interview, each.number) for each in await store.versions(HOME)] == [
            ("dial", 2),
            ("lamp", 1),
            ("dial", 1),
        ]
        assert [each.number for each in await store.versions(HOME, "dial")] == [2, 1]
        assert (await store.version(HOME, "dial", 1)).text == "one"
        assert await store.version(HOME, "dial", 3) is None
        assert await texts(store) == {"dial": "three", "lamp": "two"}
        assert await texts(store, AWAY) == {"dial": "four"}

    async def test_rolling_back_is_a_new_version_with_the_old_text(self, store):
        await upload(store, text="old")
        await upload(store, text="newer")
        version = await store.roll_back(HOME, "dial", 1, by=OTHER, now=NOW + DAY)
        assert version == Version(HOME, "dial", 3, size=3, restored=1, by=OTHER, at=NOW + DAY)
        assert await texts(store) == {"dial": "old"}
        await store.roll_back(HOME, "dial", 2, by=OTHER, now=NOW + DAY)
        assert await texts(store) == {"dial": "newer"}
        assert await lines(store) == [(OTHER, "rollback"), (OTHER, "rollback"), (MOD, "upload"), (MOD, "upload")]

    async def test_an_upload_can_be_removed_and_brought_back(self, store):
        await upload(store, text="text")
        removal = await store.roll_back(HOME, "dial", None, by=MOD, now=NOW)
        assert (removal.number, removal.size) == (2, None)
        assert await texts(store) == {}
        assert await store.version(HOME, "dial", 2) is None
        with pytest.raises(AlreadyDone):
            await store.roll_back(HOME, "dial", None, by=MOD, now=NOW)
        await store.roll_back(HOME, "dial", 1, by=MOD, now=NOW)
        assert await texts(store) == {"dial": "text"}

    @pytest.mark.parametrize("number", [0, 2, 99, None])
    async def test_what_never_was_cannot_be_rolled_back_to(self, store, number):
        await upload(store, text="text")
        interview = "lamp" if number is None else "dial"
        with pytest.raises(AlreadyDone, match="no version to go back to"):
            await store.roll_back(HOME, interview, number, by=MOD, now=NOW)
        with pytest.raises(AlreadyDone):
            await store.roll_back(AWAY, "dial", 1, by=MOD, now=NOW)
        assert len(await store.versions(HOME)) == 1

    async def test_only_the_newest_versions_are_kept(self, store):
        for number in range(1, VERSIONS_KEPT + 4):
            await upload(store, text=str(number))
        await upload(store, "lamp")
        kept = [version.number for version in await store.versions(HOME, "dial")]
        assert kept == list(range(VERSIONS_KEPT + 3, 3, -1))

    async def test_servers_with_content(self, store):
        assert await store.servers_with_content() == []
        await upload(store, server=1)
        await upload(store, server=2)
        await store.roll_back(2, "dial", None, by=MOD, now=NOW)
        await store.teach(3, "dial/dark", "why no light", by=MOD, now=NOW)
        await store.change_setting(4, INTERVIEWS_OFF, ["dial"], by=MOD, now=NOW)
        await store.change_setting(5, "prefix", "?", by=MOD, now=NOW)
        await put(store, server=6)
        assert await store.servers_with_content() == [1, 3, 4]

    async def test_what_no_database_takes_is_replaced(self, store):
        await upload(store, text="nul \0, half a pair \ud83d, a whole one 🎬")
        assert await texts(store) == {"dial": "nul \ufffd, half a pair \ufffd, a whole one 🎬"}


class TestTeaching:
    async def test_a_phrasing_is_taught_once_and_taken_back_once(self, store):
        assert await store.teach(HOME, "dial/dark", "why no light", by=MOD, now=NOW)
        assert not await store.teach(HOME, "dial/dark", "why no light", by=OTHER, now=NOW + DAY)
        assert await store.taught(HOME) == [Taught("dial/dark", "why no light", MOD, NOW)]
        assert await store.taught(AWAY) == []
        assert await store.unteach(HOME, "dial/dark", "why no light", by=OTHER, now=NOW)
        assert not await store.unteach(HOME, "dial/dark", "why no light", by=OTHER, now=NOW)
        assert await store.taught(HOME) == []
        assert await lines(store) == [(OTHER, "unteach"), (MOD, "teach")]

    async def test_two_who_teach_the_same_at_once(self, store):
        results = await asyncio.gather(*(store.teach(HOME, "a/b", "x", by=who, now=NOW) for who in (MOD, OTHER)))
        assert sorted(results) == [False, True]
        assert len(await lines(store)) == 1

    async def test_of_several_verdicts_of_one_fan_the_last_counts(self, store):
        for helpful in (True, False, True):
            await store.count_verdict(HOME, "dial/dark", helpful, user=FAN, now=NOW)
        await store.count_verdict(HOME, "dial/dark", False, user=OTHER, now=NOW)
        await store.count_verdict(HOME, "dial/lamp", False, user=OTHER, now=NOW)
        await store.count_verdict(AWAY, "dial/dark", True, user=FAN, now=NOW)
        assert await store.verdicts(HOME) == {"dial/dark": (1, 1), "dial/lamp": (0, 1)}
        assert await store.log(HOME) == []

    async def test_a_fan_who_presses_many_times_at_once_counts_once(self, store):
        presses = (store.count_verdict(HOME, "a/b", bool(each % 2), user=FAN, now=NOW) for each in range(10))
        await asyncio.gather(*presses)
        assert sum((await store.verdicts(HOME))["a/b"]) == 1


class TestBoard:
    async def test_the_same_question_is_counted_whatever_its_capitals_and_blanks(self, store):
        first = await ask(store, "Why is it  DARK?")
        assert await ask(store, "why is it dark?\n", now=NOW + DAY) == first
        assert await ask(store, "why is it dark", now=NOW + DAY) != first
        assert await ask(store, "why is it dark?", AWAY) != first
        question, _ = await store.unanswered(HOME)
        assert (question.id, question.text, question.count) == (first, "Why is it  DARK?", 2)
        assert (question.first, question.last) == (NOW, NOW + DAY)

    async def test_the_most_frequent_comes_first_then_the_latest(self, store):
        await ask(store, "once, early")
        await ask(store, "once, late", now=NOW + DAY)
        for _ in range(3):
            await ask(store, "thrice")
        assert [each.text for each in await store.unanswered(HOME)] == ["thrice", "once, late", "once, early"]

    async def test_questions_asked_at_once_are_all_counted(self, store):
        ids = await asyncio.gather(*(ask(store) for _ in range(12)))
        assert len(set(ids)) == 1
        assert (await store.unanswered(HOME))[0].count == 12

    async def test_closing_takes_questions_off_the_board_once(self, store):
        ids = [await ask(store, "a"), await ask(store, "b"), await ask(store, "c")]
        close = store.close_unanswered
        assert await close(HOME, ids[:2], QuestionState.TAUGHT, by=MOD, now=NOW) == 2
        assert await close(HOME, ids, QuestionState.DISMISSED, by=OTHER, now=NOW) == 1
        assert await close(HOME, ids, QuestionState.DISMISSED, by=OTHER, now=NOW) == 0
        assert await close(HOME, [], QuestionState.DISMISSED, by=OTHER, now=NOW) == 0
        assert await store.unanswered(HOME) == []
        assert [(each.who, each.what, each.detail["questions"]) for each in await store.log(HOME)] == [
            (OTHER, "questions dismissed", [ids[2]]),
            (MOD, "questions taught", ids[:2]),
        ]

    async def test_no_server_closes_anothers_questions(self, store):
        number = await ask(store)
        assert await store.close_unanswered(AWAY, [number], QuestionState.DISMISSED, by=MOD, now=NOW) == 0
        assert await store.take_wishes(AWAY, [number]) == []
        assert not await store.wish(AWAY, number, user=FAN, channel=CHANNEL, private=False, now=NOW)
        assert len(await store.unanswered(HOME)) == 1

    async def test_a_taught_question_that_finds_nothing_again_is_back_and_a_dismissed_one_is_not(self, store):
        taught, dismissed = await ask(store, "taught"), await ask(store, "dismissed")
        await ask(store, "taught")
        await store.close_unanswered(HOME, [taught], QuestionState.TAUGHT, by=MOD, now=NOW)
        await store.close_unanswered(HOME, [dismissed], QuestionState.DISMISSED, by=MOD, now=NOW)
        assert [await ask(store, "TAUGHT", now=NOW + DAY), await ask(store, "dismissed")] == [taught, dismissed]
        (back,) = await store.unanswered(HOME)
        assert (back.id, back.text, back.count, back.first) == (taught, "TAUGHT", 1, NOW + DAY)

    async def test_a_wish_is_granted_once(self, store):
        number = await ask(store)
        for user, private in ((FAN, False), (OTHER, True), (FAN, True)):
            assert await store.wish(HOME, number, user=user, channel=CHANNEL, private=private, now=NOW)
        taken = await asyncio.gather(*(store.take_wishes(HOME, [number]) for _ in range(5)))
        assert sorted(map(len, taken)) == [0, 0, 0, 0, 2]
        assert max(taken, key=len) == [
            Wish(number, "Why is it dark?", FAN, CHANNEL, private=True),
            Wish(number, "Why is it dark?", OTHER, CHANNEL, private=True),
        ]

    async def test_nobody_can_wish_for_what_is_closed(self, store):
        number = await ask(store)
        await store.wish(HOME, number, user=FAN, channel=CHANNEL, private=True, now=NOW)
        await store.close_unanswered(HOME, [number], QuestionState.DISMISSED, by=MOD, now=NOW)
        assert not await store.wish(HOME, number, user=FAN, channel=CHANNEL, private=True, now=NOW)
        assert not await store.wish(HOME, 404, user=FAN, channel=CHANNEL, private=True, now=NOW)
        assert await store.take_wishes(HOME, [number]) == []
        assert await store.take_wishes(HOME, []) == []


class TestSpoilers:
    async def test_progress_is_by_show_and_place(self, store):
        await store.set_channel_progress(HOME, CHANNEL, "Tin Harbor", 2, 5, by=MOD, now=NOW)
        await store.set_channel_progress(HOME, CHANNEL, "Lighthouse", 1, by=MOD, now=NOW)
        await store.set_channel_progress(HOME, CHANNEL, "Tin Harbor", 2, 6, by=MOD, now=NOW)
        assert await store.channel_progress(HOME, CHANNEL) == {
            "Tin Harbor": Progress(2, 6),
            "Lighthouse": Progress(1),
        }
        assert await store.channel_progress(AWAY, CHANNEL) == {}
        await store.set_channel_progress(HOME, CHANNEL, "Tin Harbor", None, by=MOD, now=NOW)
        assert await store.channel_progress(HOME, CHANNEL) == {"Lighthouse": Progress(1)}
        assert await lines(store) == [(MOD, "spoilers")] * 4

    async def test_a_fans_own_progress_is_in_no_log(self, store):
        await store.set_own_progress(FAN, HOME, "Tin Harbor", 0, now=NOW)
        await store.set_own_progress(FAN, HOME, "Tin Harbor", 1, 3, now=NOW)
        assert await store.own_progress(FAN, HOME) == {"Tin Harbor": Progress(1, 3)}
        assert await store.own_progress(FAN, AWAY) == await store.own_progress(OTHER, HOME) == {}
        await store.set_own_progress(FAN, HOME, "Tin Harbor", None, now=NOW)
        assert await store.own_progress(FAN, HOME) == {}
        assert await store.log(HOME) == []


class TestLog:
    async def test_pages_follow_each_other(self, store):
        for number in range(7):
            await store.record(HOME, MOD, "count", {"number": number}, now=NOW + number * DAY)
        await store.record(AWAY, None, "count", {}, now=NOW)
        first = await store.log(HOME, limit=3)
        second = await store.log(HOME, limit=3, before=first[-1].id)
        rest = await store.log(HOME, limit=3, before=second[-1].id)
        assert [entry.detail["number"] for entry in first + second + rest] == [6, 5, 4, 3, 2, 1, 0]
        assert rest == [AuditEntry(rest[0].id, MOD, "count", {"number": 0}, NOW)]
        assert (await store.log(AWAY))[0].who is None

    async def test_times_come_back_in_utc(self, store):
        local = datetime(2026, 7, 1, 1, 2, 3, 456_789, tzinfo=timezone(timedelta(hours=2)))
        await store.record(HOME, MOD, "x", {}, now=local)
        (entry,) = await store.log(HOME)
        assert entry.at == local
        assert entry.at.utcoffset() == timedelta(0)

    async def test_a_time_without_a_zone_is_refused(self, store):
        with pytest.raises(StorageError, match="names no time zone"):
            await store.record(HOME, MOD, "x", {}, now=NOW.replace(tzinfo=None))
