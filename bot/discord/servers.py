"""What each server has set, remembered so that no question waits for it, and how far its people have seen the shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

import discord

from bot.knowledge.model import Episode
from bot.moderation.settings import ServerSettings
from bot.moderation.spoilers import NOTHING_SEEN, furthest, name
from bot.storage.notices import LOOK_AGAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from discord.ext import commands

    from bot.discord.client import ShowrunnerBot
    from bot.discord.errands import Errands
    from bot.knowledge.model import Entry
    from bot.moderation.spoilers import Seen
    from bot.storage.notices import Notice
    from bot.storage.records import Progress
    from bot.storage.store import Store

    Where: TypeAlias = commands.Context[ShowrunnerBot] | discord.Interaction[ShowrunnerBot]

DIRECT: Final = 0
"""What direct messages are stored under; no server has this id."""
_DEFAULTS: Final = ServerSettings()


class Servers:
    """Servers as the store knows them; where it does not answer, what was known last, and at first the defaults.

    Args:
        store: Where everything is kept.
        errands: Runs what takes long.
    """

    def __init__(self, store: Store, errands: Errands) -> None:
        self._store = store
        self._errands = errands
        self._settings: dict[int, ServerSettings] = {}
        self._unsure: set[int] = set()

    def settings(self, server: int | None) -> ServerSettings:
        """What a server has set, as far as it has been loaded; in a direct message nothing."""
        return _DEFAULTS if server is None else self._settings.get(server, _DEFAULTS)

    async def load(self, server: int | None) -> None:
        """Have a server's settings at hand before something of it is dealt with; costs nothing but the first time."""
        if server is None or (server in self._settings and server not in self._unsure):
            return
        if server in self._unsure:  # nobody waits twice for a store that is down
            self._unsure.discard(server)
            self._errands.start(self.reload(server), "settings")
            return
        await self.reload(server)

    async def reload(self, server: int) -> None:
        """Read a server's settings again."""
        stored = await self._errands.attempt(self._store.server_settings(server), "settings")
        if stored is None:
            self._settings.setdefault(server, _DEFAULTS)
            self._unsure.add(server)
        else:
            self._settings[server] = ServerSettings.read(stored)
            self._unsure.discard(server)

    async def hear(self, notice: Notice) -> None:
        """Read again what another process, or a command in this one, has changed."""
        if notice.topic == "settings":
            changed = notice.payload.get("server")
            known = [changed] if changed in self._settings else []
        else:
            known = list(self._settings) if notice.topic == LOOK_AGAIN else []
        for server in known:
            await self.reload(server)

    async def seen(self, where: Where, entries: Iterable[Entry], *, private: bool = False) -> Seen:
        """How far those who will read an answer have seen the shows; where the store does not say, not at all.

        Args:
            where: Where it is given, and to whom.
            entries: What may be shown; nothing is looked up where none of it spoils anything.
            private: Whether nobody else can read it, as in a direct message: then how far they have got themselves
                counts, too.
        """
        entries = list(entries)
        if all(entry.pair.spoils is None for entry in entries):
            return NOTHING_SEEN
        server, *channels = place_of(where)
        user = where.user if isinstance(where, discord.Interaction) else where.author
        here = await self.seen_in(server, channels, entries)
        if not private and channels:
            return here
        own = _seen(await self._errands.attempt(self._store.own_progress(user.id, server), "progress"))
        return furthest(here, own)

    async def seen_in(self, server: int, channels: Sequence[int], entries: Iterable[Entry]) -> Seen:
        """How far the people of a channel have seen the shows; where the store does not say, not at all.

        Args:
            server: Where the channel is.
            channels: The channel, and those that it belongs to, the innermost first.
            entries: What may be shown.
        """
        if all(entry.pair.spoils is None for entry in entries):
            return NOTHING_SEEN
        here: dict[str, Episode] = {}
        for channel in reversed(channels):  # what is set for a thread counts more than what is set for its channel
            here |= _seen(await self._errands.attempt(self._store.channel_progress(server, channel), "spoilers"))
        return here


async def channels_of(bot: ShowrunnerBot, channel: int) -> tuple[int, ...]:
    """A channel, and if it is a thread, the channel it belongs to; where Discord does not say, the channel alone."""
    found = bot.get_channel(channel)
    if found is None:
        try:
            found = await bot.fetch_channel(channel)
        except (discord.HTTPException, discord.InvalidData, OSError):
            return (channel,)
    return (channel, found.parent_id) if isinstance(found, discord.Thread) else (channel,)


def place_of(where: Where) -> tuple[int, ...]:
    """The server in which something happens, and its channels, the innermost first; `DIRECT` in a direct message."""
    server, channel = where.guild, where.channel
    if server is None or channel is None:
        return (DIRECT,)
    parent = channel.parent_id if isinstance(channel, discord.Thread) else None
    return (server.id, channel.id) if parent is None else (server.id, channel.id, parent)


def _seen(read: Mapping[str, Progress] | None) -> dict[str, Episode]:
    return {name(show): Episode(each.season, each.episode) for show, each in (read or {}).items()}
