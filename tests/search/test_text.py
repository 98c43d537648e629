"""From what people type to terms."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.search.text import CUT, STOP_WORDS, Aliases, fold, sentence_spans, sentences, stemmer, words


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Why did they BRING him back?", ["why", "did", "they", "bring", "him", "back"]),
        ("Jessica’s past", ["jessica", "past"]),
        ("Jessica's past", ["jessica", "past"]),
        ("don’t can't", ["dont", "cant"]),
        ("naïve Zoë Ærø", ["naive", "zoe", "ærø"]),
        ("Ｓ２ and ℌello", ["s2", "and", "hello"]),
        ("gre\u200ben\u00adhouse", ["greenhouse"]),
        ("T\u0338\u0321he void", ["the", "void"]),
        ("a_b-c/d", ["a", "b", "c", "d"]),
        ("🔥🔥 ?!", []),
        ("", []),
        ("ПРИВЕТ мир", ["привет", "мир"]),
    ],
)
def test_words(typed: str, expected: list[str]) -> None:
    assert words(typed) == expected


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_hold_no_space_and_are_folded(text: str) -> None:
    for word in words(text):
        assert word
        assert not any(character.isspace() for character in word)
        assert words(word) == [word]


def test_stop_words_are_as_words_gives_them() -> None:
    assert all(words(word) == [word] for word in STOP_WORDS)


def test_stems_join_forms_of_a_word() -> None:
    assert len(set(stemmer()(["direct", "directs", "directed", "directing"]))) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("She said “No.” Then she left.", ["She said “No.”", "Then she left."]),
        ("Mr. Okoro met Dr. Vance. They ate.", ["Mr. Okoro met Dr. Vance.", "They ate."]),
        ("It cost 3.50 in all. Really.", ["It cost 3.50 in all.", "Really."]),
        ("One thing. […] Another thing.", ["One thing.", "[…] Another thing."]),
        ("One thing. [...] Another thing.", ["One thing.", "[...] Another thing."]),
        ("[…] From the middle. To the end. […]", ["[…] From the middle.", "To the end. […]"]),
        ("one thing […] and the rest.", ["one thing […] and the rest."]),
        ("No stop here\n\nA new paragraph", ["No stop here", "A new paragraph"]),
        ("Well… Maybe.", ["Well…", "Maybe."]),
        ("  spaced  ", ["spaced"]),
        ("[…]", ["[…]"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected


PROSE = st.lists(
    st.sampled_from(["Ana", "lit", "the", "harbour", "[…]", ".", "!", "?”", "…", " ", "\n\n", "“", "Mr.", "É", "x"])
).map(" ".join)


@given(st.one_of(PROSE, st.text()))
@example("A. […] [...] B")
def test_sentences_lose_no_word(text: str) -> None:
    assert " ".join(sentences(text)).split() == text.split()


@given(st.one_of(PROSE, st.text()))
def test_spans_are_in_order_and_trimmed(text: str) -> None:
    end = 0
    spans = sentence_spans(text)
    for start, stop in spans:
        assert end <= start < stop
        assert not text[end:start].strip()
        assert text[start:stop] == text[start:stop].strip()
        end = stop
    assert not text[end:].strip()
    if len(spans) > 1:
        assert not any(CUT.fullmatch(text[start:stop]) for start, stop in spans)


class TestAliases:
    ALIASES = Aliases(
        {"JJ": ["Jessica Jones"], "the doctor": ["Ola Brandt"], "the doctor who guy": ["Ivo Lund"], "s2": ["season 2"]}
    )

    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            ("is jj back", "is jessica jones back"),
            ("JJ's past", "jessica jones past"),
            ("the doctor who guy again", "ivo lund again"),
            ("the doctor again", "ola brandt again"),
            ("the doct", "the doct"),
            ("s2 jj", "season 2 jessica jones"),
            ("jjj", "jjj"),
            ("", ""),
        ],
    )
    def test_a_nickname_is_read_as_the_name(self, typed: str, expected: str) -> None:
        assert " ".join(self.ALIASES.apply(words(typed))) == expected

    def test_a_nickname_of_two_people_stands_for_both(self) -> None:
        aliases = Aliases({"The Boss": ["Ana Reyes"], "the boss": ["Ivo Lund"]})
        assert aliases.apply(["the", "boss"]) == ["ana", "reyes", "ivo", "lund"]

    def test_a_nickname_equal_to_its_name_changes_nothing(self) -> None:
        assert Aliases({"Ana": ["ana"], "": ["x"], "?": ["y"]}).apply(["ana"]) == ["ana"]

    def test_the_vocabulary_is_every_word_of_the_nicknames(self) -> None:
        assert self.ALIASES.vocabulary == {"jj", "the", "doctor", "who", "guy", "s2"}

    @given(st.lists(st.sampled_from(["jj", "the", "doctor", "who", "guy", "x"])))
    def test_other_words_stay_in_order(self, tokens: list[str]) -> None:
        aliases = Aliases({"jj": ["J"], "the doctor": ["D"]})
        kept = [token for token in aliases.apply(tokens) if token == "x"]
        assert kept == [token for token in tokens if token == "x"]
