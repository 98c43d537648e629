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
    calibration = Calibration(
        intercept=-4.44,
        score=1.98,
        lead=1.72,
        found=3.03,
        decoy=0.0,
        behind=10.45,
        answer_at=0.6,
        suggest_at=0.4,
        offer_at=0.12,
        clear=0.1,
    )
    return Model(None, 0.0, calibration)


def static() -> Model:
    """By words and the static table: always there, numpy only."""
    calibration = Calibration(
        intercept=-4.47,
        score=1.74,
        lead=0.85,
        found=2.49,
        decoy=-5.52,
        behind=8.83,
        answer_at=0.55,
        suggest_at=0.35,
        offer_at=0.12,
        clear=0.1,
    )
    return Model(StaticEncoder(), 1.0, calibration)
