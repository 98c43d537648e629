"""What can be compared: anything that is built over some content and then finds pairs for questions."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

from bot.search import cache

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.knowledge.model import Snapshot
    from bot.search.models import Model


class Hit(NamedTuple):
    """A pair that was found, as `interview/pair`, and how well it fits by the system's own measure: more is better."""

    ref: str
    score: float


class System(Protocol):
    """Something that answers questions from content.

    Attributes:
        name: As tables show it.
    """

    name: str

    def build(self, snapshot: Snapshot) -> None:
        """Make ready to search this content, and only this."""
        ...

    def find(self, question: str, top: int) -> Sequence[Hit]:
        """The pairs that fit best, best first, each once; at most `top` of them."""
        ...


@runtime_checkable
class Stored(System, Protocol):
    """A system whose index can be kept in files."""

    def save(self, directory: Path) -> None:
        """Write what was built into an empty directory."""
        ...

    def load(self, directory: Path, snapshot: Snapshot) -> None:
        """Instead of building, take what was saved for the same content."""
        ...


class Showrunner:
    """Our own engine.

    Args:
        name: As tables show it.
        model: Makes the way to search it; called when building.
        indexes: Where indexes are kept that several of us share; one of our own if not given.
    """

    def __init__(self, name: str, model: Callable[[], Model], indexes: Path | None = None) -> None:
        self.name = name
        self._model = model
        self._directory = indexes

    def build(self, snapshot: Snapshot) -> None:
        """See `System.build`; the index is kept in files and mapped into memory, as the bot does it."""
        if self._directory is None:
            self._directory = Path(tempfile.mkdtemp(prefix="showrunner-index-"))
            weakref.finalize(self, shutil.rmtree, self._directory, ignore_errors=True)
        self.load(self._directory, snapshot)

    def find(self, question: str, top: int) -> Sequence[Hit]:
        """See `System.find`; the score is the confidence."""
        return [Hit(match.entry.ref, match.confidence) for match in self._engine.find(question, top=top).matches]

    def save(self, directory: Path) -> None:
        """See `Stored.save`."""
        if self._directory is None:
            raise RuntimeError("nothing has been built yet")
        shutil.copytree(self._directory, directory, dirs_exist_ok=True)

    def load(self, directory: Path, snapshot: Snapshot) -> None:
        """See `Stored.load`; looking whether the content is still the same is part of it."""
        self._engine = cache.engine(snapshot, self._model(), directory)
