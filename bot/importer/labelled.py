"""Turns of a document in which labels say who speaks: everybody's, or one side's only."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from bot.importer.cues import asks, glued, likeness
from bot.importer.lines import part
from bot.importer.model import Kind, Role
from bot.importer.sides import labelled_runs, owned
from bot.importer.turns import Turn, add

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.importer.turns import Page

_CLIP = re.compile(r"[\[(]\s*(?:SOUNDBITE|SOUND BITE|CLIP|EXCERPT)\b", re.IGNORECASE)
_AS = re.compile(r"[\[(]\s*[Aa]s [A-Z][^()\[\]]{0,60}[)\]]")
UNLIKELY = "Nothing but its place says that this is the question."


class Side(Enum):
    """Whose turns have labels."""

    BOTH = "both"
    GUESTS = "guests"
    ASKERS = "askers"


def turns(page: Page, side: Side) -> tuple[list[Turn], dict[int, str]]:
    """The turns, and the lines that belong to none with their reasons."""
    clips = _clips(page)
    heads = {
        number
        for number in page.kept
        if side is not Side.GUESTS and page.lines[number].kind is Kind.HEADING and number not in page.labels
    }
    kept = [number for number in page.kept if number not in clips and number not in heads]
    head, *runs = labelled_runs(kept, page.labels)
    found: list[Turn] = []
    dropped = dict.fromkeys(heads, "heading") | dict.fromkeys(clips, "clip")
    if side is Side.GUESTS and head and runs and page.role(runs[0][0]) is Role.GUEST:
        _first_question(page, head, found)
    for at, run in enumerate(runs):
        after = page.role(runs[at + 1][0]) if at + 1 < len(runs) else None
        same = after is not None and page.voices[runs[at + 1][0]] == page.voices[run[0]]
        _speak(page, run, found, question=_question_at(page, run, side, after, same=same))
    return found, dropped


def _question_at(page: Page, run: Sequence[int], side: Side, after: Role | None, *, same: bool) -> int | None:
    """Where in the run somebody without a label takes over; None where nobody does."""
    own = owned(page.lines, page.labels, run)
    role = page.role(run[0])
    if role is Role.GUEST and side is Side.GUESTS and after is Role.GUEST:
        own = _before_question(page, run, own)
    rest = run[own:]
    if rest and role is Role.INTERVIEWER and side is Side.ASKERS and after is not Role.GUEST:
        return own
    if not rest or after is None:
        return None
    if role is Role.GUEST and after is Role.GUEST:
        text = page.text(rest[-1])
        marked = page.lines[rest[-1]].emphasised and not page.lines[run[0]].emphasised
        if side is Side.GUESTS and (same or marked or asks(text) or likeness(text) > 0):
            return _cut(page, run, own)
        return len(run) - 1 if marked or (same and asks(text) and likeness(text) > 1) else None
    if role is Role.INTERVIEWER and after is Role.INTERVIEWER:
        text = page.text(run[0])
        return own if asks(text) and likeness(page.text(rest[0])) < 1 else None
    return None


def _before_question(page: Page, run: Sequence[int], own: int) -> int:
    """In a block of adjacent lines, the last one may already be the next question."""
    if own < len(run) or own < 2 or not page.labels[run[0]].start < page.labels[run[0]].end:
        return own
    return own - 1


def _cut(page: Page, run: Sequence[int], own: int) -> int:
    """Where the question begins among the unlabelled lines before a label: at the last block, or before."""
    lines = page.lines
    at = len(run) - 1
    while at > own and lines[run[at - 1]].block == lines[run[at]].block and not lines[run[at]].gap:
        at -= 1
    while at > own and likeness(page.text(run[at - 1])) >= 1.5 and asks(page.text(run[at - 1])):
        at -= 1
    return at


def _speak(page: Page, run: Sequence[int], found: list[Turn], question: int | None) -> None:
    """Adds the turns of a run."""
    role = page.role(run[0]) or Role.GUEST
    time = page.labels[run[0]].time
    end = len(run) if question is None else question
    spans = [span for number in run[:end] if (span := page.span(number))]
    if spans:
        add(found, Turn(page.voices[run[0]], role, spans, time=time))
    if question is None:
        return
    spans = [span for number in run[question:] if (span := page.span(number))]
    if role is Role.GUEST:
        text = " ".join(page.text(number) for number in run[question:])
        clear = likeness(text) > 0 or asks(text)
        notes = [] if clear else [UNLIKELY]
        add(found, Turn(page.asker, Role.INTERVIEWER, spans, 0.97 if clear else 0.8, notes))
    else:
        add(found, Turn(page.guest, Role.GUEST, spans, 0.95))


def _first_question(page: Page, head: Sequence[int], found: list[Turn]) -> None:
    """The question before the first label: the last line before it, or the end of an introduction it is glued to.

    Where a rule ends the introduction, what stands between it and the label asks, whatever it says.
    """
    text = page.text(head[-1])
    ruled = page.lines[head[-1]].source.after_rule
    if not ruled and not asks(text) and likeness(text) <= -1 and len(head) > 1:
        return
    start = 0 if page.lines[head[-1]].emphasised else glued(text)
    span = part(page.lines, head[-1], start, len(text))
    if span:
        add(found, Turn(page.asker, Role.INTERVIEWER, [span], 0.9))


def _clips(page: Page) -> set[int]:
    """Lines of clips that are played in between: what characters say, up to the next turn of somebody who is there."""
    clips: set[int] = set()
    opened = [number for number, line in enumerate(page.lines) if _CLIP.match(line.text)]
    acted = {number for number in page.labels if _AS.match(page.text(number))}
    if not opened and not acted:
        return clips
    first = opened[0] if opened else len(page.lines)
    counts: dict[int, int] = {}
    for voice in page.voices.values():
        counts[voice] = counts.get(voice, 0) + 1
    there = {voice for number, voice in page.voices.items() if number < first and number not in acted}
    there = there or {voice for voice, count in counts.items() if count >= 3}
    marks = iter(opened)
    mark = next(marks, None)
    playing = False
    for number in page.kept:
        while mark is not None and mark < number:
            playing, mark = True, next(marks, None)
        if number in page.labels:
            playing = number in acted or (playing and page.voices[number] not in there)
        if playing:
            clips.add(number)
    return clips
