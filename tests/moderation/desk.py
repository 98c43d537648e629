"""Moderation over a real directory and a real store, as the tests of all its parts use it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.moderation.files import read
from bot.moderation.moderating import Moderation
from bot.moderation.uploads import Limits
from bot.search.engine import Engine
from bot.search.library import Library
from bot.search.models import static
from bot.search.results import Answer
from bot.storage.store import Store
from tests.knowledge.documents import GOOD

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.knowledge.model import Snapshot
    from bot.moderation.settings import Strictness

LIMITS = Limits(3, 20_000)
NOW = datetime(2033, 5, 6, 7, 8, tzinfo=UTC)
PIER, QUAY = 710_000_000_000_000_001, 710_000_000_000_000_002
ADA, BO = 720_000_000_000_000_001, 720_000_000_000_000_002

FIRE = "tin-harbor-s1-okafor/fire"
FERRY = """\
format: 1
interview:
  id: night-ferry
  title: Ida Brandt on missing the last boat
  show: The Night Ferry
  speakers:
    - {id: brandt, name: Ida Brandt}
  outlet: Quayside Review
  published: 2032-03-09
  url: https://quayside.example/brandt
pairs:
  - id: keeper
    question: Why does the lighthouse keeper never speak?
    answer: He has said everything already.
  - id: cat
    question: Is the ship's cat played by more than one cat?
    answer: Three cats. One walks, one sits and one bites me.
golden:
  - ask: why is the lighthouse keeper silent
    expect: keeper
"""
KEEPER = "night-ferry/keeper"


def states(number: int) -> dict[str, str]:
    """Files that belong together: an answer in each of them says which state of the content this is."""
    return {
        "interview.yaml": GOOD.replace("One tentacle a season.", f"State {number}."),
        "ferry.yaml": FERRY.replace("Three cats. One walks, one sits and one bites me.", f"State {number}."),
    }


def states_in(snapshot: Snapshot) -> set[str]:
    """The states that some content is made of."""
    return {entry.pair.answer for entry in snapshot.entries if entry.pair.answer.startswith("State ")}


@dataclass
class Desk:
    """Where the content lies, and who moderates it."""

    directory: Path
    moderation: Moderation
    built: list[Snapshot] = field(default_factory=list)

    @property
    def store(self) -> Store:
        return self.moderation.store

    @property
    def library(self) -> Library:
        return self.moderation.library

    def write(self, text: str, name: str = "interview.yaml") -> None:
        (self.directory / name).write_text(text, encoding="utf-8")

    def answer(self, question: str, server: int | None = None) -> str | None:
        """The reference of the pair that is given as the answer."""
        found = self.library.engine_for(server).find(question)
        return found.best.entry.ref if isinstance(found, Answer) else None

    async def log(self, server: int = PIER) -> list[tuple[int | None, str]]:
        return [(entry.who, entry.what) for entry in await self.store.log(server)]

    async def uploaded(self, text: str = FERRY, server: int = PIER, by: int = ADA) -> int:
        """Upload and apply an interview; gives the version's number."""
        preview = await self.moderation.uploads.preview(server, "ferry.yaml", text.encode(), by=by, now=NOW)
        done = await self.moderation.uploads.apply(server, preview.draft, by=by, now=NOW)
        return done.version.number


@asynccontextmanager
async def opened(
    directory: Path, url: str, *, limits: Limits = LIMITS, text: str | None = GOOD, quiet: float = 0
) -> AsyncIterator[Desk]:
    """A desk whose content is one interview, over the store at an address."""
    async with Store.open(url) as store, seated(directory, store, limits=limits, text=text, quiet=quiet) as desk:
        yield desk


@asynccontextmanager
async def seated(
    directory: Path, store: Store, *, limits: Limits = LIMITS, text: str | None = GOOD, quiet: float = 0
) -> AsyncIterator[Desk]:
    """The same over an open store."""
    _furnish(directory, text)
    built: list[Snapshot] = []
    model = static()

    async def build(snapshot: Snapshot, strictness: Strictness) -> Engine:
        built.append(snapshot)
        calibrated = replace(model, calibration=strictness.applied(model.calibration))
        return await asyncio.to_thread(Engine, snapshot, calibrated)

    library = Library(Engine(read([directory], quiet=0), model))
    moderation = Moderation(store, library, build, lambda: read([directory], quiet=quiet), limits)
    async with moderation.running():
        yield Desk(directory, moderation, built)


def _furnish(directory: Path, text: str | None) -> None:
    directory.mkdir(exist_ok=True)
    if text is not None:
        (directory / "interview.yaml").write_text(text, encoding="utf-8")
