"""Answers that give something away: hidden from those who have not seen it, and from nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.discord import settings_wording as sentences
from bot.discord import wording
from bot.knowledge.model import Episode, Snapshot
from tests.discord import content
from tests.discord.reading import title

HIDDEN = wording.spoilers("S01E08")
SHOW = "The Night Ferry"
SPOILING_ONLY = Snapshot([replace(content.BRANDT, pairs=(content.BRANDT.pairs[2],))])
LONG_SPOILER = Snapshot([replace(content.BRANDT, pairs=(replace(content.BRANDT.pairs[3], spoils=Episode(1, 8)),))])


async def seen_here(place, episode, channel=None):
    said = await place.moderator.slash(
        place.channel, "settings spoilers", channel=channel or place.channel, episode=episode
    )
    assert said.ephemeral
    return said.response.content


async def seen_by(who, place, episode):
    return (await who.slash(place.channel, "progress", episode=episode)).response.content


async def answer(place, who=None):
    await (who or place.asker).send(place.channel, f"!ask {content.SPOILING}")
    return place.replies()[-1]


def hides(message):
    return message.embeds[0].description.startswith(HIDDEN)


# A channel's progress


async def test_what_a_channel_has_seen_is_shown_there_and_nowhere_else(place):
    assert hides(await answer(place))
    assert await seen_here(place, "S01E08") == sentences.spoilers_set(f"<#{place.channel.id}>", SHOW, "S01E08")
    shown = await answer(place)
    assert shown.embeds[0].description.startswith("> Yes, from the first page.")
    assert shown.embeds[0].fields[0].value == "The captain was always going to drown."
    elsewhere = place.guild.create_text_channel("newcomers")
    await place.asker.send(elsewhere, f"!ask {content.SPOILING}")
    assert hides(elsewhere.last_message)


@pytest.mark.parametrize(("episode", "hidden"), [("S01E07", True), ("s1e8", False), ("S01", False), ("2x01", False)])
async def test_what_lies_beyond_stays_hidden(place, episode, hidden):
    await seen_here(place, episode)
    assert hides(await answer(place)) is hidden


async def test_it_can_be_taken_back(place):
    await seen_here(place, "S01E08")
    assert await seen_here(place, "none") == sentences.spoilers_set(f"<#{place.channel.id}>", SHOW, None)
    assert hides(await answer(place))


async def test_it_outlives_a_restart(place, make_bot):
    await seen_here(place, "S01E08")
    await place.env.restart_bot(make_bot())
    assert not hides(await answer(place))


async def test_a_thread_has_seen_what_its_channel_has_seen_unless_it_says_otherwise(place):
    asked = await place.stranger.send(place.channel, "a long talk")
    place.env.backend.create_thread(place.channel.id, "talk", owner_id=place.stranger.id, message_id=asked.id)
    (thread,) = place.channel.threads
    await seen_here(place, "S01E08")
    await place.asker.send(thread, f"!ask {content.SPOILING}")
    assert not hides(thread.last_message)
    await seen_here(place, "S01E01", channel=thread)
    await place.asker.send(thread, f"!ask {content.SPOILING}")
    assert hides(thread.last_message)


@pytest.mark.parametrize("episode", ["soon", "E05", "7"])
async def test_what_is_no_episode_is_explained(place, episode):
    assert await seen_here(place, episode) == sentences.BAD_EPISODE


async def test_a_show_nobody_was_asked_about_is_explained(place):
    await place.moderator.send(place.channel, f"!settings spoilers <#{place.channel.id}> S01 Space Barge")
    assert place.reply.content == sentences.UNKNOWN_SHOW
    await place.moderator.send(place.channel, f"!settings spoilers <#{place.channel.id}> S01E08 the night")
    assert place.replies()[-1].content == sentences.spoilers_set(f"<#{place.channel.id}>", SHOW, "S01E08")


@pytest.mark.parametrize(
    "snapshot", [Snapshot([content.BRANDT, replace(content.RENEWED, show="The Day Ferry")])], ids=["two shows"]
)
async def test_with_two_shows_one_has_to_be_named(place):
    assert await seen_here(place, "S01E08") == sentences.UNKNOWN_SHOW
    offered = await place.moderator.autocomplete(place.channel, "settings spoilers", "show", "day")
    assert [choice["value"] for choice in offered] == ["The Day Ferry"]
    offered = await place.asker.autocomplete(place.channel, "progress", "show", "")
    assert {choice["value"] for choice in offered} == {SHOW, "The Day Ferry"}


# Quotes


async def test_a_quote_gives_nothing_away_that_the_channel_has_not_seen(place):
    place.know(SPOILING_ONLY)
    await place.asker.send(place.channel, "!quote")
    assert place.reply.content == wording.NO_QUOTE
    await seen_here(place, "S01E07")
    await place.asker.send(place.channel, "!quote")
    assert place.replies()[-1].content == wording.NO_QUOTE
    await seen_here(place, "S01E08")
    await place.asker.send(place.channel, "!quote")
    assert title(place.replies()[-1]) == "Was the captain's drowning planned from the start?"
    assert not hides(place.replies()[-1])


# One's own progress


async def test_ones_own_progress_counts_where_nobody_else_reads(place):
    place.know(LONG_SPOILER)
    assert await seen_by(place.stranger, place, "S01E08") == sentences.progress_set(SHOW, "S01E08")
    await place.stranger.send(place.channel, f"!ask {content.LONG}")
    public = place.reply
    assert hides(public)
    assert not hides((await place.stranger.click(public, label=wording.WHOLE)).response)
    assert hides((await place.asker.click(public, label=wording.WHOLE)).response)


async def test_a_private_copy_of_a_public_answer_is_shown_as_far_as_its_reader_is(place):
    place.know(Snapshot([replace(content.BRANDT, pairs=tuple(_spoiling(pair) for pair in content.BRANDT.pairs))]))
    await seen_by(place.stranger, place, "S01E08")
    await seen_by(place.asker, place, "S01E08")
    await place.asker.send(place.channel, f"!ask {content.UNSURE}")
    town = "Where was the harbour town filmed in winter?"
    private = (await place.stranger.click(place.reply, label=town)).response
    assert private.flags.ephemeral
    assert not hides(private)
    await place.asker.click(place.reply, label=town)
    assert hides(place.reply)  # in place: everybody reads it


def _spoiling(pair):
    return replace(pair, spoils=Episode(1, 8)) if pair.id.startswith("harbour") else pair


async def test_the_further_of_channel_and_reader_counts(place):
    place.know(LONG_SPOILER)
    await seen_here(place, "S01E08")
    await seen_by(place.stranger, place, "S01E01")
    await place.asker.send(place.channel, f"!ask {content.LONG}")
    assert not hides((await place.stranger.click(place.reply, label=wording.WHOLE)).response)


async def test_a_direct_message_is_private(place):
    await place.asker.send_dm(content.SPOILING)
    assert hides(place.asker.user.dm_channel.last_message)
    await place.asker.send_dm("!progress S01E08 the night ferry")
    assert place.asker.user.dm_channel.last_message.content == sentences.progress_set(SHOW, "S01E08")
    await place.asker.send_dm(content.SPOILING)
    assert not hides(place.asker.user.dm_channel.last_message)


async def test_progress_is_shown_and_forgotten(place):
    assert (await place.asker.slash(place.channel, "progress")).response.content == sentences.NO_PROGRESS
    await seen_by(place.asker, place, "S02")
    shown = await place.asker.slash(place.channel, "progress")
    assert shown.ephemeral
    assert shown.response.embeds[0].description == sentences.progress_line(SHOW, "S02")
    await place.asker.send(place.channel, f"!progress clear {SHOW}")
    assert place.reply.content == sentences.progress_set(SHOW, None)
    await seen_by(place.asker, place, "S02")
    assert await seen_by(place.asker, place, "clear") == sentences.PROGRESS_CLEARED
    assert (await place.asker.slash(place.channel, "progress")).response.content == sentences.NO_PROGRESS


async def test_progress_of_nothing_known_is_explained(place):
    assert await seen_by(place.asker, place, "soon") == sentences.BAD_EPISODE
    await place.asker.send(place.channel, "!progress S01E08 Space Barge")
    assert place.reply.content == sentences.UNKNOWN_SHOW


# When the store fails


async def test_where_nothing_is_known_everything_is_hidden(place, ruin_store):
    await seen_here(place, "S01E08")
    await ruin_store()
    assert hides(await answer(place))
