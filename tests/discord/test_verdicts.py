"""Helpful, Not it: one voice for each person and pair, and the last one counts."""

from __future__ import annotations

from simcord import interactions
from simcord.backend import serializers
from simcord.enums import ComponentType, InteractionType

from bot.discord import wording
from tests.discord import content
from tests.discord.moderating import button_of
from tests.discord.reading import title

LIGHTHOUSE = "night-ferry-s1-brandt/lighthouse"


async def answer(place):
    await place.asker.send(place.channel, f"!ask {content.SURE}")
    return place.replies()[-1]


async def verdicts(place, store):
    await place.bot.errands.idle()
    return await store.verdicts(place.guild.id)


async def test_they_are_counted_by_pair(place, store):
    for who, label in ((place.asker, wording.HELPFUL), (place.stranger, wording.NOT_IT)):
        await who.click(await answer(place), label=label)
    await place.asker.send(place.channel, f"!ask {content.LONG}")
    await place.asker.click(place.replies()[-1], label=wording.HELPFUL)
    assert await verdicts(place, store) == {LIGHTHOUSE: (1, 1), "night-ferry-s1-brandt/bell": (1, 0)}


async def test_of_one_persons_opinions_the_last_counts(place, store):
    first = await answer(place)
    for label in (wording.HELPFUL, wording.HELPFUL, wording.NOT_IT):
        await place.asker.click(first, label=label)
    assert await verdicts(place, store) == {LIGHTHOUSE: (0, 1)}


async def test_what_is_said_in_direct_messages_is_not_kept(place, store):
    await place.asker.send_dm(content.SURE)
    channel = place.asker.user.dm_channel
    _press(place, channel.last_message, place.asker)
    await place.env.settle()
    assert wording.THANKS in str(place.env.http_requests[-1].json)
    await place.bot.errands.idle()
    assert not any((await store.about_user(place.asker.id)).values())


def _press(place, message, who):
    """Press Helpful in a direct message, which simcord's people cannot do."""
    backend = place.env.backend
    record, payload = interactions.base_payload(
        backend,
        type=InteractionType.MESSAGE_COMPONENT,
        channel_id=message.channel.id,
        guild_id=None,
        user_id=who.id,
        data={"custom_id": button_of(message, wording.HELPFUL), "component_type": ComponentType.BUTTON},
    )
    stored = backend.get_message(message.channel.id, message.id)
    payload["message"] = dict(serializers.message_payload(backend, stored))
    record.source_message_id = stored.id
    backend.emit("INTERACTION_CREATE", payload)


async def test_thanks_are_given_without_a_store(place, ruin_store):
    message = await answer(place)
    await ruin_store()
    thanks = await place.asker.click(message, label=wording.HELPFUL)
    assert thanks.response.content == wording.THANKS
    assert title(message) == "Why does the lighthouse keeper never speak?"
