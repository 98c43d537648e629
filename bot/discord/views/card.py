"""The one builder of embeds: whatever is put in, Discord takes what comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import discord

from bot.discord.markup import escape, fit, one_line, units, web_address

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE: Final = 256
DESCRIPTION: Final = 4096
FIELD_VALUE: Final = 1024
FIELDS: Final = 25
FOOTER: Final = 2048
AUTHOR: Final = 256
TOTAL: Final = 6000
URL: Final = 2048

COLOUR: Final = discord.Colour.dark_teal()
_FEWEST = 16  # with less room than this a part is left out


class Card:
    """An embed that grows part by part within Discord's limits.

    Limits are counted in UTF-16 code units, so that they hold however Discord counts. Each part is shortened to its own
    limit and to what is left of the 6,000 that all parts share: what matters most is added first.
    """

    def __init__(self) -> None:
        self.embed = discord.Embed(colour=COLOUR)
        self._room = TOTAL

    def author(self, name: str) -> None:
        """Who speaks; a name that shows nothing is left out."""
        if fitted := self._take(name, AUTHOR, one_line):
            self.embed.set_author(name=fitted)

    def title(self, text: str, url: str | None = None) -> None:
        """The heading, linked if the address is one that Discord takes."""
        if fitted := self._take(text, TITLE, lambda part: escape(one_line(part))):
            self.embed.title = fitted
            self.embed.url = web_address(url, URL)

    def footer(self, text: str) -> None:
        """The small print below; Discord reads no markdown there."""
        if fitted := self._take(text, FOOTER, one_line):
            self.embed.set_footer(text=fitted)

    def add(self, text: str, render: Callable[[str], str] = escape, *, apart: bool = False) -> None:
        """A new line of the description, shown as `render` gives it; `apart` leaves a blank line before it."""
        above = self.embed.description or ""
        gap = ("\n\n" if apart else "\n") if above else ""
        before = above + gap
        self._room -= len(gap)
        if fitted := self._take(text, DESCRIPTION - units(before), render):
            self.embed.description = before + fitted

    def field(self, name: str, text: str, render: Callable[[str], str] = escape) -> None:
        """A named paragraph; `name` is one of our own words, a text that shows nothing is left out."""
        if len(self.embed.fields) == FIELDS or self._room < units(name) + _FEWEST:
            return
        self._room -= units(name)
        if fitted := self._take(text, FIELD_VALUE, render):
            self.embed.add_field(name=name, value=fitted, inline=False)

    def _take(self, text: str, limit: int, render: Callable[[str], str]) -> str:
        room = min(limit, self._room)
        if room < _FEWEST or not one_line(text):
            return ""
        fitted = fit(text, room, render)
        self._room -= units(fitted)
        return fitted
