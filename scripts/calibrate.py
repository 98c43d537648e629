"""Fit the numbers that turn search scores into probabilities, on the project's own question set.

    python scripts/calibrate.py [static|lexical|sentence] [FILE.jsonl …]

Prints the coefficients for `bot/search/models.py`, and what the limits of the bands would do.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from regression import logistic

from bot.knowledge.loader import load
from bot.search import models
from bot.search.engine import Engine
from bot.search.sentence import packaged

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bot.search.calibration import Evidence

ROOT = Path(__file__).resolve().parents[1]
RIDGE = 0.3
NAMES = ("intercept", "score", "lead", "found", "decoy", "behind")


def main() -> None:
    """Fit and print."""
    makers = {"static": models.static, "lexical": models.lexical, "sentence": lambda: models.sentence(packaged())}
    model = makers[(sys.argv[1:] or ["static"])[0]]()
    files = [Path(name) for name in sys.argv[2:]] or [
        ROOT / "tests/data/fans.jsonl",
        ROOT / "tests/data/offtopic.jsonl",
    ]
    engine = Engine(load([ROOT / "knowledge"]), model)
    rows: list[list[float]] = []
    labels: list[bool] = []
    first, holds, asked = [], [], []
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            question = json.loads(line)
            matches = engine.find(question["ask"]).matches
            right = [match.entry.pair.id in question["expect"] for match in matches]
            first.append(len(rows) if matches else -1)
            holds.append(any(right))
            asked.append(bool(question["expect"]))
            rows += [row(match.evidence) for match in matches]
            labels += right
    data, truth, leads = np.array(rows), np.array(labels, dtype=float), np.zeros(len(rows), dtype=bool)
    leads[[at for at in first if at >= 0]] = True
    weights = np.zeros(len(NAMES))
    # What the best match deserves is fitted first; what falls behind it, afterwards, by its distance alone.
    weights[:-1] = fit(data[leads][:, :-1], truth[leads])
    weights[-1:] = fit(data[~leads][:, -1:], truth[~leads], data[~leads] @ weights[1:] + weights[0])
    print(", ".join(f"{name}={value:.2f}" for name, value in zip(NAMES, weights, strict=True)))
    confidence = 1 / (1 + np.exp(-(data @ weights[1:] + weights[0])))
    limits(
        np.array([confidence[at] if at >= 0 else 0.0 for at in first]),
        np.array([at >= 0 and labels[at] for at in first]),
        np.array(holds),
        np.array(asked),
    )


def row(evidence: Evidence) -> list[float]:
    """One pair's evidence in the order of `NAMES`, without the intercept."""
    lead, behind = max(evidence.margin, 0.0), min(evidence.margin, 0.0)
    return [evidence.score, lead, math.log1p(evidence.found), evidence.decoy, behind]


def fit(
    data: NDArray[np.float64], labels: NDArray[np.float64], given: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """Logistic regression with a ridge.

    The intercept comes first, unless `given` is what the rest of the logit adds up to already.
    """
    if given is not None:
        return logistic(data, labels, np.full(data.shape[1], RIDGE), given=given)
    table = np.column_stack([np.ones(len(data)), data])
    return logistic(table, labels, np.array([0.0, *[RIDGE] * data.shape[1]]))


def limits(
    confidence: NDArray[np.float64], right: NDArray[np.bool_], holds: NDArray[np.bool_], asked: NDArray[np.bool_]
) -> None:
    """What each limit lets through: shares of the answerable, and of the off-topic messages."""
    for limit in np.arange(0.1, 0.9, 0.05):
        through = confidence >= limit
        print(
            f"from {limit:.2f}: right {np.mean(through[asked] & right[asked]):.3f}"
            f"  wrong {np.mean(through[asked] & ~right[asked]):.3f}"
            f"  in the first three {np.mean(through[asked] & holds[asked]):.3f}"
            f"  off-topic {np.mean(through[~asked]):.3f}"
        )


if __name__ == "__main__":
    main()
