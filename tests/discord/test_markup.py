from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord import markup
from tests.discord import anything
from tests.discord.limits import active, all_hidden, length, unescaped

PLAIN = "He said: “Never again” – and [then] (quietly) left, at 5.30; why? Because 3 > 2 & it's #1."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (PLAIN, PLAIN),
        ("We cut it. […] I cried.", "We cut it. […] I cried."),
        ("**bold** and _slanted_", r"\*\*bold\*\* and \_slanted\_"),
        ("||hidden||", r"\|\|hidden\|\|"),
        ("```py\nx\n```", "\\`\\`\\`py\nx\n\\`\\`\\`"),
        ("[free nitro](https://evil.example)", r"[free nitro]\(https:\//evil.example)"),
        ("[a||b](https://evil.example)", r"[a\|\|b]\(https:\//evil.example)"),
        ("[[a](b)](c)", r"[[a]\(b)]\(c)"),
        (
            "> quoted\n# heading\n-# small\n- point\n1. first",
            "\\> quoted\n\\# heading\n\\-# small\n\\- point\n1\\. first",
        ),
        ("   # indented", r"\# indented"),
        ("@everyone, @here and <@123> <#4> <@&5>", r"\@everyone, \@here and \<@123> \<#4> \<@&5>"),
        ("<t:0:R> </ask:1> <:x:2> <https://evil.example>", r"\<t:0:R> \</ask:1> \<:x:2> \<https:\//evil.example>"),
        ("back\\slash\\", r"back\\slash\\"),
        ("\u202egnirts\u2066 a\u200bb\ufeff", "gnirts ab"),
        ("👩\u200d👧 می\u200cخواهم", "👩\u200d👧 می\u200cخواهم"),
        ("one\r\ntwo\u2028three\n\n\n\nfour", "one\ntwo\nthree\n\nfour"),
        ("half a pair \ud800 and a null \x00", "half a pair and a null"),
    ],
)
def test_text_means_nothing_to_discord(text, shown):
    assert markup.escape(text) == shown


@given(anything.text)
def test_escaping_leaves_nothing_active_and_takes_nothing_away(text):
    escaped = markup.escape(text)
    assert active(escaped) == []
    assert unescaped(escaped) == markup.visible(text)


@given(anything.text)
def test_what_is_seen_has_no_hidden_characters_and_stays_as_it_is(text):
    seen = markup.visible(text)
    assert markup.visible(seen) == seen
    assert not set(seen) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\ufeff\x00\ud800\r"
    )
    assert "\n\n\n" not in seen
    seen.encode("utf-8")


@given(anything.text)
def test_a_block_quote_has_no_line_outside(text):
    lines = markup.quote(text).split("\n")
    assert all(line.startswith("> ") for line in lines)
    assert active("\n".join(line.removeprefix("> ") for line in lines)) == []


@given(anything.words)
def test_no_character_gets_out_of_a_spoiler(text):
    quoted = markup.hidden_quote(text)
    assert all_hidden(quoted)
    assert all_hidden("\n".join(f"> {line}" for line in markup.hidden(text).split("\n")))
    inside = "\n".join(line[4:-2].removesuffix(" ") for line in quoted.split("\n"))
    assert unescaped(inside) == "\n".join(line.removesuffix(" ") for line in markup.visible(text).split("\n"))


@pytest.mark.parametrize("text", ["|", "||", "a|", "\\", "a\\|", "||a", "|\n|", "`||`", "[||](||)"])
def test_bars_at_the_edge_of_a_spoiler_do_not_open_it(text):
    assert all_hidden(markup.hidden_quote(text))


@settings(deadline=None)
@given(anything.text, st.integers(8, 500), st.sampled_from([markup.escape, markup.quote, markup.hidden_quote, str]))
def test_fitting_keeps_the_limit_and_never_cuts_into_the_markup(text, limit, render):
    fitted = markup.fit(text, limit, render)
    assert length(fitted) <= limit
    if length(render(markup.visible(text))) <= limit:
        assert fitted == render(markup.visible(text))
    if render is markup.hidden_quote:
        assert all_hidden(fitted)
    if render is markup.escape:
        assert active(fitted) == []


def test_fitting_cuts_at_a_word():
    assert markup.fit("Nobody sleeps on the ferry", 16) == "Nobody sleeps…"
    assert markup.fit("Nobody sleeps on the ferry", 14) == "Nobody sleeps…"
    assert markup.fit("x" * 40, 16) == "x" * 15 + "…"


@settings(deadline=None)
@given(anything.text, st.integers(8, 200))
def test_a_label_is_one_line_of_at_most_its_limit(text, limit):
    label = markup.label(text, limit)
    assert length(label) <= limit
    assert "\n" not in label


def test_astral_characters_count_twice():
    assert [markup.units(text) for text in ("", "ab", "aé日", "a😀", "\ud800a\udc00")] == [0, 2, 3, 3, 3]
    assert len(markup.fit("😀" * 50, 20)) == 10


@pytest.mark.parametrize(
    "url", ["https://quayside.example/a?b=c#d", "http://quayside.example", "https://bücher.example/ü"]
)
def test_addresses_of_the_web_are_linked(url):
    assert markup.web_address(url, 512) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "ftp://quayside.example",
        "//quayside.example/a",
        "quayside.example",
        "https://",
        "https://localhost/a",
        "https://./",
        "https://[::1",
        "https://quayside.example/a b",
        "https://quayside.example/\u202eexe",
        "https://quayside.example/\n",
        "https://quayside.example/<a>",
        "https://quayside.example/" + "a" * 512,
    ],
)
def test_other_addresses_are_not(url):
    assert markup.web_address(url, 512) is None


def test_a_masked_link_ends_where_it_should():
    linked = markup.masked_link("A [b] (c)](https://evil.example)", "https://quayside.example/(a)")
    assert linked == r"[A \[b\] (c)\]\(https:\//evil.example)](https://quayside.example/%28a%29)"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("why is  the\nkeeper silent?", "why is the keeper silent?"),
        ("what did <@123> and <@!4> say in <#5>", "what did and say in"),
        ("<a:wave:123> why <:ferry:456>", "why"),
        ("<t:1700000000:R> </quote:7> <id:browse>", ""),
        ("is 3 <4 and 5> 4", "is 3 <4 and 5> 4"),
    ],
)
def test_discords_own_tokens_are_no_part_of_a_question(typed, asked):
    assert markup.asked(typed) == asked


@pytest.mark.parametrize(
    ("text", "has"),
    [("s2", True), ("שלום", True), ("42", True), ("🎉🎉", False), ("1️⃣", False), ("?!…", False), ("", False)],
)
def test_emoji_and_punctuation_are_no_words(text, has):
    assert markup.has_words(text) is has
