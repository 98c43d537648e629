"""A file in which nothing says that it is an interview, and the button of whoever knows better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import discord

from bot.discord import content_wording
from bot.discord import import_wording as words
from bot.discord.delivery import Reply
from bot.discord.views.answers import MESSAGE
from bot.discord.views.changes import fitting, shortened
from bot.discord.views.import_card import told
from bot.discord.views.imports import EDITION, Cancel, change
from bot.discord.views.press import NUMBER, Press
from bot.moderation.sheets import Changes

if TYPE_CHECKING:
    from bot.discord.views.press import Interaction
    from bot.moderation.imports import NoInterview

_REASON: Final = 300


class Insist(Press, template=rf"import-insist:{NUMBER}:{EDITION}"):
    """Says that it is an interview."""

    async def press(self, interaction: Interaction) -> None:
        """Take their word for it, and show the first pair."""
        await change(interaction, self, Changes.insist, 0)


def refusal(found: NoInterview) -> Reply:
    """Why there is no interview in a file, and what can be done if there is one after all."""
    lines = [words.none_found(shortened(found.reason, _REASON)), *told(found.warnings)]
    if found.kept is None:
        return Reply(fitting(lines, MESSAGE), private=True)
    lines.append(words.withheld(found.kept.transcript.withheld))
    insist = Insist.make(
        words.INSIST, f"import-insist:{found.kept.number}:{found.kept.edition}", discord.ButtonStyle.primary
    )
    cancel = Cancel.make(content_wording.CANCEL, f"import-cancel:{found.kept.number}")
    return Reply(fitting(lines, MESSAGE), buttons=(insist, cancel))
