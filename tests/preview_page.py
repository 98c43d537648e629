"""The demo's page without a browser."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from simcord import Preview


@asynccontextmanager
async def opened(preview: Preview) -> AsyncIterator[Page]:
    """A page, opened at a running preview's address."""
    async with aiohttp.ClientSession() as session:
        page = Page(session, preview)
        await page.open()
        yield page


class Page:
    """What the page's script does, without a browser: opens a page of its own, reads it, sends messages."""

    def __init__(self, session: aiohttp.ClientSession, preview: Preview) -> None:
        self._session = session
        self._address, self._capability = preview.url.split("/#")
        self._sequence = 0
        self.state: dict[str, Any] = {}

    async def request(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        headers = {"X-Simcord-Capability": self._capability}
        if self.state:
            headers["X-Simcord-Context"] = self.state["context"]["id"]
        async with self._session.request(method, self._address + path, json=body, headers=headers) as response:
            return response.status, await response.json()

    async def open(self) -> None:
        _, self.state = await self.request("POST", "/api/pages", {})

    async def read(self) -> str:
        """All that the page shows, as the JSON it comes in."""
        _, self.state = await self.request("GET", "/api/state")
        return json.dumps(self.state["messages"], ensure_ascii=False)

    async def say(self, content: str) -> tuple[int, Any]:
        action = {
            "kind": "send_message",
            "content": content,
            "protocol_version": 3,
            "sequence": self._sequence + 1,
            "request_id": content,
            "generation": self.state["context"]["generation"],
            "bot_generation": self.state["botGeneration"],
            "published_revision": self.state["publishedRevision"],
        }
        status, receipt = await self.request("POST", "/api/action", action)
        self._sequence = receipt.get("expectedSequence", self._sequence)
        return status, receipt
