"""Reading a file: from its bytes to a `Document`, whatever it turns out to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.importer import encoding, markdown, plain, web
from bot.importer.containers import Container, container_of
from bot.importer.model import Document

if TYPE_CHECKING:
    pass


def read(data: bytes, name: str = "") -> Document:
    """The blocks of a file and what it says of itself.

    The content decides what kind of file it is; nothing is raised, whatever the bytes are.

    Args:
        data: The file.
        name: What it is called; only used to tell plain text from Markdown where both are possible.

    Returns:
        The document. Without blocks, `warnings` says why there are none.
    """
    decoded = encoding.decode(data)
    if decoded.text is None:
        return Document("unknown", (), warnings=decoded.warnings)
    container = container_of(decoded.text)
    if container is Container.HTML:
        return web.read(decoded.text)
    metadata, text = markdown.front_matter(decoded.text)
    blocks = markdown.blocks(text) if container is Container.MARKDOWN else plain.blocks(text)
    return Document(container.value, blocks, metadata, decoded.warnings)
