"""Take the README's picture: the real demo page, in which a fan asks the interviews that are shipped.

python scripts/picture.py docs/images/demo.png
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from pathlib import Path

from playwright.async_api import Page, async_playwright, expect

from bot import demo
from bot.config import load_settings

ROOT = Path(__file__).parents[1]
WIDTH, HEIGHT = 1100, 830
QUESTIONS = ("!ask why did they bring kilgrvae back", "!ask when is daredevil coming out")


async def take(target: Path, chromium: str) -> None:
    """Write a PNG of the demo to `target`, using the browser `chromium`."""
    settings = load_settings(ROOT / "config.yaml", {})
    async with demo.serve(settings, port=0) as preview, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = await browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, bypass_csp=True)
        await page.goto(preview.url)
        await page.get_by_role("button", name="Messages", exact=True).click()  # folds the list of messages away
        for number, question in enumerate(QUESTIONS, start=2):
            await ask(page, question, replies=number)
        await page.locator("#channel-timeline").evaluate("timeline => timeline.scrollTo(0, timeline.scrollHeight)")
        await page.locator("#channel-name").click()  # takes the focus out of the box
        await expect(page.locator("#action-status")).not_to_contain_text("…")
        await page.screenshot(path=target)
        await browser.close()


async def ask(page: Page, question: str, *, replies: int) -> None:
    """Type a question and wait until the bot has spoken `replies` times."""
    box = page.locator("#channel-composer-input")
    await box.fill(question)
    await box.press("Enter")
    names = page.locator("#channel-message-list").get_by_text("Showrunner", exact=True)
    await expect(names).to_have_count(replies)
    await expect(box).to_have_value("")


if __name__ == "__main__":
    found = shutil.which(os.environ.get("CHROMIUM", "chromium")) or shutil.which("google-chrome")
    if found is None or not sys.argv[1:]:
        sys.exit(f"{__doc__}\nIt needs Chromium: install it, or name one in CHROMIUM.")
    asyncio.run(take(Path(sys.argv[1]), found))
