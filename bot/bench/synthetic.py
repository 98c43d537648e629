"""Made-up content of any size, and questions about it: the same for the same seed, on every machine.

It resembles real content in what decides about speed: words as frequent as in English (Zipf's law, on the shipped list
of English words by frequency), names that occur in one interview only, so that there are ever more words the more
interviews there are, and questions that share a few rare words with the pair they are about. It says nothing.
"""

from __future__ import annotations

import pickle
import random
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from bot.knowledge.model import Interview, Pair, Snapshot, Speaker
from bot.search.english import ranks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from io import BufferedReader
    from pathlib import Path

INTERVIEW = 12
"""Pairs in an interview."""
TELLING = 150
"""What a pair is about is told by words rarer than this many of the commonest."""
SHORTEST_QUESTION, USUAL_QUESTION, LONGEST_QUESTION = 5, 12, 40
"""Words. Like 5,000 questions from published interviews: half have 7 to 19, one in twenty more than 30."""
SPREAD = 0.6
"""Of the logarithm of that number."""
FANS = (5, 14)
"""Words that a fan types of a stored question, at most."""
LEFT_OUT, SWAPPED, MISTYPED, WITH_ASIDE = 0.2, 0.3, 0.5, 0.4
"""How often a question lacks a word of the stored one, or has two swapped, a typing error, words around it."""
FEWEST_LEFT, LONG = 3, 5
"""Words that are left at least, and letters of a word that may be mistyped."""
_OPENERS = (
    "why did the|why is the|how did you|how do you|what was the|what is the|who is the|when did you|where did the|"
    "was it hard to|did you ever|is there a|what made you|how much of the|will there be|can you tell us about the|"
    "what about the|do you think the|which of the|whose idea was the"
).split("|")
_ASIDES = (
    "so|hey|ok but|just wondering|does anyone know|lol|please|sorry if asked before|been thinking about this|"
    "quick one|no spoilers|first time here|anyway|honestly"
).split("|")
_ONSETS = "b br d dr f g gr h j k kl l m n p r s sh t tr v w z".split()
_VOWELS = "a e i o u ai ea io ou".split()
_CODAS = "n r l s th ck m nd".split()
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Query:
    """A question as a fan might type it, and the pair it is about, as `interview/pair`."""

    text: str
    ref: str


class _Words:
    """An endless stream of words, each as often as in English.

    Zipf's law as Mandelbrot put it (1953): the word of rank r has a frequency of 1 / (r + 2.7).
    """

    _AT_ONCE = 50_000

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.all = [word for word in ranks() if len(word) > 1]
        self._cumulative = list(accumulate(1 / (rank + 2.7) for rank in range(1, len(self.all) + 1)))
        self._drawn: Iterator[str] = iter(())

    def take(self, count: int) -> list[str]:
        """The next words; none if `count` is below 1."""
        count = max(count, 0)
        taken = list(islice(self._drawn, count))
        if len(taken) < count:
            self._drawn = iter(self._rng.choices(self.all, cum_weights=self._cumulative, k=self._AT_ONCE))
            taken += islice(self._drawn, count - len(taken))
        return taken

    def telling(self, count: int) -> list[str]:
        """Words to be about: a rare one is as likely as a common one, by the logarithm of the rank."""
        span = len(self.all) / TELLING
        return [self.all[int(TELLING * span ** self._rng.random()) - 1] for _ in range(count)]


def snapshot(size: int, seed: int = 0) -> Snapshot:
    """Content of `size` pairs; a smaller one is the beginning of a larger one of the same seed."""
    rng = random.Random(seed)  # noqa: S311 - nothing here is a secret
    words = _Words(rng)
    return Snapshot(_interview(number, min(INTERVIEW, size - start), rng, words) for number, start in _starts(size))


def kept(size: int, directory: Path) -> Snapshot:
    """The same, from a file in `directory`; made, and put there, if it is not there. Reading is ten times quicker."""
    file = directory / f"{size}.pickle"
    if not file.exists():
        with file.with_suffix(".part").open("wb") as part:
            for interview in snapshot(size).interviews:
                pickle.dump(interview, part)
        file.with_suffix(".part").replace(file)
    with file.open("rb") as stream:
        return Snapshot(_read(stream))


