"""What is worth a second look, though it is no fault."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from bot.errors import Fault
from bot.knowledge.model import Golden, Interview, Pair, Snapshot, Speaker
from bot.knowledge.report import Place
from bot.knowledge.review import ALIKE, LONG_ANSWER, _alike, warnings

SPEAKER = Speaker("okafor", "Wanda Okafor")
GOLDEN = (Golden("who lit it", None),)


def interview(name: str, *questions: str, **changes: object) -> Interview:
    """An interview with these questions, its pairs called p0, p1 and so on, that nothing else can be said against."""
    pairs = tuple(Pair(f"p{number}", question, "So.", "okafor") for number, question in enumerate(questions))
    url = "https://o.example"
    plain = Interview(name, "T", "S", "O", date(2031, 4, 5), url, (SPEAKER,), pairs, golden=GOLDEN)
    return replace(plain, **changes)


def said(*interviews: Interview) -> list[str]:
    return list(map(str, warnings(Snapshot(interviews))))


class TestInterviews:
    def test_nothing_to_say(self):
        assert said(interview("a", "Why a fire?"), interview("b", "Is there a kraken?")) == []

    def test_without_golden_questions(self):
        advice = "add some under `golden`, and no change can break it unseen."
        assert said(interview("a", "Why?", golden=())) == [f"a: There are no golden questions: {advice}"]

    def test_with_a_speaker_who_is_silent(self):
        advice = "delete the speaker, or name the answers."
        silent = interview("a", "Why?", speakers=(SPEAKER, Speaker("lund", "Pia Lund")))
        assert said(silent) == [f"a: “Pia Lund” answers nothing: {advice}"]

    def test_with_an_answer_that_is_too_long(self):
        long = Pair("p", "Why?", "x" * (LONG_ANSWER + 1), "okafor")
        assert said(interview("a", pairs=(replace(long, answer="x" * LONG_ANSWER),))) == []
        assert said(interview("a", pairs=(long,))) == [
            "a/p: The answer has 4,001 characters, more than 4,000: divide it into pairs."
        ]


ADVICE = "merge the two, or mark the older with `superseded_by`."


class TestQuestions:
    def test_nearly_the_same_in_one_interview(self):
        found = said(interview("a", "Why did the boat burn?", "Is there a kraken?", "Why did the boat burn"))
        assert found == [f"a/p2: This asks nearly the same as a/p0 (“Why did the boat burn?”): {ADVICE}"]

    def test_nearly_the_same_in_two_interviews_and_in_another_order(self):
        one, other = interview("a", "In the end, who is the killer?"), interview("b", "Who is the killer in the end?")
        assert said(other, one) == [
            f"b/p0: This asks nearly the same as a/p0 (“In the end, who is the killer?”): {ADVICE}"
        ]

    def test_each_question_is_warned_of_once(self):
        assert len(said(interview("a", *["Why did the greenhouse burn?"] * 50))) == 49

    def test_an_older_answer_may_ask_the_same(self):
        older = interview("a", "Why did the greenhouse burn?")
        older = replace(older, pairs=(replace(older.pairs[0], superseded_by="b/p0"),))
        assert said(older, interview("b", "Why did the greenhouse burn?")) == []

    def test_other_questions_are_left_alone(self):
        assert said(interview("a", "Why did the greenhouse burn?", "When did the boathouse burn?", "Why fire?")) == []

    def test_questions_without_a_single_word(self):
        assert said(interview("a", "?", "!", "😀")) == []


def test_places_are_shown_where_they_are_known():
    places = {"a/p1": Place("k/a.yaml", 34, 9)}
    (warning,) = warnings(Snapshot([interview("a", "Why did it burn?", "Why did it burn")]), places)
    assert warning == Fault("k/a.yaml", 34, 9, warning.problem)


@given(st.lists(st.text("ab ", max_size=12), max_size=40))
def test_the_narrow_band_finds_what_comparing_everything_finds(texts):
    found = {max(one, other, key=lambda index: (len(texts[index]), index)) for one, other in _alike(texts)}
    for one, other in _alike(texts):
        assert fuzz.ratio(texts[one], texts[other]) >= ALIKE
    for index, text in enumerate(texts):
        before = [other for at, other in enumerate(texts) if (len(other), at) < (len(text), index)]
        assert (index in found) == any(fuzz.ratio(text, other) >= ALIKE for other in before)


def test_ten_thousand_questions():
    rng = random.Random(7)
    words = ["".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=rng.randint(2, 10))) for _ in range(3_000)]
    questions = [" ".join(rng.choices(words, k=rng.randint(5, 14))) for _ in range(9_999)]
    started = time.process_time()
    found = said(interview("a", *questions, questions[0] + "?"))
    assert time.process_time() - started < 60  # about two seconds on a laptop
    assert [warning.split(":")[0] for warning in found] == ["a/p9999"]
