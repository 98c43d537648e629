"""Replies over a connection that is cut, to a question that is gone, and where the bot may do less."""

from __future__ import annotations

import aiohttp
import discord
import pytest
from structlog.testing import capture_logs

from bot.discord import wording
from tests.discord import content
from tests.discord.reading import labels

CUTS = [
    aiohttp.ServerDisconnectedError(),
    aiohttp.ClientOSError(104, "Connection reset by peer"),
    ConnectionResetError(104, "Connection reset by peer"),
    aiohttp.ClientPayloadError("Response payload is not completed"),
]


class Wire:
    """Stands between the bot and Discord and cuts the connection of what is sent first.

    Like Discord it makes no second message for a nonce it has seen.

    Args:
        carry: What really sends.
        lost: For each attempt in turn: whether it is lost on the way ("before"), its response is ("after"), or neither.
        error: What the bot gets to see of a cut.
    """

    def __init__(self, carry, lost, error):
        self.carry, self.lost, self.error = carry, list(lost), error
        self.sent = []
        self.made = {}

    async def request(self, route, *args, **kwargs):
        if route.method != "POST":
            return await self.carry(route, *args, **kwargs)
        body = kwargs.get("json") or kwargs.get("payload") or {}
        self.sent.append(body)
        when = self.lost.pop(0) if self.lost else None
        if when == "before":
            raise self.error
        nonce = body.get("nonce")
        if nonce is None or nonce not in self.made:
            self.made[nonce] = await self.carry(route, *args, **kwargs)
        if when == "after":
            raise self.error
        return self.made[nonce]


def cut(place, *lost, error=CUTS[0]):
    """Cut the connection that messages go over."""
    wire = Wire(place.bot.http.request, lost, error)
    place.bot.http.request = wire.request
    return wire


def cut_interactions(place, *lost, error=CUTS[0]):
    """Cut the connection that responses to interactions go over."""
    wire = Wire(place.env._webhook_adapter.request, lost, error)
    place.env._webhook_adapter.request = wire.request
    return wire


# A connection that is cut


