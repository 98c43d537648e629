"""Writing to standard output so that whoever reads it, person or program, gets valid UTF-8 or readable text."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeVar

    from rich.console import Console

    T = TypeVar("T")

_BAR_FROM = 200
_SURROGATES = re.compile("[\ud800-\udfff]")


def readable(text: str) -> str:
    """The text with U+FFFD for what stood in for bytes that were no UTF-8 (surrogates, which no UTF-8 can hold)."""
    return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)


def write_json(value: Any, *, indent: int | None = None) -> None:  # noqa: ANN401 - whatever JSON holds
    """Write a value as JSON, always in UTF-8, whatever the terminal's encoding, and flush it."""
    text = readable(json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False))
    typer.echo(text.encode())
    sys.stdout.flush()


def on_terminal() -> bool:
    """Whether a person is reading standard output as it is written."""
    return sys.stdout.isatty()


def console(*, stderr: bool = False) -> Console:
    """Rich output; outside a terminal without colours and with lines as long as they come."""
    from rich.console import Console

    class Piped(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # rich would end the program with a status of its own

    terminal = (sys.stderr if stderr else sys.stdout).isatty()
    return Piped(
        stderr=stderr, highlight=False, markup=False, soft_wrap=not terminal, width=None if terminal else 1_000
    )


def with_bar(items: Sequence[T], doing: str) -> Iterable[T]:
    """The items, with a progress bar where a person waits for many."""
    if len(items) < _BAR_FROM or not sys.stderr.isatty():
        return items
    from rich.progress import track

    return track(items, doing, console=console(stderr=True), transient=True, refresh_per_second=2)
