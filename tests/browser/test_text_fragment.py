"""Does a real browser open an article at the words that are quoted?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from html import escape

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.knowledge.links import source_link
from bot.knowledge.model import Entry, Interview, Pair, Speaker

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

# What an invented showrunner says in an invented article, far down the page; each under its own id.
QUOTES = {
    "short": "It burned, and that was that.",
    "commas": "First the doors, then the windows, then, as nobody had told us not to, the roof, the gutters, all.",
    "hyphens": "A half-finished, twenty-year-old, never-to-be-repeated set-piece is what so-called experts expected.",
    "signs": "Props & Costumes (Lena & Tomasz) asked for 100% of the money; we gave 40% & our #1 thanks = not bad!",
    "quotes": "“Don’t touch the boat,” she’d said – so we did, and the boat’s ‘owner’ hasn’t spoken to us since then.",
    "accents": "Čeněk, our armourer, rêvait d’un château; in Łódź we found one über Nacht, with the most naïve façade.",
    "japanese": "あの温室は最初から燃える予定でした。",
    "markup": "Nobody knew that the kraken was a rented inflatable whale, which two runners had painted in one night.",
    "spaces": "There were long   pauses between the takes, and in each of them somebody fell asleep under the ferry.",
}
MARKUP = QUOTES["markup"].replace("rented inflatable", "<em>rented</em>\n<a href='/'>inflatable</a>")
FILLER = "".join(
    f"<p>Paragraph {number} of what nobody asked about: boats, doors, a whale.</p>" for number in range(60)
)


def article() -> str:
    texts = {name: escape(quote) for name, quote in QUOTES.items()} | {"markup": MARKUP}
    quotes = (f'<p id="{name}">{text}</p>{FILLER}' for name, text in texts.items())
    return f'<!doctype html><meta charset="utf-8"><title>Interview</title><h1>Interview</h1>{FILLER}{"".join(quotes)}'


@pytest_asyncio.fixture(loop_scope="session")
async def site():
    """The article, served on a free port of this machine."""

    async def page(request: web.Request) -> web.Response:
        return web.Response(text=article(), content_type="text/html")

    app = web.Application()
    app.router.add_get("/interview", page)
    async with TestServer(app) as server:
        yield server


@pytest.fixture
def link(site):
    """Makes the link to a passage of the article."""
    pair = Pair("fire", "Why?", "Because.", "okafor")
    speakers = (Speaker("okafor", "Wanda Okafor"),)
    url = str(site.make_url("/interview"))

    def make(passage: str, url: str = url, limit: int = 512) -> str:
        interview = Interview("a", "T", "S", "O", date(2031, 4, 5), url, speakers, (pair,))
        found = source_link(Entry(interview, replace(pair, answer=passage)), passage, limit=limit)
        assert found is not None
        return found

    return make


IN_VIEW = """id => {
    const box = document.getElementById(id).getBoundingClientRect()
    return scrollY > 0 && box.top >= 0 && box.bottom <= innerHeight
}"""


@pytest.fixture
def opens_at(chromium):
    """Opens an address in a new tab; fails unless that scrolls to the quote with this id, and to no other."""

    async def check(url: str, name: str) -> None:
        tab = await chromium.new_page()
        await tab.goto(url)
        await tab.wait_for_function(IN_VIEW, arg=name, timeout=10_000)
        assert [other for other in QUOTES if await tab.evaluate(IN_VIEW, other)] == [name]
        await tab.close()

    return check


@pytest.fixture
def stays_at_the_top(chromium):
    """Opens an address in a new tab; fails if that scrolls."""

    async def check(url: str) -> None:
        tab = await chromium.new_page()
        await tab.goto(url)
        await tab.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert await tab.evaluate("scrollY") == 0
        await tab.close()

    return check


async def test_every_quote_is_scrolled_to(opens_at, link):
    for name, quote in QUOTES.items():
        await opens_at(link(quote), name)


async def test_a_quote_with_cuts_is_scrolled_to_where_it_begins(opens_at, link):
    begin, end = QUOTES["commas"], QUOTES["accents"]
    await opens_at(link(f"{begin} […] {end}"), "commas")
    await opens_at(link(f"{begin[:40]} [...] {begin[-40:]}\n\n{end}"), "commas")
    await opens_at(link(f"Yes. […] {end}"), "accents")


async def test_the_few_words_that_fit_a_tight_limit_are_enough(opens_at, link, site):
    quote = QUOTES["hyphens"]
    page = len(str(site.make_url("/interview")))
    short = link(quote, limit=page + 70)
    assert ":~:text=" in short
    await opens_at(short, "hyphens")


async def test_the_quote_comes_before_the_fragment_that_an_address_has_already(opens_at, link, site):
    await opens_at(link(QUOTES["signs"], url=f"{site.make_url('/interview')}?page=1#spaces"), "signs")


async def test_an_unknown_quote_opens_the_article_at_its_top(stays_at_the_top, link, site):
    """And so these tests could fail: nothing but the right words makes the browser scroll."""
    await stays_at_the_top(str(site.make_url("/interview")))
    await stays_at_the_top(link("Nobody said anything like this to anybody, not even off the record, I believe."))
