"""A process killed in the middle of reloading, uploading or going back: what moderators were told holds afterwards."""

from __future__ import annotations

import asyncio
import logging
import random
import sys
from collections import Counter

import pytest

from tests.moderation import mortals
from tests.moderation.desk import PIER, opened, states
from tests.storage.mortals import life
from tests.storage.test_faults import sound

_log = logging.getLogger(__name__)

KILLS = 25
LIVES = 0.05
"""Seconds that a process lives at the most once it has told of its first change."""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no forks here")
async def test_what_moderators_were_told_survives_sigkill(tmp_path):
    chance = random.Random(4)
    directory, url = tmp_path / "knowledge", f"sqlite:///{tmp_path}/showrunner.db"
    directory.mkdir()
    told: Counter[str] = Counter()
    versions: dict[int, str] = {}
    for seed in range(KILLS):
        for name, text in states(seed).items():  # whole again, whatever was being written
            (directory / name).write_text(text, encoding="utf-8")
        linger = chance.uniform(0, LIVES)
        said, _ = await asyncio.to_thread(life, mortals.moderate, 1, linger, directory, url, seed)
        assert said, "it never came up"
        told.update(each[0] for each in said)
        versions.update(detail for kind, *detail in said if kind != "reload")
        assert sound(url)
    async with opened(directory, url, text=None) as desk:
        logged = Counter(entry.what for entry in await desk.store.log(PIER, limit=1_000_000))
        history = await desk.store.versions(PIER, mortals.UPLOADED)
        kept = {each.number: (await desk.store.version(PIER, mortals.UPLOADED, each.number)).text for each in history}
        (served,) = (each for each in desk.library.engine_for(PIER).snapshot.interviews if each.id == mortals.UPLOADED)
    assert set(kept) == set(range(min(kept), max(kept) + 1))
    assert max(kept) >= max(versions)
    assert all(kept[number] == text for number, text in versions.items() if number in kept)
    assert served.pairs[1].answer in kept[max(kept)]
    _log.info("%s kills; told %s; in the log %s", KILLS, dict(told), dict(logged))
    assert all(logged[what] >= number for what, number in told.items())
    assert told.total() >= KILLS
