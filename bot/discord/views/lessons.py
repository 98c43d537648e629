"""What a server's moderators have taught, and how they take it back."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from bot.discord import markup, wording
from bot.discord.delivery import Reply, replace_message, respond
from bot.discord.rights import admit_moderator, server_of
from bot.discord.views.card import Card
from bot.discord.views.paging import Page, option
from bot.discord.views.press import PAGE, Choose, Press

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.discord.views.press import Interaction
    from bot.storage.records import Taught

_LINE: Final = 80


def lessons(taught: Sequence[Taught], number: int, above: str | None = None) -> Reply:
    """A page of what was taught.

    Args:
        taught: All of it.
        number: From 0 on; one past the end shows the last page.
        above: What has just been done, if anything.
    """
    if not taught:
        text = "\n".join(filter(None, (above, wording.NOTHING_TAUGHT)))
        return Reply(text, private=True)
    shown = Page.of(taught, number)
    lines = [wording.lesson(markup.fit(each.phrasing, _LINE), markup.fit(each.ref, _LINE)) for each in shown.listed]
    card = Card()
    card.title(wording.TAUGHT_TITLE)
    for line in filter(None, (above, *lines)):
        card.add(line, str)
    card.footer(shown.footer)
    buttons = (Unlearn.menu(shown.listed, shown.number), *shown.turns(Lessons, "taught"))
    text = "\n".join(filter(None, (above, *lines)))
    return Reply(text, card.embed, buttons, private=True)


class Lessons(Press, template=rf"taught:{PAGE}"):
    """Turns to another page."""

    async def press(self, interaction: Interaction) -> None:
        """Turn to it."""
        server = server_of(interaction)
        if await admit_moderator(interaction) and server is not None:
            taught = await interaction.client.store.taught(server)
            await replace_message(interaction, lessons(taught, int(self.given["page"])))


class Unlearn(Choose, template=rf"unlearn:{PAGE}"):
    """Takes back something that was taught."""

    @classmethod
    def menu(cls, listed: Sequence[Taught], number: int) -> Unlearn:
        """The lessons of a page to choose from."""
        options = [option(each.phrasing, _key(each), each.ref) for each in listed]
        return cls.make(wording.UNLEARN, f"unlearn:{number}", options)

    async def choose(self, interaction: Interaction, value: str) -> None:
        """Take it back, and show what is left."""
        server = server_of(interaction)
        if not await admit_moderator(interaction) or server is None:
            return
        bot = interaction.client
        lesson = next((each for each in await bot.store.taught(server) if _key(each) == value), None)
        if lesson is None:
            await respond(interaction, Reply(wording.UNLEARNED_ALREADY, private=True))
            return
        await interaction.response.defer()  # an engine has to be built
        by, now = interaction.user.id, interaction.created_at
        await bot.store.unteach(server, lesson.ref, lesson.phrasing, by=by, now=now)
        await bot.moderation.editions.refresh(server)
        left = await bot.store.taught(server)
        await replace_message(interaction, lessons(left, int(self.given["page"]), wording.UNLEARNED))


def _key(taught: Taught) -> str:
    """A short name for a lesson."""
    return blake2b(f"{taught.ref}\n{taught.phrasing}".encode(errors="replace"), digest_size=12).hexdigest()
