"""Invented documents of every convention, with the traps of each; the expected result stands beside every one."""

from __future__ import annotations

import pytest

from bot.importer.model import Role
from tests.importer.documents import DOCUMENTS, Expected, found, plain, transcript

BARE = {"alternation", "first-labelled"}
"""Kinds in which only the words tell the question from the answer: some are missed."""
CONVENTIONS = {
    "labelled",
    "first-labelled",
    "one-sided",
    "own-line",
    "quoted",
    "emphasis",
    "headings",
    "numbered",
    "alternation",
    "timed",
}

marked = [each for each in DOCUMENTS if each.kind not in BARE | {"none"}]
bare = [each for each in DOCUMENTS if each.kind in BARE]
none = [each for each in DOCUMENTS if each.kind == "none"]


def test_there_are_documents_of_every_convention():
    assert {each.kind for each in DOCUMENTS} == CONVENTIONS | {"none"}
    assert len(none) >= 10


@pytest.mark.parametrize("expected", marked, ids=str)
def test_what_is_marked_is_found_to_the_word(expected: Expected):
    assert found(transcript(expected.path)) == [(question, answer) for question, answer, _ in expected.pairs]


def shares(documents: list[Expected]) -> tuple[float, float]:
    """Of the pairs that are there, how many are found; of those found, how many are there."""
    hits = wanted = got = 0
    for each in documents:
        pairs = set(found(transcript(each.path)))
        hits += len(pairs & {(question, answer) for question, answer, _ in each.pairs})
        wanted += len(each.pairs)
        got += len(pairs)
    return hits / wanted, hits / got


def test_most_of_what_only_the_words_tell_is_found():
    recall, precision = shares(bare)
    assert recall >= 0.85
    assert precision >= 0.85


@pytest.mark.parametrize("expected", none, ids=str)
def test_what_is_no_interview_has_no_pairs_but_a_reason(expected: Expected):
    result = transcript(expected.path)
    assert (result.pairs, result.convention) == ((), "none")
    assert result.reason
    assert result.reason.endswith(".")


@pytest.mark.parametrize("expected", [each for each in DOCUMENTS if each.convention], ids=str)
def test_the_convention_is_named(expected: Expected):
    assert transcript(expected.path).convention == expected.convention


@pytest.mark.parametrize("expected", [each for each in DOCUMENTS if each.voices], ids=str)
def test_everybody_has_their_name_and_role(expected: Expected):
    roles = {voice.name: voice.role for voice in transcript(expected.path).speakers}
    assert {name: roles.get(name) for name, _ in expected.voices} == {
        name: Role(role) for name, role in expected.voices
    }


@pytest.mark.parametrize("expected", marked, ids=str)
def test_who_answers_most_is_said(expected: Expected):
    speakers = [pair.speaker for pair in transcript(expected.path).pairs]
    assert [told or speaker for speaker, (_, _, told) in zip(speakers, expected.pairs, strict=True)] == speakers


@pytest.mark.parametrize("expected", DOCUMENTS, ids=str)
def test_every_speaker_of_a_part_is_somebody(expected: Expected):
    result = transcript(expected.path)
    names = {voice.name for voice in result.speakers}
    assert {part.speaker for pair in result.pairs for part in pair.parts} <= names
    assert {pair.speaker for pair in result.pairs} <= names
    assert all(0 < pair.confidence < 1 for pair in result.pairs)


@pytest.mark.parametrize(
    ("document", "noise"),
    [
        ("labelled/outlet-and-surname.txt", "Image via Northlight"),
        ("labelled/outlet-and-surname.txt", "RELATED: Ten gardens"),
        ("labelled/radio-with-clips.txt", "You said it leaves at noon."),
        ("labelled/trade-paper.html", "Sign up for Lantern Alerts"),
        ("emphasis/bold.md", "staff writer"),
        ("one-sided/statements.txt", "“He counted forty."),
        ("first-labelled/both-first.txt", "The Lantern Live"),
        ("alternation/long-magazine.txt", "Photo by Bo Falk"),
        ("timed/fogcast.srt", "[door slams]"),
        ("labelled/chat-log.txt", "has joined"),
    ],
)
def test_what_is_dropped_is_kept_with_its_reason(document: str, noise: str):
    (expected,) = (each for each in DOCUMENTS if str(each) == document)
    result = transcript(expected.path)
    assert any(plain(noise) in plain(each.text) and each.reason for each in result.dropped)
    inside = [plain(part.text) for pair in result.pairs for part in pair.parts if plain(noise) == plain(part.text)]
    assert inside == []
