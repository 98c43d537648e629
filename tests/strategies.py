"""Hypothesis strategies for content: anything the loader would let through, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from bot.knowledge.grammar import MAX_ID
from bot.knowledge.model import Alias, Entry, Episode, Golden, Interview, Pair, Said, Speaker
from bot.knowledge.texts import one_line, prose

if TYPE_CHECKING:
    from collections.abc import Sequence

# No control characters, no surrogates, and not the two code points that YAML refuses besides.
characters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
lines = st.text(characters, min_size=1, max_size=80).map(one_line).filter(bool)
proses = st.lists(st.text(characters, max_size=200), min_size=1, max_size=5).map("\n".join).map(prose).filter(bool)
ids = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=MAX_ID)
pair_ids = ids.filter(lambda name: name != "none")

hosts = st.from_regex(r"[a-z][a-z0-9]{0,20}(\.[a-z]{2,8}){1,2}(:[1-9][0-9]{0,3})?", fullmatch=True)
url_parts = st.text("abcXYZ019-._~!$'()*+,;=:@%", max_size=40)


@st.composite
def urls(draw: st.DrawFn) -> str:
    """Web addresses, with and without a path, a query and a fragment."""
    address = f"{draw(st.sampled_from(['http', 'https']))}://{draw(hosts)}"
    if draw(st.booleans()):
        address += "/" + draw(url_parts)
    for sign in "?#":
        if draw(st.booleans()):
            address += sign + draw(url_parts)
    return address


few_lines = st.lists(lines, max_size=3).map(tuple)
episodes = st.builds(Episode, st.integers(0, 9999), st.none() | st.integers(0, 9999))
dates = st.dates(min_value=date(1, 1, 1))


@st.composite
def pairs(draw: st.DrawFn, speakers: Sequence[str] = ("okafor",)) -> Pair:
    """A pair that one of the speakers answers."""
    return Pair(
        id=draw(pair_ids),
        question=draw(lines),
        answer=draw(proses),
        speaker=draw(st.sampled_from(speakers)),
        also=draw(few_lines),
        summary=draw(st.none() | proses),
        topics=draw(few_lines),
        said=draw(st.sampled_from(Said)),
        spoils=draw(st.none() | episodes),
        time=draw(st.none() | st.integers(0, 100 * 3600 - 1)),
    )


@st.composite
def interviews(draw: st.DrawFn) -> Interview:
    """An interview whose speakers, pairs and golden questions go together."""
    speakers = draw(st.lists(st.builds(Speaker, ids, lines, st.none() | lines), min_size=1, max_size=3, unique_by=_id))
    names = [speaker.id for speaker in speakers]
    own = draw(ids)
    answered = draw(st.lists(pairs(speakers=names), min_size=1, max_size=4, unique_by=_id))
    if len(answered) > 1 and draw(st.booleans()):
        answered[0] = replace(answered[0], superseded_by=f"{own}/{answered[1].id}")
    nicknames = st.lists(lines, min_size=1, max_size=3).map(tuple)
    expected = st.none() | st.sampled_from([pair.id for pair in answered])
    return Interview(
        id=own,
        title=draw(lines),
        show=draw(lines),
        outlet=draw(lines),
        published=draw(dates),
        url=draw(urls()),
        speakers=tuple(speakers),
        pairs=tuple(answered),
        season=draw(st.none() | st.integers(0, 9999)),
        interviewer=draw(st.none() | lines),
        archive_url=draw(st.none() | urls()),
        excerpt=draw(st.booleans()),
        aliases=tuple(Alias(*alias) for alias in draw(st.dictionaries(lines, nicknames, max_size=3)).items()),
        golden=tuple(draw(st.lists(st.builds(Golden, lines, expected), max_size=3))),
    )


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """One of the pairs of an interview."""
    interview = draw(interviews())
    return Entry(interview, draw(st.sampled_from(interview.pairs)))


def _id(thing: Speaker | Pair) -> str:
    return thing.id
