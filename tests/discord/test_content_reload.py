"""Reloading from inside Discord: who may, what is told, and where it is told."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace

import discord
import pytest

from bot.discord import content_wording, wording
from bot.knowledge.model import Golden, Snapshot
from bot.knowledge.writing import dump
from tests.discord import content
from tests.discord.moderating import forbid

KEEPER = "why does the lighthouse keeper never speak"


@pytest.fixture
def directory(tmp_path):
    """Where the bot reloads from: its interviews, as files."""
    directory = tmp_path / "knowledge"
    directory.mkdir()
    for interview in content.SNAPSHOT.interviews:
        (directory / f"{interview.id}.yaml").write_text(dump(interview), encoding="utf-8")
    return directory


def rewrite(directory, old, new):
    file = directory / f"{content.BRANDT.id}.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


async def by_prefix(place, force=False):
    await place.moderator.send(place.channel, "!reload --force" if force else "!reload")
    return place.replies()[-1]


async def by_group(place, force=False):
    await place.moderator.send(place.channel, "!knowledge reload --force" if force else "!knowledge reload")
    return place.replies()[-1]


async def by_slash(place, force=False):
    return (await place.moderator.slash(place.channel, "reload", **({"force": True} if force else {}))).response


async def by_slash_group(place, force=False):
    options = {"force": True} if force else {}
    return (await place.moderator.slash(place.channel, "knowledge reload", **options)).response


EVERY_WAY = pytest.mark.parametrize("reload", [by_prefix, by_group, by_slash, by_slash_group])


@EVERY_WAY
async def test_the_reply_is_the_difference(place, directory, reload):
    rewrite(directory, "Three cats.", "Four cats.")
    (directory / f"{content.RENEWED.id}.yaml").unlink()
    rewrite(directory, "    superseded_by: night-ferry-s2-brandt/renewed\n", "")
    said = (await reload(place)).content
    assert said.startswith("Reloaded in ")
    assert "Changed: 1 interview (night-ferry-s1-brandt) · 2 pairs" in said
    assert "Removed: 1 interview (night-ferry-s2-brandt) · 1 pair" in said
    assert (await place.bot.find(KEEPER, place.guild.id))[1].entry("night-ferry-s1-brandt/cat").pair.answer[
        :4
    ] == "Four"


async def test_nothing_changed_is_said_so(place, directory):
    assert content_wording.NOTHING_CHANGED in (await by_prefix(place)).content


@EVERY_WAY
async def test_faults_are_listed_with_their_places_and_nothing_changes(place, directory, reload):
    rewrite(directory, "published: 2032-03-09", "published: soon")
    said = (await reload(place)).content
    assert "1 fault" in said
    assert f"knowledge/{content.BRANDT.id}.yaml:" in said.replace("\\", "")
    engine = place.bot.library.engine
    assert engine.snapshot.interviews == content.SNAPSHOT.interviews


async def a_hundred_faults(directory):
    pairs = "".join(f"  - id: p{number}\n    question: Q{number}?\n    said: loudly\n" for number in range(50))
    text = dump(content.RENEWED).partition("pairs:")[0] + "pairs:\n" + pairs
    await asyncio.to_thread((directory / f"{content.RENEWED.id}.yaml").write_text, text, "utf-8")
    rewrite(directory, "    superseded_by: night-ferry-s2-brandt/renewed\n", "")


@EVERY_WAY
async def test_of_a_hundred_faults_ten_are_shown_and_all_attached(place, directory, reload):
    await a_hundred_faults(directory)
    message = await reload(place)
    assert message.content.count(".yaml:") == 10
    assert content_wording.and_more(90) in message.content
    assert content_wording.FAULTS_ATTACHED in message.content
    (file,) = message.attachments
    assert file.filename == "faults.txt"
    lines = place.env.backend.cdn.get(file.url).decode().splitlines()
    assert len(lines) == 100
    assert all(line.startswith(f"knowledge/{content.RENEWED.id}.yaml:") for line in lines)


@pytest.mark.parametrize("reload", [by_prefix, by_slash])
async def test_where_files_may_not_be_attached_as_many_faults_as_fit_are_shown(place, directory, reload):
    await a_hundred_faults(directory)
    forbid(place, "attach_files")
    message = await reload(place)
    assert message.attachments == []
    shown = message.content.count(".yaml:")
    assert 10 < shown < 100
    assert content_wording.and_more(100 - shown) in message.content
    assert content_wording.FAULTS_ATTACHED not in message.content


CATS = "is the ship's cat played by more than one cat"


class TestGolden:
    """A golden question holds, and its pair is rewritten to something else."""

    @pytest.fixture
    def snapshot(self):
        golden = (Golden(CATS, "cat"),)
        return Snapshot([replace(content.BRANDT, golden=golden), content.RENEWED])

    @pytest.fixture(autouse=True)
    def rewritten(self, directory, snapshot):
        brandt, _ = snapshot.interviews
        gone = replace(brandt.pairs[1], question="Any pets?", answer="Yes.", also=(), topics=("pets",))
        text = dump(replace(brandt, pairs=(brandt.pairs[0], gone, *brandt.pairs[2:])))
        (directory / f"{brandt.id}.yaml").write_text(text, encoding="utf-8")

    @pytest.mark.parametrize("reload", [by_prefix, by_slash])
    async def test_a_golden_question_that_would_break_refuses_it(self, place, reload):
        said = (await reload(place)).content
        assert said.startswith(content_wording.REFUSED)
        assert CATS in said
        assert place.bot.library.engine.snapshot.entry("night-ferry-s1-brandt/cat").pair.answer != "Yes."

    @EVERY_WAY
    async def test_force_overrides_it_and_names_it(self, place, reload):
        said = (await reload(place, force=True)).content
        assert said.startswith("Reloaded in ")
        assert content_wording.FORCED in said
        assert place.bot.library.engine.snapshot.entry("night-ferry-s1-brandt/cat").pair.answer == "Yes."


@pytest.mark.usefixtures("directory")
class TestRights:
    @pytest.mark.parametrize("command", ["!reload", "!reload --force", "!knowledge reload", "!knowledge"])
    async def test_a_fan_is_told_that_only_moderators_may(self, place, directory, command):
        rewrite(directory, "Three cats.", "Four cats.")
        await place.asker.send(place.channel, command)
        assert place.reply.content == wording.MODERATORS_ONLY
        assert place.bot.library.engine.snapshot.interviews == content.SNAPSHOT.interviews

    async def test_by_slash_too_and_privately(self, place):
        result = await place.asker.slash(place.channel, "reload")
        assert result.ephemeral
        assert result.response.content == wording.MODERATORS_ONLY

    @pytest.mark.parametrize("way", ["configuration", "settings"])
    async def test_a_role_that_moderates_may(self, place, way):
        role = place.guild.create_role("Keepers")
        keeper = place.guild.add_member(place.env.create_user("kim"), roles=[role])
        await keeper.send(place.channel, "!reload")
        assert place.reply.content == wording.MODERATORS_ONLY
        if way == "settings":
            by, now = place.moderator.id, place.env.now()
            await place.bot.store.change_setting(place.guild.id, "moderator_roles", [str(role.id)], by=by, now=now)
        else:
            place.bot.options = place.bot.options.model_copy(update={"moderator_roles": ("keepers",)})
        await keeper.send(place.channel, "!reload")
        assert place.replies()[-1].content.startswith("Reloaded in ")

    async def test_a_direct_message_is_no_place_for_it(self, place):
        await place.moderator.send_dm("!reload")
        assert place.moderator.user.dm_channel.last_message.content == wording.SERVER_ONLY
        assert len(place.env.errors) == 1

    async def test_a_moderator_of_another_server_is_a_fan_here(self, place):
        elsewhere = place.env.create_guild("Pier 10")
        masters = elsewhere.create_role("Masters", permissions=discord.Permissions(manage_guild=True))
        elsewhere.add_member(place.asker.user, roles=[masters])
        await place.asker.send(place.channel, "!reload")
        assert place.reply.content == wording.MODERATORS_ONLY


async def test_it_is_in_the_log(place, directory):
    rewrite(directory, "Three cats.", "Four cats.")
    await by_prefix(place)
    (entry,) = await place.bot.store.log(place.guild.id)
    assert (entry.who, entry.what) == (place.moderator.id, "reload")
    assert entry.detail["changed"] == 1


@pytest.mark.parametrize(("typed", "command"), [("reload", "reload"), ("knowledge reload", "knowledge reload")])
async def test_what_is_no_option_is_told(place, typed, command):
    await place.moderator.send(place.channel, f"!{typed} everything")
    assert place.reply.content == wording.usage("!", command)
    assert "[--force]" in place.reply.content
    assert len(place.env.errors) == 1


async def test_questions_asked_while_it_reloads_are_answered(place, directory):
    """Ten questions and a reload, all at the same moment."""
    rewrite(directory, "Three cats.", "Four cats.")
    backend = place.env.backend
    for number in range(21):
        if number == 10:
            backend.create_message(place.channel.id, place.moderator.id, "!reload")
        else:
            backend.create_message(place.channel.id, place.asker.id, f"!ask {content.SURE}")
    await place.env.settle()
    replies = place.replies()
    assert len(replies) == 21
    assert sum(bool(message.embeds) for message in replies) == 20
    assert sum(message.content.startswith("Reloaded in ") for message in replies) == 1


async def test_several_at_once_are_one(place, directory, monkeypatch):
    """Four wishes, the files being read until the last of them has come."""
    rewrite(directory, "Three cats.", "Four cats.")
    moderation, all_here = place.bot.moderation, threading.Event()
    reload, read, wishes = moderation.reload, moderation.reloader.read, []

    def read_when_all_are_here():
        assert all_here.wait(60)
        return read()

    def wish(*arguments, **options):
        wishes.append(arguments)
        if len(wishes) == 4:
            all_here.set()
        return reload(*arguments, **options)

    monkeypatch.setattr(moderation.reloader, "read", read_when_all_are_here)
    monkeypatch.setattr(moderation, "reload", wish)
    for _ in range(4):
        place.env.backend.create_message(place.channel.id, place.moderator.id, "!reload")
    await place.env.settle()
    said = [message.content for message in place.replies()]
    assert len(said) == 4
    assert sum(text.startswith(content_wording.JOINED) for text in said) == 3
    assert len(await place.bot.store.log(place.guild.id)) == 1
