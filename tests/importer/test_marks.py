"""Marks that tell who speaks: dashes and symbols before what is said, lists in the markup, heads without a mark."""

from __future__ import annotations

import pytest

from bot.importer.reading import read
from bot.importer.transcript import evidence_in, transcribe
from tests.importer.documents import found

PAIRS = [
    ("How did you find the tower?", "I was lost, and it was the only thing with a light."),
    ("You stayed there for a winter.", "Two winters. I had my books, and the gulls had me."),
    ("What would you do with it now?", "I would give it a door. We used the window."),
    ("Do you miss it?", "I miss the stairs. My knees do not."),
]
TITLE = "An interview with Petra Solvang, who kept the tower"


def evidence(text: str) -> dict[str, float]:
    signals = evidence_in(read(text.encode(), "survey.md"))
    assert signals is not None
    return signals


def transcript(text: str, name: str = "talk.txt"):
    return transcribe(read(text.encode(), name))


@pytest.mark.parametrize("dash", ["— ", "–\u00a0", "―"])
def test_a_dash_before_the_questions_alone_tells_them_and_is_none_of_them(dash: str):
    body = "\n\n".join(f"{dash}{question}\n\n{answer}" for question, answer in PAIRS)
    result = transcript(f"{TITLE}\n\n{body}\n")
    assert (found(result), result.convention) == (PAIRS, "dashed")


def test_where_both_sides_have_a_dash_it_tells_nobody_apart():
    body = "\n\n".join(f"— {question}\n\n— {answer}" for question, answer in PAIRS)
    assert transcript(f"{TITLE}\n\n{body}\n").convention != "dashed"


def test_symbols_that_come_by_turns_are_labels_of_those_they_stand_for():
    body = "\n\n".join(f"🔦 {question}\n🪟 {answer}" for question, answer in PAIRS)
    result = transcript(f"{TITLE}\n\n🔦 = Ilse asking for you   🪟 = Petra Solvang\n\n{body}\n")
    assert found(result) == PAIRS
    assert {pair.speaker for pair in result.pairs} == {"Petra Solvang"}


def test_a_symbol_that_somebody_uses_now_and_then_is_no_label():
    body = "\n\n".join(f"Ilse: {question}\nPetra: {answer}" for question, answer in PAIRS)
    last = "🪟 I still have the pane."
    assert found(transcript(f"{body}\n{last}\n"))[-1][1] == f"{PAIRS[-1][1]} {last}"


def test_a_second_list_of_the_page_below_its_own_title_asks_nothing():
    asked = "".join(f"<dt>{question}</dt><dd>{answer}</dd>" for question, answer in PAIRS)
    other = "<h2>Plan a visit</h2><dl><dt>Tickets</dt><dd>Six pounds</dd><dt>Buses</dt><dd>Stop outside</dd></dl>"
    page = f'<html><body><h1>{TITLE}</h1><dl class="qa">{asked}</dl>{other}</body></html>'
    assert found(transcript(page, "talk.html")) == PAIRS


def test_a_heading_without_a_mark_between_questions_is_one():
    pairs = [(question.rstrip("."), answer) for question, answer in PAIRS]
    body = "\n\n".join(f"## {question}\n\n{answer}" for question, answer in pairs)
    assert found(transcript(f"# {TITLE}\n\n{body}\n", "talk.md")) == pairs
    aside = body.replace("## What", "## The door\n\nIt is green.\n\n## What")
    assert "The door" not in dict(found(transcript(f"# {TITLE}\n\n{aside}\n", "talk.md")))


def test_the_head_of_a_printed_page_is_nobodys_label():
    body = "\n\n".join(f"Q: {question}\nA: {answer}" for question, answer in PAIRS[:2])
    rest = "\n\n".join(f"Q: {question}\nA: {answer}" for question, answer in PAIRS[2:])
    head = "THE TOWER POST                          Page 2"
    result = transcript(f"THE TOWER POST                          Page 1\n\n{TITLE}\n\n{body}\n\n{head}\n\n{rest}\n")
    assert found(result) == PAIRS


