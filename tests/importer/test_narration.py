"""What the page tells between and after what people say, of them or in boxes of its own."""

from __future__ import annotations

import pytest

from bot.importer.reading import read
from bot.importer.transcript import transcribe
from tests.importer.documents import found

PAIRS = [
    ("Do you start with a map?", "With a smell. My map comes last."),
    ("You have never left the valley.", "I left it twice, and both times I forgot my coat."),
    ("Is the ferryman alive?", "He was when I last looked."),
    ("What are you writing now?", "My shopping. Then a play, I hope."),
]


def pairs(text: str, name: str = "talk.txt") -> list[tuple[str, str]]:
    return found(transcribe(read(text.encode(), name), certain=True))


def talk(middle: str, end: str = "") -> str:
    """A talk with names on their own lines; something stands after the second answer, and after the last."""
    turns = [f"INTERVIEWER\n\n{question}\n\nSOLVANG-REE\n\n{answer}" for question, answer in PAIRS]
    turns[1] += f"\n\n{middle}"
    head = "Petra Solvang-Ree, a playwright, spoke to us in her kitchen."
    return "\n\n".join([head, *turns, *filter(None, [end])])


@pytest.mark.parametrize(
    "middle",
    [
        "The Notebooks\n\nSolvang-Ree keeps forty notebooks in the barn. The mice have read most of them.",
        "The Notebooks\n\nPetra Solvang-Ree’s notebooks fill a barn.\n\nThe mice have read most of them.",
        "Ms. Solvang-Ree gets up and closes the window.",
    ],
    ids=["below a heading", "two paragraphs", "in between"],
)
def test_what_the_page_tells_of_the_guest_is_no_answer(middle):
    assert pairs(talk(middle)) == PAIRS


def test_an_answer_goes_on_after_what_the_guest_does():
    went_on = "The coat was green."
    expected = [*PAIRS]
    expected[1] = (PAIRS[1][0], f"{PAIRS[1][1]} {went_on}")
    assert pairs(talk(f"Solvang-Ree gets up and closes the window.\n\n{went_on}")) == expected


@pytest.mark.parametrize(
    "middle",
    ["Solvang-Ree is my mother's name, by the way.", "Petra Halloran knows the road.", "Solvang-Ree, they shouted."],
)
def test_what_only_holds_a_name_is_said_by_the_guest(middle):
    assert pairs(talk(middle))[1][1] == f"{PAIRS[1][1]} {middle}"


@pytest.mark.parametrize("name", ["talk.txt", "talk.md"])
def test_a_box_between_drawn_lines_is_the_pages(name):
    box = "-----\n\nThe Kettle, the first play, is back on stage in April.\n\nAsk at the door.\n\n-----"
    assert pairs(talk(box), name) == PAIRS


def test_between_drawn_lines_the_guest_may_speak_as_well():
    said = "I had another coat at home."
    assert pairs(talk(f"-----\n\n{said}\n\n-----"))[1][1] == f"{PAIRS[1][1]} {said}"


def test_a_note_in_brackets_at_the_end_is_the_pages():
    end = "(Mit Dank an Orsolya Brandt. Das Foto auf Seite 4 stammt aus Privatbesitz.)"
    assert pairs(talk("The Barn", end)) == PAIRS


def test_a_guest_who_speaks_in_brackets_may_end_so():
    middle = "(The sleeves were green and blue.)"
    end = "(The play has no end yet, or it has three.)"
    assert [answer for _, answer in pairs(talk(middle, end))][1::2] == [
        f"{PAIRS[1][1]} {middle}",
        f"{PAIRS[3][1]} {end}",
    ]
