from __future__ import annotations

import shutil

import pytest

from tests.moderation.desk import opened


@pytest.fixture
async def desk(tmp_path, empty_store):
    """A moderator's desk: a directory with one interview, a store, and nobody has uploaded anything."""
    file = shutil.copy(empty_store, tmp_path / "store.db")
    async with opened(tmp_path / "knowledge", f"sqlite:///{file}") as desk:
        yield desk
