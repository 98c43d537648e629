"""Lays a snapshot out as arrays. Slow by nature; what it makes is kept (`cache.py`) and mapped into memory."""

from __future__ import annotations

from array import array
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from bot.search.clusters import clustered, quantised, restored
from bot.search.decoys import decoys
from bot.search.english import rarity
from bot.search.hubs import spread
from bot.search.runs import fresh
from bot.search.scoring import idf, weight, worth
from bot.search.text import STOP_WORDS, stemmer, words
from bot.search.units import Field, units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from numpy.typing import NDArray

    from bot.knowledge.model import Snapshot
    from bot.search.encoder import Encoder
    from bot.search.text import Aliases

    Arrays = Mapping[str, NDArray[Any]]

SMALL = 30_000
"""Up to so many units every unit is compared with every question; above, only likely ones."""
COMMON = 128
"""So many terms, the commonest of a large content, are not kept as postings, but as a bit in each unit's mask."""
TOO_NEAR = 0.85
"""A decoy whose cosine with a stored question reaches this is dropped: it may be answered after all."""
# Other threads wait while one call works on Python objects or gathers rows, so the work is done in small helpings.
_BATCH = 1_000


class Tokens:
    """The words of all units as numbers: `flat` holds them one after another, `lengths` how many each unit has."""

    def __init__(self) -> None:
        self.flat = array("i")
        self.lengths = array("i")
        self.numbers: dict[str, int] = {}

    def add(self, unit: Sequence[str]) -> None:
        """Append a unit."""
        numbers = self.numbers
        self.flat.extend([numbers.setdefault(word, len(numbers)) for word in unit])
        self.lengths.append(len(unit))


def build(snapshot: Snapshot, aliases: Aliases, encoder: Encoder | None, *, hubs: bool = False) -> Arrays:
    """The arrays of an index.

    Args:
        snapshot: The content.
        aliases: Its nicknames.
        encoder: Makes the vectors; None for an index of words alone.
        hubs: Whether to find out which vectors are near to everything (`hubs.py`).

    Returns:
        By name, with U units, E entries, T terms, P postings and vectors of D dimensions:
        `starts` (E + 1) the first unit of each entry; `fields` (U) each unit's `Field`; `worth` (U) what a term shared
        with it counts (`scoring.worth`); `terms` the stems, and `words` the content's words and nicknames, sorted, as
        UTF-8 lines; `term_weights` (T); `term_names` (T) whether it is a name; `posting_starts` (T + 1) and `postings`
        (P) the units of each term, ascending. For a large content also `owners` (U) the entry of each unit,
        `term_counts` (T) how many units have it, `common` the commonest terms, of which there are no postings, and
        `masks` (U, bytes) which of these each unit has, the first as the lowest bit. With an encoder also `decoys`, and
        `vectors` (U, D); or, for a large content, what `clustered` returns, with `unit_of_row` the first unit of each
        row, and `row_of_unit` (U). With `hubs` also `spread`, for each vector.
    """
    plain, named = Tokens(), Tokens()
    named.numbers = plain.numbers
    starts, fields = array("i", [0]), array("b")
    for entry in snapshot.entries:
        for field, text in units(entry.pair):
            tokens = words(text)
            plain.add(tokens)
            named.add(aliases.apply(tokens))
            fields.append(field)
        starts.append(len(fields))
    arrays: dict[str, NDArray[Any]] = {
        "starts": np.array(starts, dtype=np.int32),
        "fields": np.array(fields, dtype=np.int8),
        "words": lines(sorted({*plain.numbers} | aliases.vocabulary)),
    }
    arrays |= _postings(snapshot, named, arrays["starts"], arrays["fields"])
    if len(fields) > SMALL:
        arrays |= _selective(arrays)
    if encoder is not None:
        arrays |= _vectors(snapshot, plain, arrays["fields"], encoder)
        if hubs:
            arrays["spread"] = _spread(arrays)
    return arrays


def _postings(snapshot: Snapshot, tokens: Tokens, starts: NDArray[np.int32], fields: NDArray[np.int8]) -> Arrays:
    stem = stemmer()
    known = list(tokens.numbers)
    stems = [one for at in range(0, len(known), _BATCH) for one in stem(known[at : at + _BATCH])]
    terms = sorted(set(stems))
    place = {term: at for at, term in enumerate(terms)}
    term_of_word = np.array([place[one] for one in stems], dtype=np.int64)
    count = len(tokens.lengths)
    unit_of = np.repeat(np.arange(count), np.frombuffer(tokens.lengths, dtype=np.int32)) if count else np.zeros(0, int)
    # Sorting term and unit as one number leaves each unit once a term, in order of terms and then of units.
    flat = term_of_word[np.frombuffer(tokens.flat, dtype=np.int32)] if tokens.flat else np.zeros(0, dtype=np.int64)
    found = np.sort(flat * max(count, 1) + unit_of)
    found = found[fresh(found)]
    term_of, postings = np.divmod(found, max(count, 1))
    entry_of = _owners(starts)[postings]
    containing = np.bincount(term_of[fresh(term_of) | fresh(entry_of)], minlength=len(terms))
    names = set(stem([word for name in (*snapshot.people, *snapshot.shows) for word in words(name)]))
    named = np.array([term in names for term in terms], dtype=bool)
    weights = term_weights(terms, containing, len(snapshot), named)
    return {
        "terms": lines(terms),
        "term_weights": weights,
        "term_names": named,
        "posting_starts": np.searchsorted(term_of, np.arange(len(terms) + 1)).astype(np.int64),
        "postings": postings.astype(np.int32),
        "worth": worth(np.bincount(postings, weights=weights[term_of], minlength=count), fields),
    }


