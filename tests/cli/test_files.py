"""A file is there whole, or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bot.cli.files import whole
from bot.errors import ShowrunnerError


def names():
    return sorted(each.name for each in Path().iterdir())


def write_half(file):
    with whole(file) as out:
        out.write(b"new")
        raise ZeroDivisionError


def test_it_appears_once_it_is_whole():
    file = Path("x.yaml")
    with whole(file) as out:
        out.write(b"one")
        assert not file.exists()
        out.write(b" two")
    assert file.read_bytes() == b"one two"
    assert names() == ["x.yaml"]


def test_until_then_the_old_one_stays():
    file = Path("x.yaml")
    file.write_bytes(b"old")
    with whole(file) as out:
        out.write(b"new")
        assert file.read_bytes() == b"old"
    assert file.read_bytes() == b"new"


def test_when_something_goes_wrong_nothing_is_left():
    file = Path("x.yaml")
    file.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        write_half(file)
    assert file.read_bytes() == b"old"
    assert names() == ["x.yaml"]


def test_two_at_once_do_not_disturb_each_other():
    file = Path("x.yaml")
    with whole(file) as one, whole(file) as other:
        one.write(b"one")
        other.write(b"other")
    assert file.read_bytes() in {b"one", b"other"}
    assert names() == ["x.yaml"]


@pytest.mark.parametrize("place", ["nowhere/x.yaml", "directory"])
def test_what_cannot_be_written_is_told(place):
    Path("directory").mkdir()
    with pytest.raises(ShowrunnerError, match=rf"^{place}: Cannot be written \(.+\)\.$"), whole(Path(place)) as out:
        out.write(b"x")
    assert names() == ["directory"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_is_replaced_and_not_followed():
    Path("real.yaml").write_bytes(b"real")
    Path("x.yaml").symlink_to("real.yaml")
    with whole(Path("x.yaml")) as out:
        out.write(b"new")
    assert (Path("x.yaml").read_bytes(), Path("real.yaml").read_bytes()) == (b"new", b"real")
