"""What a page says of itself, and how dates, titles and addresses are read."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.importer import about, web
from bot.importer.model import Metadata

WHOLE = Metadata(
    title="Wanda Okafor on the fog",
    outlet="ScreenPost",
    author="Ana Reyes",
    published="2031-04-05",
    url="https://screenpost.example/okafor",
)
ARTICLE = {
    "@type": "NewsArticle",
    "headline": WHOLE.title,
    "author": [{"@type": "Person", "name": "Ana Reyes"}],
    "publisher": {"@type": "Organization", "name": "ScreenPost"},
    "datePublished": "2031-04-05T10:00:00+02:00",
    "mainEntityOfPage": {"@id": WHOLE.url},
}


def told(head: str, body: str = "<p>Why?</p>") -> Metadata:
    return web.read(f"<html><head>{head}</head><body>{body}</body></html>").metadata


def data(*objects: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in objects)


@pytest.mark.parametrize(
    "objects",
    [
        [ARTICLE],
        [[{"@type": "BreadcrumbList"}, ARTICLE]],
        [{"@graph": [{"@type": "WebPage", "headline": "other"}, ARTICLE]}],
        [{"@type": "WebPage", "mainEntity": {**ARTICLE, "@type": ["ReportageNewsArticle"]}}],
        [{**ARTICLE, "author": "By Ana Reyes", "publisher": "ScreenPost", "url": WHOLE.url}],
    ],
)
def test_json_ld(objects):
    found = told("<title>Something else</title><script type='application/ld+json'>{broken</script>" + data(*objects))
    assert replace(found, kind=None, summary=None) == WHOLE


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (data({"@type": "FAQPage"}), "FAQ Page"),
        (data({"@graph": [{"@type": "Recipe"}, {"@type": ["HowTo", "Article"]}]}), "Recipe How To, Article"),
        ('<meta property="article:section" content="Interviews">', "Interviews"),
        ("<title>Recipe</title>", None),
    ],
)
def test_what_sort_of_page_it_says_it_is(head: str, kind: str | None):
    assert told(head).kind == kind


def test_its_titles_and_descriptions_for_browsers_and_networks_once_each():
    head = """<title>The fog: an interview | ScreenPost</title><meta property="og:title" content="The fog">
    <meta name="description" content="We met Wanda Okafor.">
    <meta property="og:description" content="We met Wanda Okafor.">
    <meta name="keywords" content="recipe">"""
    assert told(head).summary == "The fog: an interview | ScreenPost\nThe fog\nWe met Wanda Okafor."
    assert told("<p>The fog").summary is None


def test_open_graph_and_canonical_address():
    head = """<title>Wanda Okafor on the fog | ScreenPost</title><meta property="og:site_name" content="ScreenPost">
    <meta property="og:title" content="Wanda Okafor on the fog - ScreenPost"><meta name="author" content="Ana Reyes">
    <meta property="article:published_time" content="2031-04-05T08:00Z">
    <meta property="article:author" content="https://x.y/z">
    <link rel="canonical" href="https://screenpost.example/okafor">"""
    assert replace(told(head), summary=None) == WHOLE


def test_byline_time_and_heading():
    byline = '<p class="byline">By Ana Reyes</p><time datetime="2031-04-05">Friday</time>'
    found = told(
        "<title>Wanda Okafor on the fog – ScreenPost</title>"
        "<meta property=og:url content=http://screenpost.example/okafor>",
        f"<h1>Wanda Okafor on the fog</h1>{byline}",
    )
    expected = Metadata(WHOLE.title, "ScreenPost", "Ana Reyes", "2031-04-05", "http://screenpost.example/okafor")
    assert replace(found, summary=None) == expected


def test_the_address_a_browser_saved_a_page_from_also_out_of_an_archive():
    page = "<html><!-- saved from url=(0080){} --><p>Why?</p></html>"
    archived = "https://web.archive.org/web/20310406000000if_/https://screenpost.example/2031/04/05/okafor/"
    for url in ("https://screenpost.example/2031/04/05/okafor/", archived):
        found = web.read(page.format(url)).metadata
        assert (found.url, found.published) == ("https://screenpost.example/2031/04/05/okafor/", "2031-04-05")


def test_a_page_that_says_nothing():
    assert told("") == Metadata()


@pytest.mark.parametrize(
    ("title", "outlet", "url", "expected"),
    [
        ("On fog | ScreenPost", "ScreenPost", None, ("On fog", "ScreenPost")),
        ("On fog - and tin - ScreenPost", None, "https://www.screenpost.example/x", ("On fog - and tin", "ScreenPost")),
        ("ScreenPost: On fog", None, "https://screenpost.example/x", ("ScreenPost: On fog", None)),
        ("ScreenPost » On fog", None, "https://screenpost.example/x", ("On fog", "ScreenPost")),
        ("On fog – The Reel Gazette", None, "https://reelgazette.example/x", ("On fog", "The Reel Gazette")),
        ("On fog – part two", None, "https://reelgazette.example/x", ("On fog – part two", None)),
        ("On fog", "ScreenPost", None, ("On fog", "ScreenPost")),
    ],
)
def test_a_title_without_its_site(title, outlet, url, expected):
    assert about.without_site(title, outlet, url) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2031-04-05T23:00:00Z", "2031-04-05"),
        ("2031/4/5", "2031-04-05"),
        ("20310405", "2031-04-05"),
        ("April 5, 2031", "2031-04-05"),
        ("Posted on Apr. 5th 2031 by Ana", "2031-04-05"),
        ("5 April 2031", "2031-04-05"),
        ("Sat, 05 Apr 2031 10:00:00 GMT", "2031-04-05"),
        ("5/4/2031", None),
        ("2031-13-05", None),
        ("30 February 2031", None),
        ("Chapter 5, 2031", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates(text, day):
    assert about.day(text) == day


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" https://x.example/a?b#c ", "https://x.example/a?b#c"),
        ("http://x.example", "http://x.example"),
        ("/relative", None),
        ("javascript:alert(1)", None),
        ("https://localhost/a", None),
        ("https://[::1/", None),
        ("https://x.example/a b", None),
        ("", None),
        (None, None),
    ],
)
def test_addresses(text, address):
    assert about.web_address(text) == address


@given(st.text(max_size=60), st.text(max_size=60))
def test_nothing_a_page_says_is_too_strange(one, other):
    told(
        f"<title>{one} | {other}</title><link rel=canonical href='{one}'><meta name=date content='{other}'>"
        + data({"headline": one})
    )
    about.day_in_path(about.web_address(f"https://{one}.x/{other}"))


def test_bylines_of_posts_are_nobodys_of_the_page():
    posts = [f'<p class="author">by {who} on Monday</p>' for who in ("foggy", "mira99", "foggy", "bram")]
    assert told("", "".join(posts)).author is None
    assert told("", "".join(posts[:2])).author == "foggy on Monday"
