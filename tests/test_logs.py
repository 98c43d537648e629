"""Log lines: for people or for programs, from us or from discord.py, and never with a secret in them."""

from __future__ import annotations

import io
import json
import logging

import pytest
import structlog

from bot.config import Log
from bot.logs import HIDDEN, configure_logs

pytestmark = pytest.mark.usefixtures("logs_restored")


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def logged():
    """Configures logs and gives a function that says what has been written since."""

    def configure(stream=None, secret="", **settings):
        stream = stream or io.StringIO()
        configure_logs(Log(**settings), stream, secret=secret)
        return stream.getvalue

    return configure


def test_elsewhere_than_on_a_terminal_each_line_is_json(logged):
    written = logged()
    structlog.get_logger("bot.here").info("ready", guilds=2, name="Wanda Ördög")
    [line] = written().splitlines()
    entry = json.loads(line)
    assert entry.pop("timestamp").endswith("Z")
    assert entry == {"event": "ready", "level": "info", "logger": "bot.here", "guilds": 2, "name": "Wanda Ördög"}
    assert "Ördög" in line


def test_on_a_terminal_lines_are_for_people(logged):
    written = logged(Terminal())
    structlog.get_logger("bot.here").warning("ready", guilds=2)
    assert "ready" in written()
    assert "\x1b[" in written()
    assert not written().startswith("{")


@pytest.mark.parametrize(("stream", "settings"), [(Terminal(), {"format": "json"}), (None, {"format": "console"})])
def test_either_can_be_asked_for(logged, stream, settings):
    written = logged(stream, **settings)
    structlog.get_logger().info("ready")
    assert written().startswith("{") == (settings["format"] == "json")
    assert "\x1b[" not in written()


def test_the_standard_librarys_lines_look_the_same(logged):
    written = logged()
    logging.getLogger("discord.gateway").info("Shard ID %s has connected", None)
    entry = json.loads(written())
    assert (entry["event"], entry["level"], entry["logger"]) == (
        "Shard ID None has connected",
        "info",
        "discord.gateway",
    )


@pytest.mark.parametrize(("level", "seen"), [("debug", 4), ("info", 3), ("warning", 2), ("error", 1)])
def test_the_level_is_the_least_that_is_logged(logged, level, seen):
    written = logged(level=level)
    log = structlog.get_logger("bot")
    for write in (log.debug, log.info, log.warning, log.error):
        write("line")
    assert len(written().splitlines()) == seen


def test_libraries_never_write_out_what_users_say(logged):
    written = logged(level="debug")
    logging.getLogger("discord.gateway").debug("For Shard ID 0: WebSocket Event: %s", {"content": "a secret question"})
    logging.getLogger("aiosqlite").debug("executing %s", "INSERT INTO unanswered VALUES ('a secret question')")
    logging.getLogger("sqlalchemy.engine.Engine").info("[generated] %r", ("a secret question",))
    structlog.get_logger("bot").debug("ours")
    assert "a secret question" not in written()
    assert "ours" in written()


@pytest.mark.parametrize("format", ["json", "console"])
def test_a_secret_is_hidden_wherever_it_turns_up(logged, format):  # noqa: A002 - the setting's name
    written = logged(format=format, secret="tok.en")
    structlog.get_logger().info("got tok.en", header="Bot tok.en", nested={"a": ["tok.en"]})
    try:
        int("tok.en")
    except ValueError:
        structlog.get_logger().exception("failed")
    assert "tok.en" not in written()
    assert written().count(HIDDEN) >= 4


@pytest.mark.parametrize("format", ["json", "console"])
def test_tracebacks_show_no_local_variables(logged, format):  # noqa: A002 - the setting's name
    written = logged(format=format)

    def fail(message):
        return 1 / len(message[100:])

    said = "what a user wrote"
    try:
        fail(said)
    except ZeroDivisionError:
        structlog.get_logger().exception("failed")
    assert "ZeroDivisionError" in written()
    assert "in fail" in written()
    assert said not in written()


def test_configuring_again_replaces_what_was_there(logged):
    first, second = logged(), logged()
    structlog.get_logger().info("once")
    assert first() == ""
    assert len(second().splitlines()) == 1
