"""The whole bot in a local browser page: simcord's simulated Discord, so no token, no account, no network.

A server with a fan and a moderator in it, whose one channel the page shows. What is typed there goes through the very
bot that `showrunner run` connects to Discord.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import signal
import sys
import tempfile
import threading
import webbrowser
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import discord
import typer

from bot.app import build_bot, build_engine, build_moderation
from bot.demo.welcome import welcome
from bot.errors import StartupError
from bot.storage.store import Store

try:
    import simcord

    from bot.demo.clock import running_clock, timezone
except ModuleNotFoundError as missing:  # `showrunner run` does without it
    raise StartupError(
        f"The demo needs {missing.name}, which is not installed: make demo, or pip install 'showrunner[demo]'."
    ) from missing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Mapping

    from discord.ext import commands
    from simcord import ChannelHandle, Env, MemberActor, Preview

    from bot.config import Settings
    from bot.discord.client import ShowrunnerBot
    from bot.knowledge.model import Snapshot

FAN, MODERATOR = "Robin (fan)", "Sam (moderator)"


async def run(settings: Settings, *, port: int, open_browser: bool) -> None:
    """Show the demo until it is ended in the page, or by Ctrl-C or SIGTERM.

    Args:
        settings: What the bot is built from.
        port: Of the page on this computer; 0 for any free one.
        open_browser: Whether to open the page where there is a desktop to open it on.

    Raises:
        ConfigError: The content is missing, or a limit of the search is wrong.
        ContentError: The interviews have faults.
        StartupError: The port cannot be used.
    """
    # "Logging in using static token" would only puzzle where there is none.
    logging.getLogger("discord.client").setLevel(logging.WARNING)
    with _interruptible() as interrupted:
        async with serve(settings, port=port) as page:
            typer.echo(
                f"The demo runs at\n\n    {page.url}\n\n"
                "Whoever has this address can use the demo, from this computer only. Ctrl-C ends it."
            )
            if open_browser and has_desktop(sys.platform, os.environ):
                # Some browsers hold the call until they are closed: nothing here waits for it.
                threading.Thread(target=webbrowser.open, args=(page.url,), daemon=True).start()
            ends = [asyncio.create_task(end) for end in (page.wait_closed(), interrupted.wait())]
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            for end in ends:
                end.cancel()
    typer.echo("The demo has ended.")


@contextlib.asynccontextmanager
async def serve(settings: Settings, *, port: int) -> AsyncIterator[Preview]:
    """The bot in a furnished server behind a running page, whose `url` is the address.

    Raises:
        ConfigError: The content is missing, or a limit of the search is wrong.
        ContentError: The interviews have faults.
        StartupError: The port cannot be used.
    """
    engine = build_engine(settings)
    async with contextlib.AsyncExitStack() as stack:
        directory = stack.enter_context(tempfile.TemporaryDirectory(prefix="showrunner-demo-"))
        store = await stack.enter_async_context(Store.open(f"sqlite:///{directory}/showrunner.db"))
        moderation = await stack.enter_async_context(build_moderation(settings, engine, store).running())
        bot = build_bot(settings, moderation)
        env = await stack.enter_async_context(simulated_discord(bot))
        channel, *viewers = await _furnish(env, bot, engine.snapshot)
        await bot.get_partial_messageable(channel.id).send(welcome(engine, settings))
        preview = env.preview(
            channel, viewers=viewers, layout="channel", port=port, timezone=timezone(os.environ, Path("/etc/localtime"))
        )
        try:
            await stack.enter_async_context(preview)
        except simcord.SetupError as error:
            raise StartupError(_not_served(port, error)) from error
        await stack.enter_async_context(running_clock(env, preview, lambda: datetime.now(UTC)))
        yield preview


@contextlib.asynccontextmanager
async def simulated_discord(bot: commands.Bot) -> AsyncIterator[Env]:
    """A simulated Discord that the bot is logged in to, its clock set to the present."""
    env = simcord.Env(bot, check_errors=False)
    # Before the bot is there, so that no timer of its own lies in the months that pass here.
    env.backend.advance_clock(max(0.0, (datetime.now(UTC) - env.now()).total_seconds()))
    await env.start()
    # A mistyped command is the user's error, which the bot answers; simcord would have the page show it as the bot's.
    for listener in [each for each in bot.extra_events.get("on_command_error", ()) if _of_simcord(each)]:
        bot.remove_listener(listener, "on_command_error")
    try:
        yield env
    finally:
        await env.shutdown()


def _of_simcord(listener: Callable[..., object]) -> bool:
    return listener.__module__.partition(".")[0] == simcord.__name__


async def _furnish(env: Env, bot: ShowrunnerBot, snapshot: Snapshot) -> tuple[ChannelHandle, MemberActor, MemberActor]:
    """A server with one channel, a fan and a moderator."""
    await cast("discord.ClientUser", bot.user).edit(username="Showrunner")
    shows = [interview.show for interview in snapshot.interviews]
    guild = env.create_guild(f"{shows[0]} fans" if shows else "Fan server")
    channel = guild.create_text_channel("ask-the-showrunner")
    moderators = guild.create_role("Moderators", permissions=discord.Permissions(manage_guild=True))
    fan = guild.add_member(env.create_user("robin", global_name=FAN))
    moderator = guild.add_member(env.create_user("sam", global_name=MODERATOR), roles=[moderators])
    return channel, fan, moderator


def has_desktop(platform: str, environ: Mapping[str, str]) -> bool:
    """Whether a browser would open a window, rather than take over the terminal."""
    return platform in {"win32", "darwin"} or any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _not_served(port: int, error: simcord.SetupError) -> str:
    cause = error.__cause__
    if not isinstance(cause, OSError):
        return f"The demo's page cannot be served: {error}"
    reason = "is taken, perhaps by another demo" if cause.errno == errno.EADDRINUSE else f"cannot be used ({cause})"
    return f"Port {port} {reason}. Choose another with --port or the setting demo.port; 0 takes any that is free."


@contextlib.contextmanager
def _interruptible() -> Iterator[asyncio.Event]:
    """An event that Ctrl-C and SIGTERM set, in place of what they do otherwise."""
    loop = asyncio.get_running_loop()
    interrupted = asyncio.Event()
    signals = (signal.SIGINT, signal.SIGTERM)
    before = {each: signal.getsignal(each) for each in signals}
    for each in signals:  # not loop.add_signal_handler, which Windows has not
        signal.signal(each, lambda *_: loop.call_soon_threadsafe(interrupted.set))
    try:
        yield interrupted
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
