"""How single values are written."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import grammar
from bot.knowledge.model import Episode
from tests.strategies import episodes, ids, urls


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (grammar.identifier, "k", "k"),
        (grammar.identifier, "s1-2031", "s1-2031"),
        (grammar.identifier, "a" * 100, "a" * 100),
        (grammar.pair_identifier, "nonesuch", "nonesuch"),
        (grammar.reference, "tin-harbor/fire", "tin-harbor/fire"),
        (grammar.day, "2032-02-29", date(2032, 2, 29)),
        (grammar.number, "12", 12),
        (grammar.truth, "true", True),
        (grammar.truth, "false", False),
        (grammar.episode, "S02", Episode(2)),
        (grammar.episode, "S01E10", Episode(1, 10)),
        (grammar.episode, "S01E100", Episode(1, 100)),
        (grammar.seconds, "0:00", 0),
        (grammar.seconds, "1:05", 65),
        (grammar.seconds, "12:30", 750),
        (grammar.seconds, "75:00", 4500),
        (grammar.seconds, "1:02:03", 3723),
        (grammar.address, "https://screenpost.example", "https://screenpost.example"),
        (grammar.address, "http://[::1]:8080/a?b=c&d#e", "http://[::1]:8080/a?b=c&d#e"),
        (grammar.address, "HTTPS://x.example/(a)/%C3%A4;b", "HTTPS://x.example/(a)/%C3%A4;b"),
    ],
)
def test_values(read, text, value):
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "wrong"),
    [
        (grammar.identifier, ["A", "a b", "a_b", "é", "a/b", "a" * 101, "٣"]),
        (grammar.pair_identifier, ["none", "None"]),
        (grammar.reference, ["fire", "a/b/c", "/b", "a/", "A/b"]),
        (grammar.version, ["0", "2", "1.0", "one"]),
        (grammar.day, ["2031-4-5", "20310405", "2031-W14-6", "2031-13-01", "2031-02-29", "today", "٢٠٣١-٠٤-٠٥"]),
        (grammar.number, ["-1", "1.5", "one", "12345", "٣", ""]),
        (grammar.truth, ["yes", "True", "1", "on"]),
        (grammar.said, ["VERBATIM", "quoted"]),
        (grammar.episode, ["S1", "s01e01", "S01E", "E01", "S01E01E02", "1x01"]),
        (grammar.seconds, ["12", "12:3", "12:60", "1:60:00", "1:2:03", "123:00", "-1:00", "1:00:00:00"]),
        (grammar.address, ["", "x", "//x.example", "ftp://x.example", "https://", "https:x.example", "mailto:a@b.c"]),
        (grammar.address, ["https://x.example:port/", "https://x.example:99999/", "https://[x.example/"]),
        (
            grammar.address,
            ["https://x.example/a b", "https://x.example/\t", "https://x.example/ä", "https://x.example/<"],
        ),
        (grammar.address, ["https://x.example/" + "a" * 2048]),
    ],
)
def test_what_is_no_such_value_is_refused_with_a_sentence(read, wrong):
    for text in wrong:
        with pytest.raises(ValueError, match=r"^(must|is|holds) .*[.]$"):
            read(text)


KINDS = [
    grammar.identifier, grammar.pair_identifier, grammar.reference, grammar.version, grammar.day, grammar.number,
    grammar.truth, grammar.said, grammar.episode, grammar.seconds, grammar.address,
]  # fmt: skip


@given(st.text() | ids | st.from_regex(r"[S0-9:./-]+", fullmatch=True), st.sampled_from(KINDS))
def test_any_text_is_a_value_or_refused(text, read):
    with contextlib.suppress(ValueError):
        assert read(text) is not None


@given(st.integers(0, 100 * 3600 - 1))
def test_times_read_back(moment):
    assert grammar.seconds(grammar.clock(moment)) == moment


@given(episodes)
def test_episodes_read_back(episode):
    assert grammar.episode(str(episode)) == episode


@given(urls())
def test_web_addresses_are_kept_as_they_are(url):
    assert grammar.address(url) == url
