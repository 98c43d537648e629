"""Content so large that only likely pairs are compared: clusters, rounded vectors, and that little is lost."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.model import Pair, Snapshot
from bot.search import building, index, likely
from bot.search import vectors as search_vectors
from bot.search.clusters import clustered, quantised
from bot.search.engine import Engine, lay_out
from bot.search.english import ranks
from bot.search.models import lexical, static
from bot.search.units import Field
from bot.search.vectors import Vectors
from tests.search.content import PAIRS, SHOW

COMMON = [word for word in list(ranks())[:4000] if len(word) > 3]


def content(count: int) -> Snapshot:
    """Pairs of random common words, and the invented show among them."""
    chance = random.Random(1)
    pairs = [
        Pair(f"p{at}", " ".join(chance.sample(COMMON, 7)), " ".join(chance.sample(COMMON, 12)) + ".", "okafor")
        for at in range(count)
    ]
    return Snapshot([SHOW, replace(SHOW, id="crowd", pairs=tuple(pairs))])


@pytest.fixture
def always_large(monkeypatch):
    monkeypatch.setattr(building, "SMALL", 0)
    monkeypatch.setattr(index, "SMALL", 0)


@pytest.mark.parametrize("model", [lexical(), static()], ids=["lexical", "static"])
def test_what_is_found_is_what_comparing_all_finds(model, monkeypatch):
    snapshot = content(600)
    exact = Engine(snapshot, model)
    monkeypatch.setattr(building, "SMALL", 0)
    monkeypatch.setattr(index, "SMALL", 0)
    large = Engine(snapshot, model)
    chance = random.Random(2)
    questions = [text for pair in PAIRS for text in (pair.question, *pair.also)]
    for entry in chance.sample(snapshot.entries, 60):
        kept = entry.pair.question.split()
        questions.append(" ".join(chance.sample(kept, min(5, len(kept)))))
    same = [exact.find(asked).matches[0].entry is large.find(asked).matches[0].entry for asked in questions]
    assert np.mean(same) > 0.97


def test_scores_of_likely_pairs_are_those_of_all_pairs(always_large):
    """Where every answer is one sentence, rounding alone changes a score: by less than a hundredth."""
    snapshot = Snapshot([interview for interview in content(200).interviews if interview.id == "crowd"])
    asked = snapshot.entries[7].pair.question
    large = {match.entry.ref: match.score for match in Engine(snapshot).find(asked, top=5).matches}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "SMALL", 10**6)
        patch.setattr(index, "SMALL", 10**6)
        exact = {match.entry.ref: match.score for match in Engine(snapshot).find(asked, top=16).matches}
    assert len(large) == 5
    for ref, score in large.items():
        assert score == pytest.approx(exact[ref], abs=0.01)


@pytest.mark.parametrize("asked", ["", "zzzz qqqq", "the", "?" * 50, "who " * 400])
def test_odd_questions_are_survived(always_large, asked):
    engine = Engine(content(50))
    assert engine.find(asked).question == asked
    engine.complete(asked)
    engine.about(asked)


def test_completing_and_topics_work_there_too(always_large):
    engine = Engine(content(300))
    assert engine.complete("why does the greenh")[0] == PAIRS[0].question
    assert [entry.pair.id for entry in engine.about("kraken")] == ["kraken"]


def test_a_word_that_is_everywhere_leads_to_an_even_selection(always_large, monkeypatch):
    monkeypatch.setattr(likely, "POSTINGS", 40)
    (crowd,) = (interview for interview in content(400).interviews if interview.id == "crowd")
    everywhere = [replace(pair, question=f"harbour {pair.question}") for pair in crowd.pairs]
    engine = Engine(Snapshot([replace(crowd, pairs=tuple(everywhere))]))
    entries = engine._index.scope({"harbour": 1.0}, None).entries
    assert 40 <= len(entries) <= 80
    assert np.diff(entries, prepend=0, append=400).max() <= 20


def vectors(count: int, size: int, seed: int) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, size)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@given(st.integers(1, 60), st.integers(1, 40), st.integers(0, 5))
def test_rounding_keeps_within_half_a_step(count, size, seed):
    rows = vectors(count, size, seed)
    codes, scales = quantised(rows)
    back = codes.astype(np.float32) * scales[:, None].astype(np.float32)
    assert np.abs(back - rows).max() <= np.abs(rows).max() / 127


@settings(max_examples=30)
@given(st.integers(1, 200), st.integers(0, 5))
def test_clusters_hold_every_vector_once(count, seed):
    codes, scales = quantised(vectors(count, 8, seed))
    arrays, order = clustered(codes, scales)
    assert sorted(order) == list(range(count))
    assert (arrays["codes"] == codes[order]).all()
    assert (arrays["scales"] == scales[order]).all()
    assert arrays["cluster_starts"][0] == 0
    assert arrays["cluster_starts"][-1] == count
    assert (np.diff(arrays["cluster_starts"]) >= 0).all()


def test_every_unit_leads_to_its_vector(always_large):
    """The sentences of an answer lead to one row, every other unit to its own; a row leads back to its first unit."""
    snapshot = content(40)
    arrays = lay_out(snapshot, static())
    there, back = arrays["row_of_unit"], arrays["unit_of_row"]
    for entry in range(len(snapshot)):
        inside = range(arrays["starts"][entry], arrays["starts"][entry + 1])
        answers = [at for at in inside if arrays["fields"][at] == Field.ANSWER]
        others = [at for at in inside if arrays["fields"][at] != Field.ANSWER]
        assert {back[there[at]] for at in answers} == {answers[0]}
        assert [back[there[at]] for at in others] == others
    assert len(arrays["codes"]) == len(back) == len(set(there))


def test_of_crowded_clusters_only_a_part_is_read(always_large, monkeypatch):
    arrays = lay_out(content(200), static())
    index_of = Vectors(arrays)
    vector = arrays["centroids"][0] / np.linalg.norm(arrays["centroids"][0])
    everything = set(range(len(arrays["codes"])))
    monkeypatch.setattr(search_vectors, "PROBED", len(arrays["centroids"]))
    assert len(index_of.nearest(vector, len(everything))) == len(everything)
    monkeypatch.setattr(search_vectors, "READ", 7)
    assert len(index_of.nearest(vector, len(everything))) == 7
