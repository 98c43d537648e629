"""Threads copied from a browser as text: who posted is told by what stands at the same place in every post."""

from __future__ import annotations

import pytest

from bot.importer.reading import read
from bot.importer.transcript import transcribe
from tests.importer.test_thread import POSTS

HEAD = "Ask Bram Vos about the sound of Tin Harbor"
SHAPES = {
    "old reddit": "[–]{who} {at}1 points 2 years ago\n\n{text}\n\npermalinkembedsavereportreply\n",
    "new reddit": "u/{who} avatar\n{who}\n•\n2y ago\n{text}\n\nUpvote\n{at}12\n\nDownvote\n\nReply\n\nShare\n",
    "levels": "level 1\n{who}\n·\n3 yr. ago\n{text}\n\n{at}1\n\nReply\nShare\nFollow\n",
    "name and points": "{who}\n{at}3 points · 2 years ago\n{text}\n\nReply  Share  Report\n",
    "news": "{who} on March 3, 2021 | parent | next [–]\n\n{text}\n\nreply\n",
    "comments": "Avatar\n{who}\n5 years ago\n\n{text}\n\n{at}0\n•\nReply\n•\nShare ›\n",
    "video": "@{who}\n2 years ago (edited)\n{text}\n\n{at}1\n\nReply\n",
    "board": "Re: Ask Bram\nPost by {who} » Mon Mar 01, 2021 7:1{at} pm\n\n{text}\n\nI dig\nTop\n",
    "date first": "03-01-2021, 07:1{at} PM\n#{at}\n{who}\nSenior Dog\nJoin Date: Mar 2015\n"
    "Posts: {at}9\n\n{text}\nReply With Quote\n",
    "rank": "{who}\nWell-known member\nMar 1, 2021\n#{at}\n{text}\n\nLike\nReply\n",
    "blog": "{who} says:\nMarch 1, 2021 at 7:1{at} pm\n\n{text}\n\nReply\n",
    "channel": "{who} — 03/01/2021 7:1{at} PM\n{text}\n",
    "guest book": "{text}\n— {who}, {at} March 2021\n",
    "posted by": "{text}\nPosted by: {who} | March 1, 2021 at 7:1{at} pm\n",
    "below a name": "{who}\n{text}\n2d Like Reply\n",
    "German": "{who}\n•\nvor 2 Jahren\n{text}\n\n{at}\nAntworten\nTeilen\n",
    "set in": "> {who} (1{at} points, 3 hours ago)\n> {text}\n",
}


def copied(shape: str, posts: list[tuple[str, str]] = POSTS) -> bytes:
    said = [(who, text.replace("<br><br>", "\n\n> " if shape == "set in" else "\n\n")) for who, text in posts]
    return "\n".join(
        [HEAD, "", *(SHAPES[shape].format(at=n, who=who, text=text) for n, (who, text) in enumerate(said))]
    ).encode()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("file", ["thread.txt", "thread.md"])
def test_questions_and_answers_of_a_thread(shape: str, file: str):
    found = transcribe(read(copied(shape), file), certain=True)
    assert [(pair.question, pair.answer, pair.speaker) for pair in found.pairs] == [
        ("How did you record the foghorn?", "I didn't. It's my uncle with a bucket.", "Bram Vos"),
        ("Was the storm real", "The storm was forty tins of rice.\n\nWe ate it after.", "Bram Vos"),
        ("Did your uncle get paid?", "He got the bucket.", "Bram Vos"),
    ]


def test_what_the_page_says_below_the_last_post_is_nobodys():
    data = copied("name and points") + b"\nView more comments\n\nAbout this site, and how to dig\n"
    assert transcribe(read(data), certain=True).pairs[-1].answer == "He got the bucket."


def test_where_dates_stand_below_the_page_goes_on_below_the_last_one():
    data = copied("posted by") + b"\nThe comments to this entry are closed.\n"
    found = transcribe(read(data), certain=True)
    assert found.pairs[-1].answer == "He got the bucket."
    assert any("are closed" in each.text for each in found.dropped)


def test_who_began_the_thread_is_asked_although_they_ask_most():
    posts = [(who, text + " Why do you ask?" if who == "Bram Vos" else text) for who, text in POSTS]
    data = copied("name and points", posts).replace(b"\nBram Vos\n", b"\nBram Vos  OP\n")
    assert [pair.speaker for pair in transcribe(read(data), certain=True).pairs] == ["Bram Vos"] * 3


def test_a_quotation_of_an_earlier_post_is_not_said_again():
    quoted = "foggy said:\nHow did you record the foghorn?\nClick to expand...\nI didn't."
    data = copied("rank", [*POSTS[:2], ("Bram Vos", quoted), *POSTS[3:]])
    assert transcribe(read(data), certain=True).pairs[0].answer == "I didn't."


def test_comments_below_an_article_are_no_thread():
    article = "The fog was never in the budget, and nobody slept. " * 40
    data = article.encode() + b"\n\n" + copied("comments")
    assert not any(block.speaker for block in read(data).blocks)


def test_dates_that_nobodys_name_stands_beside_make_no_thread():
    data = "\n\n".join(f"March {day}, 2021\nWe dug for a day and found a tin." for day in range(1, 9)).encode()
    assert not any(block.speaker for block in read(data).blocks)
