"""Parts of answers: whole sentences, verbatim, marked where cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.trivia.model import GAP
from bot.trivia.quotations import LONGEST, Answer
from tests.strategies import proses
from tests.trivia.content import assert_verbatim

STORY = Answer.of("We built a pier. It blew away. […] Then we ate cake.")
TEXTS = proses | st.lists(
    st.sampled_from(["Fog.", "The pier blew away!", "[…]", "and so", "[...]", "\n\n", "Ö? "]), min_size=1, max_size=90
).map(" ".join)


@pytest.mark.parametrize(
    ("first", "last", "quotation"),
    [
        (0, 2, "We built a pier. It blew away. […] Then we ate cake."),
        (0, 1, "We built a pier. It blew away. […]"),
        (0, 0, "We built a pier. […]"),
        (1, 1, "[…] It blew away. […]"),
        (1, 2, "[…] It blew away. […] Then we ate cake."),
        (2, 2, "[…] Then we ate cake."),
    ],
)
def test_what_is_left_out_is_marked_once(first, last, quotation):
    assert STORY.quotation(first, last) == quotation


def test_a_gap_takes_the_place_of_a_word():
    at = STORY.text.index("cake")
    assert STORY.quotation(2, 2, gap=(at, at + 4)) == f"[…] Then we ate {GAP}."


def test_paragraphs_become_one_line():
    assert Answer.of("One pier.\n\nNo pier,\nno cake.").quotation(0, 1) == "One pier. No pier, no cake."


@given(TEXTS)
def test_parts_are_all_of_the_answer_and_none_is_too_long(text):
    answer = Answer.of(text)
    assert "".join("".join(answer.part(at) for at in range(len(answer.spans))).split()) == "".join(text.split())
    assert all(0 < stop - start <= LONGEST for start, stop in answer.spans)
    assert list(answer.spans) == sorted(answer.spans)


@given(TEXTS, st.data())
def test_every_run_is_verbatim_and_short(text, data):
    answer = Answer.of(text)
    runs = list(answer.runs())
    assert {first for first, _ in runs} == set(range(len(answer.spans)))
    if runs:
        first, last = data.draw(st.sampled_from(runs))
        assert answer.length(first, last) <= LONGEST
        assert_verbatim(answer.quotation(first, last), text)


@pytest.mark.parametrize("comma", [", ", ",", "、", " "])
def test_a_sentence_without_end_is_cut_where_one_would_pause(comma):
    phrase = "eine kleine Katze" if comma != "、" else "船酔いの監督"
    answer = Answer.of(comma.join([phrase] * 60))
    assert len(answer.spans) > 1
    assert all(
        answer.part(at).rstrip(",、").endswith(("Katze", "監督", "eine", "kleine")) for at in range(len(answer.spans))
    )
    if comma in (", ", "、"):
        assert all(answer.part(at).endswith((phrase, phrase + comma.strip())) for at in range(len(answer.spans)))


def test_a_letter_keeps_its_accents_even_where_nothing_can_be_divided():
    answer = Answer.of("e\u0301" * 400)
    assert len(answer.spans) > 2
    assert not any(answer.part(at).startswith("\u0301") for at in range(len(answer.spans)))


def test_a_run_grows_forwards_first_over_what_fits():
    answer = Answer.of("One one one. Two two two. Three three. Four four. Five five.")
    assert answer.around(2, 300, lambda _: True) == (0, 4)
    assert answer.around(2, 300, lambda at: at != 3) == (0, 2)
    assert answer.around(2, 23, lambda _: True) == (2, 3)
    assert answer.around(2, 5, lambda _: True) == (2, 2)
