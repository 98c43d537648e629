"""What line ends mean in a text: a line that was full, or the end of something that was said."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HARD_BREAK = "\v"
"""Ends a line that must not be joined with the next; no text that was decoded holds it."""

_WIDTHS = range(40, 111)
_RAGGED = 0.15
_MOSTLY = 0.6
_WRAPPED = 50
"""Characters from which a line without a stop, before a small letter, goes on there whatever the others do."""
_LONGEST_WORD = 12
_FEWEST_PAIRS = 3
_FEW_HYPHENS = 3
_FEWEST_ALIKE = 3
_TERMINAL = frozenset('.!?…:;。！？”"»)]*_')
_FULL_STOP = re.compile(r"""[.!?…。！？]["”’»)\]]?$""")
_LABEL = re.compile(r"\s*([^\W_](?:[^:.?!\n]|\.(?=\w)){0,40}?)\s?[:：](?=\s|$)")
_MARK = re.compile(r"\s*(?:[-*•–—―]\s|\d{1,3}[.)]\s|[QA][.:]\s|Q\s{2})")
_STAMPED = re.compile(r"\s*[\[(]?\d{1,2}:\d\d")
_HYPHEN = re.compile(r"([^\W\d_]+)-$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is laid out.

    Attributes:
        width: The column near which its lines were broken for room alone; None where a line end always means something.
        hanging: Whether the second and later lines of a paragraph are indented (else an indent begins a paragraph).
        labels: What stands before a colon at the beginning of two or more lines.
        repeated: Lines that are no sentences and end paragraphs again and again: a row of buttons below every post.
        words: Every word of the text in lower case, only where words are parted at line ends.
        hyphenates: Whether words are often parted at line ends.
    """

    width: int | None
    hanging: bool
    labels: frozenset[str]
    repeated: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    hyphenates: bool = False


def ends_sentence(line: str) -> bool:
    """Whether a sentence can end at the end of this line."""
    return line.rstrip()[-1:] in _TERMINAL


def layout_of(groups: Sequence[Sequence[str]]) -> Layout:
    """The layout of a text, given as groups of lines between blank ones."""
    labels = Counter(found[1] for group in groups for line in group if (found := _LABEL.match(line)))
    recurring = frozenset(label for label, count in labels.items() if count > 1)
    same = Counter(group[-1].strip() for group in groups if group and not ends_sentence(group[-1]))
    repeated = frozenset(line for line, count in same.items() if count >= _FEWEST_ALIKE)
    bare = Layout(None, hanging=False, labels=recurring, repeated=repeated)
    pairs = [(a, b) for a, b in _pairs(groups) if not _begins(a, b, bare)]
    width = _width(pairs, [len(line) for group in groups for line in group])
    layout = Layout(width, _is_hanging(pairs, width), recurring, repeated)
    if width is None:
        return layout
    parted = sum(a.endswith("-") and _HYPHEN.search(a) is not None for a, _ in pairs)
    if not parted:
        return layout
    words = frozenset(word for group in groups for line in group for word in _WORD.findall(line.lower()))
    often = parted >= _FEW_HYPHENS and parted * 50 >= len(pairs)
    return Layout(width, layout.hanging, recurring, repeated, words, hyphenates=often)


def rejoined(group: Sequence[str], layout: Layout) -> str:
    """The lines as paragraphs parted by blank lines, in which a line end is left where it means something."""
    pieces = [group[0].strip()]
    for before, line in pairwise(group):
        gap = _gap(before, line, layout)
        if gap == " " and before.endswith("-") and (parted := _HYPHEN.search(before)):
            gap = ""
            if _is_one_word(parted[1].lower(), line, layout):
                pieces[-1] = pieces[-1][:-1]
        pieces += (gap, line.strip())
    return "".join(pieces)


def _pairs(groups: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    for group in groups:
        yield from pairwise(group)


def _width(pairs: Sequence[tuple[str, str]], lengths: Sequence[int]) -> int | None:
    if len(pairs) < _FEWEST_PAIRS:
        return None
    width = sorted(len(a) for a, _ in pairs)[int((len(pairs) - 1) * 0.95)]
    longer = sum(length > width * (1 + _RAGGED) for length in lengths)
    ended = sum(_FULL_STOP.search(a, max(0, len(a) - 2)) is not None for a, _ in pairs)
    if width not in _WIDTHS or longer * 10 > len(lengths) or ended * 2 > len(pairs):
        return None
    return width if sum(_is_full(a, b, width) for a, b in pairs) >= len(pairs) * _MOSTLY else None


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether the first word of the next line had no room left in this one."""
    word = min(len(after.split(None, 1)[0]), _LONGEST_WORD)
    return len(line) + 1 + word > width * (1 - _RAGGED)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_hanging(pairs: Sequence[tuple[str, str]], width: int | None) -> bool:
    deeper = [(a, b) for a, b in pairs if _indent(b) > _indent(a)]
    ended = sum(ends_sentence(a) and not (width and _is_full(a, b, width)) for a, b in deeper)
    return len(deeper) > ended * 2


def _begins(before: str, line: str, layout: Layout) -> bool:
    """Whether the line begins something new by its first characters."""
    label = _LABEL.match(line)
    if label and label[1] in layout.labels:
        return True
    return bool((_MARK.match(line) or _STAMPED.match(line)) and ends_sentence(before))


def _gap(before: str, line: str, layout: Layout) -> str:
    if before.endswith(("\\", HARD_BREAK)) or _begins(before, line, layout) or line.strip() in layout.repeated:
        return "\n"
    deeper = _indent(line) - _indent(before)
    if not deeper and len(before) >= _WRAPPED and line[:1].islower() and (before[-1].isalnum() or before[-1] == ","):
        return "\n" if _LABEL.match(line) else " "
    if layout.hanging and _indent(line) > 0 and deeper >= 0:
        return " "
    if deeper > 0:
        return "\n\n" if layout.width else "\n"
    if deeper < 0 and layout.hanging:
        return "\n\n"
    return " " if layout.width and _is_full(before, line, layout.width) else "\n"


def _is_one_word(start: str, line: str, layout: Layout) -> bool:
    """Whether a hyphen at a line end only parts a word: the text says so elsewhere, or does it all the time."""
    rest = _WORD.match(line.strip().lower())
    if not rest or not line.lstrip()[0].islower():
        return False
    if start + rest[0] in layout.words:
        return True
    return layout.hyphenates and f"{start}-{rest[0]}" not in layout.words
