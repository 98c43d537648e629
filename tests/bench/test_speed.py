"""Measuring: in real processes of their own, at sizes that take no time. What it takes is never asserted."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, replace
from itertools import cycle

import pytest

from bot.bench import memory, speed, worker
from bot.bench.entrants import ENTRANTS
from bot.bench.speed import Measured, Task, measure
from bot.bench.systems import Hit


class TestMeasure:
    def test_every_system_at_every_size_from_the_smallest_on(self):
        found = list(measure(["showrunner-words", "wratio", "fts5"], [24, 10], 20))
        assert [(each.size, each.entrant) for each in found] == [
            (size, entrant) for size in (10, 24) for entrant in ("showrunner-words", "wratio", "fts5")
        ]
        for each in found:
            assert each.skipped is None
            assert each.system == ENTRANTS[each.entrant].name
            assert each.asked == 20
            assert 0 < each.median_ms <= each.p99_ms
            assert 0.4 <= each.found_first <= 1
            assert each.build_s > 0

    def test_what_keeps_files_is_loaded_too(self):
        plain, stored = measure(["token-set", "fts5"], [10], 5)
        assert (plain.disk_bytes, plain.load_s, plain.loaded_bytes) == (None, None, None)
        assert stored.disk_bytes > 4_096
        assert stored.load_s > 0
        assert json.loads(json.dumps(stored.as_dict())) == asdict(stored)

    def test_what_would_build_for_too_long_is_not_begun(self, monkeypatch):
        def pretend(entrant, size, questions, contents, rounds=1):
            assert size <= 1_000
            return Measured(entrant, "Slow", size, median_ms=1.0, build_s=size / 10)

        monkeypatch.setattr(speed, "_measure", pretend)
        small, large, larger = measure(["minilm"], [100, 10_000, 200_000], 5)
        assert small.skipped is None
        assert large.skipped == "would build for 17 minutes"
        assert larger.skipped == "would build for 6 hours"
        assert large.median_ms is None

    def test_what_little_content_takes_tells_nothing(self, monkeypatch):
        monkeypatch.setattr(
            speed,
            "_measure",
            lambda entrant, size, *_: Measured(entrant, "Sluggish", size, median_ms=1.0, build_s=10.0),
        )
        assert [each.skipped for each in measure(["minilm"], [10, 1_000, 20_000], 5)] == [None] * 3

    def test_what_was_too_slow_for_less_is_not_asked_more(self, monkeypatch):
        slow = Measured("wratio", "Slow", 100, skipped="takes 12 s for one question", build_s=0.1)
        sizes = []
        monkeypatch.setattr(speed, "_measure", lambda _, size, *__: sizes.append(size) or slow)
        assert [each.skipped for each in measure(["wratio"], [100, 200], 5)] == [slow.skipped, slow.skipped]
        assert sizes == [100]

    def test_little_content_is_measured_by_turns_and_the_median_stands(self, monkeypatch):
        order = []

        def pretend(entrant, size, questions, contents, rounds=1):
            order.append((entrant, size, rounds))
            nth = order.count((entrant, size, rounds))
            median, p99, build = [(3.0, 9.0, 0.2), (1.0, 5.0, 0.1), (2.0, 7.0, 0.3)][nth - 1]
            return Measured(entrant, "Swift", size, asked=5, median_ms=median, p99_ms=p99, build_s=build)

        monkeypatch.setattr(speed, "_measure", pretend)
        found = list(measure(["wratio", "fts5"], [1_000, 2_000], 5, rounds=3))
        assert order == [("wratio", 1_000, 1), ("fts5", 1_000, 1)] * 3 + [("wratio", 2_000, 3), ("fts5", 2_000, 3)]
        assert found[:2] == [
            Measured(entrant, "Swift", 1_000, asked=5, median_ms=2.0, p99_ms=7.0, build_s=0.2)
            for entrant in ("wratio", "fts5")
        ]
        assert [each.median_ms for each in found[2:]] == [3.0, 3.0]

    def test_what_was_skipped_in_one_turn_is_skipped(self, monkeypatch):
        turns = iter([Measured("wratio", "Slow", 10, median_ms=1.0), Measured("wratio", "Slow", 10, skipped="failed")])
        monkeypatch.setattr(speed, "_measure", lambda *_: next(turns))
        assert [each.skipped for each in measure(["wratio"], [10], 5, rounds=2)] == ["failed"]

    def test_a_large_content_is_tried_on_a_part_of_it_first(self, monkeypatch):
        tried = []

        def pretend(entrant, size, questions, contents, rounds=1):
            tried.append((entrant, size, questions))
            return Measured(entrant, "Slow", size, median_ms=1.0, build_s=size / (10 if entrant == "minilm" else 1_000))

        monkeypatch.setattr(speed, "_measure", pretend)
        found = list(measure(["minilm", "fts5"], [100_000, 200_000], 5))
        assert [each.skipped for each in found] == ["would build for 3 hours", None, "would build for 6 hours", None]
        assert tried == [("minilm", 1_000, 1), ("fts5", 1_000, 1), ("fts5", 100_000, 5), ("fts5", 200_000, 5)]

    def test_a_process_that_fails_says_so_and_the_others_go_on(self, monkeypatch, capfd):
        monkeypatch.setenv("PYTHONPATH", "")
        monkeypatch.setitem(speed.ENTRANTS, "unheard-of", ENTRANTS["wratio"])
        failed, fine = measure(["unheard-of", "wratio"], [10], 5)
        assert failed.skipped == "failed (exit status 1)"
        assert fine.skipped is None
        assert "unheard-of" in capfd.readouterr().err

    def test_a_process_that_never_ends_is_ended(self, monkeypatch):
        monkeypatch.setattr(speed, "LONGEST", 0.01)
        [ended] = measure(["wratio"], [10], 5)
        assert ended.skipped.startswith("took more than")


class Slow:
    """Says that a question takes as long as it likes, by the clock that it is given; in turn, if it likes several."""

    name = "slow"

    def __init__(self, clock, *seconds):
        self.clock, self.seconds, self.asked = clock, cycle(seconds), 0

    def build(self, _):
        self.clock.now += 1

    def find(self, *_):
        self.clock.now += next(self.seconds)
        self.asked += 1
        return [Hit("nowhere", 0.0)]


class Clock:
    now = 0.0

    def perf_counter(self):
        return self.now


class TestPatience:
    @pytest.fixture
    def perform(self, monkeypatch, tmp_path):
        def run(*seconds, questions=1_000, rounds=1):
            clock = Clock()
            system = Slow(clock, *seconds)
            monkeypatch.setattr(worker, "time", clock)
            monkeypatch.setattr(
                worker, "ENTRANTS", {"slow": speed.ENTRANTS["wratio"].__class__("slow", lambda: system)}
            )
            return worker.perform(Task("slow", 10, questions, str(tmp_path / "index"), str(tmp_path), rounds)), system

        return run

    def test_a_quick_system_is_warmed_up_and_asked_everything(self, perform):
        found, system = perform(0.001)
        assert (found.asked, system.asked) == (1_000, 1_000 + worker.WARM_UP)
        assert found.median_ms == found.p99_ms == pytest.approx(1)
        assert found.found_first == 0
        assert found.build_s == 1

    def test_of_several_rounds_the_median_of_each_question_stands(self, perform):
        found, system = perform(0.001, 0.002, 0.009, questions=1_000, rounds=3)  # 1,000 is no multiple of 3.
        assert (found.asked, system.asked) == (1_000, 3_000 + worker.WARM_UP)
        assert (found.median_ms, found.p99_ms) == (pytest.approx(2), pytest.approx(2))

    def test_further_rounds_end_when_there_is_no_more_time(self, perform):
        found, system = perform(0.015, questions=1_000, rounds=3)
        assert found.asked == 1_000
        assert system.asked - worker.WARM_UP == pytest.approx(worker.ENOUGH / 0.015, abs=2)

    def test_a_slow_system_is_asked_less(self, perform):
        found, _ = perform(1.0)
        assert found.asked == worker.ENOUGH + 1
        found, _ = perform(3.0)
        assert found.asked == 7

    def test_but_never_too_little(self, perform, monkeypatch):
        monkeypatch.setattr(worker, "ENOUGH", 1)
        assert perform(9.0)[0].asked == worker.FEWEST

    def test_one_that_takes_too_long_is_asked_once(self, perform):
        found, system = perform(11.0)
        assert found.skipped == "takes 11 s for one question"
        assert system.asked == 1
        assert found.median_ms is None


class TestWorker:
    def test_a_system_without_files_has_nothing_to_load(self, tmp_path):
        with pytest.raises(TypeError, match="keeps no files"):
            worker.perform(Task("wratio", 10, 5, str(tmp_path), str(tmp_path), load=True))

    def test_loading_tells_how_long_and_how_much(self, tmp_path):
        (tmp_path / "index").mkdir()
        task = Task("fts5", 10, 5, str(tmp_path / "index"), str(tmp_path))
        built = worker.perform(task)
        assert built.disk_bytes == sum(file.stat().st_size for file in (tmp_path / "index").iterdir())
        loaded = worker.perform(replace(task, load=True))
        assert loaded.load_s > 0
        assert loaded.median_ms is None


class TestMemory:
    PROGRAM = """
