"""As much of Discord on this machine's loopback as a bot needs to log in, or to be refused."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TOKEN = "a-token.that-is.good"
BOT = {"id": "1", "username": "showrunner", "discriminator": "0", "avatar": None, "bot": True, "global_name": None}
APPLICATION = {
    "id": "1",
    "name": "showrunner",
    "description": "",
    "owner": BOT,
    "team": None,
    "icon": None,
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "",
    "flags": 0,
}
_HEARTBEAT_MS = 41_250
_IDENTIFY, _HELLO, _DISPATCH = 2, 10, 0


@dataclass
class LoopbackDiscord:
    """What a test sets, and what it can look at afterwards.

    Attributes:
        close_code: With this code the gateway closes the connection after the bot has identified itself.
        status: With this HTTP status every request is answered, if it is not None.
        commands: The names of the commands that the bot registered.
        closed_with: The codes with which the bot closed its connections.
    """

    close_code: int | None = None
    status: int | None = None
    commands: list[str] = field(default_factory=list)
    closed_with: list[int | None] = field(default_factory=list)

    @contextlib.asynccontextmanager
    async def serve(self) -> AsyncIterator[str]:
        """Listen on a free port; gives its base address."""
        app = web.Application(middlewares=[self._refusal])
        app.router.add_get("/api/v10/users/@me", _bot)
        app.router.add_get("/api/v10/oauth2/applications/@me", _application)
        app.router.add_put("/api/v10/applications/1/commands", self._register)
        app.router.add_get("/gateway/", self._gateway)
        async with TestServer(app) as server:
            yield str(server.make_url("/")).rstrip("/")

    @web.middleware
    async def _refusal(self, request: web.Request, handler: Any) -> web.StreamResponse:
        if self.status is not None:
            return _json({"message": "not today", "code": 0}, status=self.status)
        if request.path.startswith("/api/") and request.headers.get("Authorization") != f"Bot {TOKEN}":
            return _json({"message": "401: Unauthorized", "code": 0}, status=401)
        response: web.StreamResponse = await handler(request)
        return response

    async def _register(self, request: web.Request) -> web.Response:
        self.commands = [command["name"] for command in await request.json()]
        return _json([])

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": _HELLO, "d": {"heartbeat_interval": _HEARTBEAT_MS}, "s": None, "t": None})
        async for message in socket:
            if message.type is WSMsgType.TEXT and json.loads(message.data)["op"] == _IDENTIFY:
                if self.close_code:
                    await socket.close(code=self.close_code)
                    return socket
                await socket.send_json({"op": _DISPATCH, "s": 1, "t": "READY", "d": self._ready(request)})
        self.closed_with.append(socket.close_code)
        return socket

    def _ready(self, request: web.Request) -> dict[str, Any]:
        return {
            "v": 10,
            "user": BOT,
            "guilds": [],
            "session_id": "s",
            "resume_gateway_url": f"ws://{request.host}/gateway/",
            "application": {"id": "1", "flags": 0},
        }


def _json(value: object, status: int = 200) -> web.Response:
    # Without a charset, as Discord sends it: discord.py compares the whole header.
    return web.Response(body=json.dumps(value).encode(), status=status, content_type="application/json")


async def _bot(_: web.Request) -> web.Response:
    return _json(BOT)


async def _application(_: web.Request) -> web.Response:
    return _json(APPLICATION)
