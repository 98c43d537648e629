"""A page as it was walked: its blocks in order, and the boxes in which they stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.importer.model import Block


@dataclass(slots=True)
class Item:
    """A block and where it stood."""

    block: Block
    box: int
    cell: tuple[int, int, int] | None = None


@dataclass(slots=True)
class Box:
    """A block element.

    Attributes:
        parent: The number of the one around it.
        article: Whether it claims to be the article.
        aside: Whether its name says that it is no part of the article; a name can mislead.
        sign: Its tag and first class: what boxes that are alike share.
    """

    parent: int
    article: bool = False
    aside: bool = False
    sign: str = ""


@dataclass(slots=True)
class Page:
    """A page, walked: its blocks in order, and its block elements."""

    items: list[Item] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=lambda: [Box(-1)])
