"""The real bot in a simulated Discord: a server with one channel, who asks, who looks on, and who moderates."""

from __future__ import annotations

import asyncio
import functools
import inspect
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, TypeVar

import discord
import pytest
from discord.app_commands import commands as app
from discord.ext.commands import core, hybrid
from simcord.env import Env

from bot.config import Discord, Privacy
from bot.discord.client import ShowrunnerBot
from bot.moderation.files import read
from bot.moderation.moderating import Moderation
from bot.moderation.uploads import Limits
from bot.search.engine import Engine
from bot.search.library import Library
from bot.search.models import static
from bot.storage.store import Store
from tests.discord import content
from tests.discord.playing import Table

if TYPE_CHECKING:
    from pathlib import Path

    from simcord.actors import MemberActor
    from simcord.builders import ChannelHandle, GuildHandle

    from bot.knowledge.model import Snapshot
    from bot.moderation.settings import Strictness
    from bot.storage.notices import Notice

NO_COOLDOWN = {"questions": 10_000, "seconds": 1}

MakeBot = Callable[..., ShowrunnerBot]
Container = TypeVar("Container", dict[str, object], list[object])


async def build(snapshot: Snapshot, strictness: Strictness) -> Engine:
    """An engine as strict as a server wants it."""
    model = static()
    calibrated = replace(model, calibration=strictness.applied(model.calibration))
    return await asyncio.to_thread(Engine, snapshot, calibrated)


@functools.lru_cache(maxsize=64)
def engine_of(snapshot: Snapshot) -> Engine:
    """An engine over it, made once for all tests: it never changes."""
    return Engine(snapshot)


@dataclass
class Place:
    """Where a test takes place."""

    env: Env
    guild: GuildHandle
    channel: ChannelHandle
    asker: MemberActor
    stranger: MemberActor
    moderator: MemberActor

    @property
    def bot(self) -> ShowrunnerBot:
        bot = self.env.bot
        assert isinstance(bot, ShowrunnerBot)
        return bot

    @property
    def mention(self) -> str:
        return f"<@{self.env.backend.bot_user.id}>"

    def know(self, snapshot: Snapshot) -> None:
        """Put other content in place of what the bot knows."""
        self.bot.library.replace(engine_of(snapshot))

    def replies(self) -> list[discord.Message]:
        """What the bot has said here to everybody, oldest first."""
        return [message for message in self.channel.history() if message.author.id == self.env.backend.bot_user.id]

    @property
    def reply(self) -> discord.Message:
        """The one thing the bot has said here to everybody."""
        (message,) = self.replies()
        return message


@pytest.fixture(scope="session", autouse=True)
def signatures_read_once() -> Iterator[None]:
    """Keep what discord.py reads off the signatures of commands: it would do so some hundred times for every bot."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name, at in (
            (core, "get_signature_parameters", 0),
            (app, "_extract_parameters_from_callback", 0),
            (hybrid, "replace_parameters", 1),
        ):
            patch.setattr(module, name, _remembered(getattr(module, name), at))
        remembering = vars(inspect) | {"signature": functools.cache(inspect.signature)}
        patch.setattr(hybrid, "inspect", SimpleNamespace(**remembering))
        yield


@pytest.fixture(scope="session", autouse=True)
def looked_after_soon() -> Iterator[None]:
    """Let simcord look every 5 ms, not every 50, whether the bot has come to rest: half of a test's time was that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(Env._settle_internal.__kwdefaults__, "idle", 0.005)
        yield


def _remembered(read: Callable[..., Container], at: int) -> Callable[..., Container]:
    """The same function, which goes by the one argument at this place and gives a new container each time."""
    known: dict[object, Container] = {}

    def recall(*arguments: object) -> Container:
        if arguments[at] not in known:
            known[arguments[at]] = read(*arguments)
        return copy(known[arguments[at]])

    return recall


@pytest.fixture
def options() -> Discord:
    """The settings of the bot; a test may parametrize them."""
    return Discord.model_validate({"cooldown_user": NO_COOLDOWN, "cooldown_channel": NO_COOLDOWN})


@pytest.fixture
def snapshot() -> Snapshot:
    """What the bot knows; a test may parametrize it."""
    return content.SNAPSHOT


@pytest.fixture
async def store(new_store: Callable[[Path], Store], tmp_path: Path) -> AsyncIterator[Store]:
    """A store of the test's own; it outlives its bots."""
    made = new_store(tmp_path / "showrunner.db")
    yield made
    await made.close()


@pytest.fixture
async def shared_store(postgresql_url: str) -> AsyncIterator[Store]:
    """A store that other processes use as well; it listens, as in `app.run`, before there is a bot."""

    async def nothing(_notice: Notice) -> None:
        """Hear a notice and leave it at that."""

    async with Store.open(postgresql_url) as opened:
        await opened.listen(nothing)
        yield opened


@pytest.fixture
def ruin_store(store: Store) -> Callable[[], Awaitable[None]]:
    """Makes everything fail that has to do with the store."""

    async def ruin() -> None:
        await store.close()
        assert store.place.file is not None
        store.place.file.write_bytes(b"This is no database. " * 1000)
        for beside in store.place.file.parent.glob("showrunner.db-*"):
            beside.unlink()

    return ruin


@pytest.fixture
def make_bot(options: Discord, snapshot: Snapshot, store: Store, tmp_path: Path) -> MakeBot:
    """Makes bots, also one to take the place of another; they reload from the directory `knowledge`, if it is there."""
    directory = tmp_path / "knowledge"

    def make(known: Snapshot = snapshot) -> ShowrunnerBot:
        def again() -> Snapshot:
            return read([directory], quiet=0) if directory.exists() else known

        moderation = Moderation(store, Library(engine_of(known)), build, again, Limits(3, 100_000))
        return ShowrunnerBot(moderation, options, Privacy(), rng=random.Random(7))

    return make


@pytest.fixture
def simcord_bot(make_bot: MakeBot) -> ShowrunnerBot:
    return make_bot()


@pytest.fixture
def place(simcord_env: Env) -> Place:
    guild = simcord_env.create_guild("Pier 9")
    channel = guild.create_text_channel("harbour-talk")
    asker = guild.add_member(simcord_env.create_user("ada"))
    stranger = guild.add_member(simcord_env.create_user("bo"))
    harbour_masters = guild.create_role("Harbour masters", permissions=discord.Permissions(manage_guild=True))
    moderator = guild.add_member(simcord_env.create_user("cleo"), roles=[harbour_masters])
    return Place(simcord_env, guild, channel, asker, stranger, moderator)


@pytest.fixture
def table(place: Place) -> Table:
    """Where trivia is played."""
    return Table(place)
