"""Cooldowns and repeated events: first by themselves, then in Discord."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import Cooldown, Discord
from bot.discord import wording
from bot.discord.gate import Gate, Seen
from tests.discord import content

NOW = 1_700_000_000.0
MANY = Cooldown(questions=10_000, seconds=1)


def test_a_user_may_ask_so_often_and_then_has_to_wait_for_the_window_to_end():
    gate = Gate(Cooldown(questions=2, seconds=20), MANY)
    assert [gate.wait(1, 9, NOW + second) for second in (0, 5, 8)] == [0, 0, 12]
    assert gate.wait(1, 9, NOW + 20.5) == 0


def test_asking_too_soon_does_not_make_the_wait_longer():
    gate = Gate(Cooldown(questions=1, seconds=20), MANY)
    assert gate.wait(1, 9, NOW) == 0
    assert [gate.wait(1, 9, NOW + second) for second in range(1, 20)] == [20 - second for second in range(1, 20)]


def test_users_do_not_use_up_each_others_questions():
    gate = Gate(Cooldown(questions=1, seconds=20), MANY)
    assert [gate.wait(user, 9, NOW) for user in (1, 2, 1)] == [0, 0, 20]


def test_a_channel_has_its_own_limit():
    gate = Gate(MANY, Cooldown(questions=2, seconds=10))
    assert [gate.wait(user, 9, NOW) for user in (1, 2, 3)] == [0, 0, 10]
    assert gate.wait(3, 8, NOW) == 0


def test_a_question_held_back_by_the_channel_is_not_counted_for_the_user():
    gate = Gate(Cooldown(questions=1, seconds=20), Cooldown(questions=1, seconds=5))
    assert gate.wait(1, 9, NOW) == 0
    assert gate.wait(2, 9, NOW + 1) == 4
    assert gate.wait(2, 9, NOW + 5.5) == 0


def test_a_notice_is_due_once_a_window():
    gate = Gate(Cooldown(questions=1, seconds=20), MANY)
    assert [gate.notice_due(1, NOW + second) for second in (0, 1, 19, 20.5, 21)] == [True, False, False, True, False]
    assert gate.notice_due(2, NOW + 1)


@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(1, 2), st.floats(0, 5)), max_size=60),
    st.integers(1, 4),
    st.integers(1, 10),
)
def test_never_more_than_allowed_gets_through_in_a_window(questions, allowed, seconds):
    gate = Gate(Cooldown(questions=allowed, seconds=seconds), Cooldown(questions=2 * allowed, seconds=seconds))
    now, passed = NOW, []
    for user, channel, pause in questions:
        now += pause
        wait = gate.wait(user, channel, now)
        assert 0 <= wait <= seconds
        if not wait:
            passed.append((user, channel, now))
    for key, limit in ((0, allowed), (1, 2 * allowed)):
        for name in {each[key] for each in passed}:
            times = [each[2] for each in passed if each[key] == name]
            # A window starts with the first question in it, so at most two windows touch one span of its length.
            assert all(sum(start <= each < start + seconds for each in times) <= 2 * limit for start in times)


def test_what_was_seen_is_known_again_until_it_is_long_ago():
    seen = Seen(limit=3)
    assert [seen.first(each) for each in (1, 2, 1, 3, 4, 1, 4)] == [True, True, False, True, True, True, False]


# In Discord

TWO_A_MINUTE = Discord.model_validate({"cooldown_user": {"questions": 2, "seconds": 60}})
ONE_A_CHANNEL = Discord.model_validate({"cooldown_channel": {"questions": 1, "seconds": 30}})
NOTICE = wording.slow_down(60)


async def ask_in_every_way(place):
    """Ask in all four ways; how many answers there were to everybody, and what was said privately."""
    await place.asker.send(place.channel, f"!ask {content.SURE}")
    await place.asker.send(place.channel, f"{place.mention} {content.SURE}")
    slash = await place.asker.slash(place.channel, "ask", question=content.SURE)
    message = await place.stranger.send(place.channel, content.SURE)
    menu = await place.asker.context_menu(place.channel, wording.MENU, message)
    private = [each.response.content for each in (slash, menu) if each.ephemeral]
    return sum(bool(each.embeds) for each in place.replies()), private


def notices(place):
    """What was said in the channel about waiting, also what has gone since."""
    posts = [each.json for each in place.env.http_requests if each.method == "POST" and each.path.endswith("/messages")]
    return [each["content"] for each in posts if (each["content"] or "").startswith("One moment")]


@pytest.mark.parametrize("options", [TWO_A_MINUTE])
async def test_all_ways_to_ask_share_one_cooldown_that_time_ends(place):
    assert await ask_in_every_way(place) == (2, [NOTICE, NOTICE])
    assert notices(place) == []
    await place.env.advance_time(61)
    await place.asker.slash(place.channel, "ask", question=content.SURE)
    assert sum(bool(each.embeds) for each in place.replies()) == 3


@pytest.mark.parametrize("options", [TWO_A_MINUTE])
async def test_a_message_too_soon_gets_one_notice_that_goes_away(place):
    for _ in range(2):
        await place.asker.send(place.channel, f"!ask {content.SURE}")
    too_soon = [await place.asker.send(place.channel, f"!ask {content.SURE}") for _ in range(3)]
    assert notices(place) == [NOTICE]
    notice = place.replies()[-1]
    assert notice.content == NOTICE
    assert notice.reference.message_id == too_soon[0].id
    assert notice.mentions == []
    await place.env.advance_time(9)
    assert [each.content for each in place.replies()] == ["", ""]


@pytest.mark.parametrize("options", [ONE_A_CHANNEL])
async def test_a_busy_channel_has_to_wait_and_others_do_not(place):
    elsewhere = place.guild.create_text_channel("elsewhere")
    await place.asker.send(place.channel, f"!ask {content.SURE}")
    held = await place.stranger.slash(place.channel, "ask", question=content.SURE)
    assert held.ephemeral
    assert held.response.content == wording.slow_down(30)
    await place.stranger.send(elsewhere, f"!ask {content.SURE}")
    assert elsewhere.last_message.embeds


@pytest.mark.parametrize("options", [Discord.model_validate({"cooldown_user": {"questions": 1, "seconds": 60}})])
@pytest.mark.parametrize("command", ["quote", "interviews", "help"])
async def test_looking_around_counts_too(place, command):
    await place.asker.slash(place.channel, command)
    assert (await place.asker.slash(place.channel, command)).response.content == NOTICE


# Events that Discord repeats


def last(place, event):
    return next(payload for _, name, payload in reversed(place.env.backend.transcript) if name == event)


@pytest.mark.parametrize("text", [f"!ask {content.SURE}", "{mention} " + content.SURE, "!quote", "{mention}"])
async def test_a_message_repeated_after_a_resume_is_answered_once(place, text):
    await place.asker.send(place.channel, text.format(mention=place.mention))
    (message,) = [
        payload
        for _, name, payload in place.env.backend.transcript
        if name == "MESSAGE_CREATE" and payload["author"]["id"] == str(place.asker.id)
    ]
    for _ in range(2):
        place.env.backend.emit("MESSAGE_CREATE", message)
        await place.env.settle()
    assert len(place.replies()) == 1


async def test_a_slash_command_repeated_after_a_resume_is_answered_once(place):
    await place.asker.slash(place.channel, "ask", question=content.SURE)
    before = len(place.env.http_requests)
    place.env.backend.emit("INTERACTION_CREATE", last(place, "INTERACTION_CREATE"))
    await place.env.settle()
    assert len(place.env.http_requests) == before
