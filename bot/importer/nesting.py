"""Keeps the tags of a page from nesting so deeply that parsing it would take forever.

An HTML parser walks up its open elements at many a tag, and writes formatting elements anew in every paragraph: a page
that opens ten thousand `<div>` or `<font>` and closes none costs it the square of that. No browser shows more than
some hundreds. The count here errs on the safe side: an end tag counts only where it closes what was opened last.
"""

from __future__ import annotations

import re

_DEEPEST = 250
_MOST_FORMATS = 8
_MOST_ATTRIBUTES = 200
_LOOK_BACK = 16

_TAG = re.compile(r"<(?:(?P<comment>!--)|(?P<other>[!?]|/[^a-zA-Z>])|(?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*))")
_ATTRIBUTES = re.compile(
    r"""(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>][^\s>]*+)?+)?+)*+>"""
)
_COMMENT_END = re.compile(r"--!?>")
_BETWEEN = re.compile(r"[\s/]+")
_FORMATS = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_WALLS = frozenset(
    "applet button caption html iframe marquee math noembed noframes object script select style svg table td template"
    " textarea th title xmp".split()
)
_ENDED_BY_THE_NEXT = frozenset("colgroup dd dt li p tbody td tfoot th thead tr".split())
_VOID = frozenset(
    "area base basefont bgsound body br col embed frame head hr html img input keygen link meta param source track"
    " wbr".split()
)


def bounded(page: str) -> str:
    """The page without the tags that nest too deeply, and without the attributes of tags that have hundreds."""
    kept: list[str] = []
    start = at = 0
    depth = _Depth()
    while found := _TAG.search(page, at):
        end = _end(page, found)
        if end is None:
            break
        at = end
        name = found["name"]
        if name is None:
            continue
        if found["end"]:
            depth.close(name.lower())
        elif not depth.open(name.lower()):
            kept.append(page[start : found.start()])
            start = end
        elif end - found.end() > _MOST_ATTRIBUTES and _has_many_attributes(page, found.end(), end):
            kept += (page[start : found.end()], ">")
            start = end
    return "".join([*kept, page[start:]]) if kept else page


def _end(page: str, found: re.Match[str]) -> int | None:
    """Where the tag or comment ends; None where the page ends first."""
    if found["comment"]:
        closing = _COMMENT_END.search(page, found.start() + 2)
    elif found["other"]:
        return page.find(">", found.end()) + 1 or None
    else:
        closing = _ATTRIBUTES.match(page, found.end())
    return closing.end() if closing else None


def _has_many_attributes(page: str, start: int, end: int) -> bool:
    return len(_BETWEEN.findall(page, start, end)) > _MOST_ATTRIBUTES


class _Depth:
    """What is open, as far as it counts."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._formats = 0

    def open(self, name: str) -> bool:
        """Takes a start tag into account; False where it has to go."""
        if name in _ENDED_BY_THE_NEXT or name in _VOID:
            return True
        if len(self._open) >= _DEEPEST or (name in _FORMATS and self._formats >= _MOST_FORMATS):
            return False
        self._open.append(name)
        self._formats += name in _FORMATS
        return True

    def close(self, name: str) -> None:
        """Takes an end tag into account."""
        if name in _FORMATS:
            for back in range(1, min(_LOOK_BACK, len(self._open)) + 1):
                if self._open[-back] == name:
                    del self._open[-back]
                    self._formats -= 1
                    return
                if self._open[-back] in _WALLS:
                    return
        elif self._open and self._open[-1] == name:
            self._open.pop()
