"""Reading a file: from its bytes to a `Document`, whatever it turns out to be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.importer import bbcode, encoding, markdown, plain, posts, segments, stamps, subtitles, table, web, wiki, word
from bot.importer.containers import Container, container_of
from bot.importer.model import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.importer.model import Block

_PROSE: dict[Container, Callable[[str], tuple[Block, ...]]] = {
    Container.TEXT: plain.blocks,
    Container.MARKDOWN: markdown.blocks,
    Container.WIKI: wiki.blocks,
    Container.SRT: subtitles.read,
    Container.VTT: lambda text: subtitles.read(text, named=True),
}
_MARKDOWN_NAMES = (".md", ".markdown", ".mkd")


def read(data: bytes, name: str = "") -> Document:
    """The blocks of a file and what it says of itself.

    The content decides what kind of file it is; nothing is raised, whatever the bytes are.

    Args:
        data: The file.
        name: What it is called; it only decides between plain text and Markdown where the text could be either.

    Returns:
        The document. Where it has no blocks, a warning says why.
    """
    document = word.read(data) or web.archived(data)
    if document is None:
        decoded = encoding.decode(data)
        if decoded.text is None:
            return Document("unknown", (), warnings=decoded.warnings)
        document = _read(decoded.text, name)
        document = replace(document, warnings=(*decoded.warnings, *document.warnings))
    document = replace(document, blocks=stamps.resolved(document.blocks))
    if not document.blocks and not document.warnings:
        return replace(document, warnings=("There is no text in this file.",))
    return document


def _read(text: str, name: str) -> Document:
    container = container_of(text)
    if container is Container.JSON:
        document = segments.read(text)
        if document is not None:
            return document
        container = container_of(text, may_be_json=False)
    if container is Container.HTML:
        return web.read(text)
    if container is Container.LRC:
        blocks, told = subtitles.read_lyrics(text)
        return Document(container.value, blocks, told)
    if container is Container.CSV:
        blocks, warnings = table.read(text)
        return Document(container.value, blocks, warnings=warnings)
    if container is Container.TEXT and name.lower().endswith(_MARKDOWN_NAMES):
        container = Container.MARKDOWN
    if container in {Container.TEXT, Container.MARKDOWN} and bbcode.is_bbcode(text):
        container, text = Container.MARKDOWN, bbcode.as_markdown(text)
    metadata, body = markdown.front_matter(text)
    read_ = _PROSE[container]
    posted = posts.blocks(body, read_) if container in {Container.TEXT, Container.MARKDOWN} else None
    return Document(container.value, read_(body) if posted is None else posted, metadata)
