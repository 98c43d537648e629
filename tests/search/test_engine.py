"""The engine as a whole: what it finds, when it keeps silent, and that it agrees with the slow oracle."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.knowledge.model import Pair, Snapshot
from bot.search.engine import Engine
from bot.search.library import Library
from bot.search.models import lexical, static
from bot.search.results import Answer, NoAnswer, Suggestions
from bot.search.text import words
from tests.search import oracle
from tests.search.content import GLOSSARIES, NICKNAMES, PAIRS, SHOW, SNAPSHOT, TEXTS, snapshots


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(SNAPSHOT)


@pytest.mark.parametrize(
    ("asked", "pair"),
    [
        ("Why does the greenhouse burn in the first episode?", "greenhouse"),
        ("arson?", "greenhouse"),
        ("WHY DID THE GREENHUOSE BURN", "greenhouse"),
        ("big squid when", "kraken"),
        ("is tentacle boy shown whole", "kraken"),
        ("pia lund", "kraken"),
        ("did anyone get seasick", "ferry"),
        ("was the finale plannned", "ending"),
        ("last line", "ending"),
    ],
)
def test_the_right_pair_comes_first(engine: Engine, asked: str, pair: str) -> None:
    assert engine.find(asked).matches[0].entry.pair.id == pair


@pytest.mark.parametrize("asked", ["what is the capital of France", "", "   ", "🔥🔥🔥", "?!", "hello", "zzz qqq"])
def test_silence_where_nothing_fits(engine: Engine, asked: str) -> None:
    assert isinstance(engine.find(asked), NoAnswer)


def test_an_answer_carries_its_reasons(engine: Engine) -> None:
    finding = engine.find("who set fier to the greenhuose")
    assert isinstance(finding, Answer)
    assert finding.corrections == {"greenhuose": "greenhouse", "fier": "fire"}
    assert finding.best.matched == "who set fire to the greenhouse"
    assert finding.confidence == finding.best.confidence >= finding.limits[0]


def test_the_passage_is_about_what_was_asked() -> None:
    long = replace(
        PAIRS[1], answer=" ".join([PAIRS[1].answer, *("The tide tables were wrong as well. " * 20).split("  ")])
    )
    snapshot = Snapshot([replace(SHOW, pairs=(long, *PAIRS[2:]))])
    passage = Engine(snapshot).find("what about the tide tables").matches[0].passage
    assert "tide" in passage.text
    assert len(passage.text) <= 350


def test_two_pairs_that_nearly_tie_are_put_to_the_asker() -> None:
    twins = (replace(PAIRS[0], id="one"), replace(PAIRS[0], id="two"), *PAIRS[1:])
    finding = Engine(Snapshot([replace(SHOW, pairs=twins)])).find(PAIRS[0].question)
    assert isinstance(finding, Suggestions)
    assert [match.entry.pair.id for match in finding.choices[:2]] == ["one", "two"]


def test_the_newest_answer_goes_before_the_one_it_supersedes() -> None:
    old = replace(PAIRS[3], superseded_by="tin-harbor-s2/plans")
    newer = replace(
        SHOW, id="tin-harbor-s2", pairs=(Pair("plans", "And now?", "We know the last two lines.", "okafor"),)
    )
    finding = Engine(Snapshot([replace(SHOW, pairs=(*PAIRS[:3], old)), newer])).find(PAIRS[3].question)
    assert isinstance(finding, Answer)
    assert finding.best.entry.ref == "tin-harbor-s2/plans"
    assert finding.others[0].entry.ref == "tin-harbor-s1/ending"


def test_the_bands_follow_the_limits() -> None:
    def outcome(answer_at: float, suggest_at: float) -> type[object]:
        model = static()
        limits = replace(model.calibration, answer_at=answer_at, suggest_at=suggest_at)
        return type(Engine(SNAPSHOT, replace(model, calibration=limits)).find(PAIRS[2].question))

    assert outcome(0.5, 0.3) is Answer
    assert outcome(1.1, 0.3) is Suggestions
    assert outcome(1.1, 1.1) is NoAnswer


def test_matches_are_given_back_whatever_the_outcome(engine: Engine) -> None:
    finding = engine.find("ferry timetable of the year 1904 please", top=2)
    assert finding.matches[0].entry.pair.id == "ferry"
    assert len(engine.find("the", top=4).matches) <= 4


def test_an_empty_snapshot_answers_nothing() -> None:
    empty = Engine(Snapshot([]))
    assert isinstance(empty.find("anything at all"), NoAnswer)
    assert empty.complete("any") == empty.complete("") == []
    assert empty.about("") == []


@given(st.text(max_size=200))
def test_any_text_is_survived(asked: str) -> None:
    finding = Engine(SNAPSHOT).find(asked)
    assert finding.question == asked
    assert 0 <= finding.confidence <= 1


ENGINE = Engine(SNAPSHOT)
QUESTIONS = [
    *(text for pair in PAIRS for text in (pair.question, *pair.also)),
    *(
        "big squid fier",
        "whole ferry season",
        "capital of france",
        "greenhuose or kraken",
        "who",
        "",
        "tentacle boy " * 30,
    ),
]
MODELS = {"lexical": lexical(), "static": static(), "names": replace(static(), names=True)}


@pytest.mark.parametrize("name", MODELS)
@given(data=st.data(), nicknames=GLOSSARIES, asked=TEXTS)
def test_scores_agree_with_the_oracle(
    name: str, data: st.DataObject, nicknames: dict[str, list[str]], asked: str
) -> None:
    snapshot = data.draw(snapshots(nicknames))
    slow = oracle.scores(snapshot, nicknames, asked, MODELS[name])
    finding = Engine(snapshot, MODELS[name]).find(asked, top=len(snapshot))
    fast = {match.entry.pair.id: match.score for match in finding.matches}
    for entry, score in zip(snapshot.entries, slow, strict=True):
        assert fast.get(entry.pair.id, 0.0) == pytest.approx(score, abs=1e-4)


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("asked", ["why the big squid fire", "wandy on the fery", "the last line of the season"])
def test_scores_agree_with_the_oracle_on_nicknames(name: str, asked: str) -> None:
    slow = oracle.scores(SNAPSHOT, NICKNAMES, asked, MODELS[name])
    finding = Engine(SNAPSHOT, MODELS[name]).find(asked, top=4)
    fast = {match.entry.pair.id: match.score for match in finding.matches}
    assert [fast.get(pair.id, 0.0) for pair in PAIRS] == pytest.approx(slow, abs=1e-4)


@pytest.mark.parametrize(("stored", "also", "asked"), [(1, 3, 5), (5, 3, 3), (4, 5, 6), (5, 6, 6)])
def test_of_equal_texts_the_first_is_compared_letter_by_letter(stored: int, also: int, asked: int) -> None:
    # Repeating a word changes neither its terms nor its meaning, but for the last digit of the cosine.
    question, phrasing, message = (" ".join(["greenhouse"] * count) for count in (stored, also, asked))
    pair = Pair("one", question, "Fire.", "okafor", also=(phrasing,))
    snapshot = Snapshot([replace(SHOW, pairs=(pair, Pair("two", "kraken", "Ferry crew.", "okafor")), aliases=())])
    slow = oracle.scores(snapshot, {}, message, MODELS["static"])
    assert Engine(snapshot).find(message).matches[0].score == pytest.approx(slow[0], abs=1e-4)


@pytest.mark.parametrize("name", ["lexical", "static"])
@given(snapshot=snapshots(), asked=TEXTS, data=st.data())
def test_an_exact_phrasing_makes_its_pair_first(name: str, snapshot: Snapshot, asked: str, data: st.DataObject) -> None:
    (interview,) = snapshot.interviews
    stored = [text for pair in interview.pairs for text, _, _ in oracle.texts(pair)]
    assume(sorted(asked.split()) not in [sorted(words(text)) for text in stored])
    target = data.draw(st.sampled_from(interview.pairs))
    taught = tuple(replace(pair, also=(*pair.also, asked)) if pair is target else pair for pair in interview.pairs)
    finding = Engine(Snapshot([replace(interview, pairs=taught)]), MODELS[name]).find(asked)
    assert finding.matches[0].entry.pair.id == target.id


@given(snapshots(), TEXTS)
def test_the_same_question_gets_the_same_answer(snapshot: Snapshot, asked: str) -> None:
    assert Engine(snapshot).find(asked) == Engine(snapshot).find(asked)


@given(st.permutations(range(4)), st.sampled_from(["ferry fire", "kraken season", "who knew", "was it planned"]))
def test_the_order_of_interviews_does_not_matter(order: list[int], asked: str) -> None:
    interviews = [replace(SHOW, id=f"tin-harbor-{at}", pairs=(pair,)) for at, pair in enumerate(PAIRS)]
    expected = Engine(Snapshot(interviews)).find(asked)
    shuffled = Engine(Snapshot([interviews[at] for at in order])).find(asked)
    assert shuffled == expected


SLIPS = {
    "swapped": lambda word, at, _: word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    "left out": lambda word, at, _: word[:at] + word[at + 1 :],
    "doubled": lambda word, at, _: word[:at] + word[at] + word[at:],
    "mistyped": lambda word, at, letter: word[:at] + letter + word[at + 1 :],
}


@given(st.sampled_from(PAIRS), st.sampled_from(sorted(SLIPS)), st.sampled_from("aeklqsty"), st.data())
def test_any_slip_in_a_long_word_keeps_the_first_place(pair: Pair, slip: str, letter: str, data: st.DataObject) -> None:
    tokens = words(pair.question)
    at = data.draw(st.sampled_from([at for at, token in enumerate(tokens) if len(token) >= 5]))
    tokens[at] = SLIPS[slip](tokens[at], data.draw(st.integers(1, len(tokens[at]) - 2)), letter)
    assert ENGINE.find(" ".join(tokens)).matches[0].entry.pair.id == pair.id


def test_the_outcome_does_not_depend_on_how_many_matches_are_wanted(engine: Engine) -> None:
    for asked in QUESTIONS:
        one, three, many = (engine.find(asked, top=top) for top in (1, 3, 10))
        assert many.matches[:3] == three.matches
        assert many.matches[:1] == one.matches
        assert replace(one, matches=()) == replace(three, matches=()) == replace(many, matches=())


def test_questions_asked_at_once_get_the_answers_they_get_one_by_one(engine: Engine) -> None:
    fresh = Engine(SNAPSHOT)
    with ThreadPoolExecutor(8) as pool:
        at_once = list(pool.map(fresh.find, QUESTIONS * 8))
    assert at_once == [engine.find(asked) for asked in QUESTIONS] * 8


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_a_slip_in_one_word_keeps_the_first_place(engine: Engine, pair: Pair) -> None:
    tokens = pair.question.rstrip("?").split()
    for at, token in enumerate(tokens):
        if len(token) >= 5:
            swapped = [*tokens[:at], token[:2] + token[3] + token[2] + token[4:], *tokens[at + 1 :]]
            assert engine.find(" ".join(swapped)).matches[0].entry.pair.id == pair.id


def test_completing_what_is_typed(engine: Engine) -> None:
    assert engine.complete("greenh")[0] == PAIRS[0].question
    assert engine.complete("how was the fer")[0] == PAIRS[2].question
    assert engine.complete("", limit=2) == [PAIRS[0].question, PAIRS[1].question]
    assert engine.complete("zzzz") == []
    assert len(engine.complete("the", limit=1)) == 1


def test_about_a_topic(engine: Engine) -> None:
    assert [entry.pair.id for entry in engine.about("kraken")] == ["kraken"]
    assert [entry.pair.id for entry in engine.about("tentacle boy")] == ["kraken"]
    assert [entry.pair.id for entry in engine.about("effects")] == ["kraken"]
    assert [entry.pair.id for entry in engine.about("")] == [pair.id for pair in PAIRS]
    assert engine.about("volcano") == []


def test_a_library_swaps_engines_whole(engine: Engine) -> None:
    library = Library(engine)
    newer = Engine(Snapshot([]))
    assert library.replace(newer) is engine
    assert library.engine is newer
