"""YAML without its surprises.

A tree of texts, lists and mappings, each with its place. `12:30` stays a text and so does `yes`; whatever could hide
something (a repeated key, an anchor, an alias, a tag, a second document) is a fault. It is put together from PyYAML's
events, the only stage that still shows all of these, with a stack of its own: no input makes it recurse or expand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from bot.knowledge.report import LINE_END, Place, place_at
from bot.knowledge.texts import UNPRINTABLE, one_line, shown

if TYPE_CHECKING:
    from yaml.events import _Mark

    from bot.knowledge.report import Report

MAX_DEPTH = 20

_LINE_END_TO_YAML_ONLY = re.compile(r"[\x85\u2028\u2029]")

# The same parser twice: in C where PyYAML was built with it, about ten times faster.
_Loader: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What either parser says, whether its "context" mark shows better where to look, and what we say.
_PLAIN_WORDS = (
    ("tab character", False, "Indent with blanks, not with tabs."),
    ("scanning an (alias|anchor)", True, "A text that begins with `*` or `&` needs quotation marks."),
    ("(scanning|parsing) a tag|tag handle", True, "A text that begins with `!` needs quotation marks."),
    ("directive|incompatible YAML", True, "A line cannot begin with `%`."),
    (
        "cannot start any token",
        False,
        "Indent with blanks, not with tabs; a text that begins with `@`, `%` or a backtick needs quotation marks.",
    ),
    ("escape|hexdecimal", False, "Between double quotation marks a backslash must be doubled; or use single ones."),
    ("unexpected (end of stream|document)", True, "The quotation mark that opens here is never closed."),
    ("scanning a block scalar", True, "After `>` or `|` the line must end; the text begins in the next, indented."),
    ("mapping values are not allowed", False, "A text with a colon and a blank in it needs quotation marks."),
    ("could not find expected ':'", True, "This is neither a field (`name: value`) nor part of the text above it."),
    ("expected ',' or ']'", True, "The list that opens here has no closing `]`, or lacks a comma."),
    ("expected ',' or '}'", True, "The fields that open here have no closing `}`, or lack a comma."),
    ("entries are not allowed", False, "A list cannot begin in the middle of a line."),
    ("mapping keys are not allowed", False, "A field cannot begin in the middle of a line."),
    ("parsing a flow node", False, "Between the brackets something is missing here, or a text needs quotation marks."),
    ("node content", False, "A text that begins with `,`, `]` or `}` needs quotation marks."),
    ("document start", False, "Nothing may follow after the end of the interview."),
    (
        "parsing a block",
        False,
        "This does not go with what stands above it: check the indentation, and that a quotation mark closes the text.",
    ),
)


@dataclass(slots=True)
class Text:
    """A value, not yet taken for anything but text."""

    place: Place
    value: str


@dataclass(slots=True)
class List:
    """Values one after another."""

    place: Place
    items: list[Node]


@dataclass(slots=True)
class Mapping:
    """Values by name; each name keeps its own place."""

    place: Place
    entries: dict[str, tuple[Place, Node]]


@dataclass(slots=True)
class Unusable:
    """Stands for a value whose fault has been reported already."""

    place: Place


Node = Text | List | Mapping | Unusable


def compose(text: str, report: Report) -> Node | None:
    """The tree of a YAML text.

    Args:
        text: Everything the file holds.
        report: Takes the faults.

    Returns:
        What the file holds, or None where it holds nothing or cannot be read to its end; that is reported, too.
    """
    if "\0" in text:
        null = place_at(text, text.index("\0"), report.path)
        report.add(null, "A null byte stands here: this is no text, or it is not saved as UTF-8.")
        return None
    composer = _Composer(report)
    try:
        for event in yaml.parse(_printable(text, report), Loader=_Loader):
            if not composer.take(event):
                break
    except yaml.YAMLError as error:
        _report_syntax(error, report)
        return None
    return composer.root


def comments(text: str) -> list[str]:
    """The comments of a text that `compose` can read, each from its `#` to the end of its line.

    Those behind the `>` or `|` of a text that follows are not among them.
    """
    outside, at = [], 0
    text = text.removeprefix("\ufeff")
    for token in yaml.scan(text, Loader=_Loader):
        if isinstance(token, yaml.ScalarToken):
            outside.append(text[at : token.start_mark.index])
            at = token.end_mark.index
    return re.findall(r"#[^\r\n]*", "".join([*outside, text[at:]]))


class _Composer:
    """Puts events together. The stack holds what is open; what is closed has gone to its parent, at last to `_top`."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._top: list[Node] = []
        self._stack: list[tuple[Place, list[Node]]] = []

    @property
    def root(self) -> Node | None:
        return self._top[0] if self._top else None

    def take(self, event: yaml.Event) -> bool:
        """Take in the next event; False when there is no point in going on."""
        place = _place(self._report.path, event.start_mark)
        match event:
            case yaml.ScalarEvent():
                self._refuse_extras(event, place)
                self._add(self._text(event.value, place))
            case yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                self._refuse_extras(event, place)
                self._stack.append((place, []))
                return self._shallow(place)
            case yaml.SequenceEndEvent():
                self._add(List(*self._stack.pop()))
            case yaml.MappingEndEvent():
                start, items = self._stack.pop()
                self._add(Mapping(start, self._entries(items)))
            case yaml.AliasEvent():
                self._report.add(place, f"`*{event.anchor}` is an alias, which is not allowed: write the value out.")
                self._add(Unusable(place))
            case yaml.DocumentStartEvent() if self._top:
                self._report.add(place, "A second document begins here; a file holds one interview and no more.")
                return False
            case yaml.StreamEndEvent() if not self._top:
                self._report.add(Place(self._report.path), "The file is empty; it should begin with `format: 1`.")
        return True

    def _add(self, node: Node) -> None:
        (self._stack[-1][1] if self._stack else self._top).append(node)

    def _text(self, value: str, place: Place) -> Text | Unusable:
        found = UNPRINTABLE.search(value)  # written as an escape, such as \a
        if not found:
            return Text(place, value)
        self._report.add(place, f"This text holds {_code(found[0])}, which belongs in no text: delete it.")
        return Unusable(place)

    def _shallow(self, place: Place) -> bool:
        if len(self._stack) <= MAX_DEPTH:
            return True
        self._report.add(place, f"Lists and fields are nested more than {MAX_DEPTH} deep; reading stops here.")
        return False

    def _refuse_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Place) -> None:
        instead = "which is not allowed: leave it out, or put the text in quotation marks."
        if event.anchor is not None:
            self._report.add(place, f"`&{event.anchor}` is an anchor, {instead}")
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
            self._report.add(place, f"`{tag}` is a tag, {instead}")

    def _entries(self, items: list[Node]) -> dict[str, tuple[Place, Node]]:
        entries: dict[str, tuple[Place, Node]] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            if isinstance(key, Text):
                name = one_line(key.value)
                if name in entries:
                    first = entries[name][0].line
                    self._report.add(key.place, f"{shown(name)} stands in line {first} already: keep one of the two.")
                else:
                    entries[name] = key.place, value
            elif not isinstance(key, Unusable):
                self._report.add(key.place, "The name of a field must be a text, not a list or fields.")
        return entries


