"""Documents made by hand, and at random."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from bot.importer.model import Block, Document, Hint, Kind, Metadata, Run

if TYPE_CHECKING:
    from bot.importer.model import Block as _Block


def paragraph(text: str, **said: object) -> _Block:
    return Block((Run(text),), **said)  # type: ignore[arg-type]


def strong(text: str, **said: object) -> _Block:
    return Block((Run(text, emphasised=True),), **said)  # type: ignore[arg-type]


def document(*texts: str | _Block, metadata: Metadata | None = None) -> Document:
    blocks = tuple(paragraph(each) if isinstance(each, str) else each for each in texts)
    return Document("text", blocks, metadata or Metadata())


labels = st.sampled_from(
    [
        "ANA: ",
        "WANDA OKAFOR: ",
        "OKAFOR: ",
        "Q: ",
        "A: ",
        "Q  ",
        "Wanda: ",
        "wo: ",
        "> ",
        "1. ",
        "2. ",
        "[00:01] Ana: ",
        "――",
        "ANA\n",
        "WANDA\n",
        "Note: ",
        "NASA: ",
        "BOTH: ",
        "A & B: ",
        "u/fog (3 points, 2 hours ago)\n",
        "<ana> ",
        "Ana (Host): ",
        "",
    ]
)
sentences = st.sampled_from(
    [
        "Why boats?",
        "We never hear where they go.",
        "They float.",
        "I went home, and my dog came too.",
        "(laughs)",
        "Boots.",
        "Is it?  It is.",
        "Advertisement",
        "Image via Northlight",
        "“I said so,” she said.",
        "¿Y el perro?",
        "Warum? Darum.",
        "Tin Harbor airs on Sundays.",
        "ANA: Why? WANDA: Because. ANA: And? WANDA: No.",
        "[Applause]",
        "Wow.",
        "Go ahead.",
        "霧は？",
        "…",
        "\u200b",
        "a\u0301é ：b",
        "—",
        "Read more: the fog",
        "Is this seat taken?\nIt is.\n\nAnd this one?",
    ]
)
texts = st.builds("".join, st.tuples(labels, st.lists(sentences, min_size=1, max_size=4).map(" ".join))) | st.text(
    max_size=40
)
runs = st.lists(st.builds(Run, texts, st.booleans()), min_size=1, max_size=3).map(tuple)
blocks = st.builds(
    Block,
    runs,
    kind=st.sampled_from(Kind) | st.just(Kind.PARAGRAPH),
    level=st.integers(0, 4),
    hint=st.none() | st.none() | st.sampled_from(Hint),
    speaker=st.none() | st.none() | st.sampled_from(["Ana", "Wanda Okafor", " ", "♪", "Bo:"]),
    time=st.none() | st.floats(0, 1e5),
    links=st.sampled_from([0.0, 0.0, 1.0]),
    aside=st.sampled_from([False, False, False, True]),
    turn=st.booleans(),
)
metadata = st.builds(
    Metadata,
    title=st.none() | st.just("Wanda Okafor on boats"),
    outlet=st.none() | st.just("Ana"),
    author=st.none() | st.just("Ana Reyes"),
    url=st.none() | st.just("https://ana.example/boats"),
)
documents = st.builds(
    Document, st.sampled_from(["text", "html", "srt"]), st.lists(blocks, max_size=14).map(tuple), metadata
)
"""Anything a reader could come up with, and more."""
