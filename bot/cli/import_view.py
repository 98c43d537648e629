"""How an import looks on a terminal, and as plain text in a pipe."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from rich.box import ROUNDED
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.cli.output import console, on_terminal
from bot.importer.drafting import SURE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from bot.importer.model import Document, FoundPair, Transcript

_LINE = 100  # characters of a text that is shown in a line
_LINES = 8  # lines of an answer
_AFTER_ALL = "If it is one after all, name who asks or who answers, with --interviewer or --guest."
_DROPPED = 30  # pieces of text that were left out


def show(document: Document, transcript: Transcript, warnings: Sequence[str]) -> None:
    """Print what was found in a file, for a person.

    Args:
        document: The file.
        transcript: The interview in it.
        warnings: What else to look at.
    """
    out = console()
    for part in _parts(document, transcript, warnings):
        out.print(part)


def _parts(document: Document, transcript: Transcript, warnings: Sequence[str]) -> Iterator[RenderableType]:
    if transcript.reason is None:
        yield Text(f"{document.container}, {transcript.convention}: {count(len(transcript.pairs), 'pair')}", "bold")
        yield _speakers(transcript)
        for number, pair in enumerate(transcript.pairs, start=1):
            yield _panel(number, pair) if on_terminal() else _plain(number, pair)
    if transcript.dropped:
        yield _dropped(transcript)
    if told := [*transcript.warnings, *warnings]:
        yield _section("Look at this", told, "yellow")
    if transcript.reason is not None:
        yield Text(f"No interview was found: {transcript.reason}", "red")
    if transcript.withheld:
        yield Text(_AFTER_ALL)


def _speakers(transcript: Transcript) -> Table:
    table = Table("Speaker", "Role", "Also", box=ROUNDED if on_terminal() else None)
    for voice in transcript.speakers:
        table.add_row(Text(voice.name), voice.role.value, Text(", ".join(voice.also)))
    return table


def _panel(number: int, pair: FoundPair) -> Panel:
    answer = "\n".join(_answer(pair))
    body = Text(_cut(answer, _LINE * _LINES))
    for note in pair.notes:
        body.append(f"\n! {note}", "yellow")
    sure = pair.confidence >= SURE
    return Panel(
        body,
        title=Text(f"{number}. {_line(pair.question)}", "bold"),
        title_align="left",
        subtitle=Text(_sureness(pair)),
        subtitle_align="right",
        border_style="green" if sure and not pair.notes else "yellow",
    )


def _plain(number: int, pair: FoundPair) -> Text:
    lines = [f"\n{number}. {_line(pair.question)}  ({_sureness(pair)})"]
    lines += [f"   {_line(line)}" for line in _answer(pair)]
    lines += [f"   ! {_line(note)}" for note in pair.notes]
    return Text("\n".join(lines))


def _answer(pair: FoundPair) -> Iterator[str]:
    for speaker, parts in groupby(pair.parts, key=lambda part: part.speaker):
        yield f"{speaker}: " + "\n".join(part.text for part in parts)


def _sureness(pair: FoundPair) -> str:
    return f"{pair.confidence:.0%} sure"


def _dropped(transcript: Transcript) -> RenderableType:
    reasons = Counter(each.reason for each in transcript.dropped)
    lines = [f"{each.reason}: {_line(each.text)}" for each in transcript.dropped[:_DROPPED]]
    if len(transcript.dropped) > _DROPPED:
        lines.append(f"… and {len(transcript.dropped) - _DROPPED:,} more")
    heading = ", ".join(f"{number:,} × {reason}" for reason, number in reasons.most_common())
    return _section(f"Left out ({heading})", lines, "dim")


def _section(heading: str, lines: Sequence[str], style: str) -> Text:
    text = Text(f"\n{heading}\n", "bold")
    return text.append("\n".join(f"- {line}" for line in lines), style if style == "dim" else f"not bold {style}")


def _line(text: str) -> str:
    return _cut(" ".join(text.split()), _LINE)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def count(number: int, what: str) -> str:
    """So many of something."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
