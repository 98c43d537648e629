"""Binding a fan's words to the pair that answers them, unless that breaks what holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.moderation.golden import Check, check

if TYPE_CHECKING:
    from datetime import datetime

    from bot.moderation.moderating import Moderation


async def teach(moderation: Moderation, server: int, ref: str, phrasing: str, *, by: int, now: datetime) -> Check:
    """Have a pair found by one more phrasing, in one server.

    The golden questions run with it first. If one that holds now would break, nothing changes; otherwise the phrasing
    is kept and in force when this returns.

    Args:
        moderation: What content is changed with.
        server: The server's id.
        ref: The pair, `interview/pair`.
        phrasing: What fans ask.
        by: The moderator.
        now: The time.

    Returns:
        How the golden questions fare; `broken` is empty if, and only if, it was taught.

    Raises:
        StorageError: The store does not work; nothing has changed.
    """
    after = await moderation.editions.would_be_taught(server, ref, phrasing)
    checked = await check(moderation.library.engine_for(server), after)
    if not checked.broken:
        await moderation.store.teach(server, ref, phrasing, by=by, now=now)
        await moderation.editions.refresh(server)
    return checked
