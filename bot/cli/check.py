"""`showrunner check`: is everything right that the bot would start from?"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import ConfigOption, KnowledgeOption, configured
from bot.cli.output import write_json
from bot.errors import ContentError, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.config import Settings


def check(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH...", help="Check these directories or files instead.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    config: ConfigOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Check settings and interviews, and ask the golden questions."""
    settings = configured(ctx, config, knowledge).settings
    state = _examine(settings.with_paths(paths) if paths else settings)
    if as_json:
        write_json(state.as_dict(), indent=2)
    else:
        typer.echo("\n".join(state.lines()))
    raise typer.Exit(0 if state.good else 1)


@dataclass(frozen=True, slots=True)
class State:
    """What was found: faults forbid a start, golden failures a release, warnings nothing."""

    interviews: int = 0
    pairs: int = 0
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    golden_questions: int = 0
    golden_failures: tuple[Fault, ...] = ()

    @property
    def good(self) -> bool:
        """Whether nothing needs to be mended."""
        return not self.faults and not self.golden_failures

    def lines(self) -> Iterator[str]:
        """For a person: what was found, a line each, and a summary."""
        yield from map(str, self.faults)
        yield from (str(replace(warning, problem=f"warning: {warning.problem}")) for warning in self.warnings)
        yield from map(str, self.golden_failures)
        if self.faults:
            yield f"{_count(len(self.faults), 'fault')}: the bot cannot start from this."
            return
        loaded = ((self.interviews, "interview"), (self.pairs, "pair"), (len(self.warnings), "warning"))
        yield f"{', '.join(_count(*each) for each in loaded)}; {self._golden()}"

    def _golden(self) -> str:
        if not self.golden_questions:
            return "no golden questions."
        asked = _count(self.golden_questions, "golden question")
        return f"{len(self.golden_failures)} of {asked} failed." if self.golden_failures else f"{asked}, all hold."

    def as_dict(self) -> dict[str, Any]:
        """The same for a program."""
        return {"good": self.good, **asdict(self)}


def _examine(settings: Settings) -> State:
    from bot.app import build_engine, content_paths
    from bot.knowledge.loader import load_with_places
    from bot.knowledge.review import warnings
    from bot.search.golden import failures

    try:
        snapshot, places = load_with_places(content_paths(settings))
    except ContentError as error:
        return State(faults=error.faults)
    failed = failures(build_engine(settings, snapshot), snapshot)
    return State(
        interviews=len(snapshot.interviews),
        pairs=len(snapshot),
        warnings=tuple(warnings(snapshot, places)),
        golden_questions=sum(len(interview.golden) for interview in snapshot.interviews),
        golden_failures=tuple(Fault(*places[failure.interview], failure.problem) for failure in failed),
    )


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
