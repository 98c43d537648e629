"""The documents beside this file, each with what is expected of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.importer.model import Transcript

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Expected:
    """What a document holds; its directory names the convention."""

    path: Path
    pairs: tuple[tuple[str, str, str | None], ...]
    voices: tuple[tuple[str, str], ...]
    convention: str | None

    @property
    def kind(self) -> str:
        return self.path.parent.name

    def __str__(self) -> str:
        return f"{self.kind}/{self.path.name}"


def plain(text: str) -> str:
    """A text but for its white space."""
    return " ".join(text.split())


def _expected(path: Path) -> Expected:
    told = json.loads(path.read_text("utf-8"))
    pairs = tuple((each["question"], each["answer"], each.get("speaker")) for each in told["pairs"])
    voices = tuple(told.get("voices", {}).items())
    return Expected(path.with_name(path.name.removesuffix(".json")), pairs, voices, told.get("convention"))


DOCUMENTS = [_expected(path) for path in sorted(DATA.glob("*/*.*.json"))]


def found(transcript: Transcript) -> list[tuple[str, str]]:
    """The pairs as (question, answer), but for white space."""
    return [(plain(pair.question), plain(pair.answer)) for pair in transcript.pairs]
