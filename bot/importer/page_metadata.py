"""What a page says of itself: JSON-LD, OpenGraph, byline, `<time>`, canonical address, title."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from bot.importer import about
from bot.importer.model import Metadata
from bot.importer.thread import FEWEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from selectolax.lexbor import LexborHTMLParser

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000})\s*-->", re.IGNORECASE)
_START = 8192
_MOST_OBJECTS = 2000
_ARTICLES = re.compile(r"(?:Article|Posting|Interview|Report)$")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_BYLINE = re.compile(r"^(?:written |interview |words )?by:?\s+", re.IGNORECASE)
_LONGEST_NAME = 100
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "title")
_SUMMARIES = ("og:title", "twitter:title", "og:description", "twitter:description", "description")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher", "citation_journal_title")
_AUTHORS = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "sailthru.author",
    "byl",
    "twitter:creator:name",
)
_DATES = (
    "article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "publish-date",
    "og:published_time",
)


def read(tree: LexborHTMLParser, source: str, address: str | None = None) -> Metadata:
    """The metadata of a page.

    Args:
        tree: The page.
        source: Its text, for what stands in comments.
        address: Where it was found, if that is known from outside.
    """
    metas = _metas(tree)
    data = article_data(tree)
    saved = _SAVED_FROM.search(source[:_START])
    url = next(
        filter(
            None,
            map(
                about.web_address,
                (_attribute(tree, 'link[rel="canonical"]', "href"), metas.get("og:url"), _data_url(data), address,
                 saved[1] if saved else None),
            ),
        ),
        None,
    )  # fmt: skip
    outlet = about.one_line(data.get("publisher")) or _first(metas, _OUTLETS)
    title, outlet = _title(tree, metas, data, outlet, url)
    author = _name(about.one_line(data.get("author"))) or _name(_first(metas, _AUTHORS)) or _byline(tree)
    dates = (
        about.one_line(data.get("datePublished")),
        _first(metas, _DATES),
        _attribute(tree, "time[datetime]", "datetime"),
    )
    published = next(filter(None, (about.day(text) for text in dates if text)), None) or about.day_in_path(url)
    return Metadata(title, outlet, author, published, url, kind=_kind(tree, metas), summary=_summary(tree, metas))


def article_data(tree: LexborHTMLParser) -> Mapping[str, object]:
    """What JSON-LD says of the article (or of the page, where it names no article)."""
    found = _linked(tree)
    articles = [each for each in found if _ARTICLES.search(about.one_line(each.get("@type")) or "")]
    pages = [each for each in found if "headline" in each or "articleBody" in each]
    return next(iter([*articles, *pages]), {})


def _linked(tree: LexborHTMLParser) -> list[Mapping[str, object]]:
    found: list[Mapping[str, object]] = []
    for script in tree.css('script[type="application/ld+json"]'):
        try:
            found += _objects(json.loads(script.text()))
        except (ValueError, RecursionError):
            continue
    return found


def _kind(tree: LexborHTMLParser, metas: Mapping[str, str]) -> str | None:
    """What sort of page it is, by its section and by the names of schema.org, such as `FAQPage`, word by word."""
    types = dict.fromkeys(filter(None, (about.one_line(each.get("@type")) for each in _linked(tree))))
    told = [*types, metas.get("article:section", "")]
    return about.one_line(_HUMPS.sub(" ", " ".join(told)))


def _summary(tree: LexborHTMLParser, metas: Mapping[str, str]) -> str | None:
    """Its titles for browsers and for networks, and its descriptions."""
    tab = tree.css_first("title")
    told = (about.one_line(tab.text()) if tab is not None else None, *map(metas.get, _SUMMARIES))
    return "\n".join(dict.fromkeys(filter(None, told))) or None


def _objects(data: object) -> Iterator[Mapping[str, object]]:
    waiting = [data]
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        each = waiting.pop(0)
        if isinstance(each, list):
            waiting[:0] = each[:_MOST_OBJECTS]
        elif isinstance(each, dict):
            yield each
            waiting += [each[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in each]


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.css("meta[content]"):
        attributes = meta.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = about.one_line(attributes.get("content"))
        if name and content:
            metas.setdefault(name.lower(), content)
    return metas


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next(filter(None, map(metas.get, names)), None)


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = tree.css_first(selector)
    return node.attributes.get(name) if node is not None else None


def _data_url(data: Mapping[str, object]) -> str | None:
    page = data.get("mainEntityOfPage")
    if isinstance(page, dict):
        page = page.get("@id") or page.get("url")
    return about.one_line(data.get("url")) or about.one_line(page)


def _title(
    tree: LexborHTMLParser, metas: Mapping[str, str], data: Mapping[str, object], outlet: str | None, url: str | None
) -> tuple[str | None, str | None]:
    """The title without its site's name, and the outlet, which only the title may tell."""
    whole = tree.css_first("head title") or tree.css_first("title")
    heading = tree.css("h1")
    page_title = about.one_line(whole.text()) if whole is not None else None
    if page_title:
        page_title, outlet = about.without_site(page_title, outlet, url)
    titles = (
        about.one_line(data.get("headline")),
        _first(metas, _TITLES),
        about.one_line(heading[0].text()) if len(heading) == 1 else None,
        page_title,
    )
    title = next(filter(None, titles), None)
    return about.without_site(title, outlet, url) if title else (None, outlet)


def _byline(tree: LexborHTMLParser) -> str | None:
    for selector in ('[rel="author"]', '[itemprop="author"]', ".byline", ".author"):
        told = [text for node in tree.css(selector) if (text := about.one_line(node.text()))]
        if told and not _of_posts(told) and (name := _name(told[0])):
            return name
    return None


def _of_posts(told: Sequence[str]) -> bool:
    """Whether these bylines are those of the posts of a thread: the first is there again, among others."""
    who = [" ".join(text.split()[:2]) for text in told]
    return len(who) >= FEWEST and who.count(who[0]) > 1 and len(set(who)) > 1


def _name(text: str | None) -> str | None:
    """The text as the name of an author; None for an address or a whole sentence."""
    name = _BYLINE.sub("", text).strip() if text else ""
    return name if name and len(name) <= _LONGEST_NAME and "://" not in name else None
