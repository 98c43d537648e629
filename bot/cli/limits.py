"""The options `--min` and `--max` of `showrunner eval`: what a measure must reach, and what it must not exceed."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.search.evaluation import Report

MinOption = Annotated[
    list[str] | None,
    typer.Option("--min", metavar="NAME=VALUE", help="Fail if a measure is lower, e.g. recall_at_1=0.7. Repeatable."),
]
MaxOption = Annotated[
    list[str] | None,
    typer.Option("--max", metavar="NAME=VALUE", help="Fail if a measure is higher, e.g. p99_ms=10. Repeatable."),
]


@dataclass(frozen=True, slots=True)
class Limit:
    """A bound that a measure must keep: with `--min` from above, with `--max` from below."""

    option: str
    measure: str
    bound: float

    def is_met(self, value: float | None) -> bool:
        """Whether `value` keeps it; what could not be measured does not."""
        if value is None:
            return False
        return value >= self.bound if self.option == "--min" else value <= self.bound

    def __str__(self) -> str:
        return f"{self.option} {self.measure}={self.bound:g}"


def limits(option: str, given: Iterable[str]) -> Iterator[Limit]:
    """The limits given as NAME=VALUE.

    Raises:
        BadParameter: The name is no measure's, or the value no number.
    """
    from bot.search.evaluation import Report

    names = [field.name for field in fields(Report) if field.name != "by_kind"]
    for text in given:
        name, _, number = text.partition("=")
        try:
            bound = float(number)
        except ValueError:
            bound = math.nan
        if name not in names or not math.isfinite(bound):
            raise typer.BadParameter(
                f"{text}: expected NAME=VALUE, such as recall_at_1=0.7; the names are {', '.join(names)}.",
                param_hint=option,
            )
        yield Limit(option, name, bound)


def fail_where_missed(report: Report, bounds: Iterable[Limit]) -> None:
    """End the program with status 1, saying why, if a bound is missed."""
    values = {limit: getattr(report, limit.measure) for limit in bounds}
    missed = [f"{limit} (is {value})" for limit, value in values.items() if not limit.is_met(value)]
    if missed:
        typer.echo(f"not met: {', '.join(missed)}", err=True)
        raise typer.Exit(1)
