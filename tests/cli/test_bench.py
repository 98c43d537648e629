"""`showrunner bench`, at sizes that take no time; how long anything takes is never asserted."""

from __future__ import annotations

import json
import sys
from dataclasses import replace

import pytest

from bot.bench import entrants
from bot.bench.entrants import ENTRANTS, PEERS
from tests.cli.conftest import on_a_terminal

SMALL = ("--questions", "5", "--rounds", "1", "--peers", "wratio,fts5")
WITHOUT_THE_ENCODER = "import sys; sys.modules['onnxruntime'] = None; from bot.cli import main; main()"
DOCUMENT = "# Speed\n\n<!-- speed -->\nold\n<!-- end of speed -->\n\nThe end.\n"


@pytest.fixture(autouse=True)
def only_what_is_quick(monkeypatch):
    """Without the sentence encoder, which would take seconds to load each time."""
    slow = replace(ENTRANTS["showrunner-onnx"], packages=("no_such_package",))
    monkeypatch.setitem(entrants.ENTRANTS, "showrunner-onnx", slow)


def test_with_no_peers_ours_are_measured(invoke):
    result = invoke("bench", "--sizes", "10", "--questions", "1", "--rounds", "1", "--peers", "", "--json")
    assert [each["entrant"] for each in json.loads(result.stdout)] == ["showrunner-static", "showrunner-words"]


def test_every_system_at_every_size_in_order_and_whoever_is_not_installed_is_named(invoke):
    result = invoke("bench", "--sizes", "24,1_0,24", *SMALL, "--json")
    assert result.exit_code == 0
    measured = json.loads(result.stdout)
    assert [(each["size"], each["entrant"]) for each in measured] == [
        (size, name) for size in (10, 24) for name in ("showrunner-static", "showrunner-words", "wratio", "fts5")
    ]
    for each in measured:
        assert each["skipped"] is None
        assert each["asked"] == 5
        assert 0 < each["median_ms"] <= each["p99_ms"]
    assert {each["entrant"] for each in measured if each["disk_bytes"]} == {
        "showrunner-static",
        "showrunner-words",
        "fts5",
    }
    assert result.stderr == (
        'left out: Showrunner, sentence encoder needs no_such_package (pip install "showrunner[semantic,bench]")\n'
    )


class TestForPeople:
    def test_a_table_for_each_size_and_what_it_means_also_in_a_document_and_drawn(self, invoke, tmp_path):
        document = tmp_path / "speed.md"
        document.write_text(DOCUMENT, encoding="utf-8")
        result = invoke("bench", "--sizes", "10,24", *SMALL, "--write", document, "--plot", "speed.svg")
        assert result.exit_code == 0
        lines = result.stdout.splitlines()
        assert "10 pairs" in lines
        assert "24 pairs" in lines
        rows = [line.split() for line in lines if "rapidfuzz WRatio" in line]
        assert len(rows) == 2
        assert all(row[3].endswith("*") for row in rows)
        assert any(line.startswith("× ours: ") for line in lines)
        assert lines[-1].startswith("*: asked fewer than 100 questions")
        written = document.read_text(encoding="utf-8")
        assert written.startswith("# Speed\n\n<!-- speed -->\n\n")
        assert written.endswith("<!-- end of speed -->\n\nThe end.\n")
        assert written.count("**10 pairs**") == written.count("**24 pairs**") == 1
        assert written.count("| rapidfuzz WRatio | ") == 2
        assert "SQLite 3." in written
        assert "old" not in written
        assert "rapidfuzz WRatio" in (tmp_path / "speed.svg").read_text(encoding="utf-8")

    @pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
    def test_a_person_who_has_to_wait_sees_what_for(self):
        arguments = ("bench", "--sizes", "10", "--questions", "1", "--rounds", "1", "--peers", "token-set")
        told = on_a_terminal("stderr", *arguments, program=("-c", WITHOUT_THE_ENCODER))
        assert "10 pairs: Showrunner, static table" in told
        assert "10 pairs: rapidfuzz token_set_ratio" in told


class TestFilesThatCannotBeMade:
    def test_it_is_said_at_once_that_a_document_has_no_place(self, invoke, tmp_path):
        (tmp_path / "speed.md").write_text("# Speed\n", encoding="utf-8")
        result = invoke("bench", "--sizes", "1000000", "--write", "speed.md")
        assert result.exit_code == 2
        assert "There is no place for the results" in result.stderr

    @pytest.mark.parametrize("name", ["speed.png", "nowhere/speed.svg"])
    def test_and_that_a_drawing_cannot_be_made(self, invoke, name):
        result = invoke("bench", "--sizes", "1000000", "--plot", name)
        assert result.exit_code == 2
        assert "expected the name of an .svg file" in " ".join(result.stderr.replace("│", " ").split())


@pytest.mark.parametrize("sizes", ["", "ten", "0", "-5", "10,", "1e3", "10000001"])
def test_nonsense_for_sizes_is_wrong_usage(invoke, sizes):
    result = invoke("bench", "--sizes", sizes)
    assert result.exit_code == 2
    assert "expected numbers from 1 to 10,000,000" in " ".join(result.stderr.split())


def test_an_unknown_peer_is_wrong_usage(invoke):
    result = invoke("bench", "--peers", "wratio,google")
    assert result.exit_code == 2
    assert "google: there are wratio, token-set" in " ".join(result.stderr.split())


def test_help_names_every_peer(invoke):
    told = invoke("bench", "--help").stdout
    assert all(name in told for name in PEERS)
