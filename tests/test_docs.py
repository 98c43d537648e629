"""What the documents say is so."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import discord
import pytest
import typer
from pydantic import BaseModel

from bot import demo
from bot.app import build_bot, build_engine, build_moderation
from bot.cli import app
from bot.config import Settings, load_settings
from bot.storage.store import Store

if TYPE_CHECKING:
    from bot.discord.client import ShowrunnerBot

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not any(part.startswith(".") for part in path.relative_to(ROOT).parts) and ROOT / "tests" not in path.parents
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
HOSTING = (ROOT / "docs/hosting.md").read_text(encoding="utf-8")
EVERYTHING = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)


def blocks(text: str) -> str:
    """The insides of all fenced blocks, less the indentation of lists."""
    return "\n".join(re.sub(r"(?m)^\s+", "", inside) for inside in re.findall(r"(?ms)^ *```[a-z]*\n(.*?)^ *```$", text))


def settings(model: type[BaseModel] = Settings, above: str = "") -> dict[str, object]:
    """Every setting and its default, sections of the second level as one."""
    found: dict[str, object] = {}
    for name, field in model.model_fields.items():
        if isinstance(field.default, BaseModel) and not above:
            found |= settings(type(field.default), f"{name}.")
        else:
            found[above + name] = field.default
    return found


# Links


def anchors(text: str) -> set[str]:
    """The addresses of a document's headings, as GitHub makes them."""
    headings = re.findall(r"(?m)^#+ (.+)$", text)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links() -> list[tuple[Path, str]]:
    return [
        (path, target)
        for path in DOCUMENTS
        for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8"))
        if "://" not in target
    ]


@pytest.mark.parametrize(("document", "target"), links(), ids=lambda each: str(each).removeprefix(f"{ROOT}/"))
def test_relative_links_lead_somewhere(document: Path, target: str) -> None:
    file, _, anchor = target.partition("#")
    aim = document.parent / file if file else document
    assert aim.exists()
    if anchor:
        assert anchor in anchors(aim.read_text(encoding="utf-8"))


def test_files_that_are_named_exist() -> None:
    named = set(re.findall(r"`((?:bot|tests|docs|scripts|requirements|examples|\.ci)/[\w./-]+)`", EVERYTHING))
    assert named
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_the_picture_is_a_picture_of_modest_size() -> None:
    picture = ROOT / "docs/images/demo.png"
    assert picture.read_bytes().startswith(b"\x89PNG\r\n")
    assert picture.stat().st_size < 300_000


# Commands and settings


@pytest.mark.parametrize("command", sorted(typer.main.get_command(app).commands))  # type: ignore[attr-defined]
def test_every_command_is_documented(command: str) -> None:
    assert re.search(rf"\bshowrunner {command}\b", README)


def test_documents_name_no_command_that_is_not_there() -> None:
    named = set(re.findall(r"\bshowrunner ([a-z]+)\b", blocks(EVERYTHING)))
    assert named <= set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", settings())
def test_every_setting_is_documented(name: str) -> None:
    section, leaf = name.split(".")
    shipped = (ROOT / "config.yaml").read_text(encoding="utf-8")
    assert re.search(rf"(?m)^  # .+\n  {leaf}:", shipped.partition(f"\n{section}:\n")[2]), f"{name} lacks a comment"
    assert re.search(rf"(?m)^\| `{re.escape(name)}` \|", HOSTING)


def test_documented_settings_exist() -> None:
    assert set(re.findall(r"(?m)^\| `([a-z]+\.[a-z_]+)` \|", HOSTING)) == set(settings())


def test_documented_defaults_hold(tmp_path: Path) -> None:
    written = dict(re.findall(r"(?m)^\| `([a-z]+\.[a-z_]+)` \| `(.+?)` \|", HOSTING))
    lines: dict[str, list[str]] = {}
    for name, value in written.items():
        section, leaf = name.split(".")
        lines.setdefault(section, []).append(f"  {leaf}: {value}" if value != "!" else f'  {leaf}: "!"')
    file = tmp_path / "config.yaml"
    file.write_text("\n".join(f"{section}:\n" + "\n".join(each) for section, each in lines.items()))
    assert load_settings(file, {}) == load_settings(None, {}).beneath(tmp_path)


