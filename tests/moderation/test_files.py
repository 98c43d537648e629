"""Files read as they stood at one moment."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.moderation.files import read
from tests.knowledge.documents import GOOD
from tests.moderation.desk import FERRY, states, states_in


@pytest.fixture
def directory(tmp_path):
    directory = tmp_path / "private" / "knowledge"
    directory.mkdir(parents=True)
    (directory / "interview.yaml").write_text(GOOD, encoding="utf-8")
    return directory


def faults(*paths):
    with pytest.raises(ContentError) as caught:
        read(paths, quiet=0)
    return caught.value.faults


def test_what_lies_there_is_read(directory):
    assert [interview.id for interview in read([directory], quiet=0).interviews] == ["tin-harbor-s1-okafor"]
    assert len(read([directory / "interview.yaml"], quiet=0)) == 2


def test_faults_name_files_without_what_is_above_the_content(directory):
    (directory / "deep").mkdir()
    (directory / "deep" / "broken.yaml").write_text("pairs: [")
    (fault,) = faults(directory)
    assert fault.path == str(Path("knowledge/deep/broken.yaml"))
    (directory / "interview.yaml").write_text("pairs: [")
    assert {fault.path for fault in faults(directory / "interview.yaml", directory / "deep")} == {
        "interview.yaml",
        str(Path("deep/broken.yaml")),
    }


def test_a_directory_that_is_gone_is_named_shortly_too(directory):
    (fault,) = faults(directory / "gone")
    assert str(fault).startswith("gone: This cannot be read")


def test_files_that_were_written_long_ago_are_not_waited_for(directory):
    for path in (directory, directory / "interview.yaml"):
        os.utime(path, (1, 1))
    began = time.monotonic()
    read([directory], quiet=60)
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("ahead", [3600, 10**8])
def test_a_clock_that_was_wrong_holds_up_nothing(directory, ahead):
    os.utime(directory / "interview.yaml", (time.time() + ahead,) * 2)
    began = time.monotonic()
    read([directory], quiet=60)
    assert time.monotonic() - began < 30


def test_two_files_written_one_after_the_other_are_read_together(directory):
    """Whoever reads begins after the first was written, and gets both."""
    first, second = states(1).items()
    (directory / "ferry.yaml").write_text(FERRY, encoding="utf-8")
    (directory / first[0]).write_text(first[1], encoding="utf-8")
    timer = threading.Timer(0.05, (directory / second[0]).write_text, [second[1], "utf-8"])
    timer.start()
    snapshot = read([directory], quiet=0.4)
    timer.join()
    assert states_in(snapshot) == {"State 1."}


def test_files_that_never_come_to_rest_are_a_fault(directory):
    written = []

    def write(_seconds):
        written.append(time.time_ns() - len(written))
        os.utime(directory / "interview.yaml", ns=(written[-1], written[-1]))

    with pytest.raises(ContentError, match=r"^knowledge: The interviews are being written at this moment"):
        read([directory], quiet=600, sleep=write)
    assert len(written) > 1


def test_a_link_that_leads_round_in_a_circle_is_harmless(directory):
    (directory / "round").symlink_to(directory, target_is_directory=True)
    assert len(read([directory], quiet=0)) == 2
