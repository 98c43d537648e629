"""Transcripts of a server: looked through, changed, applied once, and nobody else's business."""

from __future__ import annotations

import asyncio
from datetime import date

import pytest

from bot.errors import AlreadyDone
from bot.importer.model import Role
from bot.moderation.imports import Deed, Doubtful, Incomplete, NoInterview, Outdated, Over
from bot.moderation.reloading import Faulty
from bot.moderation.sheets import Changes, Sheet, is_interview_file
from bot.moderation.uploads import Done, Limits, Obstacle
from bot.storage.records import DraftState
from tests.moderation.desk import ADA, BO, FERRY, NOW, PIER, QUAY, opened

SOURCE = """Ida Brandt on the dogs of the quay

QUAYSIDE REVIEW: Whose dogs are those on the quay?

IDA BRANDT: Nobody's. They came with the weather. We fed them and called it casting.

QUAYSIDE REVIEW: What are the dogs called in Tin Harbor?

BRANDT: Monday and Tuesday.

QUAYSIDE REVIEW: And who feeds them now?

BRANDT: The harbor master does, when nobody looks.

RELATED: More about dogs
"""
PLAY = """The Lantern Keeper, a sketch

MOIRA: Is that your lantern on the stairs?

TOBIN: It was yours yesterday.

MOIRA: Then who lit it?

TOBIN: (shrugs) The stairs, I suppose.

MOIRA: Will you carry it down?

TOBIN: Only if you carry the stairs.
"""
DETAILS = {
    "title": "Dogs",
    "show": "The Night Ferry",
    "outlet": "Quayside Review",
    "published": "2033-02-01",
    "url": "https://quayside.example/dogs",
}
OWN_ID = "the-night-ferry-brandt-quayside-review"
BY_ADA, BY_BO = Deed(ADA, NOW), Deed(BO, NOW)


@pytest.fixture
def imports(desk):
    return desk.moderation.imports


async def begun(imports, text=SOURCE, server=PIER, name="dogs.txt"):
    return await imports.open(server, name, text if isinstance(text, bytes) else text.encode(), BY_ADA)


async def described(imports, sheet, texts=None, server=PIER):
    said = lambda changes: changes.saying(DETAILS if texts is None else texts)  # noqa: E731
    return await imports.change(server, sheet.number, sheet.edition, said, BY_ADA)


async def applied(imports, sheet, server=PIER, by=BY_ADA, *, anyway=False):
    return await imports.apply(server, sheet.number, sheet.edition, by, anyway=anyway)


class TestOpen:
    async def test_it_shows_what_was_found_and_changes_nothing(self, imports, desk):
        sheet = await begun(imports)
        assert (sheet.name, sheet.container, sheet.edition) == ("dogs.txt", "text", 0)
        assert [pair.answer for pair in sheet.transcript.pairs][1:] == [
            "Monday and Tuesday.",
            "The harbor master does, when nobody looks.",
        ]
        assert sheet.draft.interview.speakers[0].name == "Ida Brandt"
        assert set(sheet.missing) == {"title", "show", "outlet", "published", "url"}
        assert sheet.suggested.show == "Tin Harbor"
        assert desk.library.engine_for(PIER) is desk.library.engine

    async def test_without_an_interview_nothing_is_kept(self, imports, desk):
        for data in (b"", b"\x89PNG" + bytes(range(256)), b"A ferry is a boat.\n"):
            found = await begun(imports, data)
            assert isinstance(found, NoInterview)
            assert found.reason.endswith(".")
        assert await desk.store.imported(1) is None

    async def test_who_knows_better_overrules_a_refusal(self, imports):
        found = await begun(imports, PLAY)
        assert isinstance(found, NoInterview)
        assert (found.kept.transcript.pairs, found.kept.transcript.withheld, found.kept.draft) == ((), 3, None)
        assert await applied(imports, found.kept) == Incomplete(())
        sheet = await imports.change(PIER, found.kept.number, 0, Changes.insist, BY_BO)
        assert [pair.question for pair in sheet.transcript.pairs][1:] == ["Then who lit it?", "Will you carry it down?"]
        turned = await imports.change(PIER, sheet.number, sheet.edition, Changes.swap, BY_ADA)
        assert turned.transcript.pairs[0].question == "It was yours yesterday."
        imports._read.clear()
        assert await imports.sheet(PIER, sheet.number) == turned

    async def test_it_survives_a_restart(self, imports, tmp_path):
        sheet = await begun(imports)
        changed = await imports.change(PIER, sheet.number, 0, lambda changes: changes.without(1), BY_ADA)
        async with opened(tmp_path / "knowledge", f"sqlite:///{tmp_path / 'store.db'}") as later:
            assert await later.moderation.imports.sheet(PIER, sheet.number) == changed

    async def test_another_servers_is_none(self, imports):
        sheet = await begun(imports)
        assert await imports.sheet(QUAY, sheet.number) is Obstacle.GONE
        assert await imports.change(QUAY, sheet.number, 0, Changes.swap, BY_BO) is Obstacle.GONE
        assert await applied(imports, sheet, QUAY) is Obstacle.GONE
        assert await imports.cancel(QUAY, sheet.number, BY_BO) is Obstacle.GONE
        assert (await imports.sheet(PIER, sheet.number)).edition == 0

    async def test_many_at_once_do_not_get_mixed_up(self, imports):
        sheets = [await begun(imports, SOURCE.replace("Monday", f"Dog {number}")) for number in range(12)]
        again = [await imports.sheet(PIER, sheet.number) for sheet in sheets]
        assert [sheet.transcript.pairs[1].answer for sheet in again] == [
            f"Dog {number} and Tuesday." for number in range(12)
        ]


