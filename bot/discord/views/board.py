"""The board of questions that found nothing: its pages, and what moderators do with a group of questions."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

import discord

from bot.discord import markup, wording
from bot.discord.delivery import Reply, replace_message, respond
from bot.discord.rights import admit_moderator, server_of
from bot.discord.views.answers import MESSAGE, date_of
from bot.discord.views.card import Card
from bot.discord.views.catalogue import SPOT_LENGTH, Shown
from bot.discord.views.paging import OPTION, PER_PAGE, Page, option
from bot.discord.views.press import NUMBER, PAGE, Choose, Press
from bot.moderation.unanswered import group_of, groups
from bot.storage.records import QuestionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.discord.client import ShowrunnerBot
    from bot.discord.views.press import Interaction
    from bot.knowledge.model import Entry
    from bot.moderation.unanswered import Group

OPTIONS: Final = 25

_LINE = 150
_PLAIN_LINE = MESSAGE // (PER_PAGE + 2) - 40
_MEMBERS = 10


async def groups_of(bot: ShowrunnerBot, server: int) -> list[Group]:
    """What a server's fans asked in vain, the most asked first.

    Raises:
        StorageError: The store cannot be read.
    """
    return await asyncio.to_thread(groups, await bot.store.unanswered(server))


def page(found: Sequence[Group], number: int, above: str | None = None) -> Reply:
    """A page of the board.

    Args:
        found: All groups.
        number: From 0 on; one past the end shows the last page.
        above: What has just been done, if anything.
    """
    if not found:
        text = "\n".join(filter(None, (above, wording.NOTHING_UNANSWERED)))
        return Reply(text, private=True)
    shown = Page.of(found, number)
    card = Card()
    card.title(wording.UNANSWERED_TITLE)
    if above:
        card.add(above, str)
    for group in shown.listed:
        card.add(_line(group, _LINE), str, apart=True)
    card.footer(shown.footer)
    buttons = (Pick.menu(shown.listed, shown.number), *shown.turns(Turned, "board"))
    text = "\n".join([*filter(None, [above]), *(_line(group, _PLAIN_LINE) for group in shown.listed)])
    return Reply(text, card.embed, buttons, private=True)


def group_card(group: Group) -> Reply:
    """A group of questions, with what can be done about it."""
    card = Card()
    card.title(wording.UNANSWERED_GROUP)
    shown = group.members[:_MEMBERS]
    lines = [wording.asked_times(markup.fit(each.text, _LINE), each.count) for each in shown]
    if len(group.members) > len(shown):
        lines.append(wording.and_more(len(group.members) - len(shown)))
    for line in lines:
        card.add(line, str)
    card.footer(wording.last_asked(date_of(group.last.date())))
    number = group.leader.id
    buttons = (
        Teach.make(wording.TEACH, f"teach:{number}", discord.ButtonStyle.primary),
        Dismiss.make(wording.DISMISS, f"dismiss:{number}"),
        Turned.make(wording.BACK, "board:0"),
    )
    text = "\n".join(lines)
    return Reply(text, card.embed, buttons, private=True)


def pairs_card(group: Group, entries: Iterable[Entry]) -> Reply:
    """Pairs to choose from, one of which answers a group of questions."""
    number = group.leader.id
    options = dict.fromkeys(entries)
    buttons: list[discord.ui.Item[Any]] = []
    if options:
        buttons.append(Bind.menu(number, list(options)[:OPTIONS]))
    buttons.append(OtherWords.make(wording.OTHER_WORDS, f"words:{number}"))
    buttons.append(Turned.make(wording.BACK, "board:0"))
    text = wording.which_pair(markup.fit(group.leader.text, _LINE)) if options else wording.NO_PAIR_FOUND
    return Reply(text, buttons=tuple(buttons), private=True)


class Turned(Press, template=rf"board:{PAGE}"):
    """Shows a page of the board."""

    async def press(self, interaction: Interaction) -> None:
        """Show it as it is now."""
        server = server_of(interaction)
        if not await admit_moderator(interaction) or server is None:
            return
        found = await groups_of(interaction.client, server)
        await replace_message(interaction, page(found, int(self.given["page"])))


class Pick(Choose, template=rf"pick:{PAGE}"):
    """Opens a group of questions."""

    @classmethod
    def menu(cls, listed: Sequence[Group], number: int) -> Pick:
        """The groups of a page to choose from."""
        options = [option(group.leader.text, str(group.leader.id), wording.times(group.count)) for group in listed]
        return cls.make(wording.CHOOSE_QUESTION, f"pick:{number}", options)

    async def choose(self, interaction: Interaction, value: str) -> None:
        """Open it."""
        group = await _group(interaction, value)
        if group is not None:
            await replace_message(interaction, group_card(group))


class Dismiss(Press, template=rf"dismiss:{NUMBER}"):
    """Takes a group of questions off the board."""

    async def press(self, interaction: Interaction) -> None:
        """Take them off, and show what is left."""
        group = await _group(interaction, self.given["number"])
        server = server_of(interaction)
        if group is None or server is None:
            return
        store, now = interaction.client.store, interaction.created_at
        await store.close_unanswered(server, group.ids, QuestionState.DISMISSED, by=interaction.user.id, now=now)
        left = await groups_of(interaction.client, server)
        await replace_message(interaction, page(left, 0, wording.dismissed(group.count)))


class Teach(Press, template=rf"teach:{NUMBER}"):
    """Offers the pairs that may answer a group of questions."""

    async def press(self, interaction: Interaction) -> None:
        """Offer them."""
        group = await _group(interaction, self.given["number"])
        if group is not None:
            await replace_message(interaction, await _candidates(interaction, group, group.leader.text))


class OtherWords(Press, template=rf"words:{NUMBER}"):
    """Lets a moderator look for the pair in words of their own."""

    async def press(self, interaction: Interaction) -> None:
        """Open the form."""
        group = await _group(interaction, self.given["number"])
        if group is not None:
            await interaction.response.send_modal(Form(group.leader.id))


class Form(discord.ui.Modal, title=wording.FORM_TITLE):
    """Takes the words to look for a pair by."""

    words: discord.ui.TextInput[Form] = discord.ui.TextInput(
        label=wording.FORM_FIELD, custom_id="words", max_length=OPTION
    )

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number

    async def on_submit(self, interaction: Interaction) -> None:  # type: ignore[override]
        """Offer what is found; whoever sends the form has to be a moderator still."""
        async with interaction.client.faults.watch(interaction):
            group = await _group(interaction, str(self._number))
            if group is not None:
                await replace_message(interaction, await _candidates(interaction, group, self.words.value))


class Bind(Choose, template=rf"bind:{NUMBER}"):
    """Teaches that a pair answers a group of questions."""

    @classmethod
    def menu(cls, number: int, entries: Sequence[Entry]) -> Bind:
        """The pairs to choose from."""
        spots = {Shown.opening(entry).spot: entry for entry in entries}
        options = [option(entry.pair.question, spot, entry.interview.title) for spot, entry in spots.items()]
        return cls.make(wording.CHOOSE_PAIR, f"bind:{number}", options)

    async def choose(self, interaction: Interaction, value: str) -> None:
        """Teach it, and show what is left."""
        group = await _group(interaction, self.given["number"])
        server = server_of(interaction)
        if group is None or server is None:
            return
        shown = interaction.client.catalogue_for(server).shown(value) if len(value) >= SPOT_LENGTH else None
        if shown is None:
            await respond(interaction, Reply(wording.GONE, private=True))
            return
        await interaction.client.board.teach(interaction, group, shown.entry)


PRESSES: Final = (Turned, Pick, Dismiss, Teach, OtherWords, Bind)
"""Every kind of button and menu of the board."""


async def _group(interaction: Interaction, number: str) -> Group | None:
    """The group that is meant, if whoever presses may deal with it and it is still there; else they are told."""
    server = server_of(interaction)
    if not await admit_moderator(interaction) or server is None:
        return None
    group = group_of(int(number), await groups_of(interaction.client, server)) if number.isdecimal() else None
    if group is None:
        await respond(interaction, Reply(wording.CLOSED, private=True))
    return group


async def _candidates(interaction: Interaction, group: Group, words: str) -> Reply:
    finding, _ = await interaction.client.find(words, server_of(interaction), top=OPTIONS)
    return pairs_card(group, [match.entry for match in finding.matches])


def _line(group: Group, limit: int) -> str:
    return wording.board_line(markup.fit(group.leader.text, limit), group.count, date_of(group.last.date()))
