"""Where terms stand: as lists and as bits, of everything and of a part, against looking one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search import postings
from bot.search.postings import Masks, Postings
from bot.search.runs import fresh
from bot.search.scope import scope
from bot.search.units import Field

TERMS = 20

contents = st.lists(
    st.lists(st.frozensets(st.integers(0, TERMS - 1), max_size=6), min_size=1, max_size=5), min_size=1, max_size=8
)
"""Pairs of units of terms."""


def laid_out(content):
    units = [unit for pair in content for unit in pair]
    found = [[at for at, unit in enumerate(units) if term in unit] for term in range(TERMS)]
    starts = np.cumsum([0, *map(len, found)])
    return units, Postings(starts, np.array([at for places in found for at in places], dtype=np.int32))


def masks(units, terms):
    bits = np.array([[term in unit for term in terms] for unit in units])
    return Masks(np.array(terms, dtype=np.int32), np.packbits(bits, axis=1, bitorder="little"))


def scope_of(content, entries):
    starts = np.cumsum([0, *map(len, content)]).astype(np.int32)
    count = int(starts[-1])
    arrays = {"starts": starts, "fields": np.full(count, Field.QUESTION, dtype=np.int8), "worth": np.ones(count)}
    return scope(arrays, np.array(entries, dtype=np.intp))


@st.composite
def parts(draw):
    content = draw(contents)
    entries = draw(st.lists(st.integers(0, len(content) - 1), unique=True))
    terms = draw(st.lists(st.integers(0, TERMS - 1), unique=True))
    return content, sorted(entries), terms


@given(parts())
def test_what_stands_in_a_part_is_what_looking_unit_by_unit_finds(part):
    content, entries, terms = part
    units, lists = laid_out(content)
    inside = [unit for entry in entries for unit in content[entry]]
    expected = {(at, place) for at, term in enumerate(terms) for place, unit in enumerate(inside) if term in unit}
    for found in (lists, masks(units, range(TERMS))):
        of, places = found.inside(terms, scope_of(content, entries))
        assert len(of) == len(expected)
        assert set(zip(of.tolist(), places.tolist(), strict=True)) == expected


@given(parts())
def test_sums_are_those_of_looking_unit_by_unit(part):
    content, _, terms = part
    units, lists = laid_out(content)
    weights = np.array([1 / (at + 1) for at in range(len(terms))])
    sums = lists.sums(np.array(terms, dtype=np.intp), weights, len(units))
    expected = [sum(weight for weight, term in zip(weights, terms, strict=True) if term in unit) for unit in units]
    assert sums == pytest.approx(expected)


@given(contents)
def test_bits_tell_where_a_term_stands(content):
    units, lists = laid_out(content)
    bits = masks(units, range(3, TERMS))
    assert 2 not in bits
    for term in range(3, TERMS):
        assert term in bits
        assert bits.of(term).tolist() == lists.of(term).tolist()


def test_of_very_many_units_an_even_selection_is_searched(monkeypatch):
    monkeypatch.setattr(postings, "SELECTED", 10)
    units = [{0} if at % 2 == 0 else {1} for at in range(95)]
    assert masks(units, range(2)).of(0).tolist() == list(range(0, 95, 18))


@given(st.lists(st.integers(0, 3)))
def test_a_value_is_fresh_where_it_differs_from_the_one_before(values):
    expected = [at == 0 or values[at] != values[at - 1] for at in range(len(values))]
    assert fresh(np.array(values, dtype=np.int32)).tolist() == expected


@given(parts(), st.data())
def test_the_best_of_each_pair(part, data):
    content, entries, _ = part
    inside = scope_of(content, entries)
    values = data.draw(st.lists(st.floats(-1, 1, width=32), min_size=len(inside.units), max_size=len(inside.units)))
    best = inside.best(np.array(values, dtype=np.float32))
    expected = [max(values[inside.of(place)]) for place in range(len(entries))]
    assert best.tolist() == expected
