"""Time in the demo, and how it keeps out of the way of what is typed there."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import discord
import pytest
from discord.ext import commands

from bot import demo
from bot.demo.clock import Pace, running_clock, timezone
from tests.preview_page import opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from simcord import Env, Preview

    from tests.preview_page import Page


class Tower(commands.Bot):
    """A bot with a bell that strikes after an hour, and is heard only once `rope` is pulled."""

    def __init__(self) -> None:
        super().__init__("!", intents=discord.Intents.default())
        self.swinging = asyncio.Event()
        self.rope = asyncio.Event()

    async def on_ready(self) -> None:
        await asyncio.sleep(3600)
        self.swinging.set()
        await self.rope.wait()
        await self.get_partial_messageable(self.guilds[0].text_channels[0].id).send("the bell strikes")


@dataclass
class Square:
    """A server with a bell tower, a page that shows its channel, a clock two hours on whenever it is read."""

    env: Env
    bot: Tower
    preview: Preview
    page: Page

    def __post_init__(self) -> None:
        self.hours = iter(range(2, 1000, 2))
        self.start = self.env.now()

    def now(self) -> datetime:
        return self.start + timedelta(hours=next(self.hours))


@pytest.fixture
async def square() -> AsyncIterator[Square]:
    bot = Tower()
    async with demo.simulated_discord(bot) as env:
        guild = env.create_guild()
        channel = guild.create_text_channel("square")
        walker = guild.add_member(env.create_user("walker"))
        async with env.preview(channel, viewers=[walker], layout="channel") as preview, opened(preview) as page:
            yield Square(env, bot, preview, page)


@pytest.fixture
def pace(square: Square) -> Pace:
    return Pace(square.env, square.preview, square.now)


async def test_a_tick_runs_what_is_due_and_shows_it(square: Square, pace: Pace) -> None:
    square.bot.rope.set()
    await pace.tick()
    assert "the bell strikes" in await square.page.read()


async def test_a_quiet_tick_leaves_the_page_as_it_is(square: Square, pace: Pace) -> None:
    """Otherwise a button pressed just then would be refused as belonging to an older page."""
    square.bot.rope.set()
    await pace.tick()
    await square.page.say("good evening")
    await square.page.read()
    before = square.page.state["publishedRevision"]
    await pace.tick()
    await pace.tick()
    await square.page.read()
    assert square.page.state["publishedRevision"] == before


async def test_the_page_goes_to_what_was_just_said(square: Square, pace: Pace) -> None:
    square.bot.rope.set()
    await pace.tick()
    await square.page.say("good evening")
    newest = square.preview.channel.history()[-1]
    assert newest.content == "good evening"
    await square.page.read()
    assert square.page.state["targetId"] == str(newest.id)


async def test_what_is_typed_mid_tick_waits_for_its_turn(square: Square, pace: Pace) -> None:
    """Otherwise it would be refused, and the page would take its connection for lost."""
    ticking = asyncio.create_task(pace.tick())
    await square.bot.swinging.wait()
    typing = asyncio.create_task(square.page.say("hello, bell"))
    await square.page.request("GET", "/api/state")  # answered after the message arrived: same loop, later request
    square.bot.rope.set()
    await ticking
    status, receipt = await typing
    assert status == 200
    assert receipt["settlement"] == "settled"
    assert "hello, bell" in await square.page.read()


async def test_a_bell_nobody_hears_does_not_stop_the_clock(square: Square, pace: Pace) -> None:
    square.env.settle_timeout = 0.1
    await pace.tick()
    square.bot.rope.set()
    await pace.tick()
    assert "the bell strikes" in await square.page.read()


async def test_the_clock_runs_by_itself(square: Square) -> None:
    async with running_clock(square.env, square.preview, square.now, every=0.01):
        await square.bot.swinging.wait()
        square.bot.rope.set()
    assert square.env.now() > square.start


async def test_the_clock_starts_in_the_present() -> None:
    async with demo.simulated_discord(Tower()) as env:
        assert abs(env.now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_time_zone_comes_from_the_environment_then_from_the_system(tmp_path: Path) -> None:
    zone = tmp_path / "zoneinfo/Europe/Lisbon"
    zone.parent.mkdir(parents=True)
    zone.touch()
    link = tmp_path / "localtime"
    link.symlink_to(zone)
    assert timezone({"TZ": "Asia/Tokyo"}, link) == "Asia/Tokyo"
    assert timezone({}, link) == "Europe/Lisbon"
    assert timezone({}, tmp_path / "nothing") == "UTC"
    assert timezone({"TZ": "Middle/Earth"}, link) == "UTC"
    assert timezone({"TZ": "../etc/passwd"}, link) == "UTC"
