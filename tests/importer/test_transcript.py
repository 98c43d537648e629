"""The traps of the conventions, one by one, and what a user can overrule."""

from __future__ import annotations

import pytest

from bot.importer import conventions, judging
from bot.importer.model import Block, Document, Hint, Kind, Metadata, Role, Run
from bot.importer.reading import read
from bot.importer.transcript import transcribe
from tests.importer.blocks import document, paragraph, strong


def pairs(*texts: str | Block, **given) -> list[tuple[str, str]]:
    return [(pair.question, pair.answer) for pair in transcribe(document(*texts), **given).pairs]


def roles(*texts: str | Block, metadata: Metadata | None = None, **given) -> dict[str, Role]:
    result = transcribe(document(*texts, metadata=metadata), **given)
    return {voice.name: voice.role for voice in result.speakers}


ASKS, ANSWERS = Role.INTERVIEWER, Role.GUEST
TALK = (
    "ANA: Why boats?",
    "WANDA: They float.",
    "ANA: And the dog?",
    "WANDA: He floats as well.",
    "ANA: You wrote him out.",
    "WANDA: He asked me to.",
)


class TestRoles:
    def test_the_guest_may_speak_first(self):
        assert roles("WANDA: Before we begin, I would like some water.", *TALK) == {"WANDA": ANSWERS, "ANA": ASKS}

    @pytest.mark.parametrize("line", ["Host: our Ana, who is always late", "Moderator: Ana, from the back row"])
    def test_who_is_named_as_host_at_the_top_asks(self, line):
        assert pairs("On stage: Wanda, who made the boats", line, *TALK) == pairs(*TALK)

    def test_the_guest_may_ask_first(self):
        talk = ("WANDA: Is it on?", "ANA: It is. Why boats?", *TALK[1:])
        assert pairs(*talk)[0] == ("It is. Why boats?", "They float.")

    def test_the_user_overrules(self):
        found = pairs(*TALK, interviewers=["wanda"])
        assert found[0] == ("They float.", "And the dog?")
        assert roles(*TALK, guests=["Ana"], interviewers=["WANDA"]) == {"ANA": ANSWERS, "WANDA": ASKS}

    def test_a_name_is_known_by_any_of_its_forms(self):
        talk = ("ANA RÉYES: Why boats?", "WANDA OKAFOR: They float.", "REYES: Why?", "OKAFOR: Why not?")
        for name in ("ana reyes", "Reyes", "ANA RÉYES", "Ana"):
            assert roles(*talk, guests=[name])["ANA RÉYES"] is ANSWERS

    def test_a_name_that_nobody_has_is_said(self):
        result = transcribe(document(*TALK), guests=["Ivo Lindqvist"])
        assert any("Ivo Lindqvist" in warning for warning in result.warnings)
        assert len(result.pairs) == 3

    def test_a_guest_without_a_label_has_the_name_that_is_given(self):
        talk = (strong("Why boats?"), "I like them.", strong("And you sink them?"), "I do.")
        result = transcribe(document(*talk), guests=["Wanda Okafor"])
        assert {voice.name: voice.role for voice in result.speakers} == {"Interviewer": ASKS, "Wanda Okafor": ANSWERS}
        assert result.warnings == ()

    def test_the_site_asks(self):
        talk = (
            "FOGCAST: So you came by boat.",
            "OKAFOR: I did, and I would do it again.",
            "FOGCAST: In that weather.",
            "OKAFOR: It was the only weather there was.",
        )
        told = Metadata(outlet="Fogcast")
        assert roles(*talk, metadata=told) == {"FOGCAST": ASKS, "OKAFOR": ANSWERS}

    def test_two_who_ask(self):
        talk = (
            "HANNE: How are you?",
            "LIM: I am dry.",
            "TOBIAS: What is a valve?",
            "LIM: A door with a job.",
            "HANNE: Do you like them?",
            "LIM: I like mine.",
            "TOBIAS: Have you got many?",
            "LIM: Four.",
        )
        assert roles(*talk) == {"HANNE": ASKS, "TOBIAS": ASKS, "LIM": ANSWERS}

    def test_many_who_ask_one(self):
        talk = [
            line for at in range(5) for line in (f"Fan{'abcde'[at]}: what is number {at}?", "Wanda: I will not tell.")
        ]
        found = roles(*talk)
        assert found.pop("Wanda") is ANSWERS
        assert set(found.values()) == {ASKS}

    def test_one_who_asks_many(self):
        talk = [
            line for at in range(5) for line in (f"Ana: What is number {at}?", f"Guest{'abcde'[at]}: I will not tell.")
        ]
        found = roles(*talk)
        assert found.pop("Ana") is ASKS
        assert set(found.values()) == {ANSWERS}

    def test_three_who_ask_each_other_are_left_to_the_user(self):
        talk = (
            "ANA: Do you like fog?",
            "BO: I do, on Sundays.",
            "CAL: What about rain?",
            "ANA: I like rain more.",
            "BO: Why is that?",
            "CAL: She has a new coat.",
            "ANA: I have two.",
            "CAL: Where is the other?",
            "BO: I have it on.",
        )
        result = transcribe(document(*talk), certain=True)
        assert any("--interviewer" in warning for warning in result.warnings)
        assert all(pair.confidence <= 0.5 for pair in result.pairs)
        assert all(pair.confidence > 0.9 for pair in transcribe(document(*talk), interviewers=["Cal"]).pairs)


