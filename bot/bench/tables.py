"""Results as tables of text, for a terminal or for a document that holds a place for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from bot.bench.comparison import Standing
    from bot.bench.speed import Measured
    from bot.search.intervals import Interval

NOTHING = "–"
_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title, the names of its columns, and its rows, whose first cell says what they are about."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def markdown(table: Table) -> str:
    """The table in Markdown, its title as a paragraph before it."""
    lines = [table.columns, ["---", *["--:"] * (len(table.columns) - 1)], *table.rows]
    return "\n".join([f"**{table.title}**", "", *(f"| {' | '.join(cells)} |" for cells in lines)])


def put(document: Path, place: str, text: str | None) -> None:
    """Replace what stands between `<!-- PLACE -->` and `<!-- end of PLACE -->` in a document.

    Args:
        document: A file in Markdown.
        place: The name of the place.
        text: What is to stand there; None to see only whether there is such a place.

    Raises:
        ConfigError: The document cannot be read, or has no such place.
    """
    try:
        before = document.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{document}: Cannot be read ({error.strerror}).") from error
    start, end = f"<!-- {place} -->", f"<!-- end of {place} -->"
    inside = re.compile(rf"(?s){re.escape(start)}.*?{re.escape(end)}")
    if not inside.search(before):
        raise ConfigError(f"{document}: There is no place for the results. Add the lines {start} and {end}.")
    if text is not None:
        document.write_text(inside.sub(lambda _: f"{start}\n\n{text}\n\n{end}", before), encoding="utf-8")


# Comparisons


def quality(standings: Sequence[Standing]) -> Table:
    """How the systems of one group did on the same questions."""
    columns = ["", "R@1", "R@3", "MRR", "AUROC", "right at 10 %", "against the first", "ms"]
    return Table(
        _heading(standings[0]),
        columns,
        [
            [
                each.system,
                spanned(each.recall_at_1, each.intervals["recall_at_1"]),
                percent(each.recall_at_3),
                percent(each.mrr),
                spanned(each.auroc, each.intervals["auroc"]),
                percent(each.right_at_10),
                _difference(each.difference),
                milliseconds(each.median_ms),
            ]
            for each in standings
        ],
    )


def clean_and_mistyped(standings: Sequence[tuple[Standing, Standing]]) -> Table:
    """How the systems of one group did on questions as they were written, and on the same with typing errors."""
    columns = ["", "R@1", "typos", "R@3", "AUROC", "typos", "right at 10 %", "typos", "against the first", "ms"]
    rows = [
        [
            clean.system,
            spanned(clean.recall_at_1, clean.intervals["recall_at_1"]),
            percent(mistyped.recall_at_1),
            percent(clean.recall_at_3),
            percent(clean.auroc),
            percent(mistyped.auroc),
            percent(clean.right_at_10),
            percent(mistyped.right_at_10),
            _difference(clean.difference),
            milliseconds(clean.median_ms),
        ]
        for clean, mistyped in standings
    ]
    return Table(_heading(standings[0][0]), columns, rows)


def kinds(standings: Sequence[Standing]) -> Table:
    """The first matches of the systems of one group, by kind of question."""
    names = list(standings[0].by_kind)
    rows = [[each.system, *(percent(each.by_kind[name], digits=0) for name in names)] for each in standings]
    return Table(f"{standings[0].group.capitalize()}: R@1 by kind of question", ["", *names], rows)


def _heading(first: Standing) -> str:
    offtopic = f", {first.offtopic:,} that nothing answers" if first.offtopic else ""
    return f"{first.group.capitalize()}: {first.questions:,} questions{offtopic}"


def percent(share: float | None, digits: int = 1) -> str:
    """A share as so many of a hundred."""
    return NOTHING if share is None else f"{100 * share:.{digits}f}"


def spanned(share: float | None, interval: Interval | None) -> str:
    """A share with its interval behind it."""
    if share is None or interval is None:
        return NOTHING
    return f"{100 * share:.1f} ({100 * interval[0]:.0f}–{100 * interval[1]:.0f})"


def _difference(difference: tuple[float, float, float] | None) -> str:
    if difference is None:
        return NOTHING
    mean, low, high = (100 * value for value in difference)
    return f"{mean:+.1f} ({low:+.0f} to {high:+.0f})".replace("-", "−")


# Speed


def speed(measured: Sequence[Measured]) -> Table:
    """What the systems did with content of one size; the first one that is ours is what the others are set beside."""
    ours = next((each for each in measured if each.entrant.startswith("showrunner") and each.median_ms), None)
    columns = [
        "",
        "median ms",
        "p99 ms",
        "× ours",
        "found first",
        "build s",
        "load s",
        "MB",
        "MB loaded",
        "bytes a pair",
    ]
    return Table(f"{measured[0].size:,} pairs", columns, [_speed_row(each, ours) for each in measured])


def _speed_row(each: Measured, ours: Measured | None) -> list[str]:
    if each.skipped is not None:
        return [f"{each.system}: {each.skipped}", *[NOTHING] * 9]
    ratio = each.median_ms / ours.median_ms if each.median_ms and ours and ours.median_ms else None
    bytes_a_pair = None if each.disk_bytes is None else each.disk_bytes / each.size
    return [
        each.system,
        milliseconds(each.median_ms),
        milliseconds(each.p99_ms) + ("" if each.asked >= 100 else "*"),  # noqa: PLR2004 - else it is the slowest one
        NOTHING if each is ours or ratio is None else f"{ratio:,.2f}" if ratio < 10 else f"{ratio:,.0f}",  # noqa: PLR2004
        percent(each.found_first, digits=0),
        milliseconds(each.build_s),
        milliseconds(each.load_s),
        _megabytes(each.peak_bytes),
        _megabytes(each.loaded_bytes),
        NOTHING if bytes_a_pair is None else f"{bytes_a_pair:,.0f}",
    ]


def milliseconds(value: float | None) -> str:
    """A time with as many digits as say something."""
    if value is None:
        return NOTHING
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"  # noqa: PLR2004


def _megabytes(value: int | None) -> str:
    return NOTHING if value is None else f"{value / _MEGABYTE:,.0f}"


def by_group(standings: Iterable[Standing]) -> list[list[Standing]]:
    """The standings of each group, in order."""
    groups: dict[str, list[Standing]] = {}
    for each in standings:
        groups.setdefault(each.group, []).append(each)
    return list(groups.values())
