"""Two processes on one PostgreSQL: what is changed in one holds in the other's Discord."""

from __future__ import annotations

import asyncio
import sys

import pytest

from tests.discord import content
from tests.storage.mortals import change_setting, processes

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no forks here")


@pytest.fixture
def store(shared_store):
    return shared_store


@pytest.fixture
def taken_over(place, monkeypatch):
    """Set once the bot has read a server's settings again because somebody has changed them."""
    servers, done = place.bot.servers, asyncio.Event()
    reload = servers.reload

    async def noted(server):
        await reload(server)
        done.set()

    monkeypatch.setattr(servers, "reload", noted)
    return done


async def test_a_setting_changed_in_one_holds_in_the_other(place, postgresql_url, taken_over):
    await place.asker.send(place.channel, f"!ask {content.SURE}")
    assert place.reply.embeds
    taken_over.clear()
    process = processes().Process(target=change_setting, args=(postgresql_url, place.guild.id, "prefix", "?"))
    process.start()
    await asyncio.wait_for(taken_over.wait(), 60)
    await asyncio.to_thread(process.join)
    assert process.exitcode == 0
    await place.asker.send(place.channel, f"!ask {content.SURE}")
    assert len(place.replies()) == 1
    await place.asker.send(place.channel, f"?ask {content.SURE}")
    assert len(place.replies()) == 2
