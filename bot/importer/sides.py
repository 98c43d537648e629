"""Whose turns have labels: everybody's, one side's, nobody's but the first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.importer.cues import asks, length, likeness
from bot.importer.model import Kind, Role
from bot.importer.names import ANSWERERS, ASKERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.importer.labels import Label
    from bot.importer.lines import Line


@dataclass(frozen=True, slots=True)
class Sides:
    """What the labels cover.

    Attributes:
        turns: What is said under each label, as (voice, text).
        both: Whether both sides have labels all through.
        role: Where only one side has labels all through, the role of that side.
        labels: How many there are.
        bare: How many lines after the first label have none.
    """

    turns: Sequence[tuple[int, str]]
    both: bool
    role: Role | None
    labels: int
    bare: int


def sides(
    lines: Sequence[Line], kept: Sequence[int], labels: Mapping[int, Label], voices: Mapping[int, int], count: int
) -> Sides:
    """Reads off the order of labelled and bare lines who has labels.

    Args:
        lines: All.
        kept: The numbers of those that are no noise.
        labels: By line.
        voices: By line.
        count: How many voices there are.
    """
    _, *runs = labelled_runs(kept, labels)
    if not runs:
        return Sides((), both=False, role=None, labels=0, bare=0)
    own = [owned(lines, labels, run) for run in runs]
    before: dict[int, list[str]] = {}
    for at in range(1, len(runs)):
        last = runs[at - 1][-1]
        cue = lines[last].kind is Kind.CUE  # Its label stands where somebody else begins; what follows goes on.
        bare = len(runs[at - 1]) > own[at - 1] or (
            own[at - 1] > 1 and len(lines[last].text) < 200 and labels[runs[at - 1][0]].start
        )
        before.setdefault(voices[runs[at][0]], []).append(_marked(lines[last]) if bare and not cue else "")
    times = Counter(voices[run[0]] for run in runs)
    texts = [_text(lines, labels, run[: own[at]]) for at, run in enumerate(runs)]
    said = [(voices[run[0]], text) for run, text in zip(runs, texts, strict=True)]
    role = _one_side(labels, voices, said, before, times, sum(len(run) - own[at] for at, run in enumerate(runs)))
    bare = sum(len(run) - own[at] for at, run in enumerate(runs))
    recurring = sum(each >= 2 for each in times.values())
    dense = len(runs) >= bare and count >= 2
    both = role is None and (dense or (recurring >= 2 and len(runs) >= 5))
    turns = [
        (voices[run[0]], _text(lines, labels, run) if both and len(run) > own[at] else texts[at])
        for at, run in enumerate(runs)
    ]
    return Sides(turns, both, role, len(runs), bare)


def _marked(line: Line) -> str:
    return line.text + "?" if line.emphasised else line.text


def labelled_runs(kept: Sequence[int], labels: Mapping[int, Label]) -> list[list[int]]:
    """The lines before the first label, then each label's line with those up to the next label."""
    runs: list[list[int]] = [[]]
    for number in kept:
        if number in labels:
            runs.append([number])
        else:
            runs[-1].append(number)
    return runs


def _belongs(lines: Sequence[Line], before: int, number: int) -> bool:
    """Whether a line without a label is by its place of whoever says the line before it."""
    line = lines[number]
    if line.block == lines[before].block and not line.gap:
        return True
    speaker = line.source.speaker
    return speaker is not None and line.kind is Kind.CUE and lines[before].source.speaker == speaker


def owned(lines: Sequence[Line], labels: Mapping[int, Label], run: Sequence[int]) -> int:
    """How many lines of a run are its label's by their place: the label's, and where that is bare, the block below."""
    label = labels[run[0]]
    own = 1 if label.start < label.end or len(run) == 1 else 2
    while own < len(run) and _belongs(lines, run[own - 1], run[own]):
        own += 1
    return own


def _text(lines: Sequence[Line], labels: Mapping[int, Label], run: Sequence[int]) -> str:
    label = labels[run[0]]
    first = lines[run[0]].text[label.start : label.end]
    return " ".join([first, *(lines[number].text for number in run[1:])]).strip()


def _one_side(
    labels: Mapping[int, Label],
    voices: Mapping[int, int],
    said: Sequence[tuple[int, str]],
    before: Mapping[int, Sequence[str]],
    times: Counter[int],
    unlabelled: int,
) -> Role | None:
    """The role of those who have labels, where the lines between are the other side's; None where both have labels."""
    main, most = times.most_common(1)[0]
    if most < 2 or unlabelled > (8 if len(said) > 2 else 2) * len(said):
        return None
    others = len(said) - most
    if others <= max(1, 0.15 * most):
        bare = [text for text in before.get(main, ()) if text]
        if len(bare) < 0.6 * max(1, len(before.get(main, ()))) or not bare:
            return None
        return _role_of(labels, voices, main, [text for voice, text in said if voice == main], bare)
    every = [text for each in before.values() for text in each if text]
    bare_asked = sum(map(asks, every))
    if bare_asked < 2 or bare_asked < 0.6 * len(every) or len(every) * 3 < len(said):
        return None
    generic = {label.name.key.rstrip(" 0123456789") for label in labels.values()} & ASKERS
    asked: Counter[int] = Counter()
    for voice, text in said:
        asked[voice] += asks(text)
    often = any(count >= 2 and asked[voice] >= 0.4 * count for voice, count in times.items())
    return None if generic or often else Role.GUEST


def _role_of(
    labels: Mapping[int, Label],
    voices: Mapping[int, int],
    main: int,
    texts: Sequence[str],
    bare: Sequence[str],
) -> Role:
    keys = {label.name.key for number, label in labels.items() if voices[number] == main}
    told = {label.name.asks for number, label in labels.items() if voices[number] == main} - {None}
    if keys & ASKERS or told == {True}:
        return Role.INTERVIEWER
    if keys & ANSWERERS or told == {False}:
        return Role.GUEST
    asked = sum(map(asks, texts)) / len(texts)
    bare_asked = sum(map(asks, bare)) / len(bare)
    if abs(asked - bare_asked) > 0.2:
        return Role.INTERVIEWER if asked > bare_asked else Role.GUEST
    mine = sum(map(likeness, texts)) / len(texts) - 0.02 * sum(map(length, texts)) / len(texts)
    theirs = sum(map(likeness, bare)) / len(bare) - 0.02 * sum(map(length, bare)) / len(bare)
    return Role.INTERVIEWER if mine > theirs else Role.GUEST
