"""One interview file: what it says, and every way in which it can be wrong, at the very place where it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.model import Alias, Episode, Golden, Interview, Pair, Said, Speaker
from bot.knowledge.reading import Reading, parse
from bot.knowledge.writing import dump
from tests.knowledge.documents import GOOD, spoiled
from tests.strategies import interviews


def faults(source: str | bytes) -> list[str]:
    """What is wrong with a file, as `line:column: sentence`."""
    return [f"{fault.line}:{fault.column}: {fault.problem}" for fault in parse(source, "x.yaml").faults]


def test_everything_a_file_can_say():
    reading = parse(GOOD, "x.yaml")
    assert reading.faults == ()
    assert reading.interview == Interview(
        id="tin-harbor-s1-okafor",
        title="Wanda Okafor on burning the greenhouse",
        show="Tin Harbor",
        season=1,
        speakers=(Speaker("okafor", "Wanda Okafor", "showrunner"), Speaker("lund", "Pia Lund")),
        outlet="ScreenPost",
        interviewer="Ana Reyes",
        published=date(2031, 4, 5),
        url="https://screenpost.example/okafor",
        archive_url="https://archive.example/okafor",
        excerpt=True,
        aliases=(Alias("the greenhouse", ("glasshouse", "hot house")),),
        pairs=(
            Pair(
                id="fire",
                question="Why does the greenhouse burn in the first episode?",
                also=("who burned the greenhouse",),
                answer="Because everybody knew it would. So we did it first. […] I also like fire.",
                summary="Burned early, because it was expected late.",
                speaker="okafor",
                topics=("greenhouse", "fire"),
                said=Said.VERBATIM,
                spoils=Episode(1, 1),
                time=750,
            ),
            Pair(
                id="kraken",
                question="Will the kraken be shown?",
                answer="One tentacle a season.",
                speaker="lund",
                superseded_by="tin-harbor-s1-okafor/fire",
            ),
        ),
        golden=(Golden("who set fire to the glasshouse", "fire"), Golden("best pizza", None)),
    )


def test_the_least_a_file_can_say():
    reading = parse(
        "format: 1\n"
        "interview: {id: a, title: T, show: S, speakers: [{id: b, name: B}], outlet: O, published: 2031-04-05,\n"
        '            url: "http://o.example"}\n'
        "pairs: [{id: c, question: Q, answer: A}]\n",
        "x.yaml",
    )
    assert reading.interview == Interview(
        "a", "T", "S", "O", date(2031, 4, 5), "http://o.example", (Speaker("b", "B"),), (Pair("c", "Q", "A", "b"),)
    )


def test_places_are_those_of_the_ids():
    places = {ref: (place.line, place.column) for ref, place in parse(GOOD, "x.yaml").places.items()}
    assert places == {
        "tin-harbor-s1-okafor": (3, 7),
        "tin-harbor-s1-okafor/fire": (22, 9),
        "tin-harbor-s1-okafor/kraken": (34, 9),
    }


@pytest.mark.parametrize("word", ["yes", "null", "~", "0x1F", "1e3", "2031-04-05", "12:30", "=", "<<", "No"])
def test_a_value_that_yaml_takes_for_something_else_stays_text(word):
    interview = parse(spoiled("show: Tin Harbor", f"show: {word}"), "x.yaml").interview
    assert interview is not None
    assert interview.show == word


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("answer: |\n      One  two\t three \n      four\n\n\n\n      five\n", "One two three\nfour\n\nfive"),
        ("answer: >\n      One two\n      three\n\n      four\n", "One two three\nfour"),
        ('answer: "One\\r\\nTwo\\u2029Three\\_Four"', "One\nTwo\nThree Four"),
        ("answer: Cafe\u0301 one\u2028two", "Café one two"),
    ],
)
def test_an_answer_keeps_its_line_ends_and_nothing_else_of_its_layout(answer, kept):
    interview = parse(spoiled("answer: One tentacle a season.", answer), "x.yaml").interview
    assert interview is not None
    assert interview.pairs[1].answer == kept


def test_other_texts_are_one_line_of_composed_unicode():
    interview = parse(
        spoiled("title: Wanda Okafor on", "title: |\n    Wanda\u00a0 Okafo\u0301r\n\n    on"), "x.yaml"
    ).interview
    assert interview is not None
    assert interview.title == "Wanda Okafór on burning the greenhouse"


@pytest.mark.parametrize(
    "source", ["\ufeff" + GOOD, b"\xef\xbb\xbf" + GOOD.encode(), GOOD.replace("\n", "\r\n"), GOOD.replace("\n", "\r")]
)
def test_a_byte_order_mark_and_any_line_ends_are_fine(source):
    assert parse(source, "x.yaml").interview == parse(GOOD, "x.yaml").interview


def cases() -> list[tuple[str, ...]]:
    """The paragraphs of faults.txt: the lines taken out, the lines put in, the faults."""
    paragraphs = (Path(__file__).parent / "faults.txt").read_text(encoding="utf-8").split("\n\n")
    return [tuple(marked(paragraph, sign) for sign in "-+!") for paragraph in paragraphs if paragraph[0] == "-"]


def marked(paragraph: str, sign: str) -> str:
    return "".join(f"{line[1:]}\n" for line in paragraph.splitlines() if line[0] == sign)


@pytest.mark.parametrize(("old", "new", "expected"), cases())
def test_each_fault_is_reported_alone_and_at_its_place(old, new, expected):
    assert faults(spoiled(old, new)) == expected.splitlines()


def test_all_faults_are_reported_at_once():
    text = spoiled("format: 1", "format: 9")
    text = spoiled("season: 1", "season: [1]", text)
    text = spoiled("  outlet: ScreenPost\n", "", text)
    text = spoiled("published: 2031-04-05", "published: soon", text)
    text = spoiled("the greenhouse: [glasshouse, hot house]", "the greenhouse: *glass", text)
    text = spoiled("question: Will the kraken be shown?", "question: &k Will it?", text)
    text = spoiled("speaker: lund", "speaker: nobody", text)
    assert faults(text) == [
        "1:9: `format` must be 1, the only format there is, not “9”.",
        "3:3: `outlet` is missing: the interview must have it.",
        "6:11: `season` must be a text; here is a list.",
        "14:14: `published` must be a date such as 2031-04-05, not “soon”.",
        "19:19: `*glass` is an alias, which is not allowed: write the value out.",
        "34:15: `&k` is an anchor, which is not allowed: leave it out, or put the text in quotation marks.",
        "36:14: `speaker` is “nobody”, who is not listed under `speakers`: there is `okafor` and `lund`.",
    ]


def test_what_refers_to_a_faulty_id_is_not_blamed_as_well():
    text = spoiled("- id: fire", "- id: Fire!")
    text = spoiled("expect: fire", "expect: Fire!", text)
    assert faults(text) == ["22:9: `id` must be lower-case letters, digits and hyphens, at most 100, not “Fire!”."]


def test_what_refers_to_an_id_that_cannot_be_read_is_not_blamed_either():
    assert faults(spoiled("- id: lund", "- id: [lund]")) == ["11:11: `id` must be a text; here is a list."]
    assert faults(spoiled("- id: fire", "- id: *fire")) == [
        "22:9: `*fire` is an alias, which is not allowed: write the value out."
    ]


def test_an_interview_that_is_none_is_one_fault_and_not_seven():
    interview, pairs = faults("format: 1\ninterview: soon\npairs: []\n")
    assert interview.startswith("2:12: The interview must have fields (`id`, `title`, ")
    assert interview.endswith(" and `url`); here is the text “soon”.")
    assert pairs == "3:8: `pairs` is an empty list: there must be at least one item."


NULL = "A null byte stands here: this is no text, or it is not saved as UTF-8."


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        (b"", "0:0: The file is empty; it should begin with `format: 1`."),
        ("# later\n", "0:0: The file is empty; it should begin with `format: 1`."),
        (b"x" * 5_000_001, "0:0: The file is larger than 5,000,000 bytes: split the interview into several files."),
        (GOOD.replace("Pia", "P\0a"), f"12:14: {NULL}"),
        (GOOD.encode("utf-16-le"), f"1:2: {NULL}"),
        (
            GOOD.replace("[…]", "é").encode("cp1252"),
            "27:60: Byte 668 of the file (0xE9) is not UTF-8: save it as UTF-8.",
        ),
    ],
)
def test_a_file_that_is_no_text(source, fault):
    assert faults(source) == [fault]


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("P\x1b", "12:14: Here stands the character U+001B, which belongs in no text: delete it."),
        ("P\ud80a", "12:14: Here stands the character U+D80A, which belongs in no text: delete it."),
        ('"P\\a"', "12:13: This text holds the character U+0007, which belongs in no text: delete it."),
    ],
)
def test_characters_that_belong_in_no_text(name, fault):
    assert faults(spoiled("Pia Lund", name)) == [fault]


def test_only_the_first_thousand_faults_are_listed():
    found = faults(GOOD + "  - x\n" * 1234)
    assert len(found) == 1001
    assert found[0] == "0:0: Besides the 1,000 faults listed there are 234 more."
    assert found[1].startswith("44:5: A golden question must have fields")


def check(reading: Reading) -> None:
    """What holds for any file at all: an interview or faults, each at a place that exists."""
    assert (reading.interview is None) == bool(reading.faults)
    for fault in reading.faults:
        assert fault.path == "x.yaml"
        assert (fault.line > 0) == (fault.column > 0)
        assert fault.problem
        assert fault.problem[-1] in ".?"


# The signs that mean something in YAML come up far more often than in arbitrary text.
SIGNS = (
    "- ",
    ": ",
    "\n",
    "  ",
    "a",
    "'",
    '"',
    "&a ",
    "*a",
    "! ",
    " |",
    " >",
    "#",
    "\t",
    "---\n",
    "\\",
    ", ",
    "%",
    "? ",
)
yaml_texts = st.lists(st.sampled_from([*SIGNS, *"[]{}é"])).map("".join)


@given(st.one_of(st.text(), yaml_texts, yaml_texts.map(lambda text: "format: 1\n" + text), st.binary()))
def test_no_input_makes_it_crash(source):
    check(parse(source, "x.yaml"))


@given(
    start=st.integers(0, len(GOOD)),
    length=st.integers(0, 60),
    instead=st.one_of(yaml_texts, st.text(max_size=10), st.sampled_from(GOOD.splitlines(keepends=True))),
)
def test_no_change_to_a_file_makes_it_crash(start, length, instead):
    check(parse(GOOD[:start] + instead + GOOD[start + length :], "x.yaml"))


@given(interviews(), st.data())
def test_no_line_can_go_missing_unnoticed_or_fatally(interview, data):
    lines = dump(interview).splitlines(keepends=True)
    del lines[data.draw(st.integers(0, len(lines) - 1))]
    check(parse("".join(lines), "x.yaml"))
