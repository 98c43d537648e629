"""Invented content to make rounds from, the engine as the rounds want it, and what is true of every round."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from bot.knowledge.loader import load
from bot.knowledge.model import Alias, Interview, Pair, Snapshot, Speaker
from bot.search.engine import Engine
from bot.search.english import ranks
from bot.search.text import words
from bot.trivia.judging import judge
from bot.trivia.lexicon import English
from bot.trivia.model import GAP, Clue, Mode, Verdict
from bot.trivia.quotations import LONGEST
from bot.trivia.rounds import RoundMaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.trivia.model import Round

ROOT = Path(__file__).resolve().parents[2]
WANDA = Speaker("okafor", "Wanda Okafor", "showrunner")
PIA = Speaker("lund", "Pia Lund", "animator")
TOM = Speaker("reyes", "Tomás Reyes", "composer")
FERRY = (
    Pair(
        "greenhouse",
        "Why does the greenhouse burn in the first episode?",
        "Because everybody knew it would. So we lit it before the credits, with forty matches. I also like fire.",
        "okafor",
    ),
    Pair(
        "tentacle",
        "Is the kraken ever going to be shown whole?",
        "You get one tentacle a season. The rest of the animal exists on a postcard in my kitchen.",
        "lund",
    ),
    Pair(
        "crossing",
        "How was the ferry crossing filmed?",
        "On a real ferry, in February. Half of the crew was seasick, and the captain sang hymns to the other half.",
        "okafor",
    ),
    Pair(
        "ending",
        "Did you know the last scene from the start?",
        "Only the final line. Everything before it changed twice a week, mostly on Thursdays after lunch.",
        "okafor",
    ),
    Pair(
        "organ",
        "What is the strange instrument in the title tune?",
        "A broken barrel organ from a museum. It wheezes in the key of nothing, and the neighbours wrote letters.",
        "reyes",
    ),
)
NIGHT_FERRY = Interview(
    "night-ferry-s1",
    "Three people on one boat",
    "Night Ferry",
    "ScreenPost",
    date(2031, 4, 5),
    "https://screenpost.example/ferry",
    (WANDA, PIA, TOM),
    FERRY,
    aliases=(Alias("the Kraken", ("big squid", "tentacle boy")), Alias("Wanda Okafor", ("wandy",))),
)
ENGLISH = English(ranks())
SNAPSHOT = Snapshot([NIGHT_FERRY])


def content(*pairs: Pair, aliases: Mapping[str, Sequence[str]] | None = None, speakers=(WANDA,)) -> Snapshot:
    """One interview of these pairs."""
    glossary = tuple(Alias(name, tuple(nicknames)) for name, nicknames in (aliases or {}).items())
    return Snapshot([replace(NIGHT_FERRY, pairs=pairs, aliases=glossary, speakers=speakers)])


def pair(answer: str, question: str = "What about it?", name: str = "p", speaker: str = "okafor", **other) -> Pair:
    return Pair(name, question, answer, speaker, **other)


def shipped() -> Snapshot:
    """The interviews that come with the project, and the examples."""
    files = [path for top in ("knowledge", "examples") for path in sorted((ROOT / top).glob("*.yaml"))]
    return load(files)


class EngineLikeness:
    """What is near in meaning, by the engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def nearest(self, text: str, count: int) -> Sequence[tuple[str, float]]:
        matches = self._engine.find(text, top=count).matches
        return [(match.entry.ref, match.score / matches[0].score) for match in matches]


class Told:
    """A likeness that is told what finds what: by text, the references and how near they are."""

    def __init__(self, found: Mapping[str, Sequence[tuple[str, float]]] | None = None) -> None:
        self._found = found or {}

    def nearest(self, text: str, count: int) -> Sequence[tuple[str, float]]:
        return self._found.get(text, ())[:count]


def maker(snapshot: Snapshot = SNAPSHOT, likeness=None) -> RoundMaker:
    return RoundMaker(snapshot, likeness or EngineLikeness(Engine(snapshot)), ENGLISH)


def every_round(rounds: RoundMaker, mode: Mode, seed: int = 0, **options) -> list[Round]:
    """Rounds of a mode until there is none left."""
    chance, used, made = random.Random(seed), set(), []
    while hasattr(found := rounds.make([mode], chance, used=used, **options), "key"):
        assert found.key not in used
        used.add(found.key)
        made.append(found)
    return made


def check(made: Round, snapshot: Snapshot) -> None:
    """Assert what is true of every round, whatever it is made from."""
    entry = snapshot.entry(made.ref)
    assert entry
    assert made.key.startswith(f"{made.ref}:{made.mode}")
    assert_verbatim(made.quote, entry.pair.answer)
    assert len(made.quote) <= LONGEST + 2 * len("[…] ")
    assert len(made.hints) <= 2
    for hint in made.hints:
        assert hint.text != made.answer
        assert (hint.clue is Clue.LETTERS) == made.typed
        assert hint.clue is not Clue.NOT or hint.text in made.choices
    match made.mode:
        case Mode.QUOTE:
            assert len(set(made.choices)) == 4
            assert (made.answer, made.prompt) == (entry.pair.question, made.quote)
        case Mode.WHO:
            assert 2 <= len(set(made.choices)) == len(made.choices) <= 4
            assert (made.answer, made.prompt) == (entry.speaker.name, made.quote)
            assert {word for word in words(made.answer) if len(word) > 4}.isdisjoint(words(made.quote))
        case Mode.GAP:
            check_gap(made, entry.pair.question)
    assert made.typed or made.answer in made.choices


def check_gap(made: Round, question: str) -> None:
    assert made.asked == question
    assert made.prompt.count(GAP) == 1
    assert made.prompt.replace(GAP, made.answer) == made.quote
    assert made.accepted[0] == made.answer
    assert not set(words(made.answer)) <= set(words(f"{made.prompt} {made.asked}"))
    shown = [sum(map(str.isalpha, hint.text)) for hint in made.hints]
    assert shown[0] < shown[1] < sum(map(str.isalpha, made.answer))
    assert {len(hint.text) for hint in made.hints} == {len(made.answer)}
    assert judge(made.answer, made) is Verdict.RIGHT


def assert_verbatim(quote: str, answer: str) -> None:
    """The quotation stands in the answer as it is, but for a mark at either end, which means that more was said."""
    whole = " ".join(answer.split())
    variants = [
        (start, stop, quote[start : len(quote) - stop])
        for start, stop in product((0, len("[…] ")), repeat=2)
        if (not start or quote.startswith("[…] ")) and (not stop or quote.endswith(" […]"))
    ]
    assert any(
        bare in whole
        and (start or bare.startswith("[") or whole.startswith(bare))  # the answer may have a mark just there
        and (stop or bare.endswith("]") or whole.endswith(bare))
        for start, stop, bare in variants
    )
