"""The ways to search: an encoder together with the numbers measured for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.search.calibration import Calibration
from bot.search.encoder import StaticEncoder

if TYPE_CHECKING:
    from bot.search.encoder import Encoder


@dataclass(frozen=True, slots=True)
class Model:
    """How to search.

    Attributes:
        encoder: Makes vectors of meaning; None to go by words alone.
        meaning_share: What likeness of meaning counts beside likeness of words.
        calibration: From scores to probabilities, and the limits of the bands.
    """

    encoder: Encoder | None
    meaning_share: float
    calibration: Calibration


def lexical() -> Model:
    """By words alone."""
    return Model(
        None,
        0.0,
        Calibration(
            intercept=-4.4, score=2.8, margin=1.7, found=2.5, decoy=0.0, answer_at=0.6, suggest_at=0.35, clear=0.02
        ),
    )


def static() -> Model:
    """By words and the static table: always there, numpy only."""
    return Model(
        StaticEncoder(),
        1.0,
        Calibration(
            intercept=-4.24,
            score=1.32,
            margin=0.22,
            found=3.04,
            decoy=-5.97,
            answer_at=0.65,
            suggest_at=0.4,
            clear=0.02,
        ),
    )
