"""What is said, and how it reaches Discord: once, also over a connection that is cut."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import aiohttp
import discord
import structlog

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from discord.ext import commands

    from bot.discord.client import ShowrunnerBot

log = structlog.get_logger(__name__)

CUT: Final = (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, OSError)
"""What a connection that breaks off raises. discord.py tries again by itself on macOS and Windows only."""

ALREADY_ACKNOWLEDGED: Final = 40060


@dataclass(frozen=True, slots=True)
class Reply:
    """Something to say.

    Attributes:
        text: All of it in at most 2,000 characters, for places where embeds are not allowed.
        embed: The same, better looking; None if the text is all.
        buttons: To be put beneath it.
        private: Only for whom it answers, where Discord can do that.
        fleeting: Seconds after which it goes away again, where Discord cannot show it privately.
    """

    text: str
    embed: discord.Embed | None = None
    buttons: tuple[discord.ui.Item[Any], ...] = field(default=())
    private: bool = False
    fleeting: float | None = None

    def privately(self) -> Reply:
        """The same, only for whom it answers."""
        return replace(self, private=True)

    def view(self) -> discord.ui.View | None:
        """The buttons as Discord wants them; they never time out."""
        if not self.buttons:
            return None
        view = discord.ui.View(timeout=None)
        for button in self.buttons:
            view.add_item(button)
        return view


async def deliver(ctx: commands.Context[ShowrunnerBot], reply: Reply) -> None:
    """Answer a command, whichever way it came.

    Raises:
        discord.HTTPException: Discord refuses it.
        OSError: The connection broke off twice (or `aiohttp.ClientError`).
    """
    if ctx.interaction is not None:
        await respond(ctx.interaction, reply)
        return
    may = _permissions(ctx)
    if not (may.send_messages_in_threads if isinstance(ctx.channel, discord.Thread) else may.send_messages):
        log.warning("may_not_speak", guild=ctx.guild and ctx.guild.id, channel=ctx.channel.id)
        return
    # The nonce, one a question, keeps Discord from making a second message where only its response was lost.
    parts = _parts(reply, embeds=may.embed_links) | {"nonce": str(ctx.message.id), "mention_author": False}
    if reply.fleeting is not None:
        parts["delete_after"] = reply.fleeting
    if may.read_message_history:
        # Discord refuses replies without that right. A question deleted meanwhile gets a plain message.
        parts["reference"] = ctx.message.to_reference(fail_if_not_exists=False)
    try:
        await ctx.channel.send(**parts)
    except CUT as cut:
        log.info("connection_cut", error=type(cut).__name__)
        await ctx.channel.send(**parts)


async def respond(interaction: discord.Interaction[ShowrunnerBot], reply: Reply) -> None:
    """Answer a slash command, a menu or a button with a new message."""
    parts = _parts(reply)
    if interaction.response.is_done():
        await interaction.followup.send(**parts, ephemeral=reply.private)
        return
    await _acknowledge(lambda: interaction.response.send_message(**parts, ephemeral=reply.private))


async def replace_message(interaction: discord.Interaction[ShowrunnerBot], reply: Reply) -> None:
    """Answer a button by putting something else in place of its message."""
    content = None if reply.embed else reply.text
    embeds = [reply.embed] if reply.embed else []
    await _acknowledge(lambda: interaction.response.edit_message(content=content, embeds=embeds, view=reply.view()))


def _parts(reply: Reply, *, embeds: bool = True) -> dict[str, Any]:
    parts: dict[str, Any] = {"embed": reply.embed} if reply.embed and embeds else {"content": reply.text}
    if (view := reply.view()) is not None:
        parts["view"] = view
    return parts


def _permissions(ctx: commands.Context[ShowrunnerBot]) -> discord.Permissions:
    """What the bot may do here; where that is not known (a thread not seen yet), everything."""
    if ctx.guild is None or ctx.guild.me is None or isinstance(ctx.channel, discord.PartialMessageable):
        return discord.Permissions.all()
    return ctx.channel.permissions_for(ctx.guild.me)


async def _acknowledge(send: Callable[[], Awaitable[object]]) -> None:
    """Send an interaction's first response; if the connection is cut, once more."""
    try:
        await send()
    except CUT as cut:
        log.info("connection_cut", error=type(cut).__name__)
        try:
            await send()
        except discord.HTTPException as error:
            # Then the first one had arrived; only Discord's word of it was lost.
            if error.code != ALREADY_ACKNOWLEDGED:
                raise
