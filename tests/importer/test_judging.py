"""What tells an interview from everything else in which people ask and answer, and what to do where it is mistaken."""

from __future__ import annotations

import pytest

from bot.importer import evidence, judging
from bot.importer.reading import read
from bot.importer.transcript import evidence_in, transcribe

EXCHANGES = """
ORLA: Who moved the bench?

TEODOR: I did. My back asked me to.

ORLA: You could have asked me as well.

TEODOR: I wrote you a note. It is under the bench.
"""


def reason(text: str) -> str | None:
    return transcribe(read(text.encode(), "dialogue.txt")).reason


def test_two_who_speak_by_turns_are_an_interview_as_long_as_nothing_says_otherwise():
    assert reason(EXCHANGES) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The Bench\n\nA comedy in two acts", ""),
        ("Dramatis personae", ""),
        ("Enter ORLA.", ""),
        ("", "Exeunt."),
        ("", "[Exit TEODOR with the bench]"),
        ("The curtain rises.", "Blackout."),
        ("A radio play by Runa Hale", "FX: Rain."),
        ("FX: Rain.", "FX: A door.\n\nEnd."),
    ],
)
def test_entrances_and_curtains_belong_to_a_play(before: str, after: str):
    assert reason(f"{before}\n{EXCHANGES}\n{after}") is not None


@pytest.mark.parametrize("direction", ["(Rising.)", "(She looks at the bench.)", "(to Orla)"])
def test_several_directions_to_the_actors_make_a_play(direction: str):
    assert reason(EXCHANGES.replace("TEODOR:", f"TEODOR: {direction}", 1)) is None
    assert reason(EXCHANGES.replace(": ", f": {direction} ")) == judging.ACTED


@pytest.mark.parametrize(
    "line",
    [
        "(Laughs.)",
        "(A door slams.)",
        "(Editor’s note: The bench has since been found.)",
        "(which nobody had told me before)",
        "I saw a comedy in two acts about it, and I left after the first of them because of the bench.",
        "We enter a room, and then we exit it?",
    ],
)
def test_what_happens_in_interviews_as_well_makes_no_play(line: str):
    assert reason(EXCHANGES.replace(": ", f": {line} ")) is None


def test_where_labels_say_who_asks_it_takes_more_than_an_exit():
    assert reason(EXCHANGES.replace("ORLA", "INTERVIEWER") + "\nExit.") is None


def test_a_court_is_told_by_who_speaks_in_it():
    assert reason(EXCHANGES.replace("ORLA", "THE COURT").replace("TEODOR", "THE WITNESS")) == judging.PARTS
    assert reason(EXCHANGES.replace("ORLA", "THE COURT")) is None


def test_what_people_say_does_not_name_the_page():
    named = read(f"A comedy\n{EXCHANGES}".encode(), "talk.txt")
    said = read(EXCHANGES.replace("Who moved", "In the comedy, who moved").encode(), "talk.txt")
    assert [(evidence_in(each) or {})["works"] for each in (named, said)] == [0.5, 0.0]


def test_front_matter_names_the_page():
    read_ = [read(f"---\ntype: {kind}\n---\n{EXCHANGES}".encode(), "talk.md") for kind in ("sermon", "interview")]
    assert [((told := evidence_in(each) or {})["other"], told["headed"]) for each in read_] == [(1.0, 0.0), (0.0, 1.0)]


def test_an_agent_is_no_interviewer():
    assert reason(EXCHANGES.replace("ORLA", "AGENT").replace("TEODOR", "CUSTOMER")) == judging.PARTS


def chat(lines: list[str], stamp: str = "[03/02/2031, 18:0{}] ") -> str:
    return "\n".join(stamp.format(at % 10) + line for at, line in enumerate(lines))


FRIENDS = [
    "Orla: are we still on for friday?",
    "Teo: yes. who brings the salad?",
    "Runa: i do",
    "Orla: and who fetches you?",
    "Teo: i fetch my own salad",
    "Runa: what about the dog?",
]


def test_friends_who_write_by_turns_are_a_chat():
    assert reason(chat(FRIENDS)) is not None
    assert reason(chat(FRIENDS, "03.02.31, 18:0{} - ")) is not None
    assert reason(chat([line.lower() for line in FRIENDS], "")) is not None


def test_one_who_answers_all_the_others_is_interviewed():
    asked = [
        "orla: who are you?",
        "teo: i make benches",
        "runa: do you sit on them?",
        "teo: i test them",
        "ada: what is your best one?",
        "teo: it is under me",
    ]
    assert reason(chat(asked, "")) is None
    assert (evidence_in(read(chat(asked, "").encode())) or {})["sought"] > 0
    assert (evidence_in(read(EXCHANGES.encode())) or {})["sought"] == 0


def test_a_person_who_names_somebody_overrules_the_refusal():
    play = read(f"A comedy in two acts\n{EXCHANGES}\nExeunt.".encode())
    assert transcribe(play).pairs == ()
    assert transcribe(play).withheld == len(transcribe(play, certain=True).pairs) > 0
    named = transcribe(play, guests=["Teodor"])
    assert (named.reason, [pair.question for pair in named.pairs][:1]) == (None, ["Who moved the bench?"])
    assert transcribe(play, certain=True).pairs


