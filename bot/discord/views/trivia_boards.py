"""Leaderboards, and how somebody has done themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import discord

from bot.discord import trivia_wording as sentences
from bot.discord.delivery import Reply, replace_message, respond
from bot.discord.rights import server_of
from bot.discord.views.card import Card
from bot.discord.views.press import ASKER, PAGE, Press
from bot.trivia.schedule import Window, window_start

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.discord.client import ShowrunnerBot
    from bot.discord.views.press import Interaction
    from bot.storage.trivia_records import Leaderboard, Standing

PER_PAGE: Final = 10
_WINDOWS: Final = "|".join(Window)


async def board(bot: ShowrunnerBot, guild: discord.Guild, window: Window, number: int, asker: int) -> Reply:
    """A page of a server's leaderboard as it is now.

    Args:
        bot: Whose store it is in.
        guild: Whose it is.
        window: Since when points count.
        number: From 0 on.
        asker: Who may turn the pages of this message.

    Raises:
        StorageError: The store cannot be read.
    """
    since = window_start(window, bot.now(), *bot.dailies.calendar(guild.id))
    found = await bot.store.leaderboard(guild.id, since, limit=PER_PAGE, offset=number * PER_PAGE)
    names = await bot.games.names.of(guild, [each.user for each in found.standings])
    return page(found, window, number, asker, names)


def page(found: Leaderboard, window: Window, number: int, asker: int, names: Mapping[int, str]) -> Reply:
    """A page of a leaderboard."""
    if not found.standings and number == 0:
        return Reply(sentences.NO_SCORES, private=True)
    last = max((found.players - 1) // PER_PAGE, 0)
    lines = [
        sentences.place(each.rank, names.get(each.user, sentences.SOMEBODY), each.points, each.right, each.rounds)
        for each in found.standings
    ]
    card = Card()
    card.title(sentences.board_title(window))
    card.add("\n".join(lines) or sentences.NO_SCORES, str)
    card.footer(sentences.page(number + 1, last + 1, found.players))
    buttons: list[discord.ui.Item[Any]] = []
    if number > 0:
        buttons.append(Rank.make(sentences.PREVIOUS, f"trank:{asker}:{window}:{min(number - 1, last)}"))
    if number < last:
        buttons.append(Rank.make(sentences.NEXT, f"trank:{asker}:{window}:{number + 1}"))
    text = "\n".join([f"**{sentences.board_title(window)}**", *lines])
    return Reply(text, card.embed, tuple(buttons))


def own(standings: Iterable[tuple[Window, Standing]]) -> Reply:
    """How somebody has done, for each window in which they have played."""
    lines = [sentences.own_line(window, each.rank, each.points, each.right, each.rounds) for window, each in standings]
    text = "\n".join(lines) or sentences.NOT_PLAYED
    return Reply(text, private=True)


class Rank(Press, template=rf"trank:{ASKER}:(?P<window>{_WINDOWS}):{PAGE}"):
    """Turns to another page of a leaderboard: for the asker in place, for anybody else privately."""

    async def press(self, interaction: Interaction) -> None:
        """Turn to it."""
        if interaction.guild is None:
            return
        window, number = Window(self.given["window"]), int(self.given["page"])
        reply = await board(interaction.client, interaction.guild, window, number, interaction.user.id)
        if interaction.user.id == int(self.given["asker"]):
            await replace_message(interaction, reply)
        else:
            await respond(interaction, reply.privately())


class ForgetPoints(Press, template=rf"tforget:{ASKER}"):
    """Deletes what a server's trivia keeps of whom it belongs to."""

    @classmethod
    def button(cls, user: int) -> ForgetPoints:
        """A button that belongs to a user."""
        return cls.make(sentences.FORGET, f"tforget:{user}", discord.ButtonStyle.danger)

    async def press(self, interaction: Interaction) -> None:
        """Delete it, if the one who presses is the one who is meant."""
        server, user = server_of(interaction), interaction.user.id
        if user != int(self.given["asker"]) or server is None:
            await respond(interaction, Reply(sentences.NOT_YOURS, private=True))
            return
        await interaction.client.store.forget_player(user, server=server)
        await interaction.client.games.forget(user, server)
        await replace_message(interaction, Reply(sentences.FORGOTTEN, private=True))
