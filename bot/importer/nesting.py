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

# A comment, a declaration, or a tag with its attributes; what never ends, ends with the page. Nothing is tried twice.
_TAG = re.compile(
    r"""<(?:
        !--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>)?)
      | (?:[!?]|/[^a-zA-Z>])[^>]*+>?
      | (?P<end>/?)(?P<name>[a-zA-Z][^\s/>]*+)
        (?P<attributes>(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>][^\s>]*+)?+)?+)*+)>?
    )""",
    re.VERBOSE,
)
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
    start = 0
    depth = _Depth()
    for found in _TAG.finditer(page):
        end, name, attributes = found.groups()
        if name is None:
            continue
        if end:
            depth.close(name.lower())
        elif not depth.open(name.lower()):
            kept.append(page[start : found.start()])
            start = found.end()
        elif len(attributes) > _MOST_ATTRIBUTES and len(_BETWEEN.findall(attributes)) > _MOST_ATTRIBUTES:
            kept += (page[start : found.end("name")], ">")
            start = found.end()
    return "".join([*kept, page[start:]]) if kept else page


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
