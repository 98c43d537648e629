"""Where an interview is over and only the rest of the page follows: comments, links, legal notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.importer import reasons
from bot.importer.cues import asks, words_of
from bot.importer.model import Kind
from bot.search.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.importer.lines import Line

_LONGEST_USER = 40
_LINKED = 0.5
SELF = frozenset(
    """
    i i'm i've i'd i'll my me mine myself ich mir mich mein meine meinen meinem meiner yo mi mis je j'ai moi mon ma io
    mio mia eu meu minha ik mij mijn we we're we've we'd wir nous nosotros noi wij
    jeg jag
    """.split()
)
"""What somebody says of themselves."""


def comments(lines: Sequence[Line], spoken: Collection[int], found: dict[int, str]) -> range:
    """From the head of the comments, in the last part of a page, to its end."""
    signs = [number for number in found if found[number] == reasons.COMMENTS and _opens_comment(lines[number].text)]
    latest = max(signs, default=-1)
    for number in range(max(max(spoken, default=0) + 1, len(lines) // 2), len(lines)):
        text = lines[number].text
        head = found.get(number) == reasons.COMMENTS and not _opens_comment(text)
        bare = len(text) < 24 and fold(text).strip(" :0123456789()") in {"comments", "comment", "kommentare"}
        if bare or head:
            told = lines[number].kind is Kind.HEADING or latest > number or (head and " to " in fold(text))
            after = number + 1 if number + 1 < len(lines) and number + 1 not in found else number
            named = len(lines[after].text) < _LONGEST_USER and lines[after].text[-1].isalnum() and after > number
            if told or (bare and (named or not text[0].isdecimal())):
                return range(number, len(lines))
    return range(0)


def end(lines: Sequence[Line], spoken: Collection[int], found: Mapping[int, str]) -> range:
    """From the first line of the kind that pages end with, after which nobody speaks, to the end."""
    start = max(max(spoken, default=0) + 1, len(lines) // 2)
    answered = False
    for number in range(len(lines) - 1, start - 1, -1):
        line = lines[number]
        set_off = line.emphasised or line.kind is Kind.HEADING
        if number not in found and _speaks(line, asked=not spoken and (answered or set_off)):
            start = number + 1
            break
        if number not in found:
            answered = line.text[-1] in ".!…"
    waits = bool(lines) and _waits(lines, spoken, start - 1)
    for number in range(start, len(lines)):
        line = lines[number]
        if line.kind is Kind.CUE:
            break
        over = line.source.after_rule or (found.get(number) in reasons.AT_THE_END and not _leads_on(line.text))
        if over and not waits:
            return range(number, len(lines))
        waits = waits and number in found
    return range(0)


def _waits(lines: Sequence[Line], spoken: Collection[int], number: int) -> bool:
    """Whether an answer is still to come: a line asks, or is no more than a name."""
    text = lines[number].text
    if text[-1].isalnum() or text.endswith(":"):
        return True
    if number not in spoken:
        return asks(text) and SELF.isdisjoint(words_of(text))
    label = text.split(None, 1)[0]
    same = [lines[each].text for each in spoken if lines[each].text.startswith(label)]
    return asks(text) and sum(map(asks, same)) * 5 >= 2 * len(same)


def _leads_on(text: str) -> bool:
    """Whether a link to another article names it: such links stand between paragraphs, too."""
    return ":" in text.rstrip(": ")


def _speaks(line: Line, *, asked: bool) -> bool:
    if line.kind is Kind.ITEM or line.source.links >= _LINKED:
        return False
    return not SELF.isdisjoint(words_of(line.text)) or (asked and asks(line.text))


def _opens_comment(text: str) -> bool:
    return text.endswith((":", "…", "..."))
