"""The one place that holds what is being searched right now."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.search.engine import Engine


class Library:
    """Holds the current engine, and with it the current content.

    An engine and its snapshot never change once built; new content arrives as a new engine put in place by one
    assignment. Whoever answers a question reads `engine` once and keeps it to the end, so nobody sees half a change.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def engine(self) -> Engine:
        """The engine to use for the question at hand."""
        return self._engine

    def replace(self, engine: Engine) -> Engine:
        """Put `engine` in place of the current one, which is returned."""
        previous, self._engine = self._engine, engine
        return previous
