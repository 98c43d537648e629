"""The buttons of somebody who wants to be told when there is an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.discord import wording
from bot.discord.delivery import Reply, replace_message, respond
from bot.discord.views.press import NUMBER, Press

if TYPE_CHECKING:
    from bot.discord.views.press import Interaction


class Tell(Press, template=rf"tell:{NUMBER}"):
    """Asks whoever presses it where they want to be told."""

    @classmethod
    def button(cls, question: int) -> Tell:
        """A button for a question that found nothing, by its number in the store."""
        return cls.make(wording.TELL_ME, f"tell:{question}")

    async def press(self, interaction: Interaction) -> None:
        """Ask."""
        question = self.given["number"]
        ways = (
            Wish.make(wording.BY_MESSAGE, f"wish:{question}:message"),
            Wish.make(wording.HERE, f"wish:{question}:here"),
        )
        await respond(interaction, Reply(wording.WHERE_TO_TELL, buttons=ways, private=True))


class Wish(Press, template=rf"wish:{NUMBER}:(?P<way>message|here)"):
    """Notes where somebody wants to be told."""

    async def press(self, interaction: Interaction) -> None:
        """Note it, if the question is still open in this server."""
        private = self.given["way"] == "message"
        if interaction.guild_id is None or interaction.channel_id is None:
            await respond(interaction, Reply(wording.SERVER_ONLY, private=True))
            return
        noted = await interaction.client.store.wish(
            interaction.guild_id,
            int(self.given["number"]),
            user=interaction.user.id,
            channel=interaction.channel_id,
            private=private,
            now=interaction.created_at,
        )
        text = wording.will_tell(private=private) if noted else wording.CLOSED
        await replace_message(interaction, Reply(text, private=True))