def test_a_language_that_is_not_known_speaks_neither_for_nor_against():
    foreign = ("Ana: Zqx wvu?", "Bo: Tsr qpo.", "Ana: Nml kji?", "Bo: Hgf edc.") * 3
    told = evidence_in(read("\n\n".join(foreign).encode(), "talk.txt"))
    assert told is not None
    assert {name: told[name] for name in evidence.NEUTRAL} == evidence.NEUTRAL


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("Che attrezzatura usi?", "Una gomma. Ci sono affezionata, e non la presto a nessuno di quelli che conosco."),
        ("Co teď děláte?", "Opravuji loutku, kterou mám na stole, ale nevím, jak to s ní je."),
        ("Вам пишут читатели?", "Пишут. Один попросил дом, и я нарисовала ему дом на карте."),
        ("Mitä sinä teet?", "Minulla on kone, mutta se ei ole minun, ja niin on hyvä."),
        ("Siz ne dinlersiniz?", "Bana bir saat yeter, ve bu da çok güzel."),
        ("Que diria ao pintor da ponte?", "Que eu também tenho medo de pontes, mas não da cor."),
        ("¿Y qué cambiaría de aquel puente?", "El color. Yo no lo elegí, y por eso me voy por el río."),
        ("Che cosa farebbe con un ponte?", "Lo lascio dov'è, e io passo a nuoto con la mia barca."),
    ],
)
def test_who_is_spoken_of_is_told_in_many_languages(asked: str, answered: str):
    told = evidence_in(read("\n\n".join([f"Ana: {asked}", f"Bo: {answered}"] * 4).encode(), "talk.txt")) or {}
    assert told["met"] > evidence.NEUTRAL["met"]


def test_in_a_questionnaire_all_questions_are_headings_too_but_somebody_answers():
    def page(answer: str) -> float:
        text = "\n\n".join(f"## What is on table {number}?\n\n{answer * 12}" for number in range(6))
        return (evidence_in(read(text.encode(), "page.md")) or {})["all_ask"]

    assert page("My glue, which I made. ") < page("A glue, which is made. ") / 2


def test_a_line_of_links_tells_what_the_page_was():
    asked = "Ana: Who moved it?\n\nBo: The weather did, I think.\n\n" * 3
    told = [
        (evidence_in(read(f"{asked}\n---\n\n{line}".encode(), "talk.md")) or {})["told"]
        for line in ("Like this interview? [Support us and our work](/a)", "[Interviews](/a) | [Support us](/b)")
    ]
    assert told == [0.5, 0.0]


def test_every_signal_is_weighed():
    signals = evidence_in(read(EXCHANGES.encode(), "talk.txt"))
    assert signals is not None
    assert signals.keys() == judging.SIGNALS.keys()


USUAL = {name: each.usual for name, each in judging.SIGNALS.items()} | {"brief": 0.0}
UNTOLD = USUAL | dict.fromkeys(("told", "headed", "known", "voiced", "remarks"), 0.0)


def test_what_is_not_sure_to_be_an_interview_comes_with_a_doubt():
    weaker = {"met": USUAL["met"] - 0.15, "asks_back": 0.05, "many": 0.09, "covered": 0.74, "figures": 0.03}
    unsure = UNTOLD | weaker | {"all_ask": 0.06, "at_length": 0.0, "works": 0.1}
    assert judging.doubt(USUAL) is None
    assert judging.against(unsure) is None
    assert judging.doubt(unsure) == judging.DOUBTED.format(judging.SAYS_SO)


@pytest.mark.parametrize("name", ["quotations", "items", "acted", "dated", "parts", "few", "other"])
def test_what_speaks_most_against_an_interview_is_the_reason(name: str):
    unlike = UNTOLD | {"covered": 0.75, "asks_back": 0.05, "works": 0.1, "figures": 0.03, name: 1.0}
    assert judging.against(unlike) == judging.SIGNALS[name].reason


def test_what_most_questions_open_with_is_said_by_the_page():
    def met(asked: str, answered: str) -> float:
        text = "\n\n".join(f"**{asked} Why is it green?**\n\n{answered} The weather painted it." for _ in range(6))
        return (evidence_in(read(text.encode(), "page.md")) or {})["met"]

    assert met("You said:", "We did:") < evidence.NEUTRAL["met"] < met("You said it was grey.", "We said so.")


PANEL = """
LUMI: Ari, when did the bridge begin to sing?

ARI: {question}

BEA: I think it was always singing. We had the windows shut.

LUMI: And who wrote it down?

ARI: I did, in the winter.

BEA: I drew the notes. He could not.
"""


def signals(text: str, name: str = "talk.txt") -> dict[str, float]:
    return evidence_in(read(text.encode(), name)) or {}


