"""Pages on which people post: forums, boards, comments. Boxes alike, each with somebody's name and what they wrote.

No name of a class is needed for that: the name stands at the same place in every box, short, and comes again; what
they wrote is where most of the text is. All else in a box (rank, date, signature, buttons) is the page's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.importer.dates import DATE
from bot.importer.model import Kind
from bot.importer.names import name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.importer.boxes import Item, Page
    from bot.importer.model import Block

FEWEST = 4
MOSTLY = 0.8
MOST_OF_IT = 0.6
"""Share of the page's text that is in the posts; comments below an article are fewer."""
_LONGEST_NAME = 40
_LONGEST_LINE = 200
_AFTER_NAME = re.compile(
    rf"\s*[|·•–—»,(\[]\s|\s[(\[@#]|\s{{2,}}|\s(?:OP|Author|Mod)\b|\[[A-Z]{{1,3}}\]|\s-?[\d.,]+k? \w+|"
    rf"\s(?:said|wrote|says|writes|posted|replied|on)\b|\s+{DATE}|\s\d+ \w+ ago\b",
    re.IGNORECASE,
)
_FOLD = re.compile(r"(?:\[[–+-]\]\s*)?(?:(?:re: .{0,80}\s)?(?:post(?:ed)? |written )?by:?\s+)?", re.IGNORECASE)
"""What stands before a name: a button that folds the post away, `Posted by`."""

_QUOTED = re.compile(r"^[^\n:]{1,40} [^\n:]{3,20}:\s*")
"""What stands before a quotation of another post: `Ana wrote:`."""

_Place = tuple[str, ...]
"""Where in its post something stands: the elements around it."""


@dataclass(frozen=True, slots=True)
class _Post:
    author: str
    items: Sequence[Item]


def blocks(page: Page) -> tuple[Block, ...] | None:
    """What is posted, each with who posted it; None where the page is no thread."""
    signs = Counter(box.sign for box in page.boxes)
    sizes = _sizes(page)
    total = sizes[0]
    holding: Counter[str] = Counter()
    for box, size in zip(page.boxes, sizes, strict=True):
        holding[box.sign] += size
    for sign in signs:
        if sign and signs[sign] >= FEWEST and holding[sign] >= MOST_OF_IT * total:
            posts = _posts(page, sign, total)
            if posts:
                return tuple(_written(posts))
    return None


def _sizes(page: Page) -> list[int]:
    """How much text is in each box."""
    sizes = [0] * len(page.boxes)
    for item in page.items:
        sizes[item.box] += len(item.block.text)
    for number in range(len(sizes) - 1, 0, -1):
        sizes[page.boxes[number].parent] += sizes[number]
    return sizes


def _posts(page: Page, sign: str, total: int) -> list[_Post]:
    """The posts, if boxes of this kind are posts and most of the page: nearly all have a name, one of them again."""
    inside: dict[int, list[tuple[_Place, Item]]] = defaultdict(list)
    for item in page.items:
        box, place = item.box, []
        while box > 0 and page.boxes[box].sign != sign:
            place.append(page.boxes[box].sign)
            box = page.boxes[box].parent
        if box > 0:
            inside[box].append((tuple(reversed(place)), item))
    size = sum(len(item.block.text) for each in inside.values() for _, item in each)
    if len(inside) < FEWEST or size < MOST_OF_IT * total:
        return []
    named = _author_place(inside.values())
    if named is None:
        return []
    others = [(place, item) for each in inside.values() for place, item in each if place != named]
    body = _body_place(others, len(inside))
    posts = []
    for each in inside.values():
        who = next((author(item.block.text) for place, item in each if place == named), None)
        said = [item for place, item in each if place != named and place[: len(body)] == body]
        if who and said:
            posts.append(_Post(who, said))
    return posts


def author(text: str) -> str | None:
    """Who a line above a post says wrote it; None where it begins with no name."""
    text = _FOLD.sub("", text.split("\n", 1)[0][:_LONGEST_LINE], count=1)
    after = _AFTER_NAME.search(text, 1)
    text = text[: after.start() if after else len(text)].strip(" :：@[],—–")
    return text if len(text) <= _LONGEST_NAME and ":" not in text and name(text.rstrip("0123456789_")) else None


def recur(authors: Counter[str]) -> bool:
    """Whether these are who wrote the posts of a thread: not always the same, and not always another."""
    again = max(authors.values(), default=0)
    return len(authors) > 1 and again > 1 and again * 4 >= authors.total()


def _author_place(posts: Iterable[Sequence[tuple[_Place, Item]]]) -> _Place | None:
    """The first place at which nearly every post has a name, not always the same and not always another."""
    posts = list(posts)
    names: dict[_Place, list[str]] = defaultdict(list)
    for post in posts:
        for place in dict.fromkeys(place for place, _ in post):
            who = next(author(item.block.text) for each, item in post if each == place)
            if who:
                names[place].append(who)
    for place, found in names.items():
        if len(found) >= MOSTLY * len(posts) and recur(Counter(found)):
            return place
    return None


def _body_place(items: Sequence[tuple[_Place, Item]], count: int) -> _Place:
    """The innermost place that holds nearly all that is written, and is there in nearly every post."""
    total = sum(len(item.block.text) for _, item in items)
    sizes: Counter[_Place] = Counter()
    times: Counter[_Place] = Counter()
    for place, item in items:
        for depth in range(1, len(place) + 1):
            sizes[place[:depth]] += len(item.block.text)
            times[place[:depth]] += 1
    holding = [place for place, size in sizes.items() if size >= MOST_OF_IT * total and times[place] >= MOSTLY * count]
    return max(holding, key=len, default=())


def _written(posts: Sequence[_Post]) -> Iterable[Block]:
    """The blocks of the posts, without what a post quotes of the one before it."""
    for before, post in pairwise([_Post("", ()), *posts]):
        heard = " ".join(item.block.text for item in before.items)
        quoted = [item for item in post.items if item.block.kind is Kind.QUOTE]
        repeats = any(_QUOTED.sub("", item.block.text, count=1) in heard for item in quoted)
        for item in post.items:
            if not (repeats and item in quoted):
                yield replace(item.block, speaker=post.author, aside=False, hint=None)
