"""`showrunner ask`."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from bot.knowledge.links import source_link
from bot.knowledge.loader import load
from bot.search.engine import Engine
from tests.cli.conftest import LIGHTHOUSE, on_a_terminal

QUESTION = "why is the lmap never lit"
KNOWLEDGE = ("--knowledge", str(LIGHTHOUSE))
KEYS = ["question", "outcome", "confidence", "matches", "corrections", "milliseconds"]
MATCH_KEYS = ["interview", "pair", "question", "quote", "speaker", "source", "link", "confidence"]


@pytest.fixture
def ask(invoke):
    """Asks for JSON."""

    def ask_json(*arguments):
        result = invoke("ask", *arguments, "--json", *KNOWLEDGE)
        assert (result.exit_code, result.stderr) == (0, "")
        return json.loads(result.stdout)

    return ask_json


class TestJson:
    def test_it_has_exactly_the_keys_that_are_documented(self, ask):
        answer = ask(QUESTION)
        assert list(answer) == KEYS
        assert all(list(match) == MATCH_KEYS for match in answer["matches"])

    def test_it_says_what_the_engine_says(self, ask):
        answer = ask(QUESTION)
        finding = Engine(load([LIGHTHOUSE])).find(QUESTION)
        best = finding.matches[0]
        assert answer["question"] == QUESTION
        assert answer["outcome"] == finding.outcome == "answer"
        assert answer["confidence"] == pytest.approx(finding.confidence, abs=1e-6)
        assert answer["corrections"] == {"lmap": "lamp"}
        assert answer["milliseconds"] > 0
        assert answer["matches"][0] == {
            "interview": "lighthouse-s1-ferro-dial",
            "pair": "dark-lamp",
            "question": "Why is the lamp of the lighthouse never lit?",
            "quote": best.passage.quote,
            "speaker": "Ines Ferro",
            "source": "https://dial.example/ferro-lighthouse",
            "link": source_link(best.entry, best.passage.text),
            "confidence": answer["confidence"],
        }
        assert "#:~:text=" in answer["matches"][0]["link"]

    @pytest.mark.parametrize(("top", "count"), [(1, 1), (2, 2), (3, 3), (50, 3)])
    def test_top_limits_the_matches(self, ask, top, count):
        assert len(ask("lamp captain storm", "--top", str(top))["matches"]) == count

    @pytest.mark.parametrize(
        "question", ["best pizza in town", "?!", "🍕", "\u0627\u0644\u0645\u0635\u0628\u0627\u062d"]
    )
    def test_a_question_that_nothing_answers_is_no_failure(self, ask, question):
        assert ask(question)["outcome"] == "none"

    def test_an_address_too_long_for_discord_is_still_a_link(self, invoke, tmp_path):
        url = "https://dial.example/" + "x" * 600
        text = next(LIGHTHOUSE.iterdir()).read_text(encoding="utf-8")
        (tmp_path / "long.yaml").write_text(
            text.replace("https://dial.example/ferro-lighthouse", url), encoding="utf-8"
        )
        answer = json.loads(invoke("ask", QUESTION, "--json", "--knowledge", "long.yaml").stdout)
        assert answer["matches"][0]["link"].startswith(f"{url}#:~:text=")

    def test_words_without_quotes_around_them_are_one_question(self, ask):
        assert ask("why", "is", "the", "lamp", "never", "lit")["question"] == "why is the lamp never lit"


class TestWhy:
    def test_the_reasons_are_one_more_key(self, ask):
        answer = ask(QUESTION, "--why", "--top", "1")
        assert list(answer) == [*KEYS, "why"]
        assert len(answer["matches"]) == 1
        why = answer["why"]
        assert list(why) == ["matched", "field", "score", "confidence", "runner_up", "corrections", "limits"]
        assert why["matched"] == "Why is the lamp of the lighthouse never lit?"
        assert why["field"] == "question"
        assert why["confidence"] == answer["confidence"]
        assert set(why["runner_up"]) == {"pair", "score", "confidence"}
        assert why["runner_up"]["score"] <= why["score"]
        assert why["limits"]["suggest_at"] <= why["limits"]["answer_at"]

    @pytest.mark.parametrize(
        ("question", "field"),
        [("who switched the lamp off", "also"), ("the network wanted it mended for the finale", "answer")],
    )
    def test_it_tells_where_the_match_stands(self, ask, question, field):
        assert ask(question, "--why")["why"]["field"] == field

    def test_where_nothing_matches_there_is_nothing_to_tell(self, ask):
        why = ask("🍕", "--why")["why"]
        assert why["matched"] is why["field"] is why["score"] is why["runner_up"] is None

    def test_for_a_person_it_is_a_table(self, invoke):
        told = invoke("ask", QUESTION, "--why", *KNOWLEDGE).stdout
        for expected in ("matched", "Why is the lamp of the lighthouse never lit?", "lmap → lamp", "answer from 0."):
            assert expected in told


class TestForPeople:
    def test_an_answer_in_a_pipe_is_plain_text(self, invoke):
        lines = invoke("ask", QUESTION, *KNOWLEDGE).stdout.splitlines()
        assert lines[0].startswith("“")
        assert lines[0].endswith("”")
        assert len(lines[0]) > 100  # not wrapped
        assert lines[1] == "— Ines Ferro, showrunner · The Dial, 2031-02-03 · Lighthouse Nine, season 1"
        assert lines[2] == "In short: A lit lamp drew all attention to itself, so the writers broke it."
        assert lines[3].startswith("https://dial.example/ferro-lighthouse#:~:text=")
        assert len(lines) == 4

    def test_suggestions_are_offered(self, invoke, monkeypatch):
        monkeypatch.setenv("SHOWRUNNER_SEARCH__ANSWER_AT", "1")
        lines = invoke("ask", QUESTION, *KNOWLEDGE).stdout.splitlines()
        assert lines[0] == "I'm not sure. Did you mean…"
        assert lines[1] == "- Why is the lamp of the lighthouse never lit?"

    def test_where_nothing_answers_it_says_what_there_is_and_quotes_nothing(self, invoke):
        told = invoke("ask", "best pizza in town", *KNOWLEDGE).stdout
        assert told.splitlines() == [
            "The interviews don't answer that.",
            "They cover:",
            "- Ines Ferro on keeping the lighthouse dark (The Dial, 2031-02-03)",
        ]

    @pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
    @pytest.mark.parametrize(
        ("question", "expected"),
        [
            (QUESTION, ["╭─ Why is the lamp of the lighthouse never lit?", "Ines Ferro", "Read it at The Dial"]),
            ("best pizza in town", ["╭─ The interviews don't answer that.", "keeping the lighthouse dark"]),
        ],
    )
    def test_on_a_terminal_it_is_a_panel(self, question, expected):
        shown = re.sub(r"\x1b\[[0-9;]*m", "", on_a_terminal("stdout", "ask", question, *KNOWLEDGE))
        for part in expected:
            assert part in shown

    @pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
    def test_on_a_terminal_the_link_can_be_clicked(self):
        shown = on_a_terminal("stdout", "ask", QUESTION, *KNOWLEDGE)
        assert "\x1b]8;" in shown
        assert ";https://dial.example/ferro-lighthouse#:~:text=" in shown


class TestBatch:
    def test_each_line_gets_a_line_in_order_blank_ones_too(self, program):
        result = program("ask", "--batch", "-", *KNOWLEDGE, stdin=b"storm scenes\n\n  \nwho put the lamp out\r\nlast")
        answers = [json.loads(line) for line in result.stdout.splitlines()]
        assert result.returncode == 0
        assert [answer["question"] for answer in answers] == ["storm scenes", "", "", "who put the lamp out", "last"]
        assert [answer["outcome"] for answer in answers[1:3]] == ["none", "none"]
        assert answers[1]["matches"] == []
        assert all(list(answer) == KEYS for answer in answers)

    def test_answers_come_while_questions_are_still_arriving(self):
        command = [sys.executable, "-m", "bot", "ask", "--batch", "-", *KNOWLEDGE]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            for question in (b"first", b"second"):
                process.stdin.write(question + b"\n")
                process.stdin.flush()
                assert json.loads(process.stdout.readline())["question"] == question.decode()
            process.stdin.close()
            assert process.wait(timeout=30) == 0

    def test_a_file_will_do_and_its_byte_order_mark_is_no_part_of_it(self, invoke, tmp_path):
        (tmp_path / "questions.txt").write_bytes(b"\xef\xbb\xbfstorm scenes\n")
        result = invoke("ask", "--batch", "questions.txt", *KNOWLEDGE)
        assert json.loads(result.stdout)["question"] == "storm scenes"

    def test_only_line_feeds_end_a_line(self, program):
        line = "storm\u2028scenes\x0bin\x85the fog"
        result = program("ask", "--batch", "-", *KNOWLEDGE, stdin=line.encode() + b"\n")
        assert json.loads(result.stdout)["question"] == line

    def test_an_empty_file_gives_nothing(self, program):
        result = program("ask", "--batch", "-", *KNOWLEDGE)
        assert (result.returncode, result.stdout, result.stderr) == (0, b"", b"")

    def test_reasons_and_top_go_with_it(self, program):
        result = program("ask", "--batch", "-", "--why", "--top", "1", *KNOWLEDGE, stdin=b"lamp\n")
        answer = json.loads(result.stdout)
        assert list(answer) == [*KEYS, "why"]
        assert len(answer["matches"]) == 1

    def test_a_file_that_is_not_there_is_wrong_usage(self, invoke):
        result = invoke("ask", "--batch", "nowhere.txt", *KNOWLEDGE)
        assert result.exit_code == 2
        assert "nowhere.txt" in result.stderr


class TestWrongUsage:
    @pytest.mark.parametrize("arguments", [[], [""], ["  \n"], ["question", "--batch", "-"]])
    def test_no_question_and_two_sources_of_questions(self, invoke, arguments):
        result = invoke("ask", *arguments, *KNOWLEDGE)
        assert result.exit_code == 2
        assert "give either a question or --batch FILE" in " ".join(result.stderr.split())


class TestBytes:
    def test_output_is_utf_8_whatever_the_locale(self, program):
        result = program("ask", "schööön 🍕", "--json", *KNOWLEDGE, PYTHONIOENCODING="ascii", PYTHONUTF8="1")
        assert json.loads(result.stdout.decode("utf-8"))["question"] == "schööön 🍕"
        assert "schööön 🍕".encode() in result.stdout

    def test_a_terminal_that_cannot_show_a_character_gets_a_question_mark(self, program):
        result = program("ask", QUESTION, *KNOWLEDGE, PYTHONIOENCODING="ascii", PYTHONUTF8="1")
        assert result.returncode == 0
        assert result.stdout.startswith(b"?")
        assert result.stderr == b""

    @pytest.mark.skipif(sys.platform == "win32", reason="arguments are text there")
    def test_bytes_that_are_no_text_in_a_question(self, program):
        result = program("ask", b"why is the lamp \xff never lit", "--json", *KNOWLEDGE)
        answer = json.loads(result.stdout.decode("utf-8"))
        assert answer["question"] == "why is the lamp \N{REPLACEMENT CHARACTER} never lit"
        assert answer["outcome"] == "answer"

    def test_bytes_that_are_no_text_in_a_batch(self, program):
        result = program("ask", "--batch", "-", *KNOWLEDGE, stdin=b"\xff\xfe lamp \x00\n\xed\xa0\x80\nstorm\n")
        questions = [json.loads(line)["question"] for line in result.stdout.decode("utf-8").splitlines()]
        assert len(questions) == 3
        assert questions[0].endswith("lamp \x00")
        assert questions[2] == "storm"

    def test_an_escaped_surrogate_does_not_get_through(self, invoke):
        result = invoke("ask", "lamp \ud83c", "--json", *KNOWLEDGE)
        assert json.loads(result.stdout)["question"] == "lamp \N{REPLACEMENT CHARACTER}"
