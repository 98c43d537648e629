"""From a transcript to a file: what is known reads back, what is not known is a fault with its place."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.importer.details import Details
from bot.importer.drafting import SURE, draft
from bot.importer.model import FoundPair, Part, Role, Transcript, Voice
from bot.knowledge.model import Alias, Speaker
from bot.knowledge.reading import parse
from tests.importer.transcripts import DETAILS, IVO, TRANSCRIPT, WANDA, transcript


def read_back(proposed):
    return parse(proposed.text, "new.yaml")


class TestFile:
    def test_with_all_details_known_it_reads_back_as_proposed(self):
        proposed = draft(TRANSCRIPT, DETAILS)
        assert proposed.missing == ()
        assert read_back(proposed).faults == ()
        assert read_back(proposed).interview == proposed.interview

    def test_it_holds_what_was_found(self):
        interview = draft(TRANSCRIPT, DETAILS).interview
        assert interview.id == "tin-harbor-s1-okafor-screenpost"
        assert interview.speakers == (Speaker("okafor", "Wanda Okafor"), Speaker("lindqvist", IVO))
        assert [pair.id for pair in interview.pairs] == [
            "old-brenda",
            "moths-training",
            "ferry-harbor",
        ]
        fire, moths, ferry = interview.pairs
        assert fire.answer == "Because everybody knew it would burn. The fire was cheap.\n\nI also like fire."
        assert (fire.speaker, moths.speaker, ferry.speaker) == ("okafor", "okafor", "lindqvist")
        assert (fire.time, moths.time) == (12, None)
        assert fire.topics == ("Old Brenda", "fire")
        assert interview.aliases == (
            Alias("Wanda Okafor", ("okafor", "wanda", "wo")),
            Alias(IVO, ("lindqvist", "ivo")),
        )

    def test_what_several_say_keeps_their_names_in_order(self):
        moths = draft(TRANSCRIPT, DETAILS).interview.pairs[1]
        assert moths.answer == (
            "Wanda Okafor: Only the lead moth.\n\nIvo Lindqvist: He was difficult.\n\nWanda Okafor: Ivo wrote him so."
        )

    def test_two_parts_of_the_same_person_are_one(self):
        parts = (Part(WANDA, "Yes."), Part(WANDA, "And no."))
        one = replace(TRANSCRIPT, pairs=(FoundPair("Is it?", parts, WANDA),))
        assert draft(one, DETAILS).interview.pairs[0].answer == "Yes.\n\nAnd no."

    def test_what_is_unsure_stands_above_its_pair(self):
        text = draft(TRANSCRIPT, DETAILS).text
        assert (
            "  # unsure: 60% sure that this is a question and its whole answer.\n"
            "  # unsure: Two people answer by turns.\n"
            "  - id: moths-training\n"
        ) in text
        assert text.count("# unsure") == 2

    @pytest.mark.parametrize(("confidence", "notes"), [(SURE, 0), (math.nextafter(SURE, 0), 1)])
    def test_what_is_sure_has_no_remark(self, confidence, notes):
        pair = replace(TRANSCRIPT.pairs[0], confidence=confidence)
        assert draft(replace(TRANSCRIPT, pairs=(pair,)), DETAILS).text.count("# unsure") == notes

    def test_a_pair_that_is_left_out_takes_its_speaker_along(self):
        interview = draft(TRANSCRIPT, DETAILS, leave_out=[2, 2]).interview
        assert [pair.id for pair in interview.pairs] == ["old-brenda", "moths-training"]
        assert [speaker.name for speaker in interview.speakers] == ["Wanda Okafor"]

    @pytest.mark.parametrize("time", [360_000.0, math.inf, math.nan, -1.0])
    def test_a_time_that_cannot_be_written_is_left_out(self, time):
        pair = replace(TRANSCRIPT.pairs[0], time=time)
        assert draft(replace(TRANSCRIPT, pairs=(pair,)), DETAILS).interview.pairs[0].time is None


class TestMissing:
    def test_each_detail_that_is_missing_is_a_fault_at_its_place(self):
        proposed = draft(TRANSCRIPT, Details())
        assert proposed.missing == ("title", "show", "outlet", "published", "url")
        faults = read_back(proposed).faults
        lines = proposed.text.splitlines()
        assert [lines[fault.line - 1] for fault in faults] == [
            f"  {name}:  # to be filled in" for name in ("title", "show", "outlet", "published", "url")
        ]
        assert all("is empty" in fault.problem for fault in faults)

    def test_filled_in_by_hand_it_loads(self):
        text = draft(TRANSCRIPT, replace(DETAILS, published=None, show=None)).text
        assert "  show:  # to be filled in\n" in text
        filled = text.replace("  show:", "  show: Tin Harbor").replace("  published:", "  published: 2031-04-05")
        assert parse(filled, "x").interview.published == date(2031, 4, 5)

    def test_where_nobody_gave_a_title_it_names_guests_and_show(self):
        assert draft(TRANSCRIPT, replace(DETAILS, title=None)).interview.title == (
            "Wanda Okafor and Ivo Lindqvist on Tin Harbor"
        )

    @pytest.mark.parametrize("label", ["A", "Guest", "Speaker 1", "Unknown Speaker"])
    def test_a_guest_without_a_name_is_missing_until_one_is_given(self, label):
        bare = transcript(("Why boats?", "They float."), guest=label)
        nameless = draft(bare, DETAILS)
        assert nameless.missing == ("guest",)
        (fault,) = read_back(nameless).faults
        assert nameless.text.splitlines()[fault.line - 1] == "      name:  # to be filled in"
        named = draft(bare, replace(DETAILS, guest="Pia Torres"))
        assert named.missing == ()
        assert read_back(named).interview.speakers == (Speaker("torres", "Pia Torres"),)

    def test_an_answer_that_looks_like_an_empty_field_stays_an_answer(self):
        odd = transcript(("Which fields?", "name: ''\n\nshow: ''\n\nx"))
        assert read_back(draft(odd, DETAILS)).interview.pairs[0].answer == "name: ''\n\nshow: ''\n\nx"

    def test_without_anything_known_not_even_an_id_is_made_up(self):
        bare = transcript(("Why boats?", "They float."), guest="A", host="Q")
        proposed = draft(bare, Details())
        assert "id" in proposed.missing
        assert len(read_back(proposed).faults) == len(proposed.missing) == 7


anything = st.text(st.characters(exclude_categories=()), max_size=40)
told = anything.filter(lambda text: any(character.isalnum() for character in text))


@st.composite
def transcripts(draw):
    names = draw(st.lists(told, min_size=1, max_size=3, unique=True))
    parts = st.lists(st.builds(Part, st.sampled_from(names), told), min_size=1, max_size=3)
    pairs = []
    for _ in range(draw(st.integers(1, 4))):
        given_by = tuple(draw(parts))
        notes = tuple(draw(st.lists(anything, max_size=2)))
        time = draw(st.none() | st.floats())
        pairs.append(FoundPair(draw(told), given_by, given_by[0].speaker, draw(st.floats(0, 1)), notes, time))
    voices = tuple(
        Voice(name, draw(st.sampled_from(Role)), tuple(draw(st.lists(anything, max_size=2)))) for name in names
    )
    return Transcript("labelled", voices, tuple(pairs))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(transcripts())
def test_whatever_is_found_the_file_loads_once_nothing_is_missing(found):
    proposed = draft(found, replace(DETAILS, guest="Pia Torres"))
    reading = read_back(proposed)
    if proposed.missing:
        assert reading.faults
    else:
        assert reading.faults == ()
        assert reading.interview == proposed.interview
