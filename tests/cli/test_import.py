"""`showrunner import`."""

from __future__ import annotations

import gc
import json
import stat
import sys
from pathlib import Path

import pytest

from bot.importer.reading import read
from bot.importer.transcript import transcribe
from bot.knowledge.reading import parse
from tests.cli.conftest import on_a_terminal

EXAMPLE = Path(__file__).parents[2] / "examples" / "transcripts" / "okafor.txt"
SOURCE = EXAMPLE.read_text(encoding="utf-8")
KNOWN = (
    *("--show", "Tin Harbor", "--season", "1", "--outlet", "ScreenPost", "--published", "2031-04-05"),
    *("--url", "https://screenpost.example/okafor", "--interviewer", "Ana Reyes"),
)
KEYS = ["convention", "speakers", "pairs", "dropped", "warnings"]
NOTHING = "The harbor was painted last week. It is green now. The mayor came and looked at it.\n"


@pytest.fixture
def written(invoke):
    """Imports the example into a file; gives it."""
    result = invoke("import", EXAMPLE, "--output", "okafor.yaml", *KNOWN)
    assert (result.exit_code, result.stderr) == (0, "")
    return Path("okafor.yaml")


class TestJson:
    def test_it_has_exactly_the_keys_that_are_documented(self, invoke):
        result = invoke("import", EXAMPLE, "--json")
        assert (result.exit_code, result.stderr) == (0, "")
        found = json.loads(result.stdout)
        assert list(found) == KEYS
        assert all(list(each) == ["name", "role", "also"] for each in found["speakers"])
        assert all(list(each) == ["question", "answer", "speaker", "confidence", "notes"] for each in found["pairs"])
        assert all(list(each) == ["text", "reason"] for each in found["dropped"])

    def test_it_says_what_the_importer_says(self, invoke):
        found = json.loads(invoke("import", EXAMPLE, "--json").stdout)
        transcript = transcribe(read(EXAMPLE.read_bytes(), "okafor.txt"))
        assert found["convention"] == "labelled"
        assert found["speakers"][1] == {"name": "WANDA OKAFOR", "role": "guest", "also": ["OKAFOR"]}
        assert [(each["question"], each["answer"]) for each in found["pairs"]] == [
            (pair.question, pair.answer) for pair in transcript.pairs
        ]
        assert [each["speaker"] for each in found["pairs"]] == [pair.speaker for pair in transcript.pairs]
        assert {"text": "Image via ScreenPost", "reason": "caption"} in found["dropped"]

    def test_without_an_interview_it_says_the_reason(self, invoke):
        result = invoke("import", "-", "--json", stdin=NOTHING)
        assert result.exit_code == 1
        found = json.loads(result.stdout)
        assert list(found) == [*KEYS, "reason"]
        assert (found["convention"], found["pairs"]) == ("none", [])
        assert found["reason"].endswith(".")

    def test_what_is_written_meanwhile_is_told_elsewhere(self, invoke):
        result = invoke("import", EXAMPLE, "--json", "--output", "x.yaml", *KNOWN)
        assert json.loads(result.stdout)["convention"] == "labelled"
        assert result.stderr == "x.yaml: written with 5 pairs.\n"


