"""What a server knows, how much of it is its own, and what its fans think of the answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.moderation.settings import ServerSettings

if TYPE_CHECKING:
    from bot.moderation.moderating import Moderation
    from bot.moderation.uploads import Limits
    from bot.storage.records import Upload


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How many fans found the answer of a pair (`interview/pair`) helpful, and how many did not."""

    ref: str
    helpful: int
    not_it: int


@dataclass(frozen=True, slots=True)
class Status:
    """A server's content.

    Attributes:
        interviews: How many it can be asked about.
        pairs: How many there are in them.
        uploads: Its own ones, as they are in force.
        limits: What it may upload.
        taught: How many phrasings its moderators bound to pairs.
        off: The ids of interviews it does without.
        verdicts: Of pairs that are loaded, those least liked first.
    """

    interviews: int
    pairs: int
    uploads: tuple[Upload, ...]
    limits: Limits
    taught: int
    off: tuple[str, ...]
    verdicts: tuple[Verdicts, ...]

    @property
    def used(self) -> int:
        """The bytes of all uploads."""
        return sum(upload.size or 0 for upload in self.uploads)


async def status(moderation: Moderation, server: int) -> Status:
    """The status of a server's content.

    Raises:
        StorageError: The store cannot be read.
    """
    store, snapshot = moderation.store, moderation.library.engine_for(server).snapshot
    counted = [Verdicts(ref, *counts) for ref, counts in (await store.verdicts(server)).items() if snapshot.entry(ref)]
    return Status(
        interviews=len(snapshot.interviews),
        pairs=len(snapshot),
        uploads=tuple(await store.current_uploads(server)),
        limits=moderation.uploads.limits,
        taught=len(await store.taught(server)),
        off=ServerSettings.read(await store.server_settings(server)).interviews_off,
        verdicts=tuple(sorted(counted, key=lambda each: (each.helpful - each.not_it, each.ref))),
    )
