"""Reading the fields of one mapping: a value of the right type comes back whatever happens, and faults are reported.

So that all faults are found at once, nothing stops at the first: a value that is missing or wrong is replaced by a
stand-in, and whoever reads the file throws away what was built as soon as anything has been reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from rapidfuzz import fuzz, process

from bot.knowledge import grammar
from bot.knowledge.strict_yaml import List, Mapping, Text, Unusable
from bot.knowledge.texts import one_line, prose, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from bot.knowledge.report import Place, Report
    from bot.knowledge.strict_yaml import Node

T = TypeVar("T")
D = TypeVar("D")

_CLOSE = 70  # of 100; `publishd` and `published` have 94, `title` and `time` 67
_FEW = 8  # names that can be listed in a sentence
_MANY = 1_000  # names that can be compared with as many wrong ones as a file can hold


class Shape(NamedTuple):
    """What a thing is called, with its article, and the fields it has."""

    thing: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


class Fields:
    """The fields of one mapping, read by name."""

    def __init__(self, node: Node, shape: Shape, report: Report) -> None:
        self.here = node.place
        self._report = report
        self._entries: dict[str, tuple[Place, Node]] = {}
        if isinstance(node, Mapping):
            self._entries = node.entries
            self._check_names(shape)
        elif not isinstance(node, Unusable):
            expected = f"must have fields ({listed(shape.required)})"
            report.add(node.place, f"{capital(shape.thing)} {expected}; here is {kind(node)}.")

    def node(self, name: str) -> Node | None:
        """The value as it stands in the file, or None if there is none."""
        return self._entries[name][1] if name in self._entries else None

    def place(self, name: str) -> Place:
        """Where the value stands; where the whole mapping does if there is none."""
        node = self.node(name)
        return node.place if node else self.here

    def value(self, name: str, read: Callable[[str], T], default: D) -> T | D:
        """A value on one line, as `read` (see `grammar`) understands it; `default` if it is missing or wrong."""
        text = self._text(name, one_line)
        if text is None:
            return default
        try:
            return read(text)
        except ValueError as error:
            self._report.add(self.place(name), f"`{name}` {error}")
            return default

    def line(self, name: str) -> str:
        """A text on one line; empty if it is missing or wrong."""
        return self.value(name, str, "")

    def identifier(self, read: Callable[[str], str] = grammar.identifier) -> str:
        """The `id`, given back even when it breaks the rules, so that what refers to it is not reported as well."""
        text = self.line("id")
        if text:
            self.value("id", read, "")
        return text

    def prose(self, name: str) -> str | None:
        """A text that may have paragraphs; None if it is missing or wrong."""
        return self._text(name, prose)

    def lines(self, name: str) -> tuple[str, ...]:
        """A list of texts, each on one line."""
        return read_lines(self.node(name), f"`{name}`", self._report)

    def items(self, name: str, *, at_least_one: bool = False) -> list[Node]:
        """A list of anything."""
        return read_list(self.node(name), f"`{name}`", self._report, at_least_one=at_least_one)

    def _text(self, name: str, normalise: Callable[[str], str]) -> str | None:
        return read_text(self.node(name), f"`{name}`", normalise, self._report)

    def _check_names(self, shape: Shape) -> None:
        allowed = (*shape.required, *shape.optional)
        meant = set()
        for name, (place, _) in self._entries.items():
            if name not in allowed:
                guess = nearest(name, [other for other in allowed if other not in self._entries])
                meant.add(guess)
                instead = f"did you mean `{guess}`?" if guess else f"it has {listed(allowed)}."
                self._report.add(place, f"{capital(shape.thing)} has no field {shown(name)}: {instead}")
        for name in shape.required:
            if name not in self._entries and name not in meant:
                self._report.add(self.here, f"`{name}` is missing: {shape.thing} must have it.")


def read_text(node: Node | None, what: str, normalise: Callable[[str], str], report: Report) -> str | None:
    """The text of a node, normalised; None if it is no text, or an empty one."""
    if node is None or isinstance(node, Unusable):
        return None
    if not isinstance(node, Text):
        report.add(node.place, f"{what} must be a text; here is {kind(node)}.")
        return None
    text = normalise(node.value)
    if not text:
        report.add(node.place, f"{what} is empty; a text was expected.")
    return text or None


def read_list(node: Node | None, what: str, report: Report, *, at_least_one: bool = False) -> list[Node]:
    """The items of a node; none if it is no list."""
    if isinstance(node, List):
        if at_least_one and not node.items:
            report.add(node.place, f"{capital(what)} is an empty list: there must be at least one item.")
        return node.items
    if node and not isinstance(node, Unusable):
        report.add(node.place, f"{capital(what)} must be a list; here is {kind(node)}.")
    return []


def read_lines(node: Node | None, what: str, report: Report, *, at_least_one: bool = False) -> tuple[str, ...]:
    """A list of texts, each on one line."""
    items = read_list(node, what, report, at_least_one=at_least_one)
    texts = [read_text(item, f"An item of {what}", one_line, report) for item in items]
    return tuple(text for text in texts if text)


def read_mapping(node: Node | None, what: str, report: Report) -> dict[str, tuple[Place, Node]]:
    """Values under names that are free to choose, each name with its place; none if the node is no mapping."""
    if isinstance(node, Mapping):
        return node.entries
    if node and not isinstance(node, Unusable):
        report.add(node.place, f"{what} must be a mapping (`name: value`); here is {kind(node)}.")
    return {}


def nearest(word: str, known: Collection[str]) -> str | None:
    """The known word that `word` is most likely a slip for, if any is close to it."""
    found = process.extractOne(word, [*known], scorer=fuzz.ratio, score_cutoff=_CLOSE)
    return found[0] if found else None


def hint(word: str, known: Collection[str]) -> str:
    """What to do about a name that is not known."""
    if len(known) <= _MANY and (guess := nearest(word, known)):
        return f"did you mean `{guess}`?"
    return f"there is {listed(known)}." if len(known) <= _FEW else "check the spelling."


def listed(names: Collection[str]) -> str:
    """Names in a row: `a`, `b` and `c`."""
    *others, last = (f"`{name}`" for name in names)
    return f"{', '.join(others)} and {last}" if others else last


def kind(node: Node) -> str:
    """What a node is, in words that stand after "here is"."""
    match node:
        case Text(value=""):
            return "nothing"
        case Text():
            return f"the text {shown(one_line(node.value))}"
        case List():
            return "a list"
        case _:
            return "a mapping (`name: value`)"


def capital(text: str) -> str:
    """The text as it begins a sentence."""
    return text[:1].upper() + text[1:]
