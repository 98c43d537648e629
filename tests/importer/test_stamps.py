"""Transcripts in which a line says who speaks and when."""

from __future__ import annotations

import pytest

from bot.importer import plain
from bot.importer.model import Kind
from bot.importer.reading import read

TALK = [("Ana Reyes", 3, "Welcome. Who are you? Yeah, so"), ("Wanda Okafor", 9, "um, I guess I make boats.")]


def said(text: str):
    return [(block.speaker, block.time, block.text) for block in read(text.encode()).blocks]


@pytest.mark.parametrize(
    "turn",
    [
        "{name}  {time}\n{text}",
        "{name}  {time}  \n\n{text}",
        "{name}: {time}\n{text}",
        "{name} ({time})\n{text}",
        "{name} [{time}]:\n{text}",
        "{name} ({time}): {text}",
        "{name}: [{time}] {text}",
        "{name}: ({time}) {text}",
        "**{name}:** \\[{time}\\] {text}",
        "**{name}** ({time}): {text}",
        "[{time}] {name}: {text}",
        "({time}) {name}: {text}",
        "{time} {name}: {text}",
        "[{time}] {name}\n{text}",
        "{time} {name}\n{text}",
        "{time} - {name}\n{text}",
        "{name}\n{time}\n{text}",
        "### {name}  {time}\n\n{text}",
    ],
)
@pytest.mark.parametrize("hours", ["0:0{}", "00:0{}", "00:00:0{}", "0:00:0{}.5"])
def test_speaker_and_time_however_they_stand(turn, hours):
    text = "\n\n".join(turn.format(name=name, time=hours.format(time), text=said) for name, time, said in TALK)
    fraction = 0.5 if hours.endswith(".5") else 0
    assert said(text) == [(name, time + fraction, words) for name, time, words in TALK]


def test_turns_without_blank_lines_and_of_many_lines():
    text = (
        "Fogcast\n\nAna  0:03\nWelcome.\nWho are you?\nWanda  0:09\nA boat.\n\nMore of it.\n\n"
        "Unknown Speaker  1:02:10\nThanks."
    )
    assert said(text) == [
        (None, None, "Fogcast"),
        ("Ana", 3, "Welcome.\nWho are you?"),
        ("Wanda", 9, "A boat."),
        (None, None, "More of it."),
        ("Unknown Speaker", 3730, "Thanks."),
    ]


def test_times_without_names():
    assert said("0:03\nWas it\n0:05\nreal?\n0:08\nYes.\n") == [
        (None, 3, "Was it"),
        (None, 5, "real?"),
        (None, 8, "Yes."),
    ]
    assert said("[00:01:02] Was it?\n\n[00:01:05] Yes.\n\n[00:01:09] Oh.") == [
        (None, 62, "Was it?"),
        (None, 65, "Yes."),
        (None, 69, "Oh."),
    ]


def test_a_clock_may_start_again():
    turns = "".join(f"Ana  0:0{second}\nWas it {second}?\n\n" for second in (1, 3, 5))
    text = f"{turns}-- TIMER RESET --\n\n{turns}"
    assert [time for _, time, _ in said(text)] == [1, 3, 5, None, 1, 3, 5]


def test_a_time_in_a_sentence_stays():
    text = "Ana  0:03\nAt 7:30 (or 7:35) we sail.\n\nWanda  0:09\nThe boat leaves at 8:15\n"
    assert said(text) == [("Ana", 3, "At 7:30 (or 7:35) we sail."), ("Wanda", 9, "The boat leaves at 8:15")]


def test_emphasis_survives():
    first, second = read(b"**Ana:** [0:03] Was it *real*?\n\n**Wanda:** [0:09] No.").blocks
    assert [(run.text, run.emphasised) for run in first.runs] == [("Was it ", False), ("real", True), ("?", False)]
    assert (second.kind, second.emphasis) == (Kind.CUE, 0)


@pytest.mark.parametrize(
    "text",
    [
        "Fog 3:01\n\nTin 4:02\n\nHarbor 5:06",
        "The doors open at 8:30\n\nA talk begins\n\nWanda Okafor, who wrote it, is there from 9:30",
        "Score: 3:01\n\nThe end.",
        "Ana 9:03\nWas it?\n\nBo 0:02\nNo.\n\nAna 8:05\nSo.\n\nBo 0:01\nOh.",
        "1:1 and 2:2",
    ],
)
def test_other_lines_with_times_are_left(text):
    assert said(text) == [(None, None, block.text) for block in plain.blocks(text)]