def _owners(starts: NDArray[np.int32]) -> NDArray[np.int32]:
    """For each unit the place of its pair."""
    return np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))


def _selective(arrays: Arrays) -> Arrays:
    """What finds the likely pairs of a large content, in place of `postings` and `worth` of everything."""
    starts, units, count = arrays["posting_starts"], arrays["postings"], len(arrays["fields"])
    counts = np.diff(starts)
    common = np.argsort(-counts, kind="stable")[:COMMON]
    masks = np.zeros((count, -(-len(common) // 8)), dtype=np.uint8)
    kept = np.ones(len(units), dtype=bool)
    for bit, term in enumerate(common.tolist()):
        posting = slice(int(starts[term]), int(starts[term + 1]))
        masks[units[posting], bit // 8] |= np.uint8(1 << bit % 8)
        kept[posting] = False
    return {
        "owners": _owners(arrays["starts"]),
        "term_counts": counts.astype(np.int32),
        "common": common.astype(np.int32),
        "masks": masks,
        "posting_starts": np.append(0, np.cumsum(kept))[starts],
        "postings": units[kept],
        "worth": arrays["worth"].astype(np.float16),
    }


def term_weights(
    terms: Sequence[str], containing: NDArray[Any], documents: int, named: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """What each term says, 0 to 1: by its idf in this content, its rarity in English, and whether it is a stop word.

    A small content cannot tell by itself that "did" is common and "gravitas" is not; the larger it is, the more its own
    frequencies count. For a name they alone do: that "Jessica" is rare in English says nothing where everything is
    about Jessica.

    Args:
        terms: Stems.
        containing: For each, how many pairs hold it.
        documents: How many pairs there are.
        named: For each, whether it is part of a name.
    """
    rare = np.array([rarity(term) for term in terms])
    stops = _stop_stems()
    stop = np.array([float(term in stops) for term in terms])
    frequency = idf(documents, containing)
    weights = weight(frequency, np.where(named, frequency, rare), stop, documents)
    return weights.astype(np.float32)


def strange_weight(term: str, documents: int) -> float:
    """What a term says that stands nowhere in a content of so many pairs; `term_weights` gives the same."""
    return weight(1.0, rarity(term), float(term in _stop_stems()), documents)


@cache
def _stop_stems() -> frozenset[str]:
    return frozenset(stemmer()(sorted(STOP_WORDS)))


def _vectors(snapshot: Snapshot, tokens: Tokens, fields: NDArray[np.int8], encoder: Encoder) -> Arrays:
    names = list(tokens.numbers)
    lengths = np.array(tokens.lengths, dtype=np.int64)
    small = len(lengths) <= SMALL
    # In a large content the sentences of an answer share one vector: half the memory, and little is lost.
    alone = np.ones(len(lengths), dtype=bool)
    if not small:
        alone[1:] = (fields[1:] != Field.ANSWER) | (fields[:-1] != Field.ANSWER)
    firsts = np.flatnonzero(alone)
    starts = np.concatenate(([0], np.cumsum(lengths)))[np.append(firsts, len(lengths))]

    def encode(first: int, last: int) -> NDArray[np.float32]:
        bounds = zip(starts[first:last], starts[first + 1 : last + 1], strict=True)
        return encoder.encode([[names[number] for number in tokens.flat[start:stop]] for start, stop in bounds])

    away = encoder.encode([words(decoy) for decoy in decoys(snapshot)])
    batches = (encode(first, min(first + _BATCH, len(firsts))) for first in range(0, len(firsts), _BATCH))
    if small:
        vectors = np.concatenate([np.zeros((0, away.shape[1]), dtype=np.float32), *batches])
        asked = vectors[(fields == Field.QUESTION) | (fields == Field.PHRASING)]
        near = (away @ asked.T).max(axis=1, initial=-1.0)
        return {"vectors": vectors, "decoys": away[near < TOO_NEAR]}
    codes, scales = zip(*(quantised(batch) for batch in batches), strict=True)
    arrays, order = clustered(np.concatenate(codes), np.concatenate(scales))
    rows = np.empty_like(order)
    rows[order] = np.arange(len(order), dtype=order.dtype)
    # Of a large content no decoy is near everything; comparing each with all of it would take longer than it is worth.
    return {
        **arrays,
        "decoys": away,
        "unit_of_row": firsts[order].astype(np.int32),
        "row_of_unit": rows[np.cumsum(alone) - 1],
    }


def _spread(arrays: Arrays) -> NDArray[np.floating[Any]]:
    """What `hubs.spread` gives, and 1 for sentences of answers: they compete for the passage, where all are alike."""
    small = "vectors" in arrays
    units = np.arange(len(arrays["fields"])) if small else arrays["unit_of_row"]
    owners = _owners(arrays["starts"])[units]
    fields = arrays["fields"][units]
    places = np.flatnonzero(fields != Field.ANSWER)

    def rows(some: slice | NDArray[Any]) -> NDArray[np.float32]:
        at = places[some]
        return arrays["vectors"][at] if small else restored(arrays["codes"][at], arrays["scales"][at])

    factors: NDArray[np.floating[Any]] = np.ones(len(units), dtype=np.float32 if small else np.float16)
    factors[places] = spread(rows, owners[places], np.flatnonzero(fields[places] == Field.QUESTION))
    return factors


def lines(texts: Sequence[str]) -> NDArray[np.uint8]:
    """Texts without line breaks as UTF-8 lines, so that they too can be saved as an array."""
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)
