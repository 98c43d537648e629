"""What a page says of who asks and who answers: outlet and author, its title, the sentences before the interview."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.importer.names import key
from bot.search.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.importer.lines import Line
    from bot.importer.model import Metadata

INTRO = 25
"""Lines at the beginning in which people are introduced."""
_CAPITALISED = re.compile(r"[^\W\d_][\w’'-]*(?:\s+[A-Z\u00c0-\u00de][\w’'.-]*)+")
_OUTLET = frozenset(
    """
    magazine gazette news times post daily weekly herald tribune review journal press radio tv podcast today online
    media digest chronicle observer guardian standard courier bulletin record report reporter wire screen blog zine
    club network spiegel zeit zeitung com
    """.split()
)
_SITE = re.compile(r"[|»·]\s*([^|»·]{3,40})$")
"""The name of a site at the end of what a browser shows as a page's title."""
_WITH = re.compile(r"(?:with|spoke (?:to|with)|talked (?:to|with)|talks (?:to|with)|chat(?:ted|s)? with|sat down with|"
                   r"interview(?:ed|s)?|called|caught up with|met|speaks (?:to|with)|joined by|guest(?:s)?:?|mit|"
                   r"con|avec)\s+"
                   r"(?:\S+\s+){0,4}?$")  # fmt: skip


def hints(names: Sequence[Sequence[str]], metadata: Metadata, intro: str) -> list[float]:
    """What the page says of each voice: above 0 that it asks, below 0 that it answers."""
    outlet = _squeezed(metadata.outlet or "")
    domain = _squeezed(re.sub(r"^\w+://(?:www\.)?|[/?#].*$|\.\w+(?=[/?#]|$)", "", metadata.url or ""))
    site = _SITE.search((metadata.summary or "").partition("\n")[0])
    houses = {outlet, domain, _squeezed(site[1]) if site else ""}
    author = set(key(metadata.author or "").split())
    title = f" {_spaced(metadata.title or '')} "
    folded = f" {_spaced(intro)} "
    people = {key(form).rpartition(" ")[2] for forms in names for form in forms if "&" not in form}
    result = []
    for forms in names:
        score = 0.0
        for form in forms:
            squeezed, plain, tokens = _squeezed(form), f" {_spaced(form)} ", key(form).split()
            own = set(tokens)
            if len(squeezed) > 2 and squeezed in houses:
                score += 3.0
            house = own & _OUTLET or tokens[:1] == ["the"] or ("&" in form and own.isdisjoint(people))
            if house and len(forms) <= 4:
                score += 1.5
            if own and own <= author:
                score += 2.5
            if len(plain) > 5 and plain in title:
                score -= 1.5
            score += _introduced(plain, folded)
            if len(tokens) > 1 and plain not in folded:
                score += _introduced(f" {tokens[-1]} ", folded)
        result.append(max(-4.0, min(4.0, score)))
    return result


def _introduced(plain: str, intro: str) -> float:
    """What the sentences before the interview say of somebody."""
    at = intro.find(plain) if len(plain) > 5 else -1
    if at < 0:
        return 0.0
    before = intro[max(0, at - 60) : at + 1]
    if before.endswith((" by ", " von ", " par ", " por ")):
        return 1.5
    if _WITH.search(before):
        return 1.0 if intro[at + len(plain) :].startswith(("spoke ", "talked ", "sat down ", "met ")) else -1.0
    return (
        1.0
        if re.match(r"(?:spoke|talked|sat down|caught up|met|chatted|asked)\b", intro[at + len(plain) :][:20])
        else -0.3
    )


def _spaced(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def _squeezed(text: str) -> str:
    return re.sub(r"^the(?=\w{3})", "", "".join(re.findall(r"[^\W_]+", fold(text))))


def names_in(lines: Sequence[Line], labelled: set[int], metadata: Metadata) -> set[str]:
    """The words of names of two words and more that the introduction and the page's own description hold.

    Args:
        lines: All lines.
        labelled: The numbers of those that begin with what may be a label.
        metadata: The page's own description.
    """
    texts = [metadata.title or "", metadata.outlet or "", metadata.author or ""]
    texts += [line.text[:2000] for number, line in enumerate(lines[:INTRO]) if number not in labelled]
    found = {key(metadata.outlet or "")} - {""}
    for text in texts:
        for match in _CAPITALISED.finditer(text):
            tokens = key(match.group()).split()
            found.update(tokens)
            found.update(
                " ".join(tokens[at:end])
                for at in range(len(tokens))
                for end in range(at + 2, min(len(tokens), at + 5) + 1)
            )
    return found
