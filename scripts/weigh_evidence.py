"""Fit the numbers that tell interviews from other documents, on the importer's documents with expected results.

    python scripts/weigh_evidence.py [DIR …] [--test DIR …]

Takes the documents below tests/importer/data, and those in each DIR, each with its expected pairs beside it. Prints how
documents are judged by weights that were fitted without any of their kind, and the table for `bot/importer/judging.py`;
with --test, also how the documents in those directories are judged.
"""

from __future__ import annotations

import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from regression import logistic

from bot.importer import transcript
from bot.importer.judging import REFUSED
from bot.importer.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
RIDGE = 0.003
FOLDS = 12
OTHERS = 1.3
"""How much all other documents together count beside all interviews: a false pair is worse than a refusal."""
BENEFIT = 1.9
"""Logits that a scrap of a text is given beyond what is fitted: there is too little of it to refuse it for sure."""
FOR = frozenset("brief spoken met told headed sought known at_length covered remarks mailed voiced".split())
"""The signals that may only speak for an interview; all others may only speak against one."""


@dataclass(frozen=True)
class Example:
    """A document in which something was found.

    Attributes:
        name: Its file.
        interview: Whether it is one.
        kind: What else it is.
        signals: Read from it.
    """

    name: str
    interview: bool
    kind: str
    signals: dict[str, float]


def main() -> None:
    """Fit, judge and print."""
    at = sys.argv.index("--test") if "--test" in sys.argv else len(sys.argv)
    tests = list(examples(sys.argv[at + 1 :]))
    known = list(examples([str(ROOT / "tests/importer/data"), *sys.argv[1:at]]))
    print(f"{sum(each.interview for each in known)} interviews, {sum(not each.interview for each in known)} others")
    report("kinds left out", known, left_out(known))
    weights = fit(known)
    report("all", known, table(known) @ weights)
    if tests:
        report("test", tests, table(tests) @ weights)
    usual = table([each for each in known if each.interview]).mean(axis=0)
    print(f"CONSTANT = {weights[0]:.2f}")
    for name, weight, mean in zip(names(known), weights[1:], usual[1:], strict=True):
        print(f'    "{name}": Signal({weight:.2f}, {mean:.2f}, …),')


def examples(directories: Iterable[str]) -> Iterable[Example]:
    """The documents in which something is found that may be an interview or not."""
    for told in sorted(path for each in directories for path in Path(each).rglob("*.*.json")):
        file = told.with_name(told.name.removesuffix(".json"))
        expected = json.loads(told.read_text("utf-8"))
        if file.exists() and isinstance(expected, dict) and "pairs" in expected:
            signals = transcript.evidence_in(read(file.read_bytes(), file.name))
            if signals is not None:
                kind = expected.get("kind", file.name)
                yield Example(file.name, bool(expected["pairs"]), kind, signals)


def names(known: Sequence[Example]) -> list[str]:
    """Of the signals, in order."""
    return list(known[0].signals)


def table(known: Sequence[Example]) -> NDArray[np.float64]:
    """A row of signals for each document, after a 1."""
    return np.array([[1.0, *each.signals.values()] for each in known])


def fit(known: Sequence[Example]) -> NDArray[np.float64]:
    """Logistic regression with a ridge; a signal that would speak for the wrong side is left out.

    A scrap of a text counts less than a whole one.
    """
    data, truth = table(known), np.array([each.interview for each in known], dtype=float)
    count = np.array([2.2 - 1.2 * each.signals["brief"] for each in known])
    count[truth == 0] *= OTHERS * count[truth == 1].sum() / count[truth == 0].sum()
    signs = np.array([1 if name in FOR else -1 for name in names(known)])
    used = np.arange(len(signs))
    while True:
        columns = [0, *used + 1]
        # The constant is not held back.
        weights = logistic(data[:, columns], truth, RIDGE * (np.array(columns) > 0), counts=count)
        wrong = signs[used] * weights[1:] * data[:, used + 1].std(axis=0)
        if (wrong >= 0).all():
            break
        used = np.delete(used, wrong.argmin())
    every = np.zeros(len(signs) + 1)
    every[[0, *used + 1]] = weights
    every[1 + names(known).index("brief")] += BENEFIT
    return every


def left_out(known: Sequence[Example]) -> NDArray[np.float64]:
    """The logit of each document by weights fitted without its kind."""
    kinds = np.random.default_rng(0).permutation(sorted({each.kind for each in known}))
    fold = {kind: at % FOLDS for at, kind in enumerate(kinds)}
    logits = np.zeros(len(known))
    for number in range(FOLDS):
        out = np.array([fold[each.kind] == number for each in known])
        weights = fit([each for each, left in zip(known, out, strict=True) if not left])
        logits[out] = table([each for each, left in zip(known, out, strict=True) if left]) @ weights
    return logits


def report(what: str, judged: Sequence[Example], logits: NDArray[np.float64]) -> None:
    """How many of each side are judged wrong, and which."""
    limit = math.log(REFUSED / (1 - REFUSED))
    wrong = [each for each, logit in zip(judged, logits, strict=True) if bool(logit >= limit) is not each.interview]
    for side, interview in (("interviews refused", True), ("others let through", False)):
        names_ = [each.name for each in wrong if each.interview is interview]
        print(f"{what}: {len(names_)} of {sum(each.interview is interview for each in judged)} {side} {names_}")


if __name__ == "__main__":
    main()
