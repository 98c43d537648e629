"""How texts are kept: composed Unicode, no accidental white space, nothing unprintable."""

from __future__ import annotations

import re
import unicodedata

_MAX_SHOWN = 60

# Everything but what YAML 1.1 calls printable: control characters and lone surrogates.
UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7E\x85\xA0-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_BLANK_LINES = re.compile(r"\n{3,}")


def one_line(text: str) -> str:
    """The text in composed Unicode (NFC), every run of white space in it, line ends included, made one blank."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def prose(text: str) -> str:
    """The same line by line: line ends stay, at most one empty line between two others."""
    return _BLANK_LINES.sub("\n\n", "\n".join(map(one_line, text.splitlines()))).strip()


def shown(text: str) -> str:
    """A text as faults quote it: in quotation marks, shortened when long."""
    return f"“{text}”" if len(text) <= _MAX_SHOWN else f"“{text[: _MAX_SHOWN - 1]}…”"
