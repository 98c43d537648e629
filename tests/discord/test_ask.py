"""Asking in every way there is, in every band."""

from __future__ import annotations

from dataclasses import replace

import discord
import pytest
from simcord.backend.serializers import role_payload

from bot.config import Discord
from bot.discord import wording
from bot.knowledge.model import Snapshot
from bot.search.results import Answer, NoAnswer, Suggestions
from tests.discord import content
from tests.discord.conftest import NO_COOLDOWN
from tests.discord.reading import labels

WITHOUT_CONTENT = Discord.model_validate(
    {"message_content": False, "cooldown_user": NO_COOLDOWN, "cooldown_channel": NO_COOLDOWN}
)
NO_PRIVILEGES = discord.Intents.default()


async def by_prefix(place, question):
    await place.asker.send(place.channel, f"!ask {question}")
    return place.reply


async def by_slash(place, question):
    return (await place.asker.slash(place.channel, "ask", question=question)).response


async def by_mention(place, question):
    await place.asker.send(place.channel, f"{place.mention} {question}")
    return place.reply


async def by_mention_at_the_end(place, question):
    await place.asker.send(place.channel, f"{question} {place.mention}?")
    return place.reply


async def by_menu(place, question):
    message = await place.stranger.send(place.channel, question)
    return (await place.asker.context_menu(place.channel, wording.MENU, message)).response


async def by_direct_message(place, question):
    await place.asker.send_dm(question)
    return place.asker.user.dm_channel.last_message


async def by_prefix_in_a_direct_message(place, question):
    await place.asker.send_dm(f"!ask {question}")
    return place.asker.user.dm_channel.last_message


WAYS = [
    by_prefix,
    by_slash,
    by_mention,
    by_mention_at_the_end,
    by_menu,
    by_direct_message,
    by_prefix_in_a_direct_message,
]
WITHOUT_PREFIX = [by_slash, by_mention, by_mention_at_the_end, by_menu, by_direct_message]


@pytest.mark.parametrize(
    ("question", "band"),
    [
        (content.SURE, Answer),
        (content.SPOILING, Answer),
        (content.LONG, Answer),
        (content.OUTDATED, Answer),
        (content.PARAPHRASED, Answer),
        (content.SURE_AMONG_OTHERS, Answer),
        (content.UNSURE, Suggestions),
        (content.UNKNOWN, NoAnswer),
    ],
)
def test_the_questions_of_these_tests_are_what_they_are_called(make_bot, question, band):
    finding = make_bot().library.engine.find(question)
    assert isinstance(finding, band)
    assert bool(getattr(finding, "others", ())) == (question in {content.SURE_AMONG_OTHERS, content.OUTDATED})


# The three bands, in every way


@pytest.mark.parametrize("ask", WAYS)
async def test_an_answer_is_quoted_and_linked(place, ask):
    answer = await ask(place, content.SURE)
    (embed,) = answer.embeds
    assert embed.description.startswith("> He has said everything already.")
    assert embed.title == "Why does the lighthouse keeper never speak?"
    assert labels(answer) == ["Read it at Quayside Review", wording.HELPFUL, wording.NOT_IT]
    assert not answer.flags.ephemeral


@pytest.mark.parametrize("ask", WAYS)
async def test_when_unsure_it_asks_back(place, ask):
    reply = await ask(place, content.UNSURE)
    assert reply.content == wording.DID_YOU_MEAN
    assert set(labels(reply)) == {
        "Where was the harbour town filmed in winter?",
        "Where was the harbour fleet filmed in summer?",
    }


@pytest.mark.parametrize("ask", WAYS)
async def test_what_no_interview_answers_is_not_answered(place, ask):
    reply = await ask(place, content.UNKNOWN)
    assert (
        reply.content
        == "The interviews I know don't answer that; they are about sound, filming, lighthouse, cat and casting."
    )
    assert reply.embeds == []
    direct = ask in {by_direct_message, by_prefix_in_a_direct_message}
    assert labels(reply) == ([] if direct else [wording.TELL_ME])
    assert reply.flags.ephemeral is (ask is by_menu)


