"""What was taught can be seen and taken back, by moderators of its server."""

from __future__ import annotations

import pytest

from bot.discord import wording
from bot.moderation.teaching import teach
from tests.discord import content
from tests.discord.reading import title
from tests.discord.test_board import again, menus

KEEPER = "night-ferry-s1-brandt/lighthouse"
SLANG = "whats wrong with the mute dude up there"


async def learn(place, *phrasings):
    for phrasing in phrasings:
        await teach(place.bot.moderation, place.guild.id, KEEPER, phrasing, by=place.moderator.id, now=place.env.now())
    await place.bot.errands.idle()


async def opened(place, who=None):
    return (await (who or place.moderator).slash(place.channel, "knowledge taught")).response


async def unlearn(message, who, at=0):
    return await who.select(message, [menus(message)[0]["options"][at]["value"]])


async def test_nothing_taught_is_said(place):
    assert (await opened(place)).content == wording.NOTHING_TAUGHT


@pytest.mark.parametrize("restart", [False, True], ids=["at once", "after a restart"])
async def test_it_is_shown_and_taken_back(place, store, make_bot, restart):
    await learn(place, SLANG)
    message = await opened(place)
    assert message.embeds[0].description == wording.lesson(SLANG, KEEPER)
    await place.asker.send(place.channel, f"!ask {SLANG}")
    assert title(place.replies()[-1]) == "Why does the lighthouse keeper never speak?"
    if restart:
        await place.env.restart_bot(make_bot())
        await place.bot.moderation.editions.refresh_all()
    await unlearn(message, place.moderator)
    assert message.content == f"{wording.UNLEARNED}\n{wording.NOTHING_TAUGHT}"
    await place.asker.send(place.channel, f"!ask {SLANG}")
    assert place.replies()[-1].embeds == []
    assert await store.taught(place.guild.id) == []
    assert (await store.log(place.guild.id))[0].what == "unteach"


async def test_it_has_pages(place, store):
    for number in range(12):
        await store.teach(place.guild.id, KEEPER, f"phrasing {number:02}", by=place.moderator.id, now=place.env.now())
    message = await opened(place)
    assert len(menus(message)[0]["options"]) == 10
    await place.moderator.click(message, label=wording.NEXT)
    assert [each["label"] for each in menus(message)[0]["options"]] == ["phrasing 10", "phrasing 11"]
    await place.moderator.click(message, label=wording.PREVIOUS)
    assert message.embeds[0].footer.text == wording.page(1, 2)


async def test_what_is_unlearned_already_says_so(place, store):
    await learn(place, SLANG)
    message = await opened(place)
    await store.unteach(place.guild.id, KEEPER, SLANG, by=place.moderator.id, now=place.env.now())
    late = await unlearn(message, place.moderator)
    assert late.response.content == wording.UNLEARNED_ALREADY


@pytest.mark.parametrize("who", ["asker", "role lost"])
async def test_it_is_for_moderators(place, store, who):
    await learn(place, SLANG)
    await place.moderator.send(place.channel, "!knowledge taught")
    message = place.replies()[-1]
    actor = place.asker
    if who == "role lost":
        actor = place.moderator
        role = place.guild.roles["Harbour masters"]
        place.env.backend.remove_member_role(place.guild.id, actor.id, role.id)
    assert (await opened(place, actor)).content == wording.MODERATORS_ONLY
    assert (await unlearn(again(place, message), actor)).response.content == wording.MODERATORS_ONLY
    assert len(await store.taught(place.guild.id)) == 1


async def test_another_servers_lessons_are_its_own(place, store):
    await store.teach(1, KEEPER, SLANG, by=2, now=place.env.now())
    assert (await opened(place)).content == wording.NOTHING_TAUGHT
    assert content.SNAPSHOT.entry(KEEPER) is not None
