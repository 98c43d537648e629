"""What kind of file a text is, by its content."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.importer import table
from bot.importer.furniture import PAGE_END

_START = 100_000
_FEWEST_CUES = 2


class Container(StrEnum):
    """The kinds of text files that can be told apart."""

    TEXT = "text"
    MARKDOWN = "markdown"
    WIKI = "wiki"
    HTML = "html"
    SRT = "srt"
    VTT = "vtt"
    LRC = "lrc"
    JSON = "json"
    CSV = "csv"


_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,:]\d{1,6})?"
_CUE = re.compile(
    rf"{_TIME}[ \t]*(?:-{{1,2}}|–|—)(?:>|&gt;)[ \t]*{_TIME}|^\d+:\d\d:\d\d\.\d{{3}},\d+:\d\d:\d\d\.\d{{3}}$",
    re.MULTILINE,
)
_FIRST_CUE = re.compile(rf"(?:\d{{1,7}}\s+)?(?:{_CUE.pattern})", re.MULTILINE)
_LRC_LINE = re.compile(r"^[ \t]*\[\d{1,3}:\d{2}\.\d{2,3}\]", re.MULTILINE)
_PAGE = re.compile(
    r"\s*(?:<!--.{0,5000}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|h[1-6]|li|ul|ol|dl|dt|dd|td|tr|table|article|section|main|blockquote|span|strong|center)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(
    r"""
      ^\s{0,3}\#{1,6}[ ]\S | ^\s{0,3}\#{2,6}[^\s\#]
    | \*\*[^\s*] | [^\s*]\*\* | (?<!\w)__?[^\s_][^_\n]{0,500}_?_(?!\w) | (?<![\w*])\*[^\s*][^*\n]{0,500}\*(?![\w*])
    | !?\[[^\[\]\n]{0,300}\]\((?:https?:|/|\#|mailto:|\.|<)
    | ^\s{0,3}\[[^\]\n]{1,100}\]:\s+https?:
    | \\[\[\]*_]
    | ^\|.*\|[ \t]*\n\|?[ \t:|-]*-{3}
    """,
    re.VERBOSE | re.MULTILINE,
)
_INLINE_MARKUP = re.compile(
    r"</(?:a|b|em|i|strong|span)>|&(?:amp|gt|lt|nbsp|quot|[lr][sd]quo|hellip|[mn]dash|#x?[0-9a-f]{2,6});", re.IGNORECASE
)
_WIKI = re.compile(
    r"(?:^|(?<=[\s*#:;]))'''[^'\s][^'\n]{0,100}'''|\{\{\s*(?:interview|quote|cquote|dialogue)|^==+[^=\n]{1,200}==+\s*$|\[\[[^\[\]\n]{1,200}\]\]",
    re.IGNORECASE | re.MULTILINE,
)
_JSON = re.compile(r"\[\s*[\[{\"\]]|\{\s*[\"}]")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")


def container_of(text: str, *, may_be_json: bool = True) -> Container:
    """The kind of a text; TEXT where nothing says that it is more.

    Args:
        text: The text.
        may_be_json: Whether what begins like JSON is taken for it.
    """
    start = text[:_START]
    head = start.lstrip()
    if may_be_json and _JSON.match(head):
        return Container.JSON
    return _data(start, head) or _marked_up(start)


def _data(start: str, head: str) -> Container | None:
    """The kind of a text that is more than prose."""
    if head.startswith("WEBVTT"):
        return Container.VTT
    if _PAGE.match(start):
        return Container.HTML
    if table.delimiter_of(head):
        return Container.CSV
    if _FIRST_CUE.match(head) or len(_CUE.findall(start)) >= _FEWEST_CUES:
        return Container.SRT
    lines = sum(1 for line in start.split("\n") if line.strip())
    if (stamped := len(_LRC_LINE.findall(start))) > 1 and stamped * 2 > lines:
        return Container.LRC
    return None


def _marked_up(start: str) -> Container:
    paragraphs = [part for part in _PARAGRAPHS.split(start) if part.strip()]
    tagged = sum(_BLOCK_TAG.search(part) is not None for part in paragraphs)
    wiki = len(_WIKI.findall(start))
    marks = len(_MARKDOWN.findall(start))
    if tagged * 2 > len(paragraphs) and (start.lstrip().startswith("<") or not marks):
        return Container.HTML
    if PAGE_END in start:
        return Container.TEXT
    if wiki > marks:
        return Container.WIKI
    is_marked = marks or tagged or _INLINE_MARKUP.search(start) or start.lstrip().startswith("---\n")
    return Container.MARKDOWN if is_marked else Container.TEXT
