"""Links to the very words: text fragments, moments of recordings, and what is left when they would be too long."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.links import source_link
from bot.knowledge.model import Entry, Interview, Pair, Said, Speaker
from tests.strategies import entries, proses

URL = "https://screenpost.example/okafor"
PAIR = Pair("fire", "Why a fire?", "Because everybody knew it would.", "okafor")
INTERVIEW = Interview("a", "T", "S", "O", date(2031, 4, 5), URL, (Speaker("okafor", "Wanda Okafor"),), (PAIR,))


def entry(url: str = URL, time: int | None = None, said: Said = Said.VERBATIM) -> Entry:
    return Entry(replace(INTERVIEW, url=url), replace(PAIR, time=time, said=said))


def text_directive(link: str | None) -> str:
    """What stands after `text=`, as it is written."""
    assert link is not None
    page, found, directive = link.partition(":~:text=")
    assert found, f"there is no text directive in {link}"
    assert "#" in page
    return directive


def terms(link: str | None) -> list[str]:
    return [unquote(term) for term in text_directive(link).split(",")]


class TestArticles:
    @pytest.mark.parametrize(
        ("passage", "found"),
        [
            ("Because everybody knew it would.", ["Because everybody knew it would"]),
            ("No.", ["No"]),
            ("One two three four five six seven eight.", ["One two three four five six seven eight"]),
            ("It is a bit of an ado, so we do it as is, do we.", ["It is a bit of an ado, so we do it as is, do we"]),
            (
                "We knew from the very first day on that the greenhouse had to burn before anybody expected it to.",
                ["We knew from the very first", "burn before anybody expected it to"],
            ),
            (
                "Circumstances overwhelmed incautious greenhouse owners, notwithstanding extraordinary preparations!",
                ["Circumstances overwhelmed incautious greenhouse owners, notwithstanding extraordinary preparations"],
            ),
        ],
    )
    def test_short_passages_are_looked_for_whole_and_long_ones_by_start_and_end(self, passage, found):
        assert terms(source_link(entry(), passage)) == found

    @pytest.mark.parametrize(
        ("passage", "found"),
        [
            ("So we did it first. […] I also like fire.", ["So we did it first", "I also like fire"]),
            (
                "So we did it first. [...] And then? [. . .] I also like fire.",
                ["So we did it first", "I also like fire"],
            ),
            ("[…] I also like fire.", ["I also like fire"]),
            ("I also like fire. […]", ["I also like fire"]),
            ("The first paragraph.\n\nThe second one.", ["The first paragraph", "The second one"]),
            ("Yes. […] I also like fire. […] No.", ["I also like fire"]),
            ("Yes. […] No.", ["Yes", "No"]),
        ],
    )
    def test_a_term_never_crosses_a_cut_nor_a_paragraph(self, passage, found):
        assert terms(source_link(entry(), passage)) == found

    def test_punctuation_around_the_terms_is_left_off(self):
        assert terms(source_link(entry(), "“Well … we (all of us!) burned it.”")) == [
            "Well … we (all of us!) burned it"
        ]

    def test_nothing_to_look_for(self):
        for passage in ("", " ", "[…]", "…!?", "[…] — […]"):
            assert source_link(entry(), passage) == URL

    def test_everything_that_means_something_is_encoded(self):
        link = source_link(entry(), "Half-baked, a & b (50 % of Ümläuts) = c")
        assert (
            text_directive(link) == "Half%2Dbaked%2C%20a%20%26%20b%20%2850%20%25%20of%20%C3%9Cml%C3%A4uts%29%20%3D%20c"
        )

    def test_paraphrased_words_do_not_stand_in_the_article(self):
        assert source_link(entry(said=Said.PARAPHRASED), "Because everybody knew it would.") == URL

    @pytest.mark.parametrize(
        ("url", "start"),
        [
            (URL, f"{URL}#:~:text="),
            (f"{URL}?page=2", f"{URL}?page=2#:~:text="),
            (f"{URL}#fire", f"{URL}#fire:~:text="),
            (f"{URL}#", f"{URL}#:~:text="),
            (f"{URL}#fire:~:text=old%20words", f"{URL}#fire:~:text="),
        ],
    )
    def test_the_rest_of_the_address_stays(self, url, start):
        link = source_link(entry(url), "I also like fire.")
        assert link == f"{start}I%20also%20like%20fire"


class TestRecordings:
    @pytest.mark.parametrize(
        ("url", "link"),
        [
            ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=750"),
            ("https://youtu.be/abc", "https://youtu.be/abc?t=750"),
            ("https://youtu.be/abc?si=x&t=5", "https://youtu.be/abc?si=x&t=750"),
            ("https://m.youtube.com/watch?t=12s&v=abc", "https://m.youtube.com/watch?v=abc&t=750"),
            ("https://music.youtube.com/watch?v=abc#top", "https://music.youtube.com/watch?v=abc&t=750#top"),
            ("https://pod.example/a.mp3?tt=1&flag", "https://pod.example/a.mp3?tt=1&flag&t=750"),
            ("https://pod.example/?q=a%20b%26c", "https://pod.example/?q=a%20b%26c&t=750"),
            ("https://pod.example", "https://pod.example?t=750"),
        ],
    )
    def test_start_at_the_moment(self, url, link):
        assert source_link(entry(url, time=750), "I also like fire.") == link

    def test_the_very_beginning_is_a_moment_too(self):
        assert source_link(entry(time=0), "I also like fire.") == f"{URL}?t=0"

    def test_a_paraphrase_has_a_moment_as_well(self):
        assert source_link(entry(time=61, said=Said.PARAPHRASED), "Fire!") == f"{URL}?t=61"


class TestLimit:
    LONG = " ".join(f"word{number}" for number in range(40))

    def test_fewer_words_on_each_side_when_space_is_short(self):
        sides = []
        for limit in range(len(URL), 512):
            link = source_link(entry(), self.LONG, limit=limit)
            assert link is not None
            assert len(link) <= limit
            sides.append(len(terms(link)[0].split()) if ":~:" in link else 0)
        assert sides == sorted(sides)
        assert set(sides) == {0, 2, 3, 4, 5, 6}

    def test_a_short_passage_that_is_too_long_is_looked_for_by_start_and_end(self):
        passage = "Grüße aus Österreich, Käse über Äpfeln, süße Früchtchen"
        whole = source_link(entry(), passage)
        assert whole is not None
        assert len(terms(whole)) == 1
        assert len(terms(source_link(entry(), passage, limit=len(whole) - 1))) == 2

    def test_the_plain_address_when_nothing_else_fits(self):
        assert source_link(entry(), self.LONG, limit=len(URL)) == URL
        assert source_link(entry(), "incomprehensibilities" * 30) == URL
        assert source_link(entry(time=750), "Fire!", limit=len(URL)) == URL

    def test_no_address_when_even_that_is_too_long(self):
        assert source_link(entry(), self.LONG, limit=len(URL) - 1) is None
        assert source_link(entry("https://screenpost.example/" + "a" * 500), "Fire!") is None


limits = st.integers(0, 600)


@given(entries(), proses, limits)
def test_no_link_is_longer_than_the_limit(entry, passage, limit):
    link = source_link(entry, passage, limit=limit)
    if link is None:
        assert len(entry.interview.url) > limit
    else:
        assert len(link) <= limit


words = st.text("abcäöüñ日ß'’0123", min_size=1, max_size=12)
tokens = words | st.sampled_from(
    ["-", "&", "(so)", "a,b", "half-way", "50%", "[…]", "“what?”", "“", "…", "\n", "#", "~", "😀"]
)


@given(st.lists(tokens, max_size=40).map(" ".join), st.integers(len(URL), 600))
def test_the_terms_stand_in_the_passage_in_this_order_and_are_encoded(passage, limit):
    link = source_link(entry(), passage, limit=limit)
    if link == URL:
        return
    directive = text_directive(link)
    assert re.fullmatch(r"(?:[A-Za-z0-9._~]|%[0-9A-F]{2})+(?:,(?:[A-Za-z0-9._~]|%[0-9A-F]{2})+)?", directive)
    stretches = [" ".join(stretch.split()) for stretch in re.split(r"\[…\]|\n", passage)]
    text, position = "\n".join(stretches), 0
    for term in terms(link):
        assert "\n" not in term
        found = text.find(term, position)
        assert found >= 0
        position = found + len(term)


@given(entries(), st.integers(0, 100_000))
def test_a_moment_changes_nothing_else_of_an_address(entry, seconds):
    url = entry.interview.url
    link = source_link(Entry(entry.interview, replace(entry.pair, time=seconds)), "Fire!", limit=9_999)
    assert link is not None
    before, after = urlsplit(url), urlsplit(link)
    assert (after.scheme, after.netloc, after.path, after.fragment) == (
        before.scheme,
        before.netloc,
        before.path,
        before.fragment,
    )
    assert parse_qs(after.query)["t"] == [str(seconds)]
    kept = {name: values for name, values in parse_qs(before.query, keep_blank_values=True).items() if name != "t"}
    assert kept.items() <= parse_qs(after.query, keep_blank_values=True).items()
