"""Trivia: the commands that begin, steer and end games, and those that look at the points."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord import markup
from bot.discord import trivia_desk_wording as desk
from bot.discord import trivia_wording as sentences
from bot.discord.delivery import Reply, deliver
from bot.discord.games import opening
from bot.discord.games.daily import Daily, clock, known_zone
from bot.discord.games.defaults import Defaults
from bot.discord.games.desk import Desk
from bot.discord.rights import admit_moderator, moderates, server_of
from bot.discord.views import trivia_boards, trivia_buttons, trivia_cards, trivia_reports, trivia_retired
from bot.discord.views.answers import date_of
from bot.discord.views.card import Card
from bot.storage.trivia_rounds import DAILY, SEASON
from bot.trivia.events import AskHint, AskSkip, AskStop
from bot.trivia.schedule import Window, day_of, window_start
from bot.trivia.state import ROUNDS

if TYPE_CHECKING:
    from bot.discord.client import ShowrunnerBot
    from bot.discord.games.running import Running
    from bot.trivia.events import Event

    Context = commands.Context[ShowrunnerBot]
    Interaction = discord.Interaction[ShowrunnerBot]

WindowName = Literal["week", "month", "season", "all"]
ModeName = Literal["quote", "gap", "who", "mix"]
Channel = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread


def _about(name: str) -> dict[str, Any]:
    text = sentences.COMMANDS[name][1]
    return {"description": text, "help": text}


class Trivia(commands.Cog):
    """Games made from the interviews; how they go is not for it to say."""

    def __init__(self, bot: ShowrunnerBot) -> None:
        self.bot = bot
        self.desk = Desk(bot)
        self._started = False

    async def cog_load(self) -> None:
        """Make its buttons known."""
        self.bot.add_dynamic_items(*trivia_buttons.PRESSES, *trivia_reports.PRESSES, *trivia_retired.PRESSES)
        self.bot.add_dynamic_items(trivia_boards.Rank, trivia_boards.ForgetPoints)

    async def cog_check(self, ctx: Context) -> bool:  # type: ignore[override]
        """Whether this is a server.

        Raises:
            commands.NoPrivateMessage: It is not.
        """
        if ctx.guild is None:
            raise commands.NoPrivateMessage
        return True

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Take up the games that were being played, and the questions of the day."""
        if self._started:
            return
        self._started = True
        async with self.bot.faults.watch(None):
            await self.bot.games.start()
            await self.bot.dailies.start()

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer what discord.py passes on to nobody: buttons just taken away, forms opened before a restart."""
        async with self.bot.faults.watch(interaction):
            await trivia_buttons.stray(interaction)

    @commands.hybrid_group(fallback="rules", **_about("trivia rules"))  # type: ignore[arg-type]
    @commands.guild_only()
    async def trivia(self, ctx: Context) -> None:
        """Show how the game goes."""
        if not await self.bot.admit(ctx):
            return
        prefix, may_read = markup.escape(self.bot.prefix_in(server_of(ctx))), self.bot.options.message_content
        text = sentences.rules(prefix if may_read else "/", may_read=may_read)
        card = Card()
        card.title(sentences.RULES_TITLE)
        card.add(text, str)
        await deliver(ctx, Reply(text, card.embed, private=True))

    @trivia.command(ignore_extra=False, **_about("trivia start"))  # type: ignore[arg-type]
    @app_commands.describe(rounds=sentences.ROUNDS_OPTION, mode=sentences.MODE_OPTION)
    async def start(self, ctx: Context, rounds: int | None = None, mode: ModeName | None = None) -> None:
        """Start a game here."""
        if ctx.guild is None or not await self.bot.admit(ctx):
            return
        defaults = Defaults.read(self.bot.servers.settings(ctx.guild.id).trivia)
        defaults = replace(defaults, rounds=defaults.rounds if rounds is None else rounds, mode=mode or defaults.mode)
        if defaults.rounds not in ROUNDS:
            await self._say(ctx, sentences.BAD_ROUNDS)
        elif not await opening.may_speak(ctx):
            return
        elif self.bot.games.at(ctx.channel.id):
            await self._say(ctx, sentences.RUNNING)
        else:
            await ctx.defer()
            await opening.begin(ctx, ctx.guild.id, defaults)

    @trivia.command(**_about("trivia stop"))  # type: ignore[arg-type]
    async def stop(self, ctx: Context) -> None:
        """End the game here, or vote for that."""
        if running := await self._running(ctx, daily=True):
            event = AskStop(ctx.author.id, self.bot.now(), moderator=await moderates(ctx))
            await self._tell(ctx, running, event, sentences.STOPPED)

    @trivia.command(**_about("trivia skip"))  # type: ignore[arg-type]
    async def skip(self, ctx: Context) -> None:
        """Skip the round, or vote for that."""
        if running := await self._running(ctx):
            event = AskSkip(ctx.author.id, self.bot.now(), moderator=await moderates(ctx))
            await self._tell(ctx, running, event, sentences.SKIPPED)

    @trivia.command(**_about("trivia hint"))  # type: ignore[arg-type]
    async def hint(self, ctx: Context) -> None:
        """Show a hint."""
        if running := await self._running(ctx):
            await self._tell(ctx, running, AskHint(ctx.author.id, self.bot.now()), sentences.HINTED)

    @trivia.command(**_about("trivia scores"))  # type: ignore[arg-type]
    async def scores(self, ctx: Context) -> None:
        """Show who leads."""
        running = await self._running(ctx)
        if running is None or ctx.guild is None:
            return
        places = running.game.places()
        names = await self.bot.games.names.of(ctx.guild, [place.player for place in places])
        await deliver(ctx, trivia_cards.scores(places, names))

    @trivia.command(**_about("trivia leaderboard"))  # type: ignore[arg-type]
    @app_commands.describe(window=sentences.WINDOW_OPTION)
    async def leaderboard(self, ctx: Context, window: WindowName = "all") -> None:
        """Show who has the most points."""
        if ctx.guild is None or not await self.bot.admit(ctx):
            return
        await ctx.defer()
        await deliver(ctx, await trivia_boards.board(self.bot, ctx.guild, Window(window), 0, ctx.author.id))

    @trivia.command(**_about("trivia me"))  # type: ignore[arg-type]
    async def me(self, ctx: Context) -> None:
        """Show how whoever asks has done."""
        server = server_of(ctx)
        if server is None:
            return
        zone, season = self.bot.dailies.calendar(server)
        found = []
        for window in Window:
            since = window_start(window, self.bot.now(), zone, season)
            standing = await self.bot.store.standing(server, ctx.author.id, since)
            if standing and (window is not Window.SEASON or season):
                found.append((window, standing))
        await deliver(ctx, trivia_boards.own(found))

    @trivia.command(**_about("trivia forget"))  # type: ignore[arg-type]
    async def forget(self, ctx: Context) -> None:
        """Ask whether to delete somebody's points."""
        button = trivia_boards.ForgetPoints.button(ctx.author.id)
        await deliver(ctx, Reply(sentences.REALLY_FORGET, buttons=(button,), private=True))

    @trivia.command(**_about("trivia report"))  # type: ignore[arg-type]
    @app_commands.describe(why=sentences.WHY_OPTION)
    async def report(self, ctx: Context, *, why: str = "") -> None:
        """Report the last question."""
        await self._say(ctx, await self.desk.report_last(ctx, markup.label(why, trivia_buttons.REASON)))

    @trivia.command(**_about("trivia reports"))  # type: ignore[arg-type]
    async def reports(self, ctx: Context) -> None:
        """Show what was reported."""
        server = server_of(ctx)
        if await admit_moderator(ctx) and server is not None:
            await deliver(ctx, trivia_reports.listing(await self.bot.store.reports(server)))

    @trivia.command(**_about("trivia retired"))  # type: ignore[arg-type]
    async def retired(self, ctx: Context) -> None:
        """Show what is not asked any more."""
        server = server_of(ctx)
        if await admit_moderator(ctx) and server is not None:
            await deliver(ctx, await trivia_retired.listing(self.bot, server))

    @trivia.command(**_about("trivia correct"))  # type: ignore[arg-type]
    @app_commands.describe(member=desk.MEMBER_OPTION, points=desk.POINTS_OPTION)
    async def correct(self, ctx: Context, member: discord.User, points: int) -> None:
        """Correct somebody's points."""
        server = server_of(ctx)
        if not await admit_moderator(ctx) or server is None:
            return
        if not 0 < abs(points) <= trivia_reports.MOST_POINTS:
            await self._say(ctx, desk.BAD_POINTS)
            return
        now = self.bot.now()
        await self.bot.store.correct_score(server, member.id, points, by=ctx.author.id, now=now)
        self.bot.games.names.note(server, member)
        name = self.bot.games.names.known(server, [member.id])[member.id]
        await self._say(ctx, desk.corrected(name, points))

    @trivia.command(**_about("trivia daily"))  # type: ignore[arg-type]
    @app_commands.describe(
        channel=desk.CHANNEL_OPTION,
        hour=desk.HOUR_OPTION,
        zone=desk.ZONE_OPTION,
        mode=sentences.MODE_OPTION,
        hours=desk.OPEN_OPTION,
    )
    async def daily(
        self,
        ctx: Context,
        channel: Channel | None = None,
        hour: str = "",
        zone: str = "UTC",
        mode: ModeName = "mix",
        hours: commands.Range[int, 1, 23] = 12,
    ) -> None:
        """Set when a question is asked every day."""
        server = server_of(ctx)
        if not await admit_moderator(ctx) or server is None:
            return
        if hour.casefold() == desk.OFF:
            await self._set(ctx, server, DAILY, None)
            await self._say(ctx, desk.DAILY_OFF)
            return
        at, known = clock(hour), known_zone(zone)
        if not channel:
            await self._say(ctx, desk.BAD_HOUR if hour else self._daily_of(server))
        elif at is None or known is None:
            await self._say(ctx, desk.BAD_HOUR if at is None else desk.BAD_ZONE)
        else:
            since = self.bot.now().isoformat()
            await self._set(ctx, server, DAILY, Daily(channel.id, *at, known, mode, hours, since).stored())
            await self._say(ctx, self._daily_of(server))

    @trivia.command(**_about("trivia season"))  # type: ignore[arg-type]
    @app_commands.describe(day=desk.SEASON_OPTION)
    async def season(self, ctx: Context, day: str = "") -> None:
        """Begin a season."""
        server = server_of(ctx)
        if not await admit_moderator(ctx) or server is None:
            return
        zone, _ = self.bot.dailies.calendar(server)
        try:
            first = date.fromisoformat(day) if day else day_of(self.bot.now(), zone)
        except ValueError:
            await self._say(ctx, desk.BAD_DATE)
            return
        await self._set(ctx, server, SEASON, first.isoformat())
        await self._say(ctx, desk.season_set(date_of(first)))

    async def _running(self, ctx: Context, *, daily: bool = False) -> Running | None:
        """The game that is played here; if there is none, whoever asked is told so."""
        games = self.bot.games
        running = games.at(ctx.channel.id) or (games.at(ctx.channel.id, daily=True) if daily else None)
        if running is None:
            await self._say(ctx, sentences.NO_GAME)
        else:
            games.names.note(running.stored.server, ctx.author)
        return running

    async def _tell(self, ctx: Context, running: Running, event: Event, done: str) -> None:
        """Have something happen to a game, and say what came of it where that is not to be seen anyway."""
        outcomes = await self.bot.games.tell(running, event)
        if outcomes is None:
            await self._say(ctx, sentences.ELSEWHERE)
            return
        text = trivia_buttons.said(outcomes, ctx.author.id, (), changeable=False)
        if text or ctx.interaction is not None:
            await self._say(ctx, text or done)

    async def _say(self, ctx: Context, text: str) -> None:
        await deliver(ctx, Reply(text, private=True))

    async def _set(self, ctx: Context, server: int, name: str, value: object) -> None:
        await self.bot.store.change_setting(server, name, value, by=ctx.author.id, now=self.bot.now())
        await self.bot.servers.reload(server)

    def _daily_of(self, server: int) -> str:
        daily = self.bot.dailies.of(server)
        if daily is None:
            return desk.NO_DAILY
        following = round(daily.next(self.bot.now()).timestamp())
        return desk.daily_set(
            f"<#{daily.channel}>", daily.clock, markup.escape(daily.zone), daily.mode, daily.hours, following
        )
