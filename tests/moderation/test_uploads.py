"""What a server uploads: checked, shown as it would be, applied once, rolled back, and nobody else's business."""

from __future__ import annotations

import asyncio
import io
import time
import zipfile

import pytest

from bot.errors import AlreadyDone
from bot.knowledge.reading import MAX_BYTES
from bot.moderation.reloading import Faulty
from bot.moderation.uploads import Limits, Obstacle, Preview, Step, Uploads
from tests.knowledge.documents import GOOD, spoiled
from tests.moderation.desk import ADA, BO, FERRY, KEEPER, NOW, PIER, QUAY, opened

SILENT = "why is the lighthouse keeper silent"
GREENHOUSE = "who set fire to the glasshouse"
SECOND = FERRY.replace("Three cats.", "Four cats.")
THIRD = FERRY.replace("Three cats.", "Five cats.")


@pytest.fixture
def uploads(desk):
    return desk.moderation.uploads


def previewed(uploads, text=FERRY, server=PIER, name="ferry.yaml"):
    data = text if isinstance(text, bytes) else text.encode()
    return uploads.preview(server, name, data, by=ADA, now=NOW)


def cats(desk, server=PIER):
    entry = desk.library.engine_for(server).snapshot.entry("night-ferry/cat")
    return entry and entry.pair.answer.split()[0]


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("ferry.yaml", FERRY)
    return file.getvalue()


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{above}'] * 9)}]\n" for above, name in zip("abcdefgh", "bcdefghi", strict=True)
)
BAD_FILES = {
    "empty": b"",
    "no interview": b"hello",
    "zip": zipped(),
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
    "null bytes": b"\0" * 1000,
    "latin-1": FERRY.replace("Ida Brandt", "Ida Brändt").encode("latin-1"),
    "utf-16": FERRY.encode("utf-16"),
    "bomb": BOMB.encode(),
    "deep": b"[" * 100_000,
    "endless line": b"a" * (MAX_BYTES - 1),
    "brackets": b"{" * 5000 + b"\n",
    "half": FERRY.encode()[:300],
}


class TestFiles:
    @pytest.mark.parametrize("data", BAD_FILES.values(), ids=BAD_FILES)
    async def test_whatever_is_no_interview_is_told_so_soon(self, uploads, desk, data):
        began = time.monotonic()
        result = await previewed(uploads, data)
        assert isinstance(result, Faulty)
        assert result.faults
        assert all(fault.path == "ferry.yaml" for fault in result.faults)
        assert time.monotonic() - began < 20
        assert await desk.store.draft(1) is None

    async def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(self, uploads, desk):
        data = b"\xef\xbb\xbf" + FERRY.replace("\n", "\r\n").encode()
        preview = await previewed(uploads, data)
        assert preview.content.id == "night-ferry"
        await uploads.apply(PIER, preview.draft, by=ADA, now=NOW)
        assert desk.answer(SILENT, PIER) == KEEPER

    async def test_a_hundred_faults_are_all_told(self, uploads):
        pairs = "".join(f"  - id: p{number}\n    question: Q{number}?\n    said: loudly\n" for number in range(50))
        result = await previewed(uploads, FERRY.partition("pairs:")[0] + "pairs:\n" + pairs)
        assert len(result.faults) == 100

    @pytest.mark.parametrize("name", ["ferry.zip", "ferry.pdf", "ferry.yaml.exe", "ferry", "", ".yaml.png"])
    async def test_files_of_other_kinds_are_not_even_read(self, uploads, name):
        assert await previewed(uploads, name=name) is Obstacle.KIND
        assert Uploads.refused(name, 10) is Obstacle.KIND

    @pytest.mark.parametrize("name", ["ferry.yaml", "FERRY.YAML", "ferry.yml"])
    async def test_yaml_is_welcome_by_all_its_names(self, uploads, name):
        assert isinstance(await previewed(uploads, name=name), Preview)

    def test_twenty_megabytes_are_refused_before_anything_is_downloaded(self):
        assert Uploads.refused("big.yaml", 20_000_000) is Obstacle.SIZE
        assert Uploads.refused("big.yaml", MAX_BYTES) is None

    async def test_a_file_larger_than_it_said_is_refused_too(self, uploads):
        assert await previewed(uploads, b"a" * (MAX_BYTES + 1)) is Obstacle.SIZE


