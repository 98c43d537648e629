"""Links that open an interview at the very words that are quoted.

An article is opened at a passage by a text fragment (https://wicg.github.io/scroll-to-text-fragment/): the browser
looks for `#:~:text=start,end` in the page, on word boundaries, whatever the case and the white space, and scrolls
there. A recording is opened at a moment by the parameter `t`, in seconds.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from bot.knowledge.model import Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.knowledge.model import Entry

_BUTTON = 512  # the longest address of a link button in Discord
_SHORT_WORDS = 8
_SHORT_CHARACTERS = 80
_SIDE = 6  # words that make a passage's start or end hard to mistake for another
_FEWEST = 2  # a single word stands in too many places
_TELLING = 3  # a stretch of fewer words is likely to stand elsewhere on the page, too

# Where a passage is not, or may not be, one stretch of text in the article: at a cut, and between paragraphs.
_GAP = re.compile(r"\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\n")


def source_link(entry: Entry, passage: str, *, limit: int = _BUTTON) -> str | None:
    """The address that opens the source of an answer as near to a passage of it as can be.

    Args:
        entry: The pair whose answer is shown.
        passage: The part of the answer that is shown, as written; it may hold `[…]`.
        limit: The most characters the address may have.

    Returns:
        The most exact address that keeps the limit, at worst that of the page; None if even that one is too long.
    """
    url, pair = entry.interview.url, entry.pair
    exact: Iterator[str] = iter(())
    if pair.time is not None:
        exact = iter([_at_moment(url, pair.time)])
    elif pair.said is Said.VERBATIM:
        page = url.partition(":~:")[0]
        hash_sign = "" if "#" in page else "#"
        exact = (f"{page}{hash_sign}:~:text={directive}" for directive in _directives(passage))
    return next((link for link in (*exact, url) if len(link) <= limit), None)


def _at_moment(url: str, seconds: int) -> str:
    """The address of a recording that starts at a moment; its other parameters and its fragment stay."""
    parts = urlsplit(url)
    others = [part for part in parts.query.split("&") if part and part.partition("=")[0] != "t"]
    return parts._replace(query="&".join([*others, f"t={seconds}"])).geturl()


def _directives(passage: str) -> Iterator[str]:
    """What may stand after `text=`, the most telling first: the whole passage if short, else its start and its end."""
    stretches = [stretch.split() for stretch in _GAP.split(passage) if re.search(r"\w", stretch)]
    stretches = [words for words in stretches if len(words) >= _TELLING] or stretches
    if not stretches:
        return
    first, last = stretches[0], stretches[-1]
    if len(stretches) == 1 and (len(first) <= _SHORT_WORDS or len(" ".join(first)) <= _SHORT_CHARACTERS):
        yield _term(first)
    # In a single stretch the end has to begin after the start has ended.
    longest = _SIDE if len(stretches) > 1 else min(_SIDE, len(first) // 2)
    for side in range(longest, _FEWEST - 1, -1):
        start, end = _term(first[:side]), _term(last[-side:])
        if start and end:
            yield f"{start},{end}"


def _term(words: list[str]) -> str:
    """Words as one part of a text directive.

    Punctuation around them is left off, for that is what most easily differs between a page and a quote of it; the
    browser finds the words without it. The signs that mean something in a directive or in Discord's Markdown, or that
    any browser might take amiss, are percent-encoded.
    """
    text = " ".join(words)
    inner = [at for at, sign in enumerate(text) if not unicodedata.category(sign).startswith("P") or sign == "_"]
    bare = text[inner[0] : inner[-1] + 1] if inner else ""
    return quote(bare, safe="").replace("-", "%2D")
