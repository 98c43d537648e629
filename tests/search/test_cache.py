"""Indexes kept on disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.knowledge.model import Snapshot
from bot.search import cache
from bot.search.engine import Engine
from bot.search.models import lexical, static
from tests.search.content import PAIRS, SHOW, SNAPSHOT

ROOT = Path(__file__).resolve().parents[2]
ASKED = ["who set fier to the greenhuose", "big squid when", "how far ahead do you write", "capital of france"]


class Counting:
    """The static table, counting the texts it has encoded."""

    def __init__(self) -> None:
        self._encoder = static().encoder
        self.name = self._encoder.name
        self.texts = 0

    def encode(self, texts):
        self.texts += len(texts)
        return self._encoder.encode(texts)


@pytest.fixture
def counting():
    encoder = Counting()
    return encoder, replace(static(), encoder=encoder)


@pytest.mark.parametrize("model", [lexical(), static()], ids=["lexical", "static"])
def test_a_kept_index_answers_as_a_fresh_one(tmp_path, model):
    fresh = Engine(SNAPSHOT, model)
    made, mapped = (cache.engine(SNAPSHOT, model, tmp_path) for _ in range(2))
    for asked in ASKED:
        assert made.find(asked) == mapped.find(asked) == fresh.find(asked)


def test_the_second_time_nothing_is_encoded_but_questions(tmp_path, counting):
    encoder, model = counting
    cache.engine(SNAPSHOT, model, tmp_path)
    encoded = encoder.texts
    assert encoded > len(PAIRS)
    cache.engine(SNAPSHOT, model, tmp_path).find("big squid")
    assert encoder.texts == encoded + 1


def test_other_content_or_another_encoder_is_another_index():
    named = cache.fingerprint(SNAPSHOT, static())
    assert named == cache.fingerprint(Snapshot([SHOW]), static())
    assert named != cache.fingerprint(SNAPSHOT, lexical())
    changed = [
        replace(SHOW, show="Tin Harbour"),
        replace(SHOW, aliases=()),
        replace(SHOW, pairs=PAIRS[:3]),
        replace(SHOW, pairs=(replace(PAIRS[0], summary=None), *PAIRS[1:])),
        replace(SHOW, pairs=(replace(PAIRS[0], also=PAIRS[0].also[:1]), *PAIRS[1:])),
    ]
    names = {cache.fingerprint(Snapshot([interview]), static()) for interview in changed}
    assert len(names | {named}) == len(changed) + 1


@pytest.mark.parametrize("damage", ["empty", "cut", "gone", "junk"])
def test_a_damaged_index_is_made_again(tmp_path, counting, damage):
    encoder, model = counting
    cache.engine(SNAPSHOT, model, tmp_path)
    (place,) = tmp_path.iterdir()
    file = place / "starts.npy"
    match damage:
        case "empty":
            file.write_bytes(b"")
        case "cut":
            file.write_bytes(file.read_bytes()[:-3])
        case "gone":
            file.unlink()
        case "junk":
            file.write_bytes(b"\x80\x04junk")
    encoded = encoder.texts
    assert cache.engine(SNAPSHOT, model, tmp_path).find(ASKED[0]).outcome == "answer"
    assert encoder.texts > encoded + len(PAIRS)
    assert np.load(file).shape == (len(PAIRS) + 1,)


def test_a_place_that_cannot_be_written_costs_time_only(tmp_path):
    (tmp_path / "file").write_text("not a directory")
    assert cache.engine(SNAPSHOT, static(), tmp_path / "file" / "index").find(ASKED[0]).outcome == "answer"
    assert cache.engine(SNAPSHOT, static(), None).find(ASKED[0]).outcome == "answer"


def test_only_the_latest_are_kept(tmp_path):
    for number in range(cache.KEPT + 4):
        place = tmp_path / f"old-{number:02}"
        place.mkdir()
        os.utime(place, (number, number))
    cache.engine(SNAPSHOT, lexical(), tmp_path)
    left = {path.name for path in tmp_path.iterdir()}
    assert len(left) == cache.KEPT
    assert cache.fingerprint(SNAPSHOT, lexical()) in left
    assert "old-00" not in left
    assert "old-19" in left


def test_processes_that_start_at_once_share_one_index(tmp_path):
    program = (
        "import sys; from pathlib import Path; from bot.search import cache; from bot.search.models import static;"
        "from tests.search.content import SNAPSHOT;"
        "print(cache.engine(SNAPSHOT, static(), Path(sys.argv[1])).find('big squid when').confidence)"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", program, tmp_path], cwd=ROOT, stdout=subprocess.PIPE) for _ in range(3)
    ]
    said = {process.communicate()[0] for process in started}
    assert len(said) == 1
    assert float(said.pop()) > 0
    assert [path.name for path in tmp_path.iterdir()] == [cache.fingerprint(SNAPSHOT, static())]


def test_an_index_in_use_may_be_removed(tmp_path):
    engine = cache.engine(SNAPSHOT, static(), tmp_path)
    before = engine.find(ASKED[0])
    shutil.rmtree(tmp_path, ignore_errors=True)
    assert engine.find(ASKED[0]) == before
