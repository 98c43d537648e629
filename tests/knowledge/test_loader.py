"""Interviews on the disk: what is found, what is left alone, and what many files can have wrong together."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.knowledge.loader import load, load_with_places
from bot.knowledge.reading import MAX_BYTES
from bot.knowledge.report import Place
from tests.knowledge.documents import GOOD, spoiled


def interview(name: str, newer: str = "") -> str:
    """A small file; its pair `a` may have a newer answer elsewhere."""
    return (
        f"format: 1\ninterview: {{id: {name}, title: T, show: S, speakers: [{{id: x, name: X}}], outlet: O,\n"
        f'  published: 2031-04-05, url: "https://o.example/{name}"}}\n'
        "pairs:\n  - id: a\n    question: Why?\n    answer: Because.\n"
        + (f"    superseded_by: {newer}\n" if newer else "")
        + "  - id: b\n    question: How?\n    answer: So.\n"
    )


def faults(*paths: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load(paths)
    return [str(fault) for fault in caught.value.faults]


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty directory to be in, so that faults have short paths."""
    monkeypatch.chdir(tmp_path)
    return Path()


def ids(*paths: Path) -> list[str]:
    return [interview.id for interview in load(paths).interviews]


class TestFinding:
    def test_every_yaml_file_at_any_depth(self, tmp_path):
        (tmp_path / "deep" / "er").mkdir(parents=True)
        (tmp_path / "b.yaml").write_text(interview("b"))
        (tmp_path / "deep" / "c.YAML").write_text(interview("c"))
        (tmp_path / "deep" / "er" / "a.yaml").write_text(interview("a"))
        (tmp_path / "notes.md").write_text("not an interview")
        snapshot = load([tmp_path])
        assert [entry.ref for entry in snapshot.entries] == ["a/a", "a/b", "b/a", "b/b", "c/a", "c/b"]

    def test_names_that_begin_with_a_dot_are_left_alone(self, tmp_path):
        (tmp_path / ".hidden").mkdir()
        (tmp_path / ".hidden" / "a.yaml").write_text("[")
        (tmp_path / ".b.yaml").write_text("[")
        (tmp_path / "c.yaml").write_text(interview("c"))
        assert ids(tmp_path) == ["c"]

    def test_a_directory_that_begins_with_a_dot_is_read_when_it_is_named(self, tmp_path):
        (tmp_path / ".knowledge").mkdir()
        (tmp_path / ".knowledge" / "a.yaml").write_text(interview("a"))
        assert ids(tmp_path / ".knowledge") == ["a"]

    def test_a_file_can_be_named_itself(self, tmp_path):
        (tmp_path / "a.txt").write_text(interview("a"))
        assert ids(tmp_path / "a.txt") == ["a"]

    def test_a_file_that_is_reached_twice_is_read_once(self, tmp_path):
        (tmp_path / "tv").mkdir()
        (tmp_path / "tv" / "a.yaml").write_text(interview("a"))
        (tmp_path / "link.yaml").symlink_to(tmp_path / "tv" / "a.yaml")
        assert ids(tmp_path, tmp_path / "tv", tmp_path / "tv" / "a.yaml") == ["a"]

    def test_links_to_directories_are_followed_and_may_lead_in_circles(self, tmp_path):
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "elsewhere" / "a.yaml").write_text(interview("a"))
        (tmp_path / "elsewhere" / "back").symlink_to(tmp_path / "knowledge")
        (tmp_path / "knowledge").mkdir()
        (tmp_path / "knowledge" / "there").symlink_to(tmp_path / "elsewhere")
        (tmp_path / "knowledge" / "self").symlink_to(tmp_path / "knowledge")
        assert ids(tmp_path / "knowledge") == ["a"]

    def test_nothing_is_nothing(self):
        assert len(load([])) == 0


