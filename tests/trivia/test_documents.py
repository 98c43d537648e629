"""Games and rounds as documents; those that come of real play are held to it by `test_machine`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.trivia.documents import FORMAT, dump, dump_round, load, load_round
from bot.trivia.model import Clue, Hint, Mode, Round, Verdict
from tests.trivia.games import INES, JORIS, Table, choice_round, typed_round

if TYPE_CHECKING:
    from bot.trivia.state import Game

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
MANY = st.lists(TEXTS, max_size=3).map(tuple)
ROUNDS = st.builds(
    Round,
    mode=st.sampled_from(Mode),
    ref=TEXTS,
    prompt=TEXTS,
    answer=TEXTS,
    quote=TEXTS,
    choices=MANY,
    accepted=MANY,
    hints=st.lists(st.builds(Hint, clue=st.sampled_from(Clue), text=TEXTS), max_size=2).map(tuple),
    key=TEXTS,
    asked=TEXTS,
    lookalikes=MANY,
)


def through_json(document: dict) -> dict:
    return json.loads(json.dumps(document, sort_keys=True))


def played() -> Game:
    """A game in the middle of its second round, in which everything has happened that leaves a trace."""
    table = Table()
    table.deal(choice_round())
    table.later(1 / 3).choose(JORIS, 0)
    table.choose(INES, 1)
    table.time_is_up()
    table.deal(typed_round(2))
    table.guess(JORIS, Verdict.WRONG)
    return table.game


@given(ROUNDS)
def test_a_round_is_given_back_as_it_was(round_):
    assert load_round(through_json(dump_round(round_))) == round_


def test_a_game_is_given_back_as_it_was():
    game = played()
    assert load(through_json(dump(game))) == game


def test_a_document_holds_nothing_but_what_json_holds():
    def plain(value):
        if type(value) is dict:
            return all(type(key) is str and plain(each) for key, each in value.items())
        return all(map(plain, value)) if type(value) is list else type(value) in {str, int, float, bool, type(None)}

    assert plain(dump(played()))


def test_people_are_named_only_where_they_can_be_taken_out():
    document = dump(played())
    assert document.pop("starter") == INES
    assert set(document.pop("players")) == {str(INES), str(JORIS)}
    table = Table(starter=987_654)
    table.deal(choice_round())
    table.choose(123_456, 0)
    table.time_is_up()
    document = dump(table.game)
    del document["starter"], document["players"]
    assert "987654" not in json.dumps(document)
    assert "123456" not in json.dumps(document)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.pop("format"),
        lambda document: document.update(format=FORMAT + 1),
        lambda document: document.pop("until"),
        lambda document: document.update(mood="calm"),
        lambda document: document.update(phase="asleep"),
        lambda document: document.update(players=[]),
        lambda document: document["settings"].update(rounds=0),
        lambda document: document["round"].pop("answer"),
        lambda document: document["round"].update(hints=["b••••••"]),
        lambda document: document["players"].update(x={}),
    ],
)
def test_what_is_no_such_document_is_told(spoil):
    document = through_json(dump(played()))
    spoil(document)
    with pytest.raises(ValueError, match="another version of this program"):
        load(document)


@pytest.mark.parametrize("document", [{}, {"mode": "song"}, {"mode": "gap"}, {**dump_round(typed_round()), "hints": 3}])
def test_so_is_what_is_no_round(document):
    with pytest.raises(ValueError, match="another version of this program"):
        load_round(document)
