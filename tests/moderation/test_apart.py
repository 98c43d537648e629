"""Content read by a process of its own."""

from __future__ import annotations

import io
import pickle
import sys

import pytest

from bot.errors import ContentError
from bot.knowledge.loader import load
from bot.moderation import apart, files
from tests.knowledge.documents import GOOD


@pytest.fixture
def directory(tmp_path):
    (tmp_path / "one.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "two.yaml").write_text(GOOD.replace("tin-harbor-s1-okafor", "tin-harbor-s2-okafor"), encoding="utf-8")
    return tmp_path


@pytest.fixture
def no_load_here(monkeypatch):
    monkeypatch.setattr(apart, "load", lambda _: pytest.fail("was read in this process"))


@pytest.mark.usefixtures("no_load_here")
def test_the_other_process_gives_what_this_one_would(directory):
    there, here = apart.read([directory]), load([directory])
    assert there.interviews == here.interviews


@pytest.mark.usefixtures("no_load_here")
def test_faults_come_through_the_pipe(directory):
    (directory / "broken.yaml").write_text("pairs: [")
    with pytest.raises(ContentError) as there:
        apart.read([directory, directory / "gone"])
    with pytest.raises(ContentError) as here:
        load([directory, directory / "gone"])
    assert there.value.faults == here.value.faults
    assert len(there.value.faults) > 1


@pytest.mark.parametrize("program", ["/no/such/program", "true"])
def test_where_no_other_process_can_be_had_this_one_reads(directory, monkeypatch, program):
    monkeypatch.setattr(sys, "executable", program)
    assert apart.read([directory]).interviews == load([directory]).interviews


def test_a_frozen_program_reads_by_itself(directory, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert apart.read([directory]).interviews == load([directory]).interviews


def test_what_broke_off_is_not_taken_for_the_whole(directory):
    interviews = load([directory]).interviews
    whole = b"".join(pickle.dumps(thing) for thing in (*interviews, ()))
    assert apart._received(io.BytesIO(whole)) == (list(interviews), ())
    for length in (0, 10, len(pickle.dumps(interviews[0])), len(whole) - 1):
        with pytest.raises((EOFError, pickle.UnpicklingError)):
            apart._received(io.BytesIO(whole[:length]))


def test_only_large_content_is_worth_a_process(directory, monkeypatch):
    asked = []
    monkeypatch.setattr(apart, "read", lambda paths: asked.append(paths) or load(paths))
    files.read([directory], quiet=0)
    assert not asked
    monkeypatch.setattr(apart, "SMALLEST", 2 * len(GOOD))
    assert len(files.read([directory], quiet=0).interviews) == 2
    assert asked == [[directory]]
