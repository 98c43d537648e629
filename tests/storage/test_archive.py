"""Backups: whole, of one moment, from either database into either."""

from __future__ import annotations

import asyncio
import io
import json
import re
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.util import await_

from bot.errors import StorageError
from bot.storage import migrating, tables
from bot.storage.notices import LOOK_AGAIN
from bot.storage.records import QuestionState
from bot.storage.store import Store
from bot.storage.trivia_records import Award, ReportState
from bot.storage.uploads import INTERVIEWS_OFF
from tests.storage.conftest import NOW, Heard
from tests.storage.test_store import CHANNEL, DAY, FAN, HOME, MOD, OTHER, ask, put, texts, upload

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path


async def furnish(store: Store) -> None:
    """Something in every table and column, and ids that were given out and are gone."""
    await store.change_setting(HOME, INTERVIEWS_OFF, ["lamp", "é 🎬", None], by=MOD, now=NOW)
    await upload(store, text='quotes " and \\ and\nlines  and 🎬')
    await upload(store, now=NOW + timedelta(microseconds=1))
    await store.roll_back(HOME, "dial", 1, by=OTHER, now=NOW)
    await upload(store, "lamp")
    await store.roll_back(HOME, "lamp", None, by=MOD, now=NOW)
    await store.drop_draft(await put(store), by=MOD, now=NOW)
    await put(store, text="still a draft", now=NOW + DAY)
    await store.teach(HOME, "a/b", "a phrasing", by=MOD, now=NOW)
    for helpful in (True, False):
        await store.count_verdict(HOME, "a/b", helpful, user=FAN + 10 * helpful, now=NOW)
    question = await ask(store)
    for private in (True, False):
        await store.wish(HOME, question, user=FAN + 10 * private, channel=CHANNEL, private=private, now=NOW)
    await store.close_unanswered(HOME, [await ask(store, "another")], QuestionState.TAUGHT, by=MOD, now=NOW)
    await ask(store, "gone", keep=timedelta(0))
    await store.expire(NOW)
    await store.set_own_progress(FAN, HOME, "Tin Harbor", 2, 3, now=NOW)
    await store.set_channel_progress(HOME, CHANNEL, "Tin Harbor", 2, by=MOD, now=NOW)
    await store.change_import(
        await store.put_import(HOME, "é.txt", b"\x00\xff", by=MOD, now=NOW), 0, {"é": 1}, by=MOD, now=NOW
    )
    await furnish_trivia(store)
    await store.forget_user(OTHER)


async def furnish_trivia(store: Store) -> None:
    """A game that is being played and one nobody runs, points, and questions in every state."""
    state = {"players": {str(FAN): {"points": 75}, str(OTHER): {}}, "starter": OTHER, "é": [None, 0.1]}
    game = await store.start_game(HOME, CHANNEL, state, owner="me", now=NOW)
    awards = [Award(user, 1, "gap", "a/b", user == FAN, 75 * (user == FAN), NOW) for user in (FAN, OTHER)]
    await store.save_game(game, state, now=NOW, awards=awards, used=("a/b:gap:lamp", "gap"), messages={"card": CHANNEL})
    await store.start_game(HOME, CHANNEL, state, owner="other", daily=True, now=NOW, day=NOW.date())
    await store.release_games("other", now=NOW)
    await store.correct_score(HOME, FAN, -5, by=MOD, now=NOW)
    for key, deed in (("a/b:who", ReportState.RETIRED), ("a/b:gap:lamp", ReportState.FIXED)):
        report = await store.report_round(
            HOME, key, "a/b", {"answer": "é"}, user=FAN, why="unfair", game=game.id, number=1, now=NOW
        )
        await store.close_report(HOME, report, deed, spelling="lamps", note="true", by=MOD, now=NOW)
    await store.report_round(HOME, "a/b:quote", "a/b", {}, user=FAN, why="again?", now=NOW)


async def backup(store: Store) -> str:
    file = io.StringIO()
    await store.back_up(file, NOW)
    return file.getvalue()


