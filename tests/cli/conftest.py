"""Ways to run the program: in this process, where that suffices, and as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app

LIGHTHOUSE = Path(__file__).parents[1] / "data" / "lighthouse"


@pytest.fixture(autouse=True)
def working_directory(tmp_path, monkeypatch):
    """An empty directory, and an environment without anything of ours."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("SHOWRUNNER_") or name == "DISCORD_TOKEN"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SHOWRUNNER_SEARCH__ENCODER", "static")
    return tmp_path


@pytest.fixture
def invoke():
    """Runs a command in this process; the result has exit_code, stdout and stderr."""

    def run(*arguments, stdin=None):
        result = CliRunner().invoke(app, list(map(str, arguments)), input=stdin, prog_name="showrunner")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


@pytest.fixture
def program():
    """Runs a command as a process of its own; the result has returncode, stdout and stderr, as bytes."""

    def run(*arguments, stdin=b"", **environ):
        command = [sys.executable, "-m", "bot", *arguments]
        env = os.environ | environ
        return subprocess.run(command, input=stdin, capture_output=True, check=False, timeout=60, env=env)

    return run


def on_a_terminal(stream, *arguments, program=("-m", "bot")):
    """What a process writes to a terminal of 100 columns, to which its `stream` ("stdout" or "stderr") leads."""
    import pty

    ours, theirs = pty.openpty()
    environ = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"}
    environ.pop("NO_COLOR", None)
    command = [sys.executable, *program, *arguments]
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} | {stream: theirs}
    with subprocess.Popen(command, env=environ, **streams) as process:
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
        os.close(ours)
        assert process.wait(timeout=30) == 0
    return shown.decode()


def _read(terminal):
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that nobody is left at the other end
        return b""
