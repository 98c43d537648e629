"""Turns where only the words tell who speaks: the likeliest sequence of questions and answers, by dynamic programming.

Every line costs or gains by how much it looks like a question or an answer, every change of turn has its price, and the
best way through all lines is found (Viterbi); how much better it is than the others (forward and backward sums) is the
confidence. Labels that stand on some lines bind them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import exp, inf
from typing import TYPE_CHECKING

from bot.importer.cues import LOOKED_AT, ME, YOU, asks, glued, length, words_of
from bot.importer.layout import ends_sentence
from bot.importer.lines import part
from bot.importer.model import Kind, Role
from bot.importer.persons import language
from bot.importer.telling import STEPS, WEIGHTS, signals
from bot.importer.turns import Turn, add
from bot.search.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.importer.turns import Page

BEFORE, ASKED, ASKED_ON, ANSWERED, ANSWERED_ON, AFTER = range(6)
_STATES = range(6)
_SIDES = ((BEFORE,), (ASKED, ASKED_ON), (ASKED, ASKED_ON), (ANSWERED, ANSWERED_ON), (ANSWERED, ANSWERED_ON), (AFTER,))
"""For each state those in which the same side speaks."""
_NEVER = -inf
_CHANGE = tuple(tuple(STEPS.get((old, new), _NEVER) for new in _STATES) for old in _STATES)
"""From a state to a state: question → answer → question is the rule, everything else costs."""
_FROM = tuple(tuple((old, costs[new]) for old, costs in enumerate(_CHANGE) if costs[new] > _NEVER) for new in _STATES)
"""For each state those it can follow, each with the price."""
_Steps = tuple[tuple[tuple[int, float], ...], ...]
_INTO: _Steps = tuple(tuple((old, exp(cost)) for old, cost in each) for each in _FROM)
_OUT_OF: _Steps = tuple(tuple((new, exp(cost)) for new, cost in enumerate(costs) if cost > _NEVER) for costs in _CHANGE)
_ONES = (1.0,) * len(_STATES)
_TOLD_AT_LENGTH = 20
"""Words to a question that somebody who is interviewed says at least; the characters of a film say fewer."""
_CERTAIN = 0.85
"""So sure a line is on the average where two people really speak by turns, and hardly anywhere else."""
_FEW, _FEWER = 0.4, 0.25
"""The share of the questions that end with a question mark at least; and where the rest is certain."""
_SHOWN = 24
"""Paragraphs that show in what language a text is."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is judged as a whole: a line; of subtitles the lines up to the end of a sentence.

    Attributes:
        numbers: Its lines.
        text: What they say.
        asks: Whether it ends with a question mark.
        label: The role of whose label it begins with, if it begins with one.
    """

    numbers: tuple[int, ...]
    text: str
    asks: bool
    label: Role | None


@dataclass(frozen=True, slots=True)
class Path:
    """The likeliest sequence of states of the units, and how sure each is (0 to 1)."""

    units: Sequence[Unit]
    states: Sequence[int]
    sure: Sequence[float]


def turns(page: Page) -> tuple[list[Turn], Path]:
    """The turns of a document, and the path they were read off."""
    units = list(units_of(page))
    path = Path(units, *_walk(_emissions(page, units)))
    found: list[Turn] = []
    voice = page.guest
    for unit, state, sure in zip(units, path.states, path.sure, strict=True):
        number = unit.numbers[0]
        spans = [span for each in unit.numbers if (span := page.span(each))]
        if not spans or state in {BEFORE, AFTER}:
            continue
        time = page.lines[number].source.time
        if state in {ASKED, ASKED_ON}:
            if not found and number not in page.labels:
                start = glued(page.text(number))
                spans[0] = part(page.lines, number, spans[0].start + start, spans[0].end) or spans[0]
            asker = page.voices[number] if unit.label is Role.INTERVIEWER else page.asker
            add(found, Turn(asker, Role.INTERVIEWER, spans, sure, time=time))
        else:
            voice = page.voices.get(number, page.guest if state == ANSWERED else voice)
            add(found, Turn(voice, Role.GUEST, spans, sure, time=time))
    return found, path


def units_of(page: Page) -> Iterator[Unit]:
    """What is judged as a whole, in order."""
    waiting: list[int] = []
    for number in page.kept:
        line = page.lines[number]
        if waiting and (line.source.turn or number in page.labels):
            yield _unit(page, waiting)
            waiting = []
        waiting.append(number)
        if line.kind is not Kind.CUE or ends_sentence(line.text):
            yield _unit(page, waiting)
            waiting = []
    if waiting:
        yield _unit(page, waiting)


def _unit(page: Page, numbers: Sequence[int]) -> Unit:
    text = " ".join(map(page.text, numbers)).strip()
    return Unit(tuple(numbers), text, asks(text), page.role(numbers[0]))


def _emissions(page: Page, units: Sequence[Unit]) -> list[tuple[float, ...]]:
    """For each unit and state, what the unit says for it."""
    labelled = next((at for at, unit in enumerate(units) if unit.label is not None), 0)
    opens = labelled if units and units[labelled].label is Role.INTERVIEWER else 0
    result = []
    for at, each in enumerate(signals(page, units, adjacent=adjacent(page))):
        before = ask = answer = after = 0.0
        for name, value in each.items():
            weights = WEIGHTS[name]
            before += weights[0] * value
            ask += weights[1] * value
            answer += weights[2] * value
            after += weights[3] * value
        row = [before, ask, ask, answer, 0.0, after]
        if at < opens:
            row = [row[BEFORE], *[_NEVER] * 5]
        label = units[at].label
        result.append(tuple(row if label is None else _bound(row, label)))
    return result


def _by_turns(units: Sequence[Unit]) -> int:
    """Where all questions stand at odd places, or all at even ones: 1 or 2; 0 where they do neither."""
    places = [at for at, unit in enumerate(units) if unit.asks]
    sides = {at % 2 for at in places}
    turns = (len(units) - places[0] + 1) // 2 if places else 0
    return sides.pop() + 1 if len(sides) == 1 and len(places) >= 3 and len(places) * 3 >= turns * 2 else 0


def _bound(row: list[float], role: Role) -> list[float]:
    if role is Role.INTERVIEWER:
        return [_NEVER, row[ASKED] + 6, _NEVER, _NEVER, _NEVER, _NEVER]
    return [-3.0, _NEVER, _NEVER, row[ANSWERED] + 6, row[ANSWERED_ON] + 3, _NEVER]


def adjacent(page: Page) -> bool:
    """Whether most blocks hold two lines and more: question and answer in one block; in a cue they are one sentence."""
    sizes: dict[int, int] = {}
    for number in page.kept:
        if page.lines[number].kind is Kind.CUE:
            continue
        sizes[page.lines[number].block] = sizes.get(page.lines[number].block, 0) + 1
    several = sum(size >= 2 for size in sizes.values())
    return several >= 2 and several * 2 > len(sizes)


def _walk(rows: Sequence[Sequence[float]]) -> tuple[Sequence[int], Sequence[float]]:
    """The likeliest sequence of states, and how sure each is."""
    if not rows:
        return (), ()
    start = [rows[0][state] if state in {BEFORE, ASKED} else _NEVER for state in _STATES]
    ends = {ANSWERED, ANSWERED_ON, AFTER}
    best, back = start, []
    for row in rows[1:]:
        step, after = [], []
        for state in _STATES:
            top, chosen = _NEVER, _FROM[state][0][0]
            for old, cost in _FROM[state]:
                if best[old] + cost > top:
                    top, chosen = best[old] + cost, old
            step.append(chosen)
            after.append(top + row[state])
        best = after
        back.append(step)
    last = max(ends, key=lambda state: best[state])
    if best[last] == _NEVER:
        return (BEFORE,) * len(rows), (0.0,) * len(rows)
    states = [last]
    for step in reversed(back):
        states.append(step[states[-1]])
    states.reverse()
    return states, _certainty(rows, start, states, ends)


def _certainty(
    rows: Sequence[Sequence[float]], start: Sequence[float], states: Sequence[int], ends: set[int]
) -> list[float]:
    """The share of all paths, by weight, that give a line the side the best one gives it.

    Sums forwards and backwards, each scaled to its largest, which leaves the shares as they are (Rabiner 1989, "A
    tutorial on hidden Markov models", section V.A).
    """
    weights = list(map(_scaled, rows))
    forward = [_scaled(start)]
    for row in weights[1:]:
        forward.append(_step(forward[-1], _INTO, row, _ONES))
    backward = [[1.0 if state in ends else 0.0 for state in _STATES]]
    for row in reversed(weights[1:]):
        backward.append(_step(backward[-1], _OUT_OF, _ONES, row))
    backward.reverse()
    certain = []
    for ahead, behind, chosen in zip(forward, backward, states, strict=True):
        through = [each * after for each, after in zip(ahead, behind, strict=True)]
        certain.append(sum([through[state] for state in _SIDES[chosen]]) / (sum(through) or 1.0))
    return certain


def _step(sums: Sequence[float], steps: _Steps, here: Sequence[float], there: Sequence[float]) -> list[float]:
    """The sums at a line from those at its neighbour, scaled; the lines' own weights are `here` and `there`."""
    found = [0.0] * len(sums)
    for state, each in enumerate(steps):
        total = 0.0
        for other, share in each:
            total += sums[other] * there[other] * share
        found[state] = total * here[state]
    top = max(found) or 1.0
    return [each / top for each in found]


def _scaled(row: Sequence[float]) -> list[float]:
    """Numbers given by their logarithms, the largest made 1."""
    top = max(row)
    return [exp(each - top) for each in row]


def plausible(page: Page, path: Path, *, strict: bool = False) -> bool:
    """Whether the sequence found is an interview, and no essay, article or film that holds some questions.

    Args:
        page: The document.
        path: As found.
        strict: Whether only the strongest signs will do.
    """
    pairs = list(zip(path.units, path.states, strict=True))
    asked = [unit for unit, state in pairs if state == ASKED]
    answers = [unit for unit, state in pairs if state in {ANSWERED, ANSWERED_ON}]
    inside = sum(state not in {BEFORE, AFTER} for state in path.states)
    if len(asked) < (4 if strict else 2) or not answers:
        return False
    marked = sum(unit.asks for unit in asked) / len(asked)
    stray = sum(unit.asks for unit in answers) / len(answers)
    covered = inside / len(path.states)
    spoken = [set(words_of(unit.text)) for unit in asked]
    yours, mine = _persons(asked + answers)
    you = sum(not yours.isdisjoint(each) for each in spoken) / len(asked)
    me = sum(not mine.isdisjoint(words_of(unit.text)) for unit in answers) / len(answers)
    self_asked = sum(not mine.isdisjoint(each) and yours.isdisjoint(each) for each in spoken) / len(asked)
    told = sum(_told(unit.text) for unit in answers) / len(answers)
    share = len(asked) / max(1, inside)
    sure = sum(path.sure) / len(path.sure)
    words = sum(length(unit.text) for unit in answers)
    if strict and words < _TOLD_AT_LENGTH * len(asked):
        return False
    if not strict and sum(ends_sentence(unit.text) for unit in answers) * 2 < len(answers):  # Verses are no sentences.
        return False
    few = marked < (_FEWER if sure >= _CERTAIN else _FEW)
    if told > 0.25 or self_asked > 0.4 or few or covered < 0.5 or stray > 0.35:
        return False
    evidence = 1.2 * marked + 1.0 * you + 0.9 * me + 1.0 * min(0.5, share) + 0.8 * sure - 1.5 * told - 1.0 * stray
    by_two = adjacent(page)
    structured = by_two or _by_turns(path.units) > 0
    if me == 0 and you < 0.5 and not structured:
        return False
    evidence += 0.5 * by_two + 0.3 * (words < 25 * len(answers)) - 0.4 * (len(asked) == 2 and not structured)
    evidence += 0.4 * any(unit.label is not None for unit in asked + answers)
    return evidence >= (3.4 if strict else 2.35)


def _persons(units: Sequence[Unit]) -> tuple[frozenset[str], frozenset[str]]:
    """The words for you and for me, without those that mean the other in the language spoken: je, su, ma."""
    spoken = language(" ".join(unit.text[:LOOKED_AT] for unit in units[:_SHOWN]))
    return (YOU, ME) if spoken is None else (YOU - spoken.i | spoken.you, ME - spoken.you | spoken.i)


_TOLD = re.compile(
    r"[\"”»]\s*,?\s*(?:(?!i\b)\w+\s+){0,3}(?:said|says|told|added|adds|wrote|recalled|asked|sagte|dijo|disait)\b"
    r"|\b(?:said|says|added|sagte)\s+(?!i\b)\w+[^.]{0,40}[:,]\s*[\"“„«]"
)
"""Somebody is quoted: `“…,” she said`; what people tell of themselves (`and I said, “…”`) is not meant."""


def _told(text: str) -> bool:
    return _TOLD.search(fold(text[:LOOKED_AT])) is not None
