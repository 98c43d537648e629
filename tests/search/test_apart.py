"""Indexes laid out in a process of their own."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace

import pytest

from bot.search import apart, cache
from bot.search.engine import Engine
from bot.search.models import static
from tests.search.content import PAIRS, SHOW, SNAPSHOT
from tests.search.test_cache import ASKED, ROOT, Counting


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "SMALLEST", 1)
    return tmp_path / cache.fingerprint(SNAPSHOT, static())


def lay_out_statically(snapshot, place):
    apart.lay_out(snapshot, place, "static", None)


def test_the_other_process_keeps_the_index_and_this_one_maps_it(place):
    encoder = Counting()
    engine = cache.engine(SNAPSHOT, replace(static(), encoder=encoder), place.parent, lay_out_statically)
    assert encoder.texts == 0
    assert [path.name for path in place.parent.iterdir()] == [place.name]
    for asked in ASKED:
        assert engine.find(asked) == Engine(SNAPSHOT).find(asked)


def test_a_kept_index_asks_for_no_other_process(place):
    cache.engine(SNAPSHOT, static(), place.parent)
    cache.engine(SNAPSHOT, static(), place.parent, lambda *_: pytest.fail("there is an index already"))


def test_a_small_content_is_not_worth_a_process(tmp_path, monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("began a process"))
    assert len(SNAPSHOT) < apart.SMALLEST
    assert cache.engine(SNAPSHOT, static(), tmp_path, lay_out_statically).find(ASKED[0]).outcome == "answer"


@pytest.mark.parametrize("program", ["/no/such/program", "true"])
def test_where_no_other_process_can_be_had_this_one_does_the_work(place, monkeypatch, program):
    monkeypatch.setattr(sys, "executable", program)
    long = replace(PAIRS[0], answer="We lit it before the credits. " * 50_000)  # more than a pipe holds
    apart.lay_out(type(SNAPSHOT)([replace(SHOW, pairs=(long,))]), place, "static", None)
    assert not place.exists()
    assert cache.engine(SNAPSHOT, static(), place.parent, lay_out_statically).find(ASKED[0]).outcome == "answer"
    assert place.exists()


def test_a_frozen_program_has_no_python_to_begin(place, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    lay_out_statically(SNAPSHOT, place)
    assert not place.exists()


def test_a_process_that_fails_leaves_nothing(place):
    apart.lay_out(SNAPSHOT, place, "onnx", "/no/such/model")
    assert not place.exists()


@pytest.mark.parametrize("sent", [b"", pickle.dumps(replace(SHOW, pairs=PAIRS[:2])), pickle.dumps(SHOW)[:-20]])
def test_content_that_broke_off_is_not_taken_for_the_whole(place, sent):
    command = [sys.executable, "-m", "bot.search.apart", str(place), "static"]
    subprocess.run(command, input=sent, stderr=subprocess.DEVNULL, cwd=ROOT, check=False)
    assert not place.exists()
