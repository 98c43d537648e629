"""Content and models with something left out."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bench.variants import LESS_CONTENT, LESS_MODEL, bare
from bot.knowledge.model import Snapshot
from bot.search.engine import Engine
from bot.search.models import lexical, static
from tests.search.content import SNAPSHOT
from tests.strategies import interviews

PARTS = {"answers": "answer", "phrasings": "also", "summaries": "summary", "topics": "topics"}
SNAPSHOTS = interviews().map(lambda one: Snapshot([one]))  # each is treated by itself


def differing(one, other):
    """The names of the fields in which any two pairs differ."""
    return {
        field.name
        for mine, theirs in zip(one.entries, other.entries, strict=True)
        for field in fields(mine.pair)
        if getattr(mine.pair, field.name) != getattr(theirs.pair, field.name)
    }


@pytest.mark.parametrize(("part", "field"), PARTS.items())
def test_one_part_goes_and_the_others_stay(part, field):
    less = LESS_CONTENT[part](SNAPSHOT)
    assert differing(less, SNAPSHOT) == {field}
    assert not any(getattr(entry.pair, field) for entry in less.entries)
    assert [entry.ref for entry in less.entries] == [entry.ref for entry in SNAPSHOT.entries]
    assert less.interviews[0].aliases == SNAPSHOT.interviews[0].aliases


def test_glossaries_go_by_themselves():
    less = LESS_CONTENT["nicknames"](SNAPSHOT)
    assert less.interviews[0].aliases == ()
    assert differing(less, SNAPSHOT) == set()


@given(SNAPSHOTS)
def test_bare_content_is_what_was_asked_and_answered(snapshot):
    stripped = bare(snapshot)
    assert differing(stripped, snapshot) <= {"also", "summary", "topics"}
    assert [(entry.pair.question, entry.pair.answer) for entry in stripped.entries] == [
        (entry.pair.question, entry.pair.answer) for entry in snapshot.entries
    ]
    assert not any(interview.aliases for interview in stripped.interviews)
    assert bare(stripped).interviews == stripped.interviews


@given(SNAPSHOTS, st.sampled_from(sorted(LESS_CONTENT)))
def test_what_is_gone_cannot_go_again(snapshot, part):
    once = LESS_CONTENT[part](snapshot)
    assert LESS_CONTENT[part](once).interviews == once.interviews


@pytest.mark.parametrize("part", LESS_MODEL)
@pytest.mark.parametrize("model", [static, lexical])
def test_a_lesser_model_still_searches(part, model):
    engine = Engine(SNAPSHOT, LESS_MODEL[part](model()))
    assert engine.find("how was the ferry crossing filmed").matches[0].entry.pair.id == "ferry"


def test_without_spelling_words_stay_as_they_were_typed():
    question = "who set fier to the greenhuose"
    as_typed = Engine(SNAPSHOT, LESS_MODEL["spelling"](static())).find(question)
    assert Engine(SNAPSHOT).find(question).corrections
    assert not as_typed.corrections
    assert as_typed.matches[0].evidence.found < Engine(SNAPSHOT).find(question).matches[0].evidence.found
    rightly = question.replace("fier", "fire").replace("huose", "house")
    assert Engine(SNAPSHOT, LESS_MODEL["spelling"](static())).find(rightly) == Engine(SNAPSHOT).find(rightly)


def test_without_decoys_resembling_one_costs_nothing():
    question = "who set fire to the greenhouse"
    [first, *_] = Engine(SNAPSHOT, LESS_MODEL["decoys"](static())).find(question).matches
    assert first.evidence == Engine(SNAPSHOT).find(question).matches[0].evidence
    assert LESS_MODEL["decoys"](static()).calibration.confidence(first.evidence) == first.confidence