class TestTurns:
    def test_turns_of_the_interviewer_that_follow_each_other_are_one_question(self):
        talk = (*TALK[:2], "ANA: One more.", "ANA: Is it cold?", "WANDA: It is.")
        assert pairs(*talk, certain=True)[1][0] == "One more.\n\nIs it cold?"

    def test_a_sign_of_listening_is_folded_in_and_said(self):
        result = transcribe(document("ANA: Why boats?", "WANDA: They float.", "ANA: Wow.", "WANDA: Mostly.", *TALK[2:]))
        assert (result.pairs[0].answer, len(result.pairs)) == ("They float.\n\nMostly.", 3)
        assert len(result.pairs[0].parts) == 1
        assert "Wow." in result.pairs[0].notes[0]
        assert ("ANA: Wow.", "backchannel") in {(each.text, each.reason) for each in result.dropped}

    def test_who_marvels_at_the_last_words_only_listens(self):
        talk = ("ANA: Why boats?", "WANDA: I boiled one.", "ANA: You boiled it... one!", "WANDA: In June.", *TALK[2:])
        assert pairs(*talk)[1][0] == "You boiled it... one!"
        talk = ("ANA: Why boats?", "WANDA: I boiled one.", "ANA: You boiled one!", "WANDA: In June.", *TALK[2:])
        assert pairs(*talk)[0] == ("Why boats?", "I boiled one.\n\nIn June.")

    @pytest.mark.parametrize("short", ["Difficult how?", "Really?", "And the cat.", "In June.", "They float."])
    def test_a_short_question_is_a_question(self, short):
        assert pairs(*TALK[:2], f"ANA: {short}", "WANDA: I will not tell.", *TALK[2:])[1][0] == short

    def test_a_hand_over_is_no_answer(self):
        result = transcribe(
            document("Q: May I follow up?", "A: Go ahead.", "Q: Is it cold?", "A: It is.", "Q: Why?", "A: Winter."),
            certain=True,
        )
        assert [pair.question for pair in result.pairs] == ["May I follow up?\n\nIs it cold?", "Why?"]
        assert "Go ahead." in result.pairs[0].notes[0]

    def test_stage_directions_alone_go_and_inside_stay(self):
        talk = ("ANA: Why boats?", "WANDA: [laughs]", "WANDA: They float. (Laughs.) Mostly.", *TALK[2:])
        assert pairs(*talk)[0] == ("Why boats?", "They float. (Laughs.) Mostly.")

    def test_what_the_editor_put_in_brackets_stays(self):
        assert pairs("ANA: Why?", "WANDA: He [Ritter] told me, [at OpenAI] of all places.", *TALK[2:])[0][1].startswith(
            "He [Ritter]"
        )

    def test_a_guest_who_asks_a_guest_opens_no_pair(self):
        talk = (*TALK[:2], "IVO: Wanda, what year was it?", "WANDA: It was May.", *TALK[2:], "IVO: I agree.")
        result = transcribe(document(*talk))
        assert [part.speaker for part in result.pairs[0].parts] == ["WANDA", "IVO", "WANDA"]
        assert len(result.pairs) == 3

    def test_guests_who_speak_together(self):
        talk = (*TALK, "ANA: All of you?", "WANDA & IVO: Yes.", "IVO: I was there.", "ANA: And now?", "BOTH: Home.")
        result = transcribe(document(*talk))
        assert [(part.speaker, part.text) for part in result.pairs[-1].parts] == [("BOTH", "Home.")]
        assert result.pairs[-2].parts[0].speaker == "WANDA & IVO"

    def test_the_last_question_may_stay_open(self):
        result = transcribe(document(*TALK, "ANA: That was Wanda. Good night."))
        assert len(result.pairs) == 3
        assert result.dropped[-1].reason == "no answer follows"

    def test_an_answer_may_be_of_several_paragraphs_and_hold_questions(self):
        talk = (
            "ANA: Why boats?",
            "WANDA: They float.",
            "Is that so strange?",
            "NASA: that is what we called it.",
            *TALK[2:],
        )
        assert pairs(*talk)[0][1] == "They float.\n\nIs that so strange?\n\nNASA: that is what we called it."

    def test_a_question_without_its_label(self):
        assert pairs(*TALK[:4], "What is his name?", "WANDA: Bo.", *TALK[4:])[2] == ("What is his name?", "Bo.")

    def test_one_line_that_holds_it_all(self):
        assert pairs(" ".join(TALK)) == pairs(*TALK)

    def test_a_bow_after_the_last_answer_goes(self):
        for bow in (
            "Tin Harbor airs on Sundays.",
            "Tin Harbor is now streaming.",
            "Ana Reyes is a writer based in Bergen.",
        ):
            assert pairs(*TALK, bow) == pairs(*TALK)
        assert pairs(*TALK, "I am on Sundays.")[-1][1].endswith("Sundays.")


