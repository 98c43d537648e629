"""Turns where only the words tell who speaks: the likeliest sequence of questions and answers, by dynamic programming.

Every line costs or gains by how much it looks like a question or an answer, every change of turn has its price, and the
best way through all lines is found (Viterbi); how much better it is than the others (forward and backward sums) is the
confidence. Labels that stand on some lines bind them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import exp, inf, log
from typing import TYPE_CHECKING

from bot.importer.bows import bows
from bot.importer.cues import LOOKED_AT, ME, YOU, asks, glued, introduces, length, likeness, words_of
from bot.importer.lines import part
from bot.importer.model import Role
from bot.importer.turns import Turn, add
from bot.search.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.importer.turns import Page

BEFORE, ASKED, ASKED_ON, ANSWERED, ANSWERED_ON, AFTER = range(6)
_STATES = range(6)
_NEVER = -inf
# From a state to a state: question → answer → question is the rule, everything else costs.
_CHANGE: tuple[tuple[float, ...], ...] = (
    (0.0, 0.0, _NEVER, _NEVER, _NEVER, _NEVER),
    (_NEVER, _NEVER, -2.8, 0.0, _NEVER, _NEVER),
    (_NEVER, _NEVER, -2.8, 0.0, _NEVER, _NEVER),
    (_NEVER, 0.0, _NEVER, _NEVER, -0.9, -2.5),
    (_NEVER, 0.0, _NEVER, _NEVER, -0.7, -2.5),
    (_NEVER, _NEVER, _NEVER, _NEVER, _NEVER, 0.0),
)
_PARITY = 0.8
"""What it is worth that a line stands where a question would, in a document that keeps strictly to turns."""
_ADJACENT = 1.8
"""What it is worth that a question opens its block, in a document of blocks of two lines and more."""


@dataclass(frozen=True, slots=True)
class Path:
    """The likeliest sequence of states, and how sure each is (0 to 1)."""

    states: Sequence[int]
    sure: Sequence[float]


def turns(page: Page) -> tuple[list[Turn], Path]:
    """The turns of a document, and the path they were read off."""
    kept = page.kept
    path = _walk(_emissions(page))
    found: list[Turn] = []
    voice = page.guest
    for number, state, sure in zip(kept, path.states, path.sure, strict=True):
        span = page.span(number)
        if span is None or state in {BEFORE, AFTER}:
            continue
        time = page.lines[number].source.time
        if state in {ASKED, ASKED_ON}:
            if not found and number not in page.labels:
                start = glued(page.lines[number].text[span.start : span.end])
                span = part(page.lines, number, span.start + start, span.end) or span
            asker = page.voices[number] if page.role(number) is Role.INTERVIEWER else page.asker
            add(found, Turn(asker, Role.INTERVIEWER, [span], sure, time=time))
        else:
            voice = page.voices.get(number, page.guest if state == ANSWERED else voice)
            add(found, Turn(voice, Role.GUEST, [span], sure, time=time))
    return found, path


def _emissions(page: Page) -> list[tuple[float, ...]]:
    """For each line and state, what the line says for it."""
    kept = page.kept
    scores = [likeness(page.text(number)) for number in kept]
    adjacent = _adjacent(page)
    turn = _by_turns(page)
    result = []
    for at, number in enumerate(kept):
        line = page.lines[number]
        ask = scores[at] - 0.6 + (turn and (_PARITY if at % 2 == turn - 1 else -_PARITY))
        followed = at + 1 < len(kept) and page.lines[kept[at + 1]].block == line.block
        start = (_ADJACENT if line.opens and followed else -1.0 if line.opens else -2 * _ADJACENT) if adjacent else 0.0
        goes_on = -_ADJACENT if adjacent and line.opens else 0.0
        before = 0.5 - max(0.0, ask) * 0.8 - (0.9 if scores[at] < -1.5 else 0.0)
        bow = 2.0 if at >= len(kept) - 5 and bows(line.text) else 0.0
        after = -0.2 - max(0.0, ask) * 0.3 + bow
        answer = min(1.2, -ask) - bow
        unasked = -1.0 if at == 0 and not asks(page.text(number)) else 0.0
        if at < 8 and introduces(page.text(number)) and not asks(page.text(number)):
            before, ask = before + 0.6, ask - 0.8
        row = [before, ask + start + unasked, ask, answer, answer + goes_on, after]
        if number in page.labels:
            row = _bound(row, page.role(number))
        result.append(tuple(row))
    return result


def _by_turns(page: Page) -> int:
    """Where all questions stand at odd places, or all at even ones: 1 or 2; 0 where they do neither."""
    places = [at for at, number in enumerate(page.kept) if asks(page.text(number))]
    sides = {at % 2 for at in places}
    turns = (len(page.kept) - places[0] + 1) // 2 if places else 0
    return sides.pop() + 1 if len(sides) == 1 and len(places) >= 3 and len(places) * 3 >= turns * 2 else 0


def _bound(row: list[float], role: Role | None) -> list[float]:
    if role is Role.INTERVIEWER:
        return [_NEVER, row[ASKED] + 6, _NEVER, _NEVER, _NEVER, _NEVER]
    return [-3.0, _NEVER, _NEVER, row[ANSWERED] + 6, row[ANSWERED_ON] + 3, _NEVER]


def _adjacent(page: Page) -> bool:
    """Whether most blocks hold two lines and more: question and answer in one block."""
    sizes: dict[int, int] = {}
    for number in page.kept:
        sizes[page.lines[number].block] = sizes.get(page.lines[number].block, 0) + 1
    several = sum(size >= 2 for size in sizes.values())
    return several >= 2 and several * 2 > len(sizes)


def _walk(rows: Sequence[Sequence[float]]) -> Path:
    if not rows:
        return Path((), ())
    start = [rows[0][state] if state in {BEFORE, ASKED} else _NEVER for state in _STATES]
    ends = {ANSWERED, ANSWERED_ON, AFTER}
    best, back = start, []
    for row in rows[1:]:
        step = [max(_STATES, key=lambda old, new=state: best[old] + _CHANGE[old][new]) for state in _STATES]  # type: ignore[misc]
        best = [best[old] + _CHANGE[old][state] + row[state] for state, old in zip(_STATES, step, strict=True)]
        back.append(step)
    last = max(ends, key=lambda state: best[state])
    if best[last] == _NEVER:
        return Path((BEFORE,) * len(rows), (0.0,) * len(rows))
    states = [last]
    for step in reversed(back):
        states.append(step[states[-1]])
    states.reverse()
    return Path(states, _certainty(rows, start, states, ends))


def _certainty(
    rows: Sequence[Sequence[float]], start: Sequence[float], states: Sequence[int], ends: set[int]
) -> list[float]:
    """The share of all paths, by weight, that give a line the side the best one gives it."""
    forward = [list(start)]
    for row in rows[1:]:
        forward.append([row[new] + _sum(forward[-1][old] + _CHANGE[old][new] for old in _STATES) for new in _STATES])
    backward = [[0.0 if state in ends else _NEVER for state in _STATES]]
    for row in reversed(rows[1:]):
        after = backward[-1]
        backward.append([_sum(_CHANGE[old][new] + row[new] + after[new] for new in _STATES) for old in _STATES])
    backward.reverse()
    total = _sum(forward[-1][state] for state in ends)
    same: Callable[[int, int], bool] = lambda one, other: _side(one) == _side(other)  # noqa: E731
    return [
        min(1.0, exp(_sum(ahead[state] + behind[state] for state in _STATES if same(state, chosen)) - total))
        for ahead, behind, chosen in zip(forward, backward, states, strict=True)
    ]


def _side(state: int) -> int:
    return {BEFORE: 0, ASKED: 1, ASKED_ON: 1, ANSWERED: 2, ANSWERED_ON: 2, AFTER: 3}[state]


def _sum(values: object) -> float:
    """The logarithm of the sum of numbers given by their logarithms."""
    numbers = [value for value in values if value > _NEVER]  # type: ignore[attr-defined]
    if not numbers:
        return _NEVER
    top: float = max(numbers)
    return top + log(sum(exp(value - top) for value in numbers))


def plausible(page: Page, path: Path, *, strict: bool = False) -> bool:
    """Whether the sequence found is an interview, and no essay, article or film that holds some questions.

    Args:
        page: The document.
        path: As found.
        strict: Whether only the strongest signs will do.
    """
    asked = [number for number, state in zip(page.kept, path.states, strict=True) if state == ASKED]
    answers = [number for number, state in zip(page.kept, path.states, strict=True) if state in {ANSWERED, ANSWERED_ON}]
    inside = sum(state not in {BEFORE, AFTER} for state in path.states)
    if len(asked) < (4 if strict else 2) or not answers:
        return False
    marked = sum(asks(page.text(number)) for number in asked) / len(asked)
    stray = sum(asks(page.text(number)) for number in answers) / len(answers)
    covered = inside / len(path.states)
    you = sum(_speaks(page.text(number), YOU) for number in asked) / len(asked)
    me = sum(_speaks(page.text(number), ME) for number in answers) / len(answers)
    self_asked = sum(_speaks(page.text(number), ME) and not _speaks(page.text(number), YOU) for number in asked) / len(
        asked
    )
    told = sum(_told(page.text(number)) for number in answers) / len(answers)
    share = len(asked) / max(1, inside)
    sure = sum(path.sure) / len(path.sure)
    if told > 0.25 or self_asked > 0.4 or marked < 0.4 or covered < 0.5 or stray > 0.35:
        return False
    evidence = 1.2 * marked + 1.0 * you + 0.9 * me + 1.0 * min(0.5, share) + 0.8 * sure - 1.5 * told - 1.0 * stray
    structured = _adjacent(page) or _by_turns(page) > 0
    if me == 0 and you < 0.5 and not structured:
        return False
    if _adjacent(page):
        evidence += 0.5
    if sum(length(page.text(number)) for number in answers) < 25 * len(answers):
        evidence += 0.3
    if any(number in page.labels for number in asked + answers):
        evidence += 0.4
    if len(asked) == 2 and not structured:
        evidence -= 0.4
    return evidence >= (3.4 if strict else 2.35)


def _speaks(text: str, words: frozenset[str]) -> bool:
    return not words.isdisjoint(words_of(text))


_TOLD = re.compile(
    r"[\"”»]\s*,?\s*(?:(?!i\b)\w+\s+){0,3}(?:said|says|told|added|adds|wrote|recalled|asked|sagte|dijo|disait)\b"
    r"|\b(?:said|says|added|sagte)\s+(?!i\b)\w+[^.]{0,40}[:,]\s*[\"“„«]"
)
"""Somebody is quoted: `“…,” she said`; what people tell of themselves (`and I said, “…”`) is not meant."""


def _told(text: str) -> bool:
    return _TOLD.search(fold(text[:LOOKED_AT])) is not None
