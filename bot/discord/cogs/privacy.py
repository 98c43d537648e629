"""What is kept about a person, shown to and deleted by nobody but them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from discord import ButtonStyle
from discord.ext import commands

from bot.discord import settings_wording as sentences
from bot.discord import wording
from bot.discord.delivery import Attachment, Reply, replace_message, respond, whisper
from bot.discord.views.card import Card
from bot.discord.views.press import ASKER, Press

if TYPE_CHECKING:
    from bot.discord.client import ShowrunnerBot
    from bot.discord.views.press import Interaction

    Context = commands.Context[ShowrunnerBot]

FILE: Final = "what-i-keep-about-you.json"


def _about(name: str) -> dict[str, Any]:
    text = (wording.COMMANDS.get(name) or sentences.COMMANDS[name])[1]
    return {"description": text, "help": text}


class Privacy(commands.Cog):
    """Everybody's own data."""

    def __init__(self, bot: ShowrunnerBot) -> None:
        self.bot = bot

    async def cog_load(self) -> None:
        """Make the button known."""
        self.bot.add_dynamic_items(Forget)

    @commands.hybrid_group(fallback="show", **_about("privacy show"))  # type: ignore[arg-type]
    async def privacy(self, ctx: Context) -> None:
        """Show what is kept about whoever asks."""
        await whisper(ctx, about(await self.bot.store.about_user(ctx.author.id)), _LEAD)

    @privacy.command(**_about("privacy forget"))  # type: ignore[arg-type]
    async def forget(self, ctx: Context) -> None:
        """Ask whether to delete it."""
        await whisper(ctx, Reply(sentences.REALLY, buttons=(Forget.button(ctx.author.id),), private=True), _LEAD)


_LEAD: Final = (sentences.SENT_PRIVATELY, sentences.DIRECT_CLOSED)


def about(kept: dict[str, list[dict[str, Any]]]) -> Reply:
    """What is kept about somebody: how much of what, and all of it in a file.

    Args:
        kept: As `Store.about_user` gives it.
    """
    lines = sentences.kept({kind: len(rows) for kind, rows in kept.items()})
    if not lines:
        return Reply(sentences.NOTHING_KEPT, private=True)
    card = Card()
    card.title(sentences.ABOUT_TITLE)
    for line in lines:
        card.add(line, str)
    text = "\n".join([sentences.ABOUT_TITLE, *lines])
    everything = json.dumps({kind: rows for kind, rows in kept.items() if rows}, indent=2, ensure_ascii=False)
    return Reply(text, card.embed, private=True, file=Attachment(FILE, everything, text))


class Forget(Press, template=rf"forget:{ASKER}"):
    """Deletes what is kept about whom it belongs to."""

    @classmethod
    def button(cls, user: int) -> Forget:
        """A button that belongs to a user."""
        return cls.make(sentences.FORGET, f"forget:{user}", ButtonStyle.danger)

    async def press(self, interaction: Interaction) -> None:
        """Delete it, if the one who presses is the one who is meant."""
        if interaction.user.id != int(self.given["asker"]):
            await respond(interaction, Reply(sentences.NOT_YOURS, private=True))
            return
        await interaction.client.store.forget_user(interaction.user.id)
        await interaction.client.games.forget(interaction.user.id)
        await replace_message(interaction, Reply(sentences.FORGOTTEN, private=True))
