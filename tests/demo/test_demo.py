"""Starting the demo, stumbling in it, and ending it."""

from __future__ import annotations

import os
import select
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot import demo
from bot.config import Settings, load_settings
from bot.errors import StartupError
from tests.preview_page import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
LIGHTHOUSE = ROOT / "tests/data/lighthouse"

unix = pytest.mark.skipif(sys.platform == "win32", reason="needs signals or pipes that Windows has not")


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_settings(None, {"SHOWRUNNER_SEARCH__ENCODER": "static", "SHOWRUNNER_CONTENT__PATHS": str(LIGHTHOUSE)})


def test_a_browser_is_opened_only_on_a_desktop() -> None:
    assert demo.has_desktop("win32", {})
    assert demo.has_desktop("linux", {"WAYLAND_DISPLAY": "wayland-0"})
    assert not demo.has_desktop("linux", {"TERM": "xterm"})


async def test_an_error_of_the_bot_does_not_end_the_demo(settings: Settings) -> None:
    async with demo.serve(settings, port=0) as preview, opened(preview) as page:
        preview.env.inject_error("POST", "/channels/*/messages", status=400, code=50035, message="Invalid Form Body")
        await page.say("!quote lamp")
        assert "every scene became about the lamp" not in await page.read()
        await page.say("!quote lamp")
        assert "every scene became about the lamp" in await page.read()


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


async def test_a_taken_port_is_a_sentence(settings: Settings, taken_port: int) -> None:
    with pytest.raises(StartupError, match=f"Port {taken_port} is taken.*--port.*demo.port"):
        async with demo.serve(settings, port=taken_port):
            pytest.fail("it started on a taken port")


@contextmanager
def started(*options: str, **environ: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program, running the demo in a process of its own, and the address it printed."""
    command = [sys.executable, "-m", "bot", "demo", "--port", "0", "--knowledge", str(LIGHTHOUSE), *options]
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield process, next(line.strip() for line in process.stdout if "http" in line)
        process.kill()


@unix
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_its_address_and_ends_cleanly(ending: signal.Signals) -> None:
    with started("--no-browser") as (process, address):
        process.send_signal(ending)
        out, err = process.communicate(timeout=30)
    assert address.startswith("http://127.0.0.1:")
    assert process.returncode == 0
    assert "ended" in out
    assert "Traceback" not in err


@unix
def test_it_opens_the_browser_at_its_address(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >{pipe}\n')
    browser.chmod(0o755)
    with started("--browser", BROWSER=str(browser), DISPLAY=":0") as (_, address):
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        assert select.select([reader], [], [], 30)[0], "no browser was opened"
        opened_at = os.read(reader, 1000)
        os.close(reader)
    assert opened_at.decode().strip() == address


def test_without_simcord_it_says_what_to_install() -> None:
    code = "import sys; sys.modules['simcord'] = None; from bot.cli import main; main(['demo', '--no-browser'])"
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "showrunner[demo]" in ended.stderr
    assert "Traceback" not in ended.stderr
