"""What kind of file a text is, by its content."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.importer import table

_START = 4096


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
