"""What moderators look at: status, history, the log, and an interview as a file."""

from __future__ import annotations

import discord
import pytest

from bot.discord import content_wording, wording
from bot.discord.views import records
from bot.knowledge.reading import parse
from bot.moderation.status import Status, Verdicts
from bot.moderation.uploads import Limits
from bot.storage.records import AuditEntry, Upload, Version
from tests.discord import content
from tests.discord.limits import check
from tests.discord.moderating import OWN, OWN_ID, button_of, forbid, uploaded
from tests.discord.reading import labels

CAT = "night-ferry-s1-brandt/cat"


async def applied(place, text=OWN):
    preview = (await uploaded(place, text)).response
    await place.moderator.click(preview, custom_id=button_of(preview, content_wording.APPLY))


async def shown(place, command, **given):
    """What a moderator sees of the answer to a slash command, which nobody else does."""
    result = await place.moderator.slash(place.channel, f"knowledge {command}", **given)
    assert result.ephemeral
    return result.response


def description(message):
    return message.embeds[0].description


class TestStatus:
    async def test_it_counts_what_is_loaded_and_what_fans_think(self, place):
        await applied(place)
        for user, helpful in ((1, True), (2, True), (3, False)):
            await place.bot.store.count_verdict(place.guild.id, CAT, helpful, user=user, now=place.env.now())
        message = await shown(place, "status")
        assert description(message) == content_wording.loaded(3, 10)
        own, verdicts = (field.value for field in message.embeds[0].fields)
        assert own.startswith(content_wording.own_content(1, 3, len(OWN), 100_000))
        assert content_wording.own_line(OWN_ID, 1, len(OWN)) in own
        assert verdicts == content_wording.verdict_line(CAT, 2, 1)

    async def test_by_a_message_too(self, place):
        for typed in ("!knowledge", "!knowledge status"):
            await place.moderator.send(place.channel, typed)
            assert description(place.replies()[-1]) == content_wording.loaded(2, 8)

    def test_however_much_there_is_it_fits(self, place_now):
        uploads = tuple(Upload(1, f"{number}-" + "x" * 90, 7, 9, None, 2, place_now, "") for number in range(300))
        verdicts = tuple(Verdicts("y" * 100 + f"/{number}", number, 5) for number in range(300))
        reply = records.status(Status(9, 99, uploads, Limits(500, 10**8), 3, ("z" * 100,) * 50, verdicts))
        check(reply)
        verdict_lines = reply.embed.fields[1].value.split("\n")
        assert verdict_lines[-1] == content_wording.and_more(300 - len(verdict_lines) + 1)


class TestHistory:
    async def test_each_version_says_who_when_and_what(self, place):
        await applied(place)
        await applied(place, OWN.replace("Monday", "Wednesday"))
        lines = description(await shown(place, "history")).split("\n")
        assert lines[0] == f"`{OWN_ID}`"
        assert lines[1].startswith(f"**2** · {len(OWN) + 3:,} bytes · <@{place.moderator.id}>, <t:")
        assert lines[1].endswith(" · in force")
        assert lines[2].startswith("**1** ")

    @pytest.mark.parametrize("given", [{}, {"interview": "unknown"}])
    async def test_where_there_is_none_it_says_so(self, place, given):
        assert (await shown(place, "history", **given)).content == content_wording.NO_HISTORY

    async def test_known_interviews_are_offered_while_typing(self, place):
        await applied(place)
        offered = await place.moderator.autocomplete(place.channel, "knowledge history", "interview", "DOGS")
        assert [choice["value"] for choice in offered] == [OWN_ID]

    def test_however_long_it_fits(self, place_now):
        versions = [
            Version(1, f"interview-{n // 50}", 50 - n % 50, n or None, None, 10**18, place_now) for n in range(500)
        ]
        check(records.history(versions))


class TestLog:
    async def test_every_change_is_in_it_the_newest_first(self, place):
        await applied(place)
        card = (await place.moderator.slash(place.channel, "knowledge rollback", interview=OWN_ID)).response
        await place.moderator.click(card, custom_id=button_of(card, content_wording.GO_BACK))
        newest, older = description(await shown(place, "log")).split("\n")
        assert newest.endswith(f"<@{place.moderator.id}> · {content_wording.deed('remove')} {OWN_ID}")
        assert older.endswith(f"<@{place.moderator.id}> · {content_wording.deed('upload')} {OWN_ID}")

    async def test_at_first_there_is_nothing_in_it(self, place):
        assert (await shown(place, "log")).content == content_wording.NO_LOG

    async def test_older_lines_are_turned_to(self, place):
        for number in range(40):
            detail = {"interview": f"interview-{number}"}
            await place.bot.store.record(place.guild.id, 5, "upload", detail, now=place.env.now())
        page, seen = await shown(place, "log"), []
        while True:
            seen += [line.rpartition("-")[2] for line in description(page).split("\n")]
            if content_wording.OLDER not in labels(page):
                break
            await place.moderator.click(page, custom_id=button_of(page, content_wording.OLDER))
        assert seen == [str(number) for number in reversed(range(40))]

    async def test_a_fan_may_not_turn_to_them(self, place):
        for _ in range(20):
            await place.bot.store.record(place.guild.id, 5, "upload", {"interview": "x"}, now=place.env.now())
        await place.moderator.send(place.channel, "!knowledge log")
        result = await place.asker.click(place.reply, label=content_wording.OLDER)
        assert result.response.content == wording.MODERATORS_ONLY

    async def test_another_servers_log_is_not_shown(self, place):
        await applied(place)
        elsewhere = place.env.create_guild("Pier 10")
        channel = elsewhere.create_text_channel("talk")
        masters = elsewhere.create_role("Masters", permissions=discord.Permissions(manage_guild=True))
        other = elsewhere.add_member(place.env.create_user("eve"), roles=[masters])
        result = await other.slash(channel, "knowledge log")
        assert result.response.content == content_wording.NO_LOG

    @pytest.mark.parametrize("detail", [{}, {"ref": "x" * 500}, {"name": "**@everyone**"}, {"interview": None}])
    def test_whatever_is_in_it_it_fits(self, place_now, detail):
        entries = [AuditEntry(number, None, "unheard of", detail, place_now) for number in range(16, 0, -1)]
        reply = records.log(entries)
        check(reply)
        assert len(reply.buttons) == 1
        assert "**@everyone**" not in reply.text


