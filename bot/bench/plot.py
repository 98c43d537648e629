"""A drawing of how long a question takes as content grows, both on logarithmic scales, in SVG."""

from __future__ import annotations

import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.bench.speed import Measured

WIDTH, HEIGHT = 980, 560
LEFT, RIGHT, TOP, BOTTOM = 76, 316, 84, 62
LINE = 19
"""Least distance between two labels."""
OURS = ("#1746d1", "#0b8a6f", "#7a3ad1")
PEERS = ("#c2410c", "#b8860b", "#a3336b", "#64748b", "#0e7490", "#4d7c0f", "#111827")
_STYLE = (
    "text{font-family:system-ui,-apple-system,'Segoe UI','Liberation Sans',Arial,sans-serif;fill:#1f2937}"
    ".small{font-size:13px}.tick{font-size:12.5px;fill:#6b7280}.title{font-size:20px;font-weight:600}.note{fill:#6b7280}"
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A system's points (size, milliseconds), and how it is drawn."""

    name: str
    colour: str
    ours: bool
    points: Sequence[tuple[int, float]]


class _Scales:
    """From sizes and times to places on the drawing."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        self.sizes = sorted({size for line in lines for size, _ in line.points})
        times = [time for line in lines for _, time in line.points]
        self.decades = range(math.floor(math.log10(min(times))), math.ceil(math.log10(max(times)) + 1e-9) + 1)

    def x(self, size: int) -> float:
        low, high = math.log10(self.sizes[0]), math.log10(self.sizes[-1])
        share = (math.log10(size) - low) / (high - low) if high > low else 0.5
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def y(self, time: float) -> float:
        low, high = self.decades[0], self.decades[-1]
        return HEIGHT - BOTTOM - (math.log10(time) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)


def draw(measured: Iterable[Measured]) -> str:
    """The drawing: a line for each system, with its name and last value behind it.

    Raises:
        ValueError: There is nothing to draw.
    """
    lines = _lines(measured)
    if not lines:
        raise ValueError("there is nothing to draw")
    scales = _Scales(lines)
    parts = [*_frame(scales), *_legend(lines, scales)]
    for line in sorted(lines, key=lambda line: line.ours):
        parts += _curve(line, scales)
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="title" width="{WIDTH}" height="{HEIGHT}">\n<title id="title">Time to find the answer to one '
        f"question, by the number of stored pairs</title>\n<style>{_STYLE}</style>\n{body}\n</svg>\n"
    )


def _lines(measured: Iterable[Measured]) -> list[_Line]:
    points: dict[str, list[tuple[int, float]]] = {}
    names: dict[str, str] = {}
    for each in measured:
        if each.median_ms is not None:
            points.setdefault(each.entrant, []).append((each.size, each.median_ms))
            names[each.entrant] = each.system
    colours = {True: iter(OURS), False: iter(PEERS)}
    drawn = []
    for entrant, some in points.items():
        ours = entrant.startswith("showrunner")
        drawn.append(_Line(names[entrant], next(colours[ours]), ours, sorted(some)))
    return drawn


def _frame(scales: _Scales) -> list[str]:
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    note = "median in milliseconds, one processor; both scales logarithmic, lower is faster"
    parts = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="10" fill="#ffffff"/>',
        f'<text x="{LEFT - 44}" y="38" class="title">Time to find the answer to one question</text>',
        f'<text x="{LEFT - 44}" y="61" class="small note">{note}</text>',
    ]
    for decade in scales.decades:
        y = scales.y(10.0**decade)
        label = f"{10**decade:,}" if decade >= 0 else f"{10.0**decade:.{-decade}f}"
        parts.append(f'<path d="M{LEFT} {y:.1f}H{right}" stroke="#e5e7eb"/>')
        parts.append(f'<text x="{LEFT - 10}" y="{y + 4:.1f}" text-anchor="end" class="tick">{label}</text>')
    for size in scales.sizes:
        x = scales.x(size)
        parts.append(f'<path d="M{x:.1f} {TOP}V{bottom}" stroke="#f3f4f6"/>')
        parts.append(f'<text x="{x:.1f}" y="{bottom + 22}" text-anchor="middle" class="tick">{size:,}</text>')
    middle = (LEFT + right) / 2
    parts.append(f'<text x="{middle:.1f}" y="{bottom + 46}" text-anchor="middle" class="small">stored pairs</text>')
    return parts


def _curve(line: _Line, scales: _Scales) -> list[str]:
    places = [(scales.x(size), scales.y(time)) for size, time in line.points]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    width, radius = (3.4, 4.6) if line.ours else (1.7, 3.0)
    return [
        f'<path d="M{path}" fill="none" stroke="{line.colour}" stroke-width="{width}" stroke-linejoin="round"/>',
        *(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{line.colour}"/>' for x, y in places),
    ]


def _legend(lines: Sequence[_Line], scales: _Scales) -> list[str]:
    """The names on the right, each as near to the end of its line as the others let it."""
    ends = sorted(((scales.y(line.points[-1][1]), line) for line in lines), key=lambda end: end[0])
    heights = _apart([y for y, _ in ends])
    parts = []
    for height, (y, line) in zip(heights, ends, strict=True):
        size, time = line.points[-1]
        start = scales.x(size) + 8
        value = _short(time) + (f" at {size:,}" if size < scales.sizes[-1] else "")
        right = WIDTH - RIGHT
        parts.append(
            f'<path d="M{start:.1f} {y:.1f}L{max(start, right + 8):.1f} {y:.1f}L{right + 26} {height:.1f}" fill="none" '
            f'stroke="{line.colour}" stroke-width="1" opacity=".45" stroke-dasharray="2 3"/>'
        )
        weight = ' font-weight="600"' if line.ours else ""
        parts.append(
            f'<text x="{right + 32}" y="{height + 4:.1f}" class="small"{weight} style="fill:{line.colour}">'
            f"{escape(line.name)} <tspan fill-opacity='.75'>{value}</tspan></text>"
        )
    return parts


def _apart(heights: Sequence[float]) -> list[float]:
    """Heights, in order, moved as little as it takes to have `LINE` between them and none below the frame."""
    moved: list[float] = []
    for height in heights:
        moved.append(max(height, moved[-1] + LINE) if moved else max(height, TOP))
    limit = float(HEIGHT - BOTTOM)
    for at in reversed(range(len(moved))):
        moved[at] = min(moved[at], limit)
        limit = moved[at] - LINE
    return moved


def _short(time: float) -> str:
    if time >= 1_000:  # noqa: PLR2004
        return f"{time / 1_000:.1f} s"
    return f"{time:.0f} ms" if time >= 10 else f"{time:.2g} ms"  # noqa: PLR2004
