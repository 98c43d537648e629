"""What a server sets: checked, kept, in the log, in force at once, and changed by moderators alone."""

from __future__ import annotations

import asyncio

import discord
import pytest

from bot.config import Discord
from bot.discord import settings_wording as sentences
from bot.discord import wording
from bot.moderation.settings import CHANNELS, INTERVIEWS_OFF, MOST_LISTED, STRICTNESS, Strictness
from bot.storage import uploads
from tests.discord import content
from tests.discord.conftest import NO_COOLDOWN, build
from tests.discord.reading import title

BRANDT = content.BRANDT.id
CHANGES = [
    ("settings prefix", {"prefix": "?"}),
    ("settings moderator-roles", {}),
    ("settings channels", {}),
    ("settings interviews", {"interview": BRANDT}),
    ("settings strictness", {"strictness": "bold"}),
    ("settings spoilers", {"episode": "S01E08"}),
    ("settings reset", {}),
    ("settings show", {}),
]


async def change(place, name, who=None, **options):
    """A slash command of a moderator; gives what it says."""
    said = await (who or place.moderator).slash(place.channel, f"settings {name}", **options)
    assert said.ephemeral
    return said.response


async def stored(place, store):
    return await store.server_settings(place.guild.id)


def options_of(place, name, options):
    options = dict(options)
    if name == "settings moderator-roles":
        options["role"] = place.guild.roles["Harbour masters"]
    if name in {"settings channels", "settings spoilers"}:
        options["channel"] = place.channel
    return options


def fields(message):
    (embed,) = message.embeds
    return {field.name: field.value for field in embed.fields}


# Prefix


async def test_a_prefix_holds_at_once_and_is_shown_in_the_help(place):
    said = await change(place, "prefix", prefix="?")
    assert said.content == sentences.prefix_set("?")
    await place.asker.send(place.channel, f"!ask {content.SURE}")
    assert place.replies() == []
    await place.asker.send(place.channel, f"?ask {content.SURE}")
    assert title(place.reply) == "Why does the lighthouse keeper never speak?"
    await place.asker.send(place.channel, "?help")
    assert "**?ask**" in place.replies()[-1].embeds[0].description
    await place.asker.send(place.channel, "?ask")
    assert "?ask" in place.replies()[-1].content
    assert len(place.env.errors) == 1  # the missing question


async def test_a_prefix_is_of_one_server_and_outlives_a_restart(place, make_bot):
    await change(place, "prefix", prefix="sr-")
    other = place.env.create_guild("Quay 2")
    there = other.create_text_channel("general")
    visitor = other.add_member(place.env.create_user("dov"))
    await place.env.restart_bot(make_bot())
    await place.asker.send(place.channel, "sr-ask " + content.SURE)
    await visitor.send(there, f"!ask {content.SURE}")
    await visitor.send(there, "sr-ask " + content.SURE)
    assert len(place.replies()) == 1
    assert len([message for message in there.history() if message.embeds]) == 1


async def test_a_prefix_is_given_up_again(place, store):
    await change(place, "prefix", prefix="?")
    assert (await change(place, "prefix")).content == sentences.prefix_set("!")
    assert await stored(place, store) == {}


@pytest.mark.parametrize("prefix", ["a b", "toolong", "/", "<@1>"])
async def test_what_cannot_be_a_prefix_is_refused(place, store, prefix):
    assert (await change(place, "prefix", prefix=prefix)).content == sentences.BAD_PREFIX
    assert await stored(place, store) == {}


# Moderators' roles


async def test_a_role_moderates_from_now_on_and_no_longer_when_it_is_taken_off_the_list(place):
    role = place.guild.create_role("Deckhands")
    hand = place.guild.add_member(place.env.create_user("eli"), roles=[role])
    assert (await change(place, "prefix", who=hand, prefix="?")).content == wording.MODERATORS_ONLY
    assert (await change(place, "moderator-roles", role=role)).content == sentences.role_set(f"<@&{role.id}>", on=True)
    assert (await change(place, "prefix", who=hand, prefix="?")).content == sentences.prefix_set("?")
    assert (await change(place, "moderator-roles", role=role)).content == sentences.role_set(f"<@&{role.id}>", on=False)
    assert (await change(place, "prefix", who=hand, prefix="$")).content == wording.MODERATORS_ONLY


async def test_everybody_does_not_moderate(place, store):
    said = await change(place, "moderator-roles", role=place.guild.default_role)
    assert said.content == sentences.EVERYBODY
    assert await stored(place, store) == {}


# Channels


async def test_questions_are_answered_in_the_named_channels_only(place):
    elsewhere = place.guild.create_text_channel("off-topic")
    said = await change(place, "channels", channel=place.channel)
    assert said.content == sentences.channel_set(f"<#{place.channel.id}>", [f"<#{place.channel.id}>"])
    for text in ("!ask", f"!ask {content.SURE}", f"{place.mention} {content.SURE}", place.mention, "!quote", "!help"):
        await place.asker.send(elsewhere, text)
    assert [message for message in elsewhere.history() if message.author.bot] == []
    told = await place.asker.slash(elsewhere, "ask", question=content.SURE)
    assert told.ephemeral
    assert told.response.content == wording.elsewhere([place.channel.id])
    await place.asker.send(place.channel, f"!ask {content.SURE}")
    assert title(place.reply) == "Why does the lighthouse keeper never speak?"


