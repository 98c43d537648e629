"""What a document says of itself, put into `Metadata`: names of fields, dates, titles, addresses."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.importer.model import Metadata

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIELDS = {
    "title": ("title", "headline", "ti"),
    "outlet": ("outlet", "publication", "publisher", "site", "sitename", "podcast", "podcastname", "show"),
    "author": ("author", "authors", "by", "byline", "interviewer", "creator", "ar"),
    "published": ("published", "date", "publishdate", "publisheddate", "datepublished", "pubdate", "created"),
    "kind": ("type", "kind", "format", "category", "categories", "section", "episodetype"),
    "url": ("url", "link", "source", "canonical", "canonicalurl", "originalurl", "permalink", "sourceurl"),
}
_SPEAKERS = ("speakers", "guests", "guest", "interviewee", "participants")
_LONGEST = 300
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_MONTH_FIRST = re.compile(r"\b([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?([A-Za-z]{3,9})\.?,? (\d{4})\b")
_DATED_PATH = re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:/|$)")
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d{4,14}[a-z_]*/(?=https?:)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s/\[\]]+\.[^\s/\[\]]+(?:/\S*)?", re.IGNORECASE)
_SUFFIX = re.compile(r"\s+(?:[|\-–—·•»:]|::)\s+")


def from_fields(fields: Mapping[str, object]) -> Metadata:
    """Metadata from named values, such as the front matter of a Markdown file or the head of a JSON file."""
    plain = {re.sub(r"[^a-z]", "", name.lower()): value for name, value in fields.items()}
    found = {field: one_line(next(filter(None, map(plain.get, names)), None)) for field, names in _FIELDS.items()}
    names = next(filter(None, map(plain.get, _SPEAKERS)), ())
    each = names if isinstance(names, list | tuple) else [names]
    speakers = tuple(filter(None, map(one_line, each)))
    address = found["url"]
    return Metadata(
        title=found["title"],
        outlet=found["outlet"],
        author=found["author"],
        published=day(found["published"] or ""),
        url=web_address(address),
        speakers=speakers,
        kind=found["kind"],
    )


def one_line(value: object) -> str | None:
    """The value as a short text in one line; several as one list; None for what is no text."""
    if isinstance(value, list | tuple):
        texts = [text for text in map(one_line, value[:10]) if text]
        return ", ".join(texts) or None
    if isinstance(value, dict):
        return one_line(value.get("name"))
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if 0 < len(text) <= _LONGEST else None


def web_address(text: str | None) -> str | None:
    """The address of the page itself, also where it was saved from an archive; None for what is no web address."""
    text = _ARCHIVED.sub("", text.strip()) if text else ""
    return text if _ADDRESS.fullmatch(text) else None


def day(text: str) -> str | None:
    """The first date in a text, as `YYYY-MM-DD`; a date that can be read in two ways is none."""
    text = text[:200]
    if found := _ISO.search(text) or _COMPACT.search(text):
        return _date(found[1], found[2], found[3])
    if found := _MONTH_FIRST.search(text):
        return _date(found[3], found[1], found[2])
    if found := _DAY_FIRST.search(text):
        return _date(found[3], found[2], found[1])
    return None


def day_in_path(url: str | None) -> str | None:
    """The date in an address such as `https://…/2031/04/05/…`."""
    found = _DATED_PATH.search(urlsplit(url).path) if url else None
    return _date(found[1], found[2], found[3]) if found else None


def _date(year: str, month: str, number: str) -> str | None:
    if month.isalpha():
        if month[:3].lower() not in _MONTHS:
            return None
        month = str(_MONTHS.index(month[:3].lower()) + 1)
    try:
        return date(int(year), int(month), int(number)).isoformat()
    except ValueError:
        return None


def without_site(title: str, outlet: str | None, url: str | None) -> tuple[str, str | None]:
    """A page's title without the name of its site, and that name where the title gave it away."""
    parts = _SUFFIX.split(title)
    if len(parts) == 1:
        return title, outlet
    host = _letters(urlsplit(url).hostname or "") if url else ""
    for at in (-1, 0):
        name = _letters(parts[at])
        if name and (name == _letters(outlet or "") or name.removeprefix("the") in host):
            separators = list(_SUFFIX.finditer(title))
            kept = title[: separators[-1].start()] if at else title[separators[0].end() :]
            return kept.strip(), outlet or parts[at].strip()
    return title, outlet


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())
