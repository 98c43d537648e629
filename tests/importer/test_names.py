"""What is somebody's label, and whose forms are one person's."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.importer import clock
from bot.importer.labels import Shape, label_of
from bot.importer.lines import lines
from bot.importer.model import Block, Kind, Metadata, Run
from bot.importer.names import key, name
from bot.importer.speakers import labels
from bot.importer.voices import cast
from tests.importer.blocks import document, paragraph


@pytest.mark.parametrize(
    "text",
    [
        "WANDA OKAFOR",
        "Okafor",
        "WO",
        "W.O.",
        "Ms. OKAFOR",
        "ANA REYES, HOST",
        "Wanda Okafor (creator)",
        "J.J. Falk",
        "O’Brien",
        "Jean-Luc de la Tour",
        "The Reel Gazette",
        "Q",
        "A",
        "Speaker 1",
        "Unknown Speaker",
        "AUDIENCE MEMBER",
        "SENIOR HARBOR OFFICIAL",
        "w0kafor",
        "pia_t",
        "沖田",
        "記者",
        "Frage",
        "OKAFOR & LINDQVIST",
        "Both",
        "u/fogfan99",
        "SOLHEIM",
        "Anders And",
        "Reyes",
    ],
)
def test_names(text):
    assert name(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "SPOILER ALERT",
        "MILD SPOILER ALERT",
        "RELATED",
        "UPDATE",
        "NOTE",
        "https",
        "Secondly",
        "Top pick",
        "Break",
        "Outro",
        "More on Tin Harbor",
        "Cast",
        "THE PLAN",
        "Here is what I think",
        "my answer",
        "12",
        "3:01",
        "He said",
        "how one keeps a ship afloat",
        "It was a Tuesday",
        "Step 1",
        "Photo",
        "Directed by",
        "Ingredients",
        "a, b; c",
        "x" * 200,
        "She was right",
        "Monday",
    ],
)
def test_what_is_nobody(text):
    assert name(text) is None


@pytest.mark.parametrize(
    ("raw", "text", "also", "asks"),
    [
        ("lanternmoth asked", "lanternmoth", (), True),
        ("Pia Torres answered", "Pia Torres", (), False),
        ("Pim (mod)", "Pim", (), True),
        ("ANA REYES, HOST", "ANA REYES", (), True),
        ("Ms. MARGIT SOLHEIM (Creator, “Night Ferry”)", "MARGIT SOLHEIM", (), False),
        ("The Reel Gazette (TRG)", "The Reel Gazette", ("TRG",), None),
        ("沖田和子（以下、沖田）", "沖田和子", ("沖田",), None),
        ("Wanda (interviewer)", "Wanda", (), True),
        ("Q", "Q", (), True),
        ("A", "A", (), False),
        ("Press", "Press", (), True),
    ],
)
def test_a_label_is_taken_apart(raw, text, also, asks):
    found = name(raw)
    assert found is not None
    assert (found.text, found.also, found.asks) == (text, also, asks)


@pytest.mark.parametrize(
    ("text", "who", "rest"),
    [
        ("OKAFOR: I did.", "OKAFOR", "I did."),
        ("Okafor : Oui.", "Okafor", "Oui."),
        ("沖田：はい。", "沖田", "はい。"),
        ("[00:01:23] ANA: Why?", "ANA", "Why?"),
        ("Ana (00:01:23): Why?", "Ana", "Why?"),
        ("Ana: [01:46] Why?", "Ana", "Why?"),
        ("**Ana:** Why?", "Ana", "Why?"),
        ("'''Ana:''' Why?", "Ana", "Why?"),
        (">> ANA: Why?", "ANA", "Why?"),
        ("- ANA: Why?", "ANA", "Why?"),
        ("Q. Why?", "Q", "Why?"),
        ("Q — Why?", "Q", "Why?"),
        ("Q\u00a0\u00a0Why?", "Q", "Why?"),
        ("Q Why?", "Q", "Why?"),
        ("<pia_t> why?", "pia_t", "why?"),
        ("[20:03] <@pia_t> why?", "pia_t", "why?"),
        ("{{Interview/A|Wanda|They float.}}", "Wanda", "They float."),
        ("――なぜ？", "――", "なぜ？"),
        ("OKAFOR – They float.", "OKAFOR", "They float."),
        ("LIM:       I was nineteen.", "LIM", "I was nineteen."),
        ("INTERVIEWER", "INTERVIEWER", ""),
    ],
)
def test_labels_in_all_their_shapes(text, who, rest):
    found = lines(document(text, "something said below"))
    label = label_of(found, 0)
    assert label is not None
    assert (label.name.text, text[label.start : label.end].strip()) == (who, rest)


@pytest.mark.parametrize(
    "text",
    [
        "https://tin.example/a: b",
        "It is 3:01 now",
        "He said: no.",
        "Boots.",
        "“Why?” she said: never.",
        "1. First: this",
    ],
)
def test_what_has_no_label(text):
    assert label_of(lines(document(text, "x")), 0) is None


def test_a_name_that_is_emphasised_where_the_rest_is_plain():
    line = Block((Run("Ana Reyes", emphasised=True), Run(" Was it real?")))
    label = label_of(lines(document(line, "x")), 0)
    assert label is not None
    assert (label.name.text, label.shape, label.start) == ("Ana Reyes", Shape.BOLD, 10)


def test_the_container_names_the_speaker():
    cue = paragraph("Was it real?", kind=Kind.CUE, speaker="Ana Reyes:", time=3.0)
    label = label_of(lines(document(cue)), 0)
    assert label is not None
    assert (label.name.text, label.shape, label.time) == ("Ana Reyes", Shape.CONTAINER, 3.0)


@pytest.mark.parametrize(("stamp", "told"), [("0:03", 3), ("[01:02:03]", 3723), ("00:00:01,500", 1.5), ("90:00", 5400)])
def test_stamps(stamp, told):
    assert clock.first(stamp) == told


def voices(*texts: str) -> list[tuple[str, ...]]:
    """The forms of each voice that labels of these texts name."""
    source = document(*(f"{text}: And then?" for text in texts))
    found = [label for number in range(len(texts)) if (label := label_of(lines(source), number))]
    return list(cast(found, [(a.name.key, b.name.key) for a, b in pairwise(found)]).forms)


@pytest.mark.parametrize(
    "forms",
    [
        ("WANDA OKAFOR", "OKAFOR"),
        ("Wanda Okafor", "Wanda"),
        ("Wanda Okafor", "WO"),
        ("Wanda Okafor", "W.O."),
        ("The Reel Gazette", "TRG"),
        ("The Reel Gazette", "RG"),
        ("The Reel Gazette", "Gazette"),
        ("Wanda Jane Okafor", "Wanda Okafor"),
        ("Zoë Réyes", "REYES"),
        ("Ms. WANDA OKAFOR", "Ms. OKAFOR"),
        ("ANA REYES, HOST", "REYES"),
        ("沖田和子（以下、沖田）", "沖田"),
        ("The A.V. Club", "AVC"),
    ],
)
def test_forms_of_one_name(forms):
    assert len(voices(forms[0], "Bo Falk", forms[1], "Bo Falk")) == 2


def test_two_of_one_surname_keep_apart():
    found = voices("MARGIT SOLHEIM", "INGRID SOLHEIM", "MARGIT", "INGRID", "SOLHEIM")
    assert [each for each in found if len(each) == 2] == [("MARGIT SOLHEIM", "MARGIT"), ("INGRID SOLHEIM", "INGRID")]
    assert ("SOLHEIM",) in found


def test_initials_that_two_share_go_to_the_one_they_never_speak_beside():
    found = voices("Web Observer", "Wanda Okafor", "Observer", "WO", "Observer", "WO", "Observer", "WO")
    assert found == [("Web Observer", "Observer"), ("Wanda Okafor", "WO")]


def test_slips_of_the_pen():
    assert len(voices("Kayla", "Bo", "Kayla", "Bo", "Kayla", "Bo", "Kyla", "Bo")) == 2
    assert len(voices("Speaker 1", "Speaker 2", "Speaker 1", "Speaker 1", "Speaker 1")) == 2
    assert len(voices("Marta", "Maria", "Marta", "Maria", "Marta", "Maria")) == 2


@given(
    st.lists(
        st.sampled_from(
            ["Wanda Okafor", "OKAFOR", "WO", "Will Ortiz", "Ana", "ANA REYES", "Reyes", "TRG", "The Reel Gazette"]
        ),
        min_size=1,
        max_size=30,
    )
)
@settings(max_examples=40, deadline=None)
def test_every_form_belongs_to_one_voice(texts):
    forms = [form for voice in voices(*texts) for form in voice]
    assert sorted(map(key, forms)) == sorted({key(text) for text in texts})


def test_a_label_must_recur_or_be_known():
    told = labels(
        lines(document("NASA: that is what we called it.", "And so on.", "Boston: a town.")), document().metadata
    )
    assert told == {}
    talk = ("Wanda Okafor came by boat.", "ANA: Why?", "WANDA: Why not?", "ANA: And now?", "NASA: a word.")
    assert [label.name.text for label in labels(lines(document(*talk)), document().metadata).values()] == [
        "ANA",
        "WANDA",
        "ANA",
    ]


def test_an_office_with_its_holder_is_the_holder():
    assert [name(each).text for each in ("The Minister for Culture (Mrs Ailsa Fenn)", "2. Miss Ruth Hale (North)")] == [
        "Ailsa Fenn",
        "Ruth Hale",
    ]


def test_a_title_and_a_full_name_are_a_label_wherever_they_stand():
    said = ["The levy is high.", "Mr Reyes: Is it?", "Mrs Okafor: It is.", "Ms Pia Torres (Little Haven): Why?"]
    found = labels(lines(document(*said, "Mr Reyes: Yes, why?", "Mrs Okafor: Boats.")), document().metadata)
    assert [label.name.text for label in found.values()] == ["Reyes", "Okafor", "Pia Torres", "Reyes", "Okafor"]


@pytest.mark.parametrize(("title", "labelled"), [("A talk with Wanda Okafor", True), ("A talk with Mira Sol", False)])
def test_bold_initials_are_labels_where_the_page_names_who_has_them(title: str, labelled: bool):
    said = [Block((Run("WO", emphasised=True), Run(f" It rained {number} times."))) for number in range(5)]
    found = labels(lines(document(paragraph(title), *said)), Metadata())
    assert len(found) == (5 if labelled else 0)
