"""Forum threads: who posted is told by where names stand, whatever the page calls its parts."""

from __future__ import annotations

import pytest

from bot.importer.reading import read
from bot.importer.transcript import transcribe

POSTS = [
    ("Bram Vos", "Ask me what you like about the sound of Tin Harbor. I made it for two years."),
    ("foggy", "How did you record the foghorn?"),
    ("Bram Vos", "I didn't. It's my uncle with a bucket."),
    ("mira99", "Was the storm real"),
    ("Bram Vos", "The storm was forty tins of rice.<br><br>We ate it after."),
    ("foggy", "Did your uncle get paid?"),
    ("Bram Vos", "He got the bucket."),
]
SHAPES = {
    "cells": '<table class="t"><tr><td>0{at}:15 <a>#{at}</a></td></tr><tr><td class="l"><b>{who}</b><br>Member<br>'
    'Posts: {at}1</td><td class="r">{text}</td></tr></table>',
    "dated name": '<div class="c"><p class="m"><b>{who}</b> <time>March 1{at}, 2024</time></p><p>{text}</p></div>',
    "name above": '<li class="p"><div class="a">{who}</div><div class="d">1{at} Mar 2024</div><div>{text}</div></li>',
    "score": '<div class="c"><p class="m"><a>[–]</a><a>{who}</a><span>[S]</span> <span>1{at} points</span></p><div>'
    "{text}</div><ul><li>permalink</li><li>hide</li></ul></div>",
    "signature": '<article><h4>{who}</h4><h5>Well-known member</h5><div class="body">{text}</div><div class="sig">I dig'
    "</div></article>",
}


def page(shape: str, posts: list[tuple[str, str]]) -> bytes:
    body = "".join(SHAPES[shape].format(at=at, who=who, text=text) for at, (who, text) in enumerate(posts))
    return f"<html><head><title>Ask Bram</title></head><body><h2>Ask Bram Vos</h2>{body}</body></html>".encode()


@pytest.mark.parametrize("shape", SHAPES)
def test_questions_and_answers_of_a_thread(shape: str):
    found = transcribe(read(page(shape, POSTS), "thread.html"), certain=True)
    assert [(pair.question, pair.answer, pair.speaker) for pair in found.pairs] == [
        ("How did you record the foghorn?", "I didn't. It's my uncle with a bucket.", "Bram Vos"),
        ("Was the storm real", "The storm was forty tins of rice.\n\nWe ate it after.", "Bram Vos"),
        ("Did your uncle get paid?", "He got the bucket.", "Bram Vos"),
    ]


@pytest.mark.parametrize("head", ["", "foggy hat geschrieben: ", "foggy wrote:<br>"])
def test_a_quotation_of_the_post_before_is_not_said_again(head: str):
    quoting = [*POSTS]
    quoting[2] = ("Bram Vos", f"<blockquote>{head}How did you record the foghorn?</blockquote>I didn't.")
    found = transcribe(read(page("name above", quoting), "thread.html"), certain=True)
    assert found.pairs[0].answer == "I didn't."


def test_comments_below_an_article_are_no_thread():
    article = "<p>" + "The fog was never in the budget, and nobody slept. " * 40 + "</p>"
    whole = page("name above", POSTS).replace(b"<h2>", article.encode() + b"<h2>")
    assert not any(block.speaker for block in read(whole, "article.html").blocks)