class TestLooks:
    def test_markup_names_question_and_answer(self):
        blocks = [
            paragraph(text, hint=hint)
            for text, hint in [
                ("Why boats?", Hint.QUESTION),
                ("They float.", Hint.ANSWER),
                ("Mine do.", Hint.ANSWER),
                ("And?", Hint.QUESTION),
                ("No.", Hint.ANSWER),
            ]
        ]
        result = transcribe(document(*blocks))
        assert [(pair.question, pair.answer) for pair in result.pairs] == [
            ("Why boats?", "They float.\n\nMine do."),
            ("And?", "No."),
        ]

    def test_emphasis_split_in_two(self):
        split = Block((Run("People say it is", emphasised=True), Run(" "), Run("very funny. Do you?", emphasised=True)))
        assert (
            pairs(strong("Why boats?"), "I like them.", split, "I laugh.")[1][0]
            == "People say it is very funny. Do you?"
        )

    def test_emphasised_answers(self):
        talk = ("Why boats?", strong("I like them."), "And you sink them?", strong("I do."), "Why?", strong("My job."))
        assert pairs(*talk)[0] == ("Why boats?", "I like them.")

    def test_a_pull_quote_is_no_question(self):
        talk = (
            strong("Why boats?"),
            "I like them when they are wet and new.",
            strong("I like them when they are wet"),
            strong("And you?"),
            "I am dry.",
        )
        assert [question for question, _ in pairs(*talk)] == ["Why boats?", "And you?"]

    def test_section_headings_in_question_form_are_no_questions_above_labels(self):
        head = paragraph("Why a society?", kind=Kind.HEADING, level=2)
        other = paragraph("What does it do?", kind=Kind.HEADING, level=2)
        assert pairs(head, *TALK[:2], other, *TALK[2:]) == pairs(*TALK)

    def test_labels_in_the_answers_to_headings(self):
        talk = [
            paragraph("Who are you?", kind=Kind.HEADING, level=3),
            "I am Pia. I invent ferries.",
            paragraph("What would you like?", kind=Kind.HEADING, level=3),
            Block((Run("Ivo:", emphasised=True), Run(" A bigger desk."))),
            Block((Run("Pia:", emphasised=True), Run(" What is a desk?"))),
        ]
        result = transcribe(document(*talk))
        assert [part.speaker for part in result.pairs[1].parts] == ["Ivo", "Pia"]
        assert len(result.pairs) == 2

    def test_a_mock_dialogue_inside_an_answer_opens_nothing(self):
        talk = [
            paragraph("What do you want?", kind=Kind.HEADING, level=3),
            "I ask myself that.",
            "Q. What do you want?",
            "A. A bigger desk.",
            paragraph("And what have you got?", kind=Kind.HEADING, level=3),
            "I have a desk.",
            paragraph("Who gave it to you?", kind=Kind.HEADING, level=3),
            "My sister.",
        ]
        assert [question for question, _ in pairs(*talk)] == [
            "What do you want?",
            "And what have you got?",
            "Who gave it to you?",
        ]

    def test_a_numbered_list_inside_an_answer(self):
        talk = (
            "1. Why boats?",
            "I like two things. 1. Ropes. 2. Knots.",
            "1. Ropes are long.",
            "2. And you?",
            "I am short.",
        )
        assert [question for question, _ in pairs(*talk)] == ["Why boats?", "And you?"]


