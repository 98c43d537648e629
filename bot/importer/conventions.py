"""Which convention a document follows, and the turns it then has. Labels decide before looks, looks before words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.importer import alternation, labelled, marks, typography
from bot.importer.cues import ME, YOU, asks, likeness, words_of
from bot.importer.headlines import sections
from bot.importer.labelled import Side
from bot.importer.model import Kind, Role
from bot.importer.turns import ASKER, GUEST, Page, Turn, assemble

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.importer.people import People
    from bot.importer.typography import Questions

NO_SPEAKERS = "These subtitles name no speakers, so who asks and who answers cannot be told."
NOTHING = "No questions and answers were found: nothing here shows two sides that speak by turns."
EMPTY = "There is no text in this document."
_APART = 1.2
"""How much more like questions every other turn is than the turns between, on the average."""
_SCRAP = 4
"""Turns from which these may be two questions with their answers; the first of them needs no mark."""
_WHOLE = 6
"""Marks from which a text is no scrap."""
_RARE = 8
"""One emphasised line in so many is a heading, a note or a pull quote."""
_MARKED = (("numbered", marks.numbered), ("quoted", marks.quoted), ("dashed", marks.dashed))
_MARKS = "Marks show that the speaker changes here, but not who speaks."
_UNSURE = "Only the words tell the question from the answer here."


@dataclass(frozen=True, slots=True)
class Found:
    """The turns of a document, or the reason why it has none.

    Attributes:
        convention: Its name; see `Transcript.convention`.
        turns: In order.
        dropped: Lines that are in no turn, with their reasons.
        sure: How sure (0 to 1) the whole is.
        labelled: Whether labels tell who speaks.
        roles: What each voice does, where the convention says something else than the whole text.
        reason: Why there are no turns.
    """

    convention: str
    turns: list[Turn] = field(default_factory=list)
    dropped: Mapping[int, str] = field(default_factory=dict)
    sure: float = 1.0
    labelled: bool = False
    roles: Mapping[int, Role] | None = None
    reason: str | None = None


def read(page: Page, who: People) -> Found:
    """The turns by the convention that explains most of the document."""
    if not page.kept:
        return Found("none", reason=EMPTY)
    looks = _looks(page)
    if who.sides.both and not (looks and _explains_more(page, looks[1])):
        return _by_labels(page, who, Side.BOTH)
    if looks is None and who.sides.role is not None:
        return _by_labels(page, who, Side.GUESTS if who.sides.role is Role.GUEST else Side.ASKERS)
    looks = looks or _marks(page)
    return _by_words(page, who) if looks is None else _by_look(page, *looks)


def _marks(page: Page) -> tuple[str, Questions, frozenset[int]] | None:
    """Numbers, marks of quotation or dashes at the questions."""
    for convention, find in _MARKED:
        questions = find(page)
        if questions is not None:
            return convention, questions, frozenset()
    return None


def _by_look(page: Page, convention: str, questions: Questions, closed: frozenset[int]) -> Found:
    """Who has a label below a question answers it; who has one before a question asks.

    Where no question and no answer begins with a label, what looks like one further on is none.
    """
    firsts = {after for before, after in pairwise(page.kept) if before in questions}
    if page.labels and page.labels.keys().isdisjoint(questions.keys() | firsts):
        page = replace(page, labels={}, voices={})
    asking = {page.voices[number] for number in questions if number in page.voices}
    answering = {voice for number, voice in page.voices.items() if number not in questions} - asking
    roles = dict.fromkeys(asking, Role.INTERVIEWER) | dict.fromkeys(answering, Role.GUEST)
    asker = next(iter(asking)) if len(asking) == 1 else ASKER
    guest = next(iter(answering)) if len(answering) == 1 else GUEST
    page = replace(page, roles=roles, asker=asker, guest=guest)
    questions = marks.without_numbers(page, questions)
    return Found(convention, assemble(page, questions, closed), sure=0.97, roles=roles)


def _looks(page: Page) -> tuple[str, Questions, frozenset[int]] | None:
    marked = typography.marked(page)
    if marked is not None:
        return "marked", marked, frozenset()
    emphasised, heads = typography.emphasis(page), typography.headings(page)
    if emphasised is not None and (heads is None or len(emphasised) > len(heads[0])):
        return "emphasis", emphasised, frozenset()
    if heads is not None:
        return "headings", heads[0], heads[1]
    return None


def _explains_more(page: Page, questions: Questions) -> bool:
    """Whether most of the questions told by their look have no label below them that asks.

    Where two answer by turns, one of them may pass for who asks; but he would not answer first below many a question.
    """
    under: dict[int, int] = {}
    first: dict[int, bool] = {}
    current = None
    for number in page.kept:
        if number in questions and number not in page.labels:
            current = number
            under[number] = 0
        elif current is not None and number in page.labels:
            asks_ = page.role(number) is Role.INTERVIEWER
            under[current] += asks_
            first.setdefault(current, asks_)
    labelled_ = sum(number in page.labels for number in questions)
    if labelled_ * 2 > len(questions) or len(under) < 2:
        return False
    answered = len(first) - sum(first.values())
    by_turns = (
        len(first) == len(under)
        and answered * 3 >= len(first)
        and sum(asks(page.text(number)) for number in under) * 2 >= len(under)
    )
    return by_turns or sum(count == 0 for count in under.values()) * 2 >= len(under)


def _by_labels(page: Page, who: People, side: Side) -> Found:
    turns, dropped = labelled.turns(page, side)
    shapes = [label.shape for label in page.labels.values()]
    own = sum(label.start >= label.end for label in page.labels.values()) * 2 > len(shapes)
    timed = sum(label.time is not None for label in page.labels.values()) * 2 > len(shapes)
    timed = timed or sum(page.lines[number].kind is Kind.CUE for number in page.labels) * 2 > len(shapes)
    convention = "timed" if timed else "one-sided" if side is not Side.BOTH else "own-line" if own else "labelled"
    return Found(convention, turns, dropped, who.roles.sure, labelled=True)


def _by_words(page: Page, who: People) -> Found:
    by_marks = _by_marks(page)
    if by_marks is not None:
        return by_marks
    heads = [number for number in page.kept if page.lines[number].kind is Kind.HEADING]
    items = sum(page.lines[number].kind is Kind.ITEM for number in page.kept)
    loud = [number for number in page.kept if page.lines[number].emphasis and page.lines[number].emphasised]
    heads += loud if len(loud) * _RARE <= len(page.kept) else []
    heads += sections(page)
    page = replace(page, kept=[number for number in page.kept if number not in set(heads)])
    if items * 4 > len(page.kept):
        return Found("none", reason=NOTHING)
    cues = any(page.lines[number].kind is Kind.CUE for number in page.kept)
    turns, path = alternation.turns(page)
    few = (bool(page.labels) and Role.GUEST in who.roles.of.values()) or Role.INTERVIEWER in who.roles.of.values()
    if not alternation.plausible(page, path, strict=cues):
        return Found("none", reason=NO_SPEAKERS if cues else NOTHING)
    for turn in turns:
        if turn.role is Role.INTERVIEWER and not few:
            turn.notes.append(_UNSURE)
    convention = "timed" if cues else "first-labelled" if few else "alternation"
    return Found(convention, turns, dict.fromkeys(heads, "heading"), sure=0.4 if cues else 0.95 if few else 0.85)


def _by_marks(page: Page) -> Found | None:
    """Marks without names: somebody else begins at each, and one of the two asks."""
    turns: list[list[int]] = []
    marks = 0
    for number in page.kept:
        line = page.lines[number]
        marks += line.source.turn and line.opens
        if (line.source.turn and line.opens) or not turns:
            turns.append([])
        turns[-1].append(number)
    if len(turns) < _SCRAP or marks < _SCRAP - 1 or page.labels:
        return None
    said = [likeness(" ".join(page.text(number) for number in turn)) for turn in turns]
    even, odd = (sum(said[at::2]) / len(said[at::2]) for at in (0, 1))
    if abs(even - odd) < _APART:
        return None
    first = even > odd
    if marks < _WHOLE and not _spoken_to(page, turns[0 if first else 1 :: 2], turns[1 if first else 0 :: 2]):
        return None
    found: list[Turn] = []
    for at, turn in enumerate(turns):
        role = Role.INTERVIEWER if (at % 2 == 0) is first else Role.GUEST
        spans = [span for number in turn if (span := page.span(number))]
        voice = ASKER if role is Role.INTERVIEWER else GUEST
        found.append(
            Turn(
                voice,
                role,
                spans,
                notes=[_MARKS] if role is Role.INTERVIEWER else [],
                time=page.lines[turn[0]].source.time,
            )
        )
    return Found("timed", found, sure=0.6)


def _spoken_to(page: Page, asking: Sequence[Sequence[int]], answering: Sequence[Sequence[int]]) -> bool:
    """Whether one side speaks to the other, and that one of itself: the characters of a film do so less often."""
    you = sum(any(not YOU.isdisjoint(words_of(page.text(n))) for n in turn) for turn in asking)
    me = sum(any(not ME.isdisjoint(words_of(page.text(n))) for n in turn) for turn in answering)
    return you * 3 >= len(asking) and me * 3 >= len(answering)
