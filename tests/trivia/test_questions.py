"""Wrong choices: near, but wrong without doubt; and quotations that do not repeat the question."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from bot.knowledge.model import Snapshot
from bot.trivia.model import Clue, Mode, Shortage
from tests.trivia.content import NIGHT_FERRY, Told, content, every_round, maker, pair

RIGHT = pair(
    "The walrus ate every trumpet in the harbour, so we hired a mime instead.",
    "Why is there no brass section?",
    "right",
)
RIVAL = pair(
    "The gulls took it, and the insurance refused to believe us for months.", "Why do we never hear a piano?", "rival"
)
OTHERS = (
    pair(
        "It belonged to an uncle who never slept, and we borrowed it.",
        "Why does the lantern flicker so much?",
        "lantern",
    ),
    pair("A doodle became a boat, and the boat became our logo.", "What was on the napkin in the pilot?", "napkin"),
    pair("We planted it as a joke, but then it won an award.", "How did the cactus end up on the poster?", "cactus"),
)
RIGHT_REF, RIVAL_REF = "night-ferry-s1/right", "night-ferry-s1/rival"


def choices(*pairs, likeness=None, seeds=range(12)):
    """Every choice that the round of the first pair ever offers."""
    rounds = maker(content(*pairs), likeness or Told())
    used = {f"night-ferry-s1/{each.id}:quote" for each in pairs[1:]}
    made = [rounds.make([Mode.QUOTE], random.Random(seed), used=used) for seed in seeds]
    return {choice for each in made if not isinstance(each, Shortage) for choice in each.choices}


def test_a_fair_rival_is_offered():
    assert choices(RIGHT, RIVAL, *OTHERS) == {each.question for each in (RIGHT, RIVAL, *OTHERS)}


@pytest.mark.parametrize(
    "rival",
    [
        replace(RIVAL, superseded_by=RIGHT_REF),
        replace(RIVAL, question="Why is there no brass section then?"),
        replace(RIVAL, question="no brass section, why is there"),
        replace(RIVAL, answer=RIGHT.answer),
        replace(RIVAL, answer=RIGHT.answer.replace("every", "each")),
        replace(RIVAL, answer=f"Before that a gull came. {RIGHT.answer} It was a very long week for all of us."),
    ],
    ids=["superseded", "same question", "words turned", "same answer", "nearly the same answer", "answer within"],
)
def test_a_question_that_may_be_right_too_is_never_offered(rival):
    assert choices(RIGHT, rival, *OTHERS) == {each.question for each in (RIGHT, *OTHERS)}


def test_newer_answers_in_a_chain_do_not_meet():
    middle = replace(OTHERS[0], superseded_by=RIVAL_REF)
    old = replace(RIGHT, superseded_by=f"night-ferry-s1/{middle.id}")
    spare = pair("It was the moon, and none of us had ordered it for that night.", "Why is there a moon?", "moon")
    offered = choices(old, middle, RIVAL, *OTHERS[1:], spare)
    assert {middle.question, RIVAL.question}.isdisjoint(offered)
    assert spare.question in offered


@pytest.mark.parametrize(
    "found",
    [
        {RIVAL.question: [(RIVAL_REF, 1.0), (RIGHT_REF, 0.8)]},
        {RIGHT.question: [(RIGHT_REF, 1.0), (RIVAL_REF, 0.8)]},
        {RIGHT.answer: [(RIGHT_REF, 1.0), (RIVAL_REF, 0.8)]},
    ],
    ids=["its question finds the pair", "the question finds it", "the quotation finds it"],
)
def test_what_the_engine_takes_for_an_answer_too_is_never_offered(found):
    assert RIVAL.question not in choices(RIGHT, RIVAL, *OTHERS, likeness=Told(found))
    further = {text: [first, (second[0], 0.6)] for text, (first, second) in found.items()}
    assert RIVAL.question in choices(RIGHT, RIVAL, *OTHERS, likeness=Told(further))


def test_where_too_few_are_wrong_without_doubt_there_is_no_round():
    rounds = maker(content(RIGHT, replace(RIVAL, answer=RIGHT.answer), *OTHERS[:2]), Told())
    used = {f"night-ferry-s1/{each.id}:quote" for each in (RIVAL, *OTHERS)}
    assert rounds.make([Mode.QUOTE], random.Random(), used=used) is Shortage.FEW_QUESTIONS


def test_what_is_near_is_offered_before_anything_else():
    things = "walrus trumpet harpsichord photocopier gull slipper penguin tentacle foghorn mime yak gnu eel".split()
    many = [
        pair(f"Nobody knows what became of {thing}.", f"Why a {thing} in the {thing} scene?", thing) for thing in things
    ]
    near = {f"Why a {thing} in the {thing} scene?": f"night-ferry-s1/{thing}" for thing in things[::3]}
    likeness = Told({RIGHT.question: [(RIGHT_REF, 1.0), *((ref, 0.5) for ref in near.values())]})
    rounds = maker(content(RIGHT, *many), likeness)
    used = {f"night-ferry-s1/{each.id}:quote" for each in many}
    made = [rounds.make([Mode.QUOTE], random.Random(seed), used=used) for seed in range(30)]
    offered = Counter(choice for each in made for choice in each.choices if choice != each.answer)
    assert sum(offered[question] for question in near) > 0.8 * sum(offered.values())


def test_questions_of_the_same_show_and_form_go_first():
    orchard = replace(NIGHT_FERRY, id="elsewhere", show="Glass Orchard", pairs=OTHERS)
    polar = (
        pair("The yak was never seen by any of us again.", "Is a yak hidden in the pilot?", "yak"),
        pair("An eel would have been cheaper, in hindsight.", "Did anybody insure the eel?", "eel"),
        pair("We had a gnu, and we regret it bitterly.", "Was the gnu afraid of boats?", "gnu"),
    )
    asking = (
        pair("Somebody had glued it to the mast.", "Why does the captain wear one glove?", "glove"),
        pair("It was the only colour left in town.", "Why are all the houses green?", "green"),
    )
    here = replace(NIGHT_FERRY, pairs=(RIGHT, *polar, *asking))
    rounds = maker(Snapshot([here, orchard]), Told())
    used = {f"{entry.ref}:quote" for entry in Snapshot([here, orchard]).entries if entry.ref != RIGHT_REF}
    for seed in range(12):
        made = rounds.make([Mode.QUOTE], random.Random(seed), used=used)
        assert set(made.choices) <= {each.question for each in here.pairs}
        assert {each.question for each in asking} <= set(made.choices)


def test_the_right_answer_stands_anywhere():
    rounds = maker(content(RIGHT, RIVAL, *OTHERS), Told())
    places = {made.choices.index(made.answer) for seed in range(12) for made in every_round(rounds, Mode.QUOTE, seed)}
    assert places == {0, 1, 2, 3}


def test_two_hints_leave_two_choices():
    for made in every_round(maker(), Mode.QUOTE):
        struck = {hint.text for hint in made.hints if hint.clue is Clue.NOT}
        assert len(struck) == 2
        assert made.answer in set(made.choices) - struck


def quotes_of(answer):
    rounds = maker(content(replace(RIGHT, answer=answer), RIVAL, *OTHERS), Told())
    used = {f"night-ferry-s1/{each.id}:quote" for each in (RIVAL, *OTHERS)}
    return {rounds.make([Mode.QUOTE], random.Random(seed), used=used).quote for seed in range(20)}


def test_sentences_that_repeat_the_question_are_left_out():
    telling = (
        "A walrus came through the kitchen window on a Monday and stayed for the trumpets. We hired a mime instead."
    )
    assert quotes_of(f"There is no brass section since the brass was eaten. {telling}") == {f"[…] {telling}"}


def test_an_opening_that_tells_the_form_of_the_question_is_left_out():
    telling = "A walrus came through the kitchen window on a Monday and stayed for the trumpets."
    assert quotes_of(f"Because. {telling}") == {f"[…] {telling}"}


def test_a_long_answer_is_quoted_here_and_there():
    things = "walrus trumpet harpsichord photocopier gull slipper penguin tentacle foghorn mime yak gnu".split()
    quotes = quotes_of(
        " ".join(f"The {thing} walked down the pier and asked politely for a candle." for thing in things)
    )
    assert len(quotes) > 2
