"""How results look as text, and how they get into a document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bench.comparison import Standing
from bot.bench.speed import Measured
from bot.bench.tables import Table, by_group, kinds, markdown, milliseconds, put, quality, spanned, speed
from bot.errors import ConfigError


def standing(system, group="everything stored", **changes):
    values = {
        "questions": 240,
        "offtopic": 120,
        "recall_at_1": 0.9,
        "recall_at_3": 0.95,
        "mrr": 0.925,
        "auroc": 0.94,
        "right_at_10": 0.7,
        "by_kind": {"typo": 0.5, "rambling": None},
        "intervals": {"recall_at_1": (0.856, 0.932), "recall_at_3": (0.91, 0.97), "mrr": None, "auroc": (0.9, 0.96)},
        "difference": None,
        "median_ms": 1.234,
    }
    return Standing(group, system, **(values | changes))


def measured(entrant, size=1_000, **changes):
    values = {
        "asked": 200,
        "found_first": 0.95,
        "median_ms": 2.0,
        "p99_ms": 4.0,
        "build_s": 0.5,
        "peak_bytes": 10 << 20,
        "load_s": 0.02,
        "loaded_bytes": 1 << 20,
        "disk_bytes": 250_000,
    }
    return Measured(entrant, entrant.upper(), size, **(values | changes))


class TestQuality:
    def test_a_row_holds_shares_intervals_and_the_difference(self):
        table = quality([standing("ours"), standing("other", difference=(-0.2, -0.26, 0.01), median_ms=123.4)])
        assert table.title == "Everything stored: 240 questions, 120 that nothing answers"
        assert table.rows[0] == ["ours", "90.0 (86–93)", "95.0", "92.5", "94.0 (90–96)", "70.0", "–", "1.23"]
        assert table.rows[1][-2:] == ["−20.0 (−26 to +1)", "123"]

    def test_what_was_not_measured_is_a_dash(self):
        table = quality([standing("ours", offtopic=0, auroc=None, right_at_10=None)])
        assert table.title == "Everything stored: 240 questions"
        assert [table.rows[0][at] for at in (4, 5)] == ["–", "–"]

    def test_kinds_are_columns(self):
        table = kinds([standing("ours"), standing("other", by_kind={"typo": 1.0, "rambling": 0.25})])
        assert table.columns == ["", "typo", "rambling"]
        assert table.rows == [["ours", "50", "–"], ["other", "100", "25"]]

    def test_groups_keep_their_order(self):
        rows = [standing("a", "x"), standing("b", "y"), standing("c", "x")]
        assert [[each.system for each in group] for group in by_group(rows)] == [["a", "c"], ["b"]]


class TestSpeed:
    def test_others_are_set_beside_the_first_of_ours(self):
        rows = speed([measured("showrunner-static"), measured("tantivy", median_ms=0.5), measured("w", median_ms=300)])
        assert rows.title == "1,000 pairs"
        assert [row[3] for row in rows.rows] == ["–", "0.25", "150"]
        assert rows.rows[0] == ["SHOWRUNNER-STATIC", "2.00", "4.00", "–", "95", "0.50", "0.02", "10", "1", "250"]

    def test_a_few_questions_are_marked_and_a_skipped_system_says_why(self):
        rows = speed(
            [measured("slow", asked=7), Measured("minilm", "MiniLM", 1_000, skipped="would build for 3 hours")]
        )
        assert rows.rows[0][2] == "4.00*"
        assert rows.rows[1] == ["MiniLM: would build for 3 hours", *["–"] * 9]
        assert len(rows.rows[0]) == len(rows.rows[1]) == len(rows.columns)

    def test_without_ours_there_is_nothing_to_be_set_beside(self):
        assert speed([measured("tantivy")]).rows[0][3] == "–"

    def test_what_does_not_apply_is_a_dash(self):
        row = speed([measured("w", load_s=None, loaded_bytes=None, disk_bytes=None)]).rows[0]
        assert [row[at] for at in (6, 8, 9)] == ["–", "–", "–"]


@pytest.mark.parametrize(
    ("value", "text"), [(None, "–"), (0.0123, "0.01"), (9.876, "9.88"), (12.34, "12.3"), (1234.5, "1,234")]
)
def test_times_have_the_digits_that_say_something(value, text):
    assert milliseconds(value) == text


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_share_stands_before_its_interval(share, low, high):
    number, _, interval = spanned(share, (low, high)).partition(" (")
    assert float(number) == pytest.approx(100 * share, abs=0.051)
    assert [float(end) for end in interval.rstrip(")").split("–")] == pytest.approx([100 * low, 100 * high], abs=0.51)


CELLS = st.text(st.characters(exclude_characters="|\n\r", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=8)


@given(st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1)))
def test_markdown_can_be_read_back(rows):
    title, blank, *lines = markdown(Table("title", rows[0], rows[1:])).split("\n")
    assert (title, blank) == ("**title**", "")
    read = [[cell.strip() for cell in line[2:-2].split(" | ")] for line in lines]
    assert read.pop(1) == ["---", *["--:"] * (len(rows[0]) - 1)]
    assert read == [[cell.strip() for cell in row] for row in rows]


class TestPut:
    BEFORE = "# Search\n\nFirst.\n\n<!-- speed -->\nold\n<!-- end of speed -->\n\nLast.\n"

    @pytest.fixture
    def document(self, tmp_path):
        path = tmp_path / "search.md"
        path.write_text(self.BEFORE, encoding="utf-8")
        return path

    def test_only_what_stands_in_the_place_changes(self, document):
        put(document, "speed", r"new \1 | table")
        assert document.read_text(encoding="utf-8") == self.BEFORE.replace("\nold\n", "\n\nnew \\1 | table\n\n")

    def test_once_more_changes_nothing(self, document):
        put(document, "speed", "new")
        once = document.read_bytes()
        put(document, "speed", "new")
        assert document.read_bytes() == once

    def test_without_a_text_it_only_looks(self, document):
        put(document, "speed", None)
        assert document.read_text(encoding="utf-8") == self.BEFORE

    def test_a_place_that_is_not_there_is_named(self, document):
        with pytest.raises(ConfigError, match="<!-- fans --> and <!-- end of fans -->"):
            put(document, "fans", "new")

    def test_a_document_that_is_not_there_is_named(self, tmp_path):
        with pytest.raises(ConfigError, match="Cannot be read"):
            put(tmp_path / "nowhere.md", "speed", "new")