class TestPreview:
    async def test_it_shows_what_would_change_and_changes_nothing(self, uploads, desk):
        preview = await previewed(uploads)
        assert preview.content.title == "Ida Brandt on missing the last boat"
        assert preview.difference.added == ("night-ferry",)
        assert preview.difference.pairs_added == ("night-ferry/keeper", "night-ferry/cat")
        assert preview.replaces is None
        assert not preview.operators
        assert preview.check.asked == 3
        assert desk.answer(SILENT, PIER) is None
        assert desk.library.engine_for(PIER) is desk.library.engine

    async def test_it_says_what_it_would_replace(self, uploads, desk):
        number = await desk.uploaded()
        preview = await previewed(uploads, SECOND)
        assert preview.replaces.number == number
        assert preview.difference.pairs_changed == ("night-ferry/cat",)
        ours = await previewed(uploads, spoiled("One tentacle a season.", "Eight.", GOOD))
        assert ours.operators
        assert ours.replaces is None

    async def test_golden_questions_that_would_break_are_named(self, uploads):
        twin = FERRY.replace("Why does the lighthouse keeper never speak?", "Who set fire to the greenhouse?")
        preview = await previewed(uploads, twin)
        assert [failure.golden.ask for failure in preview.check.broken] == [GREENHOUSE]
        assert [failure.golden.ask for failure in preview.check.failing] == [SILENT]

    async def test_what_is_worth_a_second_look_is_told(self, uploads):
        preview = await previewed(uploads, FERRY.partition("golden:")[0])
        (warning,) = preview.warnings
        assert "no golden questions" in warning.problem


class TestApply:
    async def test_the_audit_says_who_and_what(self, uploads, desk):
        preview = await previewed(uploads)
        done = await uploads.apply(PIER, preview.draft, by=BO, now=NOW)
        assert done.version.number == 1
        assert done.difference.added == ("night-ferry",)
        (entry,) = await desk.store.log(PIER)
        assert (entry.who, entry.what, entry.detail["interview"]) == (BO, "upload", "night-ferry")

    async def test_of_two_at_once_one_wins_and_the_other_is_told(self, uploads, desk):
        preview = await previewed(uploads)
        results = await asyncio.gather(
            *(uploads.apply(PIER, preview.draft, by=who, now=NOW) for who in (ADA, BO)), return_exceptions=True
        )
        assert sum(isinstance(result, AlreadyDone) for result in results) == 1
        assert len(await desk.store.versions(PIER)) == 1
        assert desk.answer(SILENT, PIER) == KEEPER

    async def test_apply_and_cancel_at_once_end_one_way(self, uploads, desk):
        preview = await previewed(uploads)
        applied, cancelled = await asyncio.gather(
            uploads.apply(PIER, preview.draft, by=ADA, now=NOW),
            uploads.cancel(PIER, preview.draft, by=BO, now=NOW),
            return_exceptions=True,
        )
        assert isinstance(applied, AlreadyDone) != isinstance(cancelled, AlreadyDone)
        assert (desk.answer(SILENT, PIER) == KEEPER) == isinstance(cancelled, AlreadyDone)

    async def test_a_cancelled_draft_cannot_be_applied(self, uploads, desk):
        preview = await previewed(uploads)
        assert await uploads.cancel(PIER, preview.draft, by=ADA, now=NOW) is None
        with pytest.raises(AlreadyDone):
            await uploads.apply(PIER, preview.draft, by=ADA, now=NOW)
        assert desk.answer(SILENT, PIER) is None

    async def test_another_servers_draft_is_none(self, uploads, desk):
        preview = await previewed(uploads)
        assert await uploads.apply(QUAY, preview.draft, by=BO, now=NOW) is Obstacle.GONE
        assert await uploads.cancel(QUAY, preview.draft, by=BO, now=NOW) is Obstacle.GONE
        assert await desk.store.versions(PIER) == await desk.store.versions(QUAY) == []
        await uploads.apply(PIER, preview.draft, by=ADA, now=NOW)
        assert [desk.answer(SILENT, server) for server in (PIER, QUAY)] == [KEEPER, None]

    async def test_a_draft_that_never_was_is_none(self, uploads):
        assert await uploads.apply(PIER, 4711, by=ADA, now=NOW) is Obstacle.GONE

    async def test_a_draft_survives_a_restart(self, uploads, tmp_path):
        preview = await previewed(uploads)
        async with opened(tmp_path / "knowledge", f"sqlite:///{tmp_path / 'store.db'}") as later:
            await later.moderation.uploads.apply(PIER, preview.draft, by=BO, now=NOW)
            assert later.answer(SILENT, PIER) == KEEPER


class TestLimits:
    @pytest.fixture
    async def desk(self, tmp_path):
        limits = Limits(2, len(FERRY) + 2100)
        async with opened(tmp_path / "knowledge", f"sqlite:///{tmp_path / 'store.db'}", limits=limits) as desk:
            yield desk

    async def test_no_more_interviews_than_allowed(self, uploads, desk):
        await desk.uploaded(FERRY)
        await desk.uploaded(FERRY.replace("night-ferry", "a"))
        assert await previewed(uploads, FERRY.replace("night-ferry", "b")) is Obstacle.NUMBER
        assert isinstance(await previewed(uploads, SECOND), Preview)
        assert isinstance(await previewed(uploads, FERRY, server=QUAY), Preview)

    async def test_no_more_bytes_than_allowed(self, uploads, desk):
        await desk.uploaded(FERRY)
        large = FERRY.replace("night-ferry", "a").replace("He has said", "He has said " + "and said " * 220)
        assert await previewed(uploads, large) is Obstacle.ROOM
        instead = large.replace("id: a\n", "id: night-ferry\n")  # what it takes the place of does not count
        assert isinstance(await previewed(uploads, instead), Preview)

    async def test_two_drafts_do_not_both_take_the_last_place(self, uploads, desk):
        await desk.uploaded(FERRY)
        drafts = [(await previewed(uploads, FERRY.replace("night-ferry", name))).draft for name in ("a", "b")]
        results = await asyncio.gather(*(uploads.apply(PIER, draft, by=ADA, now=NOW) for draft in drafts))
        assert results.count(Obstacle.NUMBER) == 1
        assert len(await desk.store.current_uploads(PIER)) == 2


