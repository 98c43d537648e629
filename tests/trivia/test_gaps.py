"""Which words are left out, what is shown around them, and what is taken for right."""

from __future__ import annotations

import pytest

from bot.knowledge.model import Said
from bot.trivia.model import GAP, Clue, Mode
from tests.trivia.content import Told, content, every_round, maker, pair

PARROT = "The parrot bit our assistant, on the ear, on day one. We held a casting for calmer animals."


def gaps(answer: str, question: str = "What about it?", aliases=None, **options):
    """The rounds of one answer, by what is missing."""
    snapshot = content(pair(answer, question, **options), aliases=aliases)
    return {made.answer: made for made in every_round(maker(snapshot, Told()), Mode.GAP)}


def test_words_that_carry_the_quotation_are_left_out():
    assert set(gaps(PARROT)) == {"parrot", "calmer"}
    parrot = gaps(PARROT)["parrot"]
    assert (
        parrot.prompt == f"The {GAP} bit our assistant, on the ear, on day one. We held a casting for calmer animals."
    )
    assert parrot.quote == PARROT
    assert parrot.key == "night-ferry-s1/p:gap:parrot"


@pytest.mark.parametrize(
    "question", ["Who bit the parrot?", "How many parrots?", "Why parroting?", "What is a parrot's job?"]
)
def test_what_the_question_says_is_not_asked_for(question):
    assert "parrot" not in gaps(PARROT, question)


@pytest.mark.parametrize(
    "answer",
    [
        "The parrot met another parrot on the frozen harbour.",
        "The parrot met other parrots on the frozen harbour.",
        "The parrot sat in the parrothouse on the frozen harbour.",
    ],
)
def test_what_the_quotation_says_elsewhere_is_not_asked_for(answer):
    assert "parrot" not in gaps(answer)


def test_a_sentence_that_gives_the_word_away_is_left_out_of_the_quotation():
    made = gaps("A parrot bit our frozen walrus. Nobody was hurt badly. The parrot was fired at once.")["walrus"]
    assert made.quote.endswith("fired at once.")
    assert made.prompt.startswith(f"A parrot bit our frozen {GAP}.")
    story = "The walrus was late for the last rehearsal. Nobody was hurt badly there. A walrus needs no excuse."
    assert gaps(story)["walrus"].quote == "The walrus was late for the last rehearsal. Nobody was hurt badly there. […]"


@pytest.mark.parametrize(
    "answer",
    [
        "We've don't they'll nobody's.",
        "On Tuesday, in February, it was about them and what they would have said.",
        "See https://walrus.example/penguin and walrus@penguin.example or [penguin](walrus) <walrus>.",
        "We had 300, 4,000 and 17 of them at 12:30 in the S01E02.",
        "I think my final answer is a guess, probably.",
        "Yes, a walrus.",
        "walruspenguinwalruspenguinwalruspenguin was what we would have been about",
    ],
)
def test_nothing_fit_to_ask_for(answer):
    assert gaps(answer) == {}


def test_nothing_is_left_out_of_what_was_not_said_like_this():
    assert gaps(PARROT, said=Said.PARAPHRASED) == {}
    assert gaps(f"The parrot said {GAP} to our frozen assistant.") == {}


def test_a_name_of_two_words_is_one_gap():
    made = gaps("Then we met Ines Quartermaine in the frozen harbour.")
    assert "Ines Quartermaine" in made
    assert {"Ines", "Quartermaine"}.isdisjoint(made)
    assert made["Ines Quartermaine"].key.endswith(":gap:ines-quartermaine")


def test_a_name_of_three_words_is_no_gap():
    made = gaps("Then we met Ana Maria Quartermaine in the frozen harbour.")
    assert not any("Quartermaine" in missing or "Maria" in missing for missing in made)


def test_a_capital_at_the_start_of_a_sentence_makes_no_name():
    made = gaps("Frozen Brenda sank near the harbour. Walruses ate the trumpet.")
    assert "Frozen Brenda" not in made
    assert "Brenda" in made
    known = gaps("Old Brenda sank near the frozen harbour.", aliases={"Old Brenda": ["the beast"]})
    assert "Old Brenda" in known


