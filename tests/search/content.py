"""A small invented show to search in, and ways to make more of it."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from bot.knowledge.model import Alias, Interview, Pair, Snapshot, Speaker

PAIRS = (
    Pair(
        "greenhouse",
        "Why does the greenhouse burn in the first episode?",
        "Because everybody knew it would. So we lit it before the credits. I also like fire.",
        "okafor",
        also=("who set fire to the greenhouse", "why the blaze so early", "was it arson"),
        summary="The writers burned it early since the audience expected it late.",
        topics=("greenhouse", "fire"),
    ),
    Pair(
        "kraken",
        "Is the kraken ever going to be shown whole?",
        "No. You get one tentacle a season. Our animator, Pia Lund, sleeps better that way.",
        "okafor",
        also=("will we see the whole monster", "budget for the sea beast", "who animates the tentacles"),
        summary="Only a tentacle is shown each season, which spares the animator.",
        topics=("kraken", "effects"),
    ),
    Pair(
        "ferry",
        "How was the ferry crossing filmed?",
        "On a real ferry, in February. Half of the crew was seasick. We kept the sound of it.",
        "okafor",
        also=("where did they shoot the boat scene", "were people sick on set"),
        topics=("ferry", "filming"),
    ),
    Pair(
        "ending",
        "Did you know the ending from the start?",
        "Only the last line. Everything before it changed twice a week.",
        "okafor",
        also=("was the finale planned", "how far ahead do you write"),
        topics=("writing",),
    ),
)
SHOW = Interview(
    "tin-harbor-s1",
    "Nobody sleeps in Tin Harbor",
    "Tin Harbor",
    "ScreenPost",
    date(2031, 4, 5),
    "https://screenpost.example/okafor",
    (Speaker("okafor", "Wanda Okafor", "showrunner"),),
    PAIRS,
    aliases=(Alias("the kraken", ("big squid", "tentacle boy")), Alias("Wanda Okafor", ("wandy",))),
)
SNAPSHOT = Snapshot([SHOW])
NICKNAMES = {nickname: [alias.name] for alias in SHOW.aliases for nickname in alias.nicknames}

WORDS = ["greenhouse", "fire", "kraken", "ferry", "season", "why", "the", "did", "burn", "crew", "sick", "last", "line"]
TEXTS = st.lists(st.sampled_from([*WORDS, "whole", "monster", "written", "tide"]), min_size=1, max_size=8).map(" ".join)


GLOSSARIES = st.dictionaries(
    st.sampled_from(["squid", "monster", "tide", "last line", "fire crew"]), TEXTS.map(lambda text: [text]), max_size=3
)


@st.composite
def snapshots(draw: st.DrawFn, nicknames: dict[str, list[str]] | None = None) -> Snapshot:
    """Snapshots of one to five pairs over few words, so that they compete, and with this glossary."""
    pairs = [
        Pair(
            f"p{number}",
            draw(TEXTS),
            draw(st.lists(TEXTS.map(lambda text: f"A{text}."), min_size=1, max_size=3).map(" ".join)),
            "a",
            also=tuple(draw(st.lists(TEXTS, max_size=3))),
            summary=draw(st.none() | TEXTS),
        )
        for number in range(draw(st.integers(1, 5)))
    ]
    speaker = Speaker("a", "Ana Reyes")
    aliases = tuple(Alias(name, (nickname,)) for nickname, names in (nicknames or {}).items() for name in names)
    interview = Interview(
        "i", "t", "s", "o", date(2031, 1, 1), "https://o.example", (speaker,), tuple(pairs), aliases=aliases
    )
    return Snapshot([interview])
