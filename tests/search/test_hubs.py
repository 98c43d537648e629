"""Distances scaled by how crowded it is around a vector."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.encoder import normalised
from bot.search.hubs import scaled, spread

COSINES = st.floats(-1, 1, width=32)
FACTORS = st.floats(0.125, 4, width=32)


def factors(vectors: list[list[float]], owners: list[int], questions: list[int]) -> list[float]:
    rows = normalised(np.array(vectors, dtype=np.float32))
    return spread(lambda some: rows[some], np.array(owners), np.array(questions, dtype=np.intp)).tolist()


def test_what_is_near_to_other_questions_moves_away_and_a_loner_comes_near() -> None:
    hub, one, other, loner = factors([[1, 1, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]], [0, 1, 2, 3], [0, 1, 2, 3])
    assert hub > 1 > loner
    assert [one, other] == pytest.approx([1, 1])


def test_a_loner_among_many_of_a_kind_is_not_near_to_everything() -> None:
    *twins, loner = factors([[1, 0]] * 20 + [[0, 1]], list(range(21)), list(range(21)))
    assert loner == pytest.approx(0.8)
    assert twins == pytest.approx([1] * 20, abs=0.1)


def test_a_pairs_own_question_is_no_crowd() -> None:
    question, phrasing, elsewhere = factors([[1, 0], [1, 0], [0, 1]], [0, 0, 1], [0, 2])
    assert question == phrasing == elsewhere == 1


def test_a_text_without_a_known_word_is_left_alone() -> None:
    hub, silent, other = factors([[1, 1], [0, 0], [1, 0]], [0, 1, 2], [0, 1, 2])
    assert silent == 1
    assert hub + other == pytest.approx(2)


@pytest.mark.parametrize("vectors", [[], [[1.0, 0.0]], [[0.0, 0.0], [0.0, 0.0]]])
def test_without_others_there_is_no_crowd(vectors: list[list[float]]) -> None:
    rows = np.array(vectors, dtype=np.float32).reshape(-1, 2)
    count = np.arange(len(rows))
    assert spread(lambda some: rows[some], count, count).tolist() == [1.0] * len(rows)


def test_of_many_questions_an_even_selection_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(5)
    rows = normalised(chance.standard_normal((300, 8)).astype(np.float32))
    everything = np.arange(300)
    asked: list[int] = []

    def some(which: slice | np.ndarray) -> np.ndarray:
        if not isinstance(which, slice):
            asked.extend(which.tolist())
        return rows[which]

    monkeypatch.setattr("bot.search.hubs._COMPARISONS", 300 * 60)
    compared = spread(some, everything, everything)
    assert (len(asked), asked[0], asked[-1]) == (60, 0, 299)
    assert set(np.diff(asked)) == {5, 6}
    # What is nearest to all of the selection is a hub among all of them too.
    monkeypatch.undo()
    whole = spread(lambda which: rows[which], everything, everything)
    assert whole[compared.argsort()[-30:]].mean() > 1 > whole[compared.argsort()[:30]].mean()


@given(COSINES, COSINES, FACTORS)
def test_scaling_keeps_the_order_and_leaves_the_same_text_where_it_is(one: float, other: float, factor: float) -> None:
    near, far = sorted([one, other], reverse=True)
    values = scaled(np.array([near, far, 1.0], dtype=np.float32), np.full(3, factor, dtype=np.float16)).tolist()
    assert values[0] >= values[1]
    assert values[2] == 1
    assert max(values) <= 1


@given(COSINES, FACTORS, FACTORS)
def test_the_greater_factor_never_brings_nearer(cosine: float, one: float, other: float) -> None:
    less, more = sorted([one, other])
    values = scaled(np.array([cosine, cosine], dtype=np.float32), np.array([less, more], dtype=np.float32))
    assert values[0] >= values[1]
