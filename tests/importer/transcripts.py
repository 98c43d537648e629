"""An invented interview as the importer finds it, and ways to make others."""

from __future__ import annotations

from bot.importer.details import Details
from bot.importer.model import Dropped, FoundPair, Metadata, Part, Role, Transcript, Voice
from bot.knowledge.grammar import day

WANDA, IVO, ANA = "WANDA OKAFOR", "Ivo Lindqvist", "Ana Reyes"
GREENHOUSE = "The greenhouse burns in the first episode. Why so early, with Old Brenda still asleep?"
MOTHS = "Did the moths need training?"
FERRY = "Ivo, is it true that the ferry never left the harbor?"

TRANSCRIPT = Transcript(
    "labelled",
    (Voice(ANA, Role.INTERVIEWER, ("REYES",)), Voice(WANDA, Role.GUEST, ("OKAFOR", "WO")), Voice(IVO, Role.GUEST)),
    (
        FoundPair(
            GREENHOUSE,
            (Part(WANDA, "Because everybody knew it would burn. The fire was cheap.\n\nI also like fire."),),
            WANDA,
            0.98,
            time=12.9,
        ),
        FoundPair(
            MOTHS,
            (Part(WANDA, "Only the lead moth."), Part(IVO, "He was difficult."), Part(WANDA, "Ivo wrote him so.")),
            WANDA,
            0.6,
            ("Two people answer by turns.",),
        ),
        FoundPair(FERRY, (Part(IVO, "The ferry is a model. Old Brenda sank the last ferry in a fire."),), IVO),
    ),
    (Dropped("Image via ScreenPost", "caption"), Dropped("Sign up for our newsletter", "newsletter")),
    ("“REYES” was taken for Ana Reyes.",),
)
METADATA = Metadata(
    "Burning it early", "ScreenPost", "By Ana Reyes", "2031-04-05", "https://screenpost.example/fire one"
)
DETAILS = Details(
    title="Burning it early",
    show="Tin Harbor",
    season=1,
    outlet="ScreenPost",
    interviewer=ANA,
    published=day("2031-04-05"),
    url="https://screenpost.example/fire",
)


def transcript(*pairs: tuple[str, str], guest: str = WANDA, host: str = ANA) -> Transcript:
    """An interview of one guest, from questions and answers."""
    found = tuple(FoundPair(question, (Part(guest, answer),), guest) for question, answer in pairs)
    return Transcript("labelled", (Voice(host, Role.INTERVIEWER), Voice(guest, Role.GUEST)), found)
