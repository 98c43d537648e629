"""What is typed in a channel while a word is looked for there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import structlog

from bot.discord import trivia_wording as wording
from bot.errors import StorageError
from bot.trivia.events import Guess
from bot.trivia.judging import judge
from bot.trivia.model import Verdict
from bot.trivia.outcomes import RoundEnded
from bot.trivia.state import Phase

if TYPE_CHECKING:
    import discord

    from bot.discord.games.driver import Games
    from bot.discord.games.running import Running

log = structlog.get_logger(__name__)

_SIGNS: Final = {Verdict.NEAR: wording.NEAR, Verdict.DUMP: wording.DUMP}


class Guesses:
    """Takes messages for answers, and answers them with a sign instead of a message.

    Args:
        games: Where they may be answers.
    """

    def __init__(self, games: Games) -> None:
        self._games = games

    async def hear(self, message: discord.Message) -> None:
        """Take what somebody writes in a channel for an answer, if it may be one."""
        for running in self._games.here(message.channel.id):
            running.below += 1
        playing = self._games.at(message.channel.id)
        if playing is None or not message.content:
            return
        game, round_ = playing.game, playing.game.round
        if game.phase is not Phase.OPEN or round_ is None or not round_.typed:
            return
        self._games.names.note(playing.stored.server, message.author)
        sign = await self._sign(playing, message, judge(message.content, round_))
        if sign == wording.RIGHT or (sign and message.author.id not in playing.signed):
            playing.signed.add(message.author.id)
            await self._games.screen.react(playing, message.id, sign)

    async def _sign(self, running: Running, message: discord.Message, verdict: Verdict) -> str | None:
        """Have a typed answer count; the sign that tells its author what came of it, if anything."""
        event = Guess(message.author.id, running.game.number, verdict, self._games.bot.now())
        try:
            outcomes = await self._games.tell(running, event)
        except StorageError as error:
            log.warning("store_failed", what="trivia guess", reason=str(error))
            return wording.NOT_TAKEN
        won = any(isinstance(outcome, RoundEnded) for outcome in outcomes or ())
        return wording.RIGHT if won else _SIGNS.get(verdict)
