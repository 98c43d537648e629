"""Questions that no interview answers: what is nearer to one of these than to any stored text is held back."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.knowledge.model import Snapshot

MOST_NAMES = 8
"""Names that are filled into the decoys at most; a large content would otherwise have more decoys than answers."""


def decoys(snapshot: Snapshot) -> Sequence[str]:
    """The shipped decoys with the names and shows of the content filled in."""
    names = snapshot.people[:MOST_NAMES]
    shows = [*snapshot.shows[:MOST_NAMES], "the show"]
    lines = files("bot.search").joinpath("data", "decoys.txt").read_text("utf-8").splitlines()
    filled: dict[str, None] = {}
    for line in lines:
        if not line or line.startswith("#"):
            continue
        choices: Sequence[str] = names if "{name}" in line else shows if "{show}" in line else [""]
        filled.update((line.replace("{name}", choice).replace("{show}", choice), None) for choice in choices)
    return list(filled)
