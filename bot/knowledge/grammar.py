"""How a value is written, and what it means: one function for each kind of value there is.

Each takes the text as it stands in the file and raises `ValueError` with a sentence that begins after the field's name
("`published` …") when the text is not of its kind. The functions that write a value back stand beside them.
"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote, urlsplit

from bot.knowledge.model import Episode, Said
from bot.knowledge.texts import shown

MAX_ID = 100
MAX_URL = 2_048  # the longest address Discord takes in an embed

_ID = re.compile(r"[a-z0-9-]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[0-9]{1,4}")
_EPISODE = re.compile(r"S([0-9]{2,4})(?:E([0-9]{2,4}))?")
_CLOCK = re.compile(r"(?:([0-9]{1,2}):([0-5][0-9])|([0-9]{1,2})):([0-5][0-9])")
_NOT_IN_URL = re.compile(r"""[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]""")


def identifier(text: str) -> str:
    """An id: lower-case letters, digits and hyphens."""
    if not _ID.fullmatch(text) or len(text) > MAX_ID:
        raise ValueError(f"must be lower-case letters, digits and hyphens, at most {MAX_ID}, not {shown(text)}.")
    return text


def pair_identifier(text: str) -> str:
    """The id of a pair, which must leave `none` free for golden questions that have no answer."""
    if text == "none":
        raise ValueError("must not be `none`, which stands for “no answer” in golden questions.")
    return identifier(text)


def reference(text: str) -> str:
    """A pair in any interview: `interview/pair`."""
    if not all(_ID.fullmatch(part) for part in text.split("/")) or text.count("/") != 1:
        raise ValueError(f"must name a pair as `interview/pair`, not {shown(text)}.")
    return text


def day(text: str) -> date:
    """A date such as 2031-04-05."""
    if not _DATE.fullmatch(text):
        raise ValueError(f"must be a date such as 2031-04-05, not {shown(text)}.")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"is {shown(text)}, a day that is in no calendar.") from None


def version(text: str) -> int:
    """The number of the format: so far there is one."""
    if text != "1":
        raise ValueError(f"must be 1, the only format there is, not {shown(text)}.")
    return 1


def number(text: str) -> int:
    """A whole number."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"must be a whole number such as 2, not {shown(text)}.")
    return int(text)


def truth(text: str) -> bool:
    """`true` or `false`."""
    if text not in {"true", "false"}:
        raise ValueError(f"must be `true` or `false`, not {shown(text)}.")
    return text == "true"


def said(text: str) -> Said:
    """`verbatim` or `paraphrased`."""
    try:
        return Said(text)
    except ValueError:
        raise ValueError(f"must be `verbatim` or `paraphrased`, not {shown(text)}.") from None


def episode(text: str) -> Episode:
    """A season (`S01`) or an episode (`S01E01`)."""
    found = _EPISODE.fullmatch(text)
    if not found:
        raise ValueError(f"must be a season or an episode such as S01 or S01E01, not {shown(text)}.")
    return Episode(int(found[1]), int(found[2]) if found[2] else None)


def seconds(text: str) -> int:
    """A moment in a recording (`M:SS`, `MM:SS` or `H:MM:SS`), as seconds from its beginning."""
    found = _CLOCK.fullmatch(text)
    if not found:
        raise ValueError(f"must be a time such as 12:30 or 1:02:30, not {shown(text)}.")
    return int(found[1] or 0) * 3600 + int(found[2] or found[3]) * 60 + int(found[4])


def clock(moment: int) -> str:
    """What `seconds` reads back as `moment`."""
    minutes, rest = divmod(moment, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def address(text: str) -> str:
    """A web address with a host, made only of the characters RFC 3986 allows: it can stand in any link as it is."""
    if found := _NOT_IN_URL.search(text):
        raise ValueError(f"holds {shown(found[0])}, which no web address may: write it as {quote(found[0])}.")
    if len(text) > MAX_URL:
        raise ValueError(f"is longer than {MAX_URL:,} characters.")
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise ValueError(f"must be a web address such as https://example.org/interview, not {shown(text)}.")
    return text
