"""Reloading by itself: when interview files were written, and have been left alone for a moment."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING, Final

import structlog
from watchfiles import awatch

from bot.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.moderation.reloading import Reloader

log = structlog.get_logger(__name__)

QUIET: Final = 1.0
"""For so many seconds nothing must have been written."""
AGAIN: Final = 5.0
"""Seconds between two looks at whether the paths are still the same directories and files."""
_LONGEST: Final = 60_000
"""Milliseconds after which files that are written without end are looked at nevertheless."""


async def watch(paths: Sequence[Path], reloader: Reloader, *, quiet: float = QUIET, again: float = AGAIN) -> None:
    """Reload whenever something below some paths has changed; until cancelled.

    What has faults, or would break golden questions, is not taken over: the log says so, and what was loaded stays
    until the files change again. A path that is gone, or another one by now, is waited for and watched anew.

    Args:
        paths: Directories and files.
        reloader: Does it.
        quiet: For how many seconds nothing must have been written.
        again: See `AGAIN`.
    """
    told = ""
    while True:
        watched = _identities(paths)
        try:
            await _until_replaced(paths, reloader, quiet, again)
            told = ""
        except (OSError, RuntimeError) as error:  # a path is gone, or the system watches too much already
            reason = str(error)
            if reason != told:
                log.warning("files_not_watched", reason=reason, again_every=again)
            told = reason
            await asyncio.sleep(again)
        if _identities(paths) != watched:
            await _reload(reloader)


async def _until_replaced(paths: Sequence[Path], reloader: Reloader, quiet: float, again: float) -> None:
    watched = _identities(paths)
    step, timeout = round(quiet * 1000), round(again * 1000)
    notices = awatch(*paths, debounce=_LONGEST, step=step, rust_timeout=timeout, yield_on_timeout=True)
    async with aclosing(notices):
        async for changes in notices:
            if changes:
                log.info("files_changed", files=len(changes))
                await _reload(reloader)
            if _identities(paths) != watched:
                return


def _identities(paths: Sequence[Path]) -> list[tuple[int, int] | None]:
    """Which directories and files these are; None for what is not there."""
    return [_identity(path) for path in paths]


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


async def _reload(reloader: Reloader) -> None:
    try:
        await reloader.reload()
    except StorageError as error:
        log.error("reload_failed", reason=str(error))  # noqa: TRY400 - the reason says it all
