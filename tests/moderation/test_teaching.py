"""Teaching: a pair is found by a fan's words in one server, unless what held would break."""

from __future__ import annotations

import pytest

from bot.moderation.teaching import teach
from tests.moderation.desk import ADA, FERRY, KEEPER, NOW, PIER, QUAY

SLANG = "whats with the mute dude up the tower"
CAT = "night-ferry/cat"


@pytest.fixture
async def ferry(desk):
    await desk.uploaded()
    return desk


async def test_the_pair_is_found_by_the_words_it_was_taught(ferry):
    assert ferry.answer(SLANG, PIER) is None
    checked = await teach(ferry.moderation, PIER, KEEPER, SLANG, by=ADA, now=NOW)
    assert checked.broken == ()
    assert ferry.answer(SLANG, PIER) == KEEPER
    assert [(each.ref, each.phrasing, each.by) for each in await ferry.store.taught(PIER)] == [(KEEPER, SLANG, ADA)]
    assert (await ferry.log())[0] == (ADA, "teach")


async def test_other_servers_learn_nothing(ferry):
    await teach(ferry.moderation, PIER, "tin-harbor-s1-okafor/fire", SLANG, by=ADA, now=NOW)
    assert ferry.answer(SLANG, PIER) == "tin-harbor-s1-okafor/fire"
    assert ferry.answer(SLANG, QUAY) is None
    assert ferry.answer(SLANG) is None


async def test_a_teaching_that_breaks_what_held_is_refused(ferry):
    golden = "why is the lighthouse keeper silent"
    assert f"- ask: {golden}\n" in FERRY
    checked = await teach(ferry.moderation, PIER, CAT, golden, by=ADA, now=NOW)
    assert [failure.golden.ask for failure in checked.broken] == [golden]
    assert ferry.answer(golden, PIER) == KEEPER
    assert await ferry.store.taught(PIER) == []
    assert "teach" not in [what for _, what in await ferry.log()]


async def test_teaching_twice_is_teaching_once(ferry):
    for _ in range(2):
        await teach(ferry.moderation, PIER, KEEPER, SLANG, by=ADA, now=NOW)
    assert len(await ferry.store.taught(PIER)) == 1
    assert [what for _, what in await ferry.log()].count("teach") == 1