def _place(path: str, mark: _Mark | None) -> Place:
    return Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)


def _code(character: str) -> str:
    return f"the character U+{ord(character):04X}"


def _printable(text: str, report: Report) -> str:
    """The text as YAML may see it: no byte order mark, only line ends that editors count, no control characters."""
    text = _LINE_END_TO_YAML_ONLY.sub(" ", text.removeprefix("\ufeff"))
    if not UNPRINTABLE.search(text):
        return text
    for number, line in enumerate(LINE_END.split(text), start=1):
        for found in UNPRINTABLE.finditer(line):
            place = Place(report.path, number, found.start() + 1)
            report.add(place, f"Here stands {_code(found[0])}, which belongs in no text: delete it.")
    return UNPRINTABLE.sub(" ", text)


def _report_syntax(error: yaml.YAMLError, report: Report) -> None:
    """Say where a text stops being YAML, in a sentence for people who have never heard of tokens."""
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    mark = getattr(error, "problem_mark", None)
    problem = "This cannot be read: look at the indentation, colons and quotation marks here and just above."
    for pattern, at_context, plain in _PLAIN_WORDS:
        if re.search(pattern, said):
            mark = (at_context and getattr(error, "context_mark", None)) or mark
            problem = plain
            break
    report.add(_place(report.path, mark), problem)
