"""The same interview in every convention gives the same pairs, also with the furniture of a page in between."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.importer.reading import read
from bot.importer.transcript import transcribe
from tests.importer import renderings
from tests.importer.documents import found, plain
from tests.importer.renderings import EXCHANGES, FURNITURE, Exchange

choices = st.lists(st.sampled_from(EXCHANGES), min_size=3, max_size=8, unique=True)
few = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def wanted(chosen: list[Exchange]) -> list[tuple[str, str]]:
    return [(plain(each.question), plain(" ".join(each.answer))) for each in chosen]


@pytest.mark.parametrize("render", renderings.MARKED, ids=lambda render: render.__name__)
@given(chosen=choices)
@example(chosen=[EXCHANGES[2], EXCHANGES[9], EXCHANGES[0]])
@few
def test_marks_tell_all(render, chosen):
    name, text = render(chosen)
    assert found(transcribe(read(text.encode(), name))) == wanted(chosen)


@pytest.mark.parametrize("render", renderings.BARE, ids=lambda render: render.__name__)
@given(chosen=choices.filter(lambda chosen: sum(each.plain for each in chosen) >= 3))
@few
def test_words_tell_most(render, chosen):
    name, text = render(chosen)
    pairs = found(transcribe(read(text.encode(), name)))
    hits = len(set(pairs) & set(wanted(chosen)))
    assert hits >= 0.6 * len(chosen)
    assert hits >= 0.6 * len(pairs)


@pytest.mark.parametrize("render", renderings.BARE, ids=lambda render: render.__name__)
def test_words_tell_nearly_all_in_the_end(render):
    hits = wants = got = 0
    for start in range(len(EXCHANGES)):
        chosen = [EXCHANGES[(start + at * 3) % len(EXCHANGES)] for at in range(6)]
        chosen = list(dict.fromkeys(chosen))
        name, text = render(chosen)
        pairs = found(transcribe(read(text.encode(), name)))
        hits += len(set(pairs) & set(wanted(chosen)))
        wants += len(chosen)
        got += len(pairs)
    assert hits >= 0.9 * wants
    assert hits >= 0.9 * got


in_blocks = [
    renderings.labelled,
    renderings.long_then_short,
    renderings.one_sided,
    renderings.asker_only,
    renderings.own_line,
    renderings.quoted,
    renderings.emphasis,
    renderings.headings,
    renderings.numbered,
]


@pytest.mark.parametrize("render", in_blocks, ids=lambda render: render.__name__)
@given(
    chosen=choices.filter(lambda chosen: len(chosen) >= 4),
    furniture=st.lists(st.tuples(st.integers(0, 100), st.sampled_from(FURNITURE)), min_size=1, max_size=4),
)
@few
def test_furniture_in_between_changes_nothing(render, chosen, furniture):
    name, text = render(chosen)
    blocks = text.strip("\n").split("\n\n")
    for place, block in furniture:
        blocks.insert(len(blocks) * place // 101 + 1, block)
    assert found(transcribe(read("\n\n".join(blocks).encode(), name))) == wanted(chosen)


BREAKS = (
    "The Drafts",
    "THE SECOND SEASON",
    "Four years later",
    "Wanda Okafor on the pier in the second season",
    "12:34 The storm",
    "[00:12:34] The storm",
    "Photo: Bo Falk / Northlight",
    "The fog was worth every crown. #TinHarbor\n— Bo Falk (@bofalk) March 3, 2032",
    "Bo Falk\n@bofalk\nThe fog was worth every crown.\n9:14 PM · Mar 3, 2032",
    "The Gazette Weekly\nOur best stories, every Friday.\nEnter your email address",
    "Read more:\nTen harbors you should avoid\nWhat the fog knew",
    "Read more\n- Ten harbors you should avoid\n- What the fog knew",
    "TIN HARBOR | Season 2 Official Trailer (2032)",
)
"""What pages set between paragraphs: headings, captions, posts, offers, lists of links, titles of films."""
MARKED_UP = (
    "## The drafts",
    "### The drafts",
    "#### The drafts",
    "**The drafts**",
    "> “Nobody ever asked the fog.”",
    "**Read more:**\n\n- [Ten harbors you should avoid](https://a.example/1)\n- [What the fog knew](https://a.example/2)",
    "> The fog was worth every crown. #TinHarbor\n>\n> — Bo Falk (@bofalk) [March 3, 2032](https://p.example/1)",
)


@pytest.mark.parametrize("piece", [*BREAKS, *MARKED_UP], ids=lambda piece: piece.split("\n")[0][:24])
def test_what_breaks_a_talk_is_in_no_answer_and_ends_none(piece):
    chosen = [EXCHANGES[at] for at in (0, 1, 3, 5, 9, 12)]
    renders = [renderings.emphasis, renderings.headings]
    if piece in BREAKS:
        renders += [renderings.labelled, renderings.asker_only, renderings.own_line, renderings.alternation]
    for render in renders:
        name, text = render(chosen)
        blocks = text.strip("\n").split("\n\n")
        for each in chosen[::2]:
            at = next(number for number, block in enumerate(blocks) if each.answer[-1] in block)
            for place in (at, at + 1) if len(each.answer) > 1 else (at + 1,):
                broken = "\n\n".join([*blocks[:place], piece, *blocks[place:]])
                pairs = found(transcribe(read(broken.encode(), name), certain=True))
                assert pairs == wanted(chosen), (render.__name__, place)


@given(chosen=choices)
@few
def test_shuffling_the_questions_shuffles_the_pairs(chosen):
    forwards = transcribe(read(renderings.labelled(chosen)[1].encode()))
    backwards = transcribe(read(renderings.labelled(chosen[::-1])[1].encode()))
    assert found(forwards) == found(backwards)[::-1]
