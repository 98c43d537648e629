"""How an import looks in a pipe: cut where it is long, and nothing of it taken for markup."""

from __future__ import annotations

import pytest

from bot.cli.import_json import as_json
from bot.cli.import_view import show
from bot.importer.drafting import SURE
from bot.importer.model import Document, Dropped, FoundPair, Part, Role, Transcript, Voice
from tests.importer.transcripts import TRANSCRIPT, transcript

DOCUMENT = Document("markdown", ())


@pytest.fixture
def shown(capsys):
    """What is printed of a transcript, as lines."""

    def run(found, *warnings):
        show(DOCUMENT, found, warnings)
        return capsys.readouterr().out.splitlines()

    return run


def test_first_comes_what_kind_of_document_it_is(shown):
    assert shown(TRANSCRIPT)[0] == "markdown, labelled: 3 pairs"
    assert shown(transcript(("Why?", "So.")))[0] == "markdown, labelled: 1 pair"


def test_speakers_have_their_roles_and_other_names(shown):
    lines = [line.split() for line in shown(TRANSCRIPT)[1:5]]
    assert lines == [
        ["Speaker", "Role", "Also"],
        ["Ana", "Reyes", "interviewer", "REYES"],
        ["WANDA", "OKAFOR", "guest", "OKAFOR,", "WO"],
        ["Ivo", "Lindqvist", "guest"],
    ]


def test_pairs_have_numbers_sureness_and_notes(shown):
    text = "\n".join(shown(TRANSCRIPT))
    assert "\n2. Did the moths need training?  (60% sure)\n   WANDA OKAFOR: Only the lead moth.\n" in text
    assert (
        "   Ivo Lindqvist: He was difficult.\n   WANDA OKAFOR: Ivo wrote him so.\n   ! Two people answer by turns."
        in text
    )


def test_paragraphs_of_one_speaker_are_one_turn(shown):
    pair = FoundPair("Why?", (Part("A", "One."), Part("A", "Two.")), "A", SURE)
    text = "\n".join(shown(Transcript("labelled", (Voice("A", Role.GUEST),), (pair,))))
    assert text.count("A: ") == 1


def test_long_texts_are_cut_at_the_end_of_a_line(shown):
    lines = shown(transcript(("Why " * 200, "So " * 2000)))
    assert max(map(len, lines)) < 140
    assert sum(line.endswith("…") or "…  (" in line for line in lines) == 2


def test_what_was_left_out_is_counted_by_reason(shown):
    dropped = tuple(Dropped(f"Text {number}", "caption" if number % 3 else "outro") for number in range(60))
    lines = shown(Transcript("labelled", TRANSCRIPT.speakers, TRANSCRIPT.pairs, dropped))
    at = lines.index("Left out (40 × caption, 20 × outro)")
    assert lines[at + 1 : at + 3] == ["- outro: Text 0", "- caption: Text 1"]
    assert lines[at + 31] == "- … and 30 more"


def test_warnings_come_last_those_of_the_caller_too(shown):
    assert shown(TRANSCRIPT, "Mind the gap.")[-3:] == [
        "Look at this",
        "- “REYES” was taken for Ana Reyes.",
        "- Mind the gap.",
    ]


def test_without_an_interview_there_is_the_reason(shown):
    found = Transcript("none", dropped=(Dropped("x", "caption"),), reason="Nobody speaks.")
    assert shown(found)[-1] == "No interview was found: Nobody speaks."
    assert "pairs" not in " ".join(shown(found))


def test_who_knows_better_is_told_what_to_do(shown):
    found = Transcript("none", reason="Nobody asks.", withheld=3)
    assert shown(found)[-1] == "If it is one after all, name who asks or who answers, with --interviewer or --guest."


@pytest.mark.parametrize("text", ["[bold]x[/bold]", "[/]", "\\[red]", ":smile:", "[link=x]y"])
def test_nothing_is_taken_for_markup(shown, text):
    found = Transcript(
        "labelled",
        (Voice(text, Role.GUEST, (text,)),),
        (FoundPair(text, (Part(text, text),), text, 0.5, (text,)),),
        (Dropped(text, text),),
        (text,),
    )
    assert "\n".join(shown(found, text)).count(text) == 11


class TestJson:
    def test_all_values_are_plain(self):
        assert as_json(TRANSCRIPT)["speakers"][0] == {"name": "Ana Reyes", "role": "interviewer", "also": ["REYES"]}
        assert as_json(TRANSCRIPT)["pairs"][1] == {
            "question": "Did the moths need training?",
            "answer": "Only the lead moth.\n\nHe was difficult.\n\nIvo wrote him so.",
            "speaker": "WANDA OKAFOR",
            "confidence": 0.6,
            "notes": ["Two people answer by turns."],
        }
        assert as_json(TRANSCRIPT)["dropped"][0] == {"text": "Image via ScreenPost", "reason": "caption"}

    def test_warnings_of_both_are_there_and_a_reason_only_without_pairs(self):
        assert as_json(TRANSCRIPT, ["Mind."])["warnings"] == [*TRANSCRIPT.warnings, "Mind."]
        assert "reason" not in as_json(TRANSCRIPT)
        assert as_json(Transcript("none", reason="Nobody speaks."))["reason"] == "Nobody speaks."
