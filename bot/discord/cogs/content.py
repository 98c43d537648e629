"""Moderating content: reloading the files, and what a server adds, takes back and looks at."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord import content_wording as wording
from bot.discord.delivery import Attachment, Reply, deliver
from bot.discord.rights import admit_moderator, server_of
from bot.discord.views import changes, imports, lessons, records, uploads
from bot.discord.views.refusals import Insist, refusal
from bot.discord.wording import COMMANDS
from bot.knowledge.reading import MAX_BYTES
from bot.knowledge.writing import dump
from bot.moderation.imports import Deed
from bot.moderation.reloading import Faulty
from bot.moderation.sheets import Sheet, is_interview_file
from bot.moderation.status import status
from bot.moderation.uploads import Obstacle, Preview

if TYPE_CHECKING:
    from bot.discord.client import ShowrunnerBot

    Context = commands.Context[ShowrunnerBot]
    Interaction = discord.Interaction[ShowrunnerBot]

_CHOICES: Final = 25
_ABOUT: Final = {name: does for name, (_, does) in (COMMANDS | wording.COMMANDS).items()}


class Forced(app_commands.Transformer):
    """`--force` in a message, a yes or no in a slash command."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """What Discord asks for."""
        return discord.AppCommandOptionType.boolean

    async def transform(self, _interaction: discord.Interaction[Any], value: Any, /) -> bool:  # noqa: ANN401
        """Take what Discord gives."""
        return bool(value)

    async def convert(self, _ctx: Context, argument: str) -> bool:
        """Take what was typed.

        Raises:
            commands.BadArgument: It is something else.
        """
        if argument.casefold().lstrip("-—–") != "force":
            raise commands.BadArgument(argument)
        return True


def _described(name: str) -> dict[str, Any]:
    return {"description": _ABOUT[name], "help": _ABOUT[name]}


class Content(commands.Cog):
    """Changes what the bot knows, for those who may."""

    def __init__(self, bot: ShowrunnerBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Make its buttons known."""
        self.bot.add_dynamic_items(uploads.Apply, uploads.Cancel, uploads.Back, records.Older, Insist, *imports.PRESSES)

    @commands.hybrid_command(**_described("reload"))  # type: ignore[arg-type]
    @commands.guild_only()
    @app_commands.describe(force=wording.FORCE_OPTION)
    async def reload(self, ctx: Context, force: Forced = False) -> None:  # type: ignore[assignment]
        """Read the interview files again."""
        await self._reload(ctx, force=bool(force))

    @commands.hybrid_group(name="knowledge", fallback="status", **_described("knowledge status"))  # type: ignore[arg-type]
    @commands.guild_only()
    async def knowledge(self, ctx: Context) -> None:
        """Show what is loaded here."""
        if (server := await self._admitted(ctx)) is not None:
            await deliver(ctx, records.status(await status(self.bot.moderation, server)))

    @knowledge.command(name="reload", **_described("knowledge reload"))  # type: ignore[arg-type]
    @app_commands.describe(force=wording.FORCE_OPTION)
    async def reload_files(self, ctx: Context, force: Forced = False) -> None:  # type: ignore[assignment]
        """Read the interview files again."""
        await self._reload(ctx, force=bool(force))

    @knowledge.command(name="upload", **_described("knowledge upload"))  # type: ignore[arg-type]
    @app_commands.describe(file=wording.FILE_OPTION)
    async def upload(self, ctx: Context, file: discord.Attachment) -> None:
        """Show what an attached interview would change."""
        server = await self._admitted(ctx)
        if server is None:
            return
        limits = self.bot.moderation.uploads.limits
        if len(ctx.message.attachments) > 1:
            await deliver(ctx, Reply(wording.MANY_FILES, private=True))
        elif found := self.bot.moderation.uploads.refused(file.filename, file.size):
            await deliver(ctx, uploads.obstacle(found, limits, MAX_BYTES))
        else:
            await ctx.defer()
            await deliver(ctx, await self._previewed(ctx, server, file))

    @knowledge.command(name="history", **_described("knowledge history"))  # type: ignore[arg-type]
    @app_commands.describe(interview=wording.INTERVIEW_OPTION)
    async def history(self, ctx: Context, interview: str | None = None) -> None:
        """Show the versions of what the server uploaded."""
        if (server := await self._admitted(ctx)) is not None:
            await deliver(ctx, records.history(await self.bot.store.versions(server, interview)))

    @knowledge.command(name="rollback", **_described("knowledge rollback"))  # type: ignore[arg-type]
    @app_commands.describe(interview=wording.INTERVIEW_OPTION, version=wording.VERSION_OPTION)
    async def rollback(self, ctx: Context, interview: str, version: commands.Range[int, 0] = None) -> None:  # type: ignore[assignment]
        """Show what going back would change."""
        server = await self._admitted(ctx)
        if server is None:
            return
        await ctx.defer()
        found = await self.bot.moderation.uploads.step(server, interview, version)
        if isinstance(found, Obstacle):
            await deliver(ctx, uploads.obstacle(found, self.bot.moderation.uploads.limits, MAX_BYTES))
        else:
            await deliver(ctx, uploads.step(found))

    @knowledge.command(name="export", **_described("knowledge export"))  # type: ignore[arg-type]
    @app_commands.describe(interview=wording.INTERVIEW_OPTION)
    async def export(self, ctx: Context, interview: str) -> None:
        """Give an interview as a file."""
        server = await self._admitted(ctx)
        if server is None:
            return
        known = self.bot.library.engine_for(server).snapshot.interviews
        found = next((each for each in known if each.id == interview), None)
        if found is None:
            await deliver(ctx, Reply(wording.NO_INTERVIEW, private=True))
            return
        await ctx.defer(ephemeral=True)
        file = Attachment(f"{found.id}.yaml", await asyncio.to_thread(dump, found), wording.NO_FILES_HERE)
        await deliver(ctx, Reply(wording.preview_intro(found.id, len(found.pairs)), private=True, file=file))

    @knowledge.command(name="unanswered", **_described("knowledge unanswered"))  # type: ignore[arg-type]
    async def unanswered(self, ctx: Context) -> None:
        """Show the questions that found nothing."""
        await self.bot.board.show(ctx)

    @knowledge.command(name="taught", **_described("knowledge taught"))  # type: ignore[arg-type]
    async def taught(self, ctx: Context) -> None:
        """Show what was taught."""
        if (server := await self._admitted(ctx)) is not None:
            await deliver(ctx, lessons.lessons(await self.bot.store.taught(server), 0))

    @knowledge.command(name="log", **_described("knowledge log"))  # type: ignore[arg-type]
    async def log(self, ctx: Context) -> None:
        """Show who changed what."""
        if (server := await self._admitted(ctx)) is not None:
            await deliver(ctx, records.log(await self.bot.store.log(server, limit=records.LOG_LINES + 1)))

    @history.autocomplete("interview")
    @rollback.autocomplete("interview")
    async def own_interviews(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The interviews the server has uploaded."""
        names: list[str] = []
        async with self.bot.faults.watch(None):
            if (server := server_of(interaction)) is not None:
                names = [version.interview for version in await self.bot.store.versions(server)]
        return _choices(names, typed)

    @export.autocomplete("interview")
    async def known_interviews(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """All interviews that are loaded here."""
        snapshot = self.bot.library.engine_for(server_of(interaction)).snapshot
        return _choices([interview.id for interview in snapshot.interviews], typed)

    async def _admitted(self, ctx: Context) -> int | None:
        """The server, if who asks moderates it; otherwise they have been told."""
        return server_of(ctx) if await admit_moderator(ctx) else None

    async def _reload(self, ctx: Context, *, force: bool) -> None:
        server = await self._admitted(ctx)
        if server is None:
            return
        await ctx.defer()
        now = (ctx.interaction or ctx.message).created_at
        outcome, joined = await self.bot.moderation.reload(server, by=ctx.author.id, now=now, force=force)
        await deliver(ctx, changes.outcome(outcome, joined=joined))

    async def _previewed(self, ctx: Context, server: int, file: discord.Attachment) -> Reply:
        moderation = self.bot.moderation.uploads
        try:
            data = await file.read()
        except discord.HTTPException:
            return Reply(wording.DOWNLOAD_FAILED, private=True)
        now = (ctx.interaction or ctx.message).created_at
        if not is_interview_file(file.filename, data):
            return await self._looked_through(server, file.filename, data, Deed(ctx.author.id, now))
        found = await moderation.preview(server, file.filename, data, by=ctx.author.id, now=now)
        match found:
            case Preview():
                return uploads.preview(found)
            case Faulty(faults):
                return changes.faulty(faults)
        return uploads.obstacle(found, moderation.limits, MAX_BYTES)

    async def _looked_through(self, server: int, name: str, data: bytes, by: Deed) -> Reply:
        found = await self.bot.moderation.imports.open(server, name, data, by)
        return imports.card(found, 0) if isinstance(found, Sheet) else refusal(found)


def _choices(names: list[str], typed: str) -> list[app_commands.Choice[str]]:
    fitting = [name for name in dict.fromkeys(names) if typed.casefold() in name]
    return [app_commands.Choice(name=name, value=name) for name in sorted(fitting)[:_CHOICES]]
