"""The one place that holds what is being searched right now, by everybody and by servers with content of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.search.engine import Engine


class Library:
    """Holds the current engines, and with them the current content.

    An engine and its snapshot never change once built; new content arrives as new engines put in place by one
    assignment. Whoever answers a question asks for the engine once and keeps it to the end, so nobody sees half a
    change.

    Args:
        engine: Searches the operator's content, for every server that has nothing of its own.
        servers: The engines of the servers that have.
    """

    def __init__(self, engine: Engine, servers: Mapping[int, Engine] | None = None) -> None:
        self._held = engine, dict(servers or {})
        self._watchers: list[Callable[[int | None], object]] = []
        self._preparers: list[Callable[[Engine], object]] = []

    def prepare(self, preparer: Callable[[Engine], object]) -> None:
        """Call `preparer` with every engine that is to be put in place, while the one before it still answers."""
        self._preparers.append(preparer)

    def prepared(self, engine: Engine) -> Engine:
        """The engine, made ready for all who asked for that; may take long, so it belongs into a thread."""
        for preparer in self._preparers:
            preparer(engine)
        return engine

    def watch(self, watcher: Callable[[int | None], object]) -> None:
        """Call `watcher` after every change, with the server whose engine it was, or with None for all of them."""
        self._watchers.append(watcher)

    @property
    def engine(self) -> Engine:
        """The engine over the operator's content."""
        return self._held[0]

    def engine_for(self, server: int | None) -> Engine:
        """The engine to use for the question at hand; `server` is None in a direct message."""
        engine, servers = self._held
        return engine if server is None else servers.get(server, engine)

    def replace(self, engine: Engine, servers: Mapping[int, Engine] | None = None) -> Engine:
        """Put other engines in place of all there are, at once; gives back the one over the operator's content."""
        (previous, _), self._held = self._held, (engine, dict(servers or {}))
        self._changed(None)
        return previous

    def place(self, server: int, engine: Engine | None) -> None:
        """Give a server an engine of its own, or with None the operator's again."""
        operators, servers = self._held
        others = {each: held for each, held in servers.items() if each != server}
        self._held = operators, others if engine is None else {**others, server: engine}
        self._changed(server)

    def _changed(self, server: int | None) -> None:
        for watcher in self._watchers:
            watcher(server)
