"""Fit the numbers that tell who speaks where no label does, on the importer's interviews with their labels hidden.

    python scripts/weigh_turns.py [DIR …]

Takes the interviews below tests/importer/data, and those in each DIR, each with its expected pairs beside it, of which
every line is known to belong to a question, an answer or neither. Prints how many pairs are found by numbers that were
fitted without the interviews they are found in, and the tables for `bot/importer/telling.py`.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.importer import alternation, telling
from bot.importer.alternation import AFTER, ANSWERED, ANSWERED_ON, ASKED, ASKED_ON, BEFORE
from bot.importer.cues import asks
from bot.importer.lines import lines
from bot.importer.model import Kind
from bot.importer.noise import noise
from bot.importer.reading import read
from bot.importer.speakers import labels
from bot.importer.turns import Page
from bot.search.text import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from bot.importer.alternation import Unit
    from bot.importer.model import Document

ROOT = Path(__file__).resolve().parents[1]
FOLDS = 2
BARE = {"alternation": 3.0, "first-labelled": 3.0}
"""How much interviews count that really have no labels; those of other kinds are more, and lend their words only."""
ROUNDS = 120
RIDGE = 1.0
FASTEST = 0.08
LONG = 4
"""Sentences of an answer that may as well be two paragraphs."""
FEWEST = 4
"""Pairs of an interview from which something can be learnt."""
STATES = range(6)
ENDS = frozenset({ANSWERED, ANSWERED_ON, AFTER})
STEPS = list(telling.STEPS)
COLUMNS = [BEFORE, ASKED, ASKED, ANSWERED, None, AFTER]
"""For each state whose weights count in it."""
PLACES = {BEFORE: 0, ASKED: 1, ANSWERED: 2, AFTER: 3}


@dataclass(frozen=True)
class Example:
    """An interview: a row of signals for each of its units, the state each is in, and how much it counts."""

    rows: NDArray[np.float64]
    states: Sequence[int]
    count: float = 1.0


def main() -> None:
    """Fit, judge and print."""
    found = list(examples([str(ROOT / "tests/importer/data"), *sys.argv[1:]]))
    names = sorted({name for signals, _, _ in found for each in signals for name in each})
    known = [Example(np.array([[each.get(name, 0.0) for name in names] for each in signals]), states, count)
             for signals, states, count in found]  # fmt: skip
    print(f"{len(known)} interviews, {sum(len(each.states) for each in known)} units")
    order = list(range(len(known)))
    np.random.default_rng(0).shuffle(order)
    hits = wanted = given = 0
    for fold in range(FOLDS):
        left = set(order[fold::FOLDS])
        weights = fit([each for at, each in enumerate(known) if at not in left])
        for at in left:
            truth, got = pairs(known[at].states), pairs(likeliest(known[at], weights))
            hits, wanted, given = hits + len(truth & got), wanted + len(truth), given + len(got)
    print(f"interviews left out: recall {hits / wanted:.3f}, precision {hits / given:.3f}")
    weights = fit(known)
    for at, name in enumerate(names):
        print(f'    "{name}": ({", ".join(f"{weights[0][at, column]:.2f}" for column in range(4))}),')
    for old, new in STEPS:
        print(f"    ({old}, {new}): {weights[1][old, new]:.2f},")


def examples(directories: Iterable[str]) -> Iterator[tuple[list[dict[str, float]], list[int], float]]:
    """The signals and states of the units of each interview, each text once, and how much it counts."""
    seen = set()
    for told in sorted(path for each in directories for path in Path(each).rglob("*.*.json")):
        file = told.with_name(told.name.removesuffix(".json"))
        expected = json.loads(told.read_text("utf-8"))
        if not file.exists() or not isinstance(expected, dict) or len(expected.get("pairs", ())) < FEWEST:
            continue
        wanted = tuple((plain(each["question"]), plain(each["answer"])) for each in expected["pairs"])
        made = [] if wanted in seen else of(read(file.read_bytes(), file.name), wanted)
        seen.add(wanted)
        for signals, states in made:
            yield signals, states, BARE.get(file.parent.name, 1.0)


def plain(text: str) -> str:
    """A text but for its white space."""
    return " ".join(text.split())


def of(document: Document, wanted: Iterable[tuple[str, str]]) -> list[tuple[list[dict[str, float]], list[int]]]:
    """The signals and the states of an interview's units, also in more paragraphs; none where lines are no units."""
    found = lines(document)
    marks = labels(found, document.metadata)
    own = {label.line + 1 for label in marks.values() if label.start >= label.end}
    dropped = noise(found, marks.keys(), own)
    page = Page(found, [number for number in range(len(found)) if number not in dropped], marks, {}, {})
    page = replace(page, kept=[number for number in page.kept if page.text(number)])
    sides = _sides(page, wanted)
    if sides is None:
        return []
    inside = range(min(sides), max(sides))
    headings = {number for number in page.kept if found[number].kind is Kind.HEADING}
    kept = [number for number in page.kept if number in sides or not (number in inside or number in headings)]
    page = replace(page, kept=kept)
    units = [replace(unit, label=None) for unit in alternation.units_of(page)]
    adjacent = alternation.adjacent(page)
    cues = any(found[number].kind is Kind.CUE for number in page.kept)
    made = []
    for each in (units,) if adjacent or cues else (units, list(_in_paragraphs(units, sides))):
        states = _states([sides.get(unit.numbers[0]) for unit in each])
        if all(step in STEPS for step in pairwise(states)) and states[-1] in ENDS:
            made.append((telling.signals(page, each, adjacent=adjacent), states))
    return made