class TestChange:
    async def test_swapping_and_swapping_back(self, imports):
        first = await begun(imports)
        dropped = await imports.change(PIER, first.number, 0, lambda changes: changes.without(0), BY_ADA)
        swapped = await imports.change(PIER, first.number, dropped.edition, Changes.swap, BY_BO)
        assert swapped.changes == Changes(swapped=True)
        roles = {voice.name: voice.role for voice in swapped.transcript.speakers}
        assert roles["IDA BRANDT"] is Role.INTERVIEWER
        back = await imports.change(PIER, first.number, swapped.edition, Changes.swap, BY_ADA)
        assert back.transcript == first.transcript

    async def test_a_dropped_pair_is_not_in_the_draft_until_it_is_restored(self, imports):
        sheet = await begun(imports)
        sheet = await imports.change(PIER, sheet.number, 0, lambda changes: changes.without(1), BY_ADA)
        assert len(sheet.draft.interview.pairs) == 2
        sheet = await imports.change(PIER, sheet.number, 1, lambda changes: changes.including(1), BY_ADA)
        assert (len(sheet.draft.interview.pairs), sheet.changes) == (3, Changes())

    async def test_with_all_pairs_dropped_there_is_no_draft(self, imports):
        sheet = await begun(imports)
        for index in range(3):
            sheet = await imports.change(
                PIER, sheet.number, index, lambda changes, index=index: changes.without(index), BY_ADA
            )
        assert sheet.draft is None
        assert await applied(imports, sheet) == Incomplete(())

    async def test_what_is_said_of_it_counts_more_than_the_page(self, imports):
        sheet = await described(imports, await begun(imports))
        assert sheet.missing == ()
        assert sheet.draft.interview.id == OWN_ID
        assert sheet.details.published == date(2033, 2, 1)
        less = await described(imports, sheet, {"title": " ", "season": "two", "show": "Tin Harbor"})
        assert less.changes.details == {
            **{name: DETAILS[name] for name in DETAILS if name != "title"},
            "show": "Tin Harbor",
        }

    async def test_of_two_from_the_same_edition_one_counts_and_the_other_sees_it(self, imports):
        sheet = await begun(imports)
        results = await asyncio.gather(
            imports.change(PIER, sheet.number, 0, Changes.swap, BY_ADA),
            imports.change(PIER, sheet.number, 0, Changes.swap, BY_BO),
        )
        (outdated,) = [result for result in results if isinstance(result, Outdated)]
        (sheet,) = [result for result in results if isinstance(result, Sheet)]
        assert outdated.sheet == sheet
        assert sheet.changes.swapped

    def test_changes_read_back_as_they_were_kept(self):
        for changes in (Changes(), Changes(True, False, (1, 4), {"show": "Tin Harbor"}), Changes(certain=True)):
            assert Changes.of(changes.as_kept()) == changes


