"""Retired questions: the moderators' list, and how they take one back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import discord

from bot.discord import markup
from bot.discord import trivia_desk_wording as desk
from bot.discord import trivia_wording as sentences
from bot.discord.delivery import Reply, replace_message, respond
from bot.discord.rights import admit_moderator, server_of
from bot.discord.views.answers import date_of
from bot.discord.views.card import Card
from bot.discord.views.paging import Page, option
from bot.discord.views.press import PAGE, Choose, Press
from bot.discord.views.trivia_buttons import KEY, name_of
from bot.discord.views.trivia_reports import mode_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.discord.client import ShowrunnerBot
    from bot.discord.views.press import Interaction
    from bot.knowledge.model import Snapshot
    from bot.storage.trivia_records import Retired

_LINE: Final = 80


async def listing(bot: ShowrunnerBot, server: int, number: int = 0, above: str | None = None) -> Reply:
    """A page of the questions that a server has retired, as they are now.

    Args:
        bot: Whose store they are in.
        server: Whose they are.
        number: From 0 on; one past the end shows the last page.
        above: What has just been done, if anything.

    Raises:
        StorageError: The store cannot be read.
    """
    return page(await bot.store.retired(server), bot.library.engine_for(server).snapshot, number, above)


def page(retired: Sequence[Retired], snapshot: Snapshot, number: int, above: str | None = None) -> Reply:
    """The same, of questions made from some content."""
    if not retired:
        text = "\n".join(filter(None, (above, desk.NOTHING_RETIRED)))
        return Reply(text, private=True)
    shown = Page.of(retired, number)
    lines = [_line(each, snapshot) for each in shown.listed]
    card = Card()
    card.title(desk.RETIRED_TITLE)
    for line in filter(None, (above, *lines)):
        card.add(line, str)
    card.footer(shown.footer)
    buttons = (Pick.menu(shown, snapshot), *shown.turns(Turned, "tretired"))
    text = "\n".join(filter(None, (above, *lines)))
    return Reply(text, card.embed, buttons, private=True)


class Turned(Press, template=rf"tretired:{PAGE}"):
    """Shows a page of the list."""

    async def press(self, interaction: Interaction) -> None:
        """Show it as it is now."""
        server = server_of(interaction)
        if await admit_moderator(interaction) and server is not None:
            await replace_message(interaction, await listing(interaction.client, server, int(self.given["page"])))


class Pick(Choose, template=rf"tagain:{PAGE}"):
    """Asks whether a question shall be asked again."""

    @classmethod
    def menu(cls, shown: Page[Retired], snapshot: Snapshot) -> Pick:
        """The questions of a page to choose from."""
        options = [option(_question(each, snapshot), name_of(each.key), mode_of(each.key)) for each in shown.listed]
        return cls.make(desk.CHOOSE_RETIRED, f"tagain:{shown.number}", options)

    async def choose(self, interaction: Interaction, value: str) -> None:
        """Show it alone, and ask."""
        found = await _meant(interaction, value)
        server = server_of(interaction)
        if found is None or server is None:
            return
        card = Card()
        card.title(sentences.ASKS.get(mode_of(found.key), desk.RETIRED_TITLE))
        line = _line(found, interaction.client.library.engine_for(server).snapshot)
        card.add(line, str)
        buttons = (
            Restore.make(desk.RESTORE, f"trestore:{name_of(found.key)}", discord.ButtonStyle.primary),
            Turned.make(desk.BACK, f"tretired:{self.given['page']}"),
        )
        await replace_message(interaction, Reply(line, card.embed, buttons, private=True))


class Restore(Press, template=rf"trestore:{KEY}"):
    """Lets a question be asked again."""

    async def press(self, interaction: Interaction) -> None:
        """Take it back, and show what is left."""
        found = await _meant(interaction, self.given["key"])
        server = server_of(interaction)
        if found is None or server is None:
            return
        bot, by, now = interaction.client, interaction.user.id, interaction.created_at
        done = await bot.store.restore_round(server, found.key, by=by, now=now)
        above = desk.RESTORED if done else desk.RESTORED_ALREADY
        await replace_message(interaction, await listing(bot, server, above=above))


PRESSES: Final = (Turned, Pick, Restore)
"""Every kind of button and menu for retired questions."""


async def _meant(interaction: Interaction, name: str) -> Retired | None:
    """The retired question that is meant, if whoever presses may deal with it; else they are told."""
    server = server_of(interaction)
    if not await admit_moderator(interaction) or server is None:
        return None
    retired = await interaction.client.store.retired(server)
    found = next((each for each in retired if name_of(each.key) == name), None)
    if found is None:
        await respond(interaction, Reply(desk.RESTORED_ALREADY, private=True))
    return found


def _line(retired: Retired, snapshot: Snapshot) -> str:
    question = markup.fit(markup.one_line(_question(retired, snapshot)), _LINE)
    return desk.retired_line(mode_of(retired.key), question, date_of(retired.at.date()))


def _question(retired: Retired, snapshot: Snapshot) -> str:
    """What was asked in the pair that a question is made from; the name of the pair where that is no longer known."""
    ref = retired.key.partition(":")[0]
    entry = snapshot.entry(ref)
    return entry.pair.question if entry else ref
