"""What counts as the missing word, what is told to be near it, and what does not win."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.search.english import ranks
from bot.search.text import STOP_WORDS, words
from bot.trivia.judging import ASIDES, EXTRA, LONGEST, judge
from bot.trivia.model import GAP, Mode, Round, Verdict
from bot.trivia.spelling import same, slips, spelt
from tests.trivia.content import Told, content, every_round, maker, pair, shipped

RIGHT, NEAR, WRONG, DUMP = Verdict


@cache
def project_rounds() -> list[Round]:
    return every_round(maker(shipped(), Told()), Mode.GAP)


@cache
def project_words() -> list[str]:
    pairs = [entry.pair for entry in shipped().entries]
    return sorted({word for each in pairs for word in words(f"{each.question} {each.answer}")})


rounds = st.deferred(lambda: st.sampled_from(project_rounds()))
vocabulary = st.deferred(lambda: st.sampled_from(project_words()))


def gap(answer: str, *also: str, quote: str = "They built a ___ and drove to the sea.", lookalikes=()) -> Round:
    return Round(
        Mode.GAP,
        "i/p",
        quote.replace("___", GAP),
        answer,
        quote.replace("___", answer),
        accepted=(answer, *also),
        asked="What was it like?",
        lookalikes=tuple(lookalikes),
    )


@pytest.mark.parametrize(
    "typed",
    [
        "highway",
        "HIGHWAY!!!",
        "the highway",
        "is it the highway?",
        "Is it “Highway”?",
        "I think it's highway",
        "my final answer: highway",
        "umm highway lol",
        "||highway||",
        "**highway**",
        "highways",
        "highway's",
        "a high way",
        "hihgway",
        "higway",
        "highwayy",
        "highway highway highway",
        "coastal highway",
        "They built a highway and drove to the sea.",
        "built a highway",
    ],
)
def test_right(typed):
    assert judge(typed, gap("highway")) is RIGHT


@pytest.mark.parametrize("typed", ["hihwya", "hghwy", "highwayman", "highwater"])
def test_near(typed):
    assert judge(typed, gap("highway")) is NEAR


@pytest.mark.parametrize(
    "typed", ["", "   ", "road", "?!", "the", "it", "built", "sea", "They built a and drove", "💥", "h", "hi way man"]
)
def test_wrong(typed):
    assert judge(typed, gap("highway")) is WRONG


@pytest.mark.parametrize(
    "typed",
    [
        "road street highway",
        "road, street, highway, lane, path",
        "road\nstreet\nhighway",
        "highway or road or street",
        "road street lane path",
        " ".join(["highway"] + ["the"] * LONGEST),
        "walrus " * (LONGEST + 1),
    ],
)
def test_a_list_does_not_win_and_says_nothing_about_what_is_in_it(typed):
    assert judge(typed, gap("highway")) is DUMP


def test_short_words_must_be_exact():
    owl = gap("owl")
    assert judge("Owl", owl) is RIGHT
    assert {judge(typed, owl) for typed in ("own", "awl", "ow", "bowl", "wol")} == {WRONG}


def test_a_real_word_is_no_slip():
    cast = gap("cast", lookalikes=("cost", "cased", "mast"))
    assert judge("cats", cast) is RIGHT  # here nobody knows of cats
    assert judge("cst", cast) is RIGHT
    assert judge("cost", cast) is NEAR
    assert judge("mast", cast) is NEAR
    assert judge("costs", gap("casts", lookalikes=("costs",))) is NEAR


def test_a_form_of_the_word_is_near():
    assert judge("train", gap("trained")) is NEAR
    assert judge("organ", gap("organically")) is WRONG


def test_names():
    brenda = gap("Old Brenda", "sea monster", "kraken")
    assert {
        judge(typed, brenda)
        for typed in ("old brenda", "Old Brendaa", "OldBrenda", "the kraken", "sea monster", "krakne")
    } == {RIGHT}
    assert judge("brenda", brenda) is NEAR
    assert judge("monster", brenda) is WRONG  # part of a nickname is not part of the name
    assert judge("young brenda", brenda) is NEAR
    assert judge("Brenda Old", brenda) is NEAR
    assert judge("old branda", replace(brenda, lookalikes=("branda",))) is NEAR


def test_a_nickname_of_many_words_is_no_list():
    netflix = gap("Netflix", "big red streaming giant")
    assert judge("big red streaming giant", netflix) is RIGHT
    assert judge("is it the big red streaming giant?", netflix) is RIGHT
    assert judge("small red streaming giant", netflix) is DUMP


@pytest.mark.parametrize(
    ("answer", "typed"),
    [
        ("Mäkelä", "maekelae"),
        ("Ørsted", "Oersted"),
        ("Løvland", "lovland"),
        ("harbour", "harbor"),
        ("theater", "theatre"),
        ("سفينة", "سَفِينة"),
        ("İzmir", "izmir"),
        ("O’Hara", "ohara"),
        ("O'Hara", "O’Hara"),
    ],
)
def test_scripts_and_spellings(answer, typed):
    assert judge(typed, gap(answer)) is RIGHT


def test_figures_are_compared_exactly():
    nineteen = gap("nineteen", "19")
    assert [judge(typed, nineteen) for typed in ("19", "nineteen", "18", "91", "190")] == [
        RIGHT,
        RIGHT,
        WRONG,
        WRONG,
        WRONG,
    ]


def test_what_is_asked_for_may_look_like_an_aside():
    assert judge("believe", gap("believe")) is RIGHT


def cased(text: str, seed: int) -> str:
    chance = random.Random(seed)
    return "".join(letter.upper() if chance.random() < 0.5 else letter.lower() for letter in text)


def accented(text: str, seed: int) -> str:
    chance = random.Random(seed)
    marked = "".join(c + chance.choice(("", "\u0301", "\u0308")) if c.isascii() and c.isalpha() else c for c in text)
    return unicodedata.normalize("NFC", marked)


@given(rounds, st.integers(0, 9), st.sampled_from(["{}", "the {}", "is it {}?", "“{}”!", "I guess {} lol", "  {}\n"]))
def test_the_answer_is_right_in_any_case_with_any_accents(made, seed, wrapper):
    for accepted in made.accepted:
        assert judge(wrapper.format(cased(accepted, seed)), made) is RIGHT
        assert judge(wrapper.format(accented(accepted, seed)), made) is RIGHT


@given(rounds, vocabulary)
@settings(max_examples=200)
def test_another_word_of_the_content_is_never_right(made, word):
    assume(not any(same(part, each) for part in spelt(word) for right in made.accepted for each in spelt(right)))
    assert judge(word, made) is not RIGHT
    assert judge(f"is it {word}?", made) is not RIGHT


def test_no_common_english_word_is_right_but_the_answer():
    made = {each.answer: each for each in project_rounds()}
    for answer in ("muse", "rubber", "calmer", "leans", "audition"):
        near = [
            word
            for word, _, _ in process.extract(answer, list(ranks()), scorer=OSA.distance, score_cutoff=3, limit=None)
        ]
        right = [word for word in near if judge(word, made[answer]) is RIGHT]
        assert len(near) > len(right)
        assert all(same(word, answer) for word in right)


@given(rounds, st.lists(vocabulary, min_size=1, max_size=12, unique=True), st.randoms(use_true_random=False))
def test_a_list_never_wins(made, others, chance):
    shown = {*spelt(made.prompt), *spelt(made.asked), *STOP_WORDS, *ASIDES}
    guesses = {each for word in others for each in spelt(word)} - shown - set(spelt(made.answer))
    assume(len(guesses) > EXTRA)
    typed = [*others, made.answer]
    chance.shuffle(typed)
    assert judge(" ".join(typed), made) is DUMP
    without = judge(" ".join(word for word in typed if word != made.answer), made)
    assert without is DUMP or len(guesses) <= len(spelt(made.answer)) + EXTRA


@given(rounds, st.data())
def test_as_many_slips_as_granted_are_forgiven_unless_they_make_another_word(made, data):
    (word,) = spelt(made.answer)[:1]
    assume(len(spelt(made.answer)) == 1)
    letters = list(word)
    for _ in range(data.draw(st.integers(0, slips(len(word)) + 2))):
        at = data.draw(st.integers(0, len(letters) - 1))
        letters[at] = data.draw(st.sampled_from("qxzj"))
    typed = "".join(letters)
    assume(typed not in made.lookalikes and not any(typed in spelt(right) for right in made.accepted[1:]))
    assume(len(made.accepted) == 1)
    distance = OSA.distance(typed, word)
    expected = (
        RIGHT
        if distance <= slips(len(word))
        else NEAR
        if distance == slips(len(word)) + 1 and slips(len(word))
        else None
    )
    if expected:
        assert judge(typed, made) is expected
    else:
        assert judge(typed, made) is not RIGHT


@given(rounds, st.text(max_size=300))
def test_any_text_has_a_verdict(made, typed):
    assert judge(typed, made) in Verdict


def test_the_whole_quotation_typed_again_is_right():
    for made in project_rounds():
        assert judge(made.quote, made) is RIGHT
        assert judge(made.prompt, made) is WRONG


def test_unicode_gaps():
    snapshot = content(pair("كانت السفينة قديمة جدا والطاقم كله مريض طوال الليل", "كيف صورتم المشهد؟"))
    for made in every_round(maker(snapshot, Told()), Mode.GAP):
        assert judge(f"هل هو {made.answer}؟", made) in {RIGHT, DUMP}
        assert judge(made.answer, made) is RIGHT
