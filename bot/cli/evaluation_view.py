"""How an evaluation looks on a terminal, and as plain text in a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from bot.cli.output import console
from bot.search.intervals import intervals

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.console import RenderableType

    from bot.search.evaluation import Report, Trial
    from bot.search.intervals import Interval

SHARES = ("recall_at_1", "recall_at_3", "mrr", "answered_right", "answered_wrong", "suggested_right")


def show(report: Report, mistakes: Sequence[Trial]) -> None:
    """Print a report for a person, and after it the mistakes."""
    out = console()
    for part in _parts(report):
        out.print(part)
    if mistakes:
        out.print(_mistakes(mistakes))


def _parts(report: Report) -> Iterable[RenderableType]:
    values, spans = report.as_dict(), intervals(report)
    asked = {kind: row for kind, row in report.by_kind.items() if "questions" in row}
    offtopic = {kind: row for kind, row in report.by_kind.items() if "offtopic" in row}
    if asked:
        total = {name: values[name] for name in ("questions", *SHARES)}
        yield _table("Questions the interviews answer", asked, total, spans)
    if offtopic:
        names = {name: f"offtopic_{name}" for name in ("answered", "suggested")}
        total = {"offtopic": report.offtopic, **{short: values[name] for short, name in names.items()}}
        yield _table(
            "Questions nothing answers", offtopic, total, {short: spans[name] for short, name in names.items()}
        )
    if report.auroc is not None and (span := spans["auroc"]):
        yield Text(f"AUROC of the confidence: {report.auroc:.3f} ({span[0]:.3f}–{span[1]:.3f})")
    yield Text(f"Time for a question: median {report.median_ms:.2f} ms, 99 % within {report.p99_ms:.2f} ms")


def _table(
    title: str,
    kinds: Mapping[str, Mapping[str, float | int | None]],
    total: Mapping[str, float | int | None],
    spans: Mapping[str, Interval | None],
) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
    table.add_column("kind")
    for name in total:
        table.add_column(name.replace("_", " "), justify="right")
    for kind, row in kinds.items():
        table.add_row(Text(kind), *(_cell(row.get(name)) for name in total))
    if len(kinds) > 1:
        table.add_section()
        table.add_row(Text("all", style="bold"), *(_cell(value) for value in total.values()))
    table.add_row(Text("95 % interval", style="dim"), *(_span(spans.get(name)) for name in total))
    return table


def _cell(value: float | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{100 * value:.1f} %"


def _span(span: Interval | None) -> str:
    return f"{100 * span[0]:.1f}–{100 * span[1]:.1f} %" if span else ""


def _mistakes(trials: Iterable[Trial]) -> Table:
    table = Table(title="What went wrong", title_justify="left", box=SIMPLE_HEAD)
    for name in ("id", "kind", "asked", "expected", "mistake", "found first"):
        table.add_column(name)
    for trial in trials:
        matches = trial.finding.matches
        first = f"{matches[0].entry.ref} ({matches[0].confidence:.2f})" if matches else "–"
        expected = ", ".join(trial.case.expect) or "nothing"
        cells = (trial.case.id, trial.case.kind, trial.case.ask, expected, trial.mistake or "", first)
        table.add_row(*map(Text, cells))
    return table
