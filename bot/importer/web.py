"""Saved pages: HTML as it came from a browser, and the single-file archives (MHTML) that browsers write."""

from __future__ import annotations

import email
import email.policy
import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from bot.importer import article, encoding, nesting, page_metadata, plain
from bot.importer.markings import Markings
from bot.importer.model import Block, Document
from bot.importer.page import walked

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_PAGE = 8_000_000
_SHORT_ARTICLE = 500
_EMBEDDED = re.compile(r"data:[\w/+.-]{1,100};base64,[A-Za-z0-9+/=]+")
_MHTML = re.compile(rb"content-type:\s*multipart/related", re.IGNORECASE)
_MIME = re.compile(rb"mime-version:", re.IGNORECASE)
_START = 4096


def read(source: str, address: str | None = None) -> Document:
    """A page as a document.

    Args:
        source: The page.
        address: Where it was found, if that is known from outside.
    """
    warnings: list[str] = []
    if len(source) > _LONGEST_PAGE:
        source = _EMBEDDED.sub("", source)
    if len(source) > _LONGEST_PAGE:
        source = source[:_LONGEST_PAGE]
        warnings.append(
            f"The page is very long; only its first {_LONGEST_PAGE // 1_000_000} million characters were read."
        )
    tree = LexborHTMLParser(nesting.bounded(source))
    blocks = _blocks(tree)
    metadata = page_metadata.read(tree, source, address)
    if article.weight(blocks) < _SHORT_ARTICLE:
        for hidden, where in _hidden(tree, source):
            if article.weight(hidden) > max(_SHORT_ARTICLE, 2 * article.weight(blocks)):
                warnings.append(f"The page shows no article; the text was found in {where}.")
                blocks = hidden
                break
    return Document("html", blocks, metadata, tuple(warnings))


def archived(data: bytes) -> Document | None:
    """A single-file archive as a document; None if the bytes are none."""
    if not (_MHTML.search(data[:_START]) and _MIME.search(data[:_START])):
        return None
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    address = message.get("Snapshot-Content-Location") or message.get("Content-Location")
    for part in message.walk():
        if part.get_content_type() != "text/html":
            continue
        body = part.get_payload(decode=True)
        decoded = encoding.decode(body, part.get_content_charset()) if isinstance(body, bytes) else None
        if decoded and decoded.text is not None:
            document = read(decoded.text, str(address or part.get("Content-Location") or "") or None)
            return Document("html", document.blocks, document.metadata, (*decoded.warnings, *document.warnings))
    return Document("html", (), warnings=("This web archive holds no page.",))


def _blocks(tree: LexborHTMLParser) -> tuple[Block, ...]:
    root = tree.body or tree.root
    if root is None:
        return ()
    styles = "\n".join(style.text() for style in tree.css("style"))
    return article.blocks(walked(root, Markings(styles)))


def _hidden(tree: LexborHTMLParser, source: str) -> Iterator[tuple[tuple[Block, ...], str]]:
    """What a page holds besides what it shows: its data, and comments with paragraphs in them."""
    body = page_metadata.article_data(tree).get("articleBody")
    if isinstance(body, str):
        text = encoding.clean(body)
        inner = LexborHTMLParser(nesting.bounded(text)) if re.search(r"</?(?:p|br|strong|div)\b", text) else None
        yield _blocks(inner) if inner else plain.blocks(text), "its data for search engines"
    longest = max(_comments(source), key=len, default="")
    if len(longest) > _SHORT_ARTICLE:
        yield _blocks(LexborHTMLParser(nesting.bounded(longest))), "a comment"


def _comments(source: str) -> Iterator[str]:
    end = 0
    while (start := source.find("<!--", end)) >= 0:
        end = source.find("-->", start)
        if end < 0:
            return
        yield source[start + 4 : end]