from bot.bench import memory
def touched(megabytes):
    kept = bytearray(megabytes << 20)
    kept[::4096] = b"x" * len(kept[::4096])
    return kept
memory.forget_peak()
numbers = [memory.resident(), memory.peak()]
kept = touched(64)
passing = touched(128)
del passing
numbers += [memory.resident(), memory.peak()]
memory.forget_peak()
numbers += [memory.peak()]
print(*numbers)
"""

    def test_it_grows_with_what_is_kept_and_remembers_the_most_until_told_to_forget(self):
        if memory.resident() is None:
            pytest.skip("this system does not tell how much memory a process has")
        told = subprocess.run([sys.executable, "-c", self.PROGRAM], capture_output=True, check=True, text=True).stdout
        before, peak_before, after, peak, peak_after = (int(number) / (1 << 20) for number in told.split())
        assert peak_before == pytest.approx(before, abs=4)
        assert after - before == pytest.approx(64, abs=4)
        assert peak - before == pytest.approx(64 + 128, abs=4)
        assert peak_after == pytest.approx(after, abs=4)

    def test_elsewhere_there_is_the_peak_alone(self, monkeypatch, tmp_path):
        monkeypatch.setattr(memory, "_STATUS", tmp_path / "missing")
        monkeypatch.setattr(memory, "_CLEAR", tmp_path / "missing" / "clear")
        memory.forget_peak()
        assert memory.resident() is None
        assert memory.peak() is None or memory.peak() > 1 << 20