def test_words_that_mean_me_elsewhere_mean_you_where_they_do():
    dutch = [
        ("Hoe kwam je bij de toren?", "Ik was de weg kwijt en zag een licht. Dat was van de toren, en ik bleef."),
        ("En wat vond je er?", "Een trap en een boek. Ik heb het boek nog, de trap is verkocht."),
        ("Mis je de toren?", "Ik mis het uitzicht van mijn kamer, en de meeuwen zijn niet meer dezelfde."),
        ("Ga je er nog heen?", "Elke winter. Dan zet ik mijn stoel bij het raam en wacht op de storm."),
    ]
    body = "\n\n".join(f"{question}\n\n{answer}" for question, answer in dutch)
    assert found(transcript(f"Interview met Petra Solvang\n\n{body}\n")) == dutch


def test_who_did_something_below_the_last_answer_is_spoken_of_by_the_page():
    body = "".join(f"ILSE: {question}\n\nPETRA SOLVANG: {answer}\n\n" for question, answer in PAIRS)
    assert found(transcript(f"{body}Then Petra threw me out into the rain.\n")) == PAIRS
    kept = "They said, Petra, leave my stairs alone."
    assert found(transcript(f"{body}{kept}\n"))[-1][1] == f"{PAIRS[-1][1]} {kept}"


def test_boxes_to_tick_and_answers_of_items_alone_count_as_lists_and_what_is_in_parentheses_does_not():
    body = "\n\n".join(f"**{question}**\n\n- ( ) for a year\n- [x] I was born here" for question, _ in PAIRS)
    assert evidence(f"# Tell us about you\n\n{body}\n")["items"] == 1
    assert evidence(f"# Tell us about you\n\n{body.replace('( ) ', '').replace('[x] ', '')}\n")["items"] == 1
    assert evidence(f"# Tell us about you\n\n{body.replace('- ( )', '(no)').replace('- [x]', '(yes)')}\n")["items"] == 0


def test_a_numbered_question_may_go_on_in_a_second_line():
    asked = [
        "1. You have always kept the third key.\nWill you say what for?\nFor the cellar. I like to be asked twice.",
        "2. Who has the other two?\nMy sister has one. Did she ever bring it back? She did not.",
        "3. And the last word?\nOil the lock.",
    ]
    assert found(transcribe(read("\n\n".join(asked).encode(), "keys.txt"), certain=True)) == [
        (
            "You have always kept the third key. Will you say what for?",
            "For the cellar. I like to be asked twice.",
        ),
        ("Who has the other two?", "My sister has one. Did she ever bring it back? She did not."),
        ("And the last word?", "Oil the lock."),
    ]


@pytest.mark.parametrize("host", ["somebody from the club called Neil", "Neil Park", "Neil Park (NP)"])
def test_who_is_said_to_be_the_host_asks_whatever_the_others_ask(host: str):
    said = [
        ("NEIL", "Good evening, tower."),
        ("PETRA", "I came for the soup. Is there any? And are we early?"),
        ("OLA", "We are late."),
        ("NEIL", "Tell us about the stairs."),
        ("PETRA", "I counted them. Did you, Ola?"),
        ("OLA", "I fell down them."),
        ("NEIL", "Then the roof."),
        ("PETRA", "I liked it more than my room. Why did we go down?"),
    ]
    text = f"Petra and Ola were interviewed at the club.\nHost: {host}\n\n" + "\n".join(map(": ".join, said))
    assert [pair.question for pair in transcribe(read(text.encode(), "a.txt"), certain=True).pairs] == [
        "Good evening, tower.",
        "Tell us about the stairs.",
        "Then the roof.",
    ]


@pytest.mark.parametrize("first", [">> ", ""])
def test_two_questions_with_their_answers_are_enough_captions(first: str):
    pairs = [("Did you build the lamp yourself?", "I did. My father gave me the glass."), PAIRS[3]]
    said = [text for pair in pairs for text in pair]
    cues = [f"00:0{at}.000 --> 00:0{at}.900\n{'>> ' if at else first}{text}\n" for at, text in enumerate(said)]
    assert found(transcribe(read(("WEBVTT\n\n" + "\n".join(cues)).encode()), certain=True)) == pairs
