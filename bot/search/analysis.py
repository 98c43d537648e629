"""From a fan's message to what is looked up: its words, mended and weighed, and the parts of a long message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.search.text import sentences, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from bot.search.spelling import Reading
    from bot.search.text import Aliases

RAMBLE = 26
"""A message of more words than this is also read part by part: the question is somewhere in it."""
WINDOW, STEP = 18, 9
"""Parts are its sentences, and windows of so many words every so many words."""
MOST_PARTS = 12
"""Of a very long message the last parts are read: the question mostly comes last."""
SHORTEST_PART = 3


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text made ready to be looked up.

    Attributes:
        words: Its words, folded, with misspelt ones mended.
        named: The same, with nicknames read as names.
        terms: Its stems, also with nicknames read as names, each with how sure it is (0 to 1).
        corrections: What was typed, and what it was read as.
    """

    words: tuple[str, ...]
    named: tuple[str, ...]
    terms: Mapping[str, float]
    corrections: Mapping[str, str]


class Analyser:
    """Makes questions ready.

    Args:
        aliases: Nicknames to read as names.
        readings: What a word may stand for, likeliest first.
        terms: From words, each with how sure it is, to stems.
    """

    def __init__(
        self,
        aliases: Aliases,
        readings: Callable[[str], Sequence[Reading]],
        terms: Callable[[Iterable[tuple[str, float]]], Mapping[str, float]],
    ) -> None:
        self._aliases = aliases
        self._readings = readings
        self._terms = terms

    def analyse(self, text: str) -> Analysis:
        """Read one text."""
        typed = words(text)
        tokens = self._aliases.apply(typed)
        readings = [self._readings(token) for token in tokens]
        likeliest = [alternatives[0].word for alternatives in readings]
        corrections = {was: read for was, read in zip(tokens, likeliest, strict=True) if was != read}
        named = self._aliases.apply(likeliest)
        if named != likeliest:
            # A nickname was misspelt.
            terms = self._terms((word, 1.0) for word in named)
        else:
            terms = self._terms((reading.word, reading.weight) for some in readings for reading in some)
        return Analysis(tuple(corrections.get(word, word) for word in typed), tuple(named), terms, corrections)


def parts(text: str) -> Sequence[str]:
    """The parts of a long message that may be its question; none for a message of ordinary length."""
    tokens = text.split()
    if len(tokens) <= RAMBLE:
        return ()
    found = [sentence for sentence in sentences(text) if len(sentence.split()) >= SHORTEST_PART]
    found += [" ".join(tokens[at : at + WINDOW]) for at in range(0, len(tokens) - STEP, STEP)]
    return list(dict.fromkeys(found))[-MOST_PARTS:]
