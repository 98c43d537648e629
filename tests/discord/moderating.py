"""What tests of moderation do in a simulated Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from simcord import interactions
from simcord.backend import serializers
from simcord.enums import ComponentType, InteractionType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from simcord.actors import MemberActor
    from simcord.results import InteractionResult

    from tests.discord.conftest import Place

OWN_ID = "quay-dogs-brandt"
OWN = f"""\
format: 1
interview:
  id: {OWN_ID}
  title: Ida Brandt on the dogs of the quay
  show: The Night Ferry
  speakers:
    - {{id: brandt, name: Ida Brandt, role: showrunner}}
  outlet: Quayside Review
  published: 2033-02-01
  url: https://quayside.example/dogs
pairs:
  - id: dogs
    question: Whose dogs are those on the quay?
    answer: Nobody's. They came with the weather. We fed them and called it casting.
    topics: [dogs]
  - id: names
    question: What are the dogs called?
    answer: Monday and Tuesday.
golden:
  - ask: whose dogs are on the quay
    expect: dogs
"""
ASKED = "whose dogs are on the quay"


async def uploaded(place: Place, text: str = OWN, by: MemberActor | None = None) -> InteractionResult:
    """Somebody uploads an interview by the slash command."""
    by = by or place.moderator
    data = text.encode() if isinstance(text, str) else text
    return await by.slash(place.channel, "knowledge upload", file=("dogs.yaml", data))


def button_of(message: object, label: str) -> str:
    """The custom id of a button."""
    rows = [row if isinstance(row, dict) else row.to_dict() for row in message.components]
    return next(button["custom_id"] for row in rows for button in row["components"] if button["label"] == label)


async def together(
    place: Place, message: object, label: str, actors: Sequence[MemberActor], others: str | None = None
) -> None:
    """Several people press a button at the same moment.

    Args:
        place: Where.
        message: What the button is on.
        label: Of the button of the first.
        actors: Who presses.
        others: The label of the button that all but the first press; the same if not given.
    """
    backend = place.env.backend
    stored = backend.get_message(place.channel.id, message.id)
    for number, actor in enumerate(actors):
        pressed = label if number == 0 or others is None else others
        record, payload = interactions.base_payload(
            backend,
            type=InteractionType.MESSAGE_COMPONENT,
            channel_id=place.channel.id,
            guild_id=place.guild.id,
            user_id=actor.id,
            data={"custom_id": button_of(message, pressed), "component_type": ComponentType.BUTTON},
        )
        payload["message"] = dict(serializers.message_payload(backend, stored))
        record.source_message_id = stored.id
        backend.emit("INTERACTION_CREATE", payload)
    await place.env.settle()


def forbid(place: Place, *names: str) -> None:
    """Take permissions from the bot; the others that it is invited with it keeps."""
    held = set(place.guild.me._roles)
    mine = next(role for role in place.guild.roles.values() if role.id in held)
    talk = discord.Permissions(view_channel=True, send_messages=True, use_application_commands=True)
    invited = talk | discord.Permissions(read_message_history=True, embed_links=True, attach_files=True)
    invited.update(**dict.fromkeys(names, False))
    place.env.backend.edit_role(place.guild.id, place.guild.default_role.id, {"permissions": talk.value})
    place.env.backend.edit_role(place.guild.id, mine.id, {"permissions": invited.value})


def told(place: Place, actor: MemberActor) -> list[str]:
    """What the bot has said to somebody alone, oldest first."""
    seen = place.channel.history(viewer=actor)
    return [message.content for message in seen if message.flags.ephemeral]
