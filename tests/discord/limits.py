"""Discord's limits, counted at their strictest, and what it would read as formatting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import discord

    from bot.discord.delivery import Reply

ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
SPOILER = re.compile(r"\|\|[\s\S]+?\|\|")


def length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def check(reply: Reply) -> None:
    """Fail if Discord would refuse any of it, with embeds or without."""
    assert 1 <= length(reply.text) <= 2000
    assert reply.text.strip() == reply.text
    if reply.embed:
        check_embed(reply.embed)
    view = reply.view()
    if view:
        check_rows(view.to_components())


def check_embed(embed: discord.Embed) -> None:
    given: dict[str, Any] = dict(embed.to_dict())
    parts = [
        (given.get("title"), 256),
        (given.get("description"), 4096),
        (given.get("footer", {}).get("text"), 2048),
        (given.get("author", {}).get("name"), 256),
        *((field["name"], 256) for field in given.get("fields", [])),
        *((field["value"], 1024) for field in given.get("fields", [])),
    ]
    used = [(text, limit) for text, limit in parts if text is not None]
    assert used, "an embed without any text"
    for text, limit in used:
        assert text.strip(), "a part that shows nothing"
        assert length(text) <= limit
    assert sum(length(text) for text, _ in used) <= 6000
    assert len(given.get("fields", [])) <= 25
    if "url" in given:
        assert given["url"].startswith(("http://", "https://"))
        assert length(given["url"]) <= 2048


def check_rows(rows: list[dict[str, Any]]) -> None:
    assert len(rows) <= 5
    buttons = [button for row in rows for button in row["components"]]
    assert all(len(row["components"]) <= 5 for row in rows)
    names = [button["custom_id"] for button in buttons if "custom_id" in button]
    assert len(set(names)) == len(names)
    assert all(1 <= len(name) <= 100 for name in names)
    for button in buttons:
        assert button["label"].strip()
        assert length(button["label"]) <= 80
        assert len(button.get("url", "")) <= 512


def active(text: str) -> list[str]:
    """What Discord would format, link or make a mention of, in the order of kinds."""
    bare = ESCAPED.sub("x", text)
    kinds = (
        r"[*_~|`<]",
        r"\]\(",
        r"\\",
        r"://",
        r"@(?:everyone|here)",
        r"^[ \t]*(?:>|#|-|\+|\d+[.)])",
    )
    return [found for kind in kinds for found in re.findall(kind, bare, re.MULTILINE)]


def unescaped(text: str) -> str:
    """What is read where Discord has taken the escapes away."""
    return ESCAPED.sub(r"\1", text)


def all_hidden(quoted: str) -> bool:
    """Whether every line of a block quote is behind spoiler bars from its first to its last character."""
    lines = quoted.split("\n")
    assert all(line.startswith("> ") for line in lines)
    hidden = [line.removeprefix("> ") for line in lines if line.removeprefix("> ")]
    return all((found := SPOILER.match(line)) is not None and found.end() == len(line) for line in hidden)
