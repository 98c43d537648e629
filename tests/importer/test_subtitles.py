"""Subtitles: cues, their numbers and times, their speakers, and captions that roll."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.importer import captions, subtitles
from bot.importer.model import Kind, Metadata

SRT = """7
00:00:12,000 --> 00:00:14,500
ANA: Was the storm real?

8
00:00:14,500 --> 00:00:16,000
WANDA: It was
mostly <i>paper</i>.
"""
STORM = [(12.0, "ANA: Was the storm real?"), (14.5, "WANDA: It was\nmostly paper.")]


def cues(text: str, *, named: bool = False):
    return [(block.time, block.text) for block in subtitles.read(text, named=named)]


def spoken(text: str):
    return [(block.speaker, block.turn, block.text) for block in subtitles.read(text, named=True)]


def cue(text: str):
    return spoken(f"00:01.000 --> 00:02.000\n{text}\n\n")


@pytest.mark.parametrize(
    "text",
    [
        SRT,
        SRT.replace(",", "."),
        SRT.replace("8\n", "7\n"),
        SRT.replace("\n8\n", "\n"),
        SRT.replace("7\n", "").replace("\n8\n", "\n"),
        SRT.replace("\n\n8\n", "\n8\n"),
        SRT.replace("00:00:", "00:"),
        SRT.replace("-->", "—>"),
        SRT.replace("-->", "--&gt;"),
        SRT.replace("\n\n", "\n \n\n"),
        "```\n" + SRT + "```\n",
    ],
)
def test_cues_with_all_kinds_of_heads(text):
    assert cues(text) == STORM


def test_a_file_in_one_line():
    assert cues(" ".join(SRT.split("\n"))) == [
        (12.0, "ANA: Was the storm real?"),
        (14.5, "WANDA: It was mostly paper."),
    ]
    times = ("00:00:12,000 --> 00:00:14,500", "00:00:14,500 --> 00:00:15,000", "00:00:15,000 --> 00:00:16,000")
    flat = f"1 {times[0]} in 1998 2 {times[1]} and 1999 3 {times[2]} 8"
    assert [text for _, text in cues(flat)] == ["in 1998", "and 1999", "8"]


def test_a_number_that_is_said_stays():
    times = ("00:01,000 --> 00:02,000", "00:02,000 --> 00:03,000", "00:03,000 --> 00:04,000")
    text = f"1\n{times[0]}\nWhat year?\n1998\n\n2\n{times[1]}\n42\n\n{times[2]}\nYes.\n"
    assert [said for _, said in cues(text)] == ["What year?\n1998", "42", "Yes."]


def test_the_log_of_a_recogniser_and_youtube_sbv():
    assert cues("[00:43.810 --> 00:47.850]  Was it?\n[00:47.850 --> 01:00:49.850]  Yes.\n") == [
        (43.81, "Was it?"),
        (47.85, "Yes."),
    ]
    assert cues("0:00:01.000,0:00:03.000\nWas it?\n\n0:00:03.500,0:00:05.000\nYes.\n") == [
        (1.0, "Was it?"),
        (3.5, "Yes."),
    ]


def test_text_around_the_cues_is_text():
    blocks = subtitles.read("Fogcast 12\n\n" + SRT + "\nThe end.")
    assert [(block.kind, block.text) for block in (blocks[0], blocks[-1])] == [
        (Kind.PARAGRAPH, "Fogcast 12"),
        (Kind.PARAGRAPH, "The end."),
    ]


VTT = """WEBVTT - Fogcast
Kind: captions

NOTE hand made
over two lines

STYLE
::cue { color: red }

REGION
id:fred

00:01.000 --> 00:03.000 align:start position:0%
<v Ana Reyes>Was the storm real?</v>

intro
00:03.000 --> 00:05.000
<v.loud.slow Wanda Okafor>Mostly <c.x>paper</c> &amp; <b>glue</b>.

NOTE in between

00:05.000 --> 00:07.000
And one fan.

