"""What the bot says first in the demo."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.app import build_engine
from bot.config import Settings, load_settings
from bot.demo.welcome import examples, misspell, welcome
from bot.knowledge.model import Interview, Snapshot
from bot.search.engine import Engine
from bot.search.results import Answer, NoAnswer, Suggestions
from tests.strategies import interviews

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=["knowledge", "examples", "tests/data/lighthouse"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return build_engine(
        load_settings(
            None, {"SHOWRUNNER_SEARCH__ENCODER": "static", "SHOWRUNNER_CONTENT__PATHS": str(ROOT / request.param)}
        )
    )


OUTCOMES = {
    "": Answer,
    "(nicknames will do)": Answer,
    "(misspelt on purpose)": Answer,
    "(too little to be sure, so I ask back)": Suggestions,
    "(not in the interviews, and I say so)": NoAnswer,
}


def test_examples_do_what_their_notes_say(engine: Engine) -> None:
    found = {note: engine.find(question) for question, note in examples(engine)}
    assert len(found) >= 4
    assert {note: type(finding) for note, finding in found.items()} == {note: OUTCOMES[note] for note in found}
    assert found["(misspelt on purpose)"].corrections


def test_without_content_the_welcome_still_names_the_commands() -> None:
    text = welcome(Engine(Snapshot([])), Settings())
    assert "nothing yet" in text
    assert "`!help`" in text


def test_welcome_uses_slashes_where_the_prefix_is_off(engine: Engine) -> None:
    off = load_settings(None, {"SHOWRUNNER_DISCORD__MESSAGE_CONTENT": "false"})
    assert "`/ask " in welcome(engine, off)
    question_mark = load_settings(None, {"SHOWRUNNER_DISCORD__PREFIX": "?"})
    assert "`?quote`" in welcome(engine, question_mark)


@settings(max_examples=20)
@given(st.lists(interviews(), max_size=3, unique_by=lambda interview: interview.id))
def test_welcome_fits_a_message_whatever_the_content(content: list[Interview]) -> None:
    text = welcome(Engine(Snapshot(content)), Settings())
    assert len(text.encode("utf-16-le")) // 2 <= 2000


@given(st.text())
def test_misspelling_moves_letters_and_loses_none(text: str) -> None:
    assert sorted(misspell(text)) == sorted(text)


def test_misspelling_spares_short_words() -> None:
    assert misspell("who is back") == "who is back"
    assert misspell("the lighthouse is dark") == "the lighhtouse is dark"
