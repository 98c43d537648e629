"""A real browser for the tests that need one."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, BrowserContext

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",  # containers run everything as root, where Chromium's sandbox refuses to start
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The machine's own Chromium: the one `CHROMIUM` names, else the first found on the PATH."""
    named = os.environ.get("CHROMIUM")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        where = f"CHROMIUM={named} cannot be run" if named else f"none of {', '.join(NAMES)} on the PATH"
        pytest.skip(f"no Chromium found: {where}")
    return found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def launched(chromium_path: str) -> AsyncIterator[Browser]:
    """A headless browser for all tests of this process, which run in one event loop for its sake."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium_path, args=QUIET)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def chromium(launched: Browser) -> AsyncIterator[BrowserContext]:
    """The browser as on its first day: it remembers nothing of other tests."""
    context = await launched.new_context()
    yield context
    await context.close()
