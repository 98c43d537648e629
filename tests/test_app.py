"""Putting the bot together, and what becomes of it when Discord lets it in, or does not."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import weakref
from dataclasses import fields
from pathlib import Path

import discord
import pytest
import simcord
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bot import app
from bot.config import Settings, load_settings
from bot.errors import ConfigError, ContentError, StartupError
from bot.knowledge.model import Interview, Snapshot
from bot.search.results import Answer, NoAnswer
from bot.storage.store import Store
from tests.loopback import TOKEN, LoopbackDiscord
from tests.search.content import SHOW

ROOT = Path(__file__).resolve().parents[1]
LIGHTHOUSE = ROOT / "tests" / "data" / "lighthouse"
STATIC = {"SHOWRUNNER_SEARCH__ENCODER": "static"}
"""The sentence encoder would take seconds to load each time, and nothing here is about it."""


@pytest.fixture
def settings(tmp_path):
    return load_settings(None, STATIC).beneath(tmp_path).with_paths([LIGHTHOUSE])


@pytest.fixture
async def store(settings):
    async with Store.open(settings.storage.url) as opened:
        yield opened


@pytest.fixture
async def loopback(monkeypatch):
    """Discord, as discord.py sees it, is this machine from now on."""
    fake = LoopbackDiscord()
    async with fake.serve() as address:
        _lead_to(monkeypatch, address)
        yield fake


def _lead_to(monkeypatch, address):
    monkeypatch.setattr(Route, "BASE", f"{address}/api/v10")
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", URL(f"{address}/gateway/").with_scheme("ws"))


async def refusal(settings, token=TOKEN):
    with pytest.raises(StartupError) as caught:
        await app.run(settings, token)
    return str(caught.value)


class TestEngine:
    def test_it_searches_what_the_settings_name(self, settings):
        engine = app.build_engine(settings)
        assert [interview.id for interview in engine.snapshot.interviews] == ["lighthouse-s1-ferro-dial"]
        entry = engine.snapshot.entries[0]
        assert engine.find(entry.pair.question).best.entry == entry

    def test_the_limits_of_the_settings_move_the_bands(self, settings):
        question = app.build_engine(settings).snapshot.entries[0].pair.question
        strict = settings.model_copy(update={"search": settings.search.model_copy(update={"answer_at": 1.0})})
        assert isinstance(app.build_engine(settings).find(question), Answer)
        assert not isinstance(app.build_engine(strict).find(question), Answer)
        assert app.build_engine(strict).find(question).limits[0] == 1.0

    def test_both_limits_at_the_top_leave_no_answer(self):
        variables = {"CONTENT__PATHS": str(LIGHTHOUSE), "SEARCH__ANSWER_AT": "1", "SEARCH__SUGGEST_AT": "1"}
        engine = app.build_engine(
            load_settings(None, STATIC | {f"SHOWRUNNER_{name}": value for name, value in variables.items()})
        )
        assert isinstance(engine.find("anything at all"), NoAnswer)

    def test_one_limit_beyond_the_measured_other_is_refused(self):
        settings = load_settings(None, STATIC | {"SHOWRUNNER_SEARCH__ANSWER_AT": "0.01"}).with_paths([LIGHTHOUSE])
        with pytest.raises(ConfigError, match=r"search\.answer_at \(0\.01\) is below search\.suggest_at"):
            app.build_engine(settings)

    def test_missing_content_says_what_to_do(self, tmp_path):
        with pytest.raises(ConfigError, match=r"There are no interviews at .*nowhere.*--knowledge DIR"):
            app.build_engine(Settings().with_paths([tmp_path / "nowhere"]))

    def test_faults_in_the_content_come_through(self, tmp_path):
        (tmp_path / "broken.yaml").write_text("format: 1\n")
        with pytest.raises(ContentError):
            app.build_engine(Settings().with_paths([tmp_path]))


async def test_the_bot_that_is_built_answers(settings, store):
    bot = app.build_bot(settings, app.build_moderation(settings, app.build_engine(settings), store))
    question = bot.library.engine.snapshot.entries[0].pair.question
    async with simcord.run(bot) as env:
        guild = env.create_guild()
        channel = guild.create_text_channel("general")
        fan = guild.add_member(env.create_user("fan"))
        await fan.send(channel, f"!ask {question}")
        assert channel.last_message.embeds[0].title == question


class TestRun:
    async def test_without_a_token_it_says_where_to_get_one(self, settings):
        told = await refusal(settings, "  ")
        assert told == app.NO_TOKEN
        for needed in (".env.example", "DISCORD_TOKEN=", "Reset Token", "showrunner demo"):
            assert needed in told

    @pytest.mark.usefixtures("loopback")
    async def test_a_wrong_token(self, settings):
        assert await refusal(settings, "not.the.one") == app.BAD_TOKEN

    @pytest.mark.parametrize("token", ["tökén", "two\nlines", "nul\0"])
    async def test_a_token_that_could_not_even_be_sent(self, settings, token):
        assert await refusal(settings, token) == app.BAD_TOKEN

    async def test_a_token_with_a_line_end_behind_it_is_taken_without(self, settings, loopback):
        loopback.close_code = 4014
        assert await refusal(settings, f"{TOKEN}\n") == app.NO_INTENT

    async def test_a_refused_intent(self, settings, loopback):
        loopback.close_code = 4014
        told = await refusal(settings)
        assert told == app.NO_INTENT
        for needed in ("Privileged Gateway Intents → Message Content Intent", "message_content: false", "SHOWRUNNER_"):
            assert needed in told

    async def test_a_token_reset_between_login_and_connection(self, settings, loopback):
        loopback.close_code = 4004
        assert await refusal(settings) == app.BAD_TOKEN

    async def test_a_connection_closed_for_good(self, settings, loopback):
        loopback.close_code = 4013
        assert await refusal(settings) == "Discord closed the connection for good (close code 4013)."

    async def test_discord_in_trouble(self, settings, loopback):
        loopback.status = 503
        assert (await refusal(settings)).startswith("Discord has trouble of its own: 503")

    async def test_a_request_refused(self, settings, loopback):
        loopback.status = 403
        assert (await refusal(settings)).startswith("Discord refused the start: 403")

    async def test_no_network(self, settings, monkeypatch):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            _lead_to(monkeypatch, f"http://127.0.0.1:{unused.getsockname()[1]}")
            told = await refusal(settings)
        assert told.startswith("Discord cannot be reached: ")
        assert told.endswith("Check this machine's network.")

    async def test_content_is_read_before_discord_is_called(self, loopback, tmp_path):
        loopback.status = 500
        with pytest.raises(ConfigError):
            await app.run(Settings().with_paths([tmp_path / "nowhere"]), TOKEN)

    @pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    async def test_a_signal_ends_it_cleanly(self, settings, loopback, ready, number):
        before = signal.getsignal(number)
        async with asyncio.timeout(20):
            running = await started(settings, ready)
            os.kill(os.getpid(), number)
            await running
        assert "ask" in loopback.commands
        assert loopback.closed_with == [1000]
        assert signal.getsignal(number) is before

    async def test_cancelling_it_ends_it_cleanly_too(self, settings, loopback, ready):
        async with asyncio.timeout(20):
            running = await started(settings, ready)
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running
        assert loopback.closed_with == [1000]


@pytest.fixture
def ready(monkeypatch):
    """Is set when a bot that has been built since is connected."""
    build, connected = app.build_bot, asyncio.Event()

    async def on_connect():
        connected.set()

    def build_and_listen(*arguments):
        bot = build(*arguments)
        bot.add_listener(on_connect)
        return bot

    monkeypatch.setattr(app, "build_bot", build_and_listen)
    return connected


async def started(settings, ready):
    """The running bot, once it is connected; what keeps it from getting so far is raised here."""
    running = asyncio.create_task(app.run(settings, TOKEN))
    waiting = asyncio.create_task(ready.wait())
    await asyncio.wait([running, waiting], return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        waiting.cancel()
        await running
    return running


async def test_simcords_refusal_of_the_intent_is_the_one_that_is_mapped(settings, store):
    bot = app.build_bot(settings, app.build_moderation(settings, app.build_engine(settings), store))
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with simcord.run(bot, approved_intents=discord.Intents.none()):
            pass


class Watched(Interview):
    """An interview that can be watched go."""


def test_large_content_goes_little_by_little_once_nobody_needs_it(monkeypatch):
    started = []
    monkeypatch.setattr(app.apart, "SMALLEST", 1)
    monkeypatch.setattr(app.threading.Thread, "start", lambda thread: started.extend([thread]))
    interviews = [
        Watched(**{field.name: getattr(SHOW, field.name) for field in fields(SHOW)} | {"id": name}) for name in "ab"
    ]
    watched = [weakref.ref(interview) for interview in interviews]
    content = Snapshot(interviews)
    del interviews
    app._free_little_by_little(content)
    assert not started
    del content
    assert all(interview() for interview in watched)
    [thread] = started
    thread.run()
    assert not any(interview() for interview in watched)


def test_small_content_just_goes(monkeypatch):
    monkeypatch.setattr(app.threading.Thread, "start", lambda _: pytest.fail("began a thread"))
    app._free_little_by_little(Snapshot([SHOW]))
