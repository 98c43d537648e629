"""What a page's own names for its parts (classes, ids, roles) say of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.importer.model import Hint

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_ASIDES = frozenset(
    "ad ads adslot advert advertisement advertising bio breadcrumb breadcrumbs byline comment comments consent"
    " cookie cookies dateline disqus embed footer menu modal nav navbar navigation newsletter outbrain pager pagination"
    " paywall popular popup promo promoted promotion pullquote recirc recommendations recommended related share"
    " sharing sidebar signup social sponsor sponsored subscribe subscription taboola toc trending tweet twitter"
    " abo anzeige anzeigen annonce compartilhar compartir condividi cta delen donate encart infobox kommentare navbox"
    " partage partager partilha partilhar poll publicidad publicidade publicite pubblicita reclame reklam reklama"
    " relacionada relacionadas relacionado relacionados teilen verwandt werbung".split()
)
_ASIDE_PAIRS = frozenset({("sr", "only"), ("screen", "reader"), ("visually", "hidden"), ("pull", "quote")})
_ASIDE_ROLES = frozenset("banner complementary contentinfo navigation search".split())
_CAPTIONS = frozenset("caption captions credit credits figcaption".split())
_ARTICLE_STARTS = frozenset("article content entry interview post story transcript".split())
_ARTICLE_ENDS = frozenset("article body content text transcript".split())
_TIMES = frozenset("timestamp timecode time".split())
_BOLD = re.compile(r"font-weight\s*:\s*(?:(bold|bolder|[6-9]00)|(normal|lighter|[1-4]00))", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(?:(italic|oblique)|(normal))", re.IGNORECASE)
_RULE = re.compile(r"\.([\w-]{1,60})\s*\{([^{}]{0,2000})\}")


@dataclass(frozen=True, slots=True)
class Marking:
    """What an element is by its attributes.

    Attributes:
        hint: A question, an answer, or the name of a speaker.
        aside: No part of the article, by its name.
        caption: A caption or a credit.
        article: The article itself, by its name.
        time: A time in the recording.
        bold: Whether its text is bold; None where it says nothing of it.
        italic: The same for italic.
    """

    hint: Hint | None = None
    aside: bool = False
    caption: bool = False
    article: bool = False
    time: bool = False
    bold: bool | None = None
    italic: bool | None = None


NONE = Marking()


class Markings:
    """Reads attributes, each different set of names once.

    Args:
        styles: The style sheets in the page; of these the classes that are bold or italic are known.
    """

    def __init__(self, styles: str = "") -> None:
        self._known: dict[tuple[str | None, ...], Marking] = {}
        self._styled: dict[str, tuple[bool | None, bool | None]] = {}
        for name, rule in _RULE.findall(styles):
            look = (_either(_BOLD, rule), _either(_ITALIC, rule))
            if look != (None, None):
                self._styled[name] = look

    def of(self, attributes: Mapping[str, str | None]) -> Marking:
        """What an element with these attributes is."""
        if not attributes:
            return NONE
        key = (
            attributes.get("class"),
            attributes.get("id"),
            attributes.get("role"),
            attributes.get("style"),
            attributes.get("itemprop"),
        )
        if key not in self._known:
            self._known[key] = self._read(*(name[:1000] if name else "" for name in key))
        return self._known[key]

    def _read(self, classes: str, name: str, role: str, style: str, prop: str) -> Marking:
        each = [[word.lower() for word in _WORD.findall(part)] for part in classes.split()]
        words = {word for part in each for word in part}
        pairs = {pair for part in each for pair in pairwise(part)}
        bold, italic = _either(_BOLD, style), _either(_ITALIC, style)
        for part in classes.split():
            if part in self._styled:
                looks = self._styled[part]
                bold, italic = (looks[0] if bold is None else bold), (looks[1] if italic is None else italic)
        named = {word.lower() for word in _WORD.findall(name)}
        return Marking(
            hint=_hint(words, classes.split()),
            aside=bool((words | named) & _ASIDES or pairs & _ASIDE_PAIRS or role in _ASIDE_ROLES),
            caption=bool(words & _CAPTIONS),
            article=prop == "articleBody"
            or role in ("main", "article")
            or any(part[:1] and part[0] in _ARTICLE_STARTS and part[-1] in _ARTICLE_ENDS for part in each),
            time=bool(words & _TIMES),
            bold=bold,
            italic=italic,
        )


def _hint(words: set[str], classes: list[str]) -> Hint | None:
    found = [
        hint
        for hint, names, short in (
            (Hint.QUESTION, {"question", "interviewer"}, "q"),
            (Hint.ANSWER, {"answer", "interviewee"}, "a"),
            (Hint.SPEAKER, {"speaker", "username", "poster", "commenter", "nickname"}, ""),
        )
        if words & names or (short and short in classes)
    ]
    return found[0] if len(found) == 1 else None


def _either(pattern: re.Pattern[str], style: str) -> bool | None:
    found = pattern.search(style) if style else None
    return None if found is None else found[1] is not None
