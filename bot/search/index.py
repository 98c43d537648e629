"""Which terms stand in which stored texts, laid out for adding up a question's terms in a few array operations.

Every pair is indexed as *units*: its question, each phrasing, each sentence of its summary and of its answer, and
its topics. A question about something in the middle of a long answer then meets one short text that is about just that.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from bot.search.english import rarity
from bot.search.scoring import term_weight
from bot.search.text import STOP_WEIGHT, STOP_WORDS, Aliases, sentences, stemmer, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from bot.knowledge.model import Pair, Snapshot


class Field(IntEnum):
    """Which part of a pair a unit is."""

    QUESTION = 0
    PHRASING = 1
    SUMMARY = 2
    ANSWER = 3
    TOPICS = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """One stored text that a question is compared with; `sentence` counts an answer's sentences from 0."""

    entry: int
    field: Field
    text: str
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Posting:
    """What one term says, and where it stands: the units, and the pairs."""

    weight: float
    units: NDArray[np.intp]
    entries: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What a question shares with the content.

    Attributes:
        question: The weight of all the question's terms.
        units: For each unit the weight of the terms it shares with the question.
        entries: For each pair the weight of the terms that stand anywhere in it.
        topical: The same without names: these say whom a question is about, not what it asks.
    """

    question: float
    units: NDArray[np.float32]
    entries: NDArray[np.float32]
    topical: NDArray[np.float32]


class Index:
    """The units of a snapshot and their terms.

    Args:
        snapshot: The content.
        aliases: Nicknames to read as names.

    Attributes:
        units: Ordered by entry.
        fields: The `Field` of each unit.
        starts: For each entry, where its units start.
        weights: For each unit the weight of all its terms.
        vocabulary: Every word of the content and the nicknames, folded, not stemmed.
    """

    def __init__(self, snapshot: Snapshot, aliases: Aliases) -> None:
        self.units = tuple(unit for at, entry in enumerate(snapshot.entries) for unit in _units(at, entry.pair))
        self.fields = np.array([unit.field for unit in self.units], dtype=np.int8)
        owners = np.array([unit.entry for unit in self.units], dtype=np.intp)
        self.starts = np.searchsorted(owners, np.arange(len(snapshot)))
        self._entries = len(snapshot)
        self._stem = stemmer()
        self._stop_stems = frozenset(self._stem(sorted(STOP_WORDS)))
        self._names = frozenset(
            self._stem([word for name in (*snapshot.people, *snapshot.shows) for word in words(name)])
        )

        plain = [words(unit.text) for unit in self.units]
        self._normal = [" ".join(unit_words) for unit_words in plain]
        tokens = [aliases.apply(unit_words) for unit_words in plain]
        self.vocabulary = frozenset(chain.from_iterable(tokens)) | aliases.vocabulary
        terms = [self._stem(unit_tokens) for unit_tokens in tokens]
        self._postings = self._build(terms, owners)
        self.weights = np.array(
            [sum(self._postings[term].weight for term in set(unit_terms)) for unit_terms in terms], dtype=np.float32
        )

    def _build(self, terms: Sequence[Sequence[str]], owners: NDArray[np.intp]) -> dict[str, Posting]:
        in_units: dict[str, list[int]] = {}
        for at, unit_terms in enumerate(terms):
            for term in set(unit_terms):
                in_units.setdefault(term, []).append(at)
        postings = {}
        for term, found in in_units.items():
            units = np.array(found, dtype=np.intp)
            entries = np.unique(owners[units])
            postings[term] = Posting(self._weight(term, len(entries)), units, entries)
        return postings

    def _weight(self, term: str, containing: int) -> float:
        factor = STOP_WEIGHT if term in self._stop_stems else 1.0
        return term_weight(self._entries, containing, rarity(term), factor)

    def units_of(self, entry: int) -> slice:
        """Where the units of an entry stand."""
        stop = self.starts[entry + 1] if entry + 1 < self._entries else len(self.units)
        return slice(int(self.starts[entry]), int(stop))

    def normal(self, unit: int) -> str:
        """A unit's folded words, one blank between them."""
        return self._normal[unit]

    def weight(self, term: str) -> float:
        """What a term says, whether or not it stands in the content."""
        posting = self._postings.get(term)
        return self._weight(term, 0) if posting is None else posting.weight

    def terms(self, readings: Iterable[tuple[str, float]]) -> dict[str, float]:
        """Words, each with how sure it is (0 to 1), to stems; of several words with one stem the surest counts."""
        pairs = list(readings)
        result: dict[str, float] = {}
        for stem, (_, sure) in zip(self._stem([word for word, _ in pairs]), pairs, strict=True):
            result[stem] = max(sure, result.get(stem, 0.0))
        return result

    def overlap(self, terms: Mapping[str, float]) -> Overlap:
        """Adds up, for every unit and every pair, the weights of the question's terms found there.

        Args:
            terms: The question's stems, each with how sure it is (0 to 1).
        """
        question = 0.0
        units = np.zeros(len(self.units), dtype=np.float32)
        entries = np.zeros(self._entries, dtype=np.float32)
        topical = np.zeros(self._entries, dtype=np.float32)
        for term, sure in terms.items():
            weight = self.weight(term) * sure
            question += weight
            posting = self._postings.get(term)
            if posting is not None:
                units[posting.units] += weight
                entries[posting.entries] += weight
                if term not in self._names:
                    topical[posting.entries] += weight
        return Overlap(question, units, entries, topical)


def _units(at: int, pair: Pair) -> Iterable[Unit]:
    yield Unit(at, Field.QUESTION, pair.question)
    for phrasing in pair.also:
        yield Unit(at, Field.PHRASING, phrasing)
    for text in sentences(pair.summary or ""):
        yield Unit(at, Field.SUMMARY, text)
    for number, text in enumerate(sentences(pair.answer)):
        yield Unit(at, Field.ANSWER, text, number)
    if pair.topics:
        yield Unit(at, Field.TOPICS, ", ".join(pair.topics))
