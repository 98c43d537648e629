"""Take the README's pictures: the real demo page, with the interviews that are shipped.

python scripts/picture.py docs/images/demo.png     a fan asks
python scripts/picture.py docs/images/trivia.png   two people play trivia
"""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.async_api import Page, async_playwright, expect

from bot import demo
from bot.config import load_settings
from bot.discord.views.trivia_cards import SHORT

if TYPE_CHECKING:
    from simcord import Preview

ROOT = Path(__file__).parents[1]
WIDTH, HEIGHT = 1100, 830
GAME_HEIGHT = 1130
TRIVIA = "trivia"
"""A picture of this name shows a game."""
GAME = "!trivia start 5 quote"
LONGEST_ROUND = 40_000  # milliseconds
QUESTIONS = ("!ask why did they bring kilgrvae back", "!ask when is daredevil coming out")


async def take(target: Path, chromium: str) -> None:
    """Write a PNG of the demo to `target`, using the browser `chromium`."""
    settings = load_settings(ROOT / "config.yaml", {})
    async with demo.serve(settings, port=0) as preview, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        height = GAME_HEIGHT if target.stem == TRIVIA else HEIGHT
        page = await browser.new_page(viewport={"width": WIDTH, "height": height}, bypass_csp=True)
        await page.goto(preview.url)
        await page.get_by_role("button", name="Messages", exact=True).click()  # folds the list of messages away
        if target.stem == TRIVIA:
            await play(page, preview)
        else:
            for number, question in enumerate(QUESTIONS, start=2):
                await ask(page, question, replies=number)
        await page.locator("#channel-timeline").evaluate("timeline => timeline.scrollTo(0, timeline.scrollHeight)")
        await page.locator("#channel-name").click()  # takes the focus out of the box
        await expect(page.locator("#action-status")).not_to_contain_text("…")
        await page.screenshot(path=target)
        await browser.close()


async def play(page: Page, preview: Preview) -> None:
    """Play until a round is revealed and the next one is on: the fan is right, the moderator is not."""
    await ask(page, GAME, replies=3)
    bot = preview.env.bot
    (running,) = bot.games.all()
    choices = running.game.round.choices
    right = choices.index(running.game.round.answer)
    timeline = page.locator("#channel-message-list")
    for name, choice in ((demo.FAN, right), (demo.MODERATOR, (right + 1) % 4)):
        await page.get_by_label("Viewing as").select_option(label=name)
        await expect(page.locator("#channel-composer-input")).to_be_enabled()
        labels = choices if all(len(each) <= SHORT for each in choices) else "ABCD"
        button = timeline.get_by_role("button", name=labels[choice], exact=True)
        await button.click()
        await expect(timeline).to_contain_text("You have chosen")
    await page.get_by_label("Viewing as").select_option(label=demo.FAN)
    await expect(timeline).to_contain_text("Round 2 of 5 ·", timeout=LONGEST_ROUND)


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