def _read(stream: BufferedReader) -> Iterator[Interview]:
    while stream.peek(1):
        yield pickle.load(stream)  # noqa: S301 - we have written it


def _starts(size: int) -> Iterator[tuple[int, int]]:
    return enumerate(range(0, size, INTERVIEW))


def _interview(number: int, pairs: int, rng: random.Random, words: _Words) -> Interview:
    cast = [_name(rng) for _ in range(4)]
    return Interview(
        id=f"interview-{number:06}",
        title=f"{cast[0]} on {cast[1]}",
        show=cast[1],
        outlet="Nowhere",
        published=date(2030, 1, 1),
        url=f"https://example.com/{number}",
        speakers=(Speaker("speaker", cast[0]),),
        pairs=tuple(_pair(at, cast, rng, words) for at in range(pairs)),
    )


def _name(rng: random.Random) -> str:
    syllables = (rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(rng.choice((2, 2, 3))))
    return ("".join(syllables) + rng.choice(_CODAS)).capitalize()


def _pair(at: int, cast: Sequence[str], rng: random.Random, words: _Words) -> Pair:
    about = [*words.telling(rng.randint(2, 4)), *rng.sample(cast, rng.randint(0, 2))]
    opener = rng.choice(_OPENERS).split()
    asked = rng.sample(about, rng.randint(2, len(about)))
    length = min(round(USUAL_QUESTION * rng.lognormvariate(0, SPREAD)), LONGEST_QUESTION)
    asked += words.take(max(length, SHORTEST_QUESTION) - len(opener) - len(asked))
    rng.shuffle(asked)
    answer = " ".join(_sentence(about, rng, words) for _ in range(rng.randint(1, 3)))
    return Pair(f"pair-{at:02}", f"{' '.join([*opener, *asked])}?".capitalize(), answer, "speaker")


def _sentence(about: Sequence[str], rng: random.Random, words: _Words) -> str:
    said = words.take(rng.randint(7, 20))
    for word in rng.sample(about, rng.randint(1, 2)):
        said.insert(rng.randint(0, len(said)), word)
    return f"{' '.join(said).capitalize()}."


def queries(content: Snapshot, count: int, seed: int = 1) -> list[Query]:
    """Questions about pairs drawn at random: words left out and swapped, a typing error, words around it."""
    rng = random.Random(seed)  # noqa: S311
    chosen = rng.choices(content.entries, k=count)
    return [Query(_retyped(entry.pair.question, rng), entry.ref) for entry in chosen]


def _retyped(question: str, rng: random.Random) -> str:
    words = question.lower().rstrip("?").split()
    kept = [word for word in words if rng.random() >= LEFT_OUT]
    words = kept if len(kept) >= FEWEST_LEFT else words
    typed = rng.sample(range(len(words)), min(rng.randint(*FANS), len(words)))
    words = [words[at] for at in sorted(typed)]
    if rng.random() < SWAPPED:
        at = rng.randrange(len(words) - 1)
        words[at : at + 2] = reversed(words[at : at + 2])
    long = [at for at, word in enumerate(words) if len(word) >= LONG]
    if long and rng.random() < MISTYPED:
        at = rng.choice(long)
        words[at] = _mistyped(words[at], rng)
    if rng.random() < WITH_ASIDE:
        words.insert(rng.choice((0, len(words))), rng.choice(_ASIDES))
    return " ".join(words)


def _mistyped(word: str, rng: random.Random) -> str:
    """One letter left out, doubled, wrong, or two letters swapped."""
    at = rng.randrange(1, len(word) - 1)
    middle = rng.choice(("", word[at] * 2, rng.choice(_LETTERS), word[at + 1] + word[at]))
    return word[:at] + middle + word[at + (2 if middle == word[at + 1] + word[at] else 1) :]
