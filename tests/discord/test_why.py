"""Why an answer was given: told to moderators, for every way to ask."""

from __future__ import annotations

import discord
import pytest

from bot.discord import wording
from bot.knowledge.model import Episode
from tests.discord import content

LIGHTHOUSE = "night-ferry-s1-brandt/lighthouse"
MISSPELT = "why does the lighthuose keeper never speak"


async def by_prefix(place):
    await place.asker.send(place.channel, f"!ask {MISSPELT}")
    return place.replies()[-1]


async def by_mention(place):
    await place.asker.send(place.channel, f"{place.mention} {MISSPELT}")
    return place.replies()[-1]


async def by_slash(place):
    return (await place.asker.slash(place.channel, "ask", question=MISSPELT)).response


async def by_menu(place):
    message = await place.stranger.send(place.channel, MISSPELT)
    answer = (await place.asker.context_menu(place.channel, wording.MENU, message)).response
    # Discord says which message a menu was opened on; simcord does not yet.
    stored = place.env.backend.get_message(place.channel.id, answer.id)
    stored.interaction_metadata["target_message_id"] = str(message.id)
    return answer


WAYS = [by_prefix, by_mention, by_slash, by_menu]


async def why(place, answer, who=None):
    await (who or place.moderator).send(place.channel, "!why", reply_to=answer)
    return place.replies()[-1]


async def by_why_menu(place, answer, who=None):
    told = await (who or place.moderator).context_menu(place.channel, wording.WHY_MENU, answer)
    assert told.ephemeral
    return told.response


def fields(message):
    (embed,) = message.embeds
    return {field.name: field.value for field in embed.fields}


@pytest.mark.parametrize("explain", [why, by_why_menu])
@pytest.mark.parametrize("ask", WAYS)
async def test_everything_it_rests_on_is_told(place, ask, explain):
    told = fields(await explain(place, await ask(place)))
    finding = place.bot.library.engine.find(MISSPELT)
    first, second = finding.matches[:2]
    assert told[wording.WHY_BAND] == wording.band("answer", finding.confidence, *finding.limits)
    assert told[wording.WHY_FIRST].split("\n")[:2] == [LIGHTHOUSE, first.matched]
    assert f"confidence {first.confidence:.2f}" in told[wording.WHY_FIRST]
    assert told[wording.WHY_NEXT].startswith(second.entry.ref)
    assert told[wording.WHY_CORRECTIONS] == "lighthuose → lighthouse"


async def test_a_refusal_is_explained_too(place):
    await place.asker.send(place.channel, f"!ask {content.UNKNOWN}")
    told = fields(await why(place, place.reply))
    assert told[wording.WHY_BAND].startswith("no answer")
    assert told[wording.WHY_CORRECTIONS] == wording.WHY_NONE


async def test_a_question_may_be_written_behind_it(place):
    told = await place.moderator.slash(place.channel, "why", question=content.SURE)
    assert told.ephemeral
    assert fields(told.response)[wording.WHY_FIRST].startswith(LIGHTHOUSE)
    await place.moderator.send(place.channel, f"!why {content.SURE}")
    assert fields(place.reply)[wording.WHY_FIRST].startswith(LIGHTHOUSE)


@pytest.mark.parametrize("ask", [by_prefix, by_mention, by_menu])
async def test_after_a_restart_it_is_still_known(place, make_bot, ask):
    answer = await ask(place)
    await place.env.restart_bot(make_bot())
    assert fields(await by_why_menu(place, answer))[wording.WHY_FIRST].startswith(LIGHTHOUSE)


async def test_what_a_slash_command_asked_is_not_known_after_a_restart(place, make_bot):
    answer = await by_slash(place)
    await place.env.restart_bot(make_bot())
    assert (await by_why_menu(place, answer)).content == wording.WHY_UNKNOWN


async def test_only_the_last_slash_questions_are_remembered(place, monkeypatch):
    monkeypatch.setattr("bot.discord.cogs.why._REMEMBERED", 1)
    first, second = await by_slash(place), await by_slash(place)
    assert (await by_why_menu(place, first)).content == wording.WHY_UNKNOWN
    assert fields(await by_why_menu(place, second))


async def test_with_a_prefix_of_the_servers_own(place):
    await place.moderator.slash(place.channel, "settings prefix", prefix="sr-")
    await place.asker.send(place.channel, f"sr-ask {content.SURE}")
    answer = place.replies()[-1]
    await place.moderator.send(place.channel, "sr-why", reply_to=answer)
    assert fields(place.replies()[-1])[wording.WHY_FIRST].startswith(LIGHTHOUSE)


async def test_a_question_deleted_since_is_not_known(place):
    asked = await place.asker.send(place.channel, f"!ask {content.SURE}")
    answer = place.reply
    await place.asker.delete(asked)
    assert (await why(place, answer)).content == wording.WHY_UNKNOWN


async def test_what_is_no_answer_of_ours_is_not_explained(place):
    message = await place.stranger.send(place.channel, content.SURE)
    assert (await why(place, message)).content == wording.WHY_UNKNOWN
    await place.asker.send(place.channel, "!quote cat")
    assert (await why(place, place.replies()[-1])).content == wording.WHY_UNKNOWN


async def test_alone_it_says_what_to_do(place):
    await place.moderator.send(place.channel, "!why")
    assert place.reply.content == wording.WHY_WHAT
    assert (await place.moderator.slash(place.channel, "why")).response.content == wording.WHY_WHAT


async def test_a_spoiler_is_hidden_in_it(place, store):
    await place.asker.send(place.channel, f"!ask {content.SPOILING}")
    answer = place.reply
    assert fields(await why(place, answer))[wording.WHY_FIRST].split("\n")[1].startswith("||")
    seen = Episode(1, 8)
    await store.set_channel_progress(
        place.guild.id,
        place.channel.id,
        "The Night Ferry",
        seen.season,
        seen.episode,
        by=place.moderator.id,
        now=place.env.now(),
    )
    assert not fields(await why(place, answer))[wording.WHY_FIRST].split("\n")[1].startswith("||")


# Who may


@pytest.mark.parametrize("explain", [why, by_why_menu])
async def test_fans_are_not_told(place, explain):
    refused = await explain(place, await by_prefix(place), who=place.asker)
    assert refused.content == wording.MODERATORS_ONLY


async def test_nobody_is_in_direct_messages(place):
    await place.moderator.send_dm(f"!why {content.SURE}")
    assert place.moderator.user.dm_channel.last_message.content == wording.SERVER_ONLY


async def test_another_servers_moderator_is_not(place):
    other = place.env.create_guild("Quay 2")
    theirs = other.create_role("Theirs", permissions=discord.Permissions(manage_guild=True))
    user = place.env.create_user("gus")
    other.add_member(user, roles=[theirs])
    visitor = place.guild.add_member(user)
    assert (await why(place, await by_prefix(place), who=visitor)).content == wording.MODERATORS_ONLY