class TestPreview:
    def test_it_shows_speakers_pairs_and_what_was_left_out(self, invoke):
        result = invoke("import", EXAMPLE)
        assert result.exit_code == 0
        for shown in (
            "text, labelled: 5 pairs",
            "WANDA OKAFOR   guest",
            "1. The greenhouse burns in the first episode. Why so early?  (99% sure)",
            "   IVO LINDQVIST: He was difficult.",
            "- caption: Image via ScreenPost",
        ):
            assert shown in result.stdout

    def test_what_was_repaired_is_told(self, invoke):
        garbled = SOURCE.replace("jam jar", "jam jär – Zoë’s").encode().decode("cp1252")
        Path("old.txt").write_text(garbled, encoding="utf-8")
        assert "Look at this\n- " in invoke("import", "old.txt").stdout

    def test_notes_stand_below_their_pair(self, invoke):
        alternating = "Why boats?\n\nThey float. I have always liked that.\n\n" * 3
        result = invoke("import", "-", stdin=alternating)
        transcript = transcribe(read(alternating.encode()))
        notes = [note for pair in transcript.pairs for note in pair.notes]
        assert result.stdout.count("   ! ") == len(notes)

    @pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals here")
    def test_on_a_terminal_pairs_are_framed(self):
        shown = on_a_terminal("stdout", "import", str(EXAMPLE))
        assert "╭─" in shown
        assert "99% sure" in shown

    def test_no_markup_of_the_source_is_taken_for_ours(self, invoke):
        result = invoke("import", "-", stdin=SOURCE.replace("Only the", "[bold red]Only[/bold red] the"))
        assert "[bold red]Only[/bold red] the lead moth." in result.stdout

    def test_nothing_of_the_source_steers_the_terminal(self, invoke):
        steering = SOURCE.replace("Only the", "\x1b[31mOnly\x1b]0;x\x07 the").replace("ScreenPost:", "Screen\x9bPost:")
        for arguments in ((), ("--json",)):
            shown = invoke("import", "-", *arguments, stdin=steering).stdout
            assert not set(shown) & {"\x1b", "\x07", "\x9b"}

    def test_without_an_interview_it_says_why_and_fails(self, invoke):
        result = invoke("import", "-", "--output", "x.yaml", stdin=NOTHING)
        assert result.exit_code == 1
        assert "No interview was found: " in result.stdout
        assert not Path("x.yaml").exists()


class TestOutput:
    def test_with_all_that_is_needed_the_file_is_good(self, written, invoke):
        result = invoke("check", written)
        assert result.exit_code == 0
        assert "1 interview, 5 pairs" in result.stdout
        interview = parse(written.read_bytes(), "x").interview
        assert interview.id == "tin-harbor-s1-okafor-screenpost"
        assert interview.interviewer == "Ana Reyes"

    def test_what_is_not_known_is_told_with_its_place_and_check_says_the_same(self, invoke):
        result = invoke("import", EXAMPLE, "--output", "x.yaml", "--show", "Tin Harbor")
        assert result.exit_code == 0
        _, told = result.stdout.split("To be filled in before it can be loaded:\n")
        faults = [line.removeprefix("- ") for line in told.splitlines()]
        checked = invoke("check", "x.yaml")
        assert checked.exit_code == 1
        assert checked.stdout.splitlines()[:-1] == faults
        assert [fault.split("`")[1] for fault in faults] == ["outlet", "published", "url"]

    def test_a_file_that_is_there_is_replaced_only_by_force(self, written, invoke):
        written.write_text("mine")
        refused = invoke("import", EXAMPLE, "--output", written)
        assert (refused.exit_code, written.read_text()) == (2, "mine")
        assert "okafor.yaml is there already" in refused.stderr
        assert invoke("import", EXAMPLE, "--output", written, "--force").exit_code == 0
        assert written.read_text().startswith("format: 1\n")

    @pytest.mark.usefixtures("written")
    def test_nothing_else_is_left_in_the_directory(self):
        assert [each.name for each in Path().iterdir()] == ["okafor.yaml"]

    @pytest.mark.skipif(sys.platform == "win32", reason="permissions are another matter there")
    def test_it_is_as_readable_as_any_new_file(self, written):
        Path("other").touch()
        assert stat.S_IMODE(written.stat().st_mode) == stat.S_IMODE(Path("other").stat().st_mode)

    def test_the_source_is_kept_beside_it_byte_by_byte(self, invoke):
        Path("saved.HTML").write_bytes(data := SOURCE.encode("utf-16"))
        invoke("import", "saved.HTML", "--output", "x.yaml", "--keep-source")
        assert Path("x.source.html").read_bytes() == data
        again = invoke("import", "saved.HTML", "--output", "x.yaml", "--keep-source")
        assert again.exit_code == 2
        invoke("import", "-", "--output", "y.yaml", "--keep-source", stdin=SOURCE)
        assert Path("y.source.txt").read_text() == SOURCE

    def test_an_id_that_is_taken_is_told(self, written, invoke):
        Path("knowledge").mkdir()
        written.rename("knowledge/first.yaml")
        told = invoke("import", EXAMPLE, "--output", "second.yaml", "--knowledge", "knowledge", *KNOWN).stdout
        assert "first.yaml has that id already. Choose another one with --id" in told
        again = ("--output", "knowledge/first.yaml", "--knowledge", "knowledge", "--force", *KNOWN)
        assert "that id already" not in invoke("import", EXAMPLE, *again).stdout
        other = ("--output", "third.yaml", "--knowledge", "knowledge", "--id", "other", *KNOWN)
        assert "that id already" not in invoke("import", EXAMPLE, *other).stdout
        Path("knowledge/first.yaml").write_text("format: 2")
        assert invoke("import", EXAMPLE, "--output", "fourth.yaml", "--knowledge", "knowledge").exit_code == 0

    def test_wrong_settings_are_2(self, invoke):
        Path("config.yaml").write_text("demo: {port: x}")
        assert invoke("import", EXAMPLE, "--output", "x.yaml").exit_code == 2
        assert not Path("x.yaml").exists()

    def test_a_dry_run_writes_nothing(self, invoke):
        result = invoke("import", EXAMPLE, "--output", "x.yaml", "--keep-source", "--dry-run", *KNOWN)
        assert "x.yaml: would have 5 pairs." in result.stdout
        assert list(Path().iterdir()) == []


