"""`showrunner run` and `showrunner demo`: their exit status and what they leave on standard error."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys

import pytest

from bot.app import BAD_TOKEN, NO_INTENT, NO_TOKEN
from tests.cli.conftest import LIGHTHOUSE
from tests.loopback import TOKEN, LoopbackDiscord

LED_TO_LOOPBACK = """
import sys
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL
from bot.cli import main

address = sys.argv.pop(1)
Route.BASE = f"{address}/api/v10"
DiscordWebSocket.DEFAULT_GATEWAY = URL(f"{address}/gateway/").with_scheme("ws")
main()
"""


@pytest.fixture
def loopback():
    return LoopbackDiscord()


async def start(address, *arguments):
    """Starts `showrunner run` with Discord at an address of this machine."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        LED_TO_LOOPBACK,
        address,
        "run",
        "--knowledge",
        str(LIGHTHOUSE),
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def outcome(loopback):
    """Exit status and standard error of a run that ends by itself."""
    async with loopback.serve() as address, asyncio.timeout(60):
        process = await start(address)
        out, err = await process.communicate()
    assert out == b""
    return process.returncode, [line for line in err.decode().splitlines() if not line.startswith("{")]


def test_no_token(program):
    result = program("run", "--knowledge", str(LIGHTHOUSE))
    assert result.returncode == 2
    assert result.stderr.decode() == f"error:\n{NO_TOKEN}\n"


async def test_a_wrong_token(loopback, monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", "the.wrong.one")
    assert await outcome(loopback) == (2, ["error:", *BAD_TOKEN.splitlines()])


async def test_a_refused_intent(loopback, monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    loopback.close_code = 4014
    assert await outcome(loopback) == (2, ["error:", *NO_INTENT.splitlines()])


async def test_the_token_is_found_in_dot_env(loopback, tmp_path):
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN={TOKEN}\n")
    loopback.close_code = 4014
    assert await outcome(loopback) == (2, ["error:", *NO_INTENT.splitlines()])


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_with_0_and_the_log_holds_no_token(loopback, monkeypatch, number):
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("SHOWRUNNER_LOG__LEVEL", "debug")
    async with loopback.serve() as address, asyncio.timeout(60):
        process = await start(address)
        log = []
        while "has connected to Gateway" not in "".join(log):
            log.append((await process.stderr.readline()).decode())
            assert log[-1], "".join(log)
        process.send_signal(number)
        log += (await process.stderr.read()).decode().splitlines(keepends=True)
        assert await process.wait() == 0
    assert TOKEN not in "".join(log)
    assert {"event", "level", "timestamp", "logger"} <= set(json.loads(log[0]))
    assert json.loads(log[-1])["event"] == "stopped"
    assert loopback.closed_with == [1000]


@pytest.mark.usefixtures("logs_restored")
def test_the_demo_takes_its_port_from_the_command_line_before_the_settings(invoke, monkeypatch):
    from bot import demo

    calls = []

    async def run(settings, *, port, open_browser):
        calls.append((settings.content.paths, port, open_browser))

    monkeypatch.setattr(demo, "run", run)
    monkeypatch.setenv("SHOWRUNNER_DEMO__PORT", "4000")
    assert invoke("demo", "--knowledge", LIGHTHOUSE).exit_code == 0
    assert invoke("demo", "--knowledge", LIGHTHOUSE, "--port", "0", "--no-browser").exit_code == 0
    assert calls == [((LIGHTHOUSE,), 4000, True), ((LIGHTHOUSE,), 0, False)]


def test_without_simcord_the_demo_says_how_to_install_it():
    code = "import sys; sys.modules['simcord'] = None\nfrom bot.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "demo", "--knowledge", str(LIGHTHOUSE), "--no-browser"]
    result = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert result.returncode == 2
    [line] = result.stderr.decode().splitlines()
    assert line.startswith("error: ")
    assert "pip install" in line
    assert "showrunner[demo]" in line
