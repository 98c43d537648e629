"""Reloading: all that is wrong is told, nothing is ever half loaded, and several at once are one."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress

import pytest
from structlog.testing import capture_logs

from bot.errors import StorageError
from bot.knowledge.edition import Difference
from bot.moderation.reloading import Faulty, Refused, Reloaded
from tests.knowledge.documents import GOOD, spoiled
from tests.moderation.desk import ADA, FERRY, FIRE, KEEPER, NOW, PIER, QUAY, opened, states, states_in

GREENHOUSE = "who set fire to the glasshouse"
SILENT = "why is the lighthouse keeper silent"
WITHOUT_NICKNAMES = GOOD.replace("aliases:\n  the greenhouse: [glasshouse, hot house]\n", "")
# The golden question of it asks for what the pair no longer says.
UNFINDABLE = spoiled(
    "Why does the greenhouse burn in the first episode?",
    "What did you have for breakfast?",
    spoiled(
        "      - who burned the greenhouse",
        "      - your breakfast",
        spoiled(
            "Because everybody knew it would. So we did it first. […] I also like fire.",
            "Two eggs.",
            spoiled(
                "Burned early, because it was expected late.", "Eggs.", GOOD.replace("[greenhouse, fire]", "[eggs]")
            ),
        ),
    ),
)


async def reload(desk, **options):
    outcome, _ = await desk.moderation.reload(PIER, by=ADA, now=NOW, **options)
    return outcome


async def test_new_content_is_in_force_and_the_difference_is_told(desk):
    desk.write(FERRY, "ferry.yaml")
    desk.write(spoiled("One tentacle a season.", "Two tentacles a season."))
    outcome = await reload(desk)
    assert outcome.difference == Difference(
        added=("night-ferry",),
        changed=("tin-harbor-s1-okafor",),
        pairs_added=("night-ferry/keeper", "night-ferry/cat"),
        pairs_changed=("tin-harbor-s1-okafor/kraken",),
    )
    assert outcome.check.asked == 3
    assert outcome.check.broken == outcome.check.failing == ()
    assert outcome.seconds > 0
    assert desk.answer(SILENT) == KEEPER


async def test_where_nothing_has_changed_nothing_is_built(desk):
    engine = desk.library.engine
    outcome = await reload(desk)
    assert not outcome.difference
    assert desk.library.engine is engine
    assert desk.built == []


async def test_it_is_noted_in_the_log_of_the_server_where_it_was_done(desk):
    desk.write(FERRY, "ferry.yaml")
    await reload(desk)
    (entry,) = await desk.store.log(PIER)
    assert (entry.who, entry.what, entry.at) == (ADA, "reload", NOW)
    assert entry.detail == {"added": 1, "changed": 0, "removed": 0, "force": False, "broken": []}
    assert await desk.store.log(QUAY) == []


class TestFaults:
    async def test_the_old_content_stays_and_every_fault_is_told(self, desk):
        desk.write(spoiled("published: 2031-04-05", "published: yesterday").replace("question:", "questoin:"))
        desk.write("format: 1\n", "empty.yaml")
        desk.write("pairs: [", "broken.yaml")
        outcome = await reload(desk)
        assert isinstance(outcome, Faulty)
        assert {fault.path for fault in outcome.faults} == {
            "knowledge/interview.yaml",
            "knowledge/empty.yaml",
            "knowledge/broken.yaml",
        }
        assert len(outcome.faults) >= 6
        assert desk.answer(GREENHOUSE) == FIRE
        assert await desk.store.log(PIER) == []

    async def test_a_hundred_faults_at_once_are_a_hundred_faults(self, desk):
        for number in range(20):
            text = GOOD.replace("tin-harbor-s1-okafor", f"interview-{number}")
            for field in ("title", "outlet", "show", "published", "url"):
                text = text.replace(f"\n  {field}: ", f"\n  {field}x: ")
            desk.write(text, f"{number}.yaml")
        outcome = await reload(desk)
        assert len(outcome.faults) == 100

    async def test_the_operators_directories_are_not_told(self, desk):
        desk.write("pairs: [")
        outcome = await reload(desk)
        assert str(desk.directory.parent) not in "".join(map(str, outcome.faults))

    async def test_even_force_does_not_load_faults(self, desk):
        desk.write("pairs: [")
        assert isinstance(await reload(desk, force=True), Faulty)
        assert desk.answer(GREENHOUSE) == FIRE

    async def test_all_files_gone_is_a_fault(self, desk):
        (desk.directory / "interview.yaml").unlink()
        assert isinstance(await reload(desk), Faulty)
        desk.directory.rmdir()
        assert isinstance(await reload(desk), Faulty)
        assert desk.answer(GREENHOUSE) == FIRE

    async def test_a_line_in_the_operators_log_says_so(self, desk):
        desk.write("pairs: [")
        with capture_logs() as logs:
            await reload(desk)
        (line,) = logs
        assert (line["event"], line["log_level"], line["faults"]) == ("reload_faulty", "warning", 1)


class TestGolden:
    async def test_one_that_held_and_would_break_refuses_the_reload(self, desk):
        desk.write(UNFINDABLE)
        outcome = await reload(desk)
        assert isinstance(outcome, Refused)
        assert [failure.golden.ask for failure in outcome.broken] == [GREENHOUSE]
        assert desk.answer(GREENHOUSE) == FIRE
        assert await desk.store.log(PIER) == []

    async def test_force_overrides_it_and_the_log_names_it(self, desk):
        desk.write(UNFINDABLE)
        outcome = await reload(desk, force=True)
        assert [failure.golden.ask for failure in outcome.check.broken] == [GREENHOUSE]
        assert desk.answer(GREENHOUSE) is None
        (entry,) = await desk.store.log(PIER)
        assert entry.detail["force"]
        assert GREENHOUSE in entry.detail["broken"][0]

    async def test_one_that_did_not_hold_before_is_only_mentioned(self, desk):
        desk.write(UNFINDABLE)
        await reload(desk, force=True)
        desk.write(UNFINDABLE.replace("Two eggs.", "Three eggs."))
        outcome = await reload(desk)
        assert isinstance(outcome, Reloaded)
        assert outcome.check.broken == ()
        assert [failure.golden.ask for failure in outcome.check.failing] == [GREENHOUSE]

    async def test_a_new_one_that_does_not_hold_is_only_mentioned(self, desk):
        desk.write(GOOD + "  - ask: what is the budget\n    expect: kraken\n")
        outcome = await reload(desk)
        assert [failure.golden.ask for failure in outcome.check.failing] == ["what is the budget"]

    async def test_one_that_is_taken_out_together_with_its_pair_is_no_obstacle(self, desk):
        desk.write(FERRY)
        assert isinstance(await reload(desk), Reloaded)


class TestAtOnce:
    async def test_several_reloads_are_one_and_share_its_outcome(self, desk):
        desk.write(FERRY, "ferry.yaml")
        results = await asyncio.gather(*(desk.moderation.reload(PIER, by=ADA, now=NOW) for _ in range(20)))
        assert [joined for _, joined in results] == [False] + [True] * 19
        assert len({id(outcome) for outcome, _ in results}) == 1
        assert len(desk.built) == 1
        assert await desk.log() == [(ADA, "reload")]

    async def test_with_force_and_without_they_run_one_after_the_other(self, desk):
        desk.write(UNFINDABLE)
        (refused, _), (forced, joined) = await asyncio.gather(
            desk.moderation.reload(PIER, by=ADA, now=NOW), desk.moderation.reload(PIER, by=ADA, now=NOW, force=True)
        )
        assert isinstance(refused, Refused)
        assert isinstance(forced, Reloaded)
        assert not joined

    async def test_whoever_gives_up_waiting_stops_nobody_else(self, desk):
        desk.write(FERRY, "ferry.yaml")
        first = asyncio.create_task(desk.moderation.reload(PIER, by=ADA, now=NOW))
        await asyncio.sleep(0)
        second = asyncio.create_task(desk.moderation.reload(PIER, by=ADA, now=NOW))
        await asyncio.sleep(0)
        first.cancel()
        outcome, joined = await second
        assert joined
        assert outcome.difference.added == ("night-ferry",)
        assert desk.answer(SILENT) == KEEPER

    async def test_questions_asked_meanwhile_see_all_of_the_old_or_all_of_the_new(self, desk):
        seen, asked = set(), 0
        for state in (1, 2, 3, 0, 1, 2, 3):
            for name, text in states(state).items():
                desk.write(text, name)
            reloading = asyncio.create_task(reload(desk))
            while not reloading.done():
                engine = desk.library.engine
                assert engine.find("will the kraken be shown").matches
                seen.add(frozenset(states_in(engine.snapshot)))
                asked += 1
                await asyncio.sleep(0)
            assert isinstance(await reloading, Reloaded)
        assert asked > 100
        assert seen == {frozenset()} | {frozenset({f"State {state}."}) for state in range(4)}

    async def test_when_the_store_does_not_answer_nothing_changes(self, desk, monkeypatch):
        desk.write(FERRY, "ferry.yaml")

        async def down():
            raise StorageError("The database cannot be reached.")

        monkeypatch.setattr(desk.store, "servers_with_content", down)
        with pytest.raises(StorageError):
            await reload(desk)
        assert desk.answer(SILENT) is None
        monkeypatch.undo()
        await reload(desk)
        assert desk.answer(SILENT) == KEEPER

    async def test_closing_gives_up_what_runs(self, desk):
        desk.write(FERRY, "ferry.yaml")
        running = asyncio.create_task(reload(desk))
        await asyncio.sleep(0)
        await desk.moderation.reloader.close()
        with pytest.raises(asyncio.CancelledError):
            await running
        assert desk.answer(SILENT) is None


class TestHalfWritten:
    """Somebody replaces the files, in place and in pieces, while they are read again and again."""

    @pytest.fixture
    async def desk(self, tmp_path):
        async with opened(tmp_path / "knowledge", f"sqlite:///{tmp_path / 'store.db'}", quiet=0.03) as desk:
            yield desk

    async def test_no_mixture_of_two_states_is_ever_loaded(self, desk):
        stop, rounds = threading.Event(), 0

        def write():
            nonlocal rounds
            while not stop.is_set():
                for name, text in states(rounds).items():
                    data = text.encode()
                    with (desk.directory / name).open("wb", buffering=0) as file:
                        for at in range(0, len(data), 200):  # several writes, so it can be seen half done
                            file.write(data[at : at + 200])
                rounds += 1
                stop.wait(0.001 if rounds % 9 else 0.1)  # longer than `quiet` now and then

        writer = threading.Thread(target=write)
        writer.start()
        outcomes = []
        try:
            while len(outcomes) < 60 or rounds < 120 or sum(isinstance(each, Reloaded) for each in outcomes) < 5:
                outcomes.append(await reload(desk))
                assert len(states_in(desk.library.engine.snapshot)) <= 1
                assert desk.answer(GREENHOUSE) == FIRE
        finally:
            stop.set()
            writer.join()
        assert {type(outcome) for outcome in outcomes} <= {Reloaded, Faulty}

    async def test_every_length_of_a_file_cut_short_is_told_or_makes_sense(self, desk):
        """A file cut where it still makes sense cannot be told from a finished one; all others must be."""
        data = GOOD.encode()
        for length in range(0, len(data), 97):
            (desk.directory / "interview.yaml").write_bytes(data[:length])
            outcome = await reload(desk)
            if not isinstance(outcome, Reloaded):
                assert outcome.faults if isinstance(outcome, Faulty) else outcome.broken
            assert len(desk.library.engine.snapshot) in {1, 2}
            assert desk.answer("why does the greenhouse burn") == FIRE

    async def test_files_that_come_and_go_are_harmless(self, desk):
        stop = threading.Event()

        def churn():
            while not stop.is_set():
                desk.write(FERRY, "ferry.yaml")
                with suppress(OSError):
                    (desk.directory / "ferry.yaml").replace(desk.directory / "moved.yaml")
                with suppress(OSError):
                    (desk.directory / "moved.yaml").unlink()
                stop.wait(0.03)

        churner = threading.Thread(target=churn)
        churner.start()
        try:
            for _ in range(10):
                assert isinstance(await reload(desk), Reloaded | Faulty)
                assert desk.answer(GREENHOUSE) == FIRE
        finally:
            stop.set()
            churner.join()
