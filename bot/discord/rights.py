"""The rule of `bot.moderation.rights`, asked about people in Discord: for every command and every press anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.discord import wording
from bot.discord.delivery import Reply, deliver, respond
from bot.moderation.rights import SETTING, Member, is_moderator

if TYPE_CHECKING:
    from discord.ext import commands

    from bot.discord.client import ShowrunnerBot

    Context = commands.Context[ShowrunnerBot]
    Interaction = discord.Interaction[ShowrunnerBot]


async def moderates(where: Context | Interaction) -> bool:
    """Whether who gave a command or pressed a button may change the content of the server they did it in.

    Raises:
        StorageError: The server's settings cannot be read.
    """
    user = where.user if isinstance(where, discord.Interaction) else where.author
    bot = where.client if isinstance(where, discord.Interaction) else where.bot
    server, member = server_of(where), member_of(user)
    if server is None or member is None:
        return False
    named = bot.options.moderator_roles
    if is_moderator(member, named):
        return True
    settings = await bot.store.server_settings(server)
    return is_moderator(member, [*named, *map(str, settings.get(SETTING) or ())])


async def admit_moderator(where: Context | Interaction) -> bool:
    """The same; whoever may not is told so, privately where Discord can do that."""
    if await moderates(where):
        return True
    reply = Reply(wording.SERVER_ONLY if server_of(where) is None else wording.MODERATORS_ONLY, private=True)
    await (respond(where, reply) if isinstance(where, discord.Interaction) else deliver(where, reply))
    return False


def server_of(where: Context | Interaction) -> int | None:
    """The id of the server in which something was asked for; None in a direct message."""
    if isinstance(where, discord.Interaction):
        return where.guild_id
    return where.guild.id if where.guild else None


def member_of(user: discord.User | discord.Member) -> Member | None:
    """Somebody as the rule sees them; None in a direct message.

    What an interaction says of its user is newer than anything remembered, so it counts more.
    """
    if not isinstance(user, discord.Member):
        return None
    may = user.resolved_permissions or user.guild_permissions
    # The role that everybody has bears the server's own id; nobody moderates by that.
    roles = tuple((role.id, role.name) for role in user.roles if role.id != user.guild.id)
    return Member(may.manage_guild or may.administrator, roles)
