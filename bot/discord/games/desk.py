"""Where players report a bad question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.discord import trivia_wording as sentences
from bot.discord.rights import server_of
from bot.discord.views.trivia_buttons import name_of
from bot.trivia.documents import dump_round

if TYPE_CHECKING:
    from discord.ext import commands

    from bot.discord.client import ShowrunnerBot
    from bot.discord.views.press import Interaction

    Context = commands.Context[ShowrunnerBot]


class Desk:
    """Takes reports, and knows which round each is about.

    Args:
        bot: In whose games questions are reported.
    """

    def __init__(self, bot: ShowrunnerBot) -> None:
        self._bot = bot

    async def report(
        self, where: Context | Interaction, game: int, number: int, name: str, why: str, *, shown: str = ""
    ) -> str:
        """Put a round before the moderators.

        Args:
            where: Where it is reported, and by whom.
            game: The game's id in the store.
            number: Which round of it.
            name: The short name of the round's key.
            why: What was written.
            shown: What its reveal said, for the case that nothing else is known of it any more.

        Returns:
            What whoever reports it is told.

        Raises:
            StorageError: It could not be kept.
        """
        server = server_of(where)
        found = None if server is None else await self._found(server, game, number, name, shown)
        if server is None or found is None:
            return sentences.NOTHING_TO_REPORT
        key, document = found
        user = getattr(where, "user", None) or where.author  # type: ignore[union-attr]
        kept = await self._bot.store.report_round(
            server,
            key,
            key.partition(":")[0],
            document,
            user=user.id,
            why=why,
            now=self._bot.now(),
            game=game,
            number=number,
        )
        return sentences.REPORTED if kept is not None else sentences.REPORTED_ALREADY

    async def report_last(self, ctx: Context, why: str) -> str:
        """Put the round before the moderators that was asked last in a channel."""
        last = self._bot.games.recent.last_in(ctx.channel.id)
        if last is None:
            return sentences.NOTHING_TO_REPORT
        game, number, round_ = last
        return await self.report(ctx, game, number, name_of(round_.key), why)

    async def _found(
        self, server: int, game: int, number: int, name: str, shown: str
    ) -> tuple[str, dict[str, Any]] | None:
        """The key of a round and what there is to say about it."""
        round_ = self._bot.games.recent.round(game, number)
        if round_ is not None and name_of(round_.key) == name:
            return round_.key, dump_round(round_)
        used, retired = await self._bot.store.had(server)
        key = next((each for each in used | retired if name_of(each) == name), None)
        return None if key is None else (key, {"shown": shown})
