"""Whatever goes wrong: a sentence for the user, a line for the operator, and the bot goes on."""

from __future__ import annotations

import discord
import pytest
from discord import app_commands
from discord.ext import commands
from structlog.testing import capture_logs

from bot.discord import wording
from bot.discord.cogs.faults import unwrapped
from tests.discord import content

SECRET = "my-secret-question"


class Broken:
    """An engine that cannot do anything, and says what it was asked."""

    snapshot = content.SNAPSHOT
    quick = True

    def find(self, question, **_):
        raise ZeroDivisionError(f"cannot find {question}")

    def about(self, topic):
        raise ZeroDivisionError(f"cannot quote {topic}")

    def complete(self, typed, **_):
        raise ZeroDivisionError(f"cannot complete {typed}")


@pytest.fixture
async def broken(place):
    place.bot.library.replace(Broken())
    return place


def fault(logs):
    (line,) = [line for line in logs if line["event"] == "fault"]
    return line


def errors(place):
    return [type(unwrapped(error)) for error in place.env.errors]


# The unforeseen


async def by_prefix(place):
    await place.asker.send(place.channel, f"!ask {SECRET}")
    return place.reply.content


async def by_mention(place):
    await place.asker.send(place.channel, f"{place.mention} {SECRET}")
    return place.reply.content


async def by_slash(place):
    result = await place.asker.slash(place.channel, "ask", question=SECRET)
    assert result.ephemeral
    return result.response.content


async def by_menu(place):
    message = await place.stranger.send(place.channel, SECRET)
    result = await place.asker.context_menu(place.channel, wording.MENU, message)
    assert result.ephemeral
    return result.response.content


async def by_quote(place):
    await place.asker.send(place.channel, f"!quote {SECRET}")
    return place.reply.content


async def by_direct_message(place):
    await place.asker.send_dm(SECRET)
    return place.asker.user.dm_channel.last_message.content


@pytest.mark.parametrize("ask", [by_prefix, by_mention, by_slash, by_menu, by_quote, by_direct_message])
async def test_an_unforeseen_exception_is_apologised_for_with_a_code_that_the_log_knows(broken, ask):
    with capture_logs() as logs:
        said = await ask(broken)
    line = fault(logs)
    assert said == wording.apology(line["code"])
    assert line["log_level"] == "error"
    assert line["error"] == "ZeroDivisionError"
    assert line["trace"][-1].endswith(" in about" if ask is by_quote else " in find")
    assert SECRET not in str(logs)
    assert SECRET not in said
    assert errors(broken) == [ZeroDivisionError]


async def test_after_a_fault_the_bot_goes_on(broken):
    await by_prefix(broken)
    broken.know(content.SNAPSHOT)
    await broken.asker.send(broken.channel, f"!ask {content.SURE}")
    assert broken.replies()[-1].embeds
    assert errors(broken) == [ZeroDivisionError]


async def test_every_occurrence_has_a_code_of_its_own(broken):
    with capture_logs() as logs:
        for _ in range(5):
            await broken.asker.send(broken.channel, f"!ask {SECRET}")
    codes = {line["code"] for line in logs if line["event"] == "fault"}
    assert {message.content for message in broken.replies()} == {wording.apology(code) for code in codes}
    assert len(codes) == len(broken.env.errors)


async def test_a_fault_behind_a_button_is_told_to_whoever_pressed_it(place):
    await place.asker.send(place.channel, f"!ask {content.SURE}")

    class Gone:
        @property
        def snapshot(self):
            raise ZeroDivisionError(SECRET)

    place.bot.library.replace(Gone())
    with capture_logs() as logs:
        told = await place.asker.click(place.reply, label=wording.HELPFUL)
    assert told.ephemeral
    assert told.response.content == wording.apology(fault(logs)["code"])
    assert SECRET not in str(logs)


async def test_a_fault_while_somebody_types_offers_nothing_and_is_logged(broken, caplog):
    with capture_logs() as logs:
        assert await broken.asker.autocomplete(broken.channel, "ask", "question", SECRET) == []
    assert fault(logs)["trace"][-1].endswith(" in complete")
    assert SECRET not in str(logs) + caplog.text


async def test_a_deep_fault_makes_a_short_line(place, monkeypatch):
    def deeper(question, **_):
        return deeper(question)

    monkeypatch.setattr(place.bot.library.engine, "find", deeper)
    with capture_logs() as logs:
        await place.asker.send(place.channel, f"!ask {content.SURE}")
    assert len(fault(logs)["trace"]) < 20
    assert errors(place) == [RecursionError]


async def test_a_fault_in_an_event_without_a_message_is_logged(place):
    async def on_guild_channel_create(channel):
        raise ZeroDivisionError

    place.bot.add_listener(on_guild_channel_create)
    with capture_logs() as logs:
        place.guild.create_text_channel("pier-10")
        await place.env.settle()
    assert fault(logs)["during"] == "on_guild_channel_create"
    assert errors(place) == [ZeroDivisionError]


async def test_a_fault_after_the_answer_is_told_beside_it(place):
    @app_commands.command(description="Speaks, then stumbles.")
    async def stumble(interaction: discord.Interaction):
        await interaction.response.send_message("So far, so good.")
        raise ZeroDivisionError

    place.bot.tree.add_command(stumble)
    await place.bot.tree.sync()
    with capture_logs() as logs:
        result = await place.asker.slash(place.channel, "stumble")
    assert result.response.content == "So far, so good."
    (told,) = result.followups
    assert told.content == wording.apology(fault(logs)["code"])
    assert told.ephemeral
    assert errors(place) == [ZeroDivisionError]


