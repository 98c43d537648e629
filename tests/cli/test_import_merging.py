"""How the changes of a merge are shown: word by word, within reason."""

from __future__ import annotations

import time

import pytest

from bot.cli import import_merging
from bot.importer.details import Details
from bot.importer.drafting import draft
from bot.importer.merging import Changed, merge
from tests.importer.transcripts import DETAILS, transcript

BEFORE = "The ferry is a model. It has never left the table."


def difference(old, new):
    return import_merging._difference(Changed("ferry", old, new)).plain


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (BEFORE, BEFORE),
        (
            "The ferry was a model. It has never left the table.",
            "The ferry [-is-] {+was+} a model. It has never left the table.",
        ),
        ("The ferry is a model.", "The ferry is a model. [-It has never left the table.-]"),
        (f"Well. {BEFORE}", f"{{+Well.+}} {BEFORE}"),
        (f"{BEFORE}\n\nEver.", f"{BEFORE} {{+Ever.+}}"),
        ("No.", f"[-{BEFORE}-] {{+No.+}}"),
    ],
)
def test_words_that_went_and_came_are_marked(new, expected):
    shown = difference(BEFORE, new)
    assert " ".join(shown.split()) == " ".join(expected.split())


def test_on_a_terminal_colours_take_the_place_of_marks(monkeypatch):
    monkeypatch.setattr(import_merging, "on_terminal", lambda: True)
    text = import_merging._difference(Changed("ferry", "It is green.", "It was green."))
    assert text.plain == "It is was green."
    styles = {text.plain[span.start : span.end].strip(): span.style for span in text.spans}
    assert styles == {"is": "red strike", "was": "green"}


def test_very_long_answers_are_only_counted():
    began = time.perf_counter()
    assert difference("a b " * 50_000, "b a " * 50_000) == "100,000 words before, 100,000 words now"
    assert time.perf_counter() - began < 10


def told(old, *pairs):
    new = draft(transcript(*pairs), DETAILS).interview
    return "\n".join(part.plain for part in import_merging._told(merge(old, new, Details())))


class TestTold:
    OLD = draft(transcript(("Is the ferry real?", BEFORE), ("Why moths?", "They came along.")), DETAILS).interview

    def test_nothing(self):
        assert told(self.OLD, ("Is the ferry real?", BEFORE), ("Why moths?", "They came along.")) == (
            "\nNo answer has changed."
        )

    def test_everything(self):
        lines = told(self.OLD, ("Is the ferry real?", "It is a hat."), ("Who is the harbor master?", "A seal.")).split(
            "\n"
        )
        assert [line for line in lines if line] == [
            "1 answer changed",
            "ferry-real: [-The ferry-] {+It+} is a [-model. It has never left the table.-] {+hat.+} ",
            "1 new pair",
            "+ harbor-master: Who is the harbor master?",
            "1 pair not in the source any more, kept in the file",
            "- moths: Why moths?",
        ]

    def test_nothing_of_it_is_taken_for_markup(self):
        assert "+ red: [red]Why?[/red]" in told(self.OLD, ("[red]Why?[/red]", "[bold]So[/bold]"))


@pytest.mark.parametrize(
    ("text", "commented"),
    [
        ("a: b\n", False),
        ("# mine\na: b\n", True),
        ("a: b  # mine\n", True),
        ("# unsure: 60% sure.\na:  # to be filled in\n", False),
        ("a: '# not one'\n", False),
    ],
)
def test_comments_of_people_are_told_from_those_of_the_import(text, commented):
    assert import_merging._commented(text) is commented
