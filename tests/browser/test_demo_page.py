"""The demo as somebody who opens its address sees it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot import demo
from bot.config import load_settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import BrowserContext, Locator, Page
    from simcord import Preview

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LIGHTHOUSE = Path(__file__).parents[1] / "data/lighthouse"


@pytest_asyncio.fixture(loop_scope="session")
async def preview() -> AsyncIterator[Preview]:
    settings = load_settings(
        None, {"SHOWRUNNER_SEARCH__ENCODER": "static", "SHOWRUNNER_CONTENT__PATHS": str(LIGHTHOUSE)}
    )
    async with demo.serve(settings, port=0) as preview:
        yield preview


@pytest_asyncio.fixture(loop_scope="session")
async def page(chromium: BrowserContext, preview: Preview) -> Page:
    page = await chromium.new_page()
    await page.goto(preview.url)
    await expect(conversation(page)).to_contain_text("Welcome! I am Showrunner")
    return page


def conversation(page: Page) -> Locator:
    return page.locator("#channel-message-list")


def composer(page: Page) -> Locator:
    return page.locator("#channel-composer-input")


async def say(page: Page, text: str) -> None:
    await composer(page).fill(text)
    # The page sends nothing while it still carries out what was sent before.
    await expect(page.locator("#send-message")).to_be_enabled()
    await composer(page).press("Enter")
    await expect(composer(page)).to_have_value("")


async def test_a_fan_asks_and_reads_on(page: Page) -> None:
    await say(page, "!ask why is the lighthuose always dark")
    await expect(conversation(page)).to_contain_text("every scene became about the lamp")
    await expect(conversation(page)).to_contain_text("The Dial · 3 February 2031 · Lighthouse Nine, season 1")
    link = conversation(page).get_by_role("link", name="Read it at The Dial")
    address = unquote(str(await link.get_attribute("href")))
    assert address.startswith("https://dial.example/ferro-lighthouse#:~:text=We tried it")
    await expect(conversation(page)).not_to_contain_text("at weddings")
    await conversation(page).get_by_role("button", name="Whole answer").click()
    await expect(conversation(page)).to_contain_text("Only you can see this")
    await expect(conversation(page)).to_contain_text("People ask me this at weddings")


async def test_the_page_goes_to_what_was_just_said(page: Page) -> None:
    for topic in ("lamp", "storm", "captain odell", "lamp"):
        await say(page, f"!quote {topic}")
    await expect(conversation(page).get_by_text("Showrunner", exact=True)).to_have_count(5)
    await page.locator("#channel-timeline").hover()
    await page.mouse.wheel(0, -10_000)
    await expect(conversation(page).get_by_text("Welcome!")).to_be_in_viewport()
    await say(page, "!quote storm")
    await expect(conversation(page).get_by_text("fish market")).to_have_count(2)
    await expect(conversation(page).get_by_text("fish market").last).to_be_in_viewport()
    await say(page, "that will do")
    await expect(conversation(page).get_by_text("that will do")).to_be_in_viewport()


async def test_a_mistyped_command_is_answered_and_no_error_of_the_bot(page: Page) -> None:
    await say(page, "!ask")
    await expect(conversation(page)).to_contain_text("Ask me something, for example")
    await expect(page.locator("#inspector-count")).to_be_hidden()


async def test_a_fan_is_told_when_there_is_no_answer(page: Page) -> None:
    await say(page, "!ask who wrote the music for the trailer")
    await expect(conversation(page)).to_contain_text("don't answer that")
    await expect(conversation(page).get_by_role("link")).to_have_count(0)


async def test_a_slash_brings_up_questions_to_choose_from(page: Page) -> None:
    await composer(page).press_sequentially("/ask")
    await expect(page.get_by_role("option", name="/ask")).to_be_visible()
    await page.keyboard.press("Enter")
    await page.locator('input[data-option="question"]').press_sequentially("capt")
    await page.get_by_role("option", name="Will Captain Odell come back in the next season?").click()
    await page.get_by_role("button", name="Send").click()
    await expect(conversation(page)).to_contain_text("Nobody drowns on our show without a body")


async def test_the_moderator_takes_over(page: Page) -> None:
    await say(page, "good evening")
    await page.get_by_label("Viewing as").select_option(label=demo.MODERATOR)
    await expect(composer(page)).to_be_enabled()
    await say(page, "!interviews")
    await expect(conversation(page).get_by_text(demo.FAN, exact=True)).to_have_count(1)
    await expect(conversation(page).get_by_text(demo.MODERATOR, exact=True).first).to_be_visible()
    await expect(conversation(page)).to_contain_text("Ines Ferro")


async def test_every_suggestion_of_the_welcome_works_as_typed(page: Page) -> None:
    suggestions = await conversation(page).locator("code").all_text_contents()
    assert len(suggestions) >= 6
    single = [each for each in suggestions if not each.startswith("!trivia")]  # more would be too many at once
    for number, suggestion in enumerate(single[:5], start=1):
        await say(page, suggestion)
        await expect(conversation(page).get_by_text("Showrunner", exact=True)).to_have_count(number + 1)
    await expect(conversation(page)).not_to_contain_text("something went wrong")


async def test_the_game_that_the_welcome_offers_begins(page: Page) -> None:
    (game,) = await conversation(page).locator("code").get_by_text("!trivia").all_text_contents()
    await say(page, game)
    await expect(conversation(page)).to_contain_text("Round 1 of", timeout=20_000)


async def test_two_tabs_can_type_at_once(page: Page, chromium: BrowserContext, preview: Preview) -> None:
    other = await chromium.new_page()
    await other.goto(preview.url)
    await expect(conversation(other)).to_contain_text("Welcome")
    await asyncio.gather(say(page, "hello from the left"), say(other, "!quote storm"))
    await expect(conversation(page)).to_contain_text("hello from the left")
    await expect(conversation(page)).to_contain_text("fish market")


async def test_the_page_can_end_the_demo(page: Page, preview: Preview) -> None:
    await page.get_by_text("More", exact=True).click()
    await page.get_by_role("button", name="End preview session").click()
    await asyncio.wait_for(preview.wait_closed(), timeout=10)