def test_documented_variables_are_settings() -> None:
    variables = re.findall(
        r"SHOWRUNNER_([A-Z]+__[A-Z_]+)\b", EVERYTHING + (ROOT / "config.yaml").read_text(encoding="utf-8")
    )
    assert variables
    for variable in variables:
        assert variable.lower().replace("__", ".", 1).partition("__")[0] in settings()


def test_documented_make_targets_exist() -> None:
    targets = re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"))
    named = re.findall(r"(?m)(?:^|`)make ([a-z]+)\b", blocks(EVERYTHING) + EVERYTHING)
    assert {"demo", "test", "check", "install"} <= set(named)
    assert set(named) <= set(targets)


def offline() -> list[str]:
    """The commands of the README's blocks that need neither Discord nor a browser."""
    return re.findall(r"(?m)^showrunner (?:ask|check|import|eval)\b.*$", blocks(README))


@pytest.mark.parametrize("command", offline())
def test_readme_commands_run(command: str) -> None:
    program, *arguments = shlex.split(command)
    assert program == "showrunner"
    ended = subprocess.run(
        [sys.executable, "-m", "bot", *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.strip()
    if arguments[0] == "ask":
        assert "Melissa Rosenberg" in ended.stdout


def test_readme_shows_asking_checking_and_importing() -> None:
    assert {command.split()[1] for command in offline()} == {"ask", "check", "import", "eval"}


# Running it for real


def invited() -> discord.Permissions:
    """The permissions of the invitation that the documents give."""
    numbers = set(re.findall(r"permissions=(\d+)", EVERYTHING))
    assert len(numbers) == 1, f"the documents disagree: {numbers}"
    return discord.Permissions(int(numbers.pop()))


def test_the_invitation_asks_for_the_permissions_listed_and_no_others() -> None:
    table = HOSTING.partition("| permission |")[2].partition("\n\n")[0]
    listed = re.findall(r"(?m)^\| ([A-Z][A-Za-z ]+) \|", table)
    names = [name.lower().replace(" ", "_").replace("channels", "channel") for name in listed]
    assert discord.Permissions(**dict.fromkeys(names, True)) == invited()


def test_the_invitation_brings_slash_commands() -> None:
    for document in (README, HOSTING):
        assert "scope=bot+applications.commands&" in document


async def test_the_permissions_of_the_invitation_suffice(tmp_path: Path) -> None:
    """With nothing granted but these, an answer arrives whole: as a reply, with its embed and its buttons."""
    bot_settings = load_settings(
        None, {"SHOWRUNNER_SEARCH__ENCODER": "static", "SHOWRUNNER_CONTENT__PATHS": str(ROOT / "tests/data/lighthouse")}
    )
    async with Store.open(f"sqlite:///{tmp_path}/showrunner.db") as store:
        bot = build_bot(bot_settings, build_moderation(bot_settings, build_engine(bot_settings), store))
        await _asked_with_no_more_than_the_invitation(bot)


async def _asked_with_no_more_than_the_invitation(bot: ShowrunnerBot) -> None:
    async with demo.simulated_discord(bot) as env:
        guild = env.create_guild()
        channel = guild.create_text_channel("general")
        members = guild.create_role("Members", permissions=discord.Permissions(view_channel=True, send_messages=True))
        fan = guild.add_member(env.create_user("fan"), roles=[members])
        bots_own = next(role for name, role in guild.roles.items() if name not in {"@everyone", "Members"})
        env.backend.edit_role(guild.id, guild.default_role.id, {"permissions": 0})
        env.backend.edit_role(guild.id, bots_own.id, {"permissions": invited().value})
        asked = await fan.send(channel, "!ask why is the lighthouse always dark")
        reply = channel.last_message
        assert reply is not None
        assert reply.reference is not None
        assert reply.reference.message_id == asked.id
        assert reply.embeds[0].author.name == "Ines Ferro, showrunner"
        assert reply.components


# Versions


def test_the_newest_changelog_entry_is_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    entries = re.findall(r"(?m)^## \[?([^\]\s]+)\]?", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert entries[0] in {"Unreleased", version}