@pytest.mark.parametrize("error", CUTS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("lost", ["before", "after"])
async def test_a_reply_lost_with_the_connection_is_sent_again_once(place, lost, error):
    wire = cut(place, lost, error=error)
    asked = await place.asker.send(place.channel, f"!ask {content.SURE}")
    assert place.reply.embeds
    assert place.reply.reference.message_id == asked.id
    first, second = wire.sent
    assert first == second
    assert first["nonce"] == str(asked.id)
    assert first["enforce_nonce"] is True


@pytest.mark.parametrize("text", ["{mention} " + content.SURE, "!quote", "!help", f"!ask {content.UNSURE}", "!ask 🎉"])
async def test_every_reply_to_a_message_is_sent_again(place, text):
    wire = cut(place, "before")
    await place.asker.send(place.channel, text.format(mention=place.mention))
    assert len(wire.sent) == 2
    assert len(place.replies()) == 1


@pytest.mark.parametrize("lost", [["before", "before"], ["after", "after"], ["before", "after"]])
async def test_after_the_second_cut_it_gives_up_and_says_so_in_the_log(place, lost):
    wire = cut(place, *lost)
    with capture_logs() as logs:
        await place.asker.send(place.channel, f"!ask {content.SURE}")
    assert len(wire.sent) == 2
    assert len(place.replies()) == ("after" in lost)
    assert [(line["event"], line["log_level"]) for line in logs] == [
        ("asked", "info"),
        ("connection_cut", "info"),
        ("fault", "warning"),
    ]
    assert logs[-1]["error"] == "ServerDisconnectedError"
    assert [type(error).__name__ for error in place.env.errors] == ["CommandInvokeError"]


@pytest.mark.parametrize("error", CUTS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("lost", ["before", "after"])
async def test_a_response_to_a_slash_command_is_sent_again_once(place, lost, error):
    wire = cut_interactions(place, lost, error=error)
    result = await place.asker.slash(place.channel, "ask", question=content.SURE)
    assert len(wire.sent) == 2
    assert result.response.embeds
    assert result.followups == []
    assert len(place.replies()) == 1


@pytest.mark.parametrize("lost", ["before", "after"])
async def test_a_press_on_a_button_is_answered_again_once(place, lost):
    await place.asker.send(place.channel, f"!ask {content.UNSURE}")
    wire = cut_interactions(place, lost)
    await place.asker.click(place.reply, label="Where was the harbour town filmed in winter?")
    assert len(wire.sent) == 2
    assert place.reply.embeds


async def test_a_response_cut_twice_is_given_up(place):
    wire = cut_interactions(place, "before", "before")
    await place.asker.send(place.channel, f"!ask {content.SURE}")
    with capture_logs() as logs:
        result = await place.asker.click(place.reply, label=wording.HELPFUL)
    assert len(wire.sent) == 2
    assert not result.acknowledged
    assert [line["event"] for line in logs] == ["verdict", "connection_cut", "fault"]


async def test_what_is_refused_after_a_cut_is_a_fault_like_any_other(place):
    wire = cut_interactions(place, "before")
    place.env.inject_error("POST", "/interactions/*/callback", status=403, code=50013)
    await place.asker.send(place.channel, f"!ask {content.SURE}")
    with capture_logs() as logs:
        await place.asker.click(place.reply, label=wording.HELPFUL)
    assert logs[-1]["event"] == "fault"
    assert logs[-1]["discord_code"] == 50013
    assert len(wire.sent) == 3  # the last one tells the user


# A question that is gone


async def test_a_question_deleted_meanwhile_is_answered_without_a_reply(place):
    asked = await place.stranger.send(place.channel, "…")
    place.env.backend.delete_message(place.channel.id, asked.id)
    payload = next(payload for _, name, payload in reversed(place.env.backend.transcript) if name == "MESSAGE_CREATE")
    place.env.backend.emit(
        "MESSAGE_CREATE", {**payload, "id": str(asked.id + 10_000), "content": f"!ask {content.SURE}"}
    )
    await place.env.settle()
    assert place.reply.embeds
    (post,) = [each.json for each in place.env.http_requests if each.path.endswith("/messages")]
    assert post["message_reference"]["fail_if_not_exists"] is False


# Where the bot may do less


def channel_without(place, **permissions):
    """A channel that denies the bot something."""
    everybody = place.guild.default_role
    bot = place.env.bot.user
    overwrites = {everybody: discord.PermissionOverwrite(), bot: discord.PermissionOverwrite(**permissions)}
    return place.guild.create_text_channel("quiet-pier", overwrites=overwrites)


async def test_without_leave_to_embed_an_answer_is_plain_text(place):
    channel = channel_without(place, embed_links=False)
    await place.asker.send(channel, f"!ask {content.SURE}")
    answer = channel.last_message
    assert answer.embeds == []
    assert answer.content.startswith("> He has said everything already.")
    assert "Ida Brandt, showrunner" in answer.content
    assert "<https://quayside.example/brandt#:~:text=" in answer.content
    assert labels(answer) == ["Read it at Quayside Review", wording.HELPFUL, wording.NOT_IT]


@pytest.mark.parametrize("command", ["interviews", "help", "quote"])
async def test_without_leave_to_embed_all_else_is_plain_text_too(place, command):
    channel = channel_without(place, embed_links=False)
    await place.asker.send(channel, f"!{command}")
    assert channel.last_message.embeds == []
    assert 1 <= len(channel.last_message.content) <= 2000


async def test_where_it_may_not_speak_it_says_nothing_and_logs_it(place):
    channel = channel_without(place, send_messages=False)
    with capture_logs() as logs:
        await place.asker.send(channel, f"!ask {content.SURE}")
        await place.asker.send(channel, "!ask")
    assert [message.author.id for message in channel.history()] == [place.asker.id] * 2
    assert not [each for each in place.env.http_requests if each.path.endswith("/messages")]
    silences = [line for line in logs if line["event"] == "may_not_speak"]
    assert [(line["channel"], line["log_level"]) for line in silences] == [(channel.id, "warning")] * 2
    assert len(place.env.errors) == 1  # the missing question


async def test_slash_commands_and_buttons_work_where_it_may_not_speak(place):
    channel = channel_without(place, send_messages=False, embed_links=False)
    answer = (await place.asker.slash(channel, "ask", question=content.SURE)).response
    assert answer.embeds
    assert (await place.asker.click(answer, label=wording.HELPFUL)).ephemeral


async def test_without_leave_to_read_the_history_it_answers_without_a_reply(place):
    channel = channel_without(place, read_message_history=False)
    await place.asker.send(channel, f"!ask {content.SURE}")
    assert channel.last_message.embeds
    assert channel.last_message.reference is None


async def test_a_refusal_it_could_not_foresee_is_logged_and_nothing_else(place):
    place.env.inject_error("POST", "/channels/*/messages", status=403, code=50013, times=None)
    with capture_logs() as logs:
        await place.asker.send(place.channel, f"!ask {content.SURE}")
    assert [(line["event"], line["log_level"]) for line in logs] == [("asked", "info"), ("fault", "warning")]
    assert len([each for each in place.env.http_requests if each.path.endswith("/messages")]) == 1
    assert len(place.env.errors) == 1


async def test_it_answers_in_threads(place):
    asked = await place.stranger.send(place.channel, "a thread")
    thread = place.env.backend.create_thread(place.channel.id, "talk", owner_id=place.stranger.id, message_id=asked.id)
    channel = next(each for each in place.channel.threads if each.id == thread.id)
    await place.asker.send(channel, f"!ask {content.SURE}")
    assert channel.last_message.embeds