def test_a_possessive_stays_outside():
    made = gaps("It came from my grandmother's outboard motor and Brenda’s trumpet.")
    assert made["Brenda"].prompt.endswith(f"{GAP}’s trumpet.")


def test_other_names_of_the_same_are_right_unless_they_are_shown():
    aliases = {"Old Brenda": ["sea monster", "kraken"], "the Admiral": ["harbour dog"], "pier": ["jetty"]}
    brenda = gaps("Then a wave brought Old Brenda to the frozen pier.", "Where is the kraken?", aliases=aliases)[
        "Old Brenda"
    ]
    assert brenda.accepted == ("Old Brenda", "sea monster", "Brenda")
    admiral = gaps("We filmed the Admiral with a trumpet in the fog.", aliases=aliases)["Admiral"]
    assert admiral.accepted == ("Admiral", "the Admiral", "harbour dog")
    pier = gaps("The storm took our pier and the frozen trumpet.", aliases=aliases)
    assert all(made.accepted == (made.answer,) for made in pier.values())


def test_a_nickname_of_two_is_no_other_name_of_either():
    aliases = {"Brenda Lake": ["boss"], "Tomás Lake": ["boss", "the composer"]}
    made = gaps("Then a wave brought Tomás Lake to the frozen pier.", aliases=aliases)["Tomás Lake"]
    assert "boss" not in made.accepted
    assert "the composer" in made.accepted


def test_numbers_in_words_may_be_typed_in_figures():
    assert gaps("The dog slept through nineteen of them on my shoes.")["nineteen"].accepted == ("nineteen", "19")


def test_hints_show_more_and_more_letters_but_never_all():
    hints = gaps("The captain told us to keep an owl for Old Brenda.", aliases={"Old Brenda": ["kraken"]})
    assert [hint.text for hint in gaps(PARROT)["parrot"].hints] == ["p•••••", "par•••"]
    assert [hint.text for hint in hints["owl"].hints] == ["•••", "o••"]
    assert [hint.text for hint in hints["Old Brenda"].hints] == ["O•• ••••••", "Old B•••••"]
    assert {hint.clue for made in hints.values() for hint in made.hints} == {Clue.LETTERS}


def test_words_like_the_missing_one_are_known():
    snapshot = content(
        pair(
            "We moved the casting to a frozen harbour, and the cast was furious about the penguins.",
            "Why so late?",
            "one",
        ),
        pair("The frozen captain paid for one xylophone. The other one was a zylophone.", "What was the price?", "two"),
    )
    made = {each.answer: each for each in every_round(maker(snapshot, Told()), Mode.GAP)}
    assert "zylophone" in made["xylophone"].lookalikes
    assert "penguin" not in made["penguins"].lookalikes


def test_words_everybody_uses_are_worth_less():
    things = ("trumpet", "balcony", "lantern", "saddle", "cactus", "ladder")
    answers = [f"The walrus ate a {thing}." for thing in things]
    snapshot = content(
        *(pair(f"{answer} Nobody was hurt badly there.", f"Q{at}", f"p{at}") for at, answer in enumerate(answers))
    )
    missing = {each.answer for each in every_round(maker(snapshot, Told()), Mode.GAP)}
    assert "walrus" not in missing
    assert missing >= set(things)


def test_a_pair_makes_a_few_rounds_even_of_a_long_answer():
    rare = "walrus trumpet harpsichord photocopier gull lantern napkin slipper cactus penguin".split()
    assert 3 <= len(gaps(" ".join(f"The captain lost a {word} in the deep sea." for word in rare))) <= 6


def test_a_name_over_the_end_of_a_line_is_one_line():
    found = gaps("We filmed all winter at the pier of Old\nBrenda, who never once complained about the frost.")
    made = found["Old Brenda"]
    assert "\n" not in made.prompt
    assert made.prompt.replace(GAP, made.answer) == made.quote
