"""What tests of several parts need."""

from __future__ import annotations

import logging

import pytest
import structlog
from hypothesis import settings

# How long one example takes is the machine's business; whether it is right is ours.
settings.register_profile("showrunner", deadline=None)
settings.load_profile("showrunner")


@pytest.fixture(scope="session", autouse=True)
def quick_encoder():
    """Tests search with the static table, which is always there; those of the other encoders name theirs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SHOWRUNNER_SEARCH__ENCODER", "static")
        yield


@pytest.fixture
def logs_restored():
    """Logging, which a process has only once, is afterwards as it was before."""
    root, discord = logging.getLogger(), logging.getLogger("discord")
    before = (list(root.handlers), root.level, discord.level)
    yield
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    discord.setLevel(before[2])
    structlog.reset_defaults()
