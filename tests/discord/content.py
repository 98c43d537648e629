"""A small invented show with what an answer may have: a cut, a spoiler, a newer answer, a very long one."""

from __future__ import annotations

from datetime import date

from bot.knowledge.model import Episode, Interview, Pair, Said, Snapshot, Speaker

RAMBLE = " ".join(
    f"In week {week} the bell rang {week * 3} times and nobody knew who had rung it." for week in range(1, 61)
)

BRANDT = Interview(
    "night-ferry-s1-brandt",
    "Ida Brandt on missing the last boat",
    "The Night Ferry",
    "Quayside Review",
    date(2032, 3, 9),
    "https://quayside.example/brandt",
    (Speaker("brandt", "Ida Brandt", "showrunner"), Speaker("kel", "Tomas Kel", "plays the captain")),
    (
        Pair(
            "lighthouse",
            "Why does the lighthouse keeper never speak?",
            "He has said everything already. The sea answers him anyway. Our sound editor cried with relief.",
            "brandt",
            also=("why is the keeper silent", "does the lighthouse man ever talk"),
            summary="The keeper is silent because he has nothing left to say.",
            topics=("lighthouse", "sound"),
        ),
        Pair(
            "cat",
            "Is the ship's cat played by more than one cat?",
            "Three cats. One walks, one sits and one bites me.",
            "kel",
            also=("how many cats are there", "who plays the cat"),
            topics=("cat", "casting"),
            said=Said.PARAPHRASED,
        ),
        Pair(
            "captain",
            "Was the captain's drowning planned from the start?",
            "Yes, from the first page. He always had wet shoes.",
            "brandt",
            also=("did you always know the captain would drown",),
            summary="The captain was always going to drown.",
            topics=("captain",),
            spoils=Episode(1, 8),
        ),
        Pair(
            "bell",
            "Who rings the fog bell at midnight?",
            RAMBLE,
            "brandt",
            also=("who is ringing the bell in the fog",),
            topics=("bell", "sound"),
        ),
        Pair(
            "season-two",
            "Will there be a second season?",
            "Ask me when I have slept.",
            "brandt",
            also=("is it renewed for another season",),
            topics=("future",),
            superseded_by="night-ferry-s2-brandt/renewed",
        ),
        Pair(
            "harbour-town",
            "Where was the harbour town filmed in winter?",
            "In a village that has eleven inhabitants and two piers.",
            "brandt",
            topics=("filming",),
        ),
        Pair(
            "harbour-boats",
            "Where was the harbour fleet filmed in summer?",
            "On a lake. Do not tell the sailors.",
            "brandt",
            also=("where was the town harbour filmed once the ice was gone",),
            topics=("filming",),
        ),
    ),
    season=1,
    excerpt=True,
)
RENEWED = Interview(
    "night-ferry-s2-brandt",
    "Ida Brandt sleeps at last",
    "The Night Ferry",
    "Quayside Review",
    date(2033, 1, 30),
    "https://quayside.example/renewed",
    (Speaker("brandt", "Ida Brandt", "showrunner"),),
    (
        Pair(
            "renewed",
            "What is the new batch of episodes about?",
            "A night train that goes where the ferry went.",
            "brandt",
            topics=("train",),
        ),
    ),
    season=2,
)
SNAPSHOT = Snapshot([BRANDT, RENEWED])
NOTHING = Snapshot([])

SURE = "why does the lighthouse keeper never speak"
SPOILING = "was the captain's drowning planned from the start"
LONG = "who rings the fog bell at midnight"
OUTDATED = "will there be a second season"
PARAPHRASED = "is the ship's cat played by more than one cat"
SURE_AMONG_OTHERS = "where was the harbour town filmed"
UNSURE = "where was the harbour filmed"
UNKNOWN = "what is the tax rate in portugal"
