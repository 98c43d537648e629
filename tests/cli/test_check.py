"""`showrunner check`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import LIGHTHOUSE

TEXT = next(LIGHTHOUSE.iterdir()).read_text(encoding="utf-8")


@pytest.fixture
def content(tmp_path):
    """Writes an interview file, `show.yaml`, in which `old` is replaced by `new`."""

    def write(old="", new=""):
        assert old in TEXT
        (tmp_path / "show.yaml").write_text(TEXT.replace(old, new, 1) if old else TEXT, encoding="utf-8")
        return "show.yaml"

    return write


def test_good_content_is_summed_up_in_a_line(invoke):
    result = invoke("check", LIGHTHOUSE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "1 interview, 3 pairs, 0 warnings; 2 golden questions, all hold.\n"


def test_without_paths_what_the_settings_name_is_checked(invoke, tmp_path):
    (tmp_path / "config.yaml").write_text(f"content: {{paths: [{LIGHTHOUSE}]}}")
    assert invoke("check").stdout.startswith("1 interview, ")


def test_paths_replace_what_the_settings_name(invoke, tmp_path, content):
    (tmp_path / "config.yaml").write_text("content: {paths: [nowhere]}")
    assert invoke("check", content()).exit_code == 0
    assert invoke("check").exit_code == 2


def test_every_fault_of_every_file_stands_in_a_line_with_its_place(invoke, tmp_path):
    (tmp_path / "a.yaml").write_text(
        TEXT.replace("format: 1", "format: 9").replace("    topics: [lamp", "    topis: [lamp")
    )
    (tmp_path / "b.yaml").write_text("pairs: {")
    result = invoke("check", ".")
    assert result.exit_code == 1
    *faults, summary = result.stdout.splitlines()
    lines = {int(line.split(":")[1]) for line in faults if line.startswith("a.yaml:")}
    assert lines == {2, 1 + next(at for at, line in enumerate(TEXT.splitlines()) if "topics: [lamp" in line)}
    assert any(line.startswith("b.yaml:") for line in faults)
    assert summary == f"{len(faults)} faults: the bot cannot start from this."


def test_a_warning_is_shown_and_forgiven(invoke, content):
    result = invoke("check", content(TEXT[TEXT.index("golden:") :], ""))
    assert result.exit_code == 0
    warning, summary = result.stdout.splitlines()
    assert warning.startswith("show.yaml:")
    assert ": warning: There are no golden questions" in warning
    assert summary == "1 interview, 3 pairs, 1 warning; no golden questions."


def test_a_golden_question_that_fails_fails_the_check(invoke, content):
    result = invoke("check", content("expect: captain-odell", "expect: storm-scenes"))
    assert result.exit_code == 1
    failure, summary = result.stdout.splitlines()
    assert failure.startswith("show.yaml:")
    assert "“is the captain dead for good” expects the answer storm-scenes, but gets the answer" in failure
    assert summary.endswith("; 1 of 2 golden questions failed.")


def test_stricter_settings_are_those_that_golden_questions_are_asked_with(invoke, monkeypatch):
    monkeypatch.setenv("SHOWRUNNER_SEARCH__ANSWER_AT", "1")
    result = invoke("check", LIGHTHOUSE)
    assert result.exit_code == 1
    assert "but gets only suggestions: lighthouse-s1-ferro-dial/captain-odell" in result.stdout


def test_wrong_settings_are_2(invoke, tmp_path):
    (tmp_path / "config.yaml").write_text("demo: {port: x}")
    assert invoke("check", LIGHTHOUSE).exit_code == 2


def test_a_place_that_does_not_exist_is_2(invoke):
    result = invoke("check", "nowhere")
    assert result.exit_code == 2
    assert "There are no interviews at nowhere." in result.stderr


class TestJson:
    def test_good_content(self, invoke):
        result = invoke("check", LIGHTHOUSE, "--json")
        assert result.exit_code == 0
        assert json.loads(result.stdout) == {
            "good": True,
            "interviews": 1,
            "pairs": 3,
            "faults": [],
            "warnings": [],
            "golden_questions": 2,
            "golden_failures": [],
        }

    def test_faults_and_failures_have_their_places(self, invoke, content):
        result = invoke("check", content("expect: captain-odell", "expect: storm-scenes"), "--json")
        assert result.exit_code == 1
        [failure] = json.loads(result.stdout)["golden_failures"]
        assert (failure["path"], failure["line"] > 0, failure["column"] > 0) == ("show.yaml", True, True)
        Path("show.yaml").write_text("format: 1\n")
        report = json.loads(invoke("check", "show.yaml", "--json").stdout)
        assert report["good"] is False
        assert {"path", "line", "column", "problem"} == set(report["faults"][0])
