"""Why an answer was given: searched for once more, and laid open to a moderator."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord import markup, wording
from bot.discord.delivery import Reply, deliver
from bot.discord.rights import admit_moderator, server_of
from bot.discord.views.reasons import reasons

if TYPE_CHECKING:
    from bot.discord.client import ShowrunnerBot

    Context = commands.Context[ShowrunnerBot]
    Interaction = discord.Interaction[ShowrunnerBot]

_REMEMBERED: Final = 500


class Why(commands.Cog):
    """Explains answers."""

    def __init__(self, bot: ShowrunnerBot) -> None:
        self.bot = bot
        self._asked: OrderedDict[int, str] = OrderedDict()
        self.menu = app_commands.ContextMenu(name=wording.WHY_MENU, callback=self.why_this)

    async def cog_load(self) -> None:
        """Add the menu."""
        self.bot.tree.add_command(self.menu)

    async def cog_unload(self) -> None:
        """Take the menu away."""
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    def remember(self, interaction: Interaction, question: str) -> None:
        """Keep in mind what a slash command asked: Discord tells nobody afterwards.

        Only the last few, only in memory, and without who it was.
        """
        self._asked[interaction.id] = question
        if len(self._asked) > _REMEMBERED:
            self._asked.popitem(last=False)

    @commands.hybrid_command(description=wording.COMMANDS["why"][1], help=wording.COMMANDS["why"][1])  # type: ignore[arg-type]
    @app_commands.describe(question=wording.WHY_OPTION)
    async def why(self, ctx: Context, *, question: str = "") -> None:
        """Explain the answer that is replied to, or what a question would get."""
        if not await admit_moderator(ctx):
            return
        if not question:
            reference = ctx.message.reference if ctx.interaction is None else None
            if reference is None:
                await deliver(ctx, Reply(wording.WHY_WHAT, private=True))
                return
            answer = await self._message(ctx.channel, reference)
            question = await self._question_of(answer) if answer else ""
        await self._explain(ctx, question)

    async def why_this(self, interaction: Interaction, message: discord.Message) -> None:
        """Explain an answer from its menu."""
        ctx = await self.bot.get_context(interaction)
        if await admit_moderator(interaction):
            await self._explain(ctx, await self._question_of(message))

    async def _explain(self, ctx: Context, question: str) -> None:
        question = markup.asked(question)
        if not markup.has_words(question):
            await deliver(ctx, Reply(wording.WHY_UNKNOWN, private=True))
            return
        finding, _ = await self.bot.find(question, server_of(ctx))
        seen = await self.bot.servers.seen(ctx, [match.entry for match in finding.matches])
        await deliver(ctx, reasons(finding, seen))

    async def _question_of(self, answer: discord.Message) -> str:
        """What a message of the bot answers; empty where that cannot be known (any longer)."""
        if self.bot.user is None or answer.author.id != self.bot.user.id:
            return ""
        if answer.interaction_metadata is not None:
            known = self._asked.get(answer.interaction_metadata.id, "")
            target = answer.interaction_metadata.target_message_id
            if known or target is None:
                return known
            asked = await self._fetched(answer.channel, target)
            return asked.content if asked else ""
        asked = await self._message(answer.channel, answer.reference) if answer.reference else None
        return await self._typed(asked) if asked else ""

    async def _typed(self, message: discord.Message) -> str:
        """The question in a message: behind the command, or beside the mention."""
        ctx: Context = await self.bot.get_context(message)
        if ctx.command is not None:
            return ctx.view.read_rest().strip() if ctx.command.cog is self.bot.asking else ""
        return self.bot.question_in(message) or ""

    async def _message(
        self, channel: discord.abc.Messageable, reference: discord.MessageReference
    ) -> discord.Message | None:
        if isinstance(reference.resolved, discord.Message):
            return reference.resolved
        return await self._fetched(channel, reference.message_id) if reference.message_id else None

    async def _fetched(self, channel: discord.abc.Messageable, number: int) -> discord.Message | None:
        try:
            return await channel.fetch_message(number)
        except (discord.NotFound, discord.Forbidden):
            return None