class TestExport:
    @pytest.mark.parametrize("interview", [OWN_ID, "night-ferry-s1-brandt"])
    async def test_it_is_a_file_that_can_be_uploaded_again(self, place, interview):
        await applied(place)
        (file,) = (await shown(place, "export", interview=interview)).attachments
        assert file.filename == f"{interview}.yaml"
        reading = parse(place.env.backend.cdn.get(file.url), file.filename)
        known = {each.id: each for each in place.bot.library.engine_for(place.guild.id).snapshot.interviews}
        assert reading.interview == known[interview]

    async def test_what_is_not_loaded_cannot_be_exported(self, place):
        assert (await shown(place, "export", interview="unknown")).content == content_wording.NO_INTERVIEW

    async def test_another_servers_upload_cannot_be_exported(self, place):
        await applied(place)
        elsewhere = place.env.create_guild("Pier 10")
        channel = elsewhere.create_text_channel("talk")
        masters = elsewhere.create_role("Masters", permissions=discord.Permissions(manage_guild=True))
        other = elsewhere.add_member(place.env.create_user("eve"), roles=[masters])
        result = await other.slash(channel, "knowledge export", interview=OWN_ID)
        assert result.response.content == content_wording.NO_INTERVIEW

    @pytest.mark.parametrize("way", ["slash", "message"])
    async def test_where_files_may_not_be_attached_it_says_so(self, place, way):
        forbid(place, "attach_files")
        if way == "slash":
            message = await shown(place, "export", interview="night-ferry-s1-brandt")
        else:
            await place.moderator.send(place.channel, "!knowledge export night-ferry-s1-brandt")
            message = place.reply
        assert message.content == content_wording.NO_FILES_HERE
        assert message.attachments == []

    async def test_loaded_interviews_are_offered_while_typing(self, place):
        offered = await place.moderator.autocomplete(place.channel, "knowledge export", "interview", "s2")
        assert [choice["value"] for choice in offered] == ["night-ferry-s2-brandt"]


COMMANDS = {
    "status": {},
    "reload": {},
    "upload": {"file": ("dogs.yaml", OWN.encode())},
    "history": {},
    "rollback": {"interview": OWN_ID},
    "export": {"interview": OWN_ID},
    "unanswered": {},
    "taught": {},
    "log": {},
}


class TestRights:
    def test_every_command_is_tried(self):
        assert {f"knowledge {name}" for name in COMMANDS} == set(content_wording.COMMANDS)

    @pytest.mark.parametrize("name", COMMANDS)
    async def test_a_fan_may_use_none_of_them(self, place, name):
        result = await place.asker.slash(place.channel, f"knowledge {name}", **COMMANDS[name])
        assert result.ephemeral
        assert result.response.content == wording.MODERATORS_ONLY

    @pytest.mark.parametrize("name", COMMANDS)
    async def test_nor_by_a_message(self, place, name):
        arguments = COMMANDS[name].get("interview", "")
        files = [COMMANDS[name]["file"]] if "file" in COMMANDS[name] else []
        await place.asker.send(place.channel, f"!knowledge {name} {arguments}", attachments=files)
        assert place.reply.content == wording.MODERATORS_ONLY

    @pytest.mark.parametrize("name", COMMANDS)
    async def test_in_a_direct_message_nobody_may(self, place, name):
        arguments = COMMANDS[name].get("interview", "")
        user, backend = place.moderator.user, place.env.backend
        await user.send_dm("hello")
        files = [COMMANDS[name]["file"]] if "file" in COMMANDS[name] else []
        attached = backend.store_attachments(user.dm_channel.id, files)
        await user.send_dm(f"!knowledge {name} {arguments}", attachments=attached)
        assert user.dm_channel.last_message.content == wording.SERVER_ONLY
        assert len(place.env.errors) <= 1

    async def test_direct_messages_offer_no_such_command(self, place):
        await place.moderator.send_dm("hello")
        offered = place.moderator.user.available_commands()
        assert not [name for name in offered if name.startswith(("knowledge", "reload"))]
        assert "ask" in offered


@pytest.fixture
def place_now():
    return discord.utils.utcnow()


def test_the_operators_interviews_are_what_the_tests_think():
    assert len(content.SNAPSHOT) == 8
