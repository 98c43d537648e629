"""What all commands have in common."""

from __future__ import annotations

import signal
import subprocess
import sys
from importlib.metadata import version

import pytest
from typer.main import get_command

from bot.cli import app
from tests.cli.conftest import LIGHTHOUSE

COMMANDS = ["demo", "run", "ask", "check", "import", "eval", "bench", "db"]
QUESTION = "why is the lamp never lit"


def test_help_lists_every_command_and_the_common_options(invoke):
    result = invoke("--help")
    assert result.exit_code == 0
    assert list(get_command(app).commands) == COMMANDS
    for expected in [*COMMANDS, "--config", "--knowledge", "--version"]:
        assert expected in result.stdout


def leaves(command=None, path=()):
    """Every command that does something, as the words that call it."""
    command = command or get_command(app)
    for name, below in getattr(command, "commands", {}).items():
        yield from leaves(below, (*path, name)) if hasattr(below, "commands") else [((*path, name), below)]


@pytest.mark.parametrize(("path", "command"), [pytest.param(*leaf, id=" ".join(leaf[0])) for leaf in leaves()])
def test_every_command_explains_itself(invoke, path, command):
    result = invoke(*path, "--help")
    assert result.exit_code == 0
    assert "--config" in result.stdout
    assert "--knowledge" in result.stdout or path[0] == "db"
    assert command.help.split(".")[0].split()[-1] in result.stdout


def test_without_a_command_the_help_is_shown_as_for_wrong_usage(invoke):
    result = invoke()
    assert result.exit_code == 2
    assert "Commands" in result.stdout + result.stderr


def test_the_version_is_that_of_the_package(program):
    result = program("--version")
    assert (result.returncode, result.stdout.decode()) == (0, f"showrunner {version('showrunner')}\n")


@pytest.mark.parametrize(
    "arguments", [["quote"], ["ask", "--colour", "x"], ["ask", "x", "--top", "0"], ["demo", "--port", "70000"]]
)
def test_wrong_usage_is_2(invoke, arguments):
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert "Usage" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--knowledge", LIGHTHOUSE, "ask", QUESTION],
        ["ask", QUESTION, "--knowledge", LIGHTHOUSE],
        ["ask", "--knowledge", LIGHTHOUSE, QUESTION],
    ],
)
def test_common_options_work_before_and_after_the_command(invoke, arguments):
    result = invoke(*arguments)
    assert result.exit_code == 0
    assert "Ines Ferro" in result.stdout


def test_knowledge_before_and_after_the_command_is_taken_together(invoke, tmp_path):
    (tmp_path / "more").mkdir()
    text = next(LIGHTHOUSE.iterdir()).read_text(encoding="utf-8").replace("lighthouse-s1-ferro-dial", "a-copy")
    (tmp_path / "more" / "copy.yaml").write_text(text, encoding="utf-8")
    result = invoke("--knowledge", LIGHTHOUSE, "check", "--knowledge", "more")
    assert "2 interviews" in result.stdout


def test_config_yaml_in_the_working_directory_is_found(invoke, tmp_path):
    (tmp_path / "config.yaml").write_text(f"content: {{paths: [{LIGHTHOUSE}]}}")
    assert invoke("ask", QUESTION).exit_code == 0


def test_a_named_config_counts_more_and_the_last_one_named_most(invoke, tmp_path):
    (tmp_path / "config.yaml").write_text("nonsense: 1")
    (tmp_path / "good.yaml").write_text(f"content: {{paths: [{LIGHTHOUSE}]}}")
    assert invoke("ask", QUESTION).exit_code == 2
    assert invoke("ask", QUESTION, "--config", "good.yaml").exit_code == 0
    assert invoke("--config", "good.yaml", "ask", QUESTION).exit_code == 0
    assert invoke("--config", "config.yaml", "ask", QUESTION, "--config", "good.yaml").exit_code == 0


