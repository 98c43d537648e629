"""Plain text: what line ends mean, what belongs to the page, what is quoted."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.importer import plain
from bot.importer.layout import layout_of
from bot.importer.model import Kind

FOG = (
    "The fog was never in the budget. We bought one machine, it broke on the second day, and after that we waited for"
    " the weather like fishermen do. Nobody slept much, and the harbor master brought us soup at four in the morning."
)
STORM = (
    "The storm was free, but the permission was not. Ivo Lindqvist wrote eleven letters to the port, and the port sent"
    " one back. It said that the sea is closed on Sundays, which we hung up in the writers’ room for luck."
)


def texts(text: str) -> list[str]:
    return [block.text for block in plain.blocks(text)]


def beside(text: str) -> list[str]:
    return [block.text for block in plain.blocks(text) if block.aside]


def test_paragraphs_between_blank_lines():
    assert texts("SCREENPOST: Why?\n\n\nOKAFOR: Because.\n  \nMore.") == [
        "SCREENPOST: Why?",
        "OKAFOR: Because.",
        "More.",
    ]


@pytest.mark.parametrize("rule", ["=" * 70, "-----", "- - - - - -"])
def test_a_drawn_line_parts_paragraphs(rule):
    assert texts(f"THE TIN LETTER\n{rule}\nANSWERS TO YOUR CARDS\n\nWhy?\n{rule}\nDues are due.") == [
        "THE TIN LETTER",
        rule,
        "ANSWERS TO YOUR CARDS",
        "Why?",
        rule,
        "Dues are due.",
    ]


@pytest.mark.parametrize("width", [60, 72, 80])
def test_a_hard_wrap_is_undone(width):
    wrapped = "\n\n".join(textwrap.fill(text, width, break_on_hyphens=False) for text in (FOG, STORM))
    assert texts(wrapped) == [FOG, STORM]


def test_a_wrapped_text_without_blank_lines_ends_its_paragraphs_at_short_lines():
    wrapped = "\n".join(textwrap.fill(text, 72) for text in (FOG, "Short one.", STORM, FOG))
    assert texts(wrapped) == [FOG, "Short one.", STORM, FOG]


def test_in_a_wrapped_text_a_label_that_comes_again_begins_a_turn():
    turns = [f"ANA: {FOG}", f"WANDA: {STORM}", f"ANA: {STORM}", f"WANDA: {FOG}"]
    assert texts("\n".join(textwrap.fill(turn, 72) for turn in turns)) == turns


@pytest.mark.parametrize("label", ["OKAFOR:    ", "Q  ", "Ana Reyes:  "])
def test_a_hanging_indent_continues(label):
    indent = " " * 11
    turns = [textwrap.fill(f"{label}{text}", 70, subsequent_indent=indent) for text in (FOG, STORM, FOG)]
    for between in ("\n", "\n\n"):
        assert texts(between.join(turns)) == [f"{label}{text}" for text in (FOG, STORM, FOG)]


def test_an_indent_begins_a_paragraph_where_first_lines_are_indented():
    wrapped = "\n".join(textwrap.fill(text, 72, initial_indent="    ") for text in (FOG, STORM, FOG, STORM))
    assert texts(wrapped) == [FOG, STORM, FOG, STORM]


def test_adjacent_lines_stay_apart_in_their_block():
    text = (
        "Why moths?\nThey came with the location.\n\nAnd the lead moth?\nNobody expected him. Least of all his agent."
    )
    assert texts(text) == text.split("\n\n")


def test_one_sentence_a_line_is_no_hard_wrap():
    long = "I only coloured the sea, and then the sea went on without me for a year."
    text = f"OKAFOR\nThe map drew me.\n{long}\nTwice.\n\nANA\nOh."
    assert texts(text) == text.split("\n\n")


def test_lines_of_one_length_that_all_end_sentences_are_no_hard_wrap():
    lines = [
        "You have just come back from the ship. How is she?",
        "Rusty and proud. I felt at home on her at once.",
        "Did you sleep on board with the others that night?",
        "I tried. The pump keeps its own hours, as they do.",
    ]
    assert texts("\n".join(lines * 3)) == lines * 3


def test_a_file_without_blank_lines_has_a_block_a_line():
    assert texts("ANA: Why?\nWANDA: Because.\nMore.\nANA: So.") == ["ANA: Why?", "WANDA: Because.", "More.", "ANA: So."]
    title = "Tin Harbor\n\n"
    lines = [f"line {number} of talk" for number in range(40)]
    assert texts(title + "\n".join(lines)) == ["Tin Harbor", *lines]


def test_hyphens_at_line_ends_go_only_where_the_text_says_so():
    filler = "\n".join(textwrap.wrap(FOG + " " + STORM + " " + FOG, 72))
    parted = f"{filler}\n{'The lighthouse was painted for the show by people who knew the light-':<70}\nhouse well."
    assert texts(parted)[-1].endswith("knew the lighthouse well.")
    kept = f"{filler}\n{'The fog was painted on by people who all loved an honest well-':<70}\nknown harbor."
    assert texts(kept)[-1].endswith("an honest well-known harbor.")


@pytest.mark.parametrize("head", ["Tin Harbor: an oral history {}", "19 September 2031 {}", "Page {} of 12", "{}"])
def test_page_numbers_are_taken_out_of_sentences(head):
    words = (FOG + " " + STORM).split()
    pages = [" ".join(words[start : start + 20]) for start in range(0, len(words), 20)]
    text = pages[0] + "".join(f"\n\n{head.format(number)}\n\n{page}" for number, page in enumerate(pages[1:], start=3))
    written = [block for block in plain.blocks(text) if not block.aside]
    assert " ".join(" ".join(block.text.split()) for block in written) == FOG + " " + STORM
    assert beside(text) == [head.format(number) for number in range(3, len(pages) + 2)]


def test_form_feeds_and_running_heads():
    text = f"{FOG[:100]}\n\fTIN HARBOR 2\n{FOG[100:]}\n\n{STORM[:90]}\n\fTIN HARBOR 3\n{STORM[90:]}"
    assert beside(text) == ["TIN HARBOR 2", "TIN HARBOR 3"]
    assert [block.text for block in plain.blocks(text) if not block.aside] == [
        f"{FOG[:100].strip()} {FOG[100:].strip()}",
        f"{STORM[:90].strip()} {STORM[90:].strip()}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. Why?\n\nYes.\n\n2. Who?\n\nNo.\n\n3. When?\n\nNever.",
        "Part 1\n\nThe fog.\n\nPart 2\n\nThe sea.\n\nPart 3\n\nThe end.",
        "INTERVIEWER\n\nWhy?\n\nOKAFOR\n\nSo.\n\nINTERVIEWER\n\nHow?\n\nOKAFOR\n\nSlowly.\n\nINTERVIEWER\n\nOh.",
    ],
)
def test_what_only_counts_up_or_comes_again_is_no_page_furniture(text):
    assert beside(text) == []


def test_quotations_keep_their_depth_and_lose_their_marks():
    blocks = plain.blocks(
        "> why is the water green\n\nIt is patient.\n\n> and the moths? You never\n> explained them.\n>> Once."
    )
    assert [(block.kind, block.level, block.text) for block in blocks] == [
        (Kind.QUOTE, 1, "why is the water green"),
        (Kind.PARAGRAPH, 0, "It is patient."),
        (Kind.QUOTE, 1, "and the moths? You never explained them."),
        (Kind.QUOTE, 2, "Once."),
    ]


def test_double_angles_alone_mark_turns_as_in_captions():
    blocks = plain.blocks(">> Was the storm real?\n>> Mostly paper.\nAnd glue.\n\n>>> WANDA: And one fan.")
    assert [(block.turn, block.text) for block in blocks] == [
        (True, "Was the storm real?"),
        (True, "Mostly paper.\nAnd glue."),
        (True, "WANDA: And one fan."),
    ]


def test_spaces_inside_a_line_stay_and_no_break_spaces_are_spaces():
    assert texts("Q\xa0\xa0\xa0 Thanks.\n\nA    No.") == ["Q    Thanks.", "A    No."]


def test_addresses_count_as_links():
    (block,) = plain.blocks("https://screenpost.example/okafor")
    assert block.links == 1
    (block,) = plain.blocks("See www.screenpost.example for more of this talk, and of others.")
    assert 0 < block.links < 0.5


MAIL = 'From: "The Fog" <hello@fog.example>\nSubject: No. 6\nDate: Sunday, 14 April 2024 07:30\n\n'


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        (f"{MAIL}Hi Kit,\n\nAnswers below.", 3),
        (f"{MAIL}View this in your browser\n\nTHE FOG\nA Sunday letter\nNo. 6\n\nGood morning.", 7),
        (f"{MAIL}INTERVIEWER\n\nWhy boats?\n\nOKAFOR\n\nThey float.", 3),
        ("From: Kit\nTo: Wanda\n\nAnswers below.", 0),
        ("ANA: Why boats?\nWANDA: They float.\nANA: Do they?\n\nAnswers below.", 0),
    ],
    ids=["letter", "newsletter", "names", "two lines", "labels"],
)
def test_the_head_of_a_letter_is_beside_it(text, aside):
    assert [block.aside for block in plain.blocks(text)].count(True) == aside


def test_japanese_lines_of_one_turn_each_stay_apart():
    lines = ["沖田:港はどこですか", "中村:ここです、霧の中にあります"] * 6
    assert texts("\n".join(lines)) == lines


@given(st.lists(st.text("ab .?:->\n\f\t1", max_size=30), max_size=8).map("\n\n".join))
def test_nothing_is_lost_but_white_space_and_marks(text):
    said = "".join(block.text for block in plain.blocks(text))
    left, source = (sorted("".join(each.split()).replace(">", "")) for each in (said, text))
    assert left == source


@settings(max_examples=20)
@given(st.lists(st.lists(st.sampled_from("fog harbor lighthouse tin".split()), min_size=60, max_size=90), min_size=2))
def test_whatever_is_wrapped_is_whole_again(paragraphs):
    whole = [" ".join(words) + "." for words in paragraphs]
    wrapped = [textwrap.wrap(text, 72) for text in whole]
    assert layout_of(wrapped).width is not None
    assert texts("\n\n".join("\n".join(lines) for lines in wrapped)) == whole


def test_buttons_below_every_post_are_lines_of_their_own():
    posts = [
        "who is allowed to touch the eel, my daughter would like to know",
        "what is the eel called",
        "is it an eel",
    ]
    buttons = "permalink  embed  save"
    assert texts("\n\n".join(f"{post}\n{buttons}" for post in posts)) == [f"{post}\n{buttons}" for post in posts]


def test_what_stands_everywhere_is_no_running_head_at_the_top_of_a_page():
    turns = [f"WHO\n\nIs it number {word}?" for word in ("one", "two", "three", "four", "five", "six")]
    text = f"{turns[0]}\n\f\n7      THE SEA\n\n{turns[1]}\n\f\n8      THE SEA\n\n" + "\n\n".join(turns[2:])
    said = [block.text for block in plain.blocks(text) if not block.aside]
    assert said == [part for turn in turns for part in turn.split("\n\n")]
