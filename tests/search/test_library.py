"""What is searched now, by everybody and by single servers."""

from __future__ import annotations

import pytest

from bot.search.engine import Engine
from bot.search.library import Library
from tests.search.content import SNAPSHOT

PIER, QUAY = 11, 12


@pytest.fixture(scope="module")
def engines() -> list[Engine]:
    return [Engine(SNAPSHOT) for _ in range(3)]


def test_everybody_shares_the_operators_engine(engines):
    library = Library(engines[0])
    assert [library.engine_for(server) for server in (None, PIER, QUAY)] == [engines[0]] * 3


def test_a_server_with_an_engine_of_its_own_does_not_share(engines):
    library = Library(engines[0], {PIER: engines[1]})
    assert [library.engine_for(server) for server in (None, PIER, QUAY)] == [engines[0], engines[1], engines[0]]
    assert library.engine is engines[0]


def test_servers_come_and_go_one_by_one(engines):
    library = Library(engines[0])
    library.place(PIER, engines[1])
    library.place(QUAY, engines[2])
    library.place(PIER, None)
    library.place(PIER, None)
    assert [library.engine_for(server) for server in (PIER, QUAY)] == [engines[0], engines[2]]


def test_everything_is_replaced_at_once(engines):
    library = Library(engines[0], {PIER: engines[1]})
    assert library.replace(engines[2], {QUAY: engines[1]}) is engines[0]
    assert [library.engine_for(server) for server in (None, PIER, QUAY)] == [engines[2], engines[2], engines[1]]
    assert library.replace(engines[0]) is engines[2]
    assert library.engine_for(QUAY) is engines[0]


def test_whoever_wants_to_prepare_for_an_engine_gets_it_before_it_is_in_place(engines):
    library = Library(engines[0])
    prepared = []
    library.prepare(lambda engine: prepared.append((engine, library.engine)))
    library.replace(library.prepared(engines[1]))
    assert prepared == [(engines[1], engines[0])]


def test_what_was_handed_in_may_change_without_effect(engines):
    servers = {PIER: engines[1]}
    library = Library(engines[0], servers)
    servers.clear()
    assert library.engine_for(PIER) is engines[1]


def test_who_watches_is_told_of_every_change(engines):
    library, told = Library(engines[0]), []
    library.watch(lambda server: told.append((server, library.engine_for(server))))
    library.place(PIER, engines[1])
    library.replace(engines[2])
    assert told == [(PIER, engines[1]), (None, engines[2])]