def test_the_environment_and_dot_env_reach_the_settings(invoke, tmp_path, monkeypatch):
    (tmp_path / ".env").write_text(f"SHOWRUNNER_CONTENT__PATHS={LIGHTHOUSE}\nSHOWRUNNER_SEARCH__ANSWER_AT=1\n")
    assert "never lit" not in invoke("ask", "--json", "pizza").stdout.splitlines()[1]
    assert '"outcome": "suggest"' in invoke("ask", "--json", QUESTION).stdout
    monkeypatch.setenv("SHOWRUNNER_SEARCH__ANSWER_AT", "0.5")
    assert '"outcome": "answer"' in invoke("ask", "--json", QUESTION).stdout


class TestErrors:
    def test_wrong_settings_are_2_and_a_block_of_places(self, invoke, tmp_path):
        (tmp_path / "config.yaml").write_text("demo: {port: x}\nlogs: {}\n")
        result = invoke("ask", QUESTION)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert result.stderr.splitlines() == [
            "error:",
            "config.yaml:1:8: demo.port is x; expected a port from 0 to 65535 (0 takes any free one).",
            "config.yaml:2:1: There is no setting logs (given as a section). Did you mean log?",
        ]

    def test_a_missing_knowledge_directory_is_2_and_says_what_to_do(self, invoke):
        result = invoke("ask", QUESTION)
        assert result.exit_code == 2
        assert result.stderr.startswith("error: There are no interviews at knowledge. ")
        assert "--knowledge DIR" in result.stderr

    def test_faults_in_the_content_are_1(self, invoke, tmp_path):
        (tmp_path / "broken.yaml").write_text("format: 2\n")
        result = invoke("ask", QUESTION, "--knowledge", "broken.yaml")
        assert result.exit_code == 1
        assert result.stdout == ""
        assert "broken.yaml:1" in result.stderr

    def test_no_traceback_reaches_the_user(self, program):
        result = program("ask", QUESTION, "--config", "nowhere.yaml")
        assert result.returncode == 2
        assert result.stderr.decode().splitlines() == [
            "error: nowhere.yaml: There is no such file. Name an existing one with --config FILE."
        ]


@pytest.fixture
def interruptible():
    """A shell that runs the tests in the background has them, and all that they start, ignore interrupts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes and signals")
class TestInterruption:
    COMMAND = (sys.executable, "-m", "bot", "ask", "--batch", "-", "--knowledge", str(LIGHTHOUSE))

    @pytest.mark.usefixtures("interruptible")
    def test_an_interrupt_is_quiet_and_130(self):
        with subprocess.Popen(
            self.COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            process.stdin.write(b"hello\n")
            process.stdin.flush()
            assert b'"question": "hello"' in process.stdout.readline()
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=30) == 130
            assert process.stderr.read() == b""

    @pytest.mark.parametrize("command", [("ask", QUESTION), ("ask", QUESTION, "--json"), ("check",)])
    def test_a_reader_that_never_was_is_no_error_either(self, command):
        arguments = [sys.executable, "-m", "bot", "--knowledge", str(LIGHTHOUSE), *command]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            process.stdout.close()
            assert process.wait(timeout=30) == 141
            assert process.stderr.read() == b""

    def test_a_reader_that_goes_away_is_no_error_to_talk_of(self):
        with subprocess.Popen(
            self.COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            process.stdin.write(b"hello\n")
            process.stdin.flush()
            process.stdout.readline()
            process.stdout.close()
            process.stdin.write(b"hello again\n" * 10)
            process.stdin.close()
            assert process.wait(timeout=30) == 141
            assert process.stderr.read() == b""


@pytest.mark.parametrize("arguments", [["ask", QUESTION], ["check"], ["eval", "questions.jsonl"], ["--help"]])
def test_what_only_the_bot_needs_is_not_even_imported(tmp_path, arguments):
    (tmp_path / "questions.jsonl").write_text('{"id": "1", "ask": "lamp", "expect": ["dark-lamp"], "kind": "keyword"}')
    code = (
        "import sys; from bot.cli import main\n"
        f"try: main({['--knowledge', str(LIGHTHOUSE), *arguments]!r})\n"
        "except SystemExit as end: assert not end.code, end.code\n"
        "assert not {'discord', 'aiohttp', 'simcord', 'asyncio', 'sqlalchemy', 'bot.importer'} & set(sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, timeout=60)
    assert (result.returncode, result.stderr) == (0, b"")
