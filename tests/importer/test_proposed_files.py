"""From every fixture of the importer to a file: it loads, and nothing in it is made up."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bot.importer.details import Details, complete
from bot.importer.drafting import Draft, draft
from bot.importer.merging import merge
from bot.importer.model import Document, Role
from bot.importer.reading import read
from bot.importer.swapping import swapped
from bot.importer.transcript import transcribe
from bot.knowledge.loader import load
from bot.knowledge.reading import parse
from bot.knowledge.review import warnings
from bot.search.engine import Engine
from tests.importer import documents
from tests.importer.transcripts import DETAILS

DATA = Path(__file__).parent / "data"
EXAMPLE = Path(__file__).parents[2] / "examples" / "transcripts" / "okafor.txt"
SOURCES = [
    EXAMPLE,
    *sorted(
        path
        for path in DATA.glob("*/*")
        if path.parent.name != "none" and not (path.suffix == ".json" and path.with_suffix("").is_file())
    ),
]
GIVEN = replace(DETAILS, guest="Pia Torres", title=None, interviewer=None)


def squeezed(text: str) -> str:
    """The letters and digits alone, small, so that neither marks nor white space matter."""
    return re.sub(r"[\W_]+", "", text.casefold())


@cache
def document_of(path: Path) -> Document:
    return read(path.read_bytes(), path.name)


@cache
def proposed_of(path: Path) -> Draft:
    details, wrong = complete(GIVEN, document_of(path).metadata, documents.transcript(path))
    assert wrong == ()
    return draft(documents.transcript(path), details)


@pytest.fixture(params=SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def source(request):
    return request.param


@pytest.fixture
def document(source):
    return document_of(source)


@pytest.fixture
def transcript(source):
    return documents.transcript(source)


@pytest.fixture
def proposed(source):
    return proposed_of(source)


def test_it_loads(proposed):
    reading = parse(proposed.text, "x.yaml")
    assert (proposed.missing, reading.faults) == ((), ())
    assert reading.interview == proposed.interview


def test_without_anything_said_what_is_missing_is_all_that_is_wrong_with_it(transcript):
    bare = draft(transcript, Details())
    faults = parse(bare.text, "x.yaml").faults
    nameless = sum(not speaker.name for speaker in bare.interview.speakers)
    assert len(faults) == len(set(bare.missing) - {"guest"}) + nameless
    assert all("is empty; a text was expected" in fault.problem for fault in faults)


def test_it_has_every_pair_with_every_word_and_no_other(document, transcript, proposed):
    source = squeezed(" ".join(block.text for block in document.blocks))
    names = {squeezed(voice.name) for voice in transcript.speakers}
    names |= {squeezed(speaker.name) for speaker in proposed.interview.speakers}
    for pair, found in zip(proposed.interview.pairs, transcript.pairs, strict=True):
        assert squeezed(pair.question) == squeezed(found.question)
        answer = pair.answer
        for part in found.parts:
            assert squeezed(part.text) in squeezed(answer)
        for paragraph in answer.split("\n\n"):
            label, colon, rest = paragraph.partition(": ")
            said = rest if colon and squeezed(label) in names else paragraph
            assert squeezed(said) in source


def test_ids_are_unique_and_topics_and_nicknames_stand_in_the_document(document, transcript, proposed):
    interview = proposed.interview
    ids = [pair.id for pair in interview.pairs]
    assert len(set(ids)) == len(ids)
    source = squeezed(" ".join(block.text for block in document.blocks))
    assert all(squeezed(topic) in source for pair in interview.pairs for topic in pair.topics)
    labels = " ".join([form for voice in transcript.speakers for form in (voice.name, *voice.also)])
    known = squeezed(labels + " ".join(speaker.name for speaker in interview.speakers))
    nicknames = [name for alias in interview.aliases for name in alias.nicknames]
    assert len(set(nicknames)) == len(nicknames)
    assert all(squeezed(name) in known or squeezed(name).isalpha() for name in nicknames)


def test_every_speaker_answers_something(proposed):
    assert {pair.speaker for pair in proposed.interview.pairs} == {each.id for each in proposed.interview.speakers}


def test_merged_into_itself_nothing_changes(proposed):
    result = merge(proposed.interview, proposed.interview, Details())
    assert (result.interview, result.changed, result.added, result.missing) == (proposed.interview, (), {}, ())


def test_the_other_way_round_it_loads_just_as_well(document, transcript):
    other = swapped(document, transcript)
    if other.pairs:
        proposed = draft(other, complete(GIVEN, document.metadata, other)[0])
        reading = parse(proposed.text, "x.yaml")
        assert proposed.missing or reading.interview == proposed.interview
        asked = {voice.name for voice in transcript.speakers if voice.role is Role.INTERVIEWER}
        assert asked & {part.speaker for pair in other.pairs for part in pair.parts} or other.pairs[0].notes
    else:
        assert other.reason


def test_the_example_answers_questions_once_it_is_imported(tmp_path):
    transcript = transcribe(read(EXAMPLE.read_bytes(), EXAMPLE.name))
    (tmp_path / "okafor.yaml").write_text(draft(transcript, DETAILS).text, encoding="utf-8")
    snapshot = load([tmp_path])
    (found,) = warnings(snapshot)
    assert "no golden questions" in found.problem
    engine = Engine(snapshot)
    best = engine.find("why did the greenhouse burn so early").matches[0]
    assert best.entry.pair.id == "early-greenhouse-burns"
    assert engine.find("did the moths have to train").matches[0].entry.pair.id == "moths-training"
