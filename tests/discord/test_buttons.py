"""Every button, pressed by the asker, by somebody else, after a restart, and when its content is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.discord import wording
from bot.knowledge.model import Snapshot
from tests.discord import content
from tests.discord.reading import labels, title

TOWN = "Where was the harbour town filmed in winter?"
FLEET = "Where was the harbour fleet filmed in summer?"
READ = "Read it at Quayside Review"


async def ask(place, question):
    await place.asker.send(place.channel, f"!ask {question}")
    return place.replies()[-1]


def again(place, message):
    """The message as it is now."""
    return next(each for each in place.replies() if each.id == message.id)


@pytest.fixture(params=["at once", "after a restart"])
def later(request, make_bot):
    """Lets the bot be the same or a new one between a message and the press on its button."""

    async def pass_time(place):
        if request.param == "after a restart":
            await place.env.restart_bot(make_bot())

    return pass_time


# Suggestions


async def test_the_asker_gets_the_chosen_answer_in_place(place, later):
    offer = await ask(place, content.UNSURE)
    await later(place)
    await place.asker.click(offer, label=FLEET)
    answer = again(place, offer)
    assert title(answer) == FLEET
    assert answer.content == ""
    assert labels(answer) == [READ, wording.ANOTHER, wording.HELPFUL, wording.NOT_IT]
    assert len(place.replies()) == 1


async def test_somebody_else_gets_it_privately_and_changes_nothing(place, later):
    offer = await ask(place, content.UNSURE)
    await later(place)
    seen = await place.stranger.click(offer, label=FLEET)
    assert seen.ephemeral
    assert title(seen.response) == FLEET
    assert again(place, offer).content == wording.DID_YOU_MEAN
    assert again(place, offer).embeds == []


async def test_what_somebody_else_got_is_theirs_to_turn(place):
    offer = await ask(place, content.UNSURE)
    seen = await place.stranger.click(offer, label=FLEET)
    await place.stranger.click(seen.response, label=wording.ANOTHER)
    assert title(seen.response) == TOWN
    assert again(place, offer).embeds == []


async def test_slash_suggestions_work_like_those_of_messages(place, later):
    offer = (await place.asker.slash(place.channel, "ask", question=content.UNSURE)).response
    await later(place)
    assert (await place.stranger.click(offer, label=TOWN)).ephemeral
    await place.asker.click(offer, label=TOWN)
    assert title(place.reply) == TOWN


async def test_suggestions_work_in_a_direct_message(place, later):
    await place.asker.send_dm(content.UNSURE)
    channel = place.asker.user.dm_channel
    await later(place)
    await place.asker.user.click(channel.last_message, label=TOWN)
    assert title(channel.last_message) == TOWN


# Another answer


async def test_another_answer_takes_turns(place, later):
    answer = await ask(place, content.SURE_AMONG_OTHERS)
    assert title(answer) == TOWN
    for expected in (FLEET, TOWN, FLEET):
        await later(place)
        await place.asker.click(again(place, answer), label=wording.ANOTHER)
        assert title(again(place, answer)) == expected


async def test_somebody_else_sees_another_answer_privately(place, later):
    answer = await ask(place, content.SURE_AMONG_OTHERS)
    await later(place)
    seen = await place.stranger.click(answer, label=wording.ANOTHER)
    assert seen.ephemeral
    assert title(seen.response) == FLEET
    assert title(again(place, answer)) == TOWN


async def test_another_answer_skips_what_is_gone(place):
    answer = await ask(place, content.SURE_AMONG_OTHERS)
    pairs = tuple(pair for pair in content.BRANDT.pairs if pair.id != "harbour-boats")
    place.know(Snapshot([replace(content.BRANDT, pairs=pairs)]))
    await place.asker.click(answer, label=wording.ANOTHER)
    assert title(again(place, answer)) == TOWN
    assert wording.ANOTHER not in labels(again(place, answer))


# Whole answer


async def test_the_whole_answer_is_read_privately_page_by_page(place, later):
    answer = await ask(place, content.LONG)
    await later(place)
    for reader in (place.asker, place.stranger):
        whole = (await reader.click(answer, label=wording.WHOLE)).response
        assert whole.ephemeral
        pages = [whole.embeds[0].description]
        assert labels(whole) == [wording.NEXT]
        while wording.NEXT in labels(whole):
            await later(place)
            await reader.click(whole, label=wording.NEXT)
            pages.append(whole.embeds[0].description)
        assert labels(whole) == [wording.PREVIOUS]
        assert " ".join(page.removeprefix("> ") for page in pages) == content.RAMBLE
        await reader.click(whole, label=wording.PREVIOUS)
        assert whole.embeds[0].description == pages[-2]
    assert again(place, answer).embeds[0].description == answer.embeds[0].description


async def test_a_whole_answer_of_one_page_has_nothing_to_turn(place):
    pair = replace(content.BRANDT.pairs[0], answer=" ".join(content.RAMBLE.split(". ")[:8]) + ". End." * 40)
    place.know(Snapshot([replace(content.BRANDT, pairs=(pair,))]))
    whole = (await place.asker.click(await ask(place, content.SURE), label=wording.WHOLE)).response
    assert whole.components == []
    assert "page" not in whole.embeds[0].footer.text


async def test_a_whole_answer_that_spoils_is_hidden(place):
    spoiling = replace(content.BRANDT.pairs[3], spoils=content.BRANDT.pairs[2].spoils)
    place.know(Snapshot([replace(content.BRANDT, pairs=(spoiling,))]))
    whole = (await place.asker.click(await ask(place, content.LONG), label=wording.WHOLE)).response
    warning, quote = whole.embeds[0].description.split("\n", 1)
    assert warning == wording.spoilers("S01E08")
    assert all(line.startswith("> ||") and line.endswith("||") for line in quote.split("\n"))


# Helpful, not it


async def test_helpful_is_thanked_for_and_noted_without_a_word_of_the_question(place, later):
    answer = await ask(place, content.SURE)
    await later(place)
    with capture_logs() as logs:
        thanks = await place.stranger.click(answer, label=wording.HELPFUL)
    assert thanks.ephemeral
    assert thanks.response.content == wording.THANKS
    assert logs == [
        {"event": "verdict", "log_level": "info", "verdict": "helpful", "entry": "night-ferry-s1-brandt/lighthouse"}
    ]


async def test_not_it_is_noted_and_apologised_for(place, later):
    answer = await ask(place, content.SURE)
    await later(place)
    with capture_logs() as logs:
        sorry = await place.asker.click(answer, label=wording.NOT_IT)
    assert sorry.ephemeral
    assert sorry.response.content == wording.THANKS_SORRY
    assert [(line["verdict"], line["entry"]) for line in logs] == [("not_it", "night-ferry-s1-brandt/lighthouse")]


async def test_not_it_offers_what_else_there_is_only_to_who_pressed(place, later):
    answer = await ask(place, content.SURE_AMONG_OTHERS)
    await later(place)
    offer = await place.stranger.click(answer, label=wording.NOT_IT)
    assert offer.ephemeral
    assert offer.response.content == wording.THANKS_PERHAPS
    assert labels(offer.response) == [FLEET]
    await later(place)
    await place.stranger.click(offer.response, label=FLEET)
    assert title(offer.response) == FLEET
    assert title(again(place, answer)) == TOWN


# What is no longer there


@pytest.mark.parametrize("label", [wording.WHOLE, wording.HELPFUL, wording.NOT_IT])
async def test_a_button_of_content_that_is_gone_says_so(place, label):
    answer = await ask(place, content.LONG)
    place.know(content.NOTHING)
    gone = await place.asker.click(answer, label=label)
    assert gone.ephemeral
    assert gone.response.content == wording.GONE


@pytest.mark.parametrize("question", [content.UNSURE, content.SURE_AMONG_OTHERS])
async def test_answers_that_are_all_gone_say_so_and_leave_the_message(place, question):
    message = await ask(place, question)
    place.know(content.NOTHING)
    gone = await place.asker.click(message, label=TOWN if question == content.UNSURE else wording.ANOTHER)
    assert gone.ephemeral
    assert gone.response.content == wording.GONE
    assert labels(again(place, message)) == labels(message)


async def test_turning_a_page_of_what_is_gone_says_so(place):
    whole = (await place.asker.click(await ask(place, content.LONG), label=wording.WHOLE)).response
    place.know(content.NOTHING)
    await place.asker.click(whole, label=wording.NEXT)
    assert whole.content == wording.GONE
    assert whole.embeds == []


async def test_a_press_that_discord_repeats_is_answered_once(place):
    answer = await ask(place, content.SURE)
    with capture_logs() as logs:
        await place.asker.click(answer, label=wording.HELPFUL)
        place.env.backend.emit("INTERACTION_CREATE", _last(place, "INTERACTION_CREATE"))
        await place.env.settle()
    assert [line["event"] for line in logs] == ["verdict"]


def _last(place, event):
    return next(payload for kind, name, payload in reversed(place.env.backend.transcript) if name == event)