class TestApply:
    async def test_it_answers_in_that_server_only(self, imports, desk):
        sheet = await described(imports, await begun(imports))
        done = await applied(imports, sheet, by=BY_BO)
        assert isinstance(done, Done)
        assert (done.version.interview, done.version.number) == (OWN_ID, 1)
        assert desk.answer("whose dogs are those on the quay", PIER) == f"{OWN_ID}/dogs-quay"
        assert desk.answer("whose dogs are those on the quay", QUAY) is None
        (entry,) = await desk.store.log(PIER)
        assert (entry.who, entry.what, entry.detail["interview"]) == (BO, "upload", OWN_ID)
        assert await imports.sheet(PIER, sheet.number) == Over(DraftState.APPLIED)

    async def test_while_something_is_missing_it_is_not_applied(self, imports, desk):
        sheet = await begun(imports)
        assert await applied(imports, sheet, anyway=True) == Incomplete(sheet.missing)
        assert await desk.store.current_uploads(PIER) == []

    async def test_an_edition_that_is_not_the_newest_is_not_applied(self, imports):
        sheet = await begun(imports)
        newest = await described(imports, sheet)
        assert await applied(imports, sheet) == Outdated(newest)

    async def test_an_interview_that_would_be_replaced_is_named_first(self, imports):
        await applied(imports, await described(imports, await begun(imports)))
        again = await described(imports, await begun(imports, SOURCE.replace("Tuesday", "Friday")))
        doubt = await applied(imports, again)
        assert isinstance(doubt, Doubtful)
        assert (doubt.replaces.number, doubt.operators) == (1, False)
        assert (await applied(imports, again, anyway=True)).version.number == 2
        ours = await described(imports, await begun(imports), DETAILS | {"id": "tin-harbor-s1-okafor"})
        assert (await applied(imports, ours)).operators

    async def test_golden_questions_that_would_break_are_named_first(self, imports, desk):
        await desk.uploaded(FERRY)
        twin = SOURCE.replace("Whose dogs are those on the quay?", "Why does the lighthouse keeper never speak?")
        sheet = await described(imports, await begun(imports, twin))
        doubt = await applied(imports, sheet)
        assert [failure.golden.ask for failure in doubt.change.check.broken] == ["why is the lighthouse keeper silent"]
        assert isinstance(await applied(imports, sheet, anyway=True), Done)

    async def test_of_two_at_once_one_wins(self, imports, desk):
        sheet = await described(imports, await begun(imports))
        results = await asyncio.gather(
            applied(imports, sheet), applied(imports, sheet, by=BY_BO), return_exceptions=True
        )
        assert sum(isinstance(result, Done) for result in results) == 1
        assert sum(isinstance(result, AlreadyDone | Over) for result in results) == 1
        assert len(await desk.store.versions(PIER)) == 1

    async def test_a_cancelled_one_is_over(self, imports):
        sheet = await described(imports, await begun(imports))
        assert await imports.cancel(PIER, sheet.number, BY_ADA) is None
        assert await imports.cancel(PIER, sheet.number, BY_BO) == Over(DraftState.DROPPED)
        assert await applied(imports, sheet) == Over(DraftState.DROPPED)

    async def test_what_the_loader_would_refuse_is_not_put_in_force(self, imports, desk, monkeypatch):
        sheet = await described(imports, await begun(imports))
        monkeypatch.setattr("bot.knowledge.reading.MAX_BYTES", 500)
        assert isinstance(await applied(imports, sheet), Faulty)
        assert await desk.store.current_uploads(PIER) == []


class TestLimits:
    @pytest.fixture
    async def desk(self, tmp_path):
        limits = Limits(1, 4000)
        async with opened(tmp_path / "knowledge", f"sqlite:///{tmp_path / 'store.db'}", limits=limits) as desk:
            yield desk

    async def test_they_are_those_of_uploads(self, imports):
        more = "QUAYSIDE REVIEW: You have none?\n\nBRANDT: I have none of my own, since I feed them all at night.\n\n"
        large = SOURCE.replace("RELATED", more * 60)
        assert await applied(imports, await described(imports, await begun(imports, large))) is Obstacle.ROOM
        assert isinstance(await applied(imports, await described(imports, await begun(imports))), Done)
        other = await described(imports, await begun(imports), DETAILS | {"id": "other"})
        assert await applied(imports, other) is Obstacle.NUMBER


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("dogs.yaml", b"anything", True),
        ("DOGS.YML", b"", True),
        ("dogs.txt", b"# ours\n\nformat: 1\ninterview:", True),
        ("dogs.txt", b"\xef\xbb\xbfformat: 1", True),
        ("dogs.txt", SOURCE.encode(), False),
        ("dogs.md", b"# Interview\n\nThe format: questions.", False),
        ("dogs.json", b"", False),
    ],
)
def test_an_interview_file_is_told_by_its_name_or_its_beginning(name, data, expected):
    assert is_interview_file(name, data) is expected
