"""Who said it: quotations that do not say so themselves, and people who could have."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from bot.knowledge.model import Alias, Snapshot, Speaker
from bot.trivia.model import Clue, Hint, Mode, Shortage
from tests.trivia.content import NIGHT_FERRY, PIA, TOM, WANDA, Told, content, every_round, maker, pair

TRIO = (WANDA, PIA, TOM)
PLAIN = (
    pair("The walrus ate every trumpet in the harbour that winter.", "What was eaten?", "w", "okafor"),
    pair("Nobody ever paid for the lantern, and the gulls knew it.", "Who paid?", "p", "lund"),
    pair("A cactus is the only honest instrument in the orchestra.", "Which one is honest?", "t", "reyes"),
)


def first(*pairs, speakers=TRIO, seed=1, **other):
    """The round of the first pair."""
    rounds = maker(content(*pairs, speakers=speakers, **other), Told())
    used = {f"night-ferry-s1/{each.id}:who" for each in pairs[1:]}
    return rounds.make([Mode.WHO], random.Random(seed), used=used)


def test_all_who_speak_are_choices():
    made = first(*PLAIN)
    assert set(made.choices) == {"Wanda Okafor", "Pia Lund", "Tomás Reyes"}
    assert (made.answer, made.quote) == ("Wanda Okafor", PLAIN[0].answer)
    assert {first(*PLAIN, seed=seed).choices.index("Wanda Okafor") for seed in range(12)} == {0, 1, 2}


def test_at_most_four_those_of_the_show_first():
    crowd = [Speaker(f"s{at}", f"{name} Berg", "extra") for at, name in enumerate(("Ada", "Bo", "Cai", "Dee", "Eli"))]
    strangers = [
        pair(f"The {each.name[:3]} of the orchard burned all night, they say.", f"Q{at}", f"p{at}", each.id)
        for at, each in enumerate(crowd)
    ]
    orchard = replace(NIGHT_FERRY, id="orchard", show="Glass Orchard", speakers=tuple(crowd), pairs=tuple(strangers))
    rounds = maker(Snapshot([replace(NIGHT_FERRY, pairs=PLAIN), orchard]), Told())
    for made in every_round(rounds, Mode.WHO):
        assert len(made.choices) == 4
        if made.ref.startswith("night"):
            assert {"Wanda Okafor", "Pia Lund", "Tomás Reyes"} < set(made.choices)


@pytest.mark.parametrize(
    "said", ["Okafor, they called.", "It is Wanda's fault.", "Ask OKAFOR about it.", "The big boss did."]
)
def test_a_sentence_that_names_the_speaker_is_left_out(said):
    told = pair(f"{said} {PLAIN[0].answer}", "What was eaten?", "w")
    made = first(told, *PLAIN[1:], aliases={"Wanda Okafor": ["big boss"]})
    assert made.quote == f"[…] {PLAIN[0].answer}"


def test_where_every_sentence_names_the_speaker_there_is_no_round():
    told = pair("Wanda ate every trumpet in the frozen harbour that winter.", "What was eaten?", "w")
    assert first(told, *PLAIN[1:]) is Shortage.FEW_SPEAKERS


def test_who_is_named_in_the_quotation_is_no_choice():
    told = pair("I told Pia that the walrus ate every trumpet in the harbour.", "What was eaten?", "w")
    assert set(first(told, *PLAIN[1:]).choices) == {"Wanda Okafor", "Tomás Reyes"}
    assert first(told, PLAIN[1], speakers=(WANDA, PIA)) is Shortage.FEW_SPEAKERS


def test_who_said_the_same_is_no_choice():
    echo = replace(PLAIN[1], id="echo", answer=f"As I said: yes. {PLAIN[0].answer}")
    assert set(first(*PLAIN, echo).choices) == {"Wanda Okafor", "Tomás Reyes"}


def test_two_ways_to_write_a_name_are_not_two_choices():
    again = Speaker("w", "W. Okafor", None), Speaker("o", "Okafor", None), Speaker("z", "okafor WANDA", None)
    more = [
        pair(f"The {thing} was not insured against any of the gulls.", f"Q {thing}", thing, who.id)
        for thing, who in zip(("yak", "eel", "gnu"), again, strict=True)
    ]
    made = first(*PLAIN, *more, speakers=(*TRIO, *again))
    assert not {"Okafor", "okafor WANDA"} & set(made.choices)


def test_hints_come_from_what_tells_the_choices_apart():
    assert first(*PLAIN).hints == (Hint(Clue.ASKED, "What was eaten?"), Hint(Clue.ROLE, "showrunner"))


def test_hints_do_not_name_anybody_and_say_nothing_that_holds_for_all():
    plain = [replace(who, role="writer") for who in (WANDA, PIA)]
    named = replace(PLAIN[0], question="What did Wanda eat?")
    assert first(named, PLAIN[1], speakers=tuple(plain)).hints == ()
    made = first(named, *PLAIN[1:], speakers=(*plain, replace(TOM, role="writer")))
    assert [hint.clue for hint in made.hints] == [Clue.NOT]
    assert made.hints[0].text in {"Pia Lund", "Tomás Reyes"}


def test_where_it_was_said_is_a_hint_only_if_others_spoke_elsewhere():
    here = replace(NIGHT_FERRY, pairs=PLAIN[:1], speakers=(replace(WANDA, role=None),))
    there = replace(NIGHT_FERRY, id="there", outlet="Reel", pairs=PLAIN[1:2], speakers=(replace(PIA, role=None),))
    made = every_round(maker(Snapshot([here, there]), Told()), Mode.WHO)
    assert {each.hints for each in made} == {
        (Hint(Clue.ASKED, "What was eaten?"), Hint(Clue.SOURCE, "ScreenPost, 2031")),
        (Hint(Clue.ASKED, "Who paid?"), Hint(Clue.SOURCE, "Reel, 2031")),
    }


def test_a_question_that_names_the_show_is_no_hint_among_people_of_several():
    asked = replace(PLAIN[0], question="Is Night Ferry over?")
    here = replace(NIGHT_FERRY, pairs=(asked,), speakers=(WANDA,))
    there = replace(NIGHT_FERRY, id="there", show="Glass Orchard", pairs=PLAIN[1:2], speakers=(PIA,))
    by_answer = {made.answer: made for made in every_round(maker(Snapshot([here, there]), Told()), Mode.WHO)}
    assert Clue.ASKED not in {hint.clue for hint in by_answer["Wanda Okafor"].hints}
    assert Clue.ASKED in {hint.clue for hint in by_answer["Pia Lund"].hints}


def test_among_people_of_several_shows_sentences_without_names_go_first():
    told = replace(PLAIN[0], answer=f"Quartermaine met Brenda at the lighthouse with a trumpet. {PLAIN[0].answer}")
    glossary = (Alias("Ines Quartermaine", ("quarters",)), Alias("Brenda", ("the beast",)))
    here = replace(NIGHT_FERRY, pairs=(told,), speakers=(WANDA,), aliases=glossary)
    there = replace(NIGHT_FERRY, id="there", show="Glass Orchard", pairs=PLAIN[1:2], speakers=(PIA,))
    rounds = maker(Snapshot([here, there]), Told())
    quotes = {
        made.quote for seed in range(8) for made in every_round(rounds, Mode.WHO, seed) if made.answer == "Wanda Okafor"
    }
    assert quotes == {f"[…] {PLAIN[0].answer}"}
