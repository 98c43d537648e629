"""A second import into a file that people have worked on."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from bot.importer.details import Details
from bot.importer.drafting import draft
from bot.importer.merging import Changed, merge
from bot.knowledge.model import Alias, Golden, Interview, Pair, Said, Speaker
from bot.knowledge.reading import parse
from bot.knowledge.writing import dump
from tests.importer.transcripts import DETAILS, transcript
from tests.strategies import interviews

PAIRS = (
    ("Why does the greenhouse burn?", "Because everybody knew it would. So we did it first. I also like fire."),
    ("Did the moths need training?", "Only the lead moth, who was difficult and would not leave his trailer."),
    ("Is the ferry real?", "The ferry is a model. It has never left the table, and it never will."),
)


def imported(*pairs: tuple[str, str], guest: str = "Wanda Okafor") -> Interview:
    return draft(transcript(*pairs, guest=guest), DETAILS).interview


def worked_on(**changes: dict[str, object]) -> Interview:
    """The interview after a moderator has been at it; `changes` of pairs by id."""
    interview = imported(*PAIRS)
    ids = ("fire", "moths", "ferry")
    pairs = [
        replace(pair, id=name, also=(f"also {name}",), summary=f"In short: {name}.", topics=(name,))
        for pair, name in zip(interview.pairs, ids, strict=True)
    ]
    return replace(
        interview,
        pairs=tuple(replace(pair, **changes.get(pair.id, {})) for pair in pairs),
        aliases=(Alias("the greenhouse", ("glasshouse",)),),
        golden=(Golden("who lit it", "fire"),),
        speakers=(replace(interview.speakers[0], role="showrunner"),),
    )


OLD = worked_on()


def merged(old: Interview, *pairs: tuple[str, str], **details: object):
    return merge(old, imported(*pairs), Details(**details))


class TestKept:
    def test_the_same_source_changes_nothing(self):
        result = merged(OLD, *PAIRS)
        assert (result.interview, result.changed, result.added, result.missing) == (OLD, (), {}, ())

    def test_white_space_and_typography_are_no_change(self):
        curly = [(question, answer.replace(". ", ".\n\n").upper()) for question, answer in PAIRS]
        assert merged(OLD, *curly).interview == OLD

    def test_everything_but_the_answer_stays(self):
        result = merged(OLD, PAIRS[0], (PAIRS[1][0], "None at all."), PAIRS[2])
        assert result.changed == (Changed("moths", PAIRS[1][1], "None at all."),)
        expected = replace(OLD.pairs[1], answer="None at all.")
        assert result.interview == replace(OLD, pairs=(OLD.pairs[0], expected, OLD.pairs[2]))

    def test_a_question_in_other_words_is_found_by_its_answer(self):
        old = worked_on(fire={"question": "What made them set fire to it?"})
        assert merged(old, *PAIRS).interview == old
        changed = PAIRS[0][1].replace("first", "at once")
        result = merged(old, (PAIRS[0][0], changed), *PAIRS[1:])
        assert [each.pair for each in result.changed] == ["fire"]
        assert result.interview.pairs[0].question == "What made them set fire to it?"

    def test_a_shortened_answer_stays_short(self):
        old = worked_on(fire={"answer": "Because everybody knew it would. […] I also like fire."})
        assert merged(old, *PAIRS).interview == old

    def test_a_shortened_answer_whose_words_are_gone_does_not(self):
        old = worked_on(fire={"answer": "Because everybody knew it would. […] I also like smoke."})
        result = merged(old, *PAIRS)
        assert result.changed == (Changed("fire", old.pairs[0].answer, PAIRS[0][1]),)

    def test_parts_in_another_order_are_no_parts(self):
        old = worked_on(fire={"answer": "I also like fire. […] Because everybody knew it would."})
        assert [each.pair for each in merged(old, *PAIRS).changed] == ["fire"]

    def test_a_paraphrased_answer_stays(self):
        old = worked_on(moths={"answer": "Hardly.", "said": Said.PARAPHRASED})
        assert merged(old, *PAIRS).interview == old

    def test_one_pair_made_two_stays_two(self):
        first, second = "Because everybody knew it would. So we did it first.", "I also like fire."
        halves = [replace(OLD.pairs[0], id=name, answer=part) for name, part in (("fire", first), ("fond", second))]
        old = replace(OLD, pairs=(*halves, *OLD.pairs[1:]))
        result = merged(old, *PAIRS)
        assert (result.interview, result.added, result.missing) == (old, {}, ())

    def test_what_the_source_no_longer_has_stays_and_is_told(self):
        result = merged(OLD, PAIRS[0], PAIRS[2])
        assert result.interview == OLD
        assert result.missing == ("moths",)

    def test_a_time_is_added_where_there_is_none(self):
        timed = replace(imported(*PAIRS), pairs=tuple(replace(pair, time=5) for pair in imported(*PAIRS).pairs))
        old = worked_on(fire={"time": 9})
        assert [pair.time for pair in merge(old, timed, Details()).interview.pairs] == [9, 5, 5]


class TestNew:
    SEAL = ("Who is the harbor master?", "A seal in a good coat.")

    @pytest.mark.parametrize("place", range(4))
    def test_a_new_pair_comes_where_the_source_has_it(self, place):
        pairs = list(PAIRS)
        pairs.insert(place, self.SEAL)
        result = merged(OLD, *pairs)
        assert result.added == {"harbor-master": "harbor-master"}
        assert [pair.id for pair in result.interview.pairs].index("harbor-master") == place
        assert tuple(pair for pair in result.interview.pairs if pair.id != "harbor-master") == OLD.pairs

    def test_its_id_is_nobody_elses(self):
        old = replace(OLD, pairs=(replace(OLD.pairs[0], id="harbor-master"), *OLD.pairs[1:]))
        result = merged(old, *PAIRS, self.SEAL)
        assert result.added == {"harbor-master": "harbor-master-2"}
        assert result.interview.pairs[-1].answer == self.SEAL[1]

    def test_a_known_speaker_is_the_same_one(self):
        new = draft(transcript(*PAIRS, self.SEAL, guest="WANDA OKAFOR"), DETAILS).interview
        new = replace(
            new,
            speakers=(replace(new.speakers[0], id="wanda"),),
            pairs=tuple(replace(pair, speaker="wanda") for pair in new.pairs),
        )
        result = merge(OLD, new, Details())
        assert result.interview.speakers == OLD.speakers
        assert result.interview.pairs[-1].speaker == "okafor"

    def test_a_new_speaker_comes_along_with_nicknames(self):
        new = imported(*PAIRS)
        other = imported(self.SEAL, guest="Ivo Okafor")
        new = replace(
            new,
            speakers=(*new.speakers, *other.speakers),
            pairs=(*new.pairs, *(replace(pair, speaker="okafor-2") for pair in other.pairs)),
            aliases=(*new.aliases, Alias("Ivo Okafor", ("ivo", "glasshouse"))),
        )
        new = replace(new, speakers=(new.speakers[0], Speaker("okafor-2", "Ivo Okafor")))
        result = merge(OLD, new, Details()).interview
        assert result.speakers == (*OLD.speakers, Speaker("okafor-2", "Ivo Okafor"))
        assert result.aliases == (*OLD.aliases, Alias("Ivo Okafor", ("ivo",)))
        assert parse(dump(result), "x").faults == ()

    def test_a_guest_without_a_name_is_the_first_speaker(self):
        result = merge(OLD, imported(*PAIRS, self.SEAL, guest="A"), Details())
        assert result.interview.speakers == OLD.speakers
        assert result.interview.pairs[-1].speaker == "okafor"

    def test_what_the_user_says_of_the_interview_counts(self):
        result = merged(OLD, *PAIRS, title="Fire!", published=date(2031, 5, 6))
        assert result.interview == replace(OLD, title="Fire!", published=date(2031, 5, 6))


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(interviews(), interviews())
def test_whatever_meets_the_result_loads_and_nothing_is_lost(old, new):
    result = merge(old, new, Details())
    unlinked = replace(
        result.interview, pairs=tuple(replace(pair, superseded_by=None) for pair in result.interview.pairs)
    )
    assert parse(dump(unlinked), "x").interview == unlinked
    kept = {pair.id: pair for pair in result.interview.pairs}
    for pair in old.pairs:
        assert replace(kept[pair.id], answer=pair.answer, time=pair.time) == pair
    assert len(result.interview.pairs) == len(old.pairs) + len(result.added)
    assert merge(result.interview, new, Details()).added == {}
    assert merge(old, old, Details()).interview.golden == old.golden


def test_hundreds_of_pairs_none_of_which_is_the_same_are_compared_soon():
    old = Interview(
        "x",
        "x",
        "x",
        "x",
        date(2031, 4, 5),
        "x",
        (Speaker("s", "S"),),
        tuple(
            Pair(f"p{number}", f"Question {number}?", f"Answer of old {number} times {number * 7}.", "s")
            for number in range(400)
        ),
    )
    new = replace(old, pairs=tuple(replace(pair, question=f"{pair.id}?", answer=pair.id * 9) for pair in old.pairs))
    began = time.perf_counter()
    result = merge(old, new, Details())
    assert len(result.interview.pairs) >= 400
    assert time.perf_counter() - began < 30
