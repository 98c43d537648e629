"""The board of unanswered questions: paged, taught from, dismissed, by moderators of its server alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import discord
import pytest

from bot.discord import wording
from bot.discord.views import board, paging
from bot.knowledge.model import Golden, Snapshot
from bot.moderation.unanswered import Group
from bot.storage.records import QuestionState, Unanswered
from tests.discord import content
from tests.discord.limits import active, check
from tests.discord.moderating import together, told
from tests.discord.reading import title

KEEPER = "Why does the lighthouse keeper never speak?"
SLANG = "whats wrong with the mute dude up there"
LIKEWISE = "whats wrong with that mute dude up there??"
GUARDED = Snapshot(
    [
        replace(content.BRANDT, golden=(Golden("who feeds the seagulls after dark", None),)),
        content.RENEWED,
    ]
)


async def asked(place, *questions):
    for question in questions:
        await place.asker.send(place.channel, f"!ask {question}")


async def opened(place, who=None):
    shown = await (who or place.moderator).slash(place.channel, "knowledge unanswered")
    assert shown.ephemeral
    return shown.response


def menus(message):
    rows = [row if isinstance(row, dict) else row.to_dict() for row in message.components]
    return [each for row in rows for each in row["components"] if each["type"] == 3]


def option(message, text):
    """The value of the option of a message's menu that shows a text."""
    (menu,) = menus(message)
    return next(each["value"] for each in menu["options"] if text in each["label"])


async def choose(message, text, who):
    return await who.select(message, [option(message, text)])


async def group(place, text=SLANG, who=None):
    """The board, opened at a group of questions."""
    message = await opened(place)
    await choose(message, text, who or place.moderator)
    return message


async def texts(place, store):
    return [each.text for each in await store.unanswered(place.guild.id)]


@pytest.fixture(params=["at once", "after a restart"])
def later(request, make_bot):
    async def pass_time(place):
        if request.param == "after a restart":
            await place.env.restart_bot(make_bot())

    return pass_time


# Looking


async def test_an_empty_board_says_so(place):
    assert (await opened(place)).content == wording.NOTHING_UNANSWERED


async def test_questions_are_put_together_and_counted_the_most_frequent_first(place):
    await asked(place, content.UNKNOWN, SLANG, LIKEWISE, SLANG)
    message = await opened(place)
    lines = message.embeds[0].description.split("\n\n")
    assert [line.split(",")[0] for line in lines] == [
        f"**{SLANG}**\n{wording.times(3)}",
        f"**{content.UNKNOWN}**\n{wording.times(1)}",
    ]
    assert [each["label"] for each in menus(message)[0]["options"]] == [SLANG, content.UNKNOWN]


async def test_it_has_pages(place, later):
    names = "anvil bramble copper dagger ember falcon goblet hammer icicle jasper kettle lantern".split()
    await asked(place, *(f"which {name} is heaviest" for name in names))
    message = await opened(place)
    assert message.embeds[0].footer.text == wording.page(1, 2)
    assert len(menus(message)[0]["options"]) == paging.PER_PAGE
    await later(place)
    await place.moderator.click(message, label=wording.NEXT)
    assert message.embeds[0].footer.text == wording.page(2, 2)
    assert len(menus(message)[0]["options"]) == 2
    await place.moderator.click(message, label=wording.PREVIOUS)
    assert message.embeds[0].footer.text == wording.page(1, 2)


async def test_a_group_shows_its_questions(place, later):
    await asked(place, SLANG, SLANG, LIKEWISE)
    message = await opened(place)
    await later(place)
    await choose(message, SLANG, place.moderator)
    assert message.embeds[0].description.split("\n") == [
        wording.asked_times(SLANG, 2),
        wording.asked_times(LIKEWISE, 1),
    ]
    assert labels_of_buttons(message) == [wording.TEACH, wording.DISMISS, wording.BACK]
    await place.moderator.click(message, label=wording.BACK)
    assert title(message) == wording.UNANSWERED_TITLE


def labels_of_buttons(message):
    rows = [row if isinstance(row, dict) else row.to_dict() for row in message.components]
    return [each["label"] for row in rows for each in row["components"] if each["type"] == 2]


async def test_what_fans_typed_formats_nothing_and_pings_nobody(place):
    await asked(place, "what **is** @everyone `doing` in [Portugal](https://x.example) ||tonight||")
    message = await opened(place)
    line = message.embeds[0].description.split("\n")[0]
    assert active(line.removeprefix("**").removesuffix("**")) == []


# Teaching


