"""Made-up content: the same every time, and like real content where that matters."""

from __future__ import annotations

import statistics
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.bench.synthetic import (
    FANS,
    INTERVIEW,
    LONGEST_QUESTION,
    SHORTEST_QUESTION,
    USUAL_QUESTION,
    kept,
    queries,
    snapshot,
)
from bot.search.english import ranks
from bot.search.text import sentences, words

CONTENT = snapshot(1_200)
PAIRS = [entry.pair for entry in CONTENT.entries]


@settings(max_examples=settings.default.max_examples * 2 // 5)  # each makes fifty thousand words twice
@given(st.integers(1, 60), st.integers(0, 3))
def test_it_has_the_size_asked_for_and_begins_like_any_larger_one(size, seed):
    small, large = snapshot(size, seed), snapshot(size + 17, seed)
    assert len(small) == size
    assert [entry.pair for entry in small.entries] == [entry.pair for entry in large.entries][:size]
    assert [entry.ref for entry in small.entries] == [entry.ref for entry in large.entries][:size]


def test_what_is_kept_in_a_file_is_the_same(tmp_path):
    for _ in range(2):
        assert kept(30, tmp_path).interviews == snapshot(30).interviews
    assert [file.name for file in tmp_path.iterdir()] == ["30.pickle"]


def test_the_same_seed_makes_the_same_and_another_one_another():
    assert snapshot(30).interviews == snapshot(30).interviews
    assert snapshot(30, seed=1).interviews != snapshot(30).interviews
    assert queries(CONTENT, 20) == queries(CONTENT, 20)
    assert queries(CONTENT, 20, seed=2) != queries(CONTENT, 20)


def test_questions_and_answers_are_as_long_as_people_make_them():
    lengths = [len(pair.question.split()) for pair in PAIRS]
    assert (min(lengths), max(lengths)) == (SHORTEST_QUESTION, LONGEST_QUESTION)
    assert statistics.median(lengths) == pytest.approx(USUAL_QUESTION, abs=1)
    assert 0.03 < sum(length > 30 for length in lengths) / len(lengths) < 0.08
    assert {len(sentences(pair.answer)) for pair in PAIRS} == {1, 2, 3}
    assert all(pair.question[0].isupper() and pair.question.endswith("?") for pair in PAIRS)


def test_interviews_have_a_cast_of_their_own():
    assert {len(interview.pairs) for interview in CONTENT.interviews} == {INTERVIEW}
    casts = [interview.speakers[0].name for interview in CONTENT.interviews]
    assert len(set(casts)) > 0.9 * len(casts)


def test_words_are_as_frequent_as_in_english():
    counted = Counter(word for pair in PAIRS for word in words(pair.answer))
    english = list(ranks())
    # By Zipf's law the tenth word comes about ten times as often as the hundredth.
    tenth, hundredth = (sum(counted[word] for word in english[at : at + 10]) for at in (10, 100))
    assert tenth / hundredth == pytest.approx(10 * (1 + 2.7 / 10) / 1.3, rel=0.5)
    assert len(counted) > 5_000


def test_a_question_is_about_something_that_its_answer_says():
    rare = set(list(ranks())[:150])
    shared = [set(words(pair.question)) & set(words(pair.answer)) - rare for pair in PAIRS]
    assert sum(map(bool, shared)) > 0.5 * len(shared)


def test_queries_are_stored_questions_typed_by_somebody():
    stored = {entry.ref: words(entry.pair.question) for entry in CONTENT.entries}
    asked = queries(CONTENT, 400)
    assert len({query.ref for query in asked}) > 200
    repeated, mistyped, reordered = 0, 0, 0
    for query in asked:
        typed, known = query.text.split(), stored[query.ref]
        assert 3 <= len(typed) <= FANS[1] + 6
        repeated += len(set(typed) & set(known)) >= 0.5 * len(set(typed))
        mistyped += any(
            word not in known and any(OSA.distance(word, other) == 1 for other in known if len(other) > 4)
            for word in typed
        )
        order = [known.index(word) for word in typed if known.count(word) == 1]
        reordered += order != sorted(order)
    assert repeated > 300
    assert 100 < mistyped < 300
    assert 50 < reordered < 200


def test_queries_differ_from_what_is_stored():
    stored = {entry.pair.question.lower().rstrip("?") for entry in CONTENT.entries}
    assert sum(query.text in stored for query in queries(CONTENT, 400)) < 100
