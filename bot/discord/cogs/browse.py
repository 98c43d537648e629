"""Looking around without a question: quotes, the list of interviews, help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.discord import wording
from bot.discord.delivery import Reply, deliver
from bot.discord.rights import server_of
from bot.discord.views import buttons, lists
from bot.discord.views.catalogue import Shown
from bot.moderation.spoilers import hides

if TYPE_CHECKING:
    from bot.discord.client import ShowrunnerBot

    Context = commands.Context[ShowrunnerBot]


class Browse(commands.Cog):
    """Shows what there is."""

    def __init__(self, bot: ShowrunnerBot) -> None:
        self.bot = bot

    @commands.hybrid_command(description=wording.COMMANDS["quote"][1], help=wording.COMMANDS["quote"][1])  # type: ignore[arg-type]
    @app_commands.describe(topic=wording.TOPIC_OPTION)
    async def quote(self, ctx: Context, *, topic: str = "") -> None:
        """Show a random quote that spoils nothing for those who read here."""
        if not await self.bot.admit(ctx):
            return
        engine = self.bot.library.engine_for(server_of(ctx))
        found = engine.about(topic)
        seen = await self.bot.servers.seen(ctx, found)
        entries = [entry for entry in found if not hides(entry, seen)]
        if not entries:
            text = wording.NO_QUOTE if engine.snapshot.entries else wording.NOTHING_LOADED
            await deliver(ctx, Reply(text, private=True))
            return
        shown = Shown.opening(self.bot.rng.choice(entries)).to(seen)
        await deliver(ctx, buttons.answer([shown], engine.snapshot, ctx.author.id, verdicts=False))

    @commands.hybrid_command(description=wording.COMMANDS["interviews"][1], help=wording.COMMANDS["interviews"][1])  # type: ignore[arg-type]
    async def interviews(self, ctx: Context) -> None:
        """Show what is loaded."""
        if await self.bot.admit(ctx):
            known = self.bot.library.engine_for(server_of(ctx)).snapshot
            await deliver(ctx, lists.interviews(known, 0, ctx.author.id))

    @commands.hybrid_command(description=wording.COMMANDS["help"][1], help=wording.COMMANDS["help"][1])  # type: ignore[arg-type]
    async def help(self, ctx: Context) -> None:
        """Show how to ask."""
        await self.show_help(ctx)

    async def show_help(self, ctx: Context) -> None:
        """The help, also for a mention with nothing beside it."""
        if await self.bot.admit(ctx):
            prefix, may_read = self.bot.prefix_in(server_of(ctx)), self.bot.options.message_content
            await deliver(ctx, lists.help_card(prefix, self.bot.mention, message_content=may_read))
