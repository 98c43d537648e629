"""Documents of every convention, with the traps of each: from each to its pairs, and on to a file.

A document is read once and put to every check that applies to it; all that fail are shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.importer.details import Details, complete
from bot.importer.drafting import Draft, draft
from bot.importer.merging import merge
from bot.importer.model import Role, Transcript
from bot.importer.reading import read
from bot.importer.swapping import swapped
from bot.importer.transcript import transcribe
from bot.knowledge.loader import load
from bot.knowledge.reading import parse
from bot.knowledge.review import warnings
from bot.search.engine import Engine
from tests.importer.documents import DATA, DOCUMENTS, Expected, found, plain
from tests.importer.transcripts import DETAILS

if TYPE_CHECKING:
    from bot.importer.model import Document

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
EXAMPLE = Path(__file__).parents[2] / "examples" / "transcripts" / "okafor.txt"
GIVEN = replace(DETAILS, guest="Pia Torres", title=None, interviewer=None)

EXPECTED = {each.path: each for each in DOCUMENTS}
INTERVIEWS = {
    EXAMPLE,
    *(
        path
        for path in DATA.glob("*/*")
        if path.parent.name != "none" and not (path.suffix == ".json" and path.with_suffix("").is_file())
    ),
}
"""Documents that become a file."""


@dataclass(frozen=True)
class Imported:
    """A document, and what the importer makes of it."""

    path: Path

    @cached_property
    def document(self) -> Document:
        return read(self.path.read_bytes(), self.path.name)

    @cached_property
    def transcript(self) -> Transcript:
        return transcribe(self.document)

    @cached_property
    def proposed(self) -> Draft:
        details, wrong = complete(GIVEN, self.document.metadata, self.transcript)
        assert wrong == ()
        return draft(self.transcript, details)


def squeezed(text: str) -> str:
    """The letters and digits alone, small, so that neither marks nor white space matter."""
    return re.sub(r"[\W_]+", "", text.casefold())


def what_is_marked_is_found_to_the_word(imported: Imported, expected: Expected):
    assert found(imported.transcript) == [(question, answer) for question, answer, _ in expected.pairs]


def who_answers_most_is_said(imported: Imported, expected: Expected):
    speakers = [pair.speaker for pair in imported.transcript.pairs]
    assert [told or speaker for speaker, (_, _, told) in zip(speakers, expected.pairs, strict=True)] == speakers


def what_is_no_interview_has_no_pairs_but_a_reason(imported: Imported, _: Expected):
    result = imported.transcript
    assert (result.pairs, result.convention) == ((), "none")
    assert result.reason
    assert result.reason.endswith(".")


def the_convention_is_named(imported: Imported, expected: Expected):
    assert imported.transcript.convention == expected.convention


def everybody_has_their_name_and_role(imported: Imported, expected: Expected):
    roles = {voice.name: voice.role for voice in imported.transcript.speakers}
    assert {name: roles.get(name) for name, _ in expected.voices} == {
        name: Role(role) for name, role in expected.voices
    }


def every_speaker_of_a_part_is_somebody(imported: Imported, _: Expected):
    result = imported.transcript
    names = {voice.name for voice in result.speakers}
    assert {part.speaker for pair in result.pairs for part in pair.parts} <= names
    assert {pair.speaker for pair in result.pairs} <= names
    assert all(0 < pair.confidence < 1 for pair in result.pairs)


def the_file_loads(imported: Imported):
    proposed = imported.proposed
    reading = parse(proposed.text, "x.yaml")
    assert (proposed.missing, reading.faults) == ((), ())
    assert reading.interview == proposed.interview


def without_anything_said_what_is_missing_is_all_that_is_wrong_with_it(imported: Imported):
    bare = draft(imported.transcript, Details())
    faults = parse(bare.text, "x.yaml").faults
    nameless = sum(not speaker.name for speaker in bare.interview.speakers)
    assert len(faults) == len(set(bare.missing) - {"guest"}) + nameless
    assert all("is empty; a text was expected" in fault.problem for fault in faults)


def the_file_has_every_pair_with_every_word_and_no_other(imported: Imported):
    transcript, proposed = imported.transcript, imported.proposed
    source = squeezed(" ".join(block.text for block in imported.document.blocks))
    names = {squeezed(voice.name) for voice in transcript.speakers}
    names |= {squeezed(speaker.name) for speaker in proposed.interview.speakers}
    for pair, original in zip(proposed.interview.pairs, transcript.pairs, strict=True):
        assert squeezed(pair.question) == squeezed(original.question)
        answer = pair.answer
        for part in original.parts:
            assert squeezed(part.text) in squeezed(answer)
        for paragraph in answer.split("\n\n"):
            label, colon, rest = paragraph.partition(": ")
            said = rest if colon and squeezed(label) in names else paragraph
            assert squeezed(said) in source


def ids_are_unique_and_topics_and_nicknames_stand_in_the_document(imported: Imported):
    interview = imported.proposed.interview
    ids = [pair.id for pair in interview.pairs]
    assert len(set(ids)) == len(ids)
    source = squeezed(" ".join(block.text for block in imported.document.blocks))
    assert all(squeezed(topic) in source for pair in interview.pairs for topic in pair.topics)
    labels = " ".join([form for voice in imported.transcript.speakers for form in (voice.name, *voice.also)])
    known = squeezed(labels + " ".join(speaker.name for speaker in interview.speakers))
    nicknames = [name for alias in interview.aliases for name in alias.nicknames]
    assert len(set(nicknames)) == len(nicknames)
    assert all(squeezed(name) in known or squeezed(name).isalpha() for name in nicknames)


def every_speaker_answers_something(imported: Imported):
    interview = imported.proposed.interview
    assert {pair.speaker for pair in interview.pairs} == {each.id for each in interview.speakers}


def merged_into_itself_nothing_changes(imported: Imported):
    interview = imported.proposed.interview
    result = merge(interview, interview, Details())
    assert (result.interview, result.changed, result.added, result.missing) == (interview, (), {}, ())


def the_other_way_round_it_loads_just_as_well(imported: Imported):
    other = swapped(imported.document, imported.transcript)
    if other.pairs:
        proposed = draft(other, complete(GIVEN, imported.document.metadata, other)[0])
        reading = parse(proposed.text, "x.yaml")
        assert proposed.missing or reading.interview == proposed.interview
        asked = {voice.name for voice in imported.transcript.speakers if voice.role is Role.INTERVIEWER}
        assert asked & {part.speaker for pair in other.pairs for part in pair.parts} or other.pairs[0].notes
    else:
        assert other.reason


OF_A_DOCUMENT = (
    (lambda expected: expected.kind not in BARE | {"none"}, what_is_marked_is_found_to_the_word),
    (lambda expected: expected.kind not in BARE | {"none"}, who_answers_most_is_said),
    (lambda expected: expected.kind == "none", what_is_no_interview_has_no_pairs_but_a_reason),
    (lambda expected: expected.convention, the_convention_is_named),
    (lambda expected: expected.voices, everybody_has_their_name_and_role),
    (lambda _: True, every_speaker_of_a_part_is_somebody),
)
"""What holds of the pairs, and for which documents that say what is expected of them."""
OF_A_FILE = (
    the_file_loads,
    without_anything_said_what_is_missing_is_all_that_is_wrong_with_it,
    the_file_has_every_pair_with_every_word_and_no_other,
    ids_are_unique_and_topics_and_nicknames_stand_in_the_document,
    every_speaker_answers_something,
    merged_into_itself_nothing_changes,
    the_other_way_round_it_loads_just_as_well,
)
"""What holds of the file that an interview becomes."""


def test_there_are_documents_of_every_convention():
    assert {each.kind for each in DOCUMENTS} == CONVENTIONS | {"none"}
    assert len([each for each in DOCUMENTS if each.kind == "none"]) >= 10


@pytest.mark.parametrize(
    "path", sorted(EXPECTED.keys() | INTERVIEWS), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_document(path: Path):
    imported, expected = Imported(path), EXPECTED.get(path)
    checks = [partial(check, imported) for check in OF_A_FILE if path in INTERVIEWS]
    if expected:
        checks += [partial(check, imported, expected) for applies, check in OF_A_DOCUMENT if applies(expected)]
    failed = []
    for check in checks:
        try:
            check()
        except AssertionError as error:
            failed.append(error)
    if failed:
        raise ExceptionGroup(f"{len(failed)} of {len(checks)} checks failed for {path}", failed)


def test_most_of_what_only_the_words_tell_is_found():
    hits = wanted = got = 0
    for each in DOCUMENTS:
        if each.kind in BARE:
            pairs = set(found(Imported(each.path).transcript))
            hits += len(pairs & {(question, answer) for question, answer, _ in each.pairs})
            wanted += len(each.pairs)
            got += len(pairs)
    assert hits / wanted >= 0.85
    assert hits / got >= 0.85


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
    result = Imported(DATA / document).transcript
    assert any(plain(noise) in plain(each.text) and each.reason for each in result.dropped)
    inside = [plain(part.text) for pair in result.pairs for part in pair.parts if plain(noise) == plain(part.text)]
    assert inside == []


def test_the_example_answers_questions_once_it_is_imported(tmp_path: Path):
    transcript = transcribe(read(EXAMPLE.read_bytes(), EXAMPLE.name))
    (tmp_path / "okafor.yaml").write_text(draft(transcript, DETAILS).text, encoding="utf-8")
    snapshot = load([tmp_path])
    (noticed,) = warnings(snapshot)
    assert "no golden questions" in noticed.problem
    engine = Engine(snapshot)
    best = engine.find("why did the greenhouse burn so early").matches[0]
    assert best.entry.pair.id == "early-greenhouse-burns"
    assert engine.find("did the moths have to train").matches[0].entry.pair.id == "moths-training"
