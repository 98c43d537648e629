"""Discord's limits, counted at their strictest, and what it would read as formatting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord

if TYPE_CHECKING:
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
    every = [each for row in rows for each in row["components"]]
    assert all(len(row["components"]) <= 5 for row in rows)
    names = [each["custom_id"] for each in every if "custom_id" in each]
    assert len(set(names)) == len(names)
    assert all(1 <= len(name) <= 100 for name in names)
    menus = [each for each in every if each["type"] == discord.ComponentType.select.value]
    for menu in menus:
        check_options(menu["options"])
    assert all(len(row["components"]) == 1 for row in rows for each in row["components"] if each in menus)
    buttons = [each for each in every if each not in menus]
    for button in buttons:
        assert button["label"].strip()
        assert length(button["label"]) <= 80
        assert len(button.get("url", "")) <= 512


def check_options(options: list[dict[str, Any]]) -> None:
    assert 1 <= len(options) <= 25
    assert len({option["value"] for option in options}) == len(options)
    for option in options:
        assert option["label"].strip()
        assert all(length(text) <= 100 for name, text in option.items() if name in {"label", "value", "description"})
        assert option.get("description", "-").strip()


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
