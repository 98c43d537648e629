"""What a server knows, put together from four sources; and what sets two snapshots apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.edition import Difference, compose, difference
from bot.knowledge.model import Interview, Pair, Snapshot, Speaker

PLACE = ("The Weir", "Millrace", date(2034, 2, 1), "https://millrace.example/weir")
SPEAKERS = (Speaker("eke", "Eke Sand"),)


@st.composite
def interviews(draw: st.DrawFn) -> Interview:
    """One of few, so that often two are of the same name, or the same; what they say does not matter here."""
    name = draw(st.sampled_from(["weir", "mill", "ford", "lock"]))
    answers = draw(
        st.dictionaries(st.sampled_from(["otter", "sluice", "wheel"]), st.sampled_from(["So.", "No."]), min_size=1)
    )
    pairs = [Pair(pair, f"What of {pair}?", answer, "eke") for pair, answer in answers.items()]
    if len(pairs) > 1 and draw(st.booleans()):
        pairs[0] = replace(pairs[0], superseded_by=f"{name}/{pairs[1].id}")
    return Interview(name, draw(st.sampled_from(["Early", "Late"])), *PLACE, SPEAKERS, tuple(pairs))


many = st.lists(interviews(), max_size=3, unique_by=lambda interview: interview.id)
snapshots = many.map(Snapshot)


def made(name: str, **superseded_by: str | None) -> Interview:
    """An interview with a pair for each keyword, and what it is superseded by."""
    pairs = tuple(
        Pair(pair, f"What of {pair}?", f"All of {pair}.", "eke", superseded_by=newer)
        for pair, newer in superseded_by.items()
    )
    return Interview(name, f"On {name}", *PLACE, SPEAKERS, pairs)


WEIR = made("weir", sluice=None, otter=None)
MILL = made("mill", wheel=None)
OPERATORS = Snapshot([WEIR, MILL])


class TestCompose:
    @given(snapshots)
    def test_with_nothing_of_its_own_a_server_knows_what_the_operator_knows(self, operator):
        assert compose(operator).interviews == operator.interviews

    @given(snapshots, many)
    def test_every_interview_is_there_once_and_the_servers_own_wins(self, operator, uploads):
        composed = {interview.id: interview for interview in compose(operator, uploads).interviews}
        own = {interview.id: interview for interview in uploads}
        assert set(composed) == set(own) | {interview.id for interview in operator.interviews}
        assert all(composed[name].title == interview.title for name, interview in own.items())

    @given(snapshots, many, st.data())
    def test_what_is_off_is_not_there_and_nothing_else_is_missing(self, operator, uploads, data):
        every = [interview.id for interview in compose(operator, uploads).interviews]
        off = data.draw(st.lists(st.sampled_from(every))) if every else ["unknown"]
        left = [interview.id for interview in compose(operator, uploads, off=off).interviews]
        assert left == [name for name in every if name not in off]

    def test_taught_phrasings_come_after_those_there_are(self):
        taught = [("weir/otter", "any otters"), ("weir/otter", "the otter question")]
        weir = replace(WEIR, pairs=(WEIR.pairs[0], replace(WEIR.pairs[1], also=("otters?",))))
        composed = compose(Snapshot([weir]), taught=taught)
        assert composed.entry("weir/otter").pair.also == ("otters?", "any otters", "the otter question")
        assert composed.entry("weir/sluice").pair == WEIR.pairs[0]

    def test_uploads_are_taught_as_well(self):
        composed = compose(OPERATORS, [made("ford", stones=None)], [("ford/stones", "which stones")])
        assert composed.entry("ford/stones").pair.also == ("which stones",)

    @pytest.mark.parametrize("ref", ["weir/heron", "lock/otter", "weir", "", "weir/otter/more"])
    def test_phrasings_of_what_is_not_loaded_are_passed_over(self, ref):
        assert compose(OPERATORS, taught=[(ref, "any otters")]).interviews == OPERATORS.interviews

    @pytest.mark.parametrize("phrasing", ["What of otter?", "otters?"])
    def test_a_phrasing_a_pair_has_already_is_not_repeated(self, phrasing):
        known = Snapshot([replace(WEIR, pairs=(replace(WEIR.pairs[1], also=("otters?",)),))])
        twice = compose(known, taught=[("weir/otter", phrasing), ("weir/otter", phrasing)])
        assert twice.interviews == known.interviews

    def test_an_upload_may_supersede_and_be_superseded(self):
        ford = made("ford", stones="weir/sluice")
        assert compose(OPERATORS, [ford]).entry("ford/stones").pair.superseded_by == "weir/sluice"

    def test_a_circle_that_an_upload_closes_is_opened_at_the_upload(self):
        operator = Snapshot([made("weir", sluice="mill/wheel"), made("mill", wheel=None)])
        composed = compose(operator, [made("mill", wheel="weir/sluice")])
        assert composed.entry("mill/wheel").pair.superseded_by is None
        assert composed.entry("weir/sluice").pair.superseded_by == "mill/wheel"

    def test_what_only_leads_into_a_circle_keeps_its_reference(self):
        uploads = [made("mill", wheel="ford/stones"), made("ford", stones="mill/wheel", eel="mill/wheel")]
        composed = compose(OPERATORS, uploads)
        assert composed.entry("ford/eel").pair.superseded_by == "mill/wheel"
        assert composed.entry("ford/stones").pair.superseded_by is None

    @given(st.dictionaries(st.sampled_from("abcd"), st.sampled_from("abcd")), st.sets(st.sampled_from("abcd")))
    def test_following_newer_answers_always_ends(self, newer, own):
        pairs = [made(name, p=f"{newer[name]}/p" if name in newer else None) for name in "abcd"]
        operators = [each for each in pairs if each.id not in own]
        if any(circles(each.id, {name: to for name, to in newer.items() if name not in own}) for each in operators):
            return  # the loader has refused these
        composed = compose(Snapshot(operators), [each for each in pairs if each.id in own])
        left = {
            entry.interview.id: entry.pair.superseded_by[0] for entry in composed.entries if entry.pair.superseded_by
        }
        assert not any(circles(name, left) for name in "abcd")


def circles(name: str, newer: dict[str, str]) -> bool:
    for _ in range(len(newer) + 1):
        if name not in newer:
            return False
        name = newer[name]
    return True


class TestDifference:
    def test_each_kind(self):
        new = Snapshot([made("weir", sluice="weir/heron", heron=None), made("ford", stones=None)])
        assert difference(OPERATORS, new) == Difference(
            added=("ford",),
            changed=("weir",),
            removed=("mill",),
            pairs_added=("ford/stones", "weir/heron"),
            pairs_changed=("weir/sluice",),
            pairs_removed=("mill/wheel", "weir/otter"),
        )

    def test_an_interview_may_change_without_its_pairs(self):
        found = difference(OPERATORS, Snapshot([replace(WEIR, title="On weirs"), MILL]))
        assert found == Difference(changed=("weir",))
        assert found

    @given(snapshots)
    def test_nothing_differs_from_itself(self, snapshot):
        assert not difference(snapshot, Snapshot(reversed(snapshot.interviews)))

    @given(snapshots, snapshots)
    def test_the_way_back_is_the_way_there_turned_round(self, old, new):
        there, back = difference(old, new), difference(new, old)
        assert (there.added, there.removed, there.pairs_added) == (back.removed, back.added, back.pairs_removed)
        assert set(there.changed) == set(back.changed)
        assert bool(there) == (old.interviews != new.interviews)
