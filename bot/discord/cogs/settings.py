"""What a server's moderators set, and how far fans say they have seen."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord import markup, trivia_desk_wording, trivia_wording, wording
from bot.discord import settings_wording as sentences
from bot.discord.delivery import Reply, deliver
from bot.discord.games.defaults import Defaults
from bot.discord.rights import admit_moderator, server_of
from bot.discord.servers import DIRECT
from bot.discord.views.settings import defaults_of, progress_card, settings_card
from bot.moderation import settings, spoilers

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from bot.discord.client import ShowrunnerBot
    from bot.knowledge.model import Episode

    Context = commands.Context[ShowrunnerBot]
    Interaction = discord.Interaction[ShowrunnerBot]

_CHOICES: Final = 25
_CHOICE: Final = 100
_TITLE: Final = 200
_CLEAR: Final = ("none", "clear")

Channel = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.ForumChannel | discord.Thread


def _about(name: str) -> dict[str, Any]:
    text = (wording.COMMANDS.get(name) or sentences.COMMANDS[name])[1]
    return {"description": text, "help": text}


class Settings(commands.Cog):
    """Settings of a server; each change is checked, kept, in the log, and in force at once."""

    def __init__(self, bot: ShowrunnerBot) -> None:
        self.bot = bot
        self._turns: dict[int, asyncio.Lock] = {}

    @commands.hybrid_group(fallback="show", **_about("settings show"))  # type: ignore[arg-type]
    @app_commands.guild_only()
    async def settings(self, ctx: Context) -> None:
        """Show what is set."""
        server = await self._server(ctx)
        if server is None:
            return
        await self.bot.servers.reload(server)
        here = await self.bot.store.channel_progress(server, ctx.channel.id)
        set_here = self.bot.servers.settings(server)
        await deliver(ctx, settings_card(set_here, self.bot.prefix_in(server), here))

    @settings.command(**_about("settings prefix"))  # type: ignore[arg-type]
    @app_commands.describe(prefix=sentences.PREFIX_OPTION)
    async def prefix(self, ctx: Context, prefix: str = "") -> None:
        """Set what commands begin with."""
        server = await self._server(ctx)
        if server is None:
            return
        usable = settings.usable_prefix(prefix)
        if prefix and usable is None:
            await deliver(ctx, Reply(sentences.BAD_PREFIX, private=True))
            return
        await self._change(ctx, server, settings.PREFIX, usable)
        await self._done(ctx, sentences.prefix_set(markup.escape(self.bot.prefix_in(server))))

    @settings.command(name="moderator-roles", **_about("settings moderator-roles"))  # type: ignore[arg-type]
    @app_commands.describe(role=sentences.ROLE_OPTION)
    async def moderator_roles(self, ctx: Context, *, role: discord.Role) -> None:
        """Add a role to those that moderate, or take it away."""
        server = await self._server(ctx)
        if server is None:
            return
        if role.is_default():
            await deliver(ctx, Reply(sentences.EVERYBODY, private=True))
            return
        roles = await self._toggle(ctx, server, settings.MODERATOR_ROLES, str(role.id))
        if roles is not None:
            await self._done(ctx, sentences.role_set(role.mention, on=str(role.id) in roles))

    @settings.command(**_about("settings channels"))  # type: ignore[arg-type]
    @app_commands.describe(channel=sentences.CHANNEL_OPTION)
    async def channels(self, ctx: Context, *, channel: Channel) -> None:
        """Add a channel to those in which questions are answered, or take it away."""
        server = await self._server(ctx)
        if server is None:
            return
        channels = await self._toggle(ctx, server, settings.CHANNELS, channel.id)
        if channels is not None:
            await self._done(ctx, sentences.channel_set(channel.mention, [f"<#{each}>" for each in channels]))

    @settings.command(**_about("settings interviews"))  # type: ignore[arg-type]
    @app_commands.describe(interview=sentences.INTERVIEW_OPTION)
    async def interviews(self, ctx: Context, *, interview: str) -> None:
        """Do without an interview, or use it again."""
        server = await self._server(ctx)
        if server is None:
            return
        title = self._interviews(server).get(interview)
        if title is None:
            await deliver(ctx, Reply(sentences.UNKNOWN_INTERVIEW, private=True))
            return
        off = await self._toggle(ctx, server, settings.INTERVIEWS_OFF, interview)
        if off is not None:
            await self._done(ctx, sentences.interview_set(markup.fit(title, _TITLE), on=interview not in off))

    @settings.command(**_about("settings strictness"))  # type: ignore[arg-type]
    @app_commands.describe(strictness=sentences.STRICTNESS_OPTION)
    async def strictness(self, ctx: Context, strictness: Literal["cautious", "normal", "bold"]) -> None:
        """Set how sure the bot has to be."""
        server = await self._server(ctx)
        if server is not None:
            await self._change(ctx, server, settings.STRICTNESS, None if strictness == "normal" else strictness)
            await self._done(ctx, sentences.strictness_set(strictness))

    @settings.command(**_about("settings spoilers"))  # type: ignore[arg-type]
    @app_commands.describe(
        channel=sentences.CHANNEL_OPTION, episode=sentences.EPISODE_OPTION, show=sentences.SHOW_OPTION
    )
    async def spoilers(self, ctx: Context, channel: Channel, episode: str, *, show: str = "") -> None:
        """Set how far the people of a channel have seen a show."""
        server = await self._server(ctx)
        if server is None:
            return
        title, reached = self._show(server, show), spoilers.episode(episode)
        if title is None or (reached is None and episode.casefold() not in _CLEAR):
            text = sentences.UNKNOWN_SHOW if title is None else sentences.BAD_EPISODE
            await deliver(ctx, Reply(text, private=True))
            return
        await self.bot.store.set_channel_progress(
            server, channel.id, title, *_numbers(reached), by=ctx.author.id, now=_now(ctx)
        )
        shown = markup.fit(title, _TITLE)
        await self._done(ctx, sentences.spoilers_set(channel.mention, shown, str(reached) if reached else None))

    @settings.command(**_about("settings trivia"))  # type: ignore[arg-type]
    @app_commands.describe(
        rounds=trivia_wording.ROUNDS_OPTION,
        seconds=trivia_desk_wording.SECONDS_OPTION,
        mode=trivia_wording.MODE_OPTION,
        changeable=trivia_desk_wording.CHANGEABLE_OPTION,
    )
    async def trivia(
        self,
        ctx: Context,
        rounds: commands.Range[int, 1, 50] = None,  # type: ignore[assignment]
        seconds: commands.Range[int, 10, 120] = None,  # type: ignore[assignment]
        mode: Literal["quote", "gap", "who", "mix"] | None = None,
        changeable: bool | None = None,
    ) -> None:
        """Set how trivia games go."""
        server = await self._server(ctx)
        if server is None:
            return
        asked = {"rounds": rounds, "seconds": seconds, "mode": mode, "changeable": changeable}
        before = asdict(Defaults.read(self.bot.servers.settings(server).trivia))
        after = before | {name: value for name, value in asked.items() if value is not None}
        await self._change(ctx, server, settings.TRIVIA, after)
        await self._done(ctx, trivia_desk_wording.defaults_set(defaults_of(self.bot.servers.settings(server))))

    @settings.command(**_about("settings reset"))  # type: ignore[arg-type]
    @app_commands.describe(setting=sentences.SETTING_OPTION)
    async def reset(
        self,
        ctx: Context,
        setting: Literal["prefix", "moderator-roles", "channels", "interviews", "strictness", "trivia"] | None = None,
    ) -> None:
        """Set one setting, or all of them, back."""
        server = await self._server(ctx)
        if server is None:
            return
        names = settings.NAMES if setting is None else (_STORED[setting],)
        for name in names:
            if name in await self.bot.store.server_settings(server):
                await self._change(ctx, server, name, None)
        await self._done(ctx, sentences.EVERYTHING_RESET if setting is None else sentences.SETTING_RESET)

    @commands.hybrid_command(**_about("progress"))  # type: ignore[arg-type]
    @app_commands.describe(episode=sentences.EPISODE_OPTION, show=sentences.SHOW_OPTION)
    async def progress(self, ctx: Context, episode: str = "", *, show: str = "") -> None:
        """Show or set how far whoever asks has seen."""
        server, user = server_of(ctx) or DIRECT, ctx.author.id
        told = await self.bot.store.own_progress(user, server)
        if not episode:
            await deliver(ctx, progress_card(told))
            return
        reached, clear = spoilers.episode(episode), episode.casefold() in _CLEAR
        if reached is None and not clear:
            await deliver(ctx, Reply(sentences.BAD_EPISODE, private=True))
            return
        if clear and not show:
            for each in told:
                await self.bot.store.set_own_progress(user, server, each, None, now=_now(ctx))
            await deliver(ctx, Reply(sentences.PROGRESS_CLEARED, private=True))
            return
        title = self._show(server_of(ctx), show)
        if title is None:
            await deliver(ctx, Reply(sentences.UNKNOWN_SHOW, private=True))
            return
        await self.bot.store.set_own_progress(user, server, title, *_numbers(reached), now=_now(ctx))
        text = sentences.progress_set(markup.fit(title, _TITLE), str(reached) if reached else None)
        await deliver(ctx, Reply(text, private=True))

    @interviews.autocomplete("interview")
    async def known_interviews(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The interviews whose id or title holds what has been typed."""
        known = self._interviews(interaction.guild_id).items()
        named = [(number, f"{number} · {title}") for number, title in known if len(number) <= _CHOICE]
        return _choices(typed, named)

    @spoilers.autocomplete("show")
    @progress.autocomplete("show")
    async def known_shows(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """The shows whose title holds what has been typed."""
        shows = self.bot.library.engine_for(interaction.guild_id).snapshot.shows
        return _choices(typed, [(markup.label(show, _CHOICE), show) for show in shows])

    async def _server(self, ctx: Context) -> int | None:
        """The server whose settings a command is about; None if whoever gave it may not, which they are told."""
        return server_of(ctx) if await admit_moderator(ctx) else None

    async def _toggle(self, ctx: Context, server: int, name: str, item: str | int) -> list[Any] | None:
        """Put something on a list, or take it off; the list as it is then, or None if it is full."""
        async with self._turns.setdefault(server, asyncio.Lock()):
            before = (await self.bot.store.server_settings(server)).get(name)
            listed = before if isinstance(before, list) else []
            after = [each for each in listed if each != item] if item in listed else [*listed, item]
            if len(after) > settings.MOST_LISTED:
                await deliver(ctx, Reply(sentences.TOO_MANY, private=True))
                return None
            await self._change(ctx, server, name, after or None)
            return after

    async def _change(self, ctx: Context, server: int, name: str, value: object) -> None:
        """Set something (None: no longer), so that it is in force when this returns."""
        if name in _CONTENT and ctx.interaction is not None and not ctx.interaction.response.is_done():
            await ctx.defer(ephemeral=True)  # an engine may have to be built
        await self.bot.store.change_setting(server, name, value, by=ctx.author.id, now=_now(ctx))
        await self.bot.servers.reload(server)
        if name in _CONTENT:
            await self.bot.moderation.editions.refresh(server)

    async def _done(self, ctx: Context, text: str) -> None:
        await deliver(ctx, Reply(text, private=True))

    def _interviews(self, server: int | None) -> dict[str, str]:
        """The title of every interview that a server has, by id, whether it is used there or not."""
        library = self.bot.library
        every = (*library.engine.snapshot.interviews, *library.engine_for(server).snapshot.interviews)
        off = dict.fromkeys(self.bot.servers.settings(server).interviews_off)
        return {name: name for name in off} | {each.id: each.title for each in every}

    def _show(self, server: int | None, typed: str) -> str | None:
        shows = self.bot.library.engine_for(server).snapshot.shows
        if not typed.strip():
            return shows[0] if len(shows) == 1 else None
        return spoilers.show_called(typed, shows)


_STORED: Final = {
    "prefix": settings.PREFIX,
    "moderator-roles": settings.MODERATOR_ROLES,
    "channels": settings.CHANNELS,
    "interviews": settings.INTERVIEWS_OFF,
    "strictness": settings.STRICTNESS,
    "trivia": settings.TRIVIA,
}
_CONTENT: Final = (settings.INTERVIEWS_OFF, settings.STRICTNESS)
"""What changes the engine of a server."""


def _now(ctx: Context) -> dt.datetime:
    return (ctx.interaction or ctx.message).created_at


def _numbers(reached: Episode | None) -> tuple[int | None, int | None]:
    return (None, None) if reached is None else (reached.season, reached.episode)


def _choices(typed: str, named: Iterable[tuple[str, str]]) -> list[app_commands.Choice[str]]:
    wanted = spoilers.name(typed)
    found = [(value, markup.label(text, _CHOICE)) for value, text in named if wanted in spoilers.name(text)]
    return [app_commands.Choice(name=label or value, value=value) for value, label in found][:_CHOICES]
