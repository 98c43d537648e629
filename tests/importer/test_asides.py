"""What the page says among and after what people say, told by how the page is built."""

from __future__ import annotations

import pytest

from bot.importer.reading import read
from bot.importer.transcript import transcribe
from tests.importer.documents import found

ASKED = ("Why boats?", "Did you ever sail yourself?", "Is the storm real?", "What will you do next, and where?")
ANSWERED = (
    "They float, and I like that.",
    "I did, once.",
    "I held the hose myself.",
    "I will build one, with my hands.",
)
PAIRS = list(zip(ASKED, ANSWERED, strict=True))


def pairs(text: str, name: str) -> list[tuple[str, str]]:
    return found(transcribe(read(text.encode(), name), certain=True))


def page(middle: str = "", end: str = "", first: str = "") -> str:
    """A page whose questions are bold; something stands after the second answer, and after the last."""
    body = [f"<p><b>{question}</b></p><p>{answer}</p>" for question, answer in PAIRS]
    body[1] += middle
    return f"<html><body><div class='text'>{first}{''.join(body)}{end}</div></body></html>"


@pytest.mark.parametrize(
    "end",
    [
        "<h2>Notes</h2><ul><li>Two questions were left out.</li></ul><p>They were about fog.</p>",
        "<hr><p>The harbour is closed on Mondays.</p>",
        "<p><b>Further reading</b></p><ul><li>The fog over there</li></ul><p>The library has both.</p>",
    ],
    ids=["heading", "rule", "bold"],
)
def test_what_a_heading_or_a_rule_divides_from_the_last_answer_is_the_pages(end):
    assert pairs(page(end=end), "a.html") == PAIRS


def test_headings_inside_other_answers_end_none():
    heading = "<h2>The sea</h2><p>It is wet there.</p>"
    assert pairs(page(middle=heading, end=heading), "a.html") == [
        (question, answer + " It is wet there." * (at in (1, 3))) for at, (question, answer) in enumerate(PAIRS)
    ]


@pytest.mark.parametrize(
    "note",
    [
        "<p><i>The storm was shown twice last year.</i></p>",
        "<div class='mod'><p>Every Friday the best of the week.</p></div>",
    ],
    ids=["in italics", "in a box of its own"],
)
def test_a_note_of_the_page_in_between_is_no_answer(note):
    assert pairs(page(middle=note), "a.html") == PAIRS


def test_what_somebody_says_of_themselves_stays_wherever_it_stands():
    said = "<div class='mod'><p>I nearly drowned.</p></div>"
    assert pairs(page(middle=said), "a.html")[1] == (ASKED[1], f"{ANSWERED[1]} I nearly drowned.")


def test_an_introduction_in_italics_is_no_question_where_questions_are_bold():
    first = "<p><i>Welcome to Small Boats, a letter about boats.</i></p><p>It took a year to get her on the phone.</p>"
    assert pairs(page(first=first), "a.html") == PAIRS


@pytest.mark.parametrize("last", ["", "Hope that is enough for you. The drawing is attached.\n\n"])
def test_a_letter_ends_with_its_closing(last):
    body = "".join(f"> {question}\n\n{answer}\n\n" for question, answer in PAIRS)
    assert (
        pairs(f"{body}{last}All the best to the board,\nWanda\n\n-- \nno pictures please, I am on a boat\n", "a.txt")
        == PAIRS
    )


def test_an_announcement_between_signs_is_no_answer():
    body = "".join(
        f"**{question}**\n\n{answer}\n\n*** Win a boat! ***\n\n+++ All of it at the end +++\n\n"
        for question, answer in PAIRS
    )
    assert pairs(body, "a.md") == PAIRS


def test_the_work_the_page_is_about_is_announced_after_the_last_answer():
    body = "".join(f"SCREENPOST: {question}\n\nOKAFOR: {answer}\n\n" for question, answer in PAIRS)
    assert pairs(f"Wanda Okafor on ‘Tin Harbor’\n\n{body}Tin Harbor is on demand.\n", "a.txt") == PAIRS


def test_a_contradiction_is_no_sign_of_listening():
    wanted = [("Is he dead?", "I could not say."), ("That’s not a no.", "It has a heron on it.")]
    text = "".join(f"SCREENPOST: {question}\n\nOKAFOR: {answer}\n\n" for question, answer in wanted)
    assert pairs(text, "a.txt") == wanted


def test_words_and_letters_are_the_same_labels():
    text = "Pregunta. ¿Por qué?\n\nRespuesta. Flotan.\n\n" + "".join(f"P. {q}\n\nR. {a}\n\n" for q, a in PAIRS)
    made = transcribe(read(text.encode(), "a.txt"), certain=True)
    assert found(made) == [("¿Por qué?", "Flotan."), *PAIRS]
    assert len(made.speakers) == 2


def test_initials_with_a_space_between_are_a_label():
    text = "Pia Torres : Why?\n\nWanda Okafor : Because it floats.\n\n"
    text += "".join(f"P. T. : {question}\n\nW. O. : {answer}\n\n" for question, answer in PAIRS)
    assert pairs(text, "a.txt") == [("Why?", "Because it floats."), *PAIRS]


