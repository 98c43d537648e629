"""What players are called, as far as that is known: it is kept in memory only."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from bot.discord import markup

if TYPE_CHECKING:
    from collections.abc import Iterable

    import discord

_NAME: Final = 32
_AT_ONCE: Final = 100


class Names:
    """The names of those who have played lately; of others Discord is asked, a hundred at a time.

    Args:
        limit: How many are remembered.
    """

    def __init__(self, limit: int = 20_000) -> None:
        self._known: OrderedDict[tuple[int, int], str] = OrderedDict()
        self._limit = limit

    def note(self, server: int, user: discord.abc.User) -> None:
        """Remember what somebody is called in a server."""
        self._known[server, user.id] = markup.fit(markup.one_line(user.display_name), _NAME) or str(user.id)
        self._known.move_to_end((server, user.id))
        if len(self._known) > self._limit:
            self._known.popitem(last=False)

    def known(self, server: int, users: Iterable[int]) -> dict[int, str]:
        """Their names, safe to be shown; whose is not known is left out."""
        return {user: self._known[server, user] for user in users if (server, user) in self._known}

    async def of(self, guild: discord.Guild, users: Iterable[int]) -> dict[int, str]:
        """The names of all of them but those who are not in the server (any more)."""
        wanted = list(dict.fromkeys(users))
        missing = [user for user in wanted if (guild.id, user) not in self._known]
        for at in range(0, len(missing), _AT_ONCE):
            try:
                found = await guild.query_members(user_ids=missing[at : at + _AT_ONCE], limit=_AT_ONCE, cache=False)
            except TimeoutError:  # then they are shown without a name
                break
            for member in found:
                self.note(guild.id, member)
        return self.known(guild.id, wanted)

    def forget(self, user: int) -> None:
        """Remember somebody's names no longer."""
        for key in [key for key in self._known if key[1] == user]:
            del self._known[key]
