"""Fit the numbers that turn search scores into probabilities, on the project's own question set.

    python scripts/calibrate.py [static|lexical]

Prints the coefficients for `bot/search/models.py`, and what the limits of the bands would do.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.knowledge.loader import load
from bot.search import models
from bot.search.engine import Engine

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
RIDGE = 0.3


def main() -> None:
    """Fit and print."""
    model = {"static": models.static, "lexical": models.lexical}[(sys.argv[1:] or ["static"])[0]]()
    files = [Path(name) for name in sys.argv[2:]] or [
        ROOT / "tests/data/fans.jsonl",
        ROOT / "tests/data/offtopic.jsonl",
    ]
    engine = Engine(load([ROOT / "knowledge"]), model)
    features, right, asked, holds, margins = [], [], [], [], []
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            question = json.loads(line)
            matches = engine.find(question["ask"]).matches
            if not matches:
                features.append([0.0] * 4)
                margins.append(0.0)
            else:
                evidence = matches[0].evidence
                features.append([evidence.score, evidence.margin, np.log1p(evidence.found), evidence.decoy])
                margins.append(evidence.margin)
            refs = [match.entry.pair.id for match in matches]
            right.append(bool(refs) and refs[0] in question["expect"])
            holds.append(any(ref in question["expect"] for ref in refs[:3]))
            asked.append(bool(question["expect"]))
    data, labels = np.array(features), np.array(right, dtype=float)
    weights = fit(data, labels)
    names = ("intercept", "score", "margin", "found", "decoy")
    print("  ".join(f"{name}={value:.2f}" for name, value in zip(names, weights, strict=True)))
    confidence = 1 / (1 + np.exp(-np.column_stack([np.ones(len(data)), data]) @ weights))
    limits(confidence, np.array(right), np.array(holds), np.array(asked))


def fit(data: NDArray[np.float64], labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression with a ridge, by Newton's method; the intercept first."""
    table = np.column_stack([np.ones(len(data)), data])
    weights = np.zeros(table.shape[1])
    penalty = RIDGE * np.diag([0.0, *[1.0] * data.shape[1]])
    for _ in range(50):
        probability = 1 / (1 + np.exp(-table @ weights))
        gradient = table.T @ (probability - labels) + penalty @ weights
        curvature = (table * (probability * (1 - probability))[:, None]).T @ table + penalty
        weights -= np.linalg.solve(curvature + 1e-9 * np.eye(len(weights)), gradient)
    return weights


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
