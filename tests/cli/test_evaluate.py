"""`showrunner eval`."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot.bench.entrants import ENTRANTS, OURS, PEERS, SENTENCE
from bot.cli.question_files import read_pairs
from bot.errors import ConfigError
from bot.search.intervals import wilson
from tests.cli.conftest import LIGHTHOUSE, on_a_terminal

KNOWLEDGE = ("--knowledge", str(LIGHTHOUSE))
KEYS = [
    "questions",
    "recall_at_1",
    "recall_at_3",
    "mrr",
    "offtopic",
    "auroc",
    "answered_right",
    "answered_wrong",
    "suggested_right",
    "offtopic_answered",
    "offtopic_suggested",
    "by_kind",
    "median_ms",
    "p99_ms",
    "intervals",
]
QUESTIONS = [
    {"id": "1", "ask": "why is the lamp never lit", "expect": ["dark-lamp"], "kind": "plain"},
    {"id": "2", "ask": "storm scenes", "expect": ["lighthouse-s1-ferro-dial/storm-scenes"], "kind": "keyword"},
    {"id": "3", "ask": "why is the lamp never lit?", "expect": ["captain-odell"], "kind": "wrong"},
    {"id": "4", "ask": "best pizza in town", "expect": [], "kind": "far"},
]


@pytest.fixture
def questions(tmp_path):
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(map(json.dumps, QUESTIONS)), encoding="utf-8")
    return path


@pytest.fixture
def pairs(tmp_path):
    path = tmp_path / "pairs.jsonl"
    lines = [
        {"id": "a", "question": "How do I return a parcel?", "answer": "Take it to the counter. Bring the receipt."},
        {"id": "b", "question": "When does the library open?", "answer": ""},
        {"id": "c", "question": "Where is the dentist?", "answer": "Upstairs.", "label": "ignored"},
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


class TestJson:
    def test_it_has_the_documented_measures(self, invoke, questions):
        result = invoke("eval", questions, "--json", *KNOWLEDGE)
        assert (result.exit_code, result.stderr) == (0, "")
        report = json.loads(result.stdout)
        assert list(report) == KEYS
        assert (report["questions"], report["offtopic"]) == (3, 1)
        assert report["recall_at_1"] == report["answered_right"] == pytest.approx(2 / 3)
        assert report["answered_wrong"] == pytest.approx(1 / 3)
        assert report["auroc"] == 1.0
        assert report["offtopic_answered"] == 0.0
        assert list(report["by_kind"]) == ["plain", "keyword", "wrong", "far"]
        assert report["by_kind"]["far"] == {"offtopic": 1, "answered": 0.0, "suggested": 0.0}
        assert 0 < report["median_ms"] <= report["p99_ms"]

    def test_every_share_has_its_interval(self, invoke, questions):
        report = json.loads(invoke("eval", questions, "--json", *KNOWLEDGE).stdout)
        shares = {name for name in KEYS if isinstance(report[name], float) and not name.endswith("_ms")}
        assert set(report["intervals"]) == shares
        for name, (low, high) in report["intervals"].items():
            assert 0 <= low <= report[name] <= high <= 1
        assert report["intervals"]["recall_at_1"] == pytest.approx(wilson(2 / 3, 3))

    def test_several_files_count_as_one(self, invoke, questions, tmp_path):
        (tmp_path / "more.jsonl").write_text('{"ask": "weather tomorrow", "expect": []}\n\n', encoding="utf-8")
        report = json.loads(invoke("eval", questions, "more.jsonl", "--json", *KNOWLEDGE).stdout)
        assert (report["questions"], report["offtopic"]) == (3, 2)
        assert report["by_kind"]["unlabelled"]["offtopic"] == 1

    def test_errors_lists_what_went_wrong(self, invoke, questions):
        report = json.loads(invoke("eval", questions, "--json", "--errors", *KNOWLEDGE).stdout)
        assert list(report) == [*KEYS, "errors"]
        [error] = report["errors"]
        assert error.pop("confidence") > 0.5
        assert error == {
            "id": "3",
            "kind": "wrong",
            "ask": "why is the lamp never lit?",
            "expect": ["captain-odell"],
            "mistake": "answered wrong",
            "first": "lighthouse-s1-ferro-dial/dark-lamp",
            "rank": error["rank"],
        }

    def test_a_measure_of_nothing_is_null(self, invoke, tmp_path):
        (tmp_path / "off.jsonl").write_text('{"ask": "weather", "expect": []}', encoding="utf-8")
        report = json.loads(invoke("eval", "off.jsonl", "--json", *KNOWLEDGE).stdout)
        assert report["recall_at_1"] is report["auroc"] is None
        assert report["intervals"]["recall_at_1"] is report["intervals"]["auroc"] is None


class TestForPeople:
    def test_tables_of_both_sorts_of_questions(self, invoke, questions):
        lines = invoke("eval", questions, *KNOWLEDGE).stdout.splitlines()
        rows = {line.split()[0]: line.split() for line in lines if line.split()}
        assert rows["wrong"][1:3] == ["1", "0.0"]
        assert rows["far"] == ["far", "1", "0.0", "%", "0.0", "%"]
        assert next(line for line in lines if line.split()[:1] == ["all"]).split()[1:4] == ["3", "66.7", "%"]
        assert any(line.startswith("AUROC of the confidence: 1.000 (0.") for line in lines)

    def test_how_far_each_share_may_be_off(self, invoke, questions):
        lines = invoke("eval", questions, *KNOWLEDGE).stdout.splitlines()
        asked, offtopic = (" ".join(line.split()) for line in lines if line.split()[:2] == ["95", "%"])
        assert asked.startswith("95 % interval 20.8–93.9 % ")
        assert offtopic == "95 % interval 0.0–79.3 % 0.0–79.3 %"

    def test_mistakes_are_listed_on_request(self, invoke, questions):
        assert "answered wrong" not in invoke("eval", questions, *KNOWLEDGE).stdout.split("AUROC")[1]
        told = invoke("eval", questions, "--errors", *KNOWLEDGE).stdout
        [mistake] = [line for line in told.splitlines() if "captain-odell" in line]
        assert "answered wrong" in mistake
        assert "lighthouse-s1-ferro-dial/dark-lamp" in mistake

    @pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
    @pytest.mark.parametrize(("copies", "shown"), [(1, False), (100, True)])
    def test_a_person_who_has_to_wait_sees_progress(self, tmp_path, copies, shown):
        text = "\n".join(map(json.dumps, QUESTIONS * copies))
        (tmp_path / "many.jsonl").write_text(text, encoding="utf-8")
        assert ("Asking" in on_a_terminal("stderr", "eval", "many.jsonl", *KNOWLEDGE)) == shown

    def test_in_a_pipe_there_is_no_progress_to_see(self, invoke, tmp_path):
        (tmp_path / "many.jsonl").write_text("\n".join(map(json.dumps, QUESTIONS * 100)), encoding="utf-8")
        assert invoke("eval", "many.jsonl", *KNOWLEDGE).stderr == ""


class TestCompare:
    QUICK = tuple(name for name, entrant in ENTRANTS.items() if entrant.packages != SENTENCE and not entrant.missing)
    INSTALLED = tuple(ENTRANTS[name].name for name in QUICK)

    @pytest.fixture(autouse=True)
    def only_what_is_quick(self, monkeypatch):
        """Without the sentence transformer, which would take seconds; `tests/bench` has it."""
        quick = {name: ENTRANTS[name] for name in self.QUICK}
        monkeypatch.setattr("bot.bench.comparison.ENTRANTS", quick)
        monkeypatch.setattr("bot.bench.comparison.OURS", [name for name in OURS if name in quick])
        monkeypatch.setattr("bot.bench.comparison.PEERS", [name for name in PEERS if name in quick])

    def test_everybody_is_asked_the_same_questions(self, invoke, questions):
        result = invoke("eval", questions, "--compare", "--json", *KNOWLEDGE)
        assert result.exit_code == 0
        systems = json.loads(result.stdout)["systems"]
        whole = [system for system in systems if system["group"] == "everything stored"]
        assert tuple(system["system"] for system in whole) == self.INSTALLED
        assert {(system["questions"], system["offtopic"]) for system in systems} == {(3, 1)}
        assert whole[0]["recall_at_1"] == pytest.approx(2 / 3)
        assert whole[0]["difference"] is None
        assert whole[0]["by_kind"] == {"plain": 1.0, "keyword": 1.0, "wrong": 0.0}
        firsts = [system for system in systems if system["difference"] is None]
        assert len({system["group"] for system in firsts}) == len(firsts) == 3
        assert {"without answers", "without phrasings", "without decoys"} <= {system["system"] for system in systems}

    def test_people_get_a_table_for_each_group(self, invoke, questions):
        lines = invoke("eval", questions, "--compare", *KNOWLEDGE).stdout.splitlines()
        assert "Everything stored: 3 questions, 1 that nothing answers" in lines
        assert "Questions and answers alone: R@1 by kind of question" in lines
        rows = [" ".join(line.split()) for line in lines]
        assert sum(row.startswith("rapidfuzz WRatio ") for row in rows) == 4
        assert any(row.startswith("Showrunner, static table 66.7 (21–94)") for row in rows)

    def test_public_pairs_have_nothing_besides_questions_and_answers(self, invoke, pairs, tmp_path):
        (tmp_path / "q.jsonl").write_text('{"ask": "when is the library open", "expect": ["b"]}')
        result = invoke("eval", "q.jsonl", "--pairs", pairs, "--compare", "--json")
        systems = json.loads(result.stdout)["systems"]
        assert [system["group"] for system in systems[: len(self.INSTALLED)]] == ["questions and answers alone"] * len(
            self.INSTALLED
        )
        assert systems[len(self.INSTALLED)]["system"] == "nothing left out"
        assert systems[0]["auroc"] is None

    def test_whoever_is_not_installed_is_named(self, invoke, questions, monkeypatch):
        lacking = {name: ENTRANTS[name] for name in self.QUICK}
        lacking["tantivy"] = replace(ENTRANTS["tantivy"], packages=("no_such_package",))
        monkeypatch.setattr("bot.bench.comparison.ENTRANTS", lacking)
        result = invoke("eval", questions, "--compare", *KNOWLEDGE)
        assert result.stderr == 'left out: tantivy needs no_such_package (pip install "showrunner[semantic,bench]")\n'
        assert "tantivy" not in result.stdout

    @pytest.mark.parametrize("more", [["--errors"], ["--min", "mrr=0.5"], ["--max", "mrr=0.5"]])
    def test_it_has_neither_errors_nor_limits(self, invoke, questions, more):
        result = invoke("eval", questions, "--compare", *more, *KNOWLEDGE)
        assert result.exit_code == 2
        assert "goes with neither" in result.stderr


class TestLimits:
    @pytest.mark.parametrize(
        "arguments",
        [
            ["--min", "recall_at_1=0.6"],
            ["--min", "recall_at_1=0.6", "--min", "auroc=1", "--max", "answered_wrong=0.4"],
            ["--max", "p99_ms=10000"],
        ],
    )
    def test_met(self, invoke, questions, arguments):
        result = invoke("eval", questions, *arguments, *KNOWLEDGE)
        assert (result.exit_code, result.stderr) == (0, "")

    def test_missed(self, invoke, questions):
        limits = ["--min", "recall_at_1=0.7", "--min", "mrr=0.1", "--max", "answered_wrong=0.1"]
        result = invoke("eval", questions, "--json", *limits, *KNOWLEDGE)
        assert result.exit_code == 1
        assert result.stderr.startswith("not met: --min recall_at_1=0.7 (is 0.666")
        assert "--max answered_wrong=0.1 (is 0.333" in result.stderr
        assert "mrr" not in result.stderr
        assert list(json.loads(result.stdout)) == KEYS

    def test_what_cannot_be_measured_is_missed(self, invoke, tmp_path):
        (tmp_path / "off.jsonl").write_text('{"ask": "weather", "expect": []}', encoding="utf-8")
        result = invoke("eval", "off.jsonl", "--min", "recall_at_1=0", *KNOWLEDGE)
        assert result.exit_code == 1
        assert "(is None)" in result.stderr

    @pytest.mark.parametrize("limit", ["0.7", "recall=0.7", "recall_at_1", "recall_at_1=high", "mrr=nan", "by_kind=1"])
    def test_nonsense_is_wrong_usage(self, invoke, questions, limit):
        result = invoke("eval", questions, "--min", limit, *KNOWLEDGE)
        assert result.exit_code == 2
        assert "expected NAME=VALUE" in " ".join(result.stderr.split())


class TestPairs:
    def test_they_stand_in_for_interviews(self, invoke, pairs, tmp_path):
        lines = [
            {"id": 1, "ask": "when is the library open", "expect": ["b"]},
            {"id": 2, "ask": "do I need the receipt", "expect": ["pairs/a"]},
        ]
        (tmp_path / "q.jsonl").write_text(
            "\n".join(map(json.dumps, lines)).replace('"id": 1', '"id": "1"').replace('"id": 2', '"id": "2"')
        )
        report = json.loads(invoke("eval", "q.jsonl", "--pairs", pairs, "--json").stdout)
        assert report["recall_at_1"] == 1.0

    def test_they_become_one_interview_whose_answers_may_be_empty(self, pairs):
        snapshot = read_pairs(pairs)
        assert [entry.ref for entry in snapshot.entries] == ["pairs/a", "pairs/b", "pairs/c"]
        assert snapshot.entries[1].pair.answer == ""
        assert snapshot.entries[0].interview.aliases == ()

    def test_no_settings_or_interviews_are_needed(self, invoke, pairs, tmp_path):
        (tmp_path / "q.jsonl").write_text('{"ask": "dentist", "expect": ["c"]}')
        assert invoke("eval", "q.jsonl", "--pairs", pairs).exit_code == 0

    def test_an_id_given_twice_is_refused(self, tmp_path):
        path = tmp_path / "pairs.jsonl"
        path.write_text('{"id": "a", "question": "q", "answer": ""}\n' * 2)
        with pytest.raises(ConfigError, match=r'pairs\.jsonl:2:1: the id "a" stands here a second time'):
            read_pairs(path)


class TestFiles:
    @pytest.mark.parametrize(
        ("line", "problem"),
        [
            ("nonsense", "not JSON: Expecting value at column 1."),
            ('{"ask": "x", "expect": []', "not JSON: Expecting ',' delimiter at column 26."),
            ("[1]", "expected an object such as"),
            ('{"expect": []}', '"ask" must be a text.'),
            ('{"ask": 5, "expect": []}', '"ask" must be a text.'),
            ('{"ask": "x"}', '"expect" must be a list of pairs, empty where nothing answers.'),
            ('{"ask": "x", "expect": "a"}', '"expect" must be a list of pairs, empty where nothing answers.'),
            ('{"ask": "x", "expect": [1]}', '"expect" must be a list of pairs, empty where nothing answers.'),
            ('{"ask": "x", "expect": [], "kind": null}', '"kind" must be a text.'),
        ],
    )
    def test_a_malformed_line_is_named(self, invoke, tmp_path, line, problem):
        (tmp_path / "q.jsonl").write_text(f'{{"ask": "fine", "expect": []}}\n{line}\n')
        result = invoke("eval", "q.jsonl", *KNOWLEDGE)
        assert result.exit_code == 2
        assert result.stderr.startswith(f"error: q.jsonl:2:1: {problem}")

    def test_all_malformed_lines_are_named_but_not_hundreds(self, invoke, tmp_path):
        (tmp_path / "q.jsonl").write_text("x\n" * 100)
        lines = invoke("eval", "q.jsonl", *KNOWLEDGE).stderr.splitlines()
        assert lines[1].startswith("q.jsonl:1:1: ")
        assert lines[-1] == "… and 80 more."

    def test_an_empty_file_is_no_measure_of_anything(self, invoke, tmp_path):
        (tmp_path / "q.jsonl").write_text("\n\n")
        result = invoke("eval", "q.jsonl", *KNOWLEDGE)
        assert result.exit_code == 2
        assert "There is nothing in this file" in result.stderr

    def test_a_missing_file(self, invoke):
        result = invoke("eval", "nowhere.jsonl", *KNOWLEDGE)
        assert result.exit_code == 2
        assert result.stderr.startswith("error: nowhere.jsonl: Cannot be read (")

    def test_a_file_in_another_encoding(self, invoke, tmp_path):
        (tmp_path / "q.jsonl").write_bytes(b'{"ask": "caf\xe9", "expect": []}')
        result = invoke("eval", "q.jsonl", *KNOWLEDGE)
        assert result.exit_code == 2
        assert "is not UTF-8" in result.stderr

    def test_expected_pairs_that_are_not_there_are_warned_of(self, invoke, tmp_path):
        (tmp_path / "q.jsonl").write_text('{"ask": "x", "expect": ["dark-lamp", "lost", "lost", "else/where"]}')
        result = invoke("eval", "q.jsonl", *KNOWLEDGE)
        assert result.exit_code == 0
        assert result.stderr == "warning: 2 expected pairs are not loaded and cannot be found: lost, else/where\n"


SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared question sets are not beside the checkout")
def test_a_public_set_of_pairs_is_measured(invoke):
    knowledge, questions = SHARED / "eval" / "interview.kb.jsonl", SHARED / "eval" / "interview.q.jsonl"
    report = json.loads(invoke("eval", questions, "--pairs", knowledge, "--json").stdout)
    assert (report["questions"], report["offtopic"]) == (75, 200)
    assert report["recall_at_3"] >= 0.5
