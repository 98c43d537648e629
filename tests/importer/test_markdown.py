"""Markdown, also where it is not quite Markdown: emphasis, headings, quotations, lists, links, front matter."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.importer import markdown
from bot.importer.model import Kind, Metadata


def only(text: str):
    (block,) = markdown.blocks(text)
    return block


def runs(text: str) -> list[tuple[str, bool]]:
    return [(run.text, run.emphasised) for run in only(text).runs]


@pytest.mark.parametrize(
    "text",
    [
        "**What did the fog cost?**",
        "*What did the fog cost?*",
        "_What did the fog cost?_",
        "__What did the fog cost?__",
        "***What did the fog cost?***",
        "**What did** **the fog cost?**",
        "**What did****the fog cost?**",
        "_**What did** the fog cost?_",
        "**_What did the fog cost?_**",
        "_**What did**_ _**the fog cost?**_",
        "**What did the fog cost? **",
        "** What did the fog cost?**",
        "**What did the fog cost?*",
        "*What did the fog cost?**",
        "***What did** the fog cost?*",
        "**What did the fog cost?",
        "What did the fog cost?**",
        "<strong>What did</strong> <em>the fog cost?</em>",
        "**What did the [fog](https://x.example/a_(b)) cost?**",
        "**What did&nbsp;the fog cost?**",
    ],
)
def test_a_question_in_emphasis_however_it_is_marked(text):
    block = only(text)
    assert block.emphasis == 1
    assert "".join(block.text.split()) == "Whatdidthefogcost?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**WANDA:** It never learned its lines.", [("WANDA:", True), (" It never learned its lines.", False)]),
        ("She said *no* twice.", [("She said ", False), ("no", True), (" twice.", False)]),
        ("**W**hat came first?", [("W", True), ("hat came first?", False)]),
        ("**Ana:* Why?", [("Ana:", True), (" Why?", False)]),
        ("Well.**Why?** Because.", [("Well.", False), ("Why?", True), (" Because.", False)]),
    ],
)
def test_emphasis_ends_where_it_ends(text, expected):
    assert runs(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3 * 2",
        "w0_kafor and fog_fan_99",
        "What the f**k is that f**king fog",
        "the d***ed storm",
        "**** you",
        "Fog* is extra",
        "a [bracket] and (another)",
        "AT&T; R&D",
        "3 < 4 and 5 > 4",
        "<laughs> and <v Ana>",
        "Ana's 'sea'",
    ],
)
def test_what_is_no_mark_stays(text):
    assert runs(text) == [(text, False)]


def test_emphasis_over_two_paragraphs():
    first, second = markdown.blocks("**Tell me of the fog.\n\nDid it cost much?**")
    assert (first.text, first.emphasis) == ("Tell me of the fog.", 1)
    assert (second.text, second.emphasis) == ("Did it cost much?", 1)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"\[laughs\] 1\. \*not\* \_here\_", "[laughs] 1. *not* _here_"),
        ("[the harbor](https://x.example) and [more][1] and [again]", "the harbor and more and again"),
        ("fish &amp; chips &#8220;here&#x201D;", "fish & chips “here”"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("A note.[^1] ~~Old~~", "A note. Old"),
        ("one  \ntwo\\\nthree", "one\ntwo\nthree"),
        ("before <!-- not seen --> after", "before  after"),
        ("<span style='x'>kept</span><script>gone()</script>", "kept"),
        ("<https://x.example/fog>", "https://x.example/fog"),
    ],
)
def test_markup_is_not_text(text, plain):
    assert only(f"{text}\n\n[1]: https://x.example/1\n[again]: <https://x.example/2> 'title'").text == plain


def test_links_are_counted():
    assert only("**More on Tin Harbor:** [The fog](https://x.example)").links == pytest.approx(7 / 26)
    assert only("[All of it](https://x.example)").links == 1


def test_headings_with_and_without_their_blank():
    text = (
        "# Title\n\n### Who are you? ###\nPia.\n\n###What is your dream setup?\n\nA desk.\n\n## C#\n\n#fog is back\n\n"
        "The sea\n---\n\nIts end\n==="
    )
    assert [(block.level, block.text) for block in markdown.blocks(text) if block.kind is Kind.HEADING] == [
        (1, "Title"),
        (3, "Who are you?"),
        (3, "What is your dream setup?"),
        (2, "C#"),
        (2, "The sea"),
        (1, "Its end"),
    ]


def test_quotations_and_their_depth():
    text = "> why is the water green\n> and\n\nIt is patient.\n\n> > Deeper.\n>\n> Not so deep."
    assert [(block.kind, block.level, block.text) for block in markdown.blocks(text)] == [
        (Kind.QUOTE, 1, "why is the water green and"),
        (Kind.PARAGRAPH, 0, "It is patient."),
        (Kind.QUOTE, 2, "Deeper."),
        (Kind.QUOTE, 1, "Not so deep."),
    ]


def test_items_lose_their_bullets_and_keep_their_numbers():
    text = (
        "1. What is special?\nIt leaves.\n2. Does it return?\nTwice, in chapter 4. 3 people saw it.\n\n"
        "- a rope\n* a tide\n+ **fog**"
    )
    assert [(block.kind, block.text) for block in markdown.blocks(text)] == [
        (Kind.ITEM, "1. What is special?\nIt leaves."),
        (Kind.ITEM, "2. Does it return?\nTwice, in chapter 4. 3 people saw it."),
        (Kind.ITEM, "a rope"),
        (Kind.ITEM, "a tide"),
        (Kind.ITEM, "fog"),
    ]


def test_rules_and_fences_part_blocks_and_are_none():
    assert [block.text for block in markdown.blocks("a\n\n---\n\nb\n* * *\nc\n```\nANA: d\n```")] == [
        "a",
        "b",
        "c\nANA: d",
    ]


def test_a_caption_follows_its_picture_and_so_may_a_question():
    caption, question, last = markdown.blocks(
        "![Fog](fog.jpg)\nWanda Okafor, by X\n\n[![](a.png)](b)\n\n**Why?**\n\nBecause."
    )
    assert (caption.kind, caption.text) == (Kind.CAPTION, "Wanda Okafor, by X")
    assert (question.kind, question.after_picture, question.emphasis) == (Kind.PARAGRAPH, True, 1)
    assert not last.after_picture


def test_what_repeats_the_description_of_a_picture_is_its_caption():
    text = "![The ferry at night](a.png)\n\nThe ferry at night. X\n\n![Ana](b.png)\n\nAna: Why?\n\n---\n\nOn."
    caption, question, last = markdown.blocks(text)
    assert (caption.kind, question.kind) == (Kind.CAPTION, Kind.PARAGRAPH)
    assert (question.after_rule, last.after_rule) == (False, True)


def test_a_table_of_a_transcript_is_cues_and_another_is_its_cells():
    header = "| time | speaker | text |\n|---|:---:|---|\n"
    first, second = markdown.blocks(f"{header}| 0:03 | Ana | Was it **real**? |\n| 0:05 | Wanda | Mostly \\| so. |")
    assert (first.kind, first.time, first.speaker, first.text) == (Kind.CUE, 3, "Ana", "Was it real?")
    assert (second.speaker, second.text) == ("Wanda", "Mostly | so.")
    assert [block.text for block in markdown.blocks("| a | b |\n|---|---|\n| c | d |")] == ["a", "b", "c", "d"]


def test_hard_wraps_are_undone_and_other_line_ends_kept():
    line = "The fog was never in the budget and we bought one machine that broke at"
    assert only("\n".join([line] * 5)).text == " ".join([line] * 5)
    assert only("**Why moths?**\nThey came with the location.").text == "Why moths?\nThey came with the location."


def test_front_matter_is_metadata():
    text = """---