def test_what_guests_ask_each_other_is_not_asked_back():
    to_a_guest = PANEL.format(question="Bea, was it not you who told me?")
    to_the_host = to_a_guest.replace("\n\nBEA: I think it was always singing. We had the windows shut.", "")
    assert (signals(to_a_guest)["asks_back"], signals(to_the_host)["asks_back"] > 0) == (0, True)


def test_how_long_answers_are_is_told_by_all_who_give_them():
    one = "I had it in my ear for a week before I told anybody what it was, and by then it was spring."
    shared = one.replace("week before", "week.\n\nBEA: Before").replace("anybody", "anybody,")
    told = [signals(PANEL.format(question=each) * 8)["at_length"] for each in (one, shared)]
    assert told[0] == pytest.approx(told[1], abs=0.05)


def test_an_audience_is_one_part_however_many_ask():
    asked = "\nAUDIENCE MEMBER: Was it cold?\n\nARI: It was.\n\nAUDIENCE MEMBER 2: Was it dark?\n\nBEA: It was.\n"
    panel = PANEL.format(question="In May.") + asked
    assert (signals(panel)["parts"], signals(panel.replace("LUMI", "THE JUDGE"))["parts"]) == (0, 1)


@pytest.mark.parametrize(
    ("title", "voiced"),
    [
        ("Ari Holt: “I had the windows shut”", 1),
        ("“I had the windows shut”", 1),
        ("Ari Holt : « J’avais fermé la fenêtre »", 1),
        ("Ari Holt: ‘I had the windows shut’ | The Ferry", 1),
        ("Ari Holt und „Die Brücke“", 0),
        ("“The Bridge” by Ari Holt", 0),
        ("Ari Holt: the bridge that sings", 0),
    ],
)
def test_a_title_may_be_what_somebody_said(title: str, voiced: int):
    page = f"<title>{title}</title><p>{PANEL.format(question='In May.').replace(chr(10) * 2, '</p><p>')}</p>"
    assert signals(page, "talk.html")["voiced"] == voiced


def test_the_name_of_a_work_does_not_name_the_page():
    named = [
        signals(f"{title}\n{PANEL.format(question='In May.')}")["works"] for title in ("“Act of Rain”", "Act of Rain")
    ]
    assert named == [0, 0.5]


def test_what_a_page_is_tells_more_than_what_it_is_about():
    panel = PANEL.format(question="In May.")
    minutes, novel = (signals(f"{title}\n{panel}") for title in ("Minutes of May", "A novel"))
    assert (minutes["other"] > 0, minutes["works"], novel["other"], novel["works"]) == (True, 0, 0, 0.5)
    weigh = judging.SIGNALS
    assert weigh["other"].weight < weigh["works"].weight < 0


def test_a_rubric_that_looks_like_a_menu_names_the_page():
    body = "\n\n## When did it begin?\n\nIn May, I think.\n\n## Who wrote it?\n\nI did, in the winter.\n"
    told = [signals(f"{rubric} | Ari Holt | The bridge{body}", "a.md")["headed"] for rubric in ("INTERVIEW", "MUSIC")]
    assert told == [1, 0]


@pytest.mark.parametrize(
    "thanks",
    [
        "Thank you both, that was lovely.",
        "Thanks so much, everybody.",
        "Thank you both so much for coming in.",
        "This is Wet Paint, I'm Lumi Orr.",
        "Today I have both halves of “Low Tide” with me.",
        "Danke euch beiden.",
        "Gracias a los dos.",
        "Merci à vous deux.",
        "Grazie a tutti.",
        "Obrigada a ambos.",
        "Bedankt allemaal.",
        "Tack till er båda.",
    ],
)
def test_hosts_have_manners_in_several_languages(thanks: str):
    assert signals(f"{PANEL.format(question='In May.')}\nLUMI: {thanks}\n\nBEA: Hm.\n")["told"] == 0.5


@pytest.mark.parametrize("title", ["Veillée, samedi 4", "Predigt am Sonntag", "Omelia di Natale", "A homily"])
def test_a_sermon_calls_itself_one_in_several_languages(title: str):
    assert signals(f"{title}\n{PANEL.format(question='In May.')}")["other"] > 0


def test_the_first_who_are_asked_and_answer_tell_the_most():
    def met(count: int) -> float:
        pairs = ["Ari: Is that what you say?\n\nBo: I do, in the winter."] * count
        return signals("\n\n".join(pairs + ["Ari: Is that so?\n\nBo: It is, in the winter."] * (12 - count)))["met"]

    assert met(3) - met(0) > 2 * (met(12) - met(9)) > 0


def test_an_order_of_business_is_no_interview():
    plain = signals(PANEL.format(question="I did, in May. Were you there, Bea?"), "a.txt")
    debate = PANEL.replace("LUMI: ", "LUMI: Order, please. The motion is lost. ").replace("ARI: ", "ARI: Madam Chair, ")
    assert plain["formal"] == 0
    assert signals(debate.format(question="I beg to oppose."), "a.txt")["formal"] == 1
    once = PANEL.replace("LUMI: And", "LUMI: Your Honour, as they say: and")
    assert signals(once.format(question="In May."), "a.txt")["formal"] == 0
