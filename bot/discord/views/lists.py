"""The list of interviews, and the help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.discord import markup, wording
from bot.discord.delivery import Reply, replace_message, respond
from bot.discord.views.answers import MESSAGE, date_of
from bot.discord.views.card import DESCRIPTION, Card
from bot.discord.views.press import ASKER, PAGE, Press

if TYPE_CHECKING:
    import discord

    from bot.discord.views.press import Interaction
    from bot.knowledge.model import Interview, Snapshot

PER_PAGE: Final = 10

# For each interview of a page, with the line breaks before it.
_ROOM = DESCRIPTION // PER_PAGE - 2
_PLAIN_ROOM = MESSAGE // PER_PAGE - 1
_PLAIN_TITLE = 80
_TITLE = 120
_NAMES = 60
_OUTLET = 60


def interviews(snapshot: Snapshot, number: int, asker: int) -> Reply:
    """A page of what is loaded.

    Args:
        snapshot: What is loaded.
        number: From 0 on; one past the end shows the last page.
        asker: The id of the user who may turn the pages of this message.
    """
    every = snapshot.interviews
    if not every:
        return Reply(wording.NOTHING_LOADED)
    last = (len(every) - 1) // PER_PAGE
    number = min(number, last)
    card = Card()
    card.title(wording.INTERVIEWS_TITLE)
    if last:
        card.footer(wording.page(number + 1, last + 1))
    listed = every[number * PER_PAGE : (number + 1) * PER_PAGE]
    for interview in listed:
        card.add(_entry(interview), str, apart=True)
    text = "\n".join(map(_plain_entry, listed))
    buttons: list[discord.ui.Item[Any]] = []
    if number > 0:
        buttons.append(Leaf.make(wording.PREVIOUS, f"list:{asker}:{number - 1}"))
    if number < last:
        buttons.append(Leaf.make(wording.NEXT, f"list:{asker}:{number + 1}"))
    return Reply(text, card.embed, tuple(buttons))


def help_card(prefix: str, mention: str, *, message_content: bool) -> Reply:
    """How to ask, every command, and what is off without the message-content intent."""
    shown = markup.escape(prefix)
    card = Card()
    card.title(wording.HELP_TITLE)
    card.add(wording.help_intro([f"{shown}ask", "/ask"] if message_content else ["/ask"], mention), str)
    mark = shown if message_content else "/"
    for name, (takes, does) in wording.COMMANDS.items():
        card.add(f"**{mark}{name}** {markup.escape(takes)}\n{does}", str, apart=True)
    if not message_content:
        card.field(wording.PREFIX_OFF_TITLE, wording.prefix_off(shown), str)
    text = "\n".join(filter(None, (card.embed.description, *(each.value for each in card.embed.fields))))
    return Reply(text, card.embed)


class Leaf(Press, template=rf"list:{ASKER}:{PAGE}"):
    """Turns to another page of the list: for the asker in place, for anybody else privately."""

    async def press(self, interaction: Interaction) -> None:
        """Turn to it."""
        snapshot = interaction.client.library.engine_for(interaction.guild_id).snapshot
        reply = interviews(snapshot, int(self.given["page"]), interaction.user.id)
        if interaction.user.id == int(self.given["asker"]):
            await replace_message(interaction, reply)
        else:
            await respond(interaction, reply.privately())


def _plain_entry(interview: Interview) -> str:
    title = markup.fit(markup.one_line(interview.title), _PLAIN_TITLE)
    url = markup.web_address(interview.url, _PLAIN_ROOM - _PLAIN_TITLE - len(" · <>"))
    return f"{title} · <{url}>" if url else title


def _entry(interview: Interview) -> str:
    first, *others = interview.speakers
    title = markup.label(interview.title, _TITLE)
    line = wording.interview_line(
        wording.others(markup.fit(markup.one_line(first.name), _NAMES), len(others)),
        markup.fit(markup.one_line(interview.outlet), _OUTLET),
        date_of(interview.published),
        len(interview.pairs),
    )
    url = markup.web_address(interview.url, _ROOM)
    linked = f"**{markup.masked_link(title, url)}**\n{line}" if url else ""
    return linked if linked and markup.units(linked) <= _ROOM else f"**{markup.escape(title)}**\n{line}"
