"""The published interview: all pairs to the word. Its text is not shipped; without it the tests are skipped."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from bot.importer.model import Role
from bot.importer.reading import read
from bot.importer.transcript import transcribe
from tests.importer.documents import found, plain

PUBLISHED = (
    Path(__file__).resolve().parents[2].parent
    / "shared"
    / "data"
    / "interviews"
    / "jessica-jones-s2-rosenberg-collider.txt"
)
pytestmark = pytest.mark.skipif(not PUBLISHED.exists(), reason=f"needs {PUBLISHED.name}, which is not shipped")
GUEST = "ROSENBERG: "
FIRST = "Collider: "


@pytest.fixture(scope="module")
def paragraphs() -> list[str]:
    return [plain(each) for each in PUBLISHED.read_text("utf-8").split("\n\n") if each.strip()]


@pytest.fixture(scope="module")
def result():
    return transcribe(read(PUBLISHED.read_bytes(), PUBLISHED.name))


def test_all_twelve_pairs_are_found_to_the_word(result, paragraphs):
    """In this text every answer is one paragraph with a label, and the question is the paragraph before it."""
    text = [each for each in paragraphs if not each.startswith("jessica-jones-season-2")]
    pairs = [
        (before.removeprefix(FIRST), after.partition(GUEST)[2])
        for before, after in pairwise(text)
        if GUEST in after[:20]
    ]
    assert len(pairs) == 12
    assert found(result) == pairs


def test_the_two_names_of_the_guest_are_one_voice(result):
    guests = [voice for voice in result.speakers if voice.role is Role.GUEST]
    assert [(voice.name, voice.also) for voice in guests] == [("MELISSA ROSENBERG", ("ROSENBERG",))]
    assert {pair.speaker for pair in result.pairs} == {"MELISSA ROSENBERG"}
    assert [voice.name for voice in result.speakers if voice.role is Role.INTERVIEWER] == ["Collider"]


def test_captions_and_outro_are_dropped_with_their_reasons(result, paragraphs):
    captions = [plain(each.text) for each in result.dropped if each.reason == "caption"]
    assert captions == [each for each in paragraphs if each.startswith("jessica-jones-season-2")]
    assert [plain(each.text) for each in result.dropped if each.reason == "outro"] == [paragraphs[-2]]
    assert [plain(each.text) for each in result.dropped if each.reason == "introduction"] == paragraphs[:2]


def test_it_is_sure_of_itself(result):
    assert min(pair.confidence for pair in result.pairs) > 0.9
    assert result.warnings == ()