def test_who_is_interviewed_is_not_spoken_of_in_the_last_answer():
    body = "".join(f"SCREENPOST: {question}\n\nWANDA OKAFOR: {answer}\n\n" for question, answer in PAIRS)
    last = "There is no better place to find Wanda than the harbour.\n\nThe foghorn is at six.\n"
    assert pairs(body + last, "a.txt") == PAIRS
    assert (
        pairs(f"{body}She was called Wanda, as I am.\n", "a.txt")[-1][1]
        == f"{ANSWERED[-1]} She was called Wanda, as I am."
    )


def test_where_question_and_answer_are_a_block_what_stands_alone_is_neither():
    body = "\n\n".join(f"{question}\n{answer}" for question, answer in PAIRS[:2])
    rest = "\n\n".join(f"{question}\n{answer}" for question, answer in PAIRS[2:])
    assert pairs(f"{body}\n\nThe foghorn can be won. See the web.\n\n{rest}\n", "a.txt") == PAIRS


def test_a_letter_ends_where_it_takes_leave_above_a_name():
    body = "".join(f"> {question}\n\n{answer}\n\n" for question, answer in PAIRS)
    leave = "All the best, and thank you for the board. My niece liked it. It took her an hour."
    assert pairs(f"{body}{leave}\n\nWanda\n\n-- \nno pictures please\n", "a.txt") == PAIRS
    more = "All the best boats float. My niece has one. I have none."
    assert pairs(f"{body}{more}\n", "a.txt")[-1][1] == f"{ANSWERED[-1]} {more}"


@pytest.mark.parametrize(
    "bow",
    [
        "Los dos primeros episodios de la temporada se estrenan este viernes en Plataforma Once.",
        "Die neuen Folgen laufen ab Freitag im Dritten.",
        "Les deux premiers volumes paraissent en mai.",
        "Gli episodi nuovi escono a maggio.",
    ],
)
def test_several_works_are_announced_as_one_is(bow):
    answered = [f"{ANSWERED[0]}\n\nI said so.", *ANSWERED[1:]]
    body = "".join(f"SCREENPOST: {q}\n\nOKAFOR: {a}\n\n" for q, a in zip(ASKED, answered, strict=True))
    assert pairs(f"{body}{bow}\n", "a.txt")[1:] == PAIRS[1:]


def test_what_the_last_answer_asks_is_answered_by_nobody_who_is_asked():
    body = "".join(f"SCREENPOST: {question}\n\nOKAFOR: {answer}\n\n" for question, answer in PAIRS[:3])
    body += f"SCREENPOST: {ASKED[3]}\n\nOKAFOR: Have you finished winding that?\n\n"
    asked = [*PAIRS[:3], (ASKED[3], "Have you finished winding that?")]
    assert pairs(f"{body}I had not finished winding it, and I have it with me.\n", "a.txt") == asked
    on = "I have not, and I will tell nobody."
    assert pairs(f"{body}{on}\n", "a.txt")[-1][1] == f"Have you finished winding that? {on}"


@pytest.mark.parametrize("closing", ["With every good wish, and do send me the drawing,", "Till the next storm then,"])
def test_a_line_that_ends_with_a_comma_above_a_name_closes_a_letter(closing):
    body = "".join(f"> {question}\n\n{answer}\n\n" for question, answer in PAIRS)
    assert pairs(f"{body}{closing}\n\nWanda\n\n--\nBoats mended\n", "a.txt") == PAIRS


def test_who_is_thanked_by_name_does_not_say_so():
    first = "<h1>Wanda Okafor on boats</h1><p>Wanda Okafor builds boats.</p>"
    thanks = "<p>Hooray! Thank you so much, Wanda! I have a boat to give away.</p>"
    assert pairs(page(first=first, end=thanks), "a.html") == PAIRS
    other = "<p>I have to thank my mother. Thank you, Ivo, I say now.</p>"
    assert pairs(page(first=first, end=other), "a.html")[-1][1].endswith("Thank you, Ivo, I say now.")


def test_a_list_that_a_colon_announces_belongs_to_the_answer_and_so_does_what_follows():
    body = "".join(f"<p><b>{question}</b><br>{answer}</p>" for question, answer in PAIRS[:3])
    listed = "<ul><li>a boat,</li><li>a rope.</li></ul><p>The rope is the harder one.</p>"
    body += f"<p><b>{ASKED[3]}</b><br>Learn to make:</p>{listed}<p><b>And then?</b><br>I sail, with luck.</p>"
    assert pairs(f"<html><body>{body}</body></html>", "a.html") == [
        *PAIRS[:3],
        (ASKED[3], "Learn to make: a boat, a rope. The rope is the harder one."),
        ("And then?", "I sail, with luck."),
    ]


def test_a_list_with_a_title_is_no_part_of_the_last_answer():
    body = "".join(f"P.- {question}\n\nR.- {answer}\n\n" for question, answer in PAIRS)
    more = "Te recomendamos\n- La niebla de ayer\n- ¿Cuánto sabe usted de barcos?\n"
    assert pairs(body + more, "a.txt") == PAIRS
    announced = "And I have these:\n- a rope\n- a dog\n"
    assert pairs(body + announced, "a.txt")[-1][1] == f"{ANSWERED[3]} And I have these: - a rope - a dog"


