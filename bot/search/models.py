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
        spelling: Whether misspelt words are mended.
        hubs: Whether cosines with texts that are near to everything are scaled down (`hubs.py`).
        names: Whether the meaning of a message with nicknames is half that of the same with names in their place.
    """

    encoder: Encoder | None
    meaning_share: float
    calibration: Calibration
    quick: bool = True
    spelling: bool = True
    hubs: bool = False
    names: bool = False


def lexical() -> Model:
    """By words alone."""
    calibration = Calibration(
        intercept=-4.97,
        score=2.36,
        lead=2.29,
        found=2.57,
        decoy=0.0,
        behind=7.77,
        answer_at=0.58,
        suggest_at=0.4,
        offer_at=0.12,
        clear=0.12,
    )
    return Model(None, 0.0, calibration)


def sentence(encoder: Encoder) -> Model:
    """By words and a sentence transformer."""
    calibration = Calibration(
        intercept=-7.45,
        score=2.24,
        lead=0.16,
        found=2.67,
        decoy=-3.35,
        behind=5.45,
        answer_at=0.74,
        suggest_at=0.42,
        offer_at=0.12,
        clear=0.12,
    )
    return Model(encoder, 3.0, calibration, quick=False, names=True)


def static() -> Model:
    """By words and the static table: always there, numpy only."""
    calibration = Calibration(
        intercept=-5.31,
        score=1.97,
        lead=0.66,
        found=2.34,
        decoy=-4.24,
        behind=7.96,
        answer_at=0.71,
        suggest_at=0.44,
        offer_at=0.12,
        clear=0.12,
    )
    return Model(StaticEncoder(), 1.55, calibration, hubs=True)


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
