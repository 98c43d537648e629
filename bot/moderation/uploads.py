"""Interviews that servers upload: checked, shown as they would be, applied, rolled back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from bot.errors import AlreadyDone
from bot.knowledge.edition import Difference, difference
from bot.knowledge.model import Snapshot
from bot.knowledge.reading import MAX_BYTES, parse
from bot.knowledge.review import warnings
from bot.moderation.golden import Check, check
from bot.moderation.reloading import Faulty

if TYPE_CHECKING:
    from datetime import datetime

    from bot.errors import Fault
    from bot.knowledge.model import Interview
    from bot.moderation.editions import Editions
    from bot.search.library import Library
    from bot.storage.records import Draft, Version
    from bot.storage.store import Store


@dataclass(frozen=True, slots=True)
class Limits:
    """What one server may upload.

    Attributes:
        interviews: At most so many.
        bytes: All their texts together, in UTF-8.
    """

    interviews: int
    bytes: int


class Obstacle(Enum):
    """Why something cannot be done."""

    KIND = auto()
    """The file's name does not end as that of an interview or a transcript."""
    SIZE = auto()
    """The file is larger than any interview may be."""
    NUMBER = auto()
    """The server has as many interviews as it may."""
    ROOM = auto()
    """The server's interviews would be larger than they may be."""
    GONE = auto()
    """There is nothing of that kind (any longer)."""
    CHANGED = auto()
    """It has changed since the question was put."""


INTERVIEWS: Final = (".yaml", ".yml")
"""How the names of interview files end."""
TRANSCRIPTS: Final = (".txt", ".md", ".html", ".htm", ".mhtml", ".srt", ".vtt", ".json", ".csv", ".tsv", ".docx")
"""How the names of files end in which an interview is looked for."""


@dataclass(frozen=True, slots=True)
class Change:
    """What would become of a server's content.

    Attributes:
        interview: The id of the interview that changes.
        difference: Between what the server has and what it would have.
        check: How the golden questions would fare.
    """

    interview: str
    difference: Difference
    check: Check


@dataclass(frozen=True, slots=True)
class Preview(Change):
    """An upload that waits to be applied.

    Attributes:
        draft: Its number in the store.
        content: The interview.
        replaces: The version of the server's own that it would follow; None if there is none.
        operators: Whether it would take the place of an interview of the operator's.
        warnings: What a person should look at.
    """

    draft: int
    content: Interview
    replaces: Version | None
    operators: bool
    warnings: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Step(Change):
    """A way back that waits to be confirmed.

    Attributes:
        current: The newest version.
        target: The number of the version to bring back; None to do without the upload.
    """

    current: int
    target: int | None


@dataclass(frozen=True, slots=True)
class Done:
    """A version that is in force now, and what that changed."""

    version: Version
    difference: Difference


