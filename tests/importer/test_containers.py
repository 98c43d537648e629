"""What kind of file a text is, by its content."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.importer.containers import Container, container_of

TEXT, MARKDOWN, WIKI, HTML = Container.TEXT, Container.MARKDOWN, Container.WIKI, Container.HTML
SRT, VTT, LRC, JSON, CSV = Container.SRT, Container.VTT, Container.LRC, Container.JSON, Container.CSV


@pytest.mark.parametrize(
    ("text", "container"),
    [
        ("", TEXT),
        ("SCREENPOST: Why?\n\nOKAFOR: Because 5 * 3 * 2 < 40 & so.", TEXT),
        ("INTERVIEWER\nWhy?\n\n(laughs)\n\n[END OF SIDE ONE]", TEXT),
        ("[00:01:23] ANA: Why?\n[00:01:25] WANDA: So.", TEXT),
        ("Ana  0:03\nWhy?\n\nWanda  0:09\nSo.", TEXT),
        ("> why is the water green\n\nIt is patient.", TEXT),
        ("w0_kafor: boats are honest\nfog_fan_99: https://x.example/a_b_c", TEXT),
        ("Ana, you said the words, and more.\n\nI did, Bo.", TEXT),
        ("**not bold** on a page\f2", TEXT),
        ("**Why moths?**\n\nThey came.", MARKDOWN),
        ("_Condensed._\n\nWhy?\n\nSo.", MARKDOWN),
        ("### Who are you?\n\nPia.", MARKDOWN),
        ("###Who are you?\n\nPia.", MARKDOWN),
        ("ANA: \\[laughs\\] See [this](https://x.example).", MARKDOWN),
        ("| time | speaker |\n|---|---|\n| 1 | Ana |", MARKDOWN),
        ("---\ntitle: Fog\n---\nANA: Why?", MARKDOWN),
        ("**Why?**\n\nSee <br> this.\n\nAnd that.\n\nAnd more.", MARKDOWN),
        ("'''Ana:''' Why?\n\n== Sea ==", WIKI),
        ("{{Interview/A|Wanda|So.}}", WIKI),
        ("<!DOCTYPE html><html><body>x", HTML),
        ("<!-- saved from url=(0001)x -->\n<html>", HTML),
        ("<?xml version='1.0'?>\n<!DOCTYPE html>", HTML),
        ("<p><strong>Why boats?</strong> They float.<br>So.</p>", HTML),
        ("Why boats?<br>They float.<br>", HTML),
        ("WEBVTT\n\n00:01.000 --> 00:03.000\n<v Ana>Why?", VTT),
        ("1\n00:00:12,000 --> 00:00:14,500\nWhy?\n", SRT),
        ("# Fogcast 12\n\n00:00:12.000 --> 00:00:14.500\nWhy?\n\n00:00:14.500 --> 00:00:15.500\nSo.\n", SRT),
        ("1 00:00:12,000 --> 00:00:14,500 Why? 2 00:00:14,500 --> 00:00:15,000 So.", SRT),
        ("[00:43.810 --> 00:47.850]  Why?\n[00:47.850 --> 00:49.850]  So.", SRT),
        ("0:00:01.000,0:00:03.000\nWhy?\n\n0:00:03.000,0:00:05.000\nSo.", SRT),
        ("[ti:Fog]\n[00:43.81]Why?\n[00:45.81]So.", LRC),
        ('{"segments": []}', JSON),
        ('\n [{"text": "Why?"}]', JSON),
        ("timestamp,speaker,words\n1,Ana,Why?", CSV),
        ("timestamp,speaker,words\n[00:00:01.5],Ana,Why?\n[00:00:02.5],Bo,So.", CSV),
        ("start\tend\ttext\n1\t2\tWhy?", CSV),
    ],
)
def test_the_content_decides(text, container):
    assert container_of(text) is container


def test_what_only_begins_like_json_is_something_else():
    assert container_of("[[Fog]] is a show.") is JSON
    assert container_of("[[Fog]] is a show.", may_be_json=False) is WIKI


@given(st.text(max_size=200))
def test_every_text_is_something(text):
    assert container_of(text) in Container
