"""The rule of `bot.moderation.rights`, asked about people in Discord: for every command and every press anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.moderation.rights import Member

if TYPE_CHECKING:
    from discord.ext import commands

    from bot.discord.client import ShowrunnerBot

    Context = commands.Context[ShowrunnerBot]
    Interaction = discord.Interaction[ShowrunnerBot]


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
