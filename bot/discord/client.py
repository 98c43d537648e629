"""The bot in Discord: what it may see, how a message becomes a command or a question, and what its parts share."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.discord import wording
from bot.discord.cogs.ask import Ask
from bot.discord.cogs.browse import Browse
from bot.discord.cogs.content import Content
from bot.discord.cogs.faults import Faults
from bot.discord.cogs.privacy import Privacy
from bot.discord.cogs.settings import Settings
from bot.discord.cogs.trivia import Trivia
from bot.discord.cogs.unanswered import Unanswered
from bot.discord.cogs.why import Why
from bot.discord.delivery import Reply, deliver
from bot.discord.errands import Errands
from bot.discord.games.daily import Dailies
from bot.discord.games.driver import Games
from bot.discord.games.outlet import Outlet
from bot.discord.gate import Gate, Seen
from bot.discord.rights import server_of
from bot.discord.servers import Servers, place_of
from bot.discord.views import buttons, lists
from bot.discord.views.catalogue import Catalogue
from bot.search.engine import CHOICES

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from bot import config
    from bot.knowledge.model import Snapshot
    from bot.moderation.moderating import Moderation
    from bot.search.engine import Engine
    from bot.search.results import Answer, NoAnswer, Suggestions

log = structlog.get_logger(__name__)

TOO_OLD: Final = dt.timedelta(minutes=15)
_NOTICE_SECONDS = 8.0
_AROUND_A_MENTION = " \t\n,.:;!?"


class Tree(app_commands.CommandTree["ShowrunnerBot"]):
    """Slash commands and menus."""

    async def interaction_check(self, interaction: discord.Interaction[ShowrunnerBot], /) -> bool:
        """Whether it is seen for the first time (Discord repeats events after a broken connection)."""
        await self.client.servers.load(interaction.guild_id)
        return self.client.seen.first(interaction.id)

    async def on_error(
        self, interaction: discord.Interaction[ShowrunnerBot], error: app_commands.AppCommandError, /
    ) -> None:
        """Have it reported."""
        await self.client.faults.report(error, interaction)


class ShowrunnerBot(commands.Bot):
    """The bot.

    Args:
        moderation: What moderators change content with; brings what is searched and what is kept.
        options: The section `discord` of the settings.
        privacy: How long what concerns people is kept.
        rng: Chooses random quotes and the codes of faults.
        now: Tells the time.
        too_old: A trivia game that nobody has run for so long is ended instead of resumed.
    """

    def __init__(
        self,
        moderation: Moderation,
        options: config.Discord,
        privacy: config.Privacy,
        *,
        rng: random.Random,
        now: Callable[[], dt.datetime] = discord.utils.utcnow,
        too_old: dt.timedelta = TOO_OLD,
    ) -> None:
        super().__init__(
            command_prefix=_prefix,
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
        self.moderation = moderation
        self.library = moderation.library
        self.store = moderation.store
        self.options = options
        self.privacy = privacy
        self.rng = rng
        self.now = now
        self.errands = Errands()
        self.servers = Servers(self.store, self.errands)
        self.gate = Gate(options.cooldown_user, options.cooldown_channel)
        self.seen = Seen()
        self.faults = Faults(self)
        self.asking = Ask(self)
        self.browsing = Browse(self)
        self.board = Unanswered(self)
        self.content = Content(self)
        self.why = Why(self)
        self.games = Games(self, Outlet(self), too_old)
        self.dailies = Dailies(self)
        self.trivia = Trivia(self)
        self._catalogues: WeakKeyDictionary[Engine, Catalogue] = WeakKeyDictionary()

    def prefix_in(self, server: int | None) -> str:
        """What commands written as messages begin with; in a direct message `server` is None."""
        return self.servers.settings(server).prefix or self.options.prefix

    @property
    def mention(self) -> str:
        """The bot's own mention; only known once connected."""
        return self.user.mention if self.user else ""

    def catalogue_for(self, server: int | None) -> Catalogue:
        """What a server knows now, as the views need it; in a direct message `server` is None."""
        return self._catalogue_of(self.library.engine_for(server))

    async def setup_hook(self) -> None:
        """Make commands and buttons known, before anything is received."""
        for cog in (self.faults, self.asking, self.browsing, self.board, self.content, self.why, self.trivia):
            await self.add_cog(cog)
        for kind in (Settings, Privacy):
            await self.add_cog(kind(self))
        self.add_dynamic_items(buttons.Show, buttons.Whole, buttons.Turn, buttons.Helpful, buttons.NotIt, lists.Leaf)
        self.library.prepare(self._catalogue_of)
        await self.store.listen(self.servers.hear)
        await self.store.listen(self.dailies.hear)
        if not self.options.message_content:
            log.warning("prefix_commands_off", why=wording.prefix_off(self.options.prefix))
        try:
            await self.tree.sync()
        except discord.HTTPException as error:
            # What Discord knows from an earlier start goes on working.
            log.warning("commands_not_synced", status=error.status, code=error.code)

    def _catalogue_of(self, engine: Engine) -> Catalogue:
        catalogue = self._catalogues.get(engine)
        if catalogue is None:
            catalogue = Catalogue(engine.snapshot)
            catalogue.complete()
            self._catalogues[engine] = catalogue
        return catalogue

    async def find(
        self, question: str, server: int | None, *, top: int = CHOICES
    ) -> tuple[Answer | Suggestions | NoAnswer, Snapshot]:
        """Search what a server knows; also gives back what was searched, which may have been replaced meanwhile.

        Args:
            question: As it was typed.
            server: Whose content; None in a direct message.
            top: How many matches to give back.
        """
        engine = self.library.engine_for(server)
        if engine.quick:
            return engine.find(question, top=top), engine.snapshot
        return await asyncio.to_thread(engine.find, question, top=top), engine.snapshot

    def answers_in(self, ctx: commands.Context[ShowrunnerBot]) -> bool:
        """Whether the server wants fans to be answered in this channel."""
        server, *channels = place_of(ctx)
        return not channels or self.servers.settings(server).answers_in(*channels)

    async def admit(self, ctx: commands.Context[ShowrunnerBot]) -> bool:
        """Whether this may be answered here and now; if not, say why, politely and privately."""
        if not self.answers_in(ctx):
            await deliver(ctx, Reply(wording.elsewhere(self.servers.settings(server_of(ctx)).channels), private=True))
            return False
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
        await self.servers.load(message.guild.id if message.guild else None)
        ctx = await self.get_context(message)
        question = None if ctx.valid else self.question_in(message)
        if question is None and not ctx.invoked_with:
            if self.seen.first(message.id):
                await self.games.guesses.hear(message)
            return
        if (question is not None or ctx.cog in (self.asking, self.browsing)) and not self.answers_in(ctx):
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

    async def close(self) -> None:
        """Disconnect, and let nothing go on behind that."""
        await self.games.close()
        await self.errands.close()
        await super().close()

    async def on_ready(self) -> None:
        """Say so in the log."""
        log.info("ready", guilds=len(self.guilds), interviews=len(self.library.engine.snapshot.interviews))

    def question_in(self, message: discord.Message) -> str | None:
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


def _prefix(bot: ShowrunnerBot, message: discord.Message) -> str:
    return bot.prefix_in(message.guild.id if message.guild else None)


def _intents(*, message_content: bool) -> discord.Intents:
    intents = discord.Intents.none()
    intents.guilds = intents.guild_messages = intents.dm_messages = True
    intents.message_content = message_content
    return intents
