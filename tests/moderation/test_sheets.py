"""A transcript as moderators see it, and what they change about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.importer.details import FIELDS
from bot.importer.model import Role
from bot.moderation.sheets import Changes, found_in, sheet_of
from bot.storage.records import DraftState, Import
from tests.moderation.test_imports import DETAILS, SOURCE

texts = st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=20))
changes = st.builds(
    Changes,
    st.booleans(),
    st.booleans(),
    st.sets(st.integers(0, 50)).map(sorted).map(tuple),
    texts.map(lambda typed: dict(Changes().saying(typed).details)),
)


def sheet(source=SOURCE, shows=(), **kept):
    record = Import(
        7, 1, "dogs.txt", b"", Changes(**kept).as_kept(), 3, None, datetime(2033, 1, 1, tzinfo=UTC), DraftState.OPEN
    )
    document, transcript = found_in(source.encode(), "dogs.txt", swap=kept.get("swapped", False))
    return sheet_of(record, document, transcript, shows)


class TestChanges:
    @given(changes)
    def test_they_read_back_as_they_were_kept(self, made):
        assert Changes.of(made.as_kept()) == made

    def test_nothing_kept_is_nothing_changed(self):
        assert Changes.of({}) == Changes()

    @given(changes)
    def test_swapping_twice_changes_nothing_but_what_was_dropped(self, made):
        assert made.swap().dropped == ()
        assert made.swap().swap() == replace(made, dropped=())

    @given(changes)
    def test_insisting_changes_nothing_else_and_is_not_taken_back(self, made):
        assert made.insist() == replace(made, certain=True)
        assert made.insist().swap().without(3).saying({"show": "Tin Harbor"}).certain

    @given(changes, st.integers(0, 50))
    def test_what_is_dropped_can_be_taken_back_in(self, made, pair):
        without = made.without(pair)
        assert pair in without.dropped
        assert list(without.dropped) == sorted(set(without.dropped))
        assert without.without(pair) == without
        assert pair not in without.including(pair).dropped
        assert made.including(pair).without(pair) == without

    @given(changes, texts)
    def test_what_is_wrong_is_told_and_changes_nothing(self, made, typed):
        refused = {problem.split("`")[1] for problem in Changes.refused(typed)}
        after = made.saying(typed)
        for name, text in typed.items():
            if name in refused:
                assert after.details.get(name) == made.details.get(name)
            elif not text.strip():
                assert name not in after.details or after.details[name].strip()
        assert {name: text for name, text in after.details.items() if name not in typed} == {
            name: text for name, text in made.details.items() if name not in typed
        }

    def test_a_blank_takes_back_what_was_typed(self):
        typed = Changes().saying({"show": "Tin Harbor", "season": "2"})
        assert typed.details == {"show": "Tin Harbor", "season": "2"}
        assert typed.saying({"show": "  "}).details == {"season": "2"}

    def test_texts_are_kept_as_they_are_read(self):
        assert Changes().saying({"show": " Tin \n Harbor "}).details == {"show": "Tin Harbor"}
        assert Changes().saying({"season": "02"}).details == {"season": "2"}


class TestSheet:
    def test_it_is_that_of_its_import(self):
        made = sheet()
        assert (made.number, made.edition, made.name, made.container) == (7, 3, "dogs.txt", "text")

    def test_what_is_dropped_is_not_in_the_draft_but_still_shown(self):
        made = sheet(dropped=(0, 2))
        assert len(made.transcript.pairs) == 3
        assert [pair.question for pair in made.draft.interview.pairs] == ["What are the dogs called in Tin Harbor?"]

    def test_what_is_typed_counts(self):
        made = sheet(details=DETAILS)
        assert (made.missing, made.draft.interview.title) == ((), "Dogs")

    def test_the_other_way_round_others_answer(self):
        made = sheet(swapped=True)
        assert {voice.name for voice in made.transcript.speakers if voice.role is Role.GUEST} == {"QUAYSIDE REVIEW"}

    def test_details_of_another_version_of_this_program_do_no_harm(self):
        assert sheet(details={"colour": "green", "show": "Tin Harbor"}).details.show == "Tin Harbor"

    @pytest.mark.parametrize(
        ("shows", "suggested"),
        [
            ((), None),
            (("The Night Ferry", "Glass Orchard"), None),
            (("The Night Ferry", "tin harbor"), "tin harbor"),
            (("Tin Harbor", "Quay"), "Quay"),
        ],
    )
    def test_the_show_that_is_named_most_is_suggested(self, shows, suggested):
        made = sheet(shows=shows)
        assert made.suggested.show == suggested
        assert made.details.show is None
