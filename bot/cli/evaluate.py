"""`showrunner eval`: how good search is, measured on files of questions."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.limits import MaxOption, MinOption, fail_where_missed, limits
from bot.cli.options import ConfigOption, KnowledgeOption, configured
from bot.cli.output import with_bar, write_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.knowledge.model import Snapshot
    from bot.search.engine import Engine
    from bot.search.evaluation import Case, Trial

DEPTH = 10
"""How many matches are looked through for the right one; MRR is that of the first ten."""
_NAMED = 5


def evaluate(
    ctx: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Questions; several files are taken together.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    errors: Annotated[bool, typer.Option("--errors", help="List the questions that went wrong.")] = False,
    compare: Annotated[
        bool, typer.Option("--compare", help="Compare encoders, content with parts left out, and other ways to search.")
    ] = False,
    pairs: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Search these pairs instead of the interviews.")
    ] = None,
    least: MinOption = None,
    most: MaxOption = None,
    config: ConfigOption = None,
    knowledge: KnowledgeOption = None,
) -> None:
    """Measure search on questions whose right pairs are known.

    Each line of FILE: {"id": …, "ask": …, "expect": ["pair" or "interview/pair", …], "kind": …}. An empty
    expect means that nothing must be answered. Each line of --pairs: {"id": …, "question": …, "answer": …}.
    Ranges are 95 % confidence intervals (Wilson's for shares, Newcombe's for the AUROC).
    """
    bounds = [*limits("--min", least or ()), *limits("--max", most or ())]
    if compare and (bounds or errors):
        raise typer.BadParameter("goes with neither --errors nor --min nor --max.", param_hint="--compare")
    from bot.app import build_engine, content_paths
    from bot.cli.question_files import read_pairs, read_questions
    from bot.knowledge.loader import load
    from bot.search.evaluation import measure
    from bot.search.intervals import intervals

    settings = configured(ctx, config, knowledge).settings
    cases = read_questions(files)
    snapshot = read_pairs(pairs) if pairs else load(content_paths(settings))
    _warn_of_unknown(snapshot, cases)
    if compare:
        from bot.cli.comparison import compared

        compared(snapshot, cases, as_json=as_json)
        return
    engine = build_engine(settings, snapshot)
    trials = [_try(engine, case) for case in with_bar(cases, "Asking")]
    report = measure(trials)
    mistakes = [trial for trial in trials if trial.mistake] if errors else []
    if as_json:
        more = {"intervals": intervals(report)} | ({"errors": list(map(_mistake, mistakes))} if errors else {})
        write_json(report.as_dict() | more, indent=2)
    else:
        from bot.cli.evaluation_view import show

        show(report, mistakes)
    fail_where_missed(report, bounds)


def _try(engine: Engine, case: Case) -> Trial:
    from bot.search.evaluation import Trial

    start = time.perf_counter()
    finding = engine.find(case.ask, top=DEPTH)
    return Trial(case, finding, (time.perf_counter() - start) * 1_000)


def _mistake(trial: Trial) -> dict[str, Any]:
    matches = trial.finding.matches
    return {
        "id": trial.case.id,
        "kind": trial.case.kind,
        "ask": trial.case.ask,
        "expect": list(trial.case.expect),
        "mistake": trial.mistake,
        "first": matches[0].entry.ref if matches else None,
        "rank": trial.rank,
        "confidence": round(trial.finding.confidence, 6),
    }


def _warn_of_unknown(snapshot: Snapshot, cases: Iterable[Case]) -> None:
    known = {name for entry in snapshot.entries for name in (entry.pair.id, entry.ref)}
    unknown = dict.fromkeys(pair for case in cases for pair in case.expect if pair not in known)
    if unknown:
        some = ", ".join(list(unknown)[:_NAMED]) + (", …" if len(unknown) > _NAMED else "")
        typer.echo(f"warning: {len(unknown)} expected pairs are not loaded and cannot be found: {some}", err=True)
