"""Questions that found nothing are noted; who wants to is told, once, when there is an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.config import Privacy
from bot.discord import wording
from bot.knowledge.model import Pair, Snapshot
from bot.storage.records import QuestionState
from tests.discord import content
from tests.discord.reading import labels, title

TAXES = Pair("taxes", "What is the tax rate in Portugal?", "Ask the lighthouse keeper. He counts everything.", "brandt")
ENLIGHTENED = Snapshot([replace(content.BRANDT, pairs=(*content.BRANDT.pairs, TAXES)), content.RENEWED])
ALIKE = [content.UNKNOWN, "what's the tax rate in portugal?"]


async def ask(place, question=content.UNKNOWN, who=None):
    await (who or place.asker).send(place.channel, f"!ask {question}")
    return place.replies()[-1]


async def wish(place, reply, who, way):
    offer = (await who.click(reply, label=wording.TELL_ME)).response
    assert offer.flags.ephemeral
    assert offer.content == wording.WHERE_TO_TELL
    assert labels(offer) == [wording.BY_MESSAGE, wording.HERE]
    await who.click(offer, label=way)
    return offer


def direct(who):
    """What was said to somebody in direct messages."""
    channel = who.user.dm_channel
    return [] if channel is None else list(channel.history())


async def know(place, snapshot=ENLIGHTENED):
    place.know(snapshot)
    await place.bot.errands.idle()


async def questions(place, store):
    return [(each.text, each.count) for each in await store.unanswered(place.guild.id)]


# What is noted


async def test_what_finds_nothing_is_noted_once_and_counted(place, store):
    for text in (content.UNKNOWN, content.UNKNOWN.upper(), content.SURE, content.UNSURE):
        await ask(place, text)
    assert await questions(place, store) == [(content.UNKNOWN, 2)]


async def test_every_way_to_ask_is_noted(place, store):
    await place.asker.slash(place.channel, "ask", question=content.UNKNOWN)
    await place.asker.send(place.channel, f"{place.mention} {content.UNKNOWN}")
    message = await place.stranger.send(place.channel, content.UNKNOWN)
    await place.asker.context_menu(place.channel, wording.MENU, message)
    assert await questions(place, store) == [(content.UNKNOWN, 3)]


async def test_direct_messages_are_not_noted(place, store):
    await place.asker.send_dm(content.UNKNOWN)
    assert await store.unanswered(0) == []
    assert await questions(place, store) == []
    assert place.asker.user.dm_channel.last_message.components == []


async def test_an_endless_question_is_kept_in_short(place, store):
    await ask(place, "portugal taxes " * 100)
    ((text, _),) = await questions(place, store)
    assert len(text) <= 300


@pytest.mark.parametrize("snapshot", [content.NOTHING])
async def test_where_nothing_is_loaded_nothing_is_noted(place, store):
    assert (await ask(place)).components == []
    assert await questions(place, store) == []


async def test_what_is_noted_expires(place, store):
    await ask(place)
    place.bot.now = lambda: place.env.now() + timedelta(days=Privacy().unanswered_days, hours=1)
    await place.env.advance_time(timedelta(hours=6).total_seconds())
    assert await questions(place, store) == []


# Being told


async def test_by_direct_message_as_chosen(place):
    offer = await wish(place, await ask(place), place.stranger, wording.BY_MESSAGE)
    assert offer.content == wording.will_tell(private=True)
    assert labels(offer) == []
    await know(place)
    (told,) = direct(place.stranger)
    assert told.content == wording.ANSWER_FOUND
    assert title(told) == TAXES.question
    assert len(place.replies()) == 1


async def test_in_the_channel_as_chosen_with_a_ping_for_one(place):
    offer = await wish(place, await ask(place), place.stranger, wording.HERE)
    assert offer.content == wording.will_tell(private=False)
    await know(place)
    told = place.replies()[-1]
    assert told.content == wording.answer_found_for(place.stranger.id)
    assert [user.id for user in told.mentions] == [place.stranger.id]
    assert title(told) == TAXES.question
    post = [request for request in place.env.http_requests if request.path.endswith("/messages")][-1]
    assert post.json["allowed_mentions"] == {"parse": [], "users": [place.stranger.id]}
    assert direct(place.stranger) == []


async def test_whoever_takes_no_direct_messages_is_told_in_the_channel(place):
    await wish(place, await ask(place), place.stranger, wording.BY_MESSAGE)
    place.env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
    await know(place)
    assert place.replies()[-1].content == wording.answer_found_for(place.stranger.id)


async def test_it_is_told_once(place):
    await wish(place, await ask(place), place.stranger, wording.HERE)
    await know(place)
    await know(place, content.SNAPSHOT)
    await ask(place)
    await know(place)
    assert [reply.content for reply in place.replies()].count(wording.answer_found_for(place.stranger.id)) == 1


async def test_what_another_process_has_told_is_not_told_again(place, store):
    await wish(place, await ask(place), place.stranger, wording.HERE)
    (question,) = await store.unanswered(place.guild.id)
    assert len(await store.take_wishes(place.guild.id, [question.id])) == 1
    await know(place)
    assert len(place.replies()) == 1


async def test_everybody_who_wanted_to_is_told(place):
    reply = await ask(place)
    await wish(place, reply, place.stranger, wording.HERE)
    await wish(place, reply, place.asker, wording.BY_MESSAGE)
    await know(place)
    assert len(direct(place.asker)) == 1
    assert place.replies()[-1].mentions[0].id == place.stranger.id


async def test_the_last_choice_counts(place):
    reply = await ask(place)
    await wish(place, reply, place.asker, wording.HERE)
    await wish(place, reply, place.asker, wording.BY_MESSAGE)
    await know(place)
    assert len(direct(place.asker)) == 1
    assert len(place.replies()) == 1


async def test_what_is_still_unanswered_is_not_told(place):
    await wish(place, await ask(place), place.stranger, wording.HERE)
    await know(place, Snapshot([content.BRANDT]))
    assert len(place.replies()) == 1


async def test_the_buttons_work_after_a_restart_and_so_does_the_promise(place, make_bot):
    reply = await ask(place)
    await place.env.restart_bot(make_bot())
    offer = (await place.stranger.click(reply, label=wording.TELL_ME)).response
    await place.env.restart_bot(make_bot())
    await place.stranger.click(offer, label=wording.HERE)
    await place.env.restart_bot(make_bot(ENLIGHTENED))
    await place.env.settle()
    assert place.replies()[-1].content == wording.answer_found_for(place.stranger.id)


async def test_an_old_button_of_a_closed_question_says_so(place, store):
    reply = await ask(place)
    offer = (await place.stranger.click(reply, label=wording.TELL_ME)).response
    (question,) = await store.unanswered(place.guild.id)
    await store.close_unanswered(
        place.guild.id, [question.id], QuestionState.DISMISSED, by=place.moderator.id, now=place.env.now()
    )
    await place.stranger.click(offer, label=wording.HERE)
    assert offer.content == wording.CLOSED
    await know(place)
    assert len(place.replies()) == 1


async def test_a_spoiler_is_told_hidden(place):
    spoiling = replace(TAXES, spoils=content.BRANDT.pairs[2].spoils)
    await wish(place, await ask(place), place.stranger, wording.HERE)
    await know(place, Snapshot([replace(content.BRANDT, pairs=(spoiling,))]))
    assert "||" in place.replies()[-1].embeds[0].description


async def test_a_channel_that_is_closed_to_the_bot_is_given_up(place, store):
    await wish(place, await ask(place), place.stranger, wording.HERE)
    place.env.inject_error("POST", f"/channels/{place.channel.id}/messages", status=403, code=50013)
    await know(place)
    assert len(place.replies()) == 1
    assert await questions(place, store) == []


# When the store fails


async def test_without_a_store_the_answer_is_given_all_the_same(place, ruin_store):
    await ruin_store()
    reply = await ask(place)
    assert reply.content.startswith("The interviews I know don't answer that")
    assert reply.components == []
    assert title(await ask(place, content.SURE)) == "Why does the lighthouse keeper never speak?"