async def test_a_question_is_taught_and_answered_from_then_on(place, store, later):
    await asked(place, SLANG, SLANG)
    message = await group(place)
    await later(place)
    await place.moderator.click(message, label=wording.TEACH)
    assert message.content == wording.which_pair(SLANG)
    if KEEPER not in [each["label"] for menu in menus(message) for each in menu["options"]]:
        await look_for(place, message, "lighthouse keeper")
    await later(place)
    await choose(message, KEEPER, place.moderator)
    assert message.content == f"{wording.taught(1)}\n{wording.NOTHING_UNANSWERED}"
    await asked(place, SLANG)
    assert title(place.replies()[-1]) == KEEPER
    assert [(each.ref, each.phrasing, each.by) for each in await store.taught(place.guild.id)] == [
        ("night-ferry-s1-brandt/lighthouse", SLANG, place.moderator.id)
    ]
    assert {entry.what for entry in await store.log(place.guild.id)} == {"teach", "questions taught"}


async def look_for(place, message, words):
    form = await place.moderator.click(message, label=wording.OTHER_WORDS)
    await place.moderator.submit_modal(form, {"words": words})


async def test_the_pair_is_looked_for_in_other_words(place):
    await asked(place, SLANG)
    message = await group(place)
    await place.moderator.click(message, label=wording.TEACH)
    await look_for(place, message, "ship's cat")
    assert menus(message)[0]["options"][0]["label"] == "Is the ship's cat played by more than one cat?"
    await look_for(place, message, "zzzz qqqq")
    assert message.content in (wording.NO_PAIR_FOUND, wording.which_pair(SLANG))


async def test_who_wished_is_told_when_it_is_taught(place):
    await asked(place, SLANG)
    offer = (await place.stranger.click(place.reply, label=wording.TELL_ME)).response
    await place.stranger.click(offer, label=wording.HERE)
    await teach(place)
    told = place.replies()[-1]
    assert told.content == wording.answer_found_for(place.stranger.id)
    assert title(told) == KEEPER


async def teach(place, text=SLANG):
    message = await group(place, text)
    await place.moderator.click(message, label=wording.TEACH)
    if KEEPER not in [each["label"] for menu in menus(message) for each in menu["options"]]:
        await look_for(place, message, "lighthouse keeper")
    return message, await choose(message, KEEPER, place.moderator)


@pytest.mark.parametrize("snapshot", [GUARDED])
async def test_what_would_break_a_golden_question_is_refused_with_the_reason(place, store):
    question = "who feeds the seagulls after dark"
    await asked(place, question)
    await teach(place, question)
    refused = told(place, place.moderator)[-1]
    assert refused.startswith(wording.teaching_breaks([], 0))
    assert question in refused
    assert await store.taught(place.guild.id) == []
    assert await texts(place, store) == [question]
    await asked(place, question)
    assert place.replies()[-1].embeds == []


async def test_what_is_taught_here_is_not_known_elsewhere(place):
    other = place.env.create_guild("Quay 2")
    there = other.create_text_channel("general")
    visitor = other.add_member(place.env.create_user("dov"))
    await asked(place, SLANG)
    await teach(place)
    await visitor.send(there, f"!ask {SLANG}")
    assert there.last_message.embeds == []


# Dismissing


async def test_a_dismissed_group_is_off_the_board_and_stays_off(place, store, later):
    await asked(place, SLANG, LIKEWISE, content.UNKNOWN)
    message = await group(place)
    await later(place)
    await place.moderator.click(message, label=wording.DISMISS)
    assert message.embeds[0].description.startswith(wording.dismissed(2))
    assert await texts(place, store) == [content.UNKNOWN]
    await asked(place, SLANG)
    assert await texts(place, store) == [content.UNKNOWN]
    assert (await store.log(place.guild.id))[0].what == "questions dismissed"


# Who may, and when it is too late


async def test_fans_do_not_see_it(place):
    await asked(place, SLANG)
    assert (await opened(place, place.asker)).content == wording.MODERATORS_ONLY


async def public_board(place):
    """The board as a message that everybody sees."""
    await place.moderator.send(place.channel, "!knowledge unanswered")
    return place.replies()[-1]


async def pressed(place, message, step, who):
    match step:
        case "choose":
            return await choose(message, SLANG, who)
        case "bind":
            return await choose(message, KEEPER, who)
        case _:
            return await who.click(message, label=step)


STEPS = ["choose", wording.TEACH, wording.DISMISS, wording.BACK, wording.OTHER_WORDS, "bind"]


async def ready_for(place, step):
    """A public board at the place where a step may be taken."""
    await asked(place, SLANG)
    message = await public_board(place)
    if step != "choose":
        await choose(message, SLANG, place.moderator)
    if step in {wording.OTHER_WORDS, "bind"}:
        await place.moderator.click(again(place, message), label=wording.TEACH)
    if step == "bind" and KEEPER not in [e["label"] for m in menus(again(place, message)) for e in m["options"]]:
        await look_for(place, again(place, message), "lighthouse keeper")
    return again(place, message)


