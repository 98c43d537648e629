"""Who takes part: our own engine with each of its encoders, and the peers, each if what it needs is installed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bot.bench.peers import Bm25s, ChatterBot, MiniLM, Rapidfuzz, SQLite, Tantivy
from bot.bench.systems import Showrunner
from bot.search import models
from bot.search.sentence import PACKAGED, packaged

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.bench.systems import System

EXTRA = 'pip install "showrunner[semantic,bench]"'
"""What installs everything that an entrant may need."""


SENTENCE = ("onnxruntime", PACKAGED)
"""What the sentence transformer needs."""


@dataclass(frozen=True, slots=True)
class Entrant:
    """Somebody who can be asked to take part.

    Attributes:
        name: As tables show it.
        make: A new system, not yet built.
        packages: What has to be installed besides the project's own dependencies, by the names they are imported by.
    """

    name: str
    make: Callable[[], System]
    packages: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Those of its packages that are not installed."""
        return tuple(package for package in self.packages if find_spec(package) is None)


MODELS: Mapping[str, Callable[[], models.Model]] = {
    "showrunner-onnx": lambda: models.sentence(packaged()),
    "showrunner-static": models.static,
    "showrunner-words": models.lexical,
}
"""The ways in which our own engine can search, the best first."""

OURS: Mapping[str, Entrant] = {
    name: Entrant(label, partial(Showrunner, label, MODELS[name]), packages)
    for name, label, packages in (
        ("showrunner-onnx", "Showrunner, sentence encoder", SENTENCE),
        ("showrunner-static", "Showrunner, static table", ()),
        ("showrunner-words", "Showrunner, words alone", ()),
    )
}
"""Our own engine, the best first."""

PEERS: Mapping[str, Entrant] = {
    "wratio": Entrant("rapidfuzz WRatio", partial(Rapidfuzz, "rapidfuzz WRatio", fuzz.WRatio)),
    "token-set": Entrant(
        "rapidfuzz token_set_ratio", partial(Rapidfuzz, "rapidfuzz token_set_ratio", fuzz.token_set_ratio)
    ),
    "chatterbot": Entrant(ChatterBot.name, ChatterBot),
    "fts5": Entrant(SQLite.name, SQLite),
    "bm25s": Entrant(Bm25s.name, Bm25s, ("bm25s",)),
    "tantivy": Entrant(Tantivy.name, Tantivy, ("tantivy",)),
    "minilm": Entrant(MiniLM.name, MiniLM, SENTENCE),
}

ENTRANTS: Mapping[str, Entrant] = {**OURS, **PEERS}
"""Everybody, by the short name that the command line knows them by."""
