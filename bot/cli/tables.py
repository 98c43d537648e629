"""Results as tables on a terminal, and as plain text in a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.table import Table as RichTable
from rich.text import Text

from bot.cli.output import console

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.bench.tables import Table


def show(tables: Iterable[Table]) -> None:
    """Print tables, one below the other."""
    out = console()
    for table in tables:
        shown = RichTable(title=table.title, title_justify="left", box=SIMPLE_HEAD)
        for at, column in enumerate(table.columns):
            shown.add_column(column, justify="right" if at else "left")
        for row in table.rows:
            shown.add_row(*map(Text, row))
        out.print(shown)