class TestRollBack:
    async def test_one_step_back_brings_the_version_before(self, uploads, desk):
        await desk.uploaded(FERRY)
        await desk.uploaded(SECOND)
        step = await uploads.step(PIER, "night-ferry", None)
        assert (step.current, step.target) == (2, 1)
        assert step.difference.pairs_changed == ("night-ferry/cat",)
        assert cats(desk) == "Four"
        done = await uploads.roll_back(PIER, "night-ferry", step.target, current=step.current, by=BO, now=NOW)
        assert done.version.restored == 1
        assert cats(desk) == "Three"
        assert (await desk.log())[0] == (BO, "rollback")

    async def test_twice_back_goes_two_steps_back(self, uploads, desk):
        for text in (FERRY, SECOND, THIRD):
            await desk.uploaded(text)
        seen = []
        for _ in range(3):
            step = await uploads.step(PIER, "night-ferry", None)
            await uploads.roll_back(PIER, "night-ferry", step.target, current=step.current, by=ADA, now=NOW)
            seen.append(cats(desk))
        assert seen == ["Four", "Three", None]

    async def test_behind_the_first_version_there_is_none(self, uploads, desk):
        await desk.uploaded(FERRY)
        step = await uploads.step(PIER, "night-ferry", None)
        assert step.target is None
        assert step.difference.removed == ("night-ferry",)
        await uploads.roll_back(PIER, "night-ferry", None, current=step.current, by=ADA, now=NOW)
        assert desk.library.engine_for(PIER) is desk.library.engine
        assert (await desk.log())[0] == (ADA, "remove")

    async def test_what_was_removed_comes_back(self, uploads, desk):
        await desk.uploaded(FERRY)
        await uploads.roll_back(PIER, "night-ferry", None, current=1, by=ADA, now=NOW)
        step = await uploads.step(PIER, "night-ferry", None)
        assert step.target == 1
        await uploads.roll_back(PIER, "night-ferry", step.target, current=step.current, by=ADA, now=NOW)
        assert cats(desk) == "Three"

    async def test_any_version_can_be_named(self, uploads, desk):
        for text in (FERRY, SECOND, THIRD):
            await desk.uploaded(text)
        assert (await uploads.step(PIER, "night-ferry", 1)).target == 1
        assert (await uploads.step(PIER, "night-ferry", 0)).target is None

    async def test_without_the_upload_the_operators_interview_is_back(self, uploads, desk):
        await desk.uploaded(spoiled("One tentacle a season.", "Eight.", GOOD))
        step = await uploads.step(PIER, "tin-harbor-s1-okafor", 0)
        assert isinstance(step, Step)
        assert step.difference.pairs_changed == ("tin-harbor-s1-okafor/kraken",)
        assert step.difference.removed == ()

    @pytest.mark.parametrize(("interview", "target"), [("unknown", None), ("night-ferry", 9), ("night-ferry", -1)])
    async def test_what_is_not_there_cannot_come_back(self, uploads, desk, interview, target):
        await desk.uploaded(FERRY)
        assert await uploads.step(PIER, interview, target) is Obstacle.GONE
        assert await uploads.step(QUAY, "night-ferry", None) is Obstacle.GONE

    async def test_what_has_changed_since_is_not_rolled_back(self, uploads, desk):
        await desk.uploaded(FERRY)
        await desk.uploaded(SECOND)
        step = await uploads.step(PIER, "night-ferry", None)
        await desk.uploaded(THIRD)
        result = await uploads.roll_back(PIER, "night-ferry", step.target, current=step.current, by=ADA, now=NOW)
        assert result is Obstacle.CHANGED
        assert cats(desk) == "Five"

    async def test_of_two_at_once_one_wins(self, uploads, desk):
        await desk.uploaded(FERRY)
        await desk.uploaded(SECOND)
        results = await asyncio.gather(
            *(uploads.roll_back(PIER, "night-ferry", 1, current=2, by=who, now=NOW) for who in (ADA, BO))
        )
        assert results.count(Obstacle.CHANGED) == 1
        assert len(await desk.store.versions(PIER)) == 3

    async def test_a_removed_interview_cannot_be_removed_again(self, uploads, desk):
        await desk.uploaded(FERRY)
        await uploads.roll_back(PIER, "night-ferry", None, current=1, by=ADA, now=NOW)
        assert await uploads.step(PIER, "night-ferry", 0) is Obstacle.GONE
        assert await uploads.roll_back(PIER, "night-ferry", None, current=2, by=ADA, now=NOW) is Obstacle.GONE
