"""The composition root: the one place where content, engine and bot are put together and connected to Discord."""

from __future__ import annotations

import logging
import random
import signal
import sys
import threading
import weakref
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.errors import ConfigError, StartupError
from bot.knowledge.loader import load
from bot.memory import many_objects
from bot.search import apart, cache
from bot.search.library import Library
from bot.search.models import chosen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.config import Search, Settings
    from bot.discord.client import ShowrunnerBot
    from bot.knowledge.model import Snapshot
    from bot.moderation.moderating import Moderation
    from bot.moderation.settings import Strictness
    from bot.search.calibration import Calibration
    from bot.search.engine import Engine
    from bot.search.models import Model
    from bot.storage.store import Store

SWITCH_INTERVAL = 0.0001
"""Seconds after which a thread gives way to another."""
_AUTHENTICATION_FAILED = 4004
"""The gateway's close code for a token that was reset after the login."""
_PORTAL = "Discord Developer Portal (https://discord.com/developers/applications) → your application → Bot"
NO_TOKEN = f"""There is no token to connect with.
1. {_PORTAL} → Reset Token, and copy it.
2. Copy .env.example to .env and put the token behind DISCORD_TOKEN= (or set the environment variable DISCORD_TOKEN).
3. Start again: showrunner run
To try the bot without any token: showrunner demo"""
BAD_TOKEN = f"""The token does not work: it is mistyped, cut short, or has been reset since.
1. {_PORTAL} → Reset Token, and copy all of it.
2. Put it behind DISCORD_TOKEN= in .env, or into the environment variable DISCORD_TOKEN, which counts more.
3. Start again: showrunner run"""
NO_INTENT = f"""Discord does not let this bot read messages: its Message Content Intent is off. Either switch it on:
1. {_PORTAL} → Privileged Gateway Intents → Message Content Intent → Save Changes.
2. Start again: showrunner run
Or do without it (!ask is off then; /ask, @mentions and the message menu work): set message_content: false in the
section discord of config.yaml, or SHOWRUNNER_DISCORD__MESSAGE_CONTENT=false in the environment or .env."""


def content_paths(settings: Settings) -> tuple[Path, ...]:
    """Where the settings say the interviews are.

    Raises:
        ConfigError: There is nothing at one of these places.
    """
    for path in settings.content.paths:
        if not path.exists():
            raise ConfigError(
                f"There are no interviews at {path}. Run this in the project's directory, name your settings file with "
                "--config FILE, or name a directory of interviews with --knowledge DIR."
            )
    return settings.content.paths


def build_engine(settings: Settings, snapshot: Snapshot | None = None) -> Engine:
    """An engine over `snapshot`, or over the content that the settings name.

    Raises:
        ConfigError: The content is missing, or the limits of the bands are the wrong way round.
        ContentError: The interviews have faults.
    """
    with many_objects():
        content = load(content_paths(settings)) if snapshot is None else snapshot
        return cache.engine(content, _model(settings.search), settings.search.cache)


def build_moderation(settings: Settings, engine: Engine, store: Store) -> Moderation:
    """What moderators change content with: the operator's, which `engine` searches now, and what servers add to it."""
    import asyncio  # noqa: PLC0415 - a tenth of what `ask` would import, which has no use for it

    from bot.moderation.files import read  # noqa: PLC0415 - brings what the store needs, which is slow to import
    from bot.moderation.moderating import Moderation  # noqa: PLC0415
    from bot.moderation.uploads import Limits  # noqa: PLC0415

    def elsewhere(snapshot: Snapshot, place: Path) -> None:
        apart.lay_out(snapshot, place, settings.search.encoder, settings.search.model)

    def make(snapshot: Snapshot, strictness: Strictness) -> Engine:
        strict = replace(engine.model, calibration=strictness.applied(engine.model.calibration))
        with many_objects():
            made = cache.engine(snapshot, strict, settings.search.cache, elsewhere)
        _free_little_by_little(snapshot)
        return made

    def read_again() -> Snapshot:
        with many_objects():
            return read(settings.content.paths)

    async def build(snapshot: Snapshot, strictness: Strictness) -> Engine:
        return await asyncio.to_thread(make, snapshot, strictness)

    _free_little_by_little(engine.snapshot)
    limits = Limits(settings.content.server_interviews, settings.content.server_bytes)
    return Moderation(store, Library(engine), build, read_again, limits)


def _free_little_by_little(snapshot: Snapshot) -> None:
    """Once nobody needs a large content any more, let its interviews go one by one.

    100,000 pairs at once would hold up all threads for a tenth of a second.
    """
    if len(snapshot) < apart.SMALLEST:
        return
    entries, interviews = list(snapshot.entries), list(snapshot.interviews)

    def release() -> None:
        while entries:
            entries.pop()
        while interviews:
            interviews.pop()

    def begin() -> None:
        with suppress(RuntimeError):  # at the very end no thread can be started, and none need be
            threading.Thread(target=release, name="freeing", daemon=True).start()

    weakref.finalize(snapshot, begin).atexit = False


