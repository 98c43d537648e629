"""How far a measure may be off because only so many questions were asked: 95 % confidence intervals."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.search.evaluation import Report

Interval = tuple[float, float]

Z = 1.959963984540054
"""The 97.5 % quantile of the normal distribution: 95 of 100 such intervals hold the true value."""
_HALVINGS = 60


def wilson(share: float, count: int) -> Interval:
    """Where the true value of a share lies that was found with `count` questions (Wilson 1927, the score interval).

    Good at 0 and 1 and for few questions, too. It also serves for the mean of any values between 0 and 1, such as a
    mean reciprocal rank: their variance is at most that of a share with the same mean, so it is rather too wide.
    """
    spread = Z * Z / count
    centre = (share + spread / 2) / (1 + spread)
    half = Z / (1 + spread) * math.sqrt(share * (1 - share) / count + spread / (4 * count))
    return max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half))


def area_interval(area: float, inside: int, outside: int) -> Interval:
    """Where the true area under the ROC curve lies (Newcombe 2006, Statistics in Medicine 25:559, method 5).

    The areas that the one found does not speak against, by the variance of Hanley and McNeil (1982) at the assumed
    area instead of at the one found; like Wilson's interval it neither leaves 0…1 nor shrinks to a point at 1.

    Args:
        area: The AUROC found.
        inside: How many questions that something answers.
        outside: How many that nothing does.
    """
    return _lowest_area(area, inside, outside), 1 - _lowest_area(1 - area, inside, outside)


def _lowest_area(area: float, inside: int, outside: int) -> float:
    low, high = 0.0, area
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if area - middle > Z * math.sqrt(_area_variance(middle, inside, outside)):
            low = middle
        else:
            high = middle
    return low


def _area_variance(area: float, inside: int, outside: int) -> float:
    more = (inside + outside) / 2 - 1
    shape = 1 + more * (1 - area) / (2 - area) + more * area / (1 + area)
    return area * (1 - area) * shape / (inside * outside)


def difference_interval(gained: int, lost: int, count: int) -> Interval:
    """Where the true difference of two shares lies that were found with the same questions.

    Only the questions in which the two systems differ count, so it is much narrower than two intervals side by side.
    Agresti and Min (2005), Statistics in Medicine 24:729: Wald's interval after adding half a question to each of the
    four cases (both right, one, the other, neither).

    Args:
        gained: Questions that only the system in question got right.
        lost: Questions that only the one it is compared with got right.
        count: All questions.
    """
    total = count + 2
    mean = (gained - lost) / total
    half = Z * math.sqrt(max(0.0, (gained + lost + 1) / total - mean * mean) / total)
    return max(-1.0, mean - half), min(1.0, mean + half)


def intervals(report: Report) -> Mapping[str, Interval | None]:
    """The interval of each share, of the AUROC and of the MRR in a report; None for what could not be measured."""
    counts = {
        "recall_at_1": report.questions,
        "recall_at_3": report.questions,
        "mrr": report.questions,
        "answered_right": report.questions,
        "answered_wrong": report.questions,
        "suggested_right": report.questions,
        "offtopic_answered": report.offtopic,
        "offtopic_suggested": report.offtopic,
    }
    found: dict[str, Interval | None] = {}
    for name, count in counts.items():
        share = getattr(report, name)
        found[name] = None if share is None else wilson(share, count)
    found["auroc"] = None if report.auroc is None else area_interval(report.auroc, report.questions, report.offtopic)
    return found