@pytest.mark.parametrize("ask", [by_prefix, by_mention, by_mention_at_the_end])
async def test_a_message_is_answered_with_a_reply_that_pings_nobody(place, ask):
    answer = await ask(place, content.SURE)
    asked = place.channel.history()[0]
    assert answer.reference is not None
    assert answer.reference.message_id == asked.id
    assert answer.mentions == []
    (post,) = [request for request in place.env.http_requests if request.path.endswith("/messages")]
    assert post.json["allowed_mentions"] == {"parse": [], "replied_user": False}


@pytest.mark.parametrize("snapshot", [content.NOTHING])
async def test_without_content_it_says_so(place):
    assert (await by_prefix(place, content.SURE)).content == wording.NOTHING_LOADED


# What is not a question


@pytest.mark.parametrize("ask", [by_prefix, by_mention])
@pytest.mark.parametrize("text", ["🎉🎉", "?!", "<:ferry:123456789012345678>", "||  ||"])
async def test_without_words_there_is_nothing_to_look_up(place, ask, text):
    reply = await ask(place, text)
    assert (
        reply.content in (wording.NO_WORDS, place.bot.asking.how_to_ask(place.guild.id))
        or reply.embeds[0].title == wording.HELP_TITLE
    )


async def test_emoji_alone_are_politely_declined(place):
    assert (await by_prefix(place, "🎉🎉")).content == wording.NO_WORDS


async def test_an_empty_question_gets_an_example_that_works(place):
    await place.asker.send(place.channel, "!ask")
    example = "!ask Why does the lighthouse keeper never speak?"
    assert place.reply.content == f"Ask me something, for example: {example}"
    assert [type(error) for error in place.env.errors] == [discord.ext.commands.MissingRequiredArgument]
    await place.asker.send(place.channel, example)
    assert place.replies()[1].embeds


async def test_a_blank_slash_question_gets_the_example_privately(place):
    reply = await by_slash(place, "  ")
    assert reply.content == place.bot.asking.how_to_ask(place.guild.id)
    assert reply.ephemeral


@pytest.mark.parametrize("rest", ["", " ", " help", " Help", ", help!"])
async def test_a_bare_mention_gets_help(place, rest):
    await place.asker.send(place.channel, f"{place.mention}{rest}")
    assert place.reply.embeds[0].title == wording.HELP_TITLE


async def test_a_direct_message_of_nothing_but_help_gets_help(place):
    await place.asker.send_dm("help")
    assert place.asker.user.dm_channel.last_message.embeds[0].title == wording.HELP_TITLE


async def test_a_menu_on_a_message_without_words_is_declined_privately(place):
    message = await place.stranger.send(place.channel, "🎉")
    result = await place.asker.context_menu(place.channel, wording.MENU, message)
    assert result.ephemeral
    assert result.response.content == wording.NO_WORDS


async def test_what_is_not_meant_for_the_bot_is_left_alone(place):
    await place.asker.send(place.channel, content.SURE)
    await place.asker.send(place.channel, f"I asked {place.mention} once and it knew")
    await place.asker.send(place.channel, "!xyz why")
    await place.asker.send(place.channel, "!")
    assert place.replies() == []


async def test_a_reply_to_the_bot_is_no_question(place):
    await place.asker.send(place.channel, f"!ask {content.SURE}")
    await place.asker.send(place.channel, content.LONG, reply_to=place.reply)
    assert len(place.replies()) == 1


async def test_an_unknown_command_in_a_direct_message_is_a_question(place):
    await place.asker.send_dm(f"!tellme {content.SURE}")
    assert place.asker.user.dm_channel.last_message.embeds


async def test_editing_a_question_does_not_ask_again(place):
    message = await place.asker.send(place.channel, f"!ask {content.SURE}")
    await place.asker.edit(message, f"!ask {content.LONG}")
    assert len(place.replies()) == 1