# Discord says no


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_when_discord_is_down_it_says_so_if_it_can(place, status):
    place.env.inject_error("POST", "/channels/*/messages", status=status)
    with capture_logs() as logs:
        await place.asker.send(place.channel, f"!ask {content.SURE}")
    assert place.reply.content == wording.NETWORK
    assert (fault(logs)["status"], fault(logs)["log_level"]) == (status, "warning")
    assert errors(place) == [discord.HTTPException]


async def test_when_discord_stays_down_it_is_only_logged(place):
    place.env.inject_error("POST", "/channels/*/messages", status=500, times=None)
    with capture_logs() as logs:
        await place.asker.send(place.channel, f"!ask {content.SURE}")
    assert [line["event"] for line in logs] == ["asked", "fault", "fault_unsaid"]
    assert len(place.env.errors) == 1


@pytest.mark.parametrize(("status", "code"), [(404, 10062), (400, 40060)])
@pytest.mark.parametrize("way", ["slash", "button"])
async def test_an_interaction_that_is_over_is_dropped_quietly(place, status, code, way):
    await place.asker.send(place.channel, f"!ask {content.SURE}")
    place.env.inject_error("POST", "/interactions/*/callback", status=status, code=code, times=None)
    before = len(place.env.http_requests)
    with capture_logs() as logs:
        if way == "slash":
            await place.asker.slash(place.channel, "ask", question=content.SURE)
        else:
            await place.asker.click(place.reply, label=wording.HELPFUL)
    assert (fault(logs)["discord_code"], fault(logs)["log_level"]) == (code, "info")
    assert len(place.env.http_requests) == before + 1
    assert len(place.env.errors) == (way == "slash")


async def test_a_forbidden_response_is_explained_to_who_asked(place):
    place.env.inject_error("POST", "/interactions/*/callback", status=403, code=50013)
    result = await place.asker.slash(place.channel, "ask", question=content.SURE)
    assert result.ephemeral
    assert result.response.content == wording.FORBIDDEN
    assert errors(place) == [discord.Forbidden]


async def test_commands_that_cannot_be_synced_do_not_keep_the_bot_from_starting(place, make_bot):
    place.env.inject_error("PUT", "/applications/*/commands", status=429)
    with capture_logs() as logs:
        await place.env.restart_bot(make_bot())
    assert [line["event"] for line in logs] == ["commands_not_synced", "ready"]
    await place.asker.send(place.channel, f"!ask {content.SURE}")
    assert place.reply.embeds


# The ordinary


async def test_an_unknown_command_is_passed_over(place):
    with capture_logs() as logs:
        await place.asker.send(place.channel, "!xyz")
    assert place.replies() == []
    assert fault(logs)["log_level"] == "debug"


def parameter(name):
    return commands.Parameter(name, commands.Parameter.KEYWORD_ONLY)


@pytest.mark.parametrize(
    ("error", "level", "sentence"),
    [
        (commands.CommandNotFound(), "debug", None),
        (app_commands.CommandNotFound("ask", []), "warning", wording.STALE_COMMAND),
        (commands.BadArgument("no number"), "debug", wording.usage("!", "ask")),
        (commands.MissingRequiredArgument(parameter("number")), "debug", wording.usage("!", "ask")),
        (commands.UnexpectedQuoteError('"'), "debug", wording.usage("!", "ask")),
        (
            commands.CommandOnCooldown(commands.Cooldown(1, 9), 7.4, commands.BucketType.user),
            "debug",
            wording.slow_down(7.4),
        ),
        (app_commands.CommandOnCooldown(app_commands.Cooldown(1, 9), 1.2), "debug", wording.slow_down(1.2)),
        (commands.NoPrivateMessage(), "debug", wording.SERVER_ONLY),
        (app_commands.NoPrivateMessage(), "debug", wording.SERVER_ONLY),
        (commands.PrivateMessageOnly(), "debug", wording.DIRECT_ONLY),
        (commands.MissingPermissions(["ban_members"]), "info", wording.NOT_ALLOWED),
        (app_commands.MissingRole("moderator"), "info", wording.NOT_ALLOWED),
        (commands.BotMissingPermissions(["embed_links"]), "warning", wording.FORBIDDEN),
        (discord.RateLimited(30), "warning", wording.NETWORK),
        (ConnectionResetError(104, "reset"), "warning", None),
        (TimeoutError(), "warning", None),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
async def test_ordinary_exceptions_have_sentences_of_their_own(place, error, level, sentence):
    @commands.command()
    async def trouble(ctx):
        raise error

    place.bot.add_command(trouble)
    with capture_logs() as logs:
        await place.asker.send(place.channel, "!trouble")
    line = fault(logs)
    assert line["log_level"] == level
    assert line["error"] == type(error).__qualname__
    assert line["command"] == "trouble"
    assert "trace" not in line
    expected = sentence and sentence.replace("!ask <question>", "!trouble")
    assert [message.content for message in place.replies()] == ([expected] if expected else [])
    assert errors(place) in ([type(error)], [])
