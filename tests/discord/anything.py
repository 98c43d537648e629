"""Any content at all, with a liking for what means something to Discord."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from bot.knowledge.model import Entry, Episode, Interview, Pair, Said, Speaker

NASTY = st.sampled_from(
    [
        "||",
        "|",
        "\\",
        "`",
        "```",
        "**",
        "__",
        "~~",
        "> ",
        ">>> ",
        "# ",
        "-# ",
        "- ",
        "1. ",
        "[a](http://x.example)",
        "](",
        "[…]",
        "@everyone",
        "<@123456789012345678>",
        "<t:0:R>",
        "</ask:1>",
        "<:x:1>",
        "https://x.example/a_b_c",
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "\r\n",
        "\n\n\n",
        "\u2028",
        "\x00",
        "\ud800",
        "😀" * 9,
        "👩\u200d👧",
        "שלום",
        "A sentence of words. ",
        "x" * 90,
    ]
)
text = st.one_of(
    st.lists(st.one_of(NASTY, st.text(max_size=8)), max_size=40).map("".join),
    st.integers(1, 300).flatmap(lambda times: NASTY.map(lambda part: part * times)),
)
loaded = text.map(lambda some: some.replace("\ud800", ""))  # the loader lets no half characters pass
words = loaded.map(lambda some: f"{some} word")  # and nothing that shows nothing
urls = st.one_of(
    st.just("https://quayside.example/brandt"),
    st.just("https://quayside.example/" + "a" * 3000),
    st.just("https://quayside.example/(a)_b|c"),
    st.just("http://localhost/a"),
    loaded.map(lambda some: f"https://quayside.example/{some}"),
)


@st.composite
def interviews(draw: st.DrawFn) -> Interview:
    speakers = tuple(
        Speaker(f"speaker-{at}", draw(words), draw(st.none() | loaded)) for at in range(draw(st.integers(1, 3)))
    )
    pairs = tuple(
        Pair(
            f"pair-{at}",
            draw(words),
            draw(words),
            draw(st.sampled_from(speakers)).id,
            summary=draw(st.none() | loaded),
            said=draw(st.sampled_from(Said)),
            spoils=draw(st.none() | st.just(Episode(2, 3))),
            time=draw(st.none() | st.integers(0, 99_999)),
            superseded_by=draw(st.none() | st.sampled_from(["an-interview/pair-0", "elsewhere/pair"])),
        )
        for at in range(draw(st.integers(1, 3)))
    )
    return Interview(
        "an-interview",
        draw(words),
        draw(words),
        draw(words),
        draw(st.dates(date(1900, 1, 1), date(2100, 1, 1))),
        draw(urls),
        speakers,
        pairs,
        season=draw(st.none() | st.integers(1, 99)),
        excerpt=draw(st.booleans()),
    )


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    interview = draw(interviews())
    return Entry(interview, draw(st.sampled_from(interview.pairs)))
