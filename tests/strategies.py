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

# Strategies that are drawn from again and again stand here, not where they are drawn from: to make one takes as long as
# to draw from it. And a text is drawn at once, where a regular expression is drawn character by character.
_letters = "abcdefghijklmnopqrstuvwxyz"
_domains = st.lists(st.text(_letters, min_size=2, max_size=8), min_size=1, max_size=2).map(".".join)
_ports = st.just("") | st.integers(1, 9999).map(":{}".format)
hosts = st.builds(
    "{}{}.{}{}".format, st.sampled_from(_letters), st.text(f"{_letters}0123456789", max_size=20), _domains, _ports
)
_schemes = st.sampled_from(["http", "https"])
_booleans = st.booleans()
url_parts = st.text("abcXYZ019-._~!$'()*+,;=:@%", max_size=40)


@st.composite
def urls(draw: st.DrawFn) -> str:
    """Web addresses, with and without a path, a query and a fragment."""
    address = f"{draw(_schemes)}://{draw(hosts)}"
    for sign in "/?#":
        if draw(_booleans):
            address += sign + draw(url_parts)
    return address


some_urls = urls()
few_lines = st.lists(lines, max_size=3).map(tuple)
episodes = st.builds(Episode, st.integers(0, 9999), st.none() | st.integers(0, 9999))
dates = st.dates(min_value=date(1, 1, 1))
_perhaps_line = st.none() | lines
_perhaps_prose = st.none() | proses
_perhaps_episode = st.none() | episodes
_perhaps_url = st.none() | some_urls
_perhaps_season = st.none() | st.integers(0, 9999)
_moments = st.none() | st.integers(0, 100 * 3600 - 1)
_said = st.sampled_from(Said)


@st.composite
def pairs(draw: st.DrawFn, speakers: Sequence[str] = ("okafor",)) -> Pair:
    """A pair that one of the speakers answers."""
    return Pair(
        id=draw(pair_ids),
        question=draw(lines),
        answer=draw(proses),
        speaker=draw(st.sampled_from(speakers)),
        also=draw(few_lines),
        summary=draw(_perhaps_prose),
        topics=draw(few_lines),
        said=draw(_said),
        spoils=draw(_perhaps_episode),
        time=draw(_moments),
    )


def _id(thing: Speaker | Pair) -> str:
    return thing.id


_speakers = st.lists(st.builds(Speaker, ids, lines, _perhaps_line), min_size=1, max_size=3, unique_by=_id)
_nicknames = st.dictionaries(lines, st.lists(lines, min_size=1, max_size=3).map(tuple), max_size=3)


@st.composite
def interviews(draw: st.DrawFn) -> Interview:
    """An interview whose speakers, pairs and golden questions go together."""
    speakers = draw(_speakers)
    names = [speaker.id for speaker in speakers]
    own = draw(ids)
    answered = draw(st.lists(pairs(speakers=names), min_size=1, max_size=4, unique_by=_id))
    if len(answered) > 1 and draw(_booleans):
        answered[0] = replace(answered[0], superseded_by=f"{own}/{answered[1].id}")
    expected = st.none() | st.sampled_from([pair.id for pair in answered])
    return Interview(
        id=own,
        title=draw(lines),
        show=draw(lines),
        outlet=draw(lines),
        published=draw(dates),
        url=draw(some_urls),
        speakers=tuple(speakers),
        pairs=tuple(answered),
        season=draw(_perhaps_season),
        interviewer=draw(_perhaps_line),
        archive_url=draw(_perhaps_url),
        excerpt=draw(_booleans),
        aliases=tuple(Alias(*alias) for alias in draw(_nicknames).items()),
        golden=tuple(draw(st.lists(st.builds(Golden, lines, expected), max_size=3))),
    )


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """One of the pairs of an interview."""
    interview = draw(interviews())
    return Entry(interview, draw(st.sampled_from(interview.pairs)))