class TestNoInterview:
    def test_nothing_at_all(self):
        assert transcribe(Document("text", ())).reason == conventions.EMPTY

    def test_quotations(self):
        talk = ("Okafor: “Fog” is yours.", "Lindqvist: “I do not.”", "Okafor: “He lies.”", "Lindqvist: “She knows.”")
        told = transcribe(document(*talk * 2))
        assert (told.pairs, told.reason) == ((), judging.NOBODY)

    def test_people_who_ask_nothing(self):
        talk = (
            "Okafor: Your roof leaks.",
            "Lindqvist: A bucket, then.",
            "Okafor: It leaks.",
            "Lindqvist: Another.",
            "Okafor: Yes.",
        )
        assert transcribe(document(*talk)).reason == judging.FEW

    def test_cues_without_speakers(self):
        cues = [paragraph(text, kind=Kind.CUE) for text in ("Where is the boat?", "It left.", "When?", "At noon.")]
        assert transcribe(document(*cues)).reason == conventions.NO_SPEAKERS

    def test_cues_without_speakers_are_unsure_at_best(self):
        talk = [
            text
            for at in range(6)
            for text in (
                f"How do you know when your ship number {at} is ready?",
                "I listen to it, and then I wait until my own boots are dry, which can take me a long time.",
            )
        ]
        result = transcribe(document(*(paragraph(text, kind=Kind.CUE) for text in talk)))
        assert all(pair.confidence <= 0.4 and pair.notes for pair in result.pairs)


def test_the_site_that_its_title_ends_with_asks():
    title = "Fog, tins and a bucket | Tin Harbor Post"
    talk = [("TIN HARBOR POST", "It rained."), ("MIRA SOL", "It did."), ("BO FALK", "Often.")] * 3
    body = "".join(f"<p>{who}: {text}</p>" for who, text in talk)
    page = f"<html><head><title>{title}</title></head><body><h1>Fog, tins</h1>{body}</body></html>"
    voices = transcribe(read(page.encode(), "page.html"), certain=True).speakers
    assert [(voice.name, voice.role) for voice in voices] == [
        ("TIN HARBOR POST", Role.INTERVIEWER),
        ("MIRA SOL", Role.GUEST),
        ("BO FALK", Role.GUEST),
    ]
