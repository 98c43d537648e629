"""Who answers, under which id, and what fans may call them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.importer.model import Dropped, Role, Voice
from bot.importer.naming import answering, nameless, nicknames
from bot.knowledge.model import Alias, Speaker
from tests.importer.transcripts import transcript


@pytest.mark.parametrize("label", ["", "Q", "A", "Question", "Interviewer", "SPEAKER 2", "Unknown Speaker", "Guest 1"])
def test_a_role_is_no_name(label):
    assert nameless(label)


@pytest.mark.parametrize("label", ["WO", "Ana", "w0kafor", "Speaker Okafor", "Guest House Radio", "沖田"])
def test_anything_else_is(label):
    assert not nameless(label)


def speakers(name, guest=None):
    return tuple(answering(transcript(("Why?", "So."), guest=name), guest).values())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("WANDA OKAFOR", Speaker("okafor", "Wanda Okafor")),
        ("Dr. Zoë Ørsted", Speaker("orsted", "Dr. Zoë Ørsted")),
        ("JEAN-LUC O. LUND JR.", Speaker("lund", "Jean-Luc O. Lund Jr.")),
        ("WO", Speaker("wo", "WO")),
        ("W.O.", Speaker("o", "W.O.")),
        ("LIM", Speaker("lim", "Lim")),
        ("JKR", Speaker("jkr", "JKR")),
        ("沖田和子", Speaker("guest", "沖田和子")),
        ("Speaker 1", Speaker("guest", "")),
    ],
)
def test_names_are_written_as_people_write_them(name, expected):
    assert speakers(name) == (expected,)


def test_the_name_of_the_one_guest_without_any_can_be_given():
    assert speakers("A", "Pia Torres") == (Speaker("torres", "Pia Torres"),)
    assert speakers("Wanda Okafor", "Pia Torres") == (Speaker("okafor", "Wanda Okafor"),)


class TestFullNames:
    def named(self, label, introduction, title=None):
        found = replace(transcript(("Why?", "So."), guest=label), dropped=(Dropped(introduction, "introduction"),))
        return next(iter(answering(found, None, title).values())).name

    def test_a_surname_has_the_full_name_of_the_introduction(self):
        assert self.named("OKAFOR", "Creator Wanda Okafor met us. Ms. Okafor was late.") == "Wanda Okafor"
        assert self.named("Lim", "WE MET EVELYN LIM.") == "Evelyn Lim"

    def test_or_of_the_title(self):
        assert self.named("Okafor", "", "Wanda Okafor on fog") == "Wanda Okafor"

    def test_of_two_with_that_surname_neither_is_meant(self):
        assert self.named("Lund", "Ivo Lund and Pia Lund spoke.") == "Lund"

    def test_words_before_a_name_are_no_first_name(self):
        assert self.named("Okafor", "And Okafor left. Ms Okafor came. The Okafor way.") == "Okafor"

    def test_whoever_has_a_full_name_keeps_it(self):
        assert self.named("Wanda Okafor", "Wandalina Okafor spoke.") == "Wanda Okafor"


def several(*names):
    made = transcript(*[("Why?", "So.")] * len(names))
    pairs = tuple(replace(pair, speaker=name) for pair, name in zip(made.pairs, names, strict=True))
    voices = tuple(Voice(name, Role.GUEST) for name in dict.fromkeys(names))
    return replace(made, pairs=pairs, speakers=voices)


def test_whoever_answers_most_comes_first():
    assert list(answering(several("Ivo Lund", "Wanda Okafor", "Wanda Okafor"), None)) == ["Wanda Okafor", "Ivo Lund"]


def test_two_of_one_surname_have_different_ids():
    found = answering(several("Ivo Lund", "Pia Lund", "Pia Lund", "A", "Speaker 1"), "Nobody")
    assert [speaker.id for speaker in found.values()] == ["lund", "ivo-lund", "guest", "guest-2"]
    assert [speaker.name for speaker in found.values()] == ["Pia Lund", "Ivo Lund", "", ""]


def aliases(voices, *texts):
    made = replace(several(*[voice.name for voice in voices if voice.role is Role.GUEST]), speakers=tuple(voices))
    return nicknames(made, answering(made, None), texts)


class TestNicknames:
    def test_surname_first_name_and_what_the_document_uses(self):
        voices = [Voice("Wanda Okafor", Role.GUEST, ("OKAFOR", "W.O.", "w0kafor", "Ms. Okafor"))]
        assert aliases(voices) == (Alias("Wanda Okafor", ("okafor", "wanda", "w o", "w0kafor")),)

    def test_a_role_is_no_nickname(self):
        made = transcript(("Why?", "So."), guest="Guest")
        assert nicknames(made, answering(made, "Pia Torres"), ()) == (Alias("Pia Torres", ("torres", "pia")),)

    def test_initials_only_where_the_document_uses_them(self):
        assert aliases([Voice("Wanda Okafor", Role.GUEST)])[0].nicknames == ("okafor", "wanda")
        assert aliases([Voice("Wanda Okafor", Role.GUEST, ("WO",))])[0].nicknames == ("okafor", "wanda", "wo")

    def test_what_could_mean_two_people_is_left_out(self):
        voices = [Voice("Ivo Lund", Role.GUEST), Voice("Pia Lund", Role.GUEST), Voice("Ivo Berg", Role.INTERVIEWER)]
        assert aliases(voices) == (Alias("Pia Lund", ("pia",)),)

    def test_an_everyday_word_is_no_nickname(self):
        voices = [Voice("Will Rope", Role.GUEST, ("W",)), Voice("Hope Lund", Role.GUEST)]
        assert aliases(voices, "I hope the rope holds.") == (Alias("Hope Lund", ("lund",)),)

    def test_whoever_has_one_name_only_has_no_shorter_one(self):
        assert aliases([Voice("Wanda", Role.GUEST), Voice("A", Role.GUEST)]) == ()
