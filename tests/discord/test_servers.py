"""Settings as they are remembered: read once, kept when the store fails, and read again when told to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.discord.errands import Errands
from bot.discord.servers import Servers
from bot.moderation.settings import ServerSettings
from bot.storage.notices import LOOK_AGAIN, Notice

PIER, QUAY = 11, 12
NOW = datetime(2033, 1, 1, tzinfo=UTC)


@pytest.fixture
async def errands():
    made = Errands()
    yield made
    await made.close()


@pytest.fixture
def servers(store, errands):
    return Servers(store, errands)


async def prefix(store, prefix, server=PIER):
    await store.change_setting(server, "prefix", prefix, by=1, now=NOW)


async def test_before_anything_is_loaded_the_defaults_hold(servers, store):
    await prefix(store, "?")
    assert servers.settings(PIER) == servers.settings(None) == ServerSettings()
    await servers.load(None)
    assert servers.settings(None) == ServerSettings()


async def test_they_are_read_once(servers, store):
    await prefix(store, "?")
    await servers.load(PIER)
    await prefix(store, "$")
    await servers.load(PIER)
    assert servers.settings(PIER).prefix == "?"
    await servers.reload(PIER)
    assert servers.settings(PIER).prefix == "$"
    assert servers.settings(QUAY).prefix is None


async def test_a_notice_has_them_read_again_where_they_are_remembered(servers, store):
    await servers.load(PIER)
    for server in (PIER, QUAY):
        await prefix(store, "?", server)
        await servers.hear(Notice("settings", {"server": server}, own=False))
    assert servers.settings(PIER).prefix == "?"
    assert servers.settings(QUAY).prefix is None


async def test_after_a_lost_connection_all_are_read_again(servers, store):
    for server in (PIER, QUAY):
        await servers.load(server)
        await prefix(store, "?", server)
    await servers.hear(Notice("content", {"server": PIER}, own=False))
    assert servers.settings(PIER).prefix is None
    await servers.hear(Notice(LOOK_AGAIN, {}, own=False))
    assert [servers.settings(server).prefix for server in (PIER, QUAY)] == ["?", "?"]


async def test_when_the_store_fails_what_was_known_last_holds(servers, store, ruin_store):
    await prefix(store, "?")
    await servers.load(PIER)
    await ruin_store()
    await servers.reload(PIER)
    assert servers.settings(PIER).prefix == "?"
    await servers.load(QUAY)
    assert servers.settings(QUAY) == ServerSettings()


async def test_when_the_store_is_back_settings_are_too(servers, store, ruin_store, empty_store, errands):
    await ruin_store()
    await servers.load(PIER)
    assert servers.settings(PIER).prefix is None
    await store.close()
    store.place.file.write_bytes(empty_store.read_bytes())
    await prefix(store, "?")
    await servers.load(PIER)  # nobody waits for it this time
    await errands.idle()
    assert servers.settings(PIER).prefix == "?"