async def test_moderators_are_heard_everywhere(place):
    elsewhere = place.guild.create_text_channel("back-office")
    await change(place, "channels", channel=place.channel)
    await place.moderator.send(elsewhere, "!settings channels " + f"<#{place.channel.id}>")
    assert elsewhere.last_message.content == sentences.channel_set(f"<#{place.channel.id}>", [])
    await place.asker.send(elsewhere, f"!ask {content.SURE}")
    assert title(elsewhere.last_message) == "Why does the lighthouse keeper never speak?"


async def test_a_thread_belongs_to_its_channel(place):
    await change(place, "channels", channel=place.channel)
    asked = await place.stranger.send(place.channel, "a long talk")
    place.env.backend.create_thread(place.channel.id, "talk", owner_id=place.stranger.id, message_id=asked.id)
    (thread,) = place.channel.threads
    await place.asker.send(thread, f"!ask {content.SURE}")
    assert title(thread.last_message) == "Why does the lighthouse keeper never speak?"


async def test_another_servers_channel_is_none_of_ours(place, store):
    there = place.env.create_guild("Quay 2").create_text_channel("general")
    await place.moderator.send(place.channel, f"!settings channels {there.id}")
    assert place.reply.content == wording.usage("!", "settings channels")
    assert len(place.env.errors) == 1
    assert await stored(place, store) == {}


async def test_a_full_list_takes_no_more(place, store):
    await store.change_setting(
        place.guild.id, "channels", list(range(1, MOST_LISTED + 1)), by=place.moderator.id, now=place.env.now()
    )
    assert (await change(place, "channels", channel=place.channel)).content == sentences.TOO_MANY


def test_store_and_rules_call_the_same_settings_by_the_same_names():
    assert (uploads.INTERVIEWS_OFF, uploads.STRICTNESS) == (INTERVIEWS_OFF, STRICTNESS)
    assert CHANNELS not in (uploads.INTERVIEWS_OFF, uploads.STRICTNESS)


async def test_two_moderators_at_once_lose_nothing(place, store):
    second = place.guild.add_member(place.env.create_user("fay"), roles=[place.guild.roles["Harbour masters"]])
    channels = [place.guild.create_text_channel(f"pier-{number}") for number in range(2)]
    for who, channel in zip((place.moderator, second), channels, strict=True):
        place.env.backend.create_message(place.channel.id, who.id, f"!settings channels <#{channel.id}>")
    await place.env.settle()
    assert set((await stored(place, store))["channels"]) == {channel.id for channel in channels}


# Interviews


async def test_an_interview_is_done_without_and_used_again(place, store):
    said = await change(place, "interviews", interview=BRANDT)
    assert said.content == sentences.interview_set(content.BRANDT.title, on=False)
    await place.asker.send(place.channel, f"!ask {content.SURE}")
    assert place.replies()[-1].embeds == []
    assert place.bot.library.engine.snapshot.entries == content.SNAPSHOT.entries
    said = await change(place, "interviews", interview=BRANDT)
    assert said.content == sentences.interview_set(content.BRANDT.title, on=True)
    await place.asker.send(place.channel, f"!ask {content.SURE}")
    assert title(place.replies()[-1]) == "Why does the lighthouse keeper never speak?"
    assert await stored(place, store) == {}


async def test_an_unknown_interview_is_refused(place):
    assert (await change(place, "interviews", interview="nobody")).content == sentences.UNKNOWN_INTERVIEW


async def test_interviews_are_offered_while_typing(place):
    offered = await place.moderator.autocomplete(place.channel, "settings interviews", "interview", "last boat")
    assert [choice["value"] for choice in offered] == [BRANDT]


# Strictness


async def test_strictness_moves_the_limits_at_once(place, store):
    usual = place.bot.library.engine_for(place.guild.id).find(content.SURE).limits
    assert (await change(place, "strictness", strictness="cautious")).content == sentences.strictness_set("cautious")
    cautious = place.bot.library.engine_for(place.guild.id).find(content.SURE).limits
    await change(place, "strictness", strictness="bold")
    bold = place.bot.library.engine_for(place.guild.id).find(content.SURE).limits
    assert bold < usual < cautious
    await change(place, "strictness", strictness="normal")
    assert place.bot.library.engine_for(place.guild.id).find(content.SURE).limits == usual
    assert await stored(place, store) == {}


async def test_a_strictness_there_is_not_is_explained(place):
    await place.moderator.send(place.channel, "!settings strictness ruthless")
    assert place.reply.content == wording.usage("!", "settings strictness")
    assert len(place.env.errors) == 1


