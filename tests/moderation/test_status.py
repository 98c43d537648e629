"""What a server is told about its content."""

from __future__ import annotations

from bot.moderation.status import Verdicts, status
from tests.moderation.desk import ADA, BO, FERRY, FIRE, KEEPER, LIMITS, NOW, PIER, QUAY

KRAKEN = "tin-harbor-s1-okafor/kraken"


async def test_a_server_without_anything_of_its_own(desk):
    found = await status(desk.moderation, PIER)
    assert (found.interviews, found.pairs) == (1, 2)
    assert found.uploads == found.off == found.verdicts == ()
    assert (found.taught, found.used) == (0, 0)
    assert found.limits == LIMITS


async def test_what_is_its_own_is_counted_and_nobody_elses(desk):
    await desk.uploaded()
    await desk.store.teach(PIER, FIRE, "flames and orchids", by=ADA, now=NOW)
    await desk.moderation.editions.refresh(PIER)
    found = await status(desk.moderation, PIER)
    assert (found.interviews, found.pairs, found.taught) == (2, 4, 1)
    assert [(upload.interview, upload.number) for upload in found.uploads] == [("night-ferry", 1)]
    assert found.used == len(FERRY.encode())
    assert (await status(desk.moderation, QUAY)).interviews == 1


async def test_what_is_switched_off_is_named(desk):
    await desk.store.change_setting(PIER, "interviews_off", ["tin-harbor-s1-okafor"], by=ADA, now=NOW)
    await desk.moderation.editions.refresh(PIER)
    found = await status(desk.moderation, PIER)
    assert found.off == ("tin-harbor-s1-okafor",)
    assert (found.interviews, found.pairs) == (0, 0)


async def test_what_fans_like_least_comes_first_and_what_is_gone_is_left_out(desk):
    for ref, helpful, user in [(FIRE, True, ADA), (FIRE, True, BO), (KRAKEN, False, ADA), (KEEPER, False, ADA)]:
        await desk.store.count_verdict(PIER, ref, helpful, user=user, now=NOW)
    found = await status(desk.moderation, PIER)
    assert found.verdicts == (Verdicts(KRAKEN, 0, 1), Verdicts(FIRE, 2, 0))
    assert (await status(desk.moderation, QUAY)).verdicts == ()
