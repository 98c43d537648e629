"""The roles the other way round."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.importer.model import Document, FoundPair, Part, Role, Transcript, Voice
from bot.importer.reading import read
from bot.importer.swapping import SWAPPED, swapped
from bot.importer.transcript import transcribe
from tests.importer.transcripts import ANA, transcript

LABELLED = """Ana Reyes: What is your favourite boat?

Wanda Okafor: The ferry. Have you seen it?

Ana Reyes: Every morning. Why is it green?

Wanda Okafor: It is not green. It is patient.

Ana Reyes: Who painted it?

Wanda Okafor: The weather did.
"""
DATA = Path(__file__).parent / "data"


def test_where_all_have_names_the_document_is_read_anew():
    document = read(LABELLED.encode())
    result = swapped(document, transcribe(document))
    assert {voice.name: voice.role for voice in result.speakers} == {
        "Ana Reyes": Role.GUEST,
        "Wanda Okafor": Role.INTERVIEWER,
    }
    assert [(pair.question, pair.answer) for pair in result.pairs] == [
        ("The ferry. Have you seen it?", "Every morning. Why is it green?"),
        ("It is not green. It is patient.", "Who painted it?"),
    ]
    assert all(pair.speaker == "Ana Reyes" for pair in result.pairs)


@pytest.mark.parametrize("file", ["alternation/magazine.txt", "emphasis/bold.md"])
def test_without_names_each_answer_becomes_the_question_to_the_next_question(file):
    document = read((DATA / file).read_bytes(), file)
    first = transcribe(document)
    result = swapped(document, first)
    assert [pair.question for pair in result.pairs] == [pair.answer for pair in first.pairs[:-1]]
    assert [pair.answer for pair in result.pairs] == [pair.question for pair in first.pairs[1:]]
    assert all(pair.notes == (SWAPPED,) and pair.confidence < 1 for pair in result.pairs)
    assert [voice.role for voice in result.speakers] == [
        {Role.GUEST: Role.INTERVIEWER, Role.INTERVIEWER: Role.GUEST}[voice.role] for voice in first.speakers
    ]


def test_no_word_is_lost():
    first = transcript(("Q1?", "A1."), ("Q2?", "A2."), guest="A", host="Q")
    result = swapped(Document("text", ()), first)
    assert [(pair.question, pair.answer) for pair in result.pairs] == [("A1.", "Q2?")]
    assert [(each.text, each.reason) for each in result.dropped] == [
        ("Q1?", "introduction"),
        ("A2.", "question without an answer"),
    ]


def test_parts_of_several_guests_become_one_question():
    parts = (Part("A", "Yes."), Part("A", "Well."), Part("B", "No."))
    voices = (Voice("Q", Role.INTERVIEWER), Voice("A", Role.GUEST), Voice("B", Role.GUEST))
    first = Transcript("labelled", voices, (FoundPair("Q1?", parts, "A"), FoundPair("Q2?", parts, "A")))
    (pair,) = swapped(Document("text", ()), first).pairs
    assert (pair.question, pair.parts) == ("Yes.\n\nWell.\n\nNo.", (Part("Q", "Q2?"),))


def test_a_single_pair_has_no_other_way_round():
    result = swapped(Document("text", ()), transcript(("Why?", "So."), guest="A", host=ANA))
    assert (result.convention, result.pairs, result.speakers) == ("none", (), ())
    assert result.reason.endswith(".")