class TestPeople:
    def test_who_asks_can_be_said(self, invoke):
        found = json.loads(invoke("import", EXAMPLE, "--json", "--interviewer", "Okafor").stdout)
        roles = {each["name"]: each["role"] for each in found["speakers"]}
        assert roles["WANDA OKAFOR"] == "interviewer"

    def test_who_asks_stands_in_the_file_by_the_longest_name(self, invoke):
        invoke("import", EXAMPLE, "--output", "x.yaml", *KNOWN[:-1], "OKAFOR")
        assert parse(Path("x.yaml").read_bytes(), "x").interview.interviewer == "WANDA OKAFOR"

    @pytest.mark.parametrize("labels", [("Q:", "A:"), ("Q:", "Guest:"), ("**", "")])
    def test_a_guest_without_a_name_can_be_given_one(self, invoke, labels):
        asked, answered = labels
        lines = [
            f"{asked} Why boats number {n}?{asked if asked == '**' else ''}\n\n{answered} I like them.\n"
            for n in range(4)
        ]
        text = "\n".join(lines).replace("** Why", "**Why")
        invoke("import", "-", "--output", "x.yaml", "--guest", "Pia Torres", *KNOWN, stdin=text)
        interview = parse(Path("x.yaml").read_bytes(), "x").interview
        assert [speaker.name for speaker in interview.speakers] == ["Pia Torres"]


