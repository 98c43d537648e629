"""What tests of several parts need."""

from __future__ import annotations

import gc
import logging
import os
import sys
import tempfile
from pathlib import Path

import pytest
import structlog
from hypothesis import settings

from tests.memory import MEMORY
from tests.postgresql import postgresql_server, postgresql_url  # noqa: F401 - fixtures
from tests.stores import empty_postgresql_store, empty_store, new_store, server_with_tables  # noqa: F401 - fixtures

# Containers often tell Python to keep no compiled code. Every worker would then compile all tests anew, and every
# program that a test starts all of ours.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

if MEMORY:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", MEMORY)

# How long one example takes is the machine's business; whether it is right is ours.
settings.register_profile("quick", deadline=None, max_examples=50)
settings.register_profile("thorough", deadline=None, max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session", autouse=True)
def quick_encoder():
    """Tests search with the static table, which is always there; those of the other encoders name theirs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHOWRUNNER_SEARCH__ENCODER", "static")
        yield


@pytest.fixture
def in_memory():
    """A directory that is quicker than a disk, where there is one."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as directory:
        yield Path(directory)


@pytest.fixture
def logs_restored():
    """Logging, which a process has only once, is afterwards as it was before."""
    loggers = [logging.getLogger(name) for name in (None, "discord", "aiosqlite", "sqlalchemy")]
    handlers, levels = list(loggers[0].handlers), [logger.level for logger in loggers]
    yield
    loggers[0].handlers[:] = handlers
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)
    structlog.reset_defaults()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with those who kill processes: each takes long, and mostly waits, while others compute."""
    items.sort(key=lambda item: "sigkill" not in item.name)


def pytest_collection_finish() -> None:
    """Keep the garbage collector from looking through all that was imported, which stays: a tenth of the time."""
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """How many workers `-n auto` starts: half as many again as processors, for each waits much of its time."""
    return max(2, (os.cpu_count() or 1) * 3 // 2)