@dataclass(slots=True)
class Uploads:
    """What a server's moderators do with interviews of their own; all of it concerns that server only."""

    store: Store
    library: Library
    editions: Editions
    limits: Limits
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @staticmethod
    def refused(name: str, size: int) -> Obstacle | None:
        """Why a file need not even be downloaded, if so."""
        if not name.lower().endswith((*INTERVIEWS, *TRANSCRIPTS)):
            return Obstacle.KIND
        return Obstacle.SIZE if size > MAX_BYTES else None

    async def preview(
        self, server: int, name: str, data: bytes, *, by: int, now: datetime
    ) -> Preview | Faulty | Obstacle:
        """Check an uploaded file and keep it until it is applied or cancelled.

        Args:
            server: Whose it is to be.
            name: Of the file; faults call it so.
            data: What is in it; anything at all.
            by: Who uploaded it.
            now: When.

        Raises:
            StorageError: The store does not work.
        """
        if obstacle := self.refused(name, len(data)):
            return obstacle
        reading = await asyncio.to_thread(parse, data, name)
        interview = reading.interview
        if interview is None:
            return Faulty(reading.faults)
        if obstacle := await self.no_room(server, interview.id, len(data)):
            return obstacle
        found = await asyncio.to_thread(warnings, Snapshot([interview]), reading.places)
        change = await self.change(server, interview.id, interview)
        text = data.decode("utf-8")  # that it can be is among what was checked
        return Preview(
            change.interview,
            change.difference,
            change.check,
            await self.store.put_draft(server, interview.id, text, by=by, now=now),
            interview,
            *await self.replaced(server, interview.id),
            tuple(found),
        )

    async def replaced(self, server: int, interview: str) -> tuple[Version | None, bool]:
        """What an upload would take the place of: a version of the server's own, and whether one of the operator's."""
        before = await self.store.versions(server, interview)
        own = next((version for version in before[:1] if version.size is not None), None)
        return own, any(each.id == interview for each in self.library.engine.snapshot.interviews)

    async def draft(self, server: int, number: int) -> Draft | None:
        """A draft of this server, whatever has become of it; None for another server's, or one that is kept no more."""
        draft = await self.store.draft(number)
        return draft if draft and draft.server == server else None

    async def apply(self, server: int, number: int, *, by: int, now: datetime) -> Done | Obstacle:
        """Put a draft in force, and build what the server searches from then on.

        Raises:
            AlreadyDone: Somebody was quicker, or it has been cancelled.
            StorageError: The store does not work.
        """
        async with self.turn:  # or two drafts at once would each find room for one
            draft = await self.draft(server, number)
            if draft is None:
                return Obstacle.GONE
            if obstacle := await self.no_room(server, draft.interview, len(draft.text.encode())):
                return obstacle
            version = await self.store.apply_draft(number, by=by, now=now)
        return await self.in_force(version)

    async def cancel(self, server: int, number: int, *, by: int, now: datetime) -> Obstacle | None:
        """Forget a draft.

        Raises:
            AlreadyDone: Somebody was quicker.
            StorageError: The store does not work.
        """
        if await self.draft(server, number) is None:
            return Obstacle.GONE
        await self.store.drop_draft(number, by=by, now=now)
        return None

    async def step(self, server: int, interview: str, target: int | None) -> Step | Obstacle:
        """What going back would change.

        Args:
            server: Whose interview it is.
            interview: Its id.
            target: The version to bring back: its number, 0 for none at all, None for the last one different from what
                is in force.

        Raises:
            StorageError: The store does not work.
        """
        history = await self.store.versions(server, interview)
        if not history:
            return Obstacle.GONE
        if target is None:
            target = _before(history)
        if target == 0:
            if history[0].size is None:
                return Obstacle.GONE
            change = await self.change(server, interview, None)
            return Step(interview, change.difference, change.check, history[0].number, None)
        upload = await self.store.version(server, interview, target)
        content = (await asyncio.to_thread(parse, upload.text, interview)).interview if upload else None
        if content is None:
            return Obstacle.GONE
        change = await self.change(server, interview, content)
        return Step(interview, change.difference, change.check, history[0].number, target)

    async def roll_back(
        self, server: int, interview: str, target: int | None, *, current: int, by: int, now: datetime
    ) -> Done | Obstacle:
        """Bring an older version back, or with None do without the upload.

        Args:
            server: Whose interview it is.
            interview: Its id.
            target: The number of the version.
            current: The newest version when the question was put; if there is a newer one, nothing is done.
            by: Who wants it.
            now: When.

        Raises:
            StorageError: The store does not work.
        """
        async with self.turn:
            history = await self.store.versions(server, interview)
            if not history:
                return Obstacle.GONE
            if history[0].number != current:
                return Obstacle.CHANGED
            try:
                version = await self.store.roll_back(server, interview, target, by=by, now=now)
            except AlreadyDone:
                return Obstacle.GONE
        return await self.in_force(version)

    async def in_force(self, version: Version) -> Done:
        """Build what the server searches from now on, a version of an upload having been put in force."""
        before = self.library.engine_for(version.server).snapshot
        await self.editions.refresh(version.server)
        after = self.library.engine_for(version.server).snapshot
        return Done(version, await asyncio.to_thread(difference, before, after))

    async def no_room(self, server: int, interview: str, size: int) -> Obstacle | None:
        """Why an interview of so many bytes cannot be put in force, if so; ask in your `turn`, and use it at once."""
        others = [upload for upload in await self.store.current_uploads(server) if upload.interview != interview]
        if len(others) >= self.limits.interviews:
            return Obstacle.NUMBER
        used = sum(upload.size or 0 for upload in others)
        return Obstacle.ROOM if used + size > self.limits.bytes else None

    async def change(self, server: int, interview: str, instead: Interview | None) -> Change:
        """What would become of a server's content with another interview of that id, or with None without any."""
        now = self.library.engine_for(server)
        would_be = await self.editions.would_be(server, interview, instead)
        changes = await asyncio.to_thread(difference, now.snapshot, would_be.snapshot)
        return Change(interview, changes, await check(now, would_be))


def _before(history: list[Version]) -> int:
    """The number of the version in force before the newest, 0 for none.

    A version brought back counts as the one it is a copy of, so that going back twice goes back two steps.
    """
    by_number = {version.number: version for version in history}
    at = history[0]
    while at.restored is not None and at.restored in by_number:
        at = by_number[at.restored]
    earlier = by_number.get(at.number - 1)
    return earlier.number if earlier and earlier.size is not None else 0