def again(place, message):
    return next(each for each in place.replies() if each.id == message.id)


@pytest.mark.parametrize("step", STEPS)
async def test_every_press_is_for_moderators(place, store, step):
    message = await ready_for(place, step)
    refused = await pressed(place, message, step, place.asker)
    assert refused.ephemeral
    assert refused.response.content == wording.MODERATORS_ONLY
    assert await texts(place, store) == [SLANG]
    assert await store.taught(place.guild.id) == []


@pytest.mark.parametrize("step", STEPS)
async def test_a_role_lost_since_counts(place, store, step):
    message = await ready_for(place, step)
    role = place.guild.roles["Harbour masters"]
    place.env.backend.remove_member_role(place.guild.id, place.moderator.id, role.id)
    refused = await pressed(place, message, step, place.moderator)
    assert refused.response.content == wording.MODERATORS_ONLY
    assert await texts(place, store) == [SLANG]


@pytest.mark.parametrize("step", STEPS)
async def test_a_question_closed_since_says_so(place, store, step):
    message = await ready_for(place, step)
    (question,) = await store.unanswered(place.guild.id)
    await store.close_unanswered(
        place.guild.id, [question.id], QuestionState.DISMISSED, by=place.moderator.id, now=place.env.now()
    )
    late = await pressed(place, message, step, place.moderator)
    if step == wording.BACK:
        assert again(place, message).content == wording.NOTHING_UNANSWERED
    else:
        assert late.ephemeral
        assert late.response.content == wording.CLOSED
    assert await store.taught(place.guild.id) == []


async def test_a_pair_that_is_gone_says_so(place, store):
    message = await ready_for(place, "bind")
    value = option(message, KEEPER)
    place.know(Snapshot([content.RENEWED]))
    gone = await place.moderator.select(message, [value])
    assert gone.response.content == wording.GONE
    assert await store.taught(place.guild.id) == []


async def test_another_servers_moderator_may_not(place):
    other = place.env.create_guild("Quay 2")
    theirs = other.create_role("Theirs", permissions=discord.Permissions(manage_guild=True))
    user = place.env.create_user("gus")
    other.add_member(user, roles=[theirs])
    visitor = place.guild.add_member(user)
    message = await ready_for(place, wording.DISMISS)
    assert (await visitor.click(message, label=wording.DISMISS)).response.content == wording.MODERATORS_ONLY


async def test_another_servers_questions_are_not_on_it(place):
    other = place.env.create_guild("Quay 2")
    there = other.create_text_channel("general")
    visitor = other.add_member(place.env.create_user("dov"))
    await visitor.send(there, f"!ask {SLANG}")
    assert (await opened(place)).content == wording.NOTHING_UNANSWERED


async def test_nobody_sees_it_in_direct_messages(place):
    await place.moderator.send_dm("!knowledge unanswered")
    assert place.moderator.user.dm_channel.last_message.content == wording.SERVER_ONLY


async def test_without_a_store_it_says_so(place, ruin_store):
    await ruin_store()
    assert (await opened(place)).content == wording.STORE_DOWN
    assert len(place.env.errors) == 1


# Whatever was asked


@pytest.mark.parametrize("text", ["\u202eevil", "||" * 140, "a" * 300, "😀" * 150, "@everyone " * 30, "**", "x"])
def test_no_page_is_refused(text):
    moment = datetime(2033, 1, 1, tzinfo=UTC)
    members = [Unanswered(number, text, 10**6, moment, moment, QuestionState.OPEN) for number in range(1, 31)]
    found = [Group((member,)) for member in members]
    for reply in (
        board.page(found, 0, wording.dismissed(2)),
        board.page(found, 9),
        board.group_card(Group(tuple(members))),
        board.pairs_card(found[0], content.SNAPSHOT.entries * 5),
        board.pairs_card(found[0], []),
    ):
        check(reply)


def test_labels_of_the_board_fit():
    for label in (wording.TEACH, wording.DISMISS, wording.BACK, wording.OTHER_WORDS, wording.TELL_ME, wording.HERE):
        assert len(label) <= 80
    assert len(wording.FORM_TITLE) <= 45
    assert len(wording.FORM_FIELD) <= 45


async def test_two_moderators_dismiss_once(place, store):
    second = place.guild.add_member(place.env.create_user("fay"), roles=[place.guild.roles["Harbour masters"]])
    message = await ready_for(place, wording.DISMISS)
    await together(place, message, wording.DISMISS, [place.moderator, second])
    log = [entry.what for entry in await store.log(place.guild.id)]
    assert log.count("questions dismissed") == 1
    assert await texts(place, store) == []
