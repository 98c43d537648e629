"""The drawing: valid SVG, everybody on it, nothing on top of one another."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bench.entrants import ENTRANTS
from bot.bench.plot import BOTTOM, HEIGHT, LEFT, LINE, RIGHT, TOP, WIDTH, _apart, draw
from bot.bench.speed import Measured

SVG = "{http://www.w3.org/2000/svg}"


def measured(entrant, size, milliseconds):
    return Measured(entrant, ENTRANTS[entrant].name, size, median_ms=milliseconds)


MEASURED = [
    measured("showrunner-static", 10, 0.5),
    measured("showrunner-static", 1_000, 0.9),
    measured("showrunner-static", 1_000_000, 2.0),
    measured("wratio", 10, 0.013),
    measured("wratio", 1_000, 1.2),
    measured("wratio", 1_000_000, 8_091.0),
    measured("minilm", 10, 3.8),
    measured("minilm", 1_000, 4.1),
    replace(measured("minilm", 1_000_000, None), skipped="would build for 4 hours"),
]


def elements(svg, name):
    return ET.fromstring(svg).iter(f"{SVG}{name}")  # noqa: S314 - we have just made it ourselves


def texts(svg):
    return ["".join(each.itertext()) for each in elements(svg, "text")]


def circles(svg):
    return [(float(each.get("cx")), float(each.get("cy"))) for each in elements(svg, "circle")]


def test_everybody_is_named_with_the_last_value_measured():
    shown = texts(draw(MEASURED))
    assert "rapidfuzz WRatio 8.1 s" in shown
    assert "Showrunner, static table 2 ms" in shown
    assert "MiniLM 4.1 ms at 1,000" in shown


def test_the_scales_are_labelled():
    shown = texts(draw(MEASURED))
    assert {"10", "1,000", "1,000,000"} <= set(shown)
    assert {"0.01", "0.1", "1", "10", "100", "10,000"} <= set(shown)


def test_there_is_a_point_for_each_number_inside_the_frame():
    points = circles(draw(MEASURED))
    assert len(points) == 8
    assert all(LEFT <= x <= WIDTH - RIGHT and TOP <= y <= HEIGHT - BOTTOM for x, y in points)


def test_longer_is_higher_and_more_is_further_to_the_right():
    [(x1, y1), (x2, y2)] = circles(draw([measured("tantivy", 10, 0.1), measured("tantivy", 100, 3.0)]))
    assert x1 < x2
    assert y1 > y2


def test_one_size_will_do():
    assert len(circles(draw([measured("tantivy", 10, 0.1), measured("bm25s", 10, 0.1)]))) == 2


def test_nothing_cannot_be_drawn():
    with pytest.raises(ValueError, match="nothing to draw"):
        draw([MEASURED[-1]])


TIMES = st.floats(1e-4, 1e6)


@given(st.dictionaries(st.sampled_from(sorted(ENTRANTS)), st.lists(TIMES, min_size=1, max_size=4), min_size=1))
def test_whatever_the_numbers_it_is_valid_and_inside(times):
    sizes = (10, 1_000, 100_000, 1_000_000)
    svg = draw(
        [measured(name, size, time) for name, some in times.items() for size, time in zip(sizes, some, strict=False)]
    )
    assert len(circles(svg)) == sum(map(len, times.values()))
    assert all(TOP - 1 <= y <= HEIGHT - BOTTOM + 1 for _, y in circles(svg))
    assert len([text for text in texts(svg) if any(text.startswith(ENTRANTS[name].name) for name in times)]) >= len(
        times
    )


@given(st.lists(st.floats(TOP, HEIGHT - BOTTOM), max_size=20).map(sorted))
def test_labels_keep_their_order_and_distance(heights):
    moved = _apart(heights)
    assert all(below - above >= LINE - 1e-6 for above, below in pairwise(moved))
    assert all(height <= HEIGHT - BOTTOM + 1e-6 for height in moved)
    if all(below - above >= LINE for above, below in pairwise(heights)):
        assert moved == pytest.approx(heights)
