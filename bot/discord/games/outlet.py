"""How a game's messages reach Discord, and what may keep them from it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

import discord
import structlog

from bot.discord.delivery import CUT, amend, permissions_in, say

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from typing import TypeVar

    from bot.discord.client import ShowrunnerBot
    from bot.discord.delivery import Reply

    Result = TypeVar("Result")

log = structlog.get_logger(__name__)

_UNKNOWN_MESSAGE: Final = 10008


class Unsent(StrEnum):
    """Why something is not to be seen."""

    CLOSED = "closed"
    """The bot may not speak in that channel, or there is none."""
    GONE = "gone"
    """Somebody has deleted the message that was to be changed."""
    TROUBLE = "trouble"
    """Discord or the connection failed; it may be tried again."""


class Outlet:
    """Sends and changes messages in channels and threads.

    Args:
        bot: Who speaks.
    """

    def __init__(self, bot: ShowrunnerBot) -> None:
        self._bot = bot

    async def send(self, channel: int, reply: Reply, nonce: str) -> int | Unsent:
        """Send a message; gives its id. See `delivery.say` for the nonce."""
        sent = await _tried(say(self._channel(channel), reply, nonce))
        return sent if isinstance(sent, Unsent) else sent.id

    async def edit(self, channel: int, message: int, reply: Reply) -> Unsent | None:
        """Put something else in place of a message; None if that was done."""
        return await _tried(amend(self._partial(channel, message), reply))

    async def react(self, channel: int, message: int, emoji: str) -> Unsent | None:
        """Put an emoji to somebody's message; None if that was done."""
        may = permissions_in(self._channel(channel))
        if not (may.add_reactions and may.read_message_history):
            return Unsent.CLOSED
        return await _tried(self._partial(channel, message).add_reaction(emoji))

    def is_last(self, channel: int, message: int) -> bool:
        """Whether nothing has been said below a message, as far as is known."""
        return getattr(self._bot.get_channel(channel), "last_message_id", None) == message

    def _channel(self, number: int) -> discord.abc.Messageable:
        known = self._bot.get_channel(number)
        return known if isinstance(known, discord.abc.Messageable) else self._bot.get_partial_messageable(number)

    def _partial(self, channel: int, message: int) -> discord.PartialMessage:
        known = self._bot.get_channel(channel)
        kinds = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread
        place = known if isinstance(known, kinds) else self._bot.get_partial_messageable(channel)
        return place.get_partial_message(message)


async def _tried(sending: Awaitable[Result]) -> Result | Unsent:
    try:
        return await sending
    except (discord.Forbidden, discord.NotFound) as error:
        return Unsent.GONE if error.code == _UNKNOWN_MESSAGE else Unsent.CLOSED
    except (discord.HTTPException, *CUT) as error:
        log.info("trivia_unsent", error=type(error).__name__, status=getattr(error, "status", None))
        return Unsent.TROUBLE
