"""What all buttons and menus share: they keep nothing in memory, so they work after a restart."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Final, Generic, Self, TypeVar, cast

import discord

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from bot.discord.client import ShowrunnerBot

    Interaction = discord.Interaction[ShowrunnerBot]

CUSTOM_ID: Final = 100

# What custom ids are made of.
ASKER: Final = r"(?P<asker>[0-9]{1,20})"
SPOT: Final = r"(?P<spot>[A-Za-z0-9_-]{12})"
SPOTS: Final = r"(?P<spots>(?:[A-Za-z0-9_-]{12}){1,5})"
PAGE: Final = r"(?P<page>[0-9]{1,4})"
NUMBER: Final = r"(?P<number>[0-9]{1,18})"

_Item = TypeVar("_Item", bound=discord.ui.Item[Any])


class _Lasting(discord.ui.DynamicItem[_Item], Generic[_Item], template=r"(?!)"):
    """Something whose custom id says everything it needs; a subclass gives the template that reads it."""

    def __init__(self, item: _Item) -> None:
        super().__init__(item)
        match = self.template.fullmatch(self.custom_id)
        if match is None or len(self.custom_id) > CUSTOM_ID:
            raise ValueError(f"{type(self).__name__} cannot use the custom id {self.custom_id!r}")
        self.given: dict[str, str] = match.groupdict()

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: discord.ui.Item[Any], _match: re.Match[str], /
    ) -> Self:
        """What was pressed, perhaps sent by an earlier run of the bot."""
        return cls(cast("_Item", item))

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Whether this press is seen for the first time (Discord repeats events after a broken connection)."""
        bot: ShowrunnerBot = interaction.client
        await bot.servers.load(interaction.guild_id)
        return bot.seen.first(interaction.id)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what it is for; whatever goes wrong is reported in one place."""
        async with interaction.client.faults.watch(interaction):
            await self.press(interaction)

    @abstractmethod
    async def press(self, interaction: Interaction) -> None:
        """What it is for."""


class Press(_Lasting[discord.ui.Button[Any]], template=r"(?!)"):
    """A button."""

    @classmethod
    def make(cls, label: str, custom_id: str, style: discord.ButtonStyle = discord.ButtonStyle.secondary) -> Self:
        """A new button.

        Raises:
            ValueError: The custom id is over 100 characters, or the template does not read it.
        """
        return cls(discord.ui.Button(label=label, custom_id=custom_id, style=style))


class Choose(_Lasting[discord.ui.Select[Any]], template=r"(?!)"):
    """A menu of which one option is chosen."""

    @classmethod
    def make(cls, label: str, custom_id: str, options: Sequence[discord.SelectOption]) -> Self:
        """A new menu, with `label` in it until something is chosen.

        Raises:
            ValueError: The custom id is over 100 characters, or the template does not read it.
        """
        return cls(discord.ui.Select(placeholder=label, custom_id=custom_id, options=list(options)))

    async def press(self, interaction: Interaction) -> None:
        """Deal with what was chosen."""
        await self.choose(interaction, self.item.values[0])

    @abstractmethod
    async def choose(self, interaction: Interaction, value: str) -> None:
        """What it is for; `value` comes from whoever chose, so it may be anything."""
