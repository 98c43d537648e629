"""Asking: the command, its autocomplete, the message menu; a mention and a direct message come here too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.discord import markup, wording
from bot.discord.delivery import Reply, deliver
from bot.discord.rights import server_of
from bot.discord.views import buttons
from bot.discord.views.catalogue import Shown
from bot.search.results import Answer, NoAnswer, Suggestions

if TYPE_CHECKING:
    from bot.discord.client import ShowrunnerBot

    Context = commands.Context[ShowrunnerBot]
    Interaction = discord.Interaction[ShowrunnerBot]

log = structlog.get_logger(__name__)

_CHOICES = 25
_CHOICE = 100


class Ask(commands.Cog):
    """Finds the passage that answers a question."""

    def __init__(self, bot: ShowrunnerBot) -> None:
        self.bot = bot
        # discord.py cannot make a menu out of a method of a cog by itself.
        self.menu = app_commands.ContextMenu(name=wording.MENU, callback=self.ask_about)

    async def cog_load(self) -> None:
        """Add the menu."""
        self.bot.tree.add_command(self.menu)

    async def cog_unload(self) -> None:
        """Take the menu away."""
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    @commands.hybrid_command(description=wording.COMMANDS["ask"][1], help=wording.COMMANDS["ask"][1])  # type: ignore[arg-type]
    @app_commands.describe(question=wording.QUESTION_OPTION)
    async def ask(self, ctx: Context, *, question: str) -> None:
        """Answer a question."""
        await self.answer(ctx, question)

    @ask.autocomplete("question")
    async def known_questions(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The known questions nearest to what has been typed so far."""
        known: list[str] = []
        async with self.bot.faults.watch(None):
            known = self.bot.library.engine_for(interaction.guild_id).complete(typed, limit=_CHOICES)
        labels = dict.fromkeys(filter(None, (markup.label(question, _CHOICE) for question in known)))
        return [app_commands.Choice(name=label, value=label) for label in labels][:_CHOICES]

    async def ask_about(self, interaction: Interaction, message: discord.Message) -> None:
        """Answer what somebody's message asks."""
        ctx = await self.bot.get_context(interaction)
        await self.answer(ctx, message.content, quiet=True)

    async def answer(self, ctx: Context, question: str, *, quiet: bool = False) -> None:
        """Answer a question, however it came.

        Args:
            ctx: Where it came from and where the answer goes.
            question: As it was typed.
            quiet: Whether nobody but the asker is bothered where there is no answer.
        """
        if not await self.bot.admit(ctx):
            return
        question = markup.asked(question)
        if not markup.has_words(question):
            await deliver(ctx, self._not_a_question(server_of(ctx), question))
            return
        if ctx.interaction is not None:
            self.bot.why.remember(ctx.interaction, question)
        finding, snapshot = await self.bot.find(question, server_of(ctx))
        nearest = finding.matches[0].entry.ref if finding.matches else None
        log.info("asked", outcome=finding.outcome, confidence=round(finding.confidence, 3), nearest=nearest)
        match finding:
            case Answer():
                seen = await self.bot.servers.seen(ctx, [finding.best.entry])
                shown = [Shown.of(match).to(seen) for match in (finding.best, *finding.others)]
                reply = buttons.answer(shown, snapshot, ctx.author.id)
            case Suggestions():
                shown = [Shown.of(match) for match in finding.choices]
                reply = buttons.choices(wording.DID_YOU_MEAN, shown, ctx.author.id)
            case NoAnswer():
                buttons_below = await self.bot.board.note(ctx, question) if snapshot.entries else ()
                reply = Reply(self._nothing_found(server_of(ctx)), buttons=buttons_below, private=quiet)
        await deliver(ctx, reply)

    def _not_a_question(self, server: int | None, question: str) -> Reply:
        return Reply(wording.NO_WORDS if question else self.how_to_ask(server), private=True)

    def how_to_ask(self, server: int | None) -> str:
        """What to type, with an example that is answered here."""
        example = self.bot.catalogue_for(server).example
        prefix = markup.escape(self.bot.prefix_in(server))
        return wording.how_to_ask(prefix, example and markup.fit(example, _CHOICE * 2))

    def _nothing_found(self, server: int | None) -> str:
        catalogue = self.bot.catalogue_for(server)
        if not catalogue.snapshot.entries:
            return wording.NOTHING_LOADED
        return wording.nothing_found([markup.fit(markup.one_line(subject), _CHOICE) for subject in catalogue.subjects])