async def test_what_changes_the_search_outlives_restarts_and_reloads(place, make_bot):
    await change(place, "strictness", strictness="bold")
    bold = place.bot.library.engine_for(place.guild.id).find(content.SURE).limits
    await place.env.restart_bot(make_bot())
    await place.bot.moderation.editions.refresh_all()
    assert place.bot.library.engine_for(place.guild.id).find(content.SURE).limits == bold
    operators = await build(content.SNAPSHOT, Strictness.NORMAL)
    await place.bot.moderation.editions.replace_operator(operators)
    assert place.bot.library.engine_for(place.guild.id).find(content.SURE).limits == bold
    assert place.bot.library.engine is operators


# All of them


async def test_they_are_shown(place):
    role = place.guild.roles["Harbour masters"]
    shown = fields(await change(place, "show"))
    assert shown == {
        "Prefix": "!",
        "Moderators' roles": sentences.NOBODY_ELSE,
        "Channels I answer in": sentences.EVERYWHERE,
        "Interviews not used": sentences.NONE,
        "Strictness": "normal",
        "Trivia": "10 rounds of 30 seconds, mix; the first choice counts",
    }
    for name, options in CHANGES[:6]:
        await place.moderator.slash(place.channel, name, **options_of(place, name, options))
    assert fields(await change(place, "show")) == {
        "Prefix": "?",
        "Moderators' roles": f"<@&{role.id}>",
        "Channels I answer in": f"<#{place.channel.id}>",
        "Interviews not used": BRANDT,
        "Strictness": "bold",
        "Trivia": "10 rounds of 30 seconds, mix; the first choice counts",
        "Seen in this channel": "The Night Ferry: up to S01E08",
    }
    await place.moderator.send(place.channel, "?settings")
    assert place.reply.embeds[0].title == sentences.TITLE


async def test_one_or_all_are_set_back(place, store):
    for name, options in CHANGES[:5]:
        await place.moderator.slash(place.channel, name, **options_of(place, name, options))
    assert (await change(place, "reset", setting="prefix")).content == sentences.SETTING_RESET
    assert set(await stored(place, store)) == {"moderator_roles", "channels", "interviews_off", "strictness"}
    assert (await change(place, "reset")).content == sentences.EVERYTHING_RESET
    assert await stored(place, store) == {}
    assert place.bot.library.engine_for(place.guild.id) is place.bot.library.engine


async def test_every_change_is_in_the_log(place, store):
    for name, options in CHANGES[:6]:
        await place.moderator.slash(place.channel, name, **options_of(place, name, options))
    log = await store.log(place.guild.id)
    assert {entry.who for entry in log} == {place.moderator.id}
    assert [entry.detail.get("name") for entry in reversed(log)] == [
        "prefix",
        "moderator_roles",
        "channels",
        "interviews_off",
        "strictness",
        None,
    ]


@pytest.mark.parametrize(("name", "given"), CHANGES, ids=[name for name, _ in CHANGES])
async def test_fans_may_not(place, store, name, given):
    refused = await place.asker.slash(place.channel, name, **options_of(place, name, given))
    assert refused.ephemeral
    assert refused.response.content == wording.MODERATORS_ONLY
    assert await store.log(place.guild.id) == []


@pytest.mark.parametrize("text", ["settings", "settings prefix ?", "settings strictness bold", "settings reset"])
async def test_nobody_may_in_direct_messages(place, text):
    await place.moderator.send_dm(f"!{text}")
    assert place.moderator.user.dm_channel.last_message.content == wording.SERVER_ONLY


async def test_another_servers_moderator_may_not(place, store):
    other = place.env.create_guild("Quay 2")
    theirs = other.create_role("Theirs", permissions=discord.Permissions(manage_guild=True))
    user = place.env.create_user("gus")
    other.add_member(user, roles=[theirs])
    visitor = place.guild.add_member(user)
    assert (await change(place, "prefix", who=visitor, prefix="?")).content == wording.MODERATORS_ONLY
    assert await stored(place, store) == {}


async def test_without_a_store_nothing_is_changed_and_it_is_said(place, ruin_store):
    await ruin_store()
    assert (await change(place, "prefix", prefix="?")).content == wording.STORE_DOWN
    assert len(place.env.errors) == 1
    await place.asker.send(place.channel, f"!ask {content.SURE}")
    assert title(place.reply) == "Why does the lighthouse keeper never speak?"


async def test_what_another_process_sets_is_heard(place, store):
    await place.asker.send(place.channel, f"!ask {content.SURE}")
    await store.change_setting(place.guild.id, "prefix", "?", by=place.moderator.id, now=place.env.now())
    await asyncio.sleep(0.1)
    await place.env.settle()
    await place.asker.send(place.channel, f"?ask {content.SURE}")
    assert len(place.replies()) == 2


@pytest.mark.parametrize(
    "options",
    [Discord.model_validate({"prefix": "$", "cooldown_user": NO_COOLDOWN, "cooldown_channel": NO_COOLDOWN})],
)
async def test_what_a_server_has_not_set_is_as_configured(place):
    assert fields(await change(place, "show"))["Prefix"] == "$"
    assert (await change(place, "prefix")).content == sentences.prefix_set("$")
