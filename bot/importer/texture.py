"""What a text looks like: whether people answer in sentences, or it is a list, a script or a log."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.importer.mentions import PROCEDURE, STAGE
from bot.importer.model import Kind
from bot.importer.names import key
from bot.importer.noise_lines import STEMS
from bot.importer.persons import language
from bot.search.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.importer.model import FoundPair
    from bot.importer.turns import Page, Turn

_LINES = 400
"""Lines in which stage directions and dates are looked for."""
_DIRECTION = re.compile(r"\W{0,4}(?:\w[^:([]{0,30}[:.—-]{1,2}\s{0,3})?[*_]{0,2}[\[(]([^\])\d]{3,160})[\])]")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_ITEM = re.compile(r"(?:[-•*–→▪]|\(?[A-Ha-h1-9][).]|\([ xX]?\)|\[[ xX]?\])\s")
_DATED = re.compile(r"\W{0,2}\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b")
_FIGURE = re.compile(r"\d|[@#%€$£]|https?:")
_OPENING = 240
"""Characters of a turn in which it says whom it speaks to."""
_QUOTES = frozenset("'\"“«„‘")


def answers(pairs: Sequence[FoundPair], page: Page, turns: Sequence[Turn], whole: float) -> dict[str, float]:
    """What the answers look like: people speak in sentences, pages also in lists, figures and quotations.

    Args:
        pairs: The pairs.
        page: The lines.
        turns: Whose words the answers are.
        whole: How much of a text there is, 0 to 1.
    """
    words = [word for pair in pairs for word in pair.answer[:600].split()]
    figures = sum(_FIGURE.search(word) is not None for word in words) / max(1, len(words))
    paragraphs = [text for pair in pairs for text in pair.answer.split("\n\n")]
    quoted = sum((pair.question[:1] in _QUOTES) + (pair.answer[:1] in _QUOTES) for pair in pairs)
    return {
        "figures": min(0.2, figures) * 5 * whole,
        "items": max(
            sum(_ITEM.match(text) is not None for text in paragraphs) / len(paragraphs),
            sum(_listed(page, turn) for turn in turns) / max(1, len(turns)),
        ),
        "quotations": quoted / 2 / len(pairs),
    }


def _listed(page: Page, turn: Turn) -> bool:
    """Whether a turn is a list and nothing else."""
    lines = [page.lines[span.line] for span in turn.spans]
    return len({line.block for line in lines}) > 1 and all(line.kind is Kind.ITEM for line in lines)


def dated(page: Page) -> float:
    """How many lines bear a date, as in a log."""
    texts = [line.text for line in page.lines[:_LINES]]
    return sum(_DATED.match(text) is not None for text in texts) / max(1, len(texts))


def acted(page: Page) -> float:
    """How many lines tell where a scene plays, who comes and goes, and what somebody does, other than laugh.

    A line that comes again is the page's.
    """
    texts = [line.text for line in page.lines[:_LINES]]
    spoken = language(" ".join(texts[:40]))
    count = 0.0
    first = {text: number for number, text in reversed(list(enumerate(texts)))}
    for text, number in first.items():
        if text[:1].isalpha() or text[:1] in "[(":
            count += 3.0 * (STAGE.match(text) is not None)
        if "(" in text[:60] or "[" in text[:60]:
            label = page.labels.get(number)
            count += _directed(text[label.start :] if label else text, spoken.i if spoken else frozenset())
    return min(0.3, max(0.0, count - 1) / max(1, len(texts))) / 0.3


def formal(page: Page, turns: Sequence[Turn]) -> float:
    """How often turns open as an order of business wants it; 1 for once in three."""
    openings = [page.lines[turn.spans[0].line].text[turn.spans[0].start :][:_OPENING] for turn in turns if turn.spans]
    count = len(PROCEDURE.findall(fold("\n".join(openings))))
    return min(1.0, 3 * max(0, count - 1) / max(1, len(turns)))


def _directed(text: str, own: frozenset[str]) -> bool:
    """Whether it begins with a direction, in which nobody speaks of themselves; an editor's note names itself."""
    match = _DIRECTION.match(text[:220])
    if match is None or ":" in match[1] or _LETTERS.search(match[1]) is None:
        return False
    words = key(match[1]).split()
    return own.isdisjoint(words) and not any(word.startswith(stem) for word in words for stem in STEMS)
