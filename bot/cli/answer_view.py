"""How an answer looks on a terminal, and as plain text in a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import ROUNDED
from rich.panel import Panel
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.cli.answer_json import deep_link, reasons
from bot.cli.output import console, on_terminal
from bot.knowledge.model import Said
from bot.search.results import Answer, Suggestions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from bot.knowledge.model import Entry, Snapshot
    from bot.search.results import Finding, Match

UNSURE = "I'm not sure. Did you mean…"
NOTHING = "The interviews don't answer that."


def show(finding: Finding, snapshot: Snapshot, *, why: bool) -> None:
    """Print a finding for a person."""
    out = console()
    for part in _panels(finding, snapshot) if on_terminal() else _plain(finding, snapshot):
        out.print(part)
    if why:
        out.print(_why(finding))


def _plain(finding: Finding, snapshot: Snapshot) -> Iterator[RenderableType]:
    match finding:
        case Answer(best=best):
            yield Text("\n".join(_answer_lines(best)))
        case Suggestions():
            yield Text("\n".join([UNSURE, *(f"- {choice.entry.pair.question}" for choice in finding.choices)]))
        case _:
            yield Text("\n".join([NOTHING, *_covered(snapshot)]))


def _answer_lines(match: Match) -> Iterator[str]:
    pair = match.entry.pair
    yield f"“{match.passage.quote}”"
    yield f"— {_by(match.entry)}"
    if pair.summary:
        yield f"In short: {pair.summary}"
    yield deep_link(match)


def _panels(finding: Finding, snapshot: Snapshot) -> Iterator[RenderableType]:
    match finding:
        case Answer(best=best):
            yield _answer_panel(best)
        case Suggestions():
            choices = Text("\n").join(Text(f"• {choice.entry.pair.question}") for choice in finding.choices)
            yield Panel(choices, title=UNSURE, title_align="left", border_style="yellow", padding=(1, 2))
        case _:
            covered = Text("\n").join(Text(line, style="dim") for line in _covered(snapshot))
            yield Panel(covered, title=NOTHING, title_align="left", border_style="red", padding=(1, 2))


def _answer_panel(match: Match) -> Panel:
    interview, pair = match.entry.interview, match.entry.pair
    link = deep_link(match)
    lines = [Text(f"“{match.passage.quote}”", style="italic"), Text(f"— {_by(match.entry)}", style="bold")]
    if pair.summary:
        lines.append(Text("In short: ", style="bold").append(pair.summary, style="not bold"))
    lines.append(Text(f"Read it at {interview.outlet}", style=Style(link=link, underline=True)))
    lines.append(Text(interview.url, style=Style(link=link, dim=True)))
    return Panel(
        Text("\n\n").join(lines[:-1]).append("\n").append(lines[-1]),
        title=Text(pair.question),
        title_align="left",
        border_style="green",
        padding=(1, 2),
    )


def _by(entry: Entry) -> str:
    interview, speaker = entry.interview, entry.speaker
    who = f"{speaker.name}, {speaker.role}" if speaker.role else speaker.name
    show = interview.show if interview.season is None else f"{interview.show}, season {interview.season}"
    marks = ["excerpt"] if interview.excerpt else []
    marks += ["paraphrased"] if entry.pair.said is Said.PARAPHRASED else []
    return " · ".join([who, f"{interview.outlet}, {interview.published}", show, *marks])


def _covered(snapshot: Snapshot) -> Iterator[str]:
    if not snapshot.interviews:
        yield "No interviews are loaded."
        return
    yield "They cover:"
    for interview in snapshot.interviews:
        yield f"- {interview.title} ({interview.outlet}, {interview.published})"


def _why(finding: Finding) -> Table:
    why = reasons(finding)
    runner_up = why["runner_up"]
    limits = why["limits"]
    table = Table("Why", "", show_header=True, box=ROUNDED if on_terminal() else None)
    rows = {
        "matched": why["matched"],
        "in its": why["field"],
        "score": why["score"],
        "confidence": why["confidence"],
        "runner-up": runner_up and "{pair} (score {score}, confidence {confidence})".format(**runner_up),
        "corrections": ", ".join(f"{wrong} → {right}" for wrong, right in why["corrections"].items()),
        "limits": f"answer from {limits['answer_at']}, suggest from {limits['suggest_at']}",
    }
    for name, value in rows.items():
        table.add_row(name, Text("–" if value in {None, ""} else str(value)))
    return table
