from __future__ import annotations

import pytest

from tests.moderation.desk import seated


@pytest.fixture
async def desk(tmp_path, new_store):
    """A moderator's desk: a directory with one interview, a store, and nobody has uploaded anything."""
    store = new_store(tmp_path / "store.db")
    async with seated(tmp_path / "knowledge", store) as desk:
        yield desk
    await store.close()
