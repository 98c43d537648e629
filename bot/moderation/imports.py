"""Transcripts that servers upload, until they are applied or cancelled."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.knowledge.reading import parse
from bot.moderation.reloading import Faulty
from bot.moderation.sheets import Changes, Sheet, found_in, sheet_of
from bot.moderation.uploads import Change, Obstacle
from bot.storage.records import DraftState

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.errors import Fault
    from bot.importer.drafting import Draft
    from bot.importer.model import Document, Transcript
    from bot.knowledge.model import Interview
    from bot.moderation.uploads import Done, Uploads
    from bot.storage.records import Import, Version

_KEPT: Final = 8
"""Transcripts that stay in memory, so that turning a page does not read the file anew."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Who does something, and when."""

    who: int
    when: datetime


@dataclass(frozen=True, slots=True)
class NoInterview:
    """Nothing says that there is one in the file.

    Attributes:
        reason: Why, as a sentence.
        warnings: What else a person should look at.
        kept: The import in which a person may say that there is one all the same; None where there is nothing to see.
    """

    reason: str
    warnings: tuple[str, ...] = ()
    kept: Sheet | None = None


@dataclass(frozen=True, slots=True)
class Over:
    """An import is no longer looked through, because of what has become of it."""

    state: DraftState


@dataclass(frozen=True, slots=True)
class Outdated:
    """Somebody has changed an import meanwhile; `sheet` is how it stands now."""

    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Incomplete:
    """An import cannot be applied yet: `missing` details, or no pair left (then nothing is missing)."""

    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """An import can be applied, but somebody should say so knowingly.

    Attributes:
        sheet: The import.
        change: What would become of the content, and of the golden questions.
        replaces: The version of the server's own that it would follow; None if there is none.
        operators: Whether it would take the place of an interview of the operator's.
    """

    sheet: Sheet
    change: Change
    replaces: Version | None
    operators: bool