title: "Wanda Okafor: the fog"
Date: 5 April 2031
author: [Ana Reyes, Bo]
site: ScreenPost
link: https://screenpost.example/okafor
speakers:
  - Ana Reyes
  - name: Wanda Okafor
---
# Hello"""
    assert markdown.front_matter(text) == (
        Metadata(
            title="Wanda Okafor: the fog",
            outlet="ScreenPost",
            author="Ana Reyes, Bo",
            published="2031-04-05",
            url="https://screenpost.example/okafor",
            speakers=("Ana Reyes", "Wanda Okafor"),
        ),
        "# Hello",
    )


@pytest.mark.parametrize(
    "text", ["---\n\nA rule, then text.\n\n---\n", "---\ntitle: never ends", "title: x\n---\n", ""]
)
def test_what_only_looks_like_front_matter_is_left(text):
    assert markdown.front_matter(text) == (Metadata(), text)


words = st.text("ABCDEFGH", min_size=2, max_size=8)
marks = st.sampled_from([*"** * __ *** ~~ <b> </b> <br> > ### - [ ] ](u) ) \\ & \n \n\n".split(" "), "\n", "\n\n"])


@given(st.lists(words | marks, max_size=30))
def test_every_word_is_written_once_and_in_order(pieces):
    said = " ".join(block.text for block in markdown.blocks(" ".join(pieces)))
    assert re.findall("[A-H]+", said) == [piece for piece in pieces if piece.isalpha()]
