"""Threads copied from a browser as text: forums, boards, comments below a video.

With each post stands when it was written or how it is liked, and near that, at the same place in every post, who
wrote it. What comes at the ends of many posts (rank, buttons, signature) is the page's.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.importer.buttons import BUTTONS
from bot.importer.dates import AGO, DATE, SPAN
from bot.importer.noise import furniture
from bot.importer.reasons import COMMENTS, MENU, SHARING
from bot.importer.thread import FEWEST, MOST_OF_IT, MOSTLY, author, recur

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.importer.model import Block

_MARKS = "> \t"
_LONGEST = 140
"""Characters of a line that is no part of what somebody writes."""
_REPEATED = 20
"""Characters of a line that is quoted if an earlier post has it."""
_OFTEN = 4
"""What one in so many posts begins or ends with is the page's."""
_TOP = -9
_LEADING, _TRAILING = 4, 8
"""Lines at the ends of a post that may be the page's."""
_PLACES = (0, -1, _TOP, -2, 1, 2)
"""Where the name may stand: on the line of the date, so many lines above or below it, or at the top of the lines that
it ends."""
_FIRST = 12
"""Lines above the first date in which the first post is, where dates stand below."""
_CLOSING = 2
"""Lines of the page below the last post of such a thread, at most."""
_ABOVE = 4
"""Lines above a date in which the name is."""
_CLOCK = r"(?:,? (?:at |um |à |a las )?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?)?"
_WHEN = re.compile(rf"\b(?:{AGO}|{SPAN}|(?:{DATE}|today|yesterday)(?!\d){_CLOCK})", re.IGNORECASE)
_MAYBE = re.compile(r"\d|ago\b|day\b|\b(?:une?|eine?[mr]?|uma?)\b", re.IGNORECASE)
"""What no such line is without."""
_LIKED = re.compile(r"-?\b[\d.,]+k? (?:point|like|upvote|vote)s?\b|\[?score hidden\]?", re.IGNORECASE)
_FLAG = re.compile(
    r"\W*(?:(?:op|s|m|a|original poster|author|autor|creator|mod(?:erator)?|admin(?:istrator)?|verified|guest|gast|"
    r"top \d+% \w+|staff(?: member)?|(?:[\w-]+ )?member|level \d+|#?[\d.,]+[km]?|on|said|wrote|says|posted|avatar|"
    r"edited|pinned by .{1,40})(?!\w)\W*)*",
    re.IGNORECASE,
)
"""What stands beside a name or a date and is neither."""
_OPENED = re.compile(r"\[S\]|(?:^|\s|\()(?:OP|Op|Author|Original Poster)\b")
"""What stands beside the name of who began the thread."""
_AFTER = BUTTONS | set("root prev next hide favorite edited op author s m on at context of gmt utc est pst".split())
_QUOTES = re.compile(
    r".{0,40}(?: said| wrote| schrieb):$|(?:originally posted|quote|zitat|cita\w*)\b.{0,60}$", re.IGNORECASE
)
_EXPAND = "Click to expand"


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands above a post, from one line to the one before another, and who wrote it; and where the post is over.

    Where it stands below, the post begins with an empty one.
    """

    start: int
    end: int
    author: str
    over: int = 0


def blocks(text: str, read: Callable[[str], Sequence[Block]]) -> tuple[Block, ...] | None:
    """What is posted, each with who posted it; None where the text is no thread.

    Args:
        text: All of it.
        read: How to read the text of a post.
    """
    raw = text.split("\n")
    lines = [line.lstrip(_MARKS).rstrip() for line in raw]
    heads = _heads(lines)
    if len(heads) < FEWEST:
        return None
    bodies = _without_ends(lines, [[*range(head.end, head.over)] for head in heads])
    before = sum(map(len, lines[: heads[0].start]))
    if before * MOST_OF_IT > sum(len(lines[number]) for body in bodies for number in body) * (1 - MOST_OF_IT):
        return None
    written = [*read("\n".join(raw[: heads[0].start]))]
    heard: set[str] = set()
    for head, body in zip(heads, bodies, strict=True):
        own = lines if raw[head.start][:1] == ">" else raw  # Replies may be set in as quotations are.
        said = "\n".join(own[number] for number in _unquoted(lines, body, heard))
        written += (replace(block, speaker=head.author) for block in read(said))
        heard.update(lines[number] for number in body)
    over = heads[-1].over
    while over < len(lines) and lines[over]:
        over += 1
    return (*written, *(replace(block, aside=True) for block in read("\n".join(raw[over:]))))


def _heads(lines: Sequence[str]) -> list[_Head]:
    """The heads of the posts: those with a name at the place where most have one; none where there is no such place."""
    filled = [number for number, line in enumerate(lines) if line and not _flag(line)]
    order = {number: at for at, number in enumerate(filled)}
    best: list[_Head] = []
    names, over = 0, len(lines)
    for sign in (_WHEN, _LIKED):
        marks = [(n, before) for n in filled if (before := _before(lines[n], sign)) is not None]
        for place in _PLACES if len(marks) >= FEWEST else ():
            there = [number for number, before in marks if bool(before) is (place == 0)]
            at = {n: order[_top(lines, n)] if place == _TOP else order[n] + place for n in there}
            at = {n: filled[to] for n, to in at.items() if 0 <= to < len(filled)}
            found = {n: who for n, to in at.items() if (who := author(lines[to]))}
            times = Counter(found.values())
            if len(found) >= MOSTLY * len(there) and recur(times) and len(times) > names:
                heads = [_head(lines, n, at[n], who) for n, who in found.items()]
                if _say(lines, heads):
                    closed = place > 0 and there[-1] not in found  # The last date is below the last post.
                    names, over = len(times), there[-1] if closed else len(lines)
                    best = [*_first(lines, there[0], set(times)), *heads] if closed else heads
        if best:
            break
    if not best:
        return []
    ends = [*(each.start for each in best[1:]), over]
    return _below(lines, best) or [
        _Head(head.start, head.end, head.author, end) for head, end in zip(best, ends, strict=True)
    ]


def _say(lines: Sequence[str], heads: Sequence[_Head]) -> bool:
    """Whether something is said between most of the heads: else what is said stands between a name and its date."""
    return sum(any(lines[one.end : other.start]) for one, other in pairwise(heads)) * 2 >= len(heads) - 1


def _first(lines: Sequence[str], date: int, names: set[str]) -> list[_Head]:
    """The head of the first post where dates stand below posts, each before the name above the next."""
    above = [number for number in range(max(0, date - _FIRST), date) if lines[number]]
    head = next((number for number in reversed(above) if author(lines[number]) in names), None)
    if head is None:
        block = date
        while block and lines[block - 1]:
            block -= 1
        head = block if block < date - 1 and author(lines[block]) else None
    who = author(lines[head]) if head is not None else None
    return [_head(lines, head, head, who)] if head is not None and who else []


def _below(lines: Sequence[str], heads: Sequence[_Head]) -> list[_Head]:
    """The posts where what tells who wrote them stands below them, right at their end; none where it does not."""
    if len(heads) < FEWEST or not heads[0].start:
        return []
    last = [number for number in range(heads[-1].end, len(lines)) if lines[number]]
    if not lines[heads[0].start - 1] or len(last) > _CLOSING:
        return []
    above = sum(lines[head.start - 1] != "" for head in heads)
    apart = sum(head.end >= len(lines) or not lines[head.end - 1] for head in heads)
    if min(above, apart) < MOSTLY * len(heads):
        return []
    start = heads[0].start
    while start and lines[start - 1]:
        start -= 1
    starts = [start, *(head.end for head in heads[:-1])]
    return [_Head(at, at, head.author, head.start) for at, head in zip(starts, heads, strict=True)]


def _flag(text: str) -> bool:
    return len(text) <= _LONGEST and _FLAG.fullmatch(text) is not None


def _top(lines: Sequence[str], date: int) -> int:
    """The first line that is no flag of those that a date ends, a few at most."""
    top = start = date
    while start > date - _ABOVE and start and lines[start - 1]:
        start -= 1
        top = top if _flag(lines[start]) else start
    return top


def _before(line: str, sign: re.Pattern[str]) -> str | None:
    """What stands before the date on a line above a post; None where it is no such line."""
    found = sign.search(line) if len(line) <= _LONGEST and _MAYBE.search(line) else None
    if found is None:
        return None
    rest = _LIKED.sub(" ", _WHEN.sub(" ", line[found.end() :]))
    if not all(word in _AFTER or word.isdecimal() for word in re.findall(r"\w+", rest.lower())):
        return None
    before = _LIKED.sub(" ", line[: found.start()]).rstrip()
    if _flag(before):
        return ""
    return None if before.endswith(":") else before


def _head(lines: Sequence[str], date: int, name: int, who: str) -> _Head:
    """The head around a date and a name, with the picture above it that is called by the name."""
    start, end = min(date, name), max(date, name) + 1
    while end < len(lines) and (
        _before(lines[end], _WHEN) == "" or _before(lines[end], _LIKED) == "" or not lines[end]
    ):
        end += 1
    above = next((n for n in range(start - 1, max(-1, start - 4), -1) if lines[n]), None)
    if above is not None and who in lines[above] and len(lines[above]) <= len(who) + 12:
        start = above
    if lines[name].startswith("@") and start and author(lines[start - 1]):  # What they are called stands above it.
        start -= 1
    answers = any(_OPENED.search(line) for line in lines[start:end])
    return _Head(start, end, f"{who} (OP)" if answers else who)


def _without_ends(lines: Sequence[str], bodies: Sequence[Sequence[int]]) -> list[list[int]]:
    """The lines of the posts without what many begin or end with, and without buttons and numbers at their ends.

    After the last post the page goes on.
    """
    filled = [[number for number in body if lines[number]] for body in bodies]
    leads = _often(lines, [body[:_LEADING] for body in filled])
    trails = _often(lines, [body[-_TRAILING:] for body in filled])
    within = []
    for body in bodies:
        start, end = 0, len(body)
        while start < end and _pages(lines[body[start]], leads):
            start += 1
        while end > start and _pages(lines[body[end - 1]], trails):
            end -= 1
        within.append(list(body[start:end]))
    over = next((at for at, n in enumerate(within[-1]) if lines[n] and _pages(lines[n], trails - leads)), None)
    return [*within[:-1], within[-1][:over]]


def _often(lines: Sequence[str], ends: Sequence[Sequence[int]]) -> set[str]:
    """The shapes of lines that many posts have at this end."""
    times = Counter(shape for each in ends for shape in {_shape(lines[number]) for number in each})
    return {shape for shape, count in times.items() if count >= max(3, len(ends) / _OFTEN)}


def _pages(line: str, often: set[str]) -> bool:
    """Whether a line at the end of a post is the page's."""
    if len(line) > _LONGEST:
        return False
    button = furniture(line) in {SHARING, COMMENTS, MENU} if line else True
    return button or _shape(line) in often or _flag(line)


def _shape(line: str) -> str:
    """A line less its numbers; of `Posts: 412` what stands before the colon."""
    field, colon, _ = line[:_LONGEST].partition(": ")
    return f"{field}:" if colon and len(field) <= 16 else re.sub(r"\d+", "0", line[:_LONGEST])


def _unquoted(lines: Sequence[str], body: Sequence[int], heard: set[str]) -> list[int]:
    """The lines of a post without what it quotes of an earlier one."""
    again = {n for n in body if len(lines[n]) >= _REPEATED and lines[n] in heard}
    heads = {a for a, b in pairwise([n for n in body if lines[n]]) if b in again and _QUOTES.match(lines[a])}
    return [n for n in body if n not in again | heads and not (again and lines[n].startswith(_EXPAND))]
