"""Ask everybody the same questions and write how they stand into docs/search.md.

    python scripts/compare.py [--sets DIRECTORY] [--document FILE] [--most N] [PLACE …]

Without a PLACE all of its tables are made anew, save those whose questions are not there: the public sets lie beside
the checkout (`../shared/data`), or in the DIRECTORY named. Of more than N questions (1,500) so many are drawn, the same
ones each time.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.bench.comparison import LEFT_OUT, compare
from bot.bench.machine import described
from bot.bench.tables import by_group, clean_and_mistyped, kinds, markdown, put, quality
from bot.cli.output import with_bar
from bot.cli.question_files import read_pairs, read_questions
from bot.knowledge.loader import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.bench.comparison import Standing
    from bot.bench.tables import Table
    from bot.search.evaluation import Case

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "docs" / "search.md"
MOST = 1_500
PUBLIC = ("stackfaq", "stackfaq_near", "clinc10", "interview")


@dataclass(frozen=True)
class Comparison:
    """Questions and what they are asked of.

    Attributes:
        pairs: A file of pairs; None for the interviews that come with the project.
        lots: Files of questions. Two lots are the same questions as they were written, and with typing errors.
    """

    pairs: Path | None
    lots: Sequence[Sequence[Path]]

    @property
    def missing(self) -> list[Path]:
        """Those of its files that are not there."""
        files = [file for lot in self.lots for file in lot]
        return [file for file in (self.pairs, *files) if file is not None and not file.exists()]


def main() -> None:
    """Compare, and write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sets", type=Path, default=ROOT.parent / "shared" / "data", help="where the public sets are")
    options.add_argument("--document", type=Path, default=DOCUMENT, help="where the tables go")
    options.add_argument("--most", type=int, default=MOST, help="questions to ask of a set")
    options.add_argument("places", metavar="PLACE", nargs="*", help="tables to make anew")
    given = options.parse_args()
    comparisons = comparisons_in(given.sets)
    if unknown := set(given.places) - set(comparisons):
        options.error(f"{', '.join(unknown)}: there are {', '.join(comparisons)}")
    for place in given.places or comparisons:
        comparison = comparisons[place]
        put(given.document, place, None)
        if comparison.missing:
            print(f"{place}: left as it is; there is no {comparison.missing[0]}")
            continue
        put(given.document, place, "\n\n".join([f"{described()}.", *map(markdown, tables(comparison, given.most))]))
        print(f"{place}: written")


def comparisons_in(sets: Path) -> dict[str, Comparison]:
    """Every comparison by the name of its place in the document."""
    ours, theirs = ROOT / "tests" / "data", sets / "fans"
    return {
        "fans": Comparison(None, [[ours / "fans.jsonl", ours / "offtopic.jsonl"]]),
        "more-fans": Comparison(None, [[theirs / "questions.jsonl", theirs / "offtopic.jsonl"]]),
    } | {
        name: Comparison(
            sets / "eval" / f"{name}.kb.jsonl",
            [[sets / "eval" / f"{name}.q.jsonl"], [sets / "eval" / f"{name}.typo.jsonl"]],
        )
        for name in PUBLIC
    }


def drawn(cases: Sequence[Case], most: int) -> Sequence[Case]:
    """At most so many of the questions, in order; of two lots of one length those at the same places."""
    chance = random.Random(0)  # noqa: S311 - the same ones each time
    return [cases[at] for at in sorted(chance.sample(range(len(cases)), min(most, len(cases))))]


def tables(comparison: Comparison, most: int) -> Iterator[Table]:
    """The tables of one place, with so many questions at most."""
    snapshot = read_pairs(comparison.pairs) if comparison.pairs else load([ROOT / "knowledge"])
    standings = list(compare(snapshot, [drawn(read_questions(lot), most) for lot in comparison.lots], with_bar))
    if len(comparison.lots) > 1:
        of: dict[str, list[tuple[Standing, Standing]]] = {}
        for clean, mistyped in standings:
            of.setdefault(clean.group, []).append((clean, mistyped))
        yield from map(clean_and_mistyped, of.values())
        return
    for group in by_group([standing for [standing] in standings]):
        yield quality(group)
        if group[0].group in {standings[0][0].group, LEFT_OUT}:
            yield kinds(group)


if __name__ == "__main__":
    main()
