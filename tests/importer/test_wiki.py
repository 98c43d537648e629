"""Wiki markup."""

from __future__ import annotations

from bot.importer import wiki
from bot.importer.model import Kind

PAGE = """{{Infobox|a=b}}
== The ''sea'' ==
'''Ana:''' Was it [[Tin Harbor|the harbor]] or [https://x.example the port]?<ref name="a">Fog.</ref>
'''Wanda:''' [[Fog]].<ref name="b"/> <!-- gone -->

{{Interview/A|Wanda Okafor|It was '''all''' [[Tin Harbor|paper]].}}
{{Interview|speaker=Ana|text=All of it?}}
{{dialogue|Just a line.}}
[[File:Fog.jpg|thumb|The fog]]
* one
# two
:indented
"""


def test_sections_names_and_templates():
    assert [(block.kind, block.speaker, block.text) for block in wiki.blocks(PAGE)] == [
        (Kind.HEADING, None, "The sea"),
        (Kind.PARAGRAPH, None, "Ana: Was it the harbor or the port?\nWanda: Fog."),
        (Kind.PARAGRAPH, "Wanda Okafor", "It was all paper."),
        (Kind.PARAGRAPH, "Ana", "All of it?"),
        (Kind.PARAGRAPH, None, "Just a line."),
        (Kind.ITEM, None, "one"),
        (Kind.ITEM, None, "two"),
        (Kind.PARAGRAPH, None, "indented"),
    ]


def test_emphasis_by_apostrophes():
    (block,) = wiki.blocks("'''Ana:''' It ''was'' Wanda's '''''fog'''''.")
    assert [(run.text, run.emphasised) for run in block.runs] == [
        ("Ana:", True),
        (" It ", False),
        ("was", True),
        (" Wanda's ", False),
        ("fog", True),
        (".", False),
    ]
