"""The markup of forums."""

from __future__ import annotations

import pytest

from bot.importer import bbcode
from bot.importer.reading import read
from bot.importer.transcript import transcribe
from tests.importer.documents import found

PAIRS = [
    ("Why did you set it in a harbor?", "I grew up near one. It smelled of *tin*, and my uncle_never washed."),
    ("You said there would be a fourth season.", "I said I would like one. Have you asked the network?"),
    ("Who is the man on the pier?", "You will see, in time. I wrote him for my cousin."),
    ("And the dog?", "He is fine [laughs], and he is not for sale. #1 in my heart."),
]
SHAPES = {
    "letters": "[b]Q:[/b] {asked}\n[b]A:[/b] {answered}\n\n",
    "bold": "[size=4][b]{asked}[/b][/size]\n\n{answered}\n\n",
    "upper case": "[B]{asked}[/B]\n[COLOR=#333]{answered}[/COLOR]\n\n",
    "quoted": '[quote="moth_fan"]{asked}[/quote]\n{answered}\n\n',
    "quoted on lines of its own": "[QUOTE=moth_fan, post: 12]\n{asked}\n[/QUOTE]\n\n{answered}\n\n",
    "headings": "[h3]{asked}[/h3]\n{answered}\n\n",
}


def pairs(text: str, name: str = "talk.txt") -> list[tuple[str, str]]:
    return found(transcribe(read(text.encode(), name), certain=True))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", ["talk.txt", "talk.md"])
def test_it_tells_questions_and_answers_and_is_gone(shape: str, name: str):
    body = "".join(SHAPES[shape].format(asked=asked, answered=answered) for asked, answered in PAIRS)
    head = "[center][b]Wanda Okafor answers the board[/b][/center]\n\n"
    assert pairs(head + body, name) == PAIRS


def test_links_pictures_and_slanted_words_leave_their_text():
    (question, _), *rest = PAIRS
    answer = "See [url=https://board.example/4]the [i]old[/i] thread[/url] or [url]https://b.example/5[/url]."
    body = f"[b]{question}[/b]\n\n{answer}\n\n[img]https://pics.example/fog.jpg[/img]\n\n"
    body += "".join(f"[b]{asked}[/b]\n\n{answered}\n\n" for asked, answered in rest)
    assert pairs(body)[0] == (question, "See the old thread or https://b.example/5.")


def test_bold_type_may_go_over_the_end_of_a_line():
    body = "".join(f"[b]{asked}[/b]\n\n{answered}\n\n" for asked, answered in PAIRS)
    assert pairs(f"{body}[b]What will you do\nwhen it is over?[/b]\n\nI will sleep.\n")[-1] == (
        "What will you do when it is over?",
        "I will sleep.",
    )


def test_lists_and_rules():
    assert bbcode.as_markdown("[list][*]tin[*]fog[/list][hr]Over") == "\n- tin\n- fog\n\n---\n\nOver"


@pytest.mark.parametrize("text", ["[b]Why?", "[laughs] [i] [sic]", "[B] and [A] are sides", "[url] is no tag alone"])
def test_brackets_alone_are_none(text: str):
    assert not bbcode.is_bbcode(text)


def test_a_tag_that_is_never_opened_does_no_harm():
    assert bbcode.as_markdown("[/b][/quote][/url]Tin[/img] [b]fog") == "\n\nTin **fog**"
