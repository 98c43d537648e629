"""Slow and obvious versions of what the engine does fast: no index, no candidates, every formula spelt out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.search.english import rarity
from bot.search.spelling import Reading, Speller
from bot.search.text import STOP_WORDS, Aliases, sentences, stemmer, words

if TYPE_CHECKING:
    from bot.knowledge.model import Pair, Snapshot
    from bot.search.models import Model


ANSWER = 0.5
"""What likeness in words to a sentence of an answer counts, and to nothing else."""


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


def ratio(one: str, other: str) -> float:
    """Likeness letter by letter: twice the longest common subsequence, over the letters of both."""
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for i, left in enumerate(one, start=1):
        for j, right in enumerate(other, start=1):
            table[i][j] = table[i - 1][j - 1] + 1 if left == right else max(table[i - 1][j], table[i][j - 1])
    return 2 * table[-1][-1] / (len(one) + len(other)) if one or other else 1.0


def wording(one: list[str], other: list[str]) -> float:
    """The mean of the texts' ratio, that of their sorted words, and the best of those that shared words alone allow."""
    shared = " ".join(sorted(set(one) & set(other)))
    mine, yours = (" ".join(sorted(set(words) - set(shared.split()))) for words in (one, other))
    if not one or not other:
        by_set = 0.0
    elif shared and (not mine or not yours):
        by_set = 1.0
    else:
        with_mine, with_yours = f"{shared} {mine}".strip(), f"{shared} {yours}".strip()
        ratios = [ratio(with_mine, with_yours)]
        if shared:
            ratios += [ratio(shared, with_mine), ratio(shared, with_yours)]
        by_set = max(ratios)
    in_order = ratio(" ".join(one), " ".join(other))
    return (in_order + ratio(" ".join(sorted(one)), " ".join(sorted(other))) + by_set) / 3


def texts(pair: Pair) -> list[tuple[str, float, float]]:
    """Every stored text of a pair, with what likeness in words and in meaning to it counts."""
    found = [(pair.question, 1.0, 1.0)]
    found += [(phrasing, 1.0, 1.0) for phrasing in pair.also]
    found += [(sentence, 0.9, 0.96) for sentence in sentences(pair.summary or "")]
    found += [(sentence, ANSWER, 0.6) for sentence in sentences(pair.answer)]
    if pair.topics:
        found.append((", ".join(pair.topics), 0.9, 0.9))
    return found


def read(snapshot: Snapshot, aliases: Aliases, question: str) -> tuple[list[str], list[str], dict[str, float]]:
    """A question's words, mended; the same with names for nicknames; and its stems with how sure each is."""
    vocabulary = {
        word for entry in snapshot.entries for text, _, _ in texts(entry.pair) for word in aliases.apply(words(text))
    }
    speller = Speller(vocabulary | aliases.vocabulary | STOP_WORDS)
    tokens = aliases.apply(words(question))
    likeliest = {word: speller.readings(word)[0].word for word in tokens}
    readings = [reading for word in tokens for reading in speller.readings(word)]
    read_as = [likeliest[word] for word in tokens]
    if aliases.apply(read_as) != read_as:
        readings = [Reading(word, 1.0) for word in aliases.apply(read_as)]
    sure: dict[str, float] = {}
    for reading in readings:
        term = stemmer()([reading.word])[0]
        sure[term] = max(reading.weight, sure.get(term, 0.0))
    return [likeliest.get(word, word) for word in words(question)], aliases.apply(read_as), sure


def spreads(pairs: list[Pair], model: Model) -> dict[str, list[float]]:
    """For every text of every pair the factor of its distances: how near the next questions of other pairs are."""
    assert model.encoder is not None
    vector = {text: model.encoder.encode([words(text)])[0] for pair in pairs for text, _, _ in texts(pair)}
    crowds: dict[tuple[str, int], float] = {}
    for pair in pairs:
        for at, (text, kind, _) in enumerate(texts(pair)):
            if kind == ANSWER:
                continue
            near = sorted(float(vector[other.question] @ vector[text]) for other in pairs if other is not pair)[-10:]
            if near and vector[text].any():
                crowds[pair.id, at] = sum(near) / len(near)
    usual = sum(crowds.values()) / max(1, len(crowds))
    return {
        pair.id: [max(0.8, 1 + 1.2 * (crowds.get((pair.id, at), usual) - usual)) for at in range(len(texts(pair)))]
        for pair in pairs
    }


def scores(snapshot: Snapshot, nicknames: dict[str, list[str]], question: str, model: Model) -> list[float]:
    """The ranking score of every pair for a question of ordinary length."""
    aliases, stem = Aliases(nicknames), stemmer()
    stops = set(stem(sorted(STOP_WORDS)))
    pairs = [entry.pair for entry in snapshot.entries]
    names = {term for name in (*snapshot.people, *snapshot.shows) for term in stem(words(name))}

    def terms(text: str) -> set[str]:
        return set(stem(aliases.apply(words(text))))

    held = [set().union(*(terms(text) for text, _, _ in texts(pair))) for pair in pairs]

    def weight(term: str) -> float:
        containing = sum(term in some for some in held)
        idf = math.log1p((len(held) - containing + 0.5) / (containing + 0.5)) / math.log1p((len(held) + 0.5) / 0.5)
        trust = len(held) / (len(held) + 1000)
        known = idf if containing and term in names else rarity(term)
        says = (0.5 + 0.5 * trust) * idf + (0.5 - 0.5 * trust) * known
        return says * (0.25 + 0.75 * trust if term in stops else 1.0)

    asked, named, sure = read(snapshot, aliases, question)
    whole = sum(weight(term) * sure[term] for term in sure)
    spread = spreads(pairs, model) if model.hubs else {}
    result = []
    for pair, some in zip(pairs, held, strict=True):
        alike = [
            factor
            * sum(weight(term) * sure[term] for term in terms(text) & set(sure))
            / (whole**0.6 * max(0.5, sum(map(weight, terms(text)))) ** 0.4)
            if whole
            else 0.0
            for text, factor, _ in texts(pair)
        ]
        near = [0.0] * len(alike)
        if model.encoder is not None and asked:
            vector = model.encoder.encode([asked])[0]
            if model.names and named != asked:
                vector = vector + model.encoder.encode([named])[0]
                vector = vector / math.dist(vector, vector * 0)
            cosines = [float(model.encoder.encode([words(text)])[0] @ vector) for text, _, _ in texts(pair)]
            if model.hubs and vector.any():
                cosines = [1 - (1 - cosine) * factor for cosine, factor in zip(cosines, spread[pair.id], strict=True)]
            near = [
                model.meaning_share * factor * cosine
                for cosine, (_, _, factor) in zip(cosines, texts(pair), strict=True)
            ]
        covered = sum(weight(term) * sure[term] for term in some & set(sure)) / whole if whole else 0.0
        score = max(alike) + max(near) + 0.9 * covered
        if score <= 0:
            result.append(0.0)
            continue
        first_answer = 1 + len(pair.also) + len(sentences(pair.summary or ""))
        answers = range(first_answer, first_answer + len(sentences(pair.answer)))
        best = near.index(max(near))
        others = sorted((near[at] for at in range(len(near)) if at != best and at not in answers), reverse=True)[:3]
        likest = max(range(1 + len(pair.also)), key=lambda at: round(alike[at] + near[at], 5))
        if others and words(texts(pair)[likest][0]) != asked:
            score += 0.3 * (sum(others) / len(others) - near[best])
        score += 0.75 * wording(asked, words(texts(pair)[likest][0]))
        result.append(score)
    return result
