"""An answer as people see it: as an embed, and in plain text where embeds are not allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.discord import markup, wording
from bot.discord.views.card import Card
from bot.knowledge.links import source_link
from bot.knowledge.model import Said
from bot.search.passages import pages

if TYPE_CHECKING:
    import datetime as dt

    import discord

    from bot.discord.views.catalogue import Shown
    from bot.knowledge.model import Entry, Snapshot

MESSAGE: Final = 2000
LINK: Final = 512

_PAGE = 1300  # escaped and quoted a text grows threefold at most, which a description still holds
_PLAIN_QUOTE = 800
_NAME = 100
_PART = 200  # of a footer that is made of several, so that none pushes the next one out


def embed_of(shown: Shown, snapshot: Snapshot) -> discord.Embed:
    """The passage as an embed.

    Args:
        shown: The pair and the passage of its answer.
        snapshot: Where a newer answer is looked up.
    """
    entry = shown.entry
    card = _headed(entry, link_of(shown))
    if shown.hidden:
        card.add(wording.spoilers(str(entry.pair.spoils)), str)
    card.add(_shortened(shown.passage.quote, _PAGE), markup.hidden_quote if shown.hidden else markup.quote)
    if entry.pair.summary:
        card.field(wording.IN_SHORT, entry.pair.summary, markup.hidden if shown.hidden else markup.escape)
    if entry.pair.superseded_by:
        card.field(wording.NEWER, _newer(snapshot.entry(entry.pair.superseded_by)))
    return card.embed


def text_of(shown: Shown, snapshot: Snapshot) -> str:
    """The passage, who said it and where, and the link, in at most 2,000 characters."""
    entry = shown.entry
    quote = markup.fit(shown.passage.quote, _PLAIN_QUOTE, markup.hidden_quote if shown.hidden else markup.quote)
    lines = [wording.spoilers(str(entry.pair.spoils)), quote] if shown.hidden else [quote]
    by = wording.speaker(entry.speaker.name, entry.speaker.role)
    lines.append(f"— {markup.fit(markup.one_line(by), _PART)} ({markup.fit(_source(entry), _PART)})")
    if entry.pair.superseded_by:
        lines.append(markup.fit(f"{wording.NEWER}: {_newer(snapshot.entry(entry.pair.superseded_by))}", _PART))
    if link := link_of(shown):
        lines.append(f"<{link}>")
    return "\n".join(lines)


def is_whole(shown: Shown) -> bool:
    """Whether the passage is all of the answer, and short enough to be shown uncut."""
    passage = shown.passage
    return passage.first == 0 and passage.last == passage.total - 1 and markup.units(passage.text) <= _PAGE


def page_count(entry: Entry) -> int:
    """On how many pages the whole answer is shown."""
    return len(pages(entry.pair.answer, _PAGE))


def whole_page(shown: Shown, number: int) -> discord.Embed:
    """A page of the whole answer; `number` from 0 on, one past the end shows the last."""
    entry = shown.entry
    parts = pages(entry.pair.answer, _PAGE)
    number = min(number, len(parts) - 1)
    card = _headed(entry, link_of(shown), wording.page(number + 1, len(parts)) if len(parts) > 1 else None)
    if shown.hidden:
        card.add(wording.spoilers(str(entry.pair.spoils)), str)
    card.add(parts[number], markup.hidden_quote if shown.hidden else markup.quote)
    return card.embed


def link_of(shown: Shown) -> str | None:
    """The address that opens the source at the passage, if it has one that Discord takes."""
    return markup.web_address(source_link(shown.entry, shown.passage.text, limit=LINK), LINK)


def date_of(day: dt.date) -> str:
    """A date in words."""
    return f"{day.day} {day:%B} {day.year}"


def _headed(entry: Entry, link: str | None, *extra: str | None) -> Card:
    card = Card()
    card.author(wording.speaker(_shortened(entry.speaker.name, _NAME), entry.speaker.role))
    card.title(entry.pair.question, link)
    card.footer(" · ".join(filter(None, (_source(entry), *_marks(entry), *extra))))
    return card


def _source(entry: Entry) -> str:
    interview = entry.interview
    show = wording.show(_shortened(interview.show, _PART), interview.season)
    return " · ".join((_shortened(interview.outlet, _PART), date_of(interview.published), show))


def _marks(entry: Entry) -> list[str]:
    excerpt = [wording.EXCERPT] if entry.interview.excerpt else []
    return [*excerpt, wording.PARAPHRASED] if entry.pair.said is Said.PARAPHRASED else excerpt


def _newer(newer: Entry | None) -> str:
    if newer is None:
        return wording.NEWER_ELSEWHERE
    return wording.newer(newer.pair.question, date_of(newer.interview.published))


def _shortened(text: str, limit: int) -> str:
    return markup.fit(text, limit, str)
