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
        intercept=-4.62,
        score=2.85,
        lead=2.12,
        found=2.67,
        decoy=0.0,
        behind=9.64,
        answer_at=0.6,
        suggest_at=0.4,
        offer_at=0.12,
        clear=0.1,
    )
    return Model(None, 0.0, calibration)


def sentence(encoder: Encoder) -> Model:
    """By words and a sentence transformer."""
    calibration = Calibration(
        intercept=-6.16,
        score=2.61,
        lead=0.82,
        found=2.89,
        decoy=-3.66,
        behind=7.69,
        answer_at=0.68,
        suggest_at=0.32,
        offer_at=0.12,
        clear=0.1,
    )
    return Model(encoder, 1.5, calibration)


def static() -> Model:
    """By words and the static table: always there, numpy only."""
    calibration = Calibration(
        intercept=-4.81,
        score=2.53,
        lead=1.15,
        found=1.93,
        decoy=-4.82,
        behind=8.25,
        answer_at=0.66,
        suggest_at=0.38,
        offer_at=0.12,
        clear=0.1,
    )
    return Model(StaticEncoder(), 1.0, calibration)
