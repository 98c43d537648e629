"""Quotes, the list of interviews and help, as messages and as slash commands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.discord import wording
from bot.knowledge.model import Snapshot
from tests.discord import content
from tests.discord.reading import labels

LIST = Snapshot([replace(content.BRANDT, id=f"interview-{at:03}", title=f"Part {at}") for at in range(25)])


async def by_prefix(place, command, **given):
    await place.asker.send(place.channel, f"!{command} {' '.join(given.values())}")
    return place.replies()[-1]


async def by_slash(place, command, **given):
    return (await place.asker.slash(place.channel, command, **given)).response


async def in_a_direct_message(place, command, **given):
    await place.asker.send_dm(f"!{command} {' '.join(given.values())}")
    return place.asker.user.dm_channel.last_message


WAYS = [by_prefix, by_slash, in_a_direct_message]


@pytest.mark.parametrize("way", WAYS)
async def test_a_quote_on_a_topic(place, way):
    quote = await way(place, "quote", topic="train")
    assert quote.embeds[0].description == "> A night train that goes where the ferry went."
    assert labels(quote) == ["Read it at Quayside Review"]


async def test_quotes_vary_and_never_spoil(place):
    for _ in range(40):
        await place.asker.send(place.channel, "!quote")
    titles = {message.embeds[0].title for message in place.replies()}
    harmless = {entry.pair.question for entry in content.SNAPSHOT.entries if entry.pair.spoils is None}
    assert titles == harmless


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("topic", ["captain", "zeppelins"])
async def test_no_quote_on_what_spoils_or_what_there_is_nothing_about(place, way, topic):
    assert (await way(place, "quote", topic=topic)).content == wording.NO_QUOTE


async def test_a_long_quote_can_be_read_whole(place):
    quote = await by_prefix(place, "quote", topic="bell")
    assert labels(quote) == ["Read it at Quayside Review", wording.WHOLE]
    whole = await place.stranger.click(quote, label=wording.WHOLE)
    assert whole.ephemeral


@pytest.mark.parametrize("snapshot", [content.NOTHING])
@pytest.mark.parametrize("command", ["quote", "interviews"])
async def test_without_content_there_is_nothing_to_browse(place, command):
    assert (await by_prefix(place, command)).content == wording.NOTHING_LOADED


@pytest.mark.parametrize("way", WAYS)
async def test_interviews_are_listed(place, way):
    (embed,) = (await way(place, "interviews")).embeds
    assert embed.title == wording.INTERVIEWS_TITLE
    assert "[Ida Brandt sleeps at last](https://quayside.example/renewed)" in embed.description


@pytest.mark.parametrize("snapshot", [LIST])
@pytest.mark.parametrize("restart", [False, True])
async def test_pages_turn_for_the_asker_in_place_and_for_others_privately(place, make_bot, restart):
    page = await by_prefix(place, "interviews")
    assert page.embeds[0].footer.text == "page 1 of 3"
    if restart:
        await place.env.restart_bot(make_bot())
    await place.asker.click(page, label=wording.NEXT)
    assert place.reply.embeds[0].footer.text == "page 2 of 3"
    seen = await place.stranger.click(place.reply, label=wording.NEXT)
    assert seen.ephemeral
    assert seen.response.embeds[0].footer.text == "page 3 of 3"
    await place.stranger.click(seen.response, label=wording.PREVIOUS)
    assert seen.response.embeds[0].footer.text == "page 2 of 3"
    await place.asker.click(place.reply, label=wording.PREVIOUS)
    assert place.reply.embeds[0].footer.text == "page 1 of 3"


@pytest.mark.parametrize("snapshot", [LIST])
async def test_a_page_that_is_gone_becomes_the_last(place):
    page = await by_prefix(place, "interviews")
    place.know(content.SNAPSHOT)
    await place.asker.click(page, label=wording.NEXT)
    assert "Ida Brandt sleeps at last" in place.reply.embeds[0].description
    assert labels(place.reply) == []
    place.know(content.NOTHING)


@pytest.mark.parametrize("way", WAYS)
async def test_help_tells_how_to_ask(place, way):
    (embed,) = (await way(place, "help")).embeds
    assert place.mention in embed.description
    assert wording.MENU in embed.description
    assert embed.fields == []