class TestMerge:
    def test_answers_are_brought_up_to_date_and_the_rest_stays(self, written, invoke):
        text = written.read_text(encoding="utf-8").replace("id: moths-training", "id: moths\n    also: [moth school]")
        written.write_text(text, encoding="utf-8")
        newer = SOURCE.replace("the trailer was a jam jar", "that was a jar").partition("SCREENPOST: And what")[0]
        newer = newer.replace(
            "SCREENPOST: Was", "SCREENPOST: Who is harbor master?\n\nOKAFOR: A seal.\n\nSCREENPOST: Was"
        )
        result = invoke("import", "-", "--merge", written, stdin=newer)
        assert (result.exit_code, result.stderr) == (0, "")
        assert "1 answer changed\nmoths: Wanda Okafor: Only" in result.stdout
        assert "and [-the trailer-] {+that+} was a [-jam-] jar." in result.stdout
        assert "1 new pair\n+ harbor-master: Who is harbor master?" in result.stdout
        assert "1 pair not in the source any more, kept in the file\n- happens-second-season: " in result.stdout
        interview = parse(written.read_bytes(), "x").interview
        assert [pair.id for pair in interview.pairs][1::2] == ["moths", "harbor-master", "happens-second-season"]
        assert interview.pairs[1].also == ("moth school",)
        assert interview.outlet == "ScreenPost"

    def test_from_the_same_source_nothing_changes(self, written, invoke):
        before = written.read_bytes()
        assert "No answer has changed." in invoke("import", EXAMPLE, "--merge", written).stdout
        assert written.read_bytes() == before

    def test_elsewhere_or_dry_the_file_stays_as_it_is(self, written, invoke):
        before = written.read_bytes()
        newer = SOURCE.replace("jam jar", "jar")
        invoke("import", "-", "--merge", written, "--dry-run", stdin=newer)
        invoke("import", "-", "--merge", written, "--output", "new.yaml", "--title", "Moths", stdin=newer)
        assert written.read_bytes() == before
        assert parse(Path("new.yaml").read_bytes(), "x").interview.title == "Moths"

    def test_comments_are_not_lost_unasked(self, written, invoke):
        text = written.read_text(encoding="utf-8")
        written.write_text(text.replace("  outlet: ScreenPost", "  outlet: ScreenPost  # or its magazine?"))
        refused = invoke("import", EXAMPLE, "--merge", written)
        assert refused.exit_code == 2
        assert "okafor.yaml has comments, which would be lost" in refused.stderr
        assert invoke("import", EXAMPLE, "--merge", written, "--force").exit_code == 0

    def test_remarks_of_the_import_are_no_comments_of_anybody(self, written, invoke):
        text = written.read_text(encoding="utf-8")
        written.write_text(text.replace("  - id: moths", "  # unsure: So so.\n  - id: moths"), encoding="utf-8")
        assert invoke("import", EXAMPLE, "--merge", written).exit_code == 0

    def test_a_file_with_faults_is_not_touched(self, written, invoke):
        written.write_text("format: 2\n")
        result = invoke("import", EXAMPLE, "--merge", written)
        assert result.exit_code == 1
        assert "okafor.yaml:1:9" in result.stderr
        assert written.read_text() == "format: 2\n"

    def test_the_source_beside_it_is_replaced(self, written, invoke):
        for _ in range(2):
            assert invoke("import", EXAMPLE, "--merge", written, "--keep-source").exit_code == 0
        assert Path("okafor.source.txt").read_bytes() == EXAMPLE.read_bytes()

    def test_beside_json_it_is_told_elsewhere(self, written, invoke):
        result = invoke("import", EXAMPLE, "--merge", written, "--json")
        assert list(json.loads(result.stdout)) == KEYS
        assert "No answer has changed." in result.stderr

    @pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals here")
    def test_on_a_terminal_changes_are_coloured(self, written):
        Path("newer.txt").write_text(SOURCE.replace("jam jar", "jar"), encoding="utf-8")
        shown = on_a_terminal("stdout", "import", "newer.txt", "--merge", str(written))
        assert "[-" not in shown
        assert "\x1b[9;31mjam" in shown


class TestWrongUse:
    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("nowhere.txt",), "nowhere.txt: Cannot be read (No such file or directory)."),
            ((".",), ".: Cannot be read"),
            ((EXAMPLE, "--published", "yesterday"), "must be a date such as 2031-04-05"),
            ((EXAMPLE, "--url", "screenpost"), "must be a web address"),
            ((EXAMPLE, "--season", "two"), "must be a whole number"),
            ((EXAMPLE, "--id", "Tin Harbor"), "must be lower-case letters"),
            ((EXAMPLE, "--keep-source"), "there is nothing to write"),
            ((EXAMPLE, "--output", "no/such/place.yaml"), "Cannot be written"),
            ((EXAMPLE, "--merge", "nowhere.yaml"), "nowhere.yaml: Cannot be read"),
            ((), "Missing argument"),
        ],
    )
    def test_is_2_and_says_what_is_wrong(self, invoke, arguments, said):
        result = invoke("import", *arguments)
        assert result.exit_code == 2
        assert said in " ".join(result.stderr.replace("│", "").split())


def test_any_bytes_are_no_interview_at_worst(invoke):
    for data in (b"", b"\x00" * 2000, b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"\xff\xfe\x00"):
        Path("x.bin").write_bytes(data)
        result = invoke("import", "x.bin", "--json")
        assert result.exit_code == 1
        assert json.loads(result.stdout)["reason"]


def test_garbage_is_collected_again_afterwards(invoke, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    invoke("import", tmp_path / "empty.txt")
    assert gc.isenabled()