def _model(settings: Search) -> Model:
    model = chosen(settings.encoder, settings.model)
    return replace(model, calibration=_calibrated(settings, model.calibration))


def _calibrated(settings: Search, measured: Calibration) -> Calibration:
    answer_at = measured.answer_at if settings.answer_at is None else settings.answer_at
    suggest_at = measured.suggest_at if settings.suggest_at is None else settings.suggest_at
    if answer_at < suggest_at:
        raise ConfigError(
            f"search.answer_at ({answer_at}) is below search.suggest_at ({suggest_at}); where one of them is not set, "
            "the measured limit stands. Set both, answer_at not below suggest_at."
        )
    return replace(measured, answer_at=answer_at, suggest_at=suggest_at)


def build_bot(settings: Settings, moderation: Moderation) -> ShowrunnerBot:
    """The bot, not yet connected to anything."""
    rng = random.Random()  # noqa: S311 - picks quotes
    too_old = timedelta(minutes=settings.trivia.resume_minutes)
    with many_objects():
        from bot.discord.client import ShowrunnerBot  # noqa: PLC0415 - brings discord.py, which `ask` has no use for

        return ShowrunnerBot(moderation, settings.discord, settings.privacy, rng=rng, too_old=too_old)


async def run(settings: Settings, token: str) -> None:
    """Connect to Discord and stay until SIGINT or SIGTERM.

    Raises:
        ConfigError: A setting or the content's place is wrong.
        ContentError: The interviews have faults.
        StartupError: There is no token, or Discord cannot be reached or refuses the bot.
        StorageError: The store cannot be opened.
    """
    # Work in other threads (a reload, say) gives way sooner than after Python's five milliseconds: answering a question
    # hands Python over some twenty times, and waits so long each time to get it back.
    sys.setswitchinterval(SWITCH_INTERVAL)
    token = token.strip()
    if not token:
        raise StartupError(NO_TOKEN)
    if not token.isascii() or not token.isprintable():  # could not even be sent
        raise StartupError(BAD_TOKEN)
    from bot.storage.store import Store  # noqa: PLC0415 - slow to import, too

    engine = build_engine(settings)
    watched = settings.content.paths if settings.content.watch else ()
    async with (
        Store.open(settings.storage.url, upgrade=settings.storage.upgrade_at_start) as store,
        build_moderation(settings, engine, store).running(watched) as moderation,
    ):
        await _connect(build_bot(settings, moderation), token)


async def _connect(bot: ShowrunnerBot, token: str) -> None:
    import asyncio  # noqa: PLC0415 - as in `build_moderation`

    with _discord_errors():
        async with bot:
            connection = asyncio.ensure_future(bot.start(token))
            try:
                with interrupts(connection.cancel):
                    await asyncio.wait([connection])
            finally:
                connection.cancel()
            if connection.cancelled():
                logging.getLogger(__name__).info("stopped")
            else:
                connection.result()


@contextmanager
def interrupts(handle: Callable[[], object]) -> Iterator[None]:
    """While this lasts, SIGINT (Ctrl-C) and SIGTERM call `handle` in the event loop and do nothing else."""
    import asyncio  # noqa: PLC0415 - as in `build_moderation`

    loop = asyncio.get_running_loop()
    # Not loop.add_signal_handler: Windows has none, and removing it forgets what was there before.
    before = {
        number: signal.signal(number, lambda *_: loop.call_soon_threadsafe(handle))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _discord_errors() -> Iterator[None]:
    """Turn what discord.py raises while starting into a `StartupError` that says what to do."""
    import aiohttp  # noqa: PLC0415 - as slow as discord.py, which brings it
    import discord  # noqa: PLC0415

    try:
        yield
    except discord.LoginFailure as error:
        raise StartupError(BAD_TOKEN) from error
    except discord.PrivilegedIntentsRequired as error:
        raise StartupError(NO_INTENT) from error
    except discord.ConnectionClosed as error:
        if error.code == _AUTHENTICATION_FAILED:
            raise StartupError(BAD_TOKEN) from error
        raise StartupError(f"Discord closed the connection for good (close code {error.code}).") from error
    except (discord.DiscordServerError, discord.GatewayNotFound) as error:
        raise StartupError(f"Discord has trouble of its own: {error}. Look at https://discordstatus.com.") from error
    except discord.HTTPException as error:
        raise StartupError(f"Discord refused the start: {error}.") from error
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        reason = str(error) or type(error).__name__
        raise StartupError(f"Discord cannot be reached: {reason}. Check this machine's network.") from error
