"""Signs of listening, and what only looks like one."""

from __future__ import annotations

import pytest

from bot.importer.remarks import listens

BEFORE = "So we carried the organ up the hill, all nine of us."
AFTER = "And at the top my uncle began to cry, because he had left the stool."


@pytest.mark.parametrize(
    "text",
    [
        "Right.",
        "Mm-hm.",
        "Oh wow, okay.",
        "Of course you did.",
        "That's chilling.",
        "Yes. Much heavier.",
        "Good advice.",
        "Amazing picture.",
        "Das ist ja toll.",
        "C'est très drôle.",
        "¡Qué bonito!",
        "Che bello.",
        "Wat een verhaal.",
        "Carried the organ!",
    ],
)
@pytest.mark.parametrize("spoken", [True, False])
def test_who_only_listens(text, spoken):
    assert listens(text, BEFORE, AFTER, spoken=spoken)


@pytest.mark.parametrize("text", ["Right?", "And the stool?", "You never went back.", "Tell me about the stool."])
@pytest.mark.parametrize("spoken", [True, False])
def test_who_wants_to_know_something(text, spoken):
    assert not listens(text, BEFORE, AFTER, spoken=spoken)


def test_what_judges_is_a_turn_if_somebody_asked_or_replies():
    assert not listens("That's chilling.", "Do you know what he said to us?", AFTER, spoken=False)
    assert not listens("That's chilling.", BEFORE, "Very. We left the window open.", spoken=False)


def test_a_word_alone_is_a_remark_where_people_were_recorded():
    assert listens("Heroic.", BEFORE, AFTER, spoken=True)
    assert not listens("Heroic.", BEFORE, AFTER, spoken=False)


def test_words_said_again_are_confirmed_or_not():
    assert listens("All nine of us.", BEFORE, AFTER, spoken=True)
    assert not listens("All nine of us.", BEFORE, "All nine of us, and the dog.", spoken=True)
