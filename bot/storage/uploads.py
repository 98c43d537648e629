"""Interviews that servers uploaded: drafts, and the versions they become."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, union, update

from bot.errors import AlreadyDone
from bot.storage.database import Database
from bot.storage.records import Draft, DraftState, Upload, Version
from bot.storage.tables import drafts, settings, taught, versions

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, RowMapping

    from bot.storage.database import Change

VERSIONS_KEPT = 50
"""Of each interview; the oldest ones go."""
INTERVIEWS_OFF, STRICTNESS = "interviews_off", "strictness"
"""The names of the server settings that give a server a content, or a search, of its own."""
_HISTORY = [column for column in versions.c if column.name != "text"]


class Uploads(Database):
    """Nothing is ever changed in place: a roll-back is a new version with an old one's text."""

    async def put_draft(self, server: int, interview_id: str, text: str, *, by: int, now: datetime) -> int:
        """Keep an uploaded interview until it is applied or dropped; gives the draft's id."""
        values = {"server": server, "interview": interview_id, "text": text, "by": by, "at": now}
        async with self.change(server, by, now) as change:
            added = await change.execute(
                insert(drafts).values(state=DraftState.OPEN, **values).returning(drafts.c.id),
            )
            return int(added.scalar_one())

    async def draft(self, draft_id: int) -> Draft | None:
        """A draft, or None if there is none of that id (any longer)."""
        async with self.reading() as connection:
            row = (await connection.execute(select(drafts).where(drafts.c.id == draft_id))).mappings().one_or_none()
        return _draft(row) if row else None

    async def apply_draft(self, draft_id: int, *, by: int, now: datetime) -> Version:
        """Make a draft the version in force.

        Raises:
            AlreadyDone: It has been applied or dropped, or is gone.
        """
        found = await self._open_draft(draft_id)
        async with self.change(found.server, by, now) as change:
            draft = await _close(change, draft_id, DraftState.APPLIED)
            version = await add_version(change, draft.interview, draft.text)
            await change.record(
                "upload", interview=version.interview, version=version.number, size=version.size, draft=draft_id
            )
        return version

    async def drop_draft(self, draft_id: int, *, by: int, now: datetime) -> None:
        """Forget a draft.

        Raises:
            AlreadyDone: It has been applied or dropped, or is gone.
        """
        found = await self._open_draft(draft_id)
        async with self.change(found.server, by, now) as change:
            draft = await _close(change, draft_id, DraftState.DROPPED)
            await change.record("drop", interview=draft.interview, draft=draft_id)

    async def versions(self, server: int, interview_id: str | None = None) -> list[Version]:
        """The history of one uploaded interview, or of all, the newest first."""
        wanted = versions.c.server == server
        if interview_id is not None:
            wanted &= versions.c.interview == interview_id
        newest = (versions.c.at.desc(), versions.c.interview, versions.c.number.desc())
        async with self.reading() as connection:
            rows = await connection.execute(select(*_HISTORY).where(wanted).order_by(*newest))
            return [Version(**row) for row in rows.mappings()]

    async def version(self, server: int, interview_id: str, number: int) -> Upload | None:
        """One version with its text; None if there is none, or it is a removal."""
        this = versions.c.server == server, versions.c.interview == interview_id, versions.c.number == number
        async with self.reading() as connection:
            rows = await connection.execute(select(versions).where(*this, versions.c.text.is_not(None)))
            row = rows.mappings().one_or_none()
        return Upload(**row) if row else None

    async def current_uploads(self, server: int) -> list[Upload]:
        """The versions in force, by interview; without those that were removed."""
        async with self.reading() as connection:
            rows = await connection.execute(
                select(versions).where(versions.c.server == server, _in_force()).order_by(versions.c.interview)
            )
            return [Upload(**row) for row in rows.mappings()]

    async def roll_back(
        self, server: int, interview_id: str, to_version: int | None, *, by: int, now: datetime
    ) -> Version:
        """Put an older version in force again, or with None remove the upload; either is a new version.

        Raises:
            AlreadyDone: There is no such version (any longer), it is a removal, or there is no upload to remove.
        """
        this = (versions.c.server == server) & (versions.c.interview == interview_id)
        wanted = _in_force() if to_version is None else versions.c.number == to_version
        async with self.change(server, by, now) as change:
            text = (await change.execute(select(versions.c.text).where(this, wanted))).scalar()
            if text is None:
                raise AlreadyDone(f"{interview_id} has no version to go back to there. Look at its history.")
            version = await add_version(change, interview_id, None if to_version is None else text, restored=to_version)
            what = "remove" if to_version is None else "rollback"
            await change.record(what, interview=interview_id, version=version.number, restored=to_version)
        return version

    async def servers_with_content(self) -> list[int]:
        """The servers that have something of their own: uploads, phrasings taught, interviews off, a strictness."""
        own = union(
            select(versions.c.server).where(_in_force()),
            select(taught.c.server),
            select(settings.c.server).where(settings.c.name.in_((INTERVIEWS_OFF, STRICTNESS))),
        )
        async with self.reading() as connection:
            return sorted((await connection.execute(own)).scalars())

    async def _open_draft(self, draft_id: int) -> Draft:
        draft = await self.draft(draft_id)
        if draft is None or draft.state is not DraftState.OPEN:
            raise _too_late(draft)
        return draft


def _draft(row: RowMapping) -> Draft:
    return Draft(**{**row, "state": DraftState(row["state"])})


def _too_late(draft: Draft | None) -> AlreadyDone:
    return AlreadyDone(f"This upload has been {draft.state} already." if draft else "This upload is no longer kept.")


def _in_force() -> ColumnElement[bool]:
    """Whether a version is the highest of its interview, and no removal."""
    newer = versions.alias()
    highest = select(func.max(newer.c.number)).where(
        newer.c.server == versions.c.server, newer.c.interview == versions.c.interview
    )
    return (versions.c.number == highest.scalar_subquery()) & versions.c.text.is_not(None)


async def _close(change: Change, draft_id: int, state: DraftState) -> Draft:
    """Take an open draft out; the state is looked at again, now that nobody else can change it."""
    rows = await change.execute(select(drafts).where(drafts.c.id == draft_id))
    draft = _draft(rows.mappings().one())
    if draft.state is not DraftState.OPEN:
        raise _too_late(draft)
    await change.execute(update(drafts).where(drafts.c.id == draft_id).values(state=state, text=""))
    return draft


async def add_version(change: Change, interview: str, text: str | None, restored: int | None = None) -> Version:
    """Put another version in force: with None as its text, none at all."""
    this = (versions.c.server == change.server) & (versions.c.interview == interview)
    last = (await change.execute(select(func.max(versions.c.number)).where(this))).scalar() or 0
    size = None if text is None else len(text.encode(errors="replace"))
    version = Version(change.server, interview, last + 1, size, restored, change.by, change.now)
    await change.execute(
        insert(versions).values(
            server=version.server,
            interview=interview,
            number=version.number,
            text=text,
            size=size,
            restored=restored,
            by=change.by,
            at=change.now,
        )
    )
    await change.execute(delete(versions).where(this, versions.c.number <= version.number - VERSIONS_KEPT))
    change.tell("content")
    return version
