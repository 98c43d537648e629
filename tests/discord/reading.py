"""Reading a message of the bot, whether the simulation gives it as sent or as a response."""

from __future__ import annotations


def labels(message) -> list[str]:
    """The labels of its buttons, in order."""
    rows = [row if isinstance(row, dict) else row.to_dict() for row in message.components]
    return [each["label"] for row in rows for each in row["components"] if "label" in each]


def title(message) -> str:
    """The title of its embed."""
    (embed,) = message.embeds
    return embed.title


def options(message) -> list[str]:
    """The values of its menu, in order."""
    rows = [row if isinstance(row, dict) else row.to_dict() for row in message.components]
    menus = [each for row in rows for each in row["components"] if "options" in each]
    return [option["value"] for option in menus[0]["options"]]
