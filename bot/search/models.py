"""The ways to search: an encoder together with the numbers measured for it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from bot.search.calibration import Calibration
from bot.search.encoder import StaticEncoder
from bot.search.sentence import PACKAGED, own, packaged

if TYPE_CHECKING:
    from bot.search.encoder import Encoder


@dataclass(frozen=True, slots=True)
class Model:
    """How to search.

    Attributes:
        encoder: Makes vectors of meaning; None to go by words alone.
        meaning_share: What likeness of meaning counts beside likeness of words.
        calibration: From scores to probabilities, and the limits of the bands.
        quick: Whether a question takes about a millisecond; otherwise it belongs off an event loop.
    """

    encoder: Encoder | None
    meaning_share: float
    calibration: Calibration
    quick: bool = True


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
    return Model(encoder, 1.5, calibration, quick=False)


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


def chosen(encoder: Literal["auto", "static", "onnx", "off"], name: str | None = None) -> Model:
    """The model that the settings ask for.

    Args:
        encoder: `auto` takes the sentence transformer where the extra `semantic` is installed, else the static table.
        name: An own sentence transformer instead of the packaged one: a directory, or a repository on the hub.

    Raises:
        ConfigError: It is not installed, or not there.
    """
    if encoder == "off":
        return lexical()
    if encoder == "static" or (encoder == "auto" and name is None and not _installed()):
        return static()
    return sentence(packaged() if name is None else own(name))


def _installed() -> bool:
    return all(find_spec(package) is not None for package in ("onnxruntime", PACKAGED))
