"""Every system on a handful of pairs: it finds what it was given word for word, and keeps to the same few rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz, utils
from rapidfuzz.distance import Indel

from bot.bench.entrants import ENTRANTS, OURS, PEERS
from bot.bench.peers import ChatterBot, Rapidfuzz
from bot.bench.systems import Stored
from bot.knowledge.model import Snapshot
from tests.search.content import SNAPSHOT

ODD = ["", "?!", '"', "AND OR NOT", "a:b^2 (c", "NEAR/3 *", "don’t “quote” me", "\x00", "ß 中文 🐙"]


@pytest.fixture(params=list(ENTRANTS), scope="module")
def entrant(request):
    found = ENTRANTS[request.param]
    if found.missing:
        pytest.skip(f"not installed: {', '.join(found.missing)}")
    return found


@pytest.fixture(scope="module")
def system(entrant):
    made = entrant.make()
    made.build(SNAPSHOT)
    return made


def test_it_has_the_name_it_is_announced_by(entrant, system):
    assert system.name == entrant.name


@pytest.mark.parametrize("entry", SNAPSHOT.entries, ids=lambda entry: entry.pair.id)
@pytest.mark.parametrize("top", [1, 3])
def test_a_stored_question_finds_its_pair_first(system, entry, top):
    found = system.find(entry.pair.question, top)
    assert found[0].ref == entry.ref
    assert len(found) <= top


def test_a_phrasing_finds_its_pair_too(system):
    assert system.find("who set fire to the greenhouse", 1)[0].ref == "tin-harbor-s1/greenhouse"


def test_each_pair_comes_once_best_first(system):
    found = system.find("was the ferry crossing or the ending planned from the start", 10)
    assert len({hit.ref for hit in found}) == len(found)
    scores = [hit.score for hit in found]
    assert scores == sorted(scores, reverse=True)
    assert {hit.ref for hit in found} <= {entry.ref for entry in SNAPSHOT.entries}


@pytest.mark.parametrize("question", ODD)
def test_any_question_may_be_asked(system, question):
    assert len(system.find(question, 3)) <= 3


def test_the_same_question_has_the_same_answer(system):
    assert system.find("the kraken whole", 3) == system.find("the kraken whole", 3)


def test_it_keeps_files_or_not_as_expected(entrant, system):
    assert isinstance(system, Stored) == (
        entrant not in {PEERS[name] for name in ("wratio", "token-set", "chatterbot")}
    )


def test_what_it_saved_answers_alike(entrant, system, tmp_path):
    if not isinstance(system, Stored):
        assert not hasattr(system, "save")
        return
    loaded = entrant.make()
    system.save(tmp_path)
    assert any(tmp_path.rglob("*"))
    loaded.load(tmp_path, SNAPSHOT)
    for question in ("is the kraken shown", "half the crew was seasick", "ending"):
        assert loaded.find(question, 3) == system.find(question, 3)


def test_those_that_look_words_up_find_what_was_said_in_the_middle_of_an_answer():
    for name in ("fts5", "bm25s", "tantivy", "showrunner-words"):
        if not ENTRANTS[name].missing:
            found = ENTRANTS[name].make()
            found.build(SNAPSHOT)
            assert found.find("half of the crew was seasick", 1)[0].ref == "tin-harbor-s1/ferry", name


def test_all_of_them_are_known_by_different_names():
    assert len({entrant.name for entrant in ENTRANTS.values()}) == len(ENTRANTS) == len(OURS) + len(PEERS)


TEXTS = [(text, entry.ref) for entry in SNAPSHOT.entries for text in (entry.pair.question, *entry.pair.also)]


def slow(question, similarity, prepare):
    """The best score of each pair, by comparing with every text."""
    best = {}
    for text, ref in TEXTS:
        score = similarity(prepare(question), prepare(text))
        best[ref] = max(score, best.get(ref, -1))
    return best


QUESTIONS = st.text("abe ", max_size=30) | st.sampled_from([text for text, _ in TEXTS]).flatmap(
    lambda text: st.integers(0, len(text)).map(lambda cut: text[cut:])
)


@given(QUESTIONS, st.sampled_from([fuzz.WRatio, fuzz.token_set_ratio]), st.integers(1, 5))
def test_rapidfuzz_finds_the_texts_its_scorer_likes_best(question, scorer, top):
    system = Rapidfuzz("any", scorer)
    system.build(SNAPSHOT)
    best = slow(question, scorer, utils.default_process)
    found = system.find(question, top)
    assert [hit.score for hit in found] == pytest.approx(sorted(best.values(), reverse=True)[:top])
    assert all(hit.score == pytest.approx(best[hit.ref]) for hit in found)


@given(QUESTIONS, st.integers(1, 5))
def test_chatterbot_takes_the_first_of_the_nearest_after_rounding(question, top):
    system = ChatterBot()
    system.build(SNAPSHOT)
    best = slow(question, lambda *pair: round(Indel.normalized_similarity(*pair), 2), str.lower)
    found = system.find(question, top)
    assert [hit.score for hit in found] == pytest.approx(sorted(best.values(), reverse=True)[:top], abs=0.011)
    nearest = [entry.ref for entry in SNAPSHOT.entries if best[entry.ref] == max(best.values())]
    assert found[0].ref == nearest[0] or len(nearest) == 1


def test_without_content_there_is_nothing_to_find():
    for name in ("wratio", "chatterbot", "fts5"):
        system = ENTRANTS[name].make()
        system.build(Snapshot([]))
        assert list(system.find("anything", 3)) == []
