"""What is kept of somebody: shown to them alone, and deleted by nobody else."""

from __future__ import annotations

import json

import pytest

from bot.discord import settings_wording as sentences
from bot.discord import wording
from bot.discord.cogs.privacy import FILE
from tests.discord import content
from tests.discord.reading import labels

KINDS = {"verdicts": 1, "wishes": 1, "progress": 1}


async def leave_traces(place):
    """Somebody has an opinion, a wish, and says how far they have seen."""
    await place.asker.send(place.channel, f"!ask {content.SURE}")
    await place.asker.click(place.replies()[-1], label=wording.HELPFUL)
    await place.asker.send(place.channel, f"!ask {content.UNKNOWN}")
    offer = (await place.asker.click(place.replies()[-1], label=wording.TELL_ME)).response
    await place.asker.click(offer, label=wording.HERE)
    await place.asker.slash(place.channel, "progress", episode="S01E08")


def direct(who):
    return who.user.dm_channel.last_message


async def test_it_is_shown_privately_and_in_full(place):
    await leave_traces(place)
    shown = await place.asker.slash(place.channel, "privacy show")
    assert shown.ephemeral
    assert shown.response.embeds[0].description.split("\n") == sentences.kept(KINDS)
    (file,) = shown.response.attachments
    assert file.filename == FILE
    everything = json.loads(await file.read())
    assert {kind: len(rows) for kind, rows in everything.items()} == KINDS
    assert everything["progress"][0]["show"] == "The Night Ferry"


async def test_who_has_left_no_traces_is_told_so(place):
    await leave_traces(place)
    shown = await place.stranger.slash(place.channel, "privacy show")
    assert shown.response.content == sentences.NOTHING_KEPT


async def test_as_a_message_it_is_answered_directly(place):
    await leave_traces(place)
    await place.asker.send(place.channel, "!privacy")
    assert place.replies()[-1].content == sentences.SENT_PRIVATELY
    assert place.replies()[-1].embeds == []
    assert direct(place.asker).embeds[0].title == sentences.ABOUT_TITLE


async def test_where_direct_messages_are_closed_it_says_what_to_do(place):
    place.env.inject_error("POST", "/users/@me/channels", status=403, code=50007)
    await place.asker.send(place.channel, "!privacy")
    assert place.reply.content == sentences.DIRECT_CLOSED


async def test_it_works_in_direct_messages(place):
    await place.asker.send_dm("!privacy")
    assert direct(place.asker).content == sentences.NOTHING_KEPT


@pytest.mark.parametrize("restart", [False, True], ids=["at once", "after a restart"])
async def test_forgetting_takes_a_second_press(place, store, make_bot, restart):
    await leave_traces(place)
    question = (await place.asker.slash(place.channel, "privacy forget")).response
    assert question.flags.ephemeral
    assert question.content == sentences.REALLY
    assert any((await store.about_user(place.asker.id)).values())
    if restart:
        await place.env.restart_bot(make_bot())
    await place.asker.click(question, label=sentences.FORGET)
    assert question.content == sentences.FORGOTTEN
    assert labels(question) == []
    assert not any((await store.about_user(place.asker.id)).values())


async def test_nobody_forgets_for_somebody_else(place, store):
    await leave_traces(place)
    await place.asker.send(place.channel, "!privacy forget")
    question = direct(place.asker)
    assert labels(question) == [sentences.FORGET]
    button = place.bot.get_cog("Privacy")
    assert button is not None
    posted = await place.bot.get_channel(place.channel.id).send("…", view=_view(place.asker.id))
    refused = await place.moderator.click(posted, label=sentences.FORGET)
    assert refused.ephemeral
    assert refused.response.content == sentences.NOT_YOURS
    assert any((await store.about_user(place.asker.id)).values())


def _view(user):
    from bot.discord.cogs.privacy import Forget
    from bot.discord.delivery import Reply

    return Reply("…", buttons=(Forget.button(user),)).view()


async def test_a_moderators_deeds_stay_without_a_name(place, store):
    await place.moderator.slash(place.channel, "settings prefix", prefix="?")
    question = (await place.moderator.slash(place.channel, "privacy forget")).response
    await place.moderator.click(question, label=sentences.FORGET)
    (entry,) = await store.log(place.guild.id)
    assert (entry.who, entry.what) == (None, "setting")


def test_every_kind_is_named_in_the_singular_and_the_plural():
    assert sentences.kept({"verdicts": 1, "wishes": 2, "log": 0}) == [
        "1 opinion on an answer",
        "2 answers you want to hear of",
    ]


async def test_every_kind_there_is_has_a_name(store):
    assert set(await store.about_user(1)) == set(sentences.KINDS)