def _in_paragraphs(units: Iterable[Unit], sides: Mapping[int, int]) -> Iterator[Unit]:
    """The units, long answers in two paragraphs each, as other authors would set them."""
    for unit in units:
        ends = [end for _, end in sentence_spans(unit.text)]
        if sides.get(unit.numbers[0]) == ANSWERED and len(ends) >= LONG:
            cut = ends[len(ends) // 2 - 1]
            for text in (unit.text[:cut], unit.text[cut:].strip()):
                yield replace(unit, text=text, asks=asks(text))
        else:
            yield unit


def _sides(page: Page, wanted: Iterable[tuple[str, str]]) -> dict[int, int] | None:
    """Of each line that is a part of a pair, which part; None where the lines do not make up the pairs."""
    parts = iter([(side, text) for pair in wanted for side, text in zip((ASKED, ANSWERED), pair, strict=True)])
    side, rest = next(parts)
    sides = {}
    for number in page.kept:
        text = plain(page.text(number))
        if not rest:
            side, rest = next(parts, (AFTER, ""))
        if text and rest.startswith(text):
            sides[number] = side
            rest = rest[len(text) :].lstrip()
    return sides if sides and not rest and next(parts, None) is None else None


def _states(sides: Sequence[int | None]) -> list[int]:
    states: list[int] = []
    for side in sides:
        last = states[-1] if states else BEFORE
        if side == ASKED:
            states.append(ASKED_ON if last in {ASKED, ASKED_ON} else ASKED)
        elif side == ANSWERED:
            states.append(ANSWERED_ON if last in {ANSWERED, ANSWERED_ON} else ANSWERED)
        else:
            states.append(AFTER if last in ENDS else BEFORE)
    return states


Weights = tuple["NDArray[np.float64]", "NDArray[np.float64]"]


def fit(known: Sequence[Example]) -> Weights:
    """The weights under which the sequences of all examples are the likeliest, held back by a ridge (Adam's method)."""
    size = known[0].rows.shape[1]
    every, means, squares = ([np.zeros((size, 4)), np.zeros((6, 6))] for _ in range(3))
    for turn in range(1, ROUNDS + 1):
        gradient = [-RIDGE * values for values in every]
        for each in known:
            for at, more in enumerate(slope(each, (every[0], every[1]))):
                gradient[at] = gradient[at] + each.count * more
        speed = FASTEST * min(1.0, 2 - 2 * turn / (ROUNDS + 1))
        for at, values in enumerate(every):
            means[at] = 0.9 * means[at] + 0.1 * gradient[at]
            squares[at] = 0.99 * squares[at] + 0.01 * gradient[at] ** 2
            every[at] = values + speed * means[at] / (1 - 0.9**turn) / (np.sqrt(squares[at] / (1 - 0.99**turn)) + 1e-8)
    return every[0], every[1]


def scores(example: Example, weights: Weights) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What speaks for each unit and state, and for each step."""
    by_column = example.rows @ weights[0]
    rows = np.stack(
        [np.zeros(len(by_column)) if column is None else by_column[:, PLACES[column]] for column in COLUMNS], axis=1
    )
    steps = np.full((6, 6), -np.inf)
    for step in STEPS:
        steps[step] = weights[1][step]
    rows[0, [ASKED_ON, ANSWERED, ANSWERED_ON, AFTER]] = -np.inf
    rows[-1, [BEFORE, ASKED, ASKED_ON]] = -np.inf
    return rows, steps


def slope(example: Example, weights: Weights) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How the logarithm of the sequence's probability grows with each weight."""
    rows, steps = scores(example, weights)
    count = len(rows)
    ahead, behind = rows.copy(), np.zeros((count, 6))
    for at in range(1, count):
        ahead[at] += total(ahead[at - 1][:, None] + steps, 0)
    for at in range(count - 2, -1, -1):
        behind[at] = total(steps + (rows[at + 1] + behind[at + 1])[None], 1)
    whole = total(ahead[-1], 0)
    off = -np.exp(ahead + behind - whole)
    off[np.arange(count), list(example.states)] += 1
    moves = np.zeros((6, 6))
    for at in range(1, count):
        moves -= np.exp(ahead[at - 1][:, None] + steps + (rows[at] + behind[at])[None] - whole)
    for step in pairwise(example.states):
        moves[step] += 1
    columns = np.stack([off[:, [s for s in STATES if COLUMNS[s] == column]].sum(axis=1) for column in PLACES], axis=1)
    return example.rows.T @ columns, moves


def total(values: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    """The logarithm of the sum of numbers given by their logarithms."""
    top = values.max(axis=axis, keepdims=True)
    top = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore"):
        return (np.log(np.exp(values - top).sum(axis=axis, keepdims=True)) + top).squeeze(axis)


def likeliest(example: Example, weights: Weights) -> list[int]:
    """The likeliest sequence of states."""
    rows, steps = scores(example, weights)
    best, back = rows[0], []
    for row in rows[1:]:
        each = best[:, None] + steps
        back.append(each.argmax(axis=0))
        best = each.max(axis=0) + row
    states = [int(best.argmax())]
    for step in reversed(back):
        states.append(int(step[states[-1]]))
    return states[::-1]


def pairs(states: Sequence[int]) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The units of each question and of its answer."""
    found: list[tuple[list[int], list[int]]] = []
    for at, state in enumerate(states):
        if state == ASKED:
            found.append(([], []))
        if state not in {BEFORE, AFTER}:
            found[-1][state in {ANSWERED, ANSWERED_ON}].append(at)
    return {(tuple(asked), tuple(answered)) for asked, answered in found}


if __name__ == "__main__":
    main()
