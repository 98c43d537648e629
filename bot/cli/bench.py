"""`showrunner bench`: how fast and how large search is as content grows, beside other ways to search."""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import ConfigOption, KnowledgeOption  # noqa: TC001 - typer reads them
from bot.cli.output import console, write_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.bench.speed import Measured

LARGEST = 10_000_000
NOTES = """\
Each system was measured at each size in a process of its own, on one processor, and asked for the best pair only. Of
what took several rounds (up to 1,000 pairs by turns, of more each question by itself) the median stands.
× ours: its median time as a multiple of that of the first Showrunner in the table. MB: the most memory taken at once
for building and answering, beyond Python, numpy and the content; loaded: for answering from the saved index.
*: asked fewer than 100 questions, so this is the slowest of them."""


def bench(
    sizes: Annotated[str, typer.Option(metavar="N,N…", help="Numbers of pairs.")] = "10,1000,100000",
    peers: Annotated[
        str | None,
        typer.Option(metavar="NAME,NAME…", help='Whom to measure besides; "" for nobody.', show_default="all"),
    ] = None,
    questions: Annotated[int, typer.Option(min=1, help="How many to ask a system that is not slow.")] = 1_000,
    rounds: Annotated[int, typer.Option(min=1, help="How often to ask each; medians count.")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    plot: Annotated[Path | None, typer.Option(metavar="FILE.svg", help="Draw how long a question takes.")] = None,
    write: Annotated[Path | None, typer.Option(metavar="FILE.md", help="Put the tables into a document.")] = None,
    config: ConfigOption = None,  # noqa: ARG001 - goes with every command; made-up content needs no settings
    knowledge: KnowledgeOption = None,  # noqa: ARG001 - the same
) -> None:
    """Measure speed and memory on made-up content of growing size.

    Content and questions are the same every time. The peers are wratio, token-set, chatterbot, fts5, bm25s, tantivy and
    minilm. In a document given to --write, the tables replace what stands between <!-- speed --> and
    <!-- end of speed -->.
    """
    from bot.bench.speed import measure

    entrants, numbers = _entrants(peers), _sizes(sizes)
    _check(plot, write)
    measured: list[Measured] = []
    for each in _with_status(measure(entrants, numbers, questions, rounds), entrants, numbers):
        measured.append(each)
        if not as_json and len(measured) % len(entrants) == 0:
            _show(measured[-len(entrants) :])
    if as_json:
        write_json([each.as_dict() for each in measured], indent=2)
    else:
        typer.echo(NOTES)
    if plot:
        from bot.bench.plot import draw

        plot.write_text(draw(measured), encoding="utf-8")
    if write:
        _write(measured, write)


def _sizes(given: str) -> list[int]:
    parts = given.replace("_", "").split(",")
    sizes = [int(part) if part.strip().isdecimal() else 0 for part in parts]
    if not all(1 <= size <= LARGEST for size in sizes):
        raise typer.BadParameter(
            f"{given}: expected numbers from 1 to {LARGEST:,}, such as 10,1000.", param_hint="--sizes"
        )
    return sorted(set(sizes))


def _entrants(given: str | None) -> list[str]:
    """Those of ours and of the peers who are installed; ours first, of them the one that always is."""
    from bot.bench.entrants import ENTRANTS, EXTRA, OURS, PEERS

    chosen = list(PEERS) if given is None else [name for name in given.split(",") if name]
    if unknown := [name for name in chosen if name not in PEERS]:
        raise typer.BadParameter(f"{', '.join(unknown)}: there are {', '.join(PEERS)}.", param_hint="--peers")
    wanted = [*sorted(OURS, key=lambda name: name != "showrunner-static"), *chosen]
    for name in wanted:
        if missing := ENTRANTS[name].missing:
            typer.echo(f"left out: {ENTRANTS[name].name} needs {', '.join(missing)} ({EXTRA})", err=True)
    return [name for name in wanted if not ENTRANTS[name].missing]


def _check(plot: Path | None, write: Path | None) -> None:
    """Find out now, not after half an hour, that the results have nowhere to go."""
    from bot.bench.tables import put

    if plot and (plot.suffix != ".svg" or not plot.absolute().parent.is_dir()):
        raise typer.BadParameter(f"{plot}: expected the name of an .svg file in a directory.", param_hint="--plot")
    if write:
        put(write, "speed", None)


def _with_status(measured: Iterable[Measured], entrants: Sequence[str], sizes: Sequence[int]) -> Iterator[Measured]:
    """What is measured, one by one, telling a person what is being waited for."""
    if not sys.stderr.isatty():
        yield from measured
        return
    from bot.bench.entrants import ENTRANTS

    steps = [f"{size:,} pairs: {ENTRANTS[entrant].name}" for size, entrant in product(sizes, entrants)]
    with console(stderr=True).status(steps[0]) as status:
        for step, each in zip([*steps[1:], "done"], measured, strict=True):
            status.update(step)
            yield each


def _show(measured: Sequence[Measured]) -> None:
    from bot.bench.tables import speed
    from bot.cli.tables import show

    show([speed(measured)])


def _write(measured: Sequence[Measured], document: Path) -> None:
    from bot.bench.machine import described
    from bot.bench.tables import markdown, put, speed

    by_size: dict[int, list[Measured]] = {}
    for each in measured:
        by_size.setdefault(each.size, []).append(each)
    tables = [markdown(speed(some)) for some in by_size.values()]
    put(document, "speed", "\n\n".join([f"{described()}.", *tables, NOTES]))
