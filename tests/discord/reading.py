"""Reading a message of the bot, whether the simulation gives it as sent or as a response."""

from __future__ import annotations


def labels(message) -> list[str]:
    """The labels of its buttons, in order."""
    rows = [row if isinstance(row, dict) else row.to_dict() for row in message.components]
    return [button["label"] for row in rows for button in row["components"]]


def title(message) -> str:
    """The title of its embed."""
    (embed,) = message.embeds
    return embed.title
