"""Whether and how a game begins where somebody asks for one."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import discord

from bot.discord import trivia_wording as sentences
from bot.discord.delivery import Reply, deliver, permissions_in, post
from bot.discord.games.defaults import modes_of

if TYPE_CHECKING:
    from discord.ext import commands

    from bot.discord.client import ShowrunnerBot
    from bot.discord.games.defaults import Defaults

    Context = commands.Context[ShowrunnerBot]


async def may_speak(ctx: Context) -> bool:
    """Whether the bot may play here; if not, whoever wants a game is told why, somewhere."""
    may = permissions_in(ctx.channel)  # what comes with an interaction speaks of answers to it only
    speaks = may.send_messages_in_threads if isinstance(ctx.channel, discord.Thread) else may.send_messages
    if speaks and may.view_channel:
        return True
    if ctx.interaction is not None:
        await deliver(ctx, Reply(sentences.MAY_NOT_SEND, private=True))
    else:
        with contextlib.suppress(discord.Forbidden):
            await post(await ctx.author.create_dm(), Reply(sentences.MAY_NOT_SEND), "")
    return False


async def begin(ctx: Context, server: int, defaults: Defaults) -> None:
    """Start a game, if one can be made here.

    Raises:
        StorageError: It could not be kept.
    """
    games, mode = ctx.bot.games, defaults.mode
    lacks = await games.dealer.available(server, ctx.channel.id, modes_of(mode))
    modes = [each for each in modes_of(mode) if lacks[each] is None]
    if not modes:
        reason = next(each for each in lacks.values() if each)
        await deliver(ctx, Reply(sentences.SHORTAGES[reason], private=True))
        return
    running = await games.open(server, ctx.channel.id, ctx.author.id, defaults.settings(defaults.rounds, modes))
    if running is None:
        await deliver(ctx, Reply(sentences.RUNNING, private=True))
        return
    games.names.note(server, ctx.author)
    name = games.names.known(server, [ctx.author.id])[ctx.author.id]
    lacking = [each for each in lacks if each not in modes]
    text = sentences.started(defaults.rounds, mode, defaults.seconds, name, lacking)
    try:
        await deliver(ctx, Reply(text))
    finally:
        games.wake(running)
