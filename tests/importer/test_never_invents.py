"""Whatever comes in: nothing is invented, nothing gets lost, and the same document always gives the same interview."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.importer.model import Kind, Role
from bot.importer.reading import read
from bot.importer.transcript import transcribe
from tests.importer import blocks, renderings
from tests.importer.blocks import document, paragraph

thorough = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def bare(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def paragraphs(text: str) -> list[str]:
    return re.split(r"\n\s*\n", text)


def invented(result, source) -> list[str]:
    """Paragraphs of questions and answers that stand in no block, nor in cues that follow each other."""
    single = [bare(block.text) for block in source.blocks]
    cues = "".join(bare(block.text) if block.kind is Kind.CUE else "\0" for block in source.blocks)
    said = [text for pair in result.pairs for text in (pair.question, *(part.text for part in pair.parts))]
    wanted = [bare(each) for text in said for each in paragraphs(text)]
    return [each for each in wanted if each not in cues and not any(each in text for text in single)]


@given(source=blocks.documents)
@thorough
def test_nothing_is_invented_and_what_comes_out_is_whole(source):
    result = transcribe(source)
    assert invented(result, source) == []
    whole = "".join(bare(block.text) for block in source.blocks)
    assert all(bare(line) in whole for each in result.dropped for line in each.text.split("\n"))
    names = {voice.name: voice.role for voice in result.speakers}
    assert len(names) == len(result.speakers)
    for pair in result.pairs:
        assert pair.question.strip()
        assert pair.parts
        assert all(part.text.strip() and names[part.speaker] is Role.GUEST for part in pair.parts)
        assert pair.speaker in {part.speaker for part in pair.parts}
        assert 0 <= pair.confidence <= 1
    assert (result.reason is None) == bool(result.pairs)
    assert (result.convention == "none") == (not result.pairs)
    assert not twice(result, whole)
    assert transcribe(source) == result


def twice(result, whole: str) -> Counter[str]:
    """Letters that are told more often than they stand in the source."""
    told = [text for pair in result.pairs for text in (pair.question, pair.answer)]
    told += [each.text for each in result.dropped]
    return Counter("".join(map(bare, told))) - Counter(whole)


def test_random_documents_hold_interviews_too():
    """Else the test above would show little."""
    pairs = []

    @given(source=blocks.documents)
    @settings(
        max_examples=40, deadline=None, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
    )
    def look(source):
        pairs.append(len(transcribe(source).pairs))

    look()
    assert sum(map(bool, pairs)) >= 4


@given(
    lines=st.lists(
        st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=30).filter(str.strip),
        min_size=2,
        max_size=8,
    )
)
@settings(max_examples=60, deadline=None)
def test_labelled_turns_come_out_whole(lines):
    """Whatever is said under labels that recur is said in the pairs, or kept among what was dropped."""
    turns = [f"{'ANA REYES' if at % 2 == 0 else 'WANDA OKAFOR'}: x{text}x?" for at, text in enumerate(lines)]
    result = transcribe(document(*turns))
    told = [pair.question + pair.answer for pair in result.pairs] + [each.text for each in result.dropped]
    heard = bare("".join(told))
    if result.pairs:
        assert all(bare(f"x{text}x?") in heard for text in lines)


@given(data=st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_read(data):
    source = read(data, "x")
    assert invented(transcribe(source), source) == []


def test_cues_are_joined_only_where_they_follow_each_other():
    cues = [
        paragraph(text, kind=Kind.CUE, speaker=who)
        for who, text in [
            ("Ana", "Was it"),
            ("Ana", "real?"),
            ("Bo", "It was"),
            ("Bo", "[laughs]"),
            ("Bo", "paper."),
            ("Ana", "Who held it?"),
            ("Bo", "I did."),
        ]
    ]
    result = transcribe(document(*cues))
    assert [(pair.question, pair.answer) for pair in result.pairs] == [
        ("Was it real?", "It was [laughs] paper."),
        ("Who held it?", "I did."),
    ]


def test_all_renderings_hold_only_what_the_source_holds():
    for render in (*renderings.MARKED, *renderings.BARE):
        name, text = render(renderings.EXCHANGES[:5])
        source = read(text.encode(), name)
        assert invented(transcribe(source), source) == []
