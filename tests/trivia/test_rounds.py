"""Rounds from content: what every round is like, what is left, what never repeats."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import asdict, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.bench import synthetic
from bot.knowledge.model import Said, Snapshot
from bot.trivia.model import Mode, Round, Shortage
from tests.strategies import interviews
from tests.trivia.content import (
    NIGHT_FERRY,
    PIA,
    SNAPSHOT,
    WANDA,
    Told,
    check,
    content,
    every_round,
    maker,
    pair,
    shipped,
)

MODES = list(Mode)
CHOSEN = [Mode.QUOTE, Mode.WHO]


@pytest.fixture(scope="module")
def project():
    snapshot = shipped()
    return snapshot, maker(snapshot)


@pytest.mark.parametrize("mode", MODES)
def test_every_round_of_the_interviews_that_come_with_the_project_is_sound(project, mode):
    snapshot, rounds = project
    for seed in range(2):
        made = every_round(rounds, mode, seed)
        for each in made:
            check(each, snapshot)
        assert {each.mode for each in made} == {mode}
        assert len({each.ref for each in made}) >= len(snapshot) - 2


def test_every_pair_of_the_project_that_is_quoted_makes_a_gap(project):
    snapshot, rounds = project
    verbatim = {entry.ref for entry in snapshot.entries if entry.pair.said is Said.VERBATIM}
    assert {made.ref for made in every_round(rounds, Mode.GAP)} == verbatim


@given(st.lists(interviews(), min_size=1, max_size=4, unique_by=lambda interview: interview.id), st.integers(0, 99))
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
def test_rounds_of_any_content_are_sound(found, seed):
    snapshot = Snapshot(found)
    rounds = maker(snapshot, Told())
    for mode in MODES:
        made = every_round(rounds, mode, seed)
        for each in made:
            check(each, snapshot)


def test_the_engine_and_the_rounds_get_along_with_thousands_of_pairs():
    snapshot = synthetic.snapshot(1_200)
    rounds = maker(snapshot, Told())
    chance, used = random.Random(1), set()
    for mode in MODES * 10:
        made = rounds.make([mode], chance, used=used)
        check(made, snapshot)
        used.add(made.key)
    assert len({key.partition(":")[0] for key in used}) == 30


@pytest.mark.parametrize("mode", MODES)
def test_the_same_chance_makes_the_same_rounds(mode):
    assert every_round(maker(), mode, 5) == every_round(maker(), mode, 5)
    assert any(every_round(maker(), mode, 5) != every_round(maker(), mode, seed) for seed in range(6, 9))


def test_a_round_survives_json():
    for mode in MODES:
        made = every_round(maker(), mode)[0]
        assert json.loads(json.dumps(asdict(made)))["key"] == made.key


def test_nothing_repeats_until_all_is_used_up_and_then_it_says_so():
    for mode in MODES:
        used = {made.key for made in every_round(maker(), mode)}
        assert maker().make([mode], random.Random(), used=used) is Shortage.USED_UP
        assert isinstance(maker().make([mode], random.Random(), used=used - {min(used)}), Round)


def test_pairs_that_have_been_played_in_any_mode_wait_until_the_others_have():
    rounds, chance, used = maker(), random.Random(3), set()
    for _ in range(len(SNAPSHOT)):
        used.add(rounds.make(MODES, chance, used=used).key)
    assert len({key.partition(":")[0] for key in used}) == len(SNAPSHOT)


def test_a_mix_has_all_modes():
    rounds = maker()
    drawn = Counter(rounds.make(MODES, random.Random(seed)).mode for seed in range(90))
    assert min(drawn.values()) > 15
    assert set(drawn) == set(Mode)


def test_a_mix_goes_on_with_what_can_be_made():
    rounds = maker(content(pair("The harbour was full of pianos and penguins.")))
    for seed in range(5):
        assert rounds.make(MODES, random.Random(seed)).mode is Mode.GAP
    used = {made.key for made in every_round(rounds, Mode.GAP)}
    assert rounds.make(MODES, random.Random(), used=used) is Shortage.USED_UP


def test_only_what_is_allowed_is_ever_shown():
    def allowed(entry):
        return entry.pair.id != "organ"

    for mode in MODES:
        made = every_round(maker(), mode, allowed=allowed)
        assert made
        for each in made:
            assert each.ref != "night-ferry-s1/organ"
            assert "Tomás Reyes" not in each.choices
            assert not any("instrument" in choice for choice in each.choices)


def test_nothing_allowed():
    def allowed(entry):
        return False

    assert maker().available(MODES, allowed=allowed) == dict.fromkeys(MODES, Shortage.EMPTY)
    assert maker().make(MODES, random.Random(), allowed=allowed) is Shortage.EMPTY
    assert maker(Snapshot([])).make(MODES, random.Random()) is Shortage.EMPTY


def test_a_single_pair_makes_gaps_only():
    rounds = maker(content(NIGHT_FERRY.pairs[0]))
    assert rounds.available(MODES) == {
        Mode.QUOTE: Shortage.FEW_QUESTIONS,
        Mode.GAP: None,
        Mode.WHO: Shortage.FEW_SPEAKERS,
    }
    assert rounds.make([Mode.QUOTE], random.Random()) is Shortage.FEW_QUESTIONS
    assert rounds.make([Mode.WHO], random.Random()) is Shortage.FEW_SPEAKERS


def test_who_needs_two_people_not_two_ways_to_write_one():
    once, again = WANDA, replace(WANDA, id="w", name="wanda  OKAFOR")
    both = [
        replace(NIGHT_FERRY, id=f"i{at}", speakers=(who,), pairs=(_said_by(who),))
        for at, who in enumerate((once, again))
    ]
    assert maker(Snapshot(both)).available([Mode.WHO]) == {Mode.WHO: Shortage.FEW_SPEAKERS}
    two = content(_said_by(WANDA), _said_by(PIA), speakers=(WANDA, PIA))
    assert maker(two).available([Mode.WHO]) == {Mode.WHO: None}


def _said_by(speaker):
    return pair(f"Penguins eat the best pianos, said {speaker.id}'s neighbour.", name=speaker.id, speaker=speaker.id)


@pytest.mark.parametrize(
    "answer", ["Yes.", "No", "👍", "…", "Because.", "[…]", "Well, you know, it is what it is.", "日本語の答えです。"]
)
def test_answers_that_say_too_little_make_no_round(answer):
    rounds = maker(
        content(*(pair(answer, f"Question about {word}?", word) for word in ("ale", "bed", "cat", "dog", "elk")))
    )
    assert {rounds.make([mode], random.Random()) for mode in MODES} <= set(Shortage)
    assert rounds.available([Mode.GAP]) == {Mode.GAP: Shortage.NO_WORDS}


def test_paraphrased_answers_are_nobodys_words():
    told = [replace(each, said=Said.PARAPHRASED) for each in NIGHT_FERRY.pairs]
    rounds = maker(Snapshot([replace(NIGHT_FERRY, pairs=tuple(told))]))
    assert rounds.available(MODES) == {Mode.QUOTE: None, Mode.GAP: Shortage.NO_WORDS, Mode.WHO: Shortage.FEW_SPEAKERS}
    assert len(every_round(rounds, Mode.QUOTE)) == len(told)


@pytest.mark.parametrize("mode", MODES)
def test_what_is_available_can_be_made(mode, project):
    _, rounds = project
    chance, used = random.Random(2), set()
    while rounds.available([mode], used=used)[mode] is None:
        used.add(rounds.make([mode], chance, used=used).key)
    assert rounds.available([mode], used=used)[mode] is Shortage.USED_UP


JAPANESE = (
    ("なぜ温室は燃えたのですか", "みんなが予想していたからです。だから最初にやりました。私は火も好きです。"),
    ("音楽は本物の霧笛ですか", "全部本物です。朝の四時に小舟で録音しました。近所の人は怒っていました。"),
    ("犬はどうやって選ばれましたか", "オウムが助監督の耳を噛んだので、もっと静かな動物を探しました。"),
    ("第二シーズンはありますか", "眠ってから聞いてください。結末と題名と船の絵はあります。" * 15),
)


def test_scripts_without_blanks_make_choices_but_no_gaps():
    pairs = [pair(answer, question, f"p{at}") for at, (question, answer) in enumerate(JAPANESE)]
    snapshot = content(*pairs)
    rounds = maker(snapshot, Told())
    assert rounds.available([Mode.GAP]) == {Mode.GAP: Shortage.NO_WORDS}
    made = every_round(rounds, Mode.QUOTE)
    assert len(made) == len(JAPANESE)
    for each in made:
        check(each, snapshot)


def test_arabic_makes_gaps():
    snapshot = content(pair("كانت السفينة قديمة جدا والطاقم كله مريض طوال الليل", "كيف صورتم المشهد؟"))
    made = every_round(maker(snapshot), Mode.GAP)
    assert made
    for each in made:
        check(each, snapshot)


def test_long_answers_and_markdown():
    story = (
        "The **captain** lost his [hat](https://hats.example/?a=b_c) in the storm, and `nobody` said ||a word||. " * 40
    )
    snapshot = Snapshot(
        [replace(NIGHT_FERRY, pairs=(*NIGHT_FERRY.pairs, pair(story + "The penguin confessed on Friday.")))]
    )
    for mode in MODES:
        for each in every_round(maker(snapshot), mode):
            check(each, snapshot)
            assert "hats" not in each.answer


def test_one_endless_sentence():
    snapshot = Snapshot([replace(NIGHT_FERRY, pairs=(*NIGHT_FERRY.pairs, pair("and then the walrus paid, " * 200)))])
    for mode in CHOSEN:
        for each in every_round(maker(snapshot), mode):
            check(each, snapshot)