async def restored(url: str, text: str, *, force: bool = False) -> int:
    async with Store.at(url) as store:
        return await store.restore(io.StringIO(text), force=force)


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where to restore to, once on each database; from PostgreSQL to PostgreSQL in place."""
    return request.getfixturevalue("postgresql_url") if request.param == "postgresql" else f"sqlite:///{tmp_path}/2.db"


class Interrupted(io.StringIO):
    """A file that has something done when the first line is written to it."""

    def __init__(self, meanwhile: Callable[[], Awaitable[None]]) -> None:
        super().__init__()
        self.meanwhile = meanwhile

    def write(self, text: str) -> int:
        if not self.getvalue():
            await_(self.meanwhile())
        return super().write(text)


async def test_a_store_restored_is_the_same_store(url, target):
    async with Store.open(url) as store:
        await furnish(store)
        text = await backup(store)
        content = {
            name: json.loads(line)["row"] for line in text.splitlines()[1:-1] for name in [json.loads(line)["table"]]
        }
        assert set(content) == set(tables.METADATA.tables)
        about, question = await store.about_user(FAN), (await store.unanswered(HOME))[0]
    assert await restored(target, text, force=target == url) == len(text.splitlines()) - 2
    async with Store.open(target, upgrade=False) as copy:
        assert await backup(copy) == text
        assert await copy.about_user(FAN) == about
        assert await copy.unanswered(HOME) == [question]
        assert len(await copy.take_wishes(HOME, [question.id])) == 2
        assert (await upload(copy)).number == 4
        assert await ask(copy, "new") == 4  # 3 was given out and is gone
        assert (await copy.log(HOME))[0].what == "upload"


async def test_a_backup_is_of_one_moment_while_others_write(store):
    await furnish(store)
    before = await backup(store)

    async def meanwhile() -> None:
        for number in range(5):
            await upload(store, f"new-{number}")

    file = Interrupted(meanwhile)
    await store.back_up(file, NOW)
    assert file.getvalue() == before
    assert len((await backup(store)).splitlines()) == len(before.splitlines()) + 15


async def test_what_the_store_holds_is_not_overwritten_without_force(store, url):
    await upload(store, text="first")
    text = await backup(store)
    await upload(store, text="second")
    with pytest.raises(StorageError, match=r"holds 6 rows already, .+ --force"):
        await restored(url, text)
    assert await texts(store) == {"dial": "second"}
    heard = Heard()
    await store.listen(heard)
    await store.restore(io.StringIO(text), force=True)
    assert (await heard.next()).topic == LOOK_AGAIN
    assert await texts(store) == {"dial": "first"}


async def test_an_empty_store_needs_no_force(store, url):
    text = await backup(store)
    assert await restored(url, text) == 0
    assert await store.versions(HOME) == []


async def test_there_is_nothing_to_back_up_before_the_first_start(url):
    async with Store.at(url) as store:
        with pytest.raises(StorageError, match="nothing to back up"):
            await backup(store)


def cut_short(text: str) -> str:
    return "".join(text.splitlines(keepends=True)[:-2])


def cut_in_a_line(text: str) -> str:
    return text[: len(text) // 2]


def without_a_row(text: str) -> str:
    found = text.splitlines(keepends=True)
    return "".join([*found[:5], *found[6:]])


def twice(text: str) -> str:
    first, row, rest = text.split("\n", 2)
    return f"{first}\n{row}\n{row}\n{rest}"


def signed(text: str) -> str:
    """The same lines before a last one that fits them."""
    before = "".join(text.splitlines(keepends=True)[:-1])
    last = {"rows": len(before.splitlines()) - 1, "sha256": sha256(before.encode()).hexdigest()}
    return before + json.dumps(last) + "\n"


DAMAGES = {
    "empty": (lambda _: "", "no backup"),
    "another file": (lambda _: '{"title": "x"}\n', "no backup"),
    "no JSON": (lambda _: "title: x\n", "damaged in line 1"),
    "a list": (lambda _: "[]\n", "damaged in line 1"),
    "cut short": (cut_short, "ends too soon"),
    "cut in a line": (cut_in_a_line, "damaged in line"),
    "without a row": (without_a_row, "checksum differs"),
    "a foreign table": (lambda text: text.replace('"taught"', '"sqlite_master"'), "damaged in line"),
    "a foreign column": (lambda text: text.replace('"phrasing":', '"phrase":'), "damaged in line"),
    "no row": (lambda text: text.replace('"row":', '"column":', 1), "damaged in line 2"),
    "no time": (lambda text: text.replace('"at": "2026', '"at": "soon', 3), "damaged in line"),
    "a row twice": (lambda text: signed(twice(text)), "failed: "),
    "a row of nothing": (lambda text: signed(text.replace('"question": 1', '"question": 404')), "failed: "),
    "changed by hand": (lambda text: text.replace("a phrasing", "the phrasing"), "checksum differs"),
    "with more behind it": (lambda text: text + text, "checksum differs"),
    "with blank lines": (lambda text: text.replace("\n", "\n\n"), "damaged in line 2"),
    "a number where a text belongs": (
        lambda text: text.replace(f'"revision": "{migrating.newest()}"', '"revision": 1'),
        "damaged in line 1",
    ),
    "no ids": (lambda text: text.replace('"last_ids"', '"ids"'), "damaged in line 1"),
    "foreign ids": (lambda text: signed(text.replace('{"audit":', '{"settings":')), "damaged in line 1"),
    "a newer version": (lambda text: text.replace(f'"{migrating.newest()}"', '"9999"'), "newer version"),
}


async def test_a_damaged_backup_changes_nothing(store):
    await furnish(store)
    before = await backup(store)
    for damage, (spoil, told) in DAMAGES.items():
        assert spoil(before) != before, damage
        with pytest.raises(StorageError) as refusal:
            await store.restore(io.StringIO(spoil(before)), force=True)
        assert re.search(told, str(refusal.value)), damage
        assert await backup(store) == before, damage
    await upload(store)


@settings(max_examples=25)
@given(data=st.data())
def test_no_damage_to_a_line_is_a_surprise(data, furnished):
    """Whatever single character is changed, a restore says so, unless it changes nothing."""
    runner, store, text = furnished
    at = data.draw(st.integers(0, len(text) - 1))
    spoilt = text[:at] + data.draw(st.characters(codec="utf-8")) + text[at + 1 :]

    async def attempt() -> None:
        with suppress(StorageError):
            await store.restore(io.StringIO(spoilt, newline="\n"), force=True)
        assert await backup(store) == text

    runner.run(attempt())


@pytest.fixture(scope="module")
def furnished(tmp_path_factory) -> Iterator[tuple[asyncio.Runner, Store, str]]:
    """What runs things, a store with something in it, and its backup."""
    url = f"sqlite:///{tmp_path_factory.mktemp('furnished')}/bot.db"
    opened = Store.open(url)
    with asyncio.Runner() as runner:
        store = runner.run(opened.__aenter__())
        runner.run(furnish(store))
        yield runner, store, runner.run(backup(store))
        runner.run(opened.__aexit__(None, None, None))
