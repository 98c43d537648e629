"""What holds of every command there is or will be."""

from __future__ import annotations

import re
from pathlib import Path

import discord
import pytest
from discord import app_commands
from discord.ext import commands

from bot.discord import content_wording, settings_wording, trivia_wording, wording
from bot.discord.views.press import Choose, Press
from tests.discord import content

KINDS = [*Press.__subclasses__(), *Choose.__subclasses__()]
SOURCES = Path(__file__).parents[2] / "bot/discord"


async def test_every_command_is_hybrid_and_described(place):
    every = list(place.bot.walk_commands())
    assert every
    for command in every:
        assert isinstance(command, (commands.HybridCommand, commands.HybridGroup))
        assert command.help
        assert command.description
        assert command.app_command is not None
        assert 1 <= len(command.app_command.description) <= 100


async def test_every_option_is_described(place):
    for command in place.bot.tree.walk_commands():
        if isinstance(command, app_commands.Command):
            for option in command.parameters:
                assert option.description != "…"


async def test_names_are_unique(place):
    names = [name for command in place.bot.commands for name in (command.name, *command.aliases)]
    assert len(names) == len(set(names))
    slashes = [command.qualified_name for command in place.bot.tree.walk_commands()]
    assert len(slashes) == len(set(slashes))


async def test_help_lists_exactly_the_commands_there_are(place):
    assert set(wording.COMMANDS) == {command.name for command in place.bot.commands}
    await place.asker.send(place.channel, "!help")
    for name, (_, does) in wording.COMMANDS.items():
        assert f"**!{name}**" in place.reply.embeds[0].description
        assert does in place.reply.embeds[0].description


async def test_discord_has_been_told_of_all_of_them(place):
    known = set(place.asker.available_commands(place.channel))
    assert {name.partition(" ")[0] for name in known} == set(wording.COMMANDS)
    menus = [menu.name for menu in place.bot.tree.get_commands(type=discord.AppCommandType.message)]
    assert set(menus) == {wording.MENU, wording.WHY_MENU}


async def test_every_command_of_a_group_has_its_words(place):
    groups = [command for command in place.bot.tree.get_commands() if isinstance(command, app_commands.Group)]
    words = content_wording.COMMANDS | settings_wording.COMMANDS | trivia_wording.COMMANDS
    for group in groups:
        names = {command.qualified_name for command in group.walk_commands()}
        assert names == {name for name in words if name.startswith(f"{group.name} ")}
        for command in group.walk_commands():
            assert command.description == words[command.qualified_name][1]


async def test_a_menu_goes_with_its_cog(place):
    for cog in ("Ask", "Why"):
        await place.bot.remove_cog(cog)
    assert place.bot.tree.get_commands(type=discord.AppCommandType.message) == []


async def test_every_kind_of_button_is_known_to_the_bot(place):
    known = set(place.bot._connection._view_store._dynamic_items.values())
    assert known == set(KINDS)


def test_no_two_kinds_of_buttons_read_the_same_custom_id():
    verbs = [kind.__discord_ui_compiled_template__.pattern.split(":")[0] for kind in KINDS]
    assert len(set(verbs)) == len(verbs)


async def test_nobody_is_ever_pinged_by_default(place):
    assert place.bot.allowed_mentions.to_dict() == discord.AllowedMentions.none().to_dict()


async def test_no_response_pings_anybody(place):
    answer = (await place.asker.slash(place.channel, "ask", question=content.SURE_AMONG_OTHERS)).response
    await place.asker.click(answer, label=wording.ANOTHER)
    await place.stranger.click(answer, label=wording.HELPFUL)
    bodies = [each.json["data"] for each in place.env.http_requests if each.path.endswith("/callback")]
    assert [body["allowed_mentions"]["parse"] for body in bodies] == [[], [], []]


@pytest.mark.parametrize("path", sorted(SOURCES.rglob("*.py")), ids=lambda path: path.name)
def test_only_one_place_catches_everything_and_only_one_has_sentences(path):
    source = path.read_text(encoding="utf-8")
    if path.name != "faults.py":
        assert not re.search(r"except(\s+Base)?(\s*|\s+Exception\b.*):", source)
    if path.name != "wording.py":
        assert not re.findall(r"""Reply\(\s*f?["']""", source)
