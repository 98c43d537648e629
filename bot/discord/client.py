"""The bot in Discord: what it may see, how a message becomes a command or a question, and what its parts share."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.discord import wording
from bot.discord.cogs.ask import Ask
from bot.discord.cogs.browse import Browse
from bot.discord.cogs.faults import Faults
from bot.discord.delivery import Reply, deliver
from bot.discord.gate import Gate, Seen
from bot.discord.views import buttons, lists
from bot.discord.views.catalogue import Catalogue

if TYPE_CHECKING:
    import random

    from bot.config import Discord
    from bot.knowledge.model import Snapshot
    from bot.search.engine import Engine
    from bot.search.library import Library
    from bot.search.results import Answer, NoAnswer, Suggestions

log = structlog.get_logger(__name__)

_NOTICE_SECONDS = 8.0
_AROUND_A_MENTION = " \t\n,.:;!?"


class Tree(app_commands.CommandTree["ShowrunnerBot"]):
    """Slash commands and menus."""

    async def interaction_check(self, interaction: discord.Interaction[ShowrunnerBot], /) -> bool:
        """Whether it is seen for the first time (Discord repeats events after a broken connection)."""
        return self.client.seen.first(interaction.id)

    async def on_error(
        self, interaction: discord.Interaction[ShowrunnerBot], error: app_commands.AppCommandError, /
    ) -> None:
        """Have it reported."""
        await self.client.faults.report(error, interaction)


class ShowrunnerBot(commands.Bot):
    """The bot.

    Args:
        library: What it searches; may be replaced while it runs.
        options: The section `discord` of the settings.
        rng: Chooses random quotes and the codes of faults.
    """

    def __init__(self, library: Library, options: Discord, *, rng: random.Random) -> None:
        super().__init__(
            command_prefix=options.prefix,
            intents=_intents(message_content=options.message_content),
            tree_cls=Tree,
            help_command=None,
            case_insensitive=True,
            strip_after_prefix=True,
            allowed_mentions=discord.AllowedMentions.none(),
            # Neither members nor messages are looked up later, so none are kept.
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self.library = library
        self.options = options
        self.rng = rng
        self.gate = Gate(options.cooldown_user, options.cooldown_channel)
        self.seen = Seen()
        self.faults = Faults(self)
        self.asking = Ask(self)
        self.browsing = Browse(self)
        self._catalogues: WeakKeyDictionary[Engine, Catalogue] = WeakKeyDictionary()

    @property
    def prefix(self) -> str:
        """What commands written as messages begin with."""
        return self.options.prefix

    @property
    def mention(self) -> str:
        """The bot's own mention; only known once connected."""
        return self.user.mention if self.user else ""

    def catalogue_for(self, server: int | None) -> Catalogue:
        """What a server knows now, as the views need it; in a direct message `server` is None."""
        engine = self.library.engine_for(server)
        catalogue = self._catalogues.get(engine)
        if catalogue is None:
            catalogue = self._catalogues[engine] = Catalogue(engine.snapshot)
        return catalogue

    async def setup_hook(self) -> None:
        """Make commands and buttons known, before anything is received."""
        for cog in (self.faults, self.asking, self.browsing):
            await self.add_cog(cog)
        self.add_dynamic_items(buttons.Show, buttons.Whole, buttons.Turn, buttons.Helpful, buttons.NotIt, lists.Leaf)
        if not self.options.message_content:
            log.warning("prefix_commands_off", why=wording.prefix_off(self.prefix))
        try:
            await self.tree.sync()
        except discord.HTTPException as error:
            # What Discord knows from an earlier start goes on working.
            log.warning("commands_not_synced", status=error.status, code=error.code)

    async def find(self, question: str, server: int | None) -> tuple[Answer | Suggestions | NoAnswer, Snapshot]:
        """Search what a server knows; also gives back what was searched, which may have been replaced meanwhile."""
        engine = self.library.engine_for(server)
        finding = engine.find(question) if engine.quick else await asyncio.to_thread(engine.find, question)
        return finding, engine.snapshot

    async def admit(self, ctx: commands.Context[ShowrunnerBot]) -> bool:
        """Whether this may be answered now; if it came too soon after others, say so politely and privately."""
        now = (ctx.interaction or ctx.message).created_at.timestamp()
        seconds = self.gate.wait(ctx.author.id, ctx.channel.id, now)
        if not seconds:
            return True
        if ctx.interaction is not None or self.gate.notice_due(ctx.author.id, now):
            await deliver(ctx, Reply(wording.slow_down(seconds), private=True, fleeting=_NOTICE_SECONDS))
        return False

    async def on_message(self, message: discord.Message, /) -> None:
        """A command, a question to the bot, or nothing that concerns it."""
        if message.author.bot or message.webhook_id or message.is_system():
            return
        ctx = await self.get_context(message)
        question = None if ctx.valid else self._question(message)
        if question is None and not ctx.invoked_with:
            return
        if not self.seen.first(message.id):
            return
        if question is None:
            await self.invoke(ctx)
        elif question.strip(_AROUND_A_MENTION).casefold() in ("", "help"):
            await self.browsing.show_help(ctx)
        else:
            await self.asking.answer(ctx, question)

    async def on_error(self, event_method: str, /, *args: object, **_kwargs: object) -> None:
        """Have it reported; whoever wrote the message that was being handled gets an answer."""
        message = next((arg for arg in args if isinstance(arg, discord.Message)), None)
        ctx = await self.get_context(message) if message else None
        await self.faults.report_current(ctx, event_method)

    async def on_ready(self) -> None:
        """Say so in the log."""
        log.info("ready", guilds=len(self.guilds), interviews=len(self.library.engine.snapshot.interviews))

    def _question(self, message: discord.Message) -> str | None:
        """What a message asks the bot: what stands beside its mention, or all of a direct message."""
        text = message.content.strip(_AROUND_A_MENTION)
        for mention in self._mentions(message.guild):
            if text.startswith(mention) or text.endswith(mention):
                return text.removeprefix(mention).removesuffix(mention).strip()
        return message.content.strip() if message.guild is None else None

    def _mentions(self, guild: discord.Guild | None) -> list[str]:
        """Every way to mention the bot; clients offer the role it was given in a server along with itself."""
        if self.user is None:
            return []
        role = guild.self_role if guild else None
        return [f"<@{self.user.id}>", f"<@!{self.user.id}>", *([role.mention] if role else [])]


def _intents(*, message_content: bool) -> discord.Intents:
    intents = discord.Intents.none()
    intents.guilds = intents.guild_messages = intents.dm_messages = True
    intents.message_content = message_content
    return intents
