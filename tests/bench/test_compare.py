"""The script that writes comparisons into a document."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot.bench import comparison
from bot.bench.entrants import ENTRANTS

ROOT = Path(__file__).resolve().parents[2]
PLACES = re.findall(r"<!-- end of (\w[\w-]*) -->", (ROOT / "docs/search.md").read_text(encoding="utf-8"))
BEFORE = "# Results\n\n<!-- stackfaq -->\nold\n<!-- end of stackfaq -->\n"


def lines(path, *values):
    path.write_text("\n".join(map(json.dumps, values)), encoding="utf-8")


@pytest.fixture
def sets(tmp_path):
    """A directory of public sets with a very small one of them."""
    directory = tmp_path / "eval"
    directory.mkdir()
    lines(
        directory / "stackfaq.kb.jsonl",
        {"id": "a", "question": "How do I return a parcel?", "answer": "Take it to the counter."},
        {"id": "b", "question": "When does the library open?", "answer": "At nine."},
    )
    asked = [{"ask": "how can I return this parcel", "expect": ["a"]}, {"ask": "library hours", "expect": ["b"]}]
    lines(directory / "stackfaq.q.jsonl", *asked, {"ask": "best pizza", "expect": []})
    lines(directory / "stackfaq.typo.jsonl", {"ask": "retrun a pracel", "expect": ["a"]})
    return tmp_path


@pytest.fixture(scope="module")
def script():
    """The script as a module: run in this process, so that systems that take seconds to load are loaded once."""
    spec = importlib.util.spec_from_file_location("compare", ROOT / "scripts/compare.py")
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "compare", module)
        spec.loader.exec_module(module)
        yield module


@pytest.fixture
def compare(sets, script, monkeypatch, capsys):
    """Runs it; gives its exit code, what it printed and complained, and what the document says then."""
    document = sets / "results.md"
    document.write_text(BEFORE, encoding="utf-8")

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["compare.py", "--sets", str(sets), "--document", str(document), *arguments])
        code = 0
        try:
            script.main()
        except SystemExit as ended:
            code = ended.code
        out, err = capsys.readouterr()
        return code, out, err, document.read_text(encoding="utf-8")

    return run


def test_everybody_gets_a_line_for_clean_and_mistyped_questions(compare):
    code, out, _, written = compare("stackfaq")
    assert (code, out) == (0, "stackfaq: written\n")
    assert "**Questions and answers alone: 2 questions, 1 that nothing answers**" in written
    assert "old" not in written
    for entrant in ENTRANTS.values():
        assert (f"\n| {entrant.name} | " in written) == (not entrant.missing)
    [ours] = re.findall(r"\| Showrunner, words alone \| ([\d.]+) \(\S+\) \| ([\d.]+) \|", written)
    assert ours == ("100.0", "100.0")


def test_of_many_questions_some_are_drawn_the_same_each_time(compare, script, monkeypatch):
    quick = {"showrunner-words", "wratio"}
    lacking = {
        name: each if name in quick else replace(each, packages=("none_such",)) for name, each in ENTRANTS.items()
    }
    monkeypatch.setattr(comparison, "ENTRANTS", lacking)
    written = compare("--most", "2", "stackfaq")[-1]
    counted = re.findall(r"alone: (\d) questions?(?:, (\d) that)?", written)
    assert sum(int(number or 0) for number in counted[0]) == 2
    some = script.drawn(range(1_000), 20)
    assert some == script.drawn(range(1_000), 20) == sorted(set(some))
    assert some[-1] - some[0] > 500


def test_tables_whose_questions_are_missing_stay_as_they_are(compare, sets):
    (sets / "eval" / "stackfaq.typo.jsonl").unlink()
    _, out, _, written = compare("stackfaq")
    assert out.startswith("stackfaq: left as it is; there is no ")
    assert written == BEFORE


def test_an_unknown_place_is_wrong_usage(compare):
    code, _, err, written = compare("nowhere")
    assert code == 2
    assert "nowhere: there are fans, more-fans, stackfaq" in err
    assert written == BEFORE


def test_the_document_has_a_place_for_everything():
    told = subprocess.run(
        [sys.executable, ROOT / "scripts/compare.py", "nowhere"], capture_output=True, check=False, encoding="utf-8"
    ).stderr
    assert told.partition("there are ")[2].strip().split(", ") == [place for place in PLACES if place != "speed"]
    assert PLACES.count("speed") == 1