def test_what_looks_like_a_label_inside_an_answer_is_none_where_no_answer_begins_with_one():
    body = [f"### {question}\n\n{answer}\n\n" for question, answer in PAIRS]
    body[1] += "> Support Small Boats: a new one every other Thursday, no ads.\n\n"
    assert pairs("".join(body), "a.md") == PAIRS


def test_a_line_in_italics_below_a_picture_is_its_caption_whatever_it_says():
    body = [f"### {question}\n\n{answer}\n\n" for question, answer in PAIRS]
    body[1] += "![a boat](boat.jpg)\n\n*Not the boat. Mine has oars in it.*\n\n"
    assert pairs("".join(body), "a.md") == PAIRS


def test_a_single_word_is_a_comment_where_it_was_spoken_and_repeats_nothing():
    turns = [turn for pair in PAIRS for turn in pair]
    turns[4:4] = ["Respectable.", "I said so to my mother."]
    names = ("Ana Reyes", "Wanda Okafor")
    text = "WEBVTT\n\n" + "".join(
        f"00:{at:02}.000 --> 00:{at:02}.900\n<v {names[at % 2]}>{turn}</v>\n\n" for at, turn in enumerate(turns)
    )
    assert pairs(text, "a.vtt")[1] == (ASKED[1], f"{ANSWERED[1]} I said so to my mother.")
    assert pairs(text.replace("Respectable", "Once"), "a.vtt")[2] == ("Once.", "I said so to my mother.")


def test_a_calm_repetition_of_several_words_is_folded_where_it_was_spoken_unless_it_is_confirmed():
    turns = ["Was it wiped?", "They used the tapes for the horse trials.", "Horse trials.", "Very good ones, I hear."]
    assert pairs(cues(turns), "a.vtt") == [(turns[0], f"{turns[1]} {turns[3]}")]
    turns[3] = "Horse trials, yes."
    assert pairs(cues(turns), "a.vtt") == [(turns[0], turns[1]), (turns[2], turns[3])]


@pytest.mark.parametrize("remark", ["Verstehen wir.", "I understand.", "Makes sense.", "Je comprends."])
def test_who_says_that_they_understand_only_listens(remark: str):
    turns = ["Was it wiped?", "I do not talk about that.", remark, "I only say that it was."]
    assert pairs(cues(turns), "a.vtt") == [(turns[0], f"{turns[1]} {turns[3]}")]


def cues(turns: list[str]) -> str:
    names = ("Ana Reyes", "Wanda Okafor")
    said = (f"00:{at:02}.000 --> 00:{at:02}.900\n<v {names[at % 2]}>{turn}</v>\n\n" for at, turn in enumerate(turns))
    return "WEBVTT\n\n" + "".join(said)


@pytest.mark.parametrize(
    "leave",
    [
        "Wir danken für das Gespräch.",
        "Merci pour cet entretien.",
        "Gracias por la entrevista.",
        "Dziękujemy za rozmowę!",
        "Thank you for your time.",
    ],
)
def test_whoever_asked_takes_leave_after_the_last_answer(leave: str):
    assert pairs(page(end=f"<p>{leave}</p>"), "page.html") == PAIRS


def test_what_two_line_breaks_part_in_one_paragraph_is_one_answer():
    body = [f"<p><b>{question}</b><br>{answer}</p>" for question, answer in PAIRS]
    body[1] = body[1].replace("</p>", "<br><br>The boat sank in the end.</p>")
    expected = [*PAIRS]
    expected[1] = (ASKED[1], f"{ANSWERED[1]} The boat sank in the end.")
    assert pairs(f"<html><body>{''.join(body)}</body></html>", "page.html") == expected


def test_a_box_that_its_class_calls_an_offer_is_no_answer_in_any_language():
    for name in ("cta", "encart-abo", "anzeige", "publicidad"):
        assert (
            pairs(page(middle=f"<div class='{name}'><p>We like boats, and so do you!</p></div>"), "page.html") == PAIRS
        )


def test_what_the_page_offers_after_the_last_answer_is_its_own():
    offer = "<p>Want to work with Tin Harbor? We’re hiring! Have a look at our open positions.</p>"
    assert pairs(page(end=offer), "page.html") == PAIRS


def test_thanks_to_whom_a_title_in_capitals_names():
    first = "<p>TEN QUESTIONS FOR WANDA OKAFOR</p><p>Wanda Okafor wrote the fog.</p>"
    assert pairs(page(first=first, end="<p>Dank je wel, Wanda! Dat was het.</p>"), "page.html") == PAIRS


def test_a_page_that_asks_readers_to_answer_is_no_answer():
    for asked in (
        "Know a boat builder? Get in touch and tell us about them!",
        "What is yours? Let us know in the comments!",
    ):
        assert pairs(page(end=f"<p>{asked}</p>"), "page.html") == PAIRS
