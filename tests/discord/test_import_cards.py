"""The card of a transcript, whatever is in it: no message of it is one that Discord refuses."""

from __future__ import annotations

import discord
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord import content_wording
from bot.discord import import_wording as words
from bot.discord.views import imports as views
from bot.discord.views.refusals import refusal
from bot.importer.details import Details
from bot.importer.drafting import draft
from bot.importer.model import Dropped, FoundPair, Part, Role, Transcript, Voice
from bot.moderation.imports import NoInterview
from bot.moderation.sheets import Changes, Sheet
from tests.discord import anything
from tests.discord.limits import active, check, length

sheet_words = anything.words
notes = st.lists(anything.text, max_size=6).map(tuple)
found_pairs = st.builds(
    lambda question, parts, sure, notes: FoundPair(question, parts, parts[0].speaker, sure, notes),
    sheet_words,
    st.lists(st.builds(Part, sheet_words, sheet_words), min_size=1, max_size=3).map(tuple),
    st.floats(0, 1),
    notes,
)
voices = st.builds(Voice, sheet_words, st.sampled_from(Role), st.lists(anything.text, max_size=5).map(tuple))
details = st.builds(
    Details,
    title=st.none() | sheet_words,
    show=st.none() | sheet_words,
    outlet=st.none() | sheet_words,
    season=st.none(),
)


@st.composite
def sheets(draw):
    transcript = Transcript(
        "labelled",
        tuple(draw(st.lists(voices, max_size=9))),
        tuple(draw(st.lists(found_pairs, max_size=3))),
        tuple(draw(st.lists(st.builds(Dropped, anything.text, sheet_words), max_size=12))),
        (),
        draw(sheet_words),
    )
    count = len(transcript.pairs)
    dropped = tuple(draw(st.sets(st.integers(0, count - 1), max_size=count))) if count else ()
    known = draw(details)
    proposed = draft(transcript, known, dropped) if count > len(dropped) else None
    number, edition = draw(st.integers(1, 10**17)), draw(st.integers(0, 10**8))
    return Sheet(
        number, edition, draw(anything.text), "text", transcript, Changes(dropped=dropped), known, proposed, Details(),
        draw(notes),
    )  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(sheets(), st.integers(0, 5), st.none() | st.just("above"), st.booleans())
def test_no_transcript_makes_a_card_that_discord_refuses(sheet, number, above, anyway):
    reply = views.card(sheet, number, above, anyway=anyway)
    check(reply)
    shown = [field.value for field in reply.embed.fields if field.name in {words.QUESTION, words.SPEAKERS}]
    assert all(active(text) == [] for text in shown)


@settings(max_examples=30, deadline=None)
@given(sheet_words, notes)
def test_no_reason_makes_a_message_that_discord_refuses(reason, warnings):
    reply = refusal(NoInterview(reason, warnings))
    check(reply)
    assert reply.private


class TestFace:
    def sheet(self, **parts):
        voices = tuple(Voice(f"Guest {name}", Role.GUEST) for name in "ABCDEFGHIJ")
        pair = FoundPair("Why?", (Part("Guest A", "So."),), "Guest A", 0.5, tuple(f"Note {n}." for n in range(9)))
        transcript = Transcript("labelled", voices, (pair,), tuple(Dropped("x", f"reason {n}") for n in range(20)))
        return Sheet(1, 0, "x.txt", "text", transcript, Changes(), Details(), None, Details(), **parts)

    def test_of_many_things_some_are_shown_and_the_others_counted(self):
        reply = views.card(self.sheet(warnings=tuple(f"Warning {n}." for n in range(7))), 0)
        shown = {field.name: field.value for field in reply.embed.fields}
        assert shown[words.SPEAKERS].splitlines()[-2:] == ["Guest F: guest", content_wording.and_more(4)]
        assert shown[words.SURENESS].splitlines() == [
            "50%",
            *(f"⚠️ Note {n}." for n in range(4)),
            f"⚠️ {content_wording.and_more(5)}",
        ]
        assert shown[content_wording.WARNINGS].splitlines()[-1] == content_wording.and_more(3)
        assert shown[words.LEFT_OUT].count("×") == 8

    def test_a_number_past_the_end_shows_the_last_pair(self):
        reply = views.card(self.sheet(warnings=()), 99)
        assert reply.embed.footer.text == words.pair(1, 1)

    def test_forms_in_which_something_is_missing_stand_out(self):
        found = self.sheet(warnings=())
        bare = draft(found.transcript, Details(id="x", guest="Ida Brandt"))
        reply = views.card(Sheet(1, 0, "x", "text", found.transcript, Changes(), Details(), bare, Details(), ()), 0)
        styles = {button.item.label: button.item.style for button in reply.buttons}
        assert styles[words.DETAILS] is discord.ButtonStyle.primary
        assert styles[words.MORE] is discord.ButtonStyle.secondary


def test_forms_keep_discords_limits():
    assert all(len(fields) <= 5 for fields in views.FORMS.values())
    assert set(words.LABELS) == {name for fields in views.FORMS.values() for name in fields}
    assert all(1 <= length(label) <= 45 for label in (*words.LABELS.values(), words.FORM))
