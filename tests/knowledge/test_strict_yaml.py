"""The tree of a YAML text: plain texts with their places, and plain words for what is no YAML."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import strict_yaml
from bot.knowledge.report import Place, Report
from bot.knowledge.strict_yaml import MAX_DEPTH, List, Mapping, Text, comments, compose


def read(text: str) -> tuple[strict_yaml.Node | None, list[str]]:
    report = Report("f")
    return compose(text, report), [str(fault).removeprefix("f:") for fault in report.faults()]


@pytest.fixture(params=["in C", "in Python"])
def either_parser(request, monkeypatch):
    """PyYAML has two parsers, and not every machine has the fast one; what we say must not depend on it."""
    if request.param == "in Python":
        monkeypatch.setattr(strict_yaml, "_Loader", yaml.SafeLoader)
    elif not yaml.__with_libyaml__:
        pytest.skip("this PyYAML was built without libyaml")


@pytest.mark.usefixtures("either_parser")
def test_everything_is_text_and_has_its_place():
    def at(line: int, column: int) -> Place:
        return Place("f", line, column)

    tree, faults = read("when: 12:30\nsure: [yes, ~]\n? 'a  key'\n: >-\n  two\n  lines\n")
    assert faults == []
    assert tree == Mapping(
        at(1, 1),
        {
            "when": (at(1, 1), Text(at(1, 7), "12:30")),
            "sure": (at(2, 1), List(at(2, 7), [Text(at(2, 8), "yes"), Text(at(2, 13), "~")])),
            "a key": (at(3, 3), Text(at(4, 3), "two lines")),
        },
    )


@pytest.mark.usefixtures("either_parser")
def test_line_ends_that_only_yaml_knows_do_not_count_as_lines():
    tree, _ = read("a: one\u2028two\x85three\nb: c\n")
    assert tree is not None
    assert tree.entries["a"][1].value == "one two three"
    assert tree.entries["b"][0] == Place("f", 2, 1)


INDENT = "This does not go with what stands above it: check the indentation, and that a quotation mark closes the text."
TAB_OR_SIGN = "Indent with blanks, not with tabs; a text that begins with `@`, `%` or a backtick needs quotation marks."
BLOCK = "After `>` or `|` the line must end; the text begins in the next, indented."
COLON = "A text with a colon and a blank in it needs quotation marks."
ALIAS = "A text that begins with `*` or `&` needs quotation marks."
LIST = "The list that opens here has no closing `]`, or lacks a comma."
FIELDS = "The fields that open here have no closing `}`, or lack a comma."
VALUE = "A text that begins with `,`, `]` or `}` needs quotation marks."
QUOTE = "The quotation mark that opens here is never closed."
ESCAPE = "Between double quotation marks a backslash must be doubled; or use single ones."


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("q: Why: a fire?", f"1:7: {COLON}"),
        ("q: why\n  a: b", f"2:4: {COLON}"),
        ('q: "Why" he said', f"1:10: {INDENT}"),
        ("q: 'it's'", f"1:8: {INDENT}"),
        ("a: b\n- c", f"2:1: {INDENT}"),
        ("- a\nb: c", f"2:1: {INDENT}"),
        ("a:\n  - b\n c: d", f"3:2: {INDENT}"),
        ("a: b\nand so on", "2:1: This is neither a field (`name: value`) nor part of the text above it."),
        ("a: [b, c\nd: e\n", f"1:4: {LIST}"),
        ("a: [b}", f"1:4: {LIST}"),
        ("a: [b, , c]", "1:8: Between the brackets something is missing here, or a text needs quotation marks."),
        ("a: {b: c", f"1:4: {FIELDS}"),
        ("a:\n  'b\n", f"2:3: {QUOTE}"),
        ('a: "b\n---\nc"', f"1:4: {QUOTE}"),
        ("a: *Well*, no", f"1:4: {ALIAS}"),
        ("a: & so on", f"1:4: {ALIAS}"),
        ("a: !<b", "1:4: A text that begins with `!` needs quotation marks."),
        ("a: !b!c d", "1:4: A text that begins with `!` needs quotation marks."),
        ("a: @home", f"1:4: {TAB_OR_SIGN}"),
        ("a:\n\t- b", f"2:1: {TAB_OR_SIGN}"),
        ("a: , b", f"1:4: {VALUE}"),
        ("a: >- text", f"1:4: {BLOCK}"),
        ("a: |0\n  b", f"1:4: {BLOCK}"),
        ("a: - b", "1:4: A list cannot begin in the middle of a line."),
        ("a: ? b", "1:4: A field cannot begin in the middle of a line."),
        ("a: b\n...\nc", "3:1: Nothing may follow after the end of the interview."),
        ("%YAML 2.0\n---\na: b", "1:1: A line cannot begin with `%`."),
    ],
)
def test_what_is_no_yaml_is_said_in_plain_words(text, fault):
    assert read(text) == (None, [fault])


@pytest.mark.usefixtures("either_parser")
@pytest.mark.parametrize("text", ['a: "\\q"', 'a: "\\u12"', 'a: "C:\\Users"'])
def test_a_backslash(text):
    tree, (fault,) = read(text)
    assert tree is None
    assert fault.endswith(ESCAPE)


@pytest.mark.usefixtures("either_parser")
def test_a_hundred_thousand_brackets():
    for text in ("[" * 100_000, "{a: " * 100_000, "- " * 100_000, "a: [" + "[" * 99_999 + "]" * 100_000):
        tree, (fault,) = read(text)
        assert tree is None
        assert fault.endswith(f"Lists and fields are nested more than {MAX_DEPTH} deep; reading stops here.")


@pytest.mark.usefixtures("either_parser")
def test_a_bomb_does_not_go_off():
    """A billion laughs: nine lists of nine times the list before; each name is a fault and nothing is expanded."""
    names = "abcdefghi"
    bomb = ["a: &a [lol, lol, lol]"]
    bomb += [f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in pairwise(names)]
    tree, faults = read("\n".join(bomb))
    assert isinstance(tree, Mapping)
    assert len(faults) == 9 + 8 * 9
    assert faults[1:3] == [
        "2:4: `&b` is an anchor, which is not allowed: leave it out, or put the text in quotation marks.",
        "2:8: `*a` is an alias, which is not allowed: write the value out.",
    ]


def test_a_big_file_is_read_in_reasonable_time():
    text = "a: [" + "b, " * 500_000 + "]"
    started = time.process_time()
    tree, faults = read(text)
    assert faults == []
    assert isinstance(tree, Mapping)
    assert len(tree.entries["a"][1].items) == 500_000
    assert time.process_time() - started < 30


@pytest.mark.parametrize("parser", [strict_yaml._Loader, yaml.SafeLoader])
@given(text=st.lists(st.sampled_from([*"ab:-?[]{},&*!|>'\"%@`#\t\n \\é", ": ", "- ", "\n  ", "---\n"])).map("".join))
def test_no_text_makes_a_parser_crash(parser, text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strict_yaml, "_Loader", parser)
        tree, faults = read(text)
    assert tree is not None or faults


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b", []),
        ("# top\na: b  # why\n# end", ["# top", "# why", "# end"]),
        ("a: 'x # y'\nb: \"# z\"\nc: d#e", []),
        ("a: >-\n  x # y\n  # z\nb: |\n  # q\n# end\n", ["# end"]),
        ("\ufeffa: [b, # one\n c]", ["# one"]),
        ("a: é ü\nb: 𝄞 # after", ["# after"]),
    ],
)
def test_comments_are_told_from_texts(text, expected):
    assert comments(text) == expected
