"""The part of an answer that is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.passages import best, cut, lead, pages
from bot.search.text import sentences

ANSWER = "We lit it early. Nobody expected that. […] The ferry came later. It was cold. I like fire."

SENTENCE = st.text("abc ", min_size=1, max_size=40).map(lambda text: f"A{text.strip()}.")
ANSWERS = st.lists(SENTENCE, min_size=1, max_size=12).map(" ".join)


def test_cut_gives_whole_sentences() -> None:
    passage = cut(ANSWER, 1, 2)
    assert passage is not None
    assert passage.text == "Nobody expected that. […] The ferry came later."
    assert passage.quote == "[…] Nobody expected that. […] The ferry came later. […]"


def test_a_passage_that_starts_after_a_cut_shows_one_mark() -> None:
    passage = cut(ANSWER, 2, 4)
    assert passage is not None
    assert passage.quote == "[…] The ferry came later. It was cold. I like fire."


@pytest.mark.parametrize(("first", "last"), [(-1, 0), (3, 2), (0, 5), (5, 5)])
def test_cut_refuses_sentences_that_are_not_there(first: int, last: int) -> None:
    assert cut(ANSWER, first, last) is None


def test_a_short_answer_is_shown_whole() -> None:
    passage = best(ANSWER, [0, 0, 0, 1, 0])
    assert (passage.first, passage.last, passage.total) == (0, 4, 5)
    assert passage.quote == ANSWER


def test_of_a_long_answer_the_best_sentences_are_shown() -> None:
    passage = best(ANSWER, [0, 0, 0.2, 0.9, 0], longest=40)
    assert passage.text == "The ferry came later. It was cold."


def test_without_any_worth_the_opening_is_shown() -> None:
    assert best(ANSWER, [0] * 5, longest=40) == lead(ANSWER, 40)


@given(ANSWERS, st.data(), st.integers(1, 120))
def test_the_best_sentence_is_always_in_the_passage(answer: str, data: st.DataObject, longest: int) -> None:
    count = len(sentences(answer))
    target = data.draw(st.integers(0, count - 1))
    passage = best(answer, [float(at == target) for at in range(count)], longest)
    assert passage.first <= target <= passage.last
    assert len(passage.text) <= longest or passage.first == passage.last
    assert cut(answer, passage.first, passage.last) == passage


@given(st.one_of(ANSWERS, st.text(min_size=1).filter(str.strip)), st.integers(1, 200))
def test_the_opening_starts_at_the_start(answer: str, longest: int) -> None:
    passage = lead(answer, longest)
    assert passage.first == 0
    assert answer.split()[: len(passage.text.split())] == passage.text.split()


@given(st.one_of(ANSWERS, st.text()), st.integers(2, 80))
def test_pages_fit_and_lose_nothing(answer: str, longest: int) -> None:
    result = pages(answer, longest)
    assert all(0 < len(page) <= longest for page in result)
    assert "".join("".join(result).split()) == "".join(answer.split())
