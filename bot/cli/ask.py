"""`showrunner ask`: the same answers as in Discord, for a person at a terminal or a program at a pipe."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import ConfigOption, KnowledgeOption, configured
from bot.cli.output import readable, write_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.search.engine import Engine


def ask(
    ctx: typer.Context,
    question: Annotated[
        list[str] | None, typer.Argument(metavar="QUESTION", help="The question; quotes around it may be left out.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    batch: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Answer each line of FILE (- for standard input) with a line of JSON."),
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="How many matches the JSON holds.")] = 3,
    why: Annotated[bool, typer.Option("--why", help="Show what was matched and how sure that is.")] = False,
    config: ConfigOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Ask the interviews a question."""
    asked = readable(" ".join(question or ())).strip()
    if (batch is None) == (not asked):
        raise typer.BadParameter("give either a question or --batch FILE.", param_hint="QUESTION")
    from bot.app import build_engine

    engine = build_engine(configured(ctx, config, knowledge).settings)
    if batch is not None:
        for line in _lines(batch):
            write_json(_answer(engine, line, top=top, why=why))
    elif as_json:
        write_json(_answer(engine, asked, top=top, why=why), indent=2)
    else:
        from bot.cli.answer_view import show

        show(engine.find(asked, top=max(top, 2)), engine.snapshot, why=why)


def _lines(file: str) -> Iterator[str]:
    """The lines of a file, or of standard input as they arrive; bytes that are no UTF-8 become U+FFFD."""
    if file == "-":
        yield from _decoded(sys.stdin.buffer)
        return
    try:
        with open(file, "rb") as lines:  # noqa: PTH123 - takes /dev/fd/63 and the like just as well
            yield from _decoded(lines)
    except OSError as error:
        raise typer.BadParameter(f"{file}: {error.strerror}.", param_hint="--batch") from error


def _decoded(lines: Iterable[bytes]) -> Iterator[str]:
    for number, line in enumerate(lines):
        text = line.decode("utf-8", errors="replace")
        yield (text if number else text.removeprefix("\ufeff")).strip()


def _answer(engine: Engine, question: str, *, top: int, why: bool) -> dict[str, Any]:
    from bot.cli.answer_json import as_json, reasons

    start = time.perf_counter()
    finding = engine.find(question, top=max(top, 2))  # two, so that there is a runner-up to tell of
    milliseconds = (time.perf_counter() - start) * 1_000
    answer = as_json(finding, top, milliseconds)
    return answer | {"why": reasons(finding)} if why else answer