@dataclass(slots=True)
class Imports:
    """What a server's moderators do with transcripts; all of it concerns that server only.

    A method that takes an edition does nothing if there is a newer one.
    """

    uploads: Uploads
    _read: OrderedDict[tuple[int, bool, bool], tuple[Document, Transcript]] = field(default_factory=OrderedDict)

    async def open(self, server: int, name: str, data: bytes, by: Deed) -> Sheet | NoInterview:
        """Look for the interview in a file, and keep the file until it is applied or cancelled.

        Args:
            server: Whose it is to be.
            name: Of the file.
            data: What is in it; anything at all.
            by: Who uploaded it, and when.

        Raises:
            StorageError: The store does not work.
        """
        document, transcript = await asyncio.to_thread(found_in, data, name)
        if transcript.reason is not None and not transcript.withheld:
            return NoInterview(transcript.reason, transcript.warnings)
        number = await self.uploads.store.put_import(server, name, data, by=by.who, now=by.when)
        self._remember((number, False, False), (document, transcript))
        sheet = await self.sheet(server, number)
        assert isinstance(sheet, Sheet)  # noqa: S101 - nobody has seen its buttons yet
        return sheet if transcript.reason is None else NoInterview(transcript.reason, transcript.warnings, sheet)

    async def sheet(self, server: int, number: int) -> Sheet | Over | Obstacle:
        """An import as it stands; `Obstacle.GONE` for another server's, and for one that is kept no more."""
        kept = await self._kept(server, number)
        if isinstance(kept, Over | Obstacle):
            return kept
        document, transcript = await self._transcript(kept)
        shows = self.uploads.library.engine_for(server).snapshot.shows
        return await asyncio.to_thread(sheet_of, kept, document, transcript, shows)

    async def change(
        self, server: int, number: int, edition: int, deed: Callable[[Changes], Changes], by: Deed
    ) -> Sheet | Outdated | Over | Obstacle:
        """Change an edition of an import.

        Args:
            server: Whose it is.
            number: The import's.
            edition: What was seen of it.
            deed: Gives the changes there are from then on; it is called once.
            by: Who does it, and when.

        Raises:
            AlreadyDone: Somebody was quicker to apply or to cancel it.
            StorageError: The store does not work.
        """
        found = await self.sheet(server, number)
        if not isinstance(found, Sheet):
            return found
        kept = deed(found.changes).as_kept()
        store = self.uploads.store
        if found.edition != edition or not await store.change_import(number, edition, kept, by=by.who, now=by.when):
            return await self._outdated(server, number)
        return await self.sheet(server, number)

    async def apply(
        self, server: int, number: int, edition: int, by: Deed, *, anyway: bool
    ) -> Done | Doubtful | Incomplete | Faulty | Outdated | Over | Obstacle:
        """Put the interview in force, and build what the server searches from then on.

        Args:
            server: Whose it is.
            number: The import's.
            edition: What was seen of it.
            by: Who wants it, and when.
            anyway: Whether to do so even if golden questions break, or another interview is replaced.

        Raises:
            AlreadyDone: Somebody was quicker.
            StorageError: The store does not work.
        """
        found = await self.sheet(server, number)
        if not isinstance(found, Sheet):
            return found
        if found.edition != edition:
            return Outdated(found)
        proposed = await self._ready(server, found)
        if not isinstance(proposed, tuple):
            return proposed
        interview, text = proposed
        if not anyway and (doubt := await self._doubt(server, found, interview)):
            return doubt
        return await self._put_in_force(server, found, interview, text, by)

    async def cancel(self, server: int, number: int, by: Deed) -> Over | Obstacle | None:
        """Forget an import.

        Raises:
            AlreadyDone: Somebody was quicker.
            StorageError: The store does not work.
        """
        kept = await self._kept(server, number)
        if isinstance(kept, Over | Obstacle):
            return kept
        await self.uploads.store.drop_import(number, by=by.who, now=by.when)
        return None

    async def _kept(self, server: int, number: int) -> Import | Over | Obstacle:
        kept = await self.uploads.store.imported(number)
        if kept is None or kept.server != server:
            return Obstacle.GONE
        return kept if kept.state is DraftState.OPEN else Over(kept.state)

    async def _ready(self, server: int, found: Sheet) -> tuple[Interview, str] | Incomplete | Faulty | Obstacle:
        """The interview and its file, if nothing is in the way."""
        if found.draft is None or found.missing:
            return Incomplete(found.missing)
        interview = found.draft.interview
        least = sum(len(pair.question.encode()) + len(pair.answer.encode()) for pair in interview.pairs)
        if obstacle := await self.uploads.no_room(server, interview.id, least):
            return obstacle  # before a file of that size is written and read
        text, faults = await asyncio.to_thread(_written, found.draft)
        return Faulty(faults) if faults else (interview, text)

    async def _put_in_force(
        self, server: int, found: Sheet, interview: Interview, text: str, by: Deed
    ) -> Done | Outdated | Over | Obstacle:
        async with self.uploads.turn:  # or two at once would each find room for one
            if obstacle := await self.uploads.no_room(server, interview.id, len(text.encode())):
                return obstacle
            store = self.uploads.store
            version = await store.apply_import(found.number, found.edition, interview.id, text, by=by.who, now=by.when)
        return await self.uploads.in_force(version) if version else await self._outdated(server, found.number)

    async def _doubt(self, server: int, found: Sheet, interview: Interview) -> Doubtful | None:
        replaces, operators = await self.uploads.replaced(server, interview.id)
        change = await self.uploads.change(server, interview.id, interview)
        if replaces or operators or change.check.broken:
            return Doubtful(found, change, replaces, operators)
        return None

    async def _outdated(self, server: int, number: int) -> Outdated | Over | Obstacle:
        now = await self.sheet(server, number)
        return Outdated(now) if isinstance(now, Sheet) else now

    async def _transcript(self, kept: Import) -> tuple[Document, Transcript]:
        changes = Changes.of(kept.changes)
        key = kept.id, changes.swapped, changes.certain
        known = self._read.get(key)
        if known is None:
            swap, certain = changes.swapped, changes.certain
            known = await asyncio.to_thread(found_in, kept.source, kept.name, swap=swap, certain=certain)
        self._remember(key, known)
        return known

    def _remember(self, key: tuple[int, bool, bool], found: tuple[Document, Transcript]) -> None:
        self._read[key] = found
        self._read.move_to_end(key)
        while len(self._read) > _KEPT:
            self._read.popitem(last=False)


def _written(draft: Draft) -> tuple[str, tuple[Fault, ...]]:
    """A draft's file, and what would keep it from being loaded: its size, for instance."""
    text = draft.text
    return text, parse(text, draft.interview.id).faults
