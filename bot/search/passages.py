"""The part of an answer that is shown: whole sentences, the ones that answer the question best."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.search.results import Passage
from bot.search.text import CUT, sentence_spans, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 350
"""Characters a passage aims to stay within; one single sentence may be longer."""


def cut(answer: str, first: int, last: int) -> Passage | None:
    """Sentences `first` to `last` of an answer (from 0, both inclusive), or None if it has no such sentences."""
    parts = sentences(answer)
    if not 0 <= first <= last < len(parts):
        return None
    return _passage(parts, first, last)


def lead(answer: str, longest: int = LONGEST) -> Passage:
    """The opening of an answer, as many whole sentences as fit into `longest` characters (at least one)."""
    parts = sentences(answer)
    return _passage(parts, 0, _grow(parts, 0, 0, longest)[1])


def best(answer: str, worth: Sequence[float], longest: int = LONGEST) -> Passage:
    """The passage around the sentences that are worth most to a question.

    Args:
        answer: The whole answer.
        worth: For each of its `sentences`, how well it answers the question (0: not at all).
        longest: The passage grows from the best run of sentences, forwards first, within so many characters.
    """
    parts = sentences(answer)
    if len(answer) <= longest or not any(worth):
        return lead(answer, longest)
    runs = [
        (sum(worth[first : last + 1]), first - last, -first, last)
        for first in range(len(parts))
        for last in range(first, _longest_run(parts, first, longest))
    ]
    _, _, first, last = max(runs)
    first, last = _grow(parts, -first, last, longest)
    return _passage(parts, first, last)


def pages(answer: str, longest: int) -> list[str]:
    """A whole answer in pages of at most `longest` characters, cut at sentence ends wherever a sentence fits a page."""
    result: list[str] = []
    start = stop = 0
    for begin, end in sentence_spans(answer):
        if end - start > longest and stop > start:
            result.append(answer[start:stop])
            start = begin
        while end - start > longest:
            space = answer.rfind(" ", start + 1, start + longest)
            stop = space if space > 0 else start + longest
            result.append(answer[start:stop])
            start = stop + (space > 0)
        stop = end
    if stop > start:
        result.append(answer[start:stop])
    return result


def _longest_run(parts: Sequence[str], first: int, longest: int) -> int:
    """The end (exclusive) of the longest run of sentences from `first` within `longest` characters, at least one."""
    last, length = first, len(parts[first])
    while last + 1 < len(parts) and length + 1 + len(parts[last + 1]) <= longest:
        last += 1
        length += 1 + len(parts[last])
    return last + 1


def _grow(parts: Sequence[str], first: int, last: int, longest: int) -> tuple[int, int]:
    """Widen a run of sentences, forwards first, while it stays within `longest` characters."""
    length = sum(map(len, parts[first : last + 1])) + last - first
    while last + 1 < len(parts) and length + 1 + len(parts[last + 1]) <= longest:
        last += 1
        length += 1 + len(parts[last])
    while first > 0 and length + 1 + len(parts[first - 1]) <= longest:
        first -= 1
        length += 1 + len(parts[first])
    return first, last


def _passage(parts: Sequence[str], first: int, last: int) -> Passage:
    text = " ".join(parts[first : last + 1])
    if first > 0:
        text = CUT.sub("", text, count=1).lstrip() if CUT.match(text) else text
    return Passage(first, last, len(parts), text)
