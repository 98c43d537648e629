"""What is known of an interview as a whole: given, found on the page, or neither."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.importer.details import FIELDS, Details, complete, read, read_all
from bot.importer.model import Metadata, Role, Transcript, Voice
from tests.importer.transcripts import DETAILS, METADATA, TRANSCRIPT, transcript


class TestRead:
    @pytest.mark.parametrize(
        ("name", "text", "value"),
        [
            ("show", "  Tin \n Harbor ", "Tin Harbor"),
            ("season", "2", 2),
            ("published", "2031-04-05", date(2031, 4, 5)),
            ("url", "https://screenpost.example/x", "https://screenpost.example/x"),
            ("id", "tin-harbor", "tin-harbor"),
            ("title", " \n", None),
            ("published", "", None),
            ("title", "a\x00b", "a b"),
        ],
    )
    def test_what_a_person_types(self, name, text, value):
        assert read(name, text) == value

    @pytest.mark.parametrize(
        ("name", "text"), [("season", "two"), ("published", "5 April"), ("url", "screenpost"), ("id", "Tin Harbor")]
    )
    def test_what_is_not_of_its_kind_is_a_sentence(self, name, text):
        with pytest.raises(ValueError, match=r"^must be .*\.$"):
            read(name, text)

    def test_all_at_once(self):
        details, wrong = read_all({"show": "Tin Harbor", "season": "two", "published": "2031-02-30", "title": " "})
        assert details == Details(show="Tin Harbor")
        assert [each.partition(" ")[0] for each in wrong] == ["`season`", "`published`"]

    def test_what_is_written_down_reads_back(self):
        full = replace(DETAILS, id="x", guest="Pia Torres")
        assert set(full.as_texts()) == set(FIELDS)
        assert read_all(full.as_texts()) == (full, ())
        assert read_all(Details().as_texts()) == (Details(), ())


class TestComplete:
    def test_what_the_page_says(self):
        details, wrong = complete(Details(), METADATA, TRANSCRIPT)
        assert wrong == ()
        assert details == Details(
            title="Burning it early",
            outlet="ScreenPost",
            interviewer="Ana Reyes",
            published=date(2031, 4, 5),
            url="https://screenpost.example/fire%20one",
        )

    def test_what_a_person_says_counts_more(self):
        details, _ = complete(Details(title="Fire", show="Tin Harbor"), METADATA, TRANSCRIPT)
        assert (details.title, details.show, details.outlet) == ("Fire", "Tin Harbor", "ScreenPost")

    def test_what_cannot_be_used_is_told(self):
        page = Metadata(published="last week", url="file:///home/fire.html")
        details, wrong = complete(Details(), page, TRANSCRIPT)
        assert (details.published, details.url) == (None, None)
        assert [each.split("`")[1] for each in wrong] == ["published", "url"]
        assert all(each.startswith("Not taken from the page: ") for each in wrong)

    @pytest.mark.parametrize(
        "name",
        [
            "Q",
            "ScreenPost",
            "SCREENPOST",
            "Screen Post",
            "SP",
            "Interviewer",
            "Ana",
            "Fogcast",
            "The Lantern",
            "u/fog fan",
            "fogfan99",
        ],
    )
    def test_an_outlet_a_role_or_a_single_word_is_no_interviewer(self, name):
        found = transcript(("Why?", "So."), host=name)
        assert complete(Details(outlet="Screen Post"), Metadata(), found)[0].interviewer is None

    def test_the_outlets_first_words_and_initials_are_its_name(self):
        for label in ("The Reel", "TRG", "RG", "The Reel Gazette"):
            found = transcript(("Why?", "So."), host=label)
            assert complete(Details(), Metadata(outlet="The Reel Gazette"), found)[0].interviewer is None

    def test_an_audience_is_no_interviewer(self):
        voices = tuple(Voice(f"{name} Lim", Role.INTERVIEWER) for name in ("Ana", "Bo", "Cleo", "Dan"))
        assert complete(Details(), Metadata(), Transcript("labelled", voices))[0].interviewer is None

    def test_capitals_throughout_are_no_name(self):
        found = transcript(("Why?", "So."), host="ANA REYES")
        assert complete(Details(), Metadata(), found)[0].interviewer == "Ana Reyes"

    def test_two_may_ask(self):
        voices = (Voice("Ana Reyes", Role.INTERVIEWER), Voice("Bo Lim", Role.INTERVIEWER), Voice("W", Role.GUEST))
        assert complete(Details(), Metadata(), Transcript("labelled", voices))[0].interviewer == "Ana Reyes, Bo Lim"