async def test_other_bots_and_webhooks_are_ignored(place):
    machine = place.guild.add_member(place.env.create_user("echo", bot=True))
    await machine.send(place.channel, f"!ask {content.SURE}")
    await machine.send(place.channel, f"{place.mention} {content.SURE}")
    hook = place.guild.create_webhook(place.channel)
    await hook.send(f"!ask {content.SURE}")
    assert place.replies() == []


async def test_the_role_of_the_bot_counts_as_its_mention(place):
    role = place.guild.create_role("Showrunner")
    payload = role_payload(place.env.backend.guilds[place.guild.id].roles[role.id])
    tags = {"bot_id": str(place.env.backend.bot_user.id)}  # the simulation leaves them out
    place.env.backend.emit("GUILD_ROLE_UPDATE", {"guild_id": str(place.guild.id), "role": {**payload, "tags": tags}})
    await place.asker.send(place.channel, f"{role.mention} {content.SURE}")
    assert place.reply.embeds


# However it is typed


@pytest.mark.parametrize("command", ["!ask", "!ASK", "! ask", "!Ask\n"])
async def test_commands_are_found_however_they_are_typed(place, command):
    await place.asker.send(place.channel, f"{command} {content.SURE}")
    assert place.reply.embeds


@pytest.mark.parametrize("options", [Discord(prefix="??")])
async def test_the_prefix_is_a_setting(place):
    await place.asker.send(place.channel, f"!ask {content.SURE}")
    assert place.replies() == []
    await place.asker.send(place.channel, f"??ask {content.SURE}")
    assert place.reply.embeds


NASTY = [
    "@everyone @here",
    "<@&1> <@123456789012345678>",
    "**a** __b__ ~~c~~ ||d|| `e` ```f```",
    "[free](https://evil.example) <https://evil.example>",
    "> quote\n>>> all\n# heading\n- list",
    "\u202egnp.exe \u2066 \u200b \ufeff",
    "\"unclosed 'quotes",
    "; rm -rf / && $(reboot) `id`",
    "' OR 1=1; DROP TABLE pairs; --",
    "../../etc/passwd",
    "{0} %s {question}",
    "x" * 1900,
    "why " * 480,
    "שלום למה המגדלור שותק",
    "🎉" * 900,
]


@pytest.mark.parametrize("ask", [by_prefix, by_slash, by_mention, by_menu])
@pytest.mark.parametrize("text", NASTY)
async def test_nothing_a_user_types_comes_back(place, ask, text):
    reply = await ask(place, text)
    said = reply.content + "".join(str(embed.to_dict()) for embed in reply.embeds)
    for piece in ("everyone", "evil", "rm -rf", "DROP", "passwd", "%s", "xxxx", "\u202e", "gnp", "שלום"):
        assert piece not in said
    assert reply.message.mentions == [] if hasattr(reply, "message") else reply.mentions == []


@pytest.mark.parametrize("ask", [by_prefix, by_slash, by_mention])
async def test_formatting_and_hidden_characters_do_not_hide_a_question(place, ask):
    answer = await ask(place, "**why** does the ||light\u200bhouse|| `keeper` _never_ \u202aspeak\u202c @everyone?")
    assert answer.embeds[0].title == "Why does the lighthouse keeper never speak?"


@pytest.mark.parametrize("ask", [by_prefix, by_slash, by_mention])
async def test_a_long_question_is_read_to_its_end(place, ask):
    assert (await ask(place, "so " * 600 + content.SURE)).embeds


# What the answer says of itself


async def test_a_spoiler_is_hidden(place):
    answer = await by_prefix(place, content.SPOILING)
    assert answer.embeds[0].description.split("\n")[0] == wording.spoilers("S01E08")
    assert answer.embeds[0].description.count("||") == 2