class TestNotReadable:
    def test_a_missing_path(self, here):
        advice = "(no such file or directory): check the path, and who may read it."
        assert faults(here / "gone") == [f"gone: This cannot be read {advice}"]

    def test_a_directory_without_interviews(self, here):
        (here / "notes.txt").write_text("later")
        assert faults(here) == [".: There is no interview here: put at least one `.yaml` file into it."]

    def test_a_file_with_the_other_ending(self, here):
        (here / "a.yml").write_text(interview("a"))
        assert faults(here) == ["a.yml: Rename this file to a.yaml, or it is not read."]

    def test_a_link_that_leads_nowhere_and_one_that_leads_to_itself(self, here):
        (here / "gone.yaml").symlink_to("nowhere")
        (here / "self.yaml").symlink_to("self.yaml")
        assert [fault.split(":")[0] for fault in faults(here)] == ["gone.yaml", "self.yaml"]
        assert faults(here / "self.yaml")[0].startswith("self.yaml: This cannot be read (too many levels of symbolic")

    def test_a_file_that_is_too_large(self, here):
        (here / "a.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
        assert faults(here) == [
            "a.yaml: The file is larger than 5,000,000 bytes: split the interview into several files."
        ]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names on this system")
    def test_a_pipe_is_not_waited_for(self, here):
        os.mkfifo(here / "a.yaml")
        assert faults(here) == ["a.yaml: This is not an ordinary file, so it is not read: move it away."]

    @pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may read everything")
    def test_what_we_may_not_read(self, here):
        (here / "a.yaml").write_text(interview("a"))
        (here / "a.yaml").chmod(0)
        (here / "shut").mkdir(mode=0)
        advice = "(permission denied): check the path, and who may read it."
        assert faults(here) == [f"a.yaml: This cannot be read {advice}", f"shut: This cannot be read {advice}"]

    def test_bytes_that_are_no_text(self, here):
        (here / "a.yaml").write_bytes(interview("a").replace("Why", "Où").encode("latin-1"))
        assert faults(here) == ["a.yaml:6:16: Byte 175 of the file (0xF9) is not UTF-8: save it as UTF-8."]


class TestTogether:
    def test_the_faults_of_all_files_come_at_once(self, here):
        (here / "one.yaml").write_text(spoiled("spoils: S01E01", "spoils: 1x01"), encoding="utf-8")
        (here / "two.yaml").write_text("[a")
        (here / "three.yml").touch()
        (here / "four.yaml").write_text(interview("four", newer="four/c"))
        assert faults(here, here / "gone") == [
            "four.yaml:8:20: `superseded_by` names the pair “c”, which “four” does not have: there is `a` and `b`.",
            "gone: This cannot be read (no such file or directory): check the path, and who may read it.",
            "one.yaml:32:13: `spoils` must be a season or an episode such as S01 or S01E01, not “1x01”.",
            "three.yml: Rename this file to three.yaml, or it is not read.",
            "two.yaml:1:1: The list that opens here has no closing `]`, or lacks a comma.",
        ]

    def test_an_id_that_two_interviews_have(self, here):
        (here / "a.yaml").write_text(interview("same"))
        (here / "b.yaml").write_text(interview("same"))
        assert faults(here) == ["b.yaml:2:17: The id “same” belongs to the interview in a.yaml:2 already."]

    def test_an_id_is_taken_even_by_a_file_with_faults(self, here):
        (here / "a.yaml").write_text(interview("same").replace("Why?", "''"))
        (here / "b.yaml").write_text(interview("same"))
        assert faults(here) == [
            "a.yaml:6:15: `question` is empty; a text was expected.",
            "b.yaml:2:17: The id “same” belongs to the interview in a.yaml:2 already.",
        ]

    def test_places_of_interviews_and_pairs(self, here):
        (here / "a.yaml").write_text(GOOD, encoding="utf-8")
        snapshot, places = load_with_places([here])
        assert {*places} == {"tin-harbor-s1-okafor", *(entry.ref for entry in snapshot.entries)}
        assert places["tin-harbor-s1-okafor/kraken"] == Place("a.yaml", 34, 9)


class TestNewerAnswers:
    def test_in_another_file(self, here):
        (here / "a.yaml").write_text(interview("a", newer="b/b"))
        (here / "b.yaml").write_text(interview("b", newer="b/b"))
        entry = load([here]).entry("a/a")
        assert entry is not None
        assert entry.pair.superseded_by == "b/b"

    @pytest.mark.parametrize(
        ("newer", "problem"),
        [
            ("lundt/a", "the interview “lundt”, which is not loaded: did you mean `lund`?"),
            ("reyes/a", "the interview “reyes”, which is not loaded: there is `lund`."),
            ("lund/c", "the pair “c”, which “lund” does not have: there is `a` and `b`."),
        ],
    )
    def test_that_are_not_loaded(self, here, newer, problem):
        (here / "a.yaml").write_text(interview("lund", newer=newer))
        assert faults(here) == [f"a.yaml:8:20: `superseded_by` names {problem}"]

    def test_may_be_in_a_file_that_cannot_be_read(self, here):
        (here / "a.yaml").write_text(interview("a", newer="b/a"))
        (here / "b.yaml").write_text(interview("b").replace("pairs:", "pairs: ["))
        assert [fault.split(":")[0] for fault in faults(here)] == ["b.yaml"]

    def test_may_be_in_a_file_that_has_faults_of_its_own(self, here):
        (here / "a.yaml").write_text(interview("a", newer="b/a"))
        (here / "b.yaml").write_text(interview("b").replace("Why?", "''"))
        assert [fault.split(":")[0] for fault in faults(here)] == ["b.yaml"]

    def test_cannot_be_the_answer_itself(self, here):
        (here / "a.yaml").write_text(interview("a", newer="a/a"))
        problem = "A pair cannot be superseded by itself (a/a → a/a): leave the field out of the newest answer."
        assert faults(here) == [f"a.yaml:8:20: {problem}"]

    def test_cannot_replace_each_other(self, here):
        for name, newer in [("a", "b/a"), ("b", "c/a"), ("c", "b/a"), ("d", "a/a")]:
            (here / f"{name}.yaml").write_text(interview(name, newer=newer))
        (fault,) = faults(here)
        assert fault.startswith("b.yaml:8:20: A pair cannot be superseded by itself (b/a → c/a → b/a): ")

    def test_may_form_a_long_chain(self, here):
        for number in range(2000):
            (here / f"{number}.yaml").write_text(interview(f"i{number}", newer=f"i{number + 1}/b"))
        (here / "2000.yaml").write_text(interview("i2000"))
        assert len(load([here])) == 2 * 2001


def test_ten_thousand_files(in_memory):
    for number in range(10_000):
        text = GOOD.replace("tin-harbor-s1-okafor", f"tin-harbor-{number}")
        (in_memory / f"{number}.yaml").write_text(text, encoding="utf-8")
    started = time.process_time()
    assert len(load([in_memory])) == 20_000
    assert time.process_time() - started < 60  # about five seconds; ten times as many with PyYAML's Python parser
