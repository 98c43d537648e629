"""Long lists that are shown page by page, each with a menu of what is on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import discord

from bot.discord import markup, wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.discord.views.press import Press

PER_PAGE: Final = 10
OPTION: Final = 100
"""So many characters the label of an option has at most, and what is said about it."""

_Listed = TypeVar("_Listed")


@dataclass(frozen=True, slots=True)
class Page(Generic[_Listed]):
    """A page of a list.

    Attributes:
        listed: What is on it.
        number: Which page it is, from 0 on.
        last: The number of the last page.
    """

    listed: Sequence[_Listed]
    number: int
    last: int

    @classmethod
    def of(cls, found: Sequence[_Listed], number: int) -> Page[_Listed]:
        """A page of all that was found; a number past the end gives the last one."""
        last = max(len(found) - 1, 0) // PER_PAGE
        number = min(number, last)
        return cls(found[number * PER_PAGE : (number + 1) * PER_PAGE], number, last)

    @property
    def footer(self) -> str:
        """Which page it is of how many; nothing where there is only one."""
        return wording.page(self.number + 1, self.last + 1) if self.last else ""

    def turns(self, kind: type[Press], name: str) -> list[discord.ui.Item[Any]]:
        """The buttons that turn to the pages beside it; their custom ids are the name and the number of a page."""
        beside = ((wording.PREVIOUS, self.number - 1), (wording.NEXT, self.number + 1))
        return [kind.make(label, f"{name}:{number}") for label, number in beside if 0 <= number <= self.last]


def option(text: str, value: str, about: str = "") -> discord.SelectOption:
    """Something to choose from a menu; what has no text to be shown is called by what there is to say about it."""
    described = markup.label(about, OPTION)
    label = markup.label(text, OPTION) or described or value
    return discord.SelectOption(label=label, value=value, description=described or None)
