"""Times in a recording, as transcripts write them."""

from __future__ import annotations

import math
import re

STAMP = r"(?:\d{1,3}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,6})?"
"""A time as `mm:ss` or `h:mm:ss`, with or without a fraction."""

_STAMP = re.compile(r"[\[(]?\s*(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,:](\d{1,6}))?\s*[\])]?")
_PLAIN = re.compile(r"(\d{1,9}(?:\.\d{0,9})?)\s*s?")


def first(text: str) -> float | None:
    """The seconds of the first time in a text: `[01:02:03.5 --> 01:02:05]` → 3723.5; None where there is none."""
    found = _STAMP.search(text)
    return _of(found) if found else None


def _of(found: re.Match[str]) -> float:
    hours, minutes, rest, fraction = found.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(rest) + float(f"0.{fraction or 0}")


def seconds(text: str) -> float | None:
    """The seconds that `1:02:10`, `00:43.810`, `[00:01:02]` or `12.5` stand for; None for anything else."""
    text = text.strip()
    if found := _STAMP.fullmatch(text):
        return _of(found)
    if found := _PLAIN.fullmatch(text):
        value = float(found[1])
        return value if math.isfinite(value) else None
    return None
