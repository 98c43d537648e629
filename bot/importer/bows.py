"""How a page takes its leave after the last answer: when the show is on, where to read more, who wrote this."""

from __future__ import annotations

import re

from bot.importer.cues import words_of
from bot.search.text import fold

_BOW = re.compile(
    r"[^?]{0,120}\b(?:is|are|will be) (?:now |currently |also )?(?:available|streaming|out|playing|on (?:sale|air|"
    r"view|tour)|in "
    r"(?:theat|cinema|store|bookst)|showing|screening|published|released)\b"
    r"|[^?]{0,120}\b(?:airs|premieres?|returns?|debuts?|opens|streams|screens|launches|hits (?:theat|cinema|store|"
    r"shel)|arrives|concludes|"
    r"runs (?:until|through|from)|can be (?:found|seen|streamed|heard|ordered|bought|watched)|comes out|"
    r"drops)\b[^?]{0,160}$"
    r"|(?:for more|to (?:read|hear|watch|listen|learn|find out|see) |follow |check out|be sure|make sure|catch |"
    r"stay tuned|watch |stream |"
    r"listen to |read |see |visit |order |buy |get |download |subscribe|thanks to|many thanks|our thanks|we thank|"
    r"special thanks|"
    r"a version of|this (?:article|story|piece|interview|conversation|episode|post)|additional reporting|reporting by|"
    r"editing by|interview(?:ed)? (?:by|conducted)|as told to|translat|about the author|you can (?:find|follow|buy|"
    r"watch|read|hear|order|"
    r"stream|catch|listen|see))"
    r"|[^\s?]+(?: [^\s?]+){1,3} (?:is|was|writes|covers|lives|works|edits|has) [^?]{0,160}"
    r"\b(?:writer|editor|reporter|journalist|critic|correspondent|contribut\w+|columnist|freelance\w*|author|staff|"
    r"covers|magazine|gazette|podcast|newsletter|based in|lives in)\b"
)
_SELF = frozenset("i i'm i've i'd i'll me my mine we we're we've we'd".split())


def bows(text: str) -> bool:
    """Whether a text after an answer is the page's again, and nothing that somebody says of themselves."""
    return len(text) < 500 and not _SELF & set(words_of(text)) and _BOW.match(fold(text)) is not None