00:07.000 --> 00:08.000
- <v Ana Reyes>One?
- <v Ivo &amp; Wanda>Two.
"""


def test_webvtt_voices_go_on_until_the_next():
    assert spoken(VTT) == [
        ("Ana Reyes", False, "Was the storm real?"),
        ("Wanda Okafor", False, "Mostly paper & glue."),
        ("Wanda Okafor", False, "And one fan."),
        ("Ana Reyes", False, "One?"),
        ("Ivo & Wanda", False, "Two."),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (">> Was it?", [(True, "Was it?")]),
        (
            "&gt;&gt; ANA: Was it? >> WANDA: Yes.\n>>> Next.",
            [(True, "ANA: Was it?"), (True, "WANDA: Yes."), (True, "Next.")],
        ),
        ("and so on. >> Oh.", [(False, "and so on."), (True, "Oh.")]),
        ("- Why?\n- Because -- I said.", [(True, "Why?"), (True, "Because -- I said.")]),
        ("- Why? - Because.", [(True, "Why?"), (True, "Because.")]),
        ("–Why?\n–Because.", [(True, "Why?"), (True, "Because.")]),
        ("and so on.\n- Really?", [(False, "and so on."), (True, "Really?")]),
        ("-5 degrees\n— and falling", [(False, "-5 degrees"), (True, "and falling")]),
        ("—and then it\nsank — slowly", [(False, "—and then it\nsank — slowly")]),
        ("ANA: Was it?\nWANDA: Yes.", [(False, "ANA: Was it?\nWANDA: Yes.")]),
        (r"{\an8}<font color=\"red\">It</font>\hwas\Nso", [(False, "It was\nso")]),
        ("<00:00:01.500><c>Was</c><00:00:02.000><c> it</c>", [(False, "Was it")]),
        ("5 < 6 & 7 > 6", [(False, "5 < 6 & 7 > 6")]),
        ("it’s\xa0&nbsp;“so”\u200b", [(False, "it’s  “so”")]),
    ],
)
def test_what_is_said_in_a_cue(text, said):
    assert [(turn, body) for _, turn, body in cue(text)] == said


def test_a_dash_in_the_middle_of_a_sentence_is_no_turn():
    def turns(*lines: str):
        text = "".join(f"00:0{at}.000 --> 00:0{at}.900\n{line}\n\n" for at, line in enumerate(lines))
        return [(turn, said) for _, turn, said in spoken(text)]

    assert turns("We sailed", "- I think - at noon.", "- Yes.") == [
        (False, "We sailed"),
        (False, "- I think - at noon."),
        (True, "Yes."),
    ]
    assert turns("- Why?\n- We sailed", "- or so", "- No!") == [
        (True, "Why?"),
        (True, "We sailed"),
        (False, "- or so"),
        (True, "No!"),
    ]


def test_a_turn_without_a_name_ends_the_voice():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Was it?\n\n00:02.000 --> 00:03.000\n>> Yes.\n\n"
    assert spoken(text) == [("Ana", False, "Was it?"), (None, True, "Yes.")]


@pytest.mark.parametrize(
    ("text", "aside"),
    [("[door slams]", True), ("♪ la la\nla ♪", True), ("(thunder)", True), ("[ANA] Was it?", False), ("#1 fan", False)],
)
def test_a_cue_of_sounds_alone_is_beside_the_talk(text, aside):
    (block,) = subtitles.read(f"00:01.000 --> 00:02.000\n{text}\n\n")
    assert (block.aside, block.text) == (aside, text)


ROLLING = """WEBVTT

00:00.000 --> 00:02.000 align:start position:0%
·
hello<00:00.500><c> world</c>

00:02.000 --> 00:02.010
hello world
·

00:02.010 --> 00:04.000
hello world
the<00:03.500><c> fog</c>

00:04.000 --> 00:04.010
the fog
·

00:04.010 --> 00:06.000
the fog
is in
""".replace("·", " ")


def test_captions_that_roll_are_written_once():
    assert cues(ROLLING) == [(0.0, "hello world"), (2.01, "the fog"), (4.01, "is in")]


def test_captions_that_grow_are_written_once():
    grown = ["the", "the fog", "the fog is", "the fog is in", "so", "so they"]
    text = "".join(f"00:0{at}.000 --> 00:0{at}.900\n{line}\n\n" for at, line in enumerate(grown))
    assert [said for _, said in cues(text)] == ["the", "fog", "is", "in", "so", "they"]


def test_what_is_said_twice_is_written_twice():
    text = "".join(
        f"00:0{at}.000 --> 00:0{at}.900\n{line}\n\n" for at, line in enumerate("No. No. Yes. Maybe. So. Why.".split())
    )
    assert [said for _, said in cues(text)] == ["No.", "No.", "Yes.", "Maybe.", "So.", "Why."]


def test_lrc():
    text = "[ti:Fogcast]\n[ar:Ana Reyes]\n[00:43.81]Was it?\n[01:00.00][00:50.5]<00:50.50>Yes, <00:51.00>it was.\n"
    blocks, told = subtitles.read_lyrics(text)
    assert [(block.time, block.text) for block in blocks] == [
        (43.81, "Was it?"),
        (50.5, "Yes, it was."),
        (60.0, "Yes, it was."),
    ]
    assert told == Metadata(title="Fogcast", author="Ana Reyes")


lines = st.text("AB .?", min_size=1, max_size=20).map(str.strip).filter(bool)


@given(st.lists(lines, min_size=1, max_size=12), st.booleans())
def test_every_cue_comes_back(said, numbered):
    text = "".join(
        f"{f'{at}{chr(10)}' if numbered else ''}00:00:{at:02},000 --> 00:00:{at:02},900\n{line} {at}\n\n"
        for at, line in enumerate(said)
    )
    assert cues(text) == [(at, f"{line} {at}") for at, line in enumerate(said)]


@given(
    st.lists(
        st.sampled_from(["<v Ana>", "</v>", "<i>", ">>", "- ", "&gt;", "\n", "q ", "Z", "{\\b1}", "<", "[x]"]),
        max_size=20,
    )
)
def test_nothing_is_invented(pieces):
    said = "".join("".join(each.text.split()) for each in captions.said(captions.shown("".join(pieces))))
    assert [char for char in said if char in "qZ"] == [piece.strip() for piece in pieces if piece in ("q ", "Z")]
