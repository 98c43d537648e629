from __future__ import annotations

import pytest

from tests.moderation.desk import opened


@pytest.fixture
async def desk(tmp_path):
    """A moderator's desk: a directory with one interview, a store, and nobody has uploaded anything."""
    async with opened(tmp_path / "knowledge", f"sqlite:///{tmp_path / 'store.db'}") as desk:
        yield desk
