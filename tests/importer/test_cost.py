"""What a document costs grows with its length: counted in calls, so that a busy machine changes nothing."""

from __future__ import annotations

import string
import sys
from typing import TYPE_CHECKING

import pytest

from bot.importer.model import Block, Document, Kind, Run
from bot.importer.reading import read
from bot.importer.transcript import transcribe
from tests.importer.blocks import document, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable


def calls(source: Document) -> int:
    """How many functions are called to understand a document."""
    return counted(lambda: transcribe(source))


def counted(work: Callable[[], object]) -> int:
    """How many functions are called, Python's own among them."""
    count = 0

    def look(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def word(number: int) -> str:
    """A word of its own for every number, without digits."""
    letters = ""
    number += 26
    while number:
        letters += string.ascii_lowercase[number % 26]
        number //= 26
    return letters


def labelled(size: int) -> Document:
    return document(*(f"{'ANA' if at % 2 == 0 else 'WANDA'}: Was it number {at}?" for at in range(size)))


def strangers(size: int) -> Document:
    return document(*(f"Wanda O{word(at)}: Was it number {at}?" for at in range(size)))


def strangers_and_short_forms(size: int) -> Document:
    return document(*(f"{'Wanda O' + word(at // 2) if at % 2 else 'O' + word(at // 2)}: Was it?" for at in range(size)))


def slips(size: int) -> Document:
    return document(*(f"Wand{word(at)[:2]}a: Was it?" for at in range(size)))


def bare(size: int) -> Document:
    return document(*("Where did you go?" if at % 2 == 0 else "I went home." for at in range(size)))


def one_block(size: int) -> Document:
    return document("\n".join("ANA: Why?" if at % 2 == 0 else "WANDA: Why not?" for at in range(size)))


def one_line(size: int) -> Document:
    return document(" ".join("ANA: Why?" if at % 2 == 0 else "WANDA: Why not?" for at in range(size)))


def emphasised(size: int) -> Document:
    return Document("html", (Block(tuple(Run(f"Why {at}?\n", bool(at % 2)) for at in range(size))),))


def quotations(size: int) -> Document:
    return document(*(f"“I went home and my dog came too, number {at % 7}.”" for at in range(size)))


def cues(size: int) -> Document:
    return document(
        *(paragraph("so it went", kind=Kind.CUE, speaker="Ana" if at // 5 % 2 else "Bo") for at in range(size))
    )


def names(size: int) -> Document:
    return document(*(f"Name\n\n{word(at).upper()}\nWas it?" for at in range(size)))


@pytest.mark.parametrize(
    ("make", "most"),
    [
        (labelled, 330),
        (strangers, 700),
        (strangers_and_short_forms, 700),
        (slips, 600),
        (bare, 450),
        (one_block, 310),
        (one_line, 310),
        (emphasised, 300),
        (quotations, 950),
        (cues, 130),
        (names, 1_050),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_twice_the_document_costs_about_twice_and_a_line_no_more_than_it_should(
    make: Callable[[int], Document], most: int
):
    """A megabyte of subtitles is twenty thousand lines; ten thousand speakers are as many names to tell apart."""
    calls(make(50))  # What is compiled or looked up once.
    whole = calls(make(400))
    assert whole < 2.4 * calls(make(200))
    assert whole < 400 * most


def srt(at: int) -> str:
    return (
        f"{at + 1}\n00:00:0{at % 10},000 --> 00:00:0{at % 10},900\n{'ANA: Was it' if at % 2 else 'BO: It was'}\nso\n\n"
    )


def vtt(at: int) -> str:
    return f"00:0{at % 10}.000 --> 00:0{at % 10}.900\n<v {'Ana' if at % 2 else 'Bo'}>It went\nso\n\n"


def post(at: int) -> str:
    return f"u/{'ana' if at % 2 else f'bo_{at}'}\n{at} points · 2 years ago\nIt went so.\n\nReply  Share\n\n"


@pytest.mark.parametrize(("cue", "most"), [(srt, 75), (vtt, 90), (post, 400)])
def test_a_cue_or_post_is_read_in_a_bounded_number_of_calls(cue: Callable[[int], str], most: int):
    """A megabyte holds twelve thousand of them."""
    data = ("WEBVTT\n\n" * (cue is vtt) + "".join(map(cue, range(400)))).encode()
    read(data)
    assert counted(lambda: read(data)) < 400 * most


@pytest.mark.parametrize(
    "text",
    [
        " " * 200_000 + "x",
        "x" + " " * 200_000 + "x",
        ":" * 200_000,
        "[" * 200_000,
        "(a" * 200_000,
        "*" * 200_000,
        "> " * 200_000,
        "0:00 " * 80_000,
        "Mr. " * 50_000 + "?",
        "A. " * 60_000,
        "?" * 200_000,
        "1. " * 60_000,
        "a-" * 200_000,
        "A/" * 200_000,
        "“" * 200_000,
        "spoiler " * 50_000,
        "Ana " * 50_000 + ":",
        ". Ana" * 80_000,
        "a\u0301" * 200_000,
        "{{a|" * 50_000,
        "u/" * 200_000,
        "share " * 70_000,
    ],
    ids=lambda text: repr(text.strip()[:6]),
)
def test_no_text_makes_an_expression_run_away(text: str):
    """Were one of them to look back and forth, these lines would take hours."""
    assert transcribe(document(text, text)).pairs == ()
    assert transcribe(document("Q: " + text, "A: " + text)) is not None