async def test_the_newest_answer_comes_first_and_the_outdated_one_says_so(place):
    answer = await by_prefix(place, content.OUTDATED)
    assert answer.embeds[0].title == "What is the new batch of episodes about?"
    await place.asker.click(answer, label=wording.ANOTHER)
    assert place.reply.embeds[0].title == "Will there be a second season?"
    assert place.reply.embeds[0].fields[-1].name == wording.NEWER


async def test_a_paraphrase_is_called_one(place):
    assert (await by_prefix(place, content.PARAPHRASED)).embeds[0].footer.text.endswith("excerpt · paraphrased")


async def test_a_long_answer_is_cut_and_can_be_read_whole(place):
    answer = await by_prefix(place, content.LONG)
    assert answer.embeds[0].description.endswith("[…]")
    assert len(answer.embeds[0].description) < 400
    assert wording.WHOLE in labels(answer)


async def test_content_cannot_break_out(place):
    nasty = "It ends. [x](https://evil.example) ||bars|| @everyone\n# big"
    pair = replace(content.BRANDT.pairs[0], answer=nasty, question="Why does the **lighthouse** keeper never speak?")
    place.know(Snapshot([replace(content.BRANDT, pairs=(pair,))]))
    embed = (await by_prefix(place, content.SURE)).embeds[0]
    assert embed.title == r"Why does the \*\*lighthouse\*\* keeper never speak?"
    assert embed.description == ("> It ends. [x]\\(https:\\//evil.example) \\|\\|bars\\|\\| \\@everyone\n> \\# big")


# Autocomplete


async def test_typing_brings_up_known_questions(place):
    offered = await place.asker.autocomplete(place.channel, "ask", "question", "lighth")
    assert offered[0] == {
        "name": "Why does the lighthouse keeper never speak?",
        "value": "Why does the lighthouse keeper never speak?",
    }
    first = await place.asker.autocomplete(place.channel, "ask", "question", "")
    assert len(first) == len(content.SNAPSHOT)


async def test_long_known_questions_are_cut_and_still_found(place):
    question = "Why, on that endless grey morning, " * 6 + "did the lighthouse fall?"
    crowd = tuple(replace(content.BRANDT.pairs[0], id=f"pair-{at}", question=f"{question} {at}") for at in range(60))
    crowd += tuple(replace(content.BRANDT.pairs[0], id=f"other-{at}", question=f"{at} lights?") for at in range(60))
    place.know(Snapshot([replace(content.BRANDT, pairs=crowd)]))
    for typed in ("", "light", "endless grey morning"):
        offered = await place.asker.autocomplete(place.channel, "ask", "question", typed)
        assert 1 <= len(offered) <= 25
        assert len({choice["value"] for choice in offered}) == len(offered)
        assert all(1 <= len(choice["name"]) <= 100 and choice["name"] == choice["value"] for choice in offered)


# Without the message-content intent


@pytest.mark.parametrize("options", [WITHOUT_CONTENT])
@pytest.mark.simcord(approved_intents=NO_PRIVILEGES)
@pytest.mark.parametrize("ask", WITHOUT_PREFIX)
async def test_without_message_content_all_but_the_prefix_works(place, ask):
    assert (await ask(place, content.SURE)).embeds


@pytest.mark.parametrize("options", [WITHOUT_CONTENT])
@pytest.mark.simcord(approved_intents=NO_PRIVILEGES)
async def test_without_message_content_the_prefix_is_off_and_help_says_so(place):
    await place.asker.send(place.channel, f"!ask {content.SURE}")
    assert place.replies() == []
    (embed,) = (await place.asker.slash(place.channel, "help")).response.embeds
    (field,) = embed.fields
    assert field.name == wording.PREFIX_OFF_TITLE
    assert wording.INTENT_STEPS in field.value
    assert "!ask" not in embed.description


@pytest.mark.simcord(approved_intents=NO_PRIVILEGES)
def test_only_what_is_needed_is_asked_of_discord(make_bot):
    asked = {name for name, on in make_bot().intents if on}
    assert asked == {"guilds", "guild_messages", "dm_messages", "message_content"}
