"""`showrunner eval --compare`: several ways to search, asked the same questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from bot.bench.comparison import absent, compare
from bot.bench.entrants import EXTRA
from bot.bench.tables import by_group, kinds, quality
from bot.cli.output import with_bar, write_json
from bot.cli.tables import show

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.bench.comparison import Standing
    from bot.bench.tables import Table
    from bot.knowledge.model import Snapshot
    from bot.search.evaluation import Case


def compared(snapshot: Snapshot, cases: Sequence[Case], *, as_json: bool) -> None:
    """Ask everybody who is installed, and print how they stand."""
    for name, packages in absent().items():
        typer.echo(f"left out: {name} needs {', '.join(packages)} ({EXTRA})", err=True)
    standings = [standing for [standing] in compare(snapshot, [cases], with_bar)]
    if as_json:
        write_json({"systems": [each.as_dict() for each in standings]}, indent=2)
    else:
        show(_tables(standings))


def _tables(standings: Sequence[Standing]) -> Iterator[Table]:
    for group in by_group(standings):
        yield quality(group)
        if len(group[0].by_kind) > 1:
            yield kinds(group)
