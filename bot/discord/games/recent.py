"""The rounds that were played last, for those who want to say something about them."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.discord.games.running import Running
    from bot.trivia.model import Round


class Recent:
    """Remembers rounds, in memory only.

    Args:
        limit: How many.
    """

    def __init__(self, limit: int = 1_000) -> None:
        self._rounds: OrderedDict[tuple[int, int], Round] = OrderedDict()
        self._last: OrderedDict[int, tuple[int, int]] = OrderedDict()
        self._limit = limit

    def note(self, running: Running, number: int, round_: Round) -> None:
        """Remember that a round was asked."""
        self._rounds[running.id, number] = round_
        self._last[running.stored.channel] = running.id, number
        self._last.move_to_end(running.stored.channel)
        for remembered in (self._rounds, self._last):
            if len(remembered) > self._limit:
                remembered.popitem(last=False)

    def round(self, game: int, number: int) -> Round | None:
        """A round of a game."""
        return self._rounds.get((game, number))

    def last_in(self, channel: int) -> tuple[int, int, Round] | None:
        """The round that was asked last in a channel, its game and its number."""
        place = self._last.get(channel)
        round_ = self._rounds.get(place) if place else None
        return (*place, round_) if place and round_ else None
