"""Text made safe for Discord: nothing in it formats, links, pings, hides or breaks out of where it stands.

`discord.utils.escape_markdown` is not enough here: it leaves links as they are, and whatever stands inside a masked
link, so that `[a||b](https://x)` would end a spoiler.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

ELLIPSIS = "…"

# Overrides and isolates of the writing direction, marks without width (the joiners that emoji and several scripts need
# stay), control characters but for the line break, and halves of surrogate pairs, which cannot be sent at all.
_UNSEEN = re.compile(
    "[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff\u061c\u180e\u2060-\u2064"
    "\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f\ud800-\udfff]"
)
_LINE_BREAK = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANK_LINES = re.compile(r"\n{3,}")
# `](` opens a masked link's address; `<` any mention, timestamp or custom emoji; `://` a bare link, which would swallow
# the backslashes that follow.
_ACTIVE = re.compile(r"[\\*_~|`<]|(?<=\])\(|@(?=everyone|here)|/(?<=:/)(?=/)")
_LINE_OPENER = re.compile(r"^(?:[>#+-]|\d+(?=[.)]))", re.MULTILINE)
_DISCORD_TOKEN = re.compile(r"<(?:@[!&]?|#|a?:\w+:|t:|/[^<>:]+:|id:)[\w:-]*>")
_KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")


def units(text: str) -> int:
    """The length of a text as Discord counts it at its strictest: in UTF-16 code units."""
    # The codec counts far faster than a look at each character would, and to make a text fit takes many counts.
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def visible(text: str) -> str:
    """The text without characters that show nothing or turn the writing direction, its lines trimmed."""
    text = _UNSEEN.sub("", _LINE_BREAK.sub("\n", text))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def one_line(text: str) -> str:
    """The visible text on a single line, for places that know no markdown: labels, footers, authors."""
    return " ".join(visible(text).split())


def escape(text: str) -> str:
    """The visible text with everything escaped that Discord would format, link or turn into a mention."""
    text = _ACTIVE.sub(r"\\\g<0>", visible(text))
    return _LINE_OPENER.sub(_escape_opener, text)


def quote(text: str) -> str:
    """The escaped text as a block quote."""
    return "\n".join(f"> {line}" for line in escape(text).split("\n"))


def hidden_quote(text: str) -> str:
    """The escaped text as a block quote behind spoiler bars, each line by itself."""
    return "\n".join(f"> {_behind_bars(line)}" for line in escape(text).split("\n"))


def hidden(text: str) -> str:
    """The escaped text behind spoiler bars, each line by itself."""
    return "\n".join(map(_behind_bars, escape(text).split("\n")))


def fit(text: str, limit: int, render: Callable[[str], str] = escape) -> str:
    """The text rendered, shortened before rendering so that no escape or closing bar is ever cut off.

    Args:
        text: Anything.
        limit: UTF-16 code units the result may have; below 8 nothing but the ellipsis may fit.
        render: What the text is shown as.
    """
    text = visible(text)
    whole = render(text)
    if units(whole) <= limit:
        return whole
    low, high = 0, min(len(text), limit)
    while low < high:
        middle = (low + high + 1) // 2
        if units(render(_opening(text, middle))) <= limit:
            low = middle
        else:
            high = middle - 1
    return render(_opening(text, low))


def label(text: str, limit: int) -> str:
    """One line of at most `limit` code units, cut at a word, without any escaping."""
    return fit(text, limit, one_line)


def web_address(url: str | None, limit: int) -> str | None:
    """The address if Discord takes it as a link of at most `limit` characters, else None."""
    if not url or units(url) > limit or one_line(url) != url or re.search(r'[\s<>"\\]', url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and "." in host.strip(".") else None


def masked_link(text: str, url: str) -> str:
    """An escaped text that links to an address already found good by `web_address`."""
    name = escape(text).replace("[", "\\[").replace("]", "\\]")
    address = url.replace("(", "%28").replace(")", "%29")
    return f"[{name}]({address})"


def asked(text: str) -> str:
    """What somebody typed as a question: without mentions, custom emoji and the like, on one line."""
    return one_line(_DISCORD_TOKEN.sub(" ", text))


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it (a digit on a key cap is an emoji)."""
    return any(character.isalnum() for character in _KEYCAP.sub("", text))


def _escape_opener(match: re.Match[str]) -> str:
    opener = match[0]
    return f"{opener}\\" if opener.isdecimal() else f"\\{opener}"


def _behind_bars(line: str) -> str:
    if not line:
        return line
    # A last bar of the text would otherwise pair with the first of ours.
    return f"||{line} ||" if line.endswith("|") else f"||{line}||"


def _opening(text: str, length: int) -> str:
    start = text[:length]
    space = start.rfind(" ")
    if length < len(text) and not text[length].isspace() and space > length // 2:
        start = start[:space]
    return start.rstrip() + ELLIPSIS
