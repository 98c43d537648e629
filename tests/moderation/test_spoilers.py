"""What a progress hides, and how shows and episodes are named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.model import Entry, Episode
from bot.moderation.spoilers import NOTHING_SEEN, episode, furthest, hides, name, show_called
from tests.discord.content import BRANDT
from tests.strategies import episodes

SHOWS = ("The Night Ferry", "The Nightjars", "Tin Harbor")

seen = st.dictionaries(st.sampled_from([name(show) for show in SHOWS]), episodes, max_size=3)


def pair(spoils, show="The Night Ferry"):
    interview = replace(BRANDT, show=show)
    return Entry(interview, replace(interview.pairs[0], spoils=spoils))


@pytest.mark.parametrize(
    ("spoils", "reached", "hidden"),
    [
        (Episode(1, 8), Episode(1, 7), True),
        (Episode(1, 8), Episode(1, 8), False),
        (Episode(1, 8), Episode(2, 1), False),
        (Episode(2, 1), Episode(1, 13), True),
        (Episode(2, 1), Episode(1), True),
        (Episode(1, 8), Episode(1), False),  # the season has been seen to its end
        (Episode(1), Episode(1, 13), True),  # whether there was a fourteenth episode is not known
        (Episode(1), Episode(1), False),
        (Episode(1), Episode(2, 1), False),
        (Episode(0, 1), Episode(1, 1), False),
    ],
)
def test_what_lies_beyond_is_hidden(spoils, reached, hidden):
    assert hides(pair(spoils), {"the night ferry": reached}) is hidden


@given(seen)
def test_what_spoils_nothing_is_never_hidden(seen):
    assert not hides(pair(None), seen)


@given(episodes)
def test_of_an_unknown_progress_nothing_is_taken_for_granted(spoils):
    assert hides(pair(spoils), NOTHING_SEEN)
    assert hides(pair(spoils), {"tin harbor": Episode(9999)})


@pytest.mark.parametrize("show", ["the night ferry", "THE  NIGHT FERRY", " The Night\u00a0Ferry "])
def test_a_show_is_the_same_however_it_is_spaced(show):
    assert not hides(pair(Episode(1, 1), show), {"the night ferry": Episode(1, 1)})


@given(seen, seen, episodes)
def test_the_furthest_reader_decides(one, other, spoils):
    either = hides(pair(spoils), one) and hides(pair(spoils), other)
    assert hides(pair(spoils), furthest(one, other)) is either


@given(seen, seen)
def test_it_does_not_matter_who_is_named_first(one, other):
    assert furthest(one, other) == furthest(other, one)
    assert furthest(one, one) == furthest(one) == furthest(one, NOTHING_SEEN) == one


@given(episodes, episodes, episodes)
def test_seeing_more_never_hides_more(spoils, one, other):
    further = furthest({"the night ferry": one}, {"the night ferry": other})
    assert not hides(pair(spoils), further) or hides(pair(spoils), {"the night ferry": one})


@given(episodes)
def test_an_episode_is_read_as_it_is_written(each):
    assert episode(str(each)) == each


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("S02E05", Episode(2, 5)),
        ("s2e5", Episode(2, 5)),
        (" s2  e5 ", Episode(2, 5)),
        ("2x05", Episode(2, 5)),
        ("Season 2, Episode 5", Episode(2, 5)),
        ("season 2 ep. 5", None),
        ("season 2 ep 5", Episode(2, 5)),
        ("season 2", Episode(2)),
        ("S02", Episode(2)),
        ("5", None),
        ("", None),
        ("E05", None),
        ("all of it", None),
        ("S02E05 or so", None),
        ("S99999", None),
    ],
)
def test_how_people_name_an_episode(typed, meant):
    assert episode(typed) == meant


@given(st.text())
def test_whatever_is_typed_is_an_episode_or_none(typed):
    assert episode(typed) is None or episode(str(episode(typed))) == episode(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tin harbor", "Tin Harbor"),
        ("TIN", "Tin Harbor"),
        ("the night ferry", "The Night Ferry"),
        ("the night f", "The Night Ferry"),
        ("the night", None),
        ("ferry", None),
        ("", None),
    ],
)
def test_a_show_is_called_by_its_title_or_a_beginning_that_is_its_own(typed, meant):
    assert show_called(typed, SHOWS) == meant


def test_a_title_wins_over_a_beginning():
    assert show_called("tin", ["Tin Harbor", "Tin"]) == "Tin"
