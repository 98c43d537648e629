"""Slow and obvious versions of what the engine does fast: no arrays, no index, every formula spelt out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.search.english import rarity
from bot.search.spelling import Reading, Speller
from bot.search.text import STOP_WORDS, Aliases, sentences, stemmer, words

if TYPE_CHECKING:
    from bot.knowledge.model import Pair, Snapshot

K1, B = 1.2, 0.6


def alignment_distance(one: str, other: str) -> int:
    """Optimal string alignment distance by its recursive definition, tabulated."""
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            if not i or not j:
                table[i][j] = i + j
                continue
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (one[i - 1] != other[j - 1])
            )
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


def texts(pair: Pair) -> list[tuple[float, str]]:
    """Every stored text of a pair with what likeness to it counts."""
    found = [(1.0, pair.question)]
    found += [(1.0, phrasing) for phrasing in pair.also]
    found += [(0.9, sentence) for sentence in sentences(pair.summary or "")]
    found += [(0.9, sentence) for sentence in sentences(pair.answer)]
    if pair.topics:
        found.append((0.9, ", ".join(pair.topics)))
    return found


def scores(snapshot: Snapshot, nicknames: dict[str, list[str]], question: str) -> list[float]:
    """The ranking score of every pair for a question."""
    aliases, stem = Aliases(nicknames), stemmer()
    stops = set(stem(sorted(STOP_WORDS)))

    def terms(text: str) -> list[str]:
        return stem(aliases.apply(words(text)))

    pairs = [entry.pair for entry in snapshot.entries]
    bags = [
        [term for at, (_, text) in enumerate(texts(pair)) for term in terms(text) * (2 if at == 0 else 1)]
        for pair in pairs
    ]
    average = sum(map(len, bags)) / len(bags)

    def weight(term: str) -> float:
        containing = sum(term in bag for bag in bags)
        idf = math.log1p((len(bags) - containing + 0.5) / (containing + 0.5)) / math.log1p((len(bags) + 0.5) / 0.5)
        return (idf + rarity(term)) / 2 * (0.25 if term in stops else 1.0)

    vocabulary = {word for pair in pairs for _, text in texts(pair) for word in aliases.apply(words(text))}
    speller = Speller(vocabulary | aliases.vocabulary | STOP_WORDS)
    readings = [reading for word in aliases.apply(words(question)) for reading in speller.readings(word)]
    likeliest = [speller.readings(word)[0].word for word in aliases.apply(words(question))]
    if aliases.apply(likeliest) != likeliest:
        readings = [Reading(word, 1.0) for word in aliases.apply(likeliest)]
    sure: dict[str, float] = {}
    for reading in readings:
        term = stem([reading.word])[0]
        sure[term] = max(reading.weight, sure.get(term, 0.0))
    asked = set(sure)
    whole = sum(weight(term) * sure[term] for term in asked)
    result = []
    for pair, bag in zip(pairs, bags, strict=True):
        likest = max(
            factor
            * sum(weight(term) * sure[term] for term in asked & set(terms(text)))
            / (whole**0.6 * max(0.5, sum(weight(term) for term in set(terms(text)))) ** 0.4)
            for factor, text in texts(pair)
        )
        bm25 = sum(
            weight(term)
            * sure[term]
            * bag.count(term)
            * (K1 + 1)
            / (bag.count(term) + K1 * (1 - B + B * len(bag) / average))
            for term in asked & set(bag)
        )
        covered = sum(weight(term) * sure[term] for term in asked & set(bag))
        result.append(likest + (0.3 * bm25 + 0.3 * covered) / whole)
    return result
