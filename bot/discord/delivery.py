"""What is said, and how it reaches Discord: once, also over a connection that is cut."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from io import BytesIO
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
_MESSAGE: Final = 2000


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file that goes with a reply.

    Attributes:
        name: What it is called.
        content: What is in it.
        instead: What is said in place of the whole reply where files are not allowed, in at most 2,000 characters.
    """

    name: str
    content: str
    instead: str


@dataclass(frozen=True, slots=True)
class Reply:
    """Something to say.

    Attributes:
        text: All of it in at most 2,000 characters, for places where embeds are not allowed.
        embed: The same, better looking; None if the text is all.
        buttons: To be put beneath it.
        private: Only for whom it answers, where Discord can do that.
        fleeting: Seconds after which it goes away again, where Discord cannot show it privately.
        file: To be attached.
    """

    text: str
    embed: discord.Embed | None = None
    buttons: tuple[discord.ui.Item[Any], ...] = field(default=())
    private: bool = False
    fleeting: float | None = None
    file: Attachment | None = None

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
    parts: dict[str, Any] = {"nonce": str(ctx.message.id), "mention_author": False}
    if reply.fleeting is not None:
        parts["delete_after"] = reply.fleeting
    if may.read_message_history:
        # Discord refuses replies without that right. A question deleted meanwhile gets a plain message.
        parts["reference"] = ctx.message.to_reference(fail_if_not_exists=False)
    try:
        await ctx.channel.send(**_parts(reply, may), **parts)
    except CUT as cut:
        log.info("connection_cut", error=type(cut).__name__)
        await ctx.channel.send(**_parts(reply, may), **parts)


async def respond(interaction: discord.Interaction[ShowrunnerBot], reply: Reply) -> None:
    """Answer a slash command, a menu or a button with a new message."""
    may = discord.Permissions.all()
    may.attach_files = interaction.app_permissions.attach_files  # embeds are always allowed here
    if interaction.response.is_done():
        await interaction.followup.send(**_parts(reply, may), ephemeral=reply.private)
        return
    await _acknowledge(lambda: interaction.response.send_message(**_parts(reply, may), ephemeral=reply.private))


async def replace_message(interaction: discord.Interaction[ShowrunnerBot], reply: Reply) -> None:
    """Answer a button by putting something else in place of its message."""
    content = None if reply.embed else reply.text
    embeds = [reply.embed] if reply.embed else []
    if interaction.response.is_done():
        await interaction.edit_original_response(content=content, embeds=embeds, view=reply.view())
        return
    await _acknowledge(lambda: interaction.response.edit_message(content=content, embeds=embeds, view=reply.view()))


async def post(channel: discord.abc.Messageable, reply: Reply, above: str, *, ping: int | None = None) -> None:
    """Say something that nobody has just asked for.

    Args:
        channel: Where.
        reply: What.
        above: A line to go before it.
        ping: The id of the one user who is pinged, if `above` mentions them.

    Raises:
        discord.HTTPException: Discord refuses it.
        OSError: The connection broke off (or `aiohttp.ClientError`).
    """
    mentioned = [discord.Object(ping)] if ping is not None else False
    parts = _parts(reply, permissions_in(channel))
    text = "\n".join(filter(None, (above, parts.get("content"))))
    parts["content"] = (text if len(text) <= _MESSAGE else above) or None
    allowed = discord.AllowedMentions(everyone=False, roles=False, users=mentioned, replied_user=False)
    await channel.send(**parts, allowed_mentions=allowed)


async def say(channel: discord.abc.Messageable, reply: Reply, nonce: str) -> discord.Message:
    """Say something in a channel.

    Args:
        channel: Where.
        reply: What.
        nonce: Said twice with the same one within some minutes, it is one message; at most 25 characters.

    Raises:
        discord.HTTPException: Discord refuses it.
        OSError: The connection broke off (or `aiohttp.ClientError`).
    """
    return await channel.send(**_parts(reply, permissions_in(channel)), nonce=nonce)


async def amend(message: discord.PartialMessage, reply: Reply) -> None:
    """Put something else in place of a message of the bot.

    Raises:
        discord.HTTPException: Discord refuses it.
        OSError: The connection broke off (or `aiohttp.ClientError`).
    """
    embed = reply.embed if permissions_in(message.channel).embed_links else None
    text = None if embed else reply.text
    await message.edit(content=text, embed=embed, view=reply.view())


async def whisper(ctx: commands.Context[ShowrunnerBot], reply: Reply, around: tuple[str, str]) -> None:
    """Answer a command so that nobody else reads it: where Discord cannot, by direct message.

    Args:
        ctx: The command.
        reply: For one's eyes alone.
        around: What everybody may read beside it: that it was sent, or that direct messages are closed.
    """
    if ctx.interaction is not None or ctx.guild is None:
        await deliver(ctx, reply)
        return
    sent, closed = around
    try:
        await post(await ctx.author.create_dm(), reply, "")
    except discord.Forbidden:
        sent = closed
    await deliver(ctx, Reply(sent))


def permissions_in(channel: discord.abc.Messageable) -> discord.Permissions:
    """What the bot may do in a channel; where that is not known, everything."""
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread) or channel.guild.me is None:
        return discord.Permissions.all()
    return channel.permissions_for(channel.guild.me)


def _parts(reply: Reply, may: discord.Permissions) -> dict[str, Any]:
    """What discord.py is given; made for each try, because a file can be sent only once."""
    parts: dict[str, Any] = {"embed": reply.embed} if reply.embed and may.embed_links else {"content": reply.text}
    if reply.file and may.attach_files:
        parts["file"] = discord.File(BytesIO(reply.file.content.encode(errors="replace")), reply.file.name)
    elif reply.file:
        parts = {"content": reply.file.instead}
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
