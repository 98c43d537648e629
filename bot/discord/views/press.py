"""What all buttons share: they keep nothing in memory, so they work after a restart."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Final, Self, cast

import discord

if TYPE_CHECKING:
    import re

    from bot.discord.client import ShowrunnerBot

    Button = discord.ui.Button[Any]
    Interaction = discord.Interaction[ShowrunnerBot]

CUSTOM_ID: Final = 100

# What custom ids are made of.
ASKER: Final = r"(?P<asker>[0-9]{1,20})"
SPOT: Final = r"(?P<spot>[A-Za-z0-9_-]{12})"
SPOTS: Final = r"(?P<spots>(?:[A-Za-z0-9_-]{12}){1,5})"
PAGE: Final = r"(?P<page>[0-9]{1,4})"


class Press(discord.ui.DynamicItem[discord.ui.Button[Any]], template=r"(?!)"):
    """A button whose custom id says everything it needs; a subclass gives the template that reads it."""

    def __init__(self, button: Button) -> None:
        super().__init__(button)
        match = self.template.fullmatch(self.custom_id)
        if match is None or len(self.custom_id) > CUSTOM_ID:
            raise ValueError(f"{type(self).__name__} cannot use the custom id {self.custom_id!r}")
        self.given: dict[str, str] = match.groupdict()

    @classmethod
    def make(cls, label: str, custom_id: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary) -> Self:
        """A new button.

        Raises:
            ValueError: The custom id is over 100 characters, or the template does not read it.
        """
        return cls(discord.ui.Button(label=label, custom_id=custom_id, style=style))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], _match: re.Match[str], /
    ) -> Self:
        """The button that was pressed, perhaps sent by an earlier run of the bot."""
        return cls(cast("Button", item))

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Whether this press is seen for the first time (Discord repeats events after a broken connection)."""
        bot: ShowrunnerBot = interaction.client
        await bot.servers.load(interaction.guild_id)
        return bot.seen.first(interaction.id)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button is for; whatever goes wrong is reported in one place."""
        async with interaction.client.faults.watch(interaction):
            await self.press(interaction)

    @abstractmethod
    async def press(self, interaction: Interaction) -> None:
        """What the button is for."""
