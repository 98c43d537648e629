"""Time in the demo: simcord's clock stands still on its own, and is moved along with the real one here."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import simcord
import structlog

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from datetime import datetime
    from pathlib import Path
    from typing import Any

    from simcord import Env, Preview
    from simcord.preview._pages import _Page

log = structlog.get_logger(__name__)

_SPOKEN = {"send_message", "run_command", "click"}
"""What a user does in the page that the bot may answer."""


@contextlib.asynccontextmanager
async def running_clock(
    env: Env, preview: Preview, now: Callable[[], datetime], *, every: float = 1.0
) -> AsyncIterator[None]:
    """Keep simcord's clock, which stands still on its own, level with `now`, moving it `every` so many seconds."""
    pace = Pace(env, preview, now)

    async def tick_on() -> None:
        while True:
            await asyncio.sleep(every)
            await pace.tick()

    ticking = asyncio.create_task(tick_on())
    try:
        yield
    finally:
        ticking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await ticking


class Pace:
    """Lets the clock and the page take turns.

    simcord does one thing at a time and refuses what comes in between; the page takes a refused click for a lost
    connection and accepts no further one. So neither starts before the other has finished.

    Nor is anything refused because the bot spoke while it was being typed or clicked: simcord would have it match the
    latest state, which the page asks for twice a second only. Whether a button is still there is checked all the same.
    """

    def __init__(self, env: Env, preview: Preview, now: Callable[[], datetime]) -> None:
        self._env = env
        self._preview = preview
        self._now = now
        self._turn = asyncio.Lock()
        self._shown = len(env.http_requests)
        # simcord has no public way to do this; it is pinned to a minor version, and a test acts in mid-tick.
        self._act = preview._action  # noqa: SLF001
        preview._action = self._act_in_turn  # type: ignore[method-assign]  # noqa: SLF001

    async def _act_in_turn(self, context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        async with self._turn:
            page = self._preview._get_page(context_id)  # noqa: SLF001
            try:
                receipt = await self._act(context_id, {**body, "published_revision": page.revision})
            finally:
                self._shown = len(self._env.http_requests)
            if body.get("kind") in _SPOKEN:
                self._scroll_to_newest(page)
            return receipt

    def _scroll_to_newest(self, page: _Page) -> None:
        """As Discord does after one's own message; of its own accord the page often stays where it is."""
        newest = self._preview.channel.history(viewer=page.viewer)[-1].id
        if newest != page.target_id:
            page.target_id, page.window_end_id = newest, None
            self._preview._publish(page)  # noqa: SLF001

    async def tick(self) -> None:
        """Bring the clock up to the present, and the page with it where the bot did something of its own accord."""
        async with self._turn:
            try:
                await self._env.advance_time(max(0.0, (self._now() - self._env.now()).total_seconds()))
            except TimeoutError as error:
                log.warning("demo.clock_late", reason=str(error))
            done = len(self._env.http_requests)
            if done != self._shown:
                self._shown = done
                with contextlib.suppress(simcord.SetupError):  # the page was ended meanwhile
                    await self._preview.refresh()


def timezone(environ: Mapping[str, str], localtime: Path) -> str:
    """The name of this computer's time zone, as far as it tells; UTC otherwise."""
    named = environ.get("TZ", "").lstrip(":") or localtime.resolve().as_posix().partition("/zoneinfo/")[2]
    try:
        ZoneInfo(named)
    except (ZoneInfoNotFoundError, ValueError):
        return "UTC"
    return named
