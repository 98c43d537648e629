"""The one place that turns an exception into a polite sentence and a line in the log."""

from __future__ import annotations

import logging
import sys
import traceback
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.discord import wording
from bot.discord.delivery import ALREADY_ACKNOWLEDGED, CUT, Reply, deliver, respond
from bot.discord.rights import server_of
from bot.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.discord.client import ShowrunnerBot

    Context = commands.Context[ShowrunnerBot]
    Interaction = discord.Interaction[ShowrunnerBot]

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is to be done about an exception.

    Attributes:
        level: Of the line in the log.
        sentence: What the user is told; None for nothing.
        foreseen: If not, its place in the code is logged, under a code that the user is told.
    """

    level: int
    sentence: str | None = None
    foreseen: bool = True


_UNKNOWN_INTERACTION: Final = 10062
_SERVER_ERRORS: Final = 500
_FRAMES: Final = 8
_WRAPPERS: Final = (
    commands.CommandInvokeError,
    commands.HybridCommandError,
    commands.ConversionError,
    app_commands.CommandInvokeError,
)
_RULINGS: Final[tuple[tuple[tuple[type[Exception], ...], Ruling], ...]] = (  # the first that fits is taken
    ((commands.CommandNotFound,), Ruling(logging.DEBUG)),
    (
        (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch),
        Ruling(logging.WARNING, wording.STALE_COMMAND),
    ),
    ((commands.NoPrivateMessage, app_commands.NoPrivateMessage), Ruling(logging.DEBUG, wording.SERVER_ONLY)),
    ((commands.PrivateMessageOnly,), Ruling(logging.DEBUG, wording.DIRECT_ONLY)),
    (
        (commands.BotMissingPermissions, app_commands.BotMissingPermissions),
        Ruling(logging.WARNING, wording.FORBIDDEN),
    ),
    ((commands.CheckFailure, app_commands.CheckFailure), Ruling(logging.INFO, wording.NOT_ALLOWED)),
    ((StorageError,), Ruling(logging.ERROR, wording.STORE_DOWN)),
    ((discord.RateLimited,), Ruling(logging.WARNING, wording.NETWORK)),
    (CUT, Ruling(logging.WARNING)),
)


class Faults(commands.Cog):
    """Where all exceptions end up."""

    def __init__(self, bot: ShowrunnerBot) -> None:
        self.bot = bot

    @asynccontextmanager
    async def watch(self, where: Interaction | None) -> AsyncIterator[None]:
        """Report whatever goes wrong inside, where discord.py itself would only log it, with all that was typed.

        Args:
            where: What is being handled; None if it cannot be answered with a message.
        """
        try:
            yield
        except Exception as error:  # noqa: BLE001 (here is where they all end)
            await self.report(error, where)

    @commands.Cog.listener()
    async def on_command_error(self, ctx: Context, error: commands.CommandError) -> None:
        """A command failed."""
        await self.report(error, ctx)

    async def report_current(self, ctx: Context | None, during: str) -> None:
        """Report the exception being handled now, which an event's handler raised."""
        error = sys.exc_info()[1]
        if isinstance(error, Exception):
            await self.report(error, ctx, during=during)

    async def report(self, error: Exception, where: Context | Interaction | None, **about: object) -> None:
        """Log an exception and tell whoever is waiting for an answer.

        Neither the exception's own text nor any message is logged: either may hold what a user wrote.

        Args:
            error: What was raised.
            where: What raised it; None if nobody is waiting.
            about: More to be logged.
        """
        error = unwrapped(error)
        code = f"{self.bot.rng.getrandbits(32):08x}"
        ruling = self.judge(error, where, code)
        about |= {"error": type(error).__qualname__, "command": _command(where)}
        if isinstance(error, StorageError):
            about["reason"] = str(error)
        if isinstance(error, discord.HTTPException):
            about |= {"status": error.status, "discord_code": error.code}
        if not ruling.foreseen:
            about |= {"code": code, "trace": _trace(error)}
        log.log(ruling.level, "fault", **about)
        if ruling.sentence is None or where is None:
            return
        reply = Reply(ruling.sentence, private=True)
        try:
            await (respond(where, reply) if isinstance(where, discord.Interaction) else deliver(where, reply))
        except (discord.HTTPException, *CUT) as failure:
            log.warning("fault_unsaid", error=type(failure).__qualname__)

    def judge(self, error: Exception, where: Context | Interaction | None, code: str) -> Ruling:
        """What is to be done about an exception.

        Args:
            error: Unwrapped.
            where: What raised it.
            code: What this occurrence is called if nobody foresaw it.
        """
        match error:
            case commands.MissingRequiredArgument() if error.param.name == "question":
                return Ruling(logging.DEBUG, self.bot.asking.how_to_ask(server_of(where) if where else None))
            case commands.UserInputError() | app_commands.TransformerError():
                prefix = self.bot.prefix_in(server_of(where) if where else None)
                return Ruling(logging.DEBUG, wording.usage(prefix, _command(where) or ""))
            case commands.CommandOnCooldown() | app_commands.CommandOnCooldown():
                return Ruling(logging.DEBUG, wording.slow_down(error.retry_after))
            case discord.HTTPException() if ruling := _refusal(error, where):
                return ruling
        found = (ruling for kinds, ruling in _RULINGS if isinstance(error, kinds))
        return next(found, Ruling(logging.ERROR, wording.apology(code), foreseen=False))


def unwrapped(error: Exception) -> Exception:
    """The exception that discord.py packed into others of its own."""
    while isinstance(error, _WRAPPERS):
        error = error.original
    return error


def _refusal(error: discord.HTTPException, where: Context | Interaction | None) -> Ruling | None:
    """What Discord refuses for a reason that is not our fault."""
    if error.code in (_UNKNOWN_INTERACTION, ALREADY_ACKNOWLEDGED):
        return Ruling(logging.INFO)  # too late, or answered already
    if isinstance(error, discord.Forbidden):
        # Where the bot may not speak it would only be refused again.
        return Ruling(logging.WARNING, wording.FORBIDDEN if _is_interaction(where) else None)
    return Ruling(logging.WARNING, wording.NETWORK) if error.status >= _SERVER_ERRORS else None


def _is_interaction(where: Context | Interaction | None) -> bool:
    return isinstance(where, discord.Interaction) or (where is not None and where.interaction is not None)


def _command(where: Context | Interaction | None) -> str | None:
    return where.command.qualified_name if where and where.command else None


def _trace(error: Exception) -> list[str]:
    """Where it was raised, from the outside in; of a deep one both ends."""
    places = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    return places if len(places) <= 2 * _FRAMES else [*places[:_FRAMES], "…", *places[-_FRAMES:]]
