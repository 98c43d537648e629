"""From a document to the interview in it: noise dropped, speakers told apart, questions and answers paired.

The words of the questions and answers are stretches of the source, so nothing is ever invented; what is unsure says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.importer import conventions, evidence, judging
from bot.importer.lines import Line, lines
from bot.importer.model import Document, Dropped, Role, Transcript, Voice
from bot.importer.noise import noise
from bot.importer.pairing import Pairing, pair
from bot.importer.people import People, people
from bot.importer.speakers import labels
from bot.importer.turns import ASKER, GUEST, Page

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.importer.conventions import Found

UNSURE = 0.6
"""Below it, who asks and who answers should be looked at."""


def transcribe(
    document: Document, *, interviewers: Collection[str] = (), guests: Collection[str] = (), certain: bool = False
) -> Transcript:
    """The interview found in a document.

    Args:
        document: As read.
        interviewers: Names, in any of their forms, of those who ask, whatever the text suggests.
        guests: Names of those who answer, likewise.
        certain: Whether a person says that it is an interview, as they do by naming somebody.

    Returns:
        The pairs with all that was left out; without pairs, the reason.
    """
    told = certain or bool(interviewers or guests)
    sought = _search(document, interviewers, guests)
    reading, result, who, dropped = sought.reading, sought.result, sought.who, sought.dropped
    reason = reading.reason or (None if result.pairs else judging.NO_PAIRS)
    doubt, withheld = None, 0
    if reason is None and not told:
        signals = sought.signals(document)
        reason, doubt = judging.against(signals), judging.doubt(signals)
        withheld = len(result.pairs)
    if reason is not None:
        return _none(sought, document, reason, withheld)
    dropped |= {**reading.dropped, **result.dropped}
    left = _left(sought.page, dropped, result)
    return Transcript(
        reading.convention,
        _voices(who, reading, result),
        tuple(
            result.pairs if doubt is None else (replace(each, confidence=each.confidence / 2) for each in result.pairs)
        ),
        tuple(left),
        (*document.warnings, *([doubt] if doubt else []), *who.warnings, *_warnings(reading, who)),
    )


def evidence_in(document: Document) -> dict[str, float] | None:
    """What `bot.importer.judging` weighs; None where no question is followed by an answer."""
    sought = _search(document, (), ())
    return sought.signals(document) if sought.result.pairs else None


@dataclass(frozen=True, slots=True)
class _Sought:
    """What was found in a document, before anybody asks whether that is an interview."""

    page: Page
    who: People
    reading: Found
    result: Pairing
    dropped: dict[int, str]

    def signals(self, document: Document) -> dict[str, float]:
        return evidence.signals(self.reading, self.result, self.page, document, self.who)


def _search(document: Document, interviewers: Collection[str], guests: Collection[str]) -> _Sought:
    found = lines(document)
    marks = labels(found, document.metadata)
    below = {label.line + 1 for label in marks.values() if label.start >= label.end}
    dropped = noise(found, marks.keys(), below)
    kept = [number for number in range(len(found)) if number not in dropped]
    who = people(found, kept, marks, document, interviewers=interviewers, guests=guests)
    page = Page(found, kept, marks, who.voices, who.roles.of, who.guest, who.asker)
    reading = conventions.read(page, who)
    result = pair(page, reading.turns, who.name, reading.sure)
    return _Sought(page, who, reading, result, dropped)


def _none(sought: _Sought, document: Document, reason: str, withheld: int) -> Transcript:
    found, dropped = sought.page.lines, sought.dropped
    return Transcript(
        "none",
        dropped=tuple(_merged([(n, found[n].text, dropped[n]) for n in sorted(dropped)], found)),
        warnings=(*document.warnings, *sought.who.warnings),
        reason=reason,
        withheld=withheld,
    )


def _warnings(reading: Found, who: People) -> list[str]:
    said = []
    if who.roles.open:
        said.append("Several people ask and answer by turns: say who interviews, with --interviewer or --guest.")
    elif reading.sure < UNSURE and reading.labelled:
        said.append("Who asks and who answers is unsure: look at the pairs, and swap the speakers if need be.")
    said.extend(f"“{form}” could be more than one person." for form in who.cast.unsure)
    return said


def _voices(who: People, reading: Found, result: Pairing) -> tuple[Voice, ...]:
    """Everybody with a turn, in order of appearance."""
    there = {part.speaker for each in result.pairs for part in each.parts}
    roles = who.roles.of if reading.roles is None else reading.roles
    seen: dict[int, None] = {}
    for turn in reading.turns:
        seen.setdefault(turn.voice)
    voices: dict[str, Voice] = {}
    for number in seen:
        role = {ASKER: Role.INTERVIEWER, GUEST: Role.GUEST}.get(number) or roles.get(number, Role.GUEST)
        name = who.name(number)
        also = tuple(form for form in (who.cast.forms[number] if number >= 0 else ()) if form != name)
        if role is Role.GUEST and number < 0 and name not in there:
            continue
        voices.setdefault(name, Voice(name, role, also))
    return tuple(voices.values())


def _left(page: Page, dropped: Mapping[int, str], result: Pairing) -> list[Dropped]:
    """All text that is in no pair, in order, each with its reason."""
    used: dict[int, int] = {}
    for span in result.used:
        if span.line not in dropped:
            used[span.line] = min(used.get(span.line, span.start), span.start)
    first, last = min(used, default=0), max(used, default=0)
    pieces: list[tuple[int, str, str]] = []
    for number, line in enumerate(page.lines):
        start = used.get(number)
        if start is not None:
            rest = line.text[:start].strip()
            if len(rest) > 6 and number not in page.labels:
                pieces.append((number, rest, "introduction"))
        elif number in dropped:
            pieces.append((number, line.text, dropped[number]))
        elif number not in page.labels or page.text(number):
            reason = "introduction" if number < first else "outro" if number > last else "between question and answer"
            pieces.append((number, line.text, reason))
    return _merged(pieces, page.lines)


def _merged(pieces: Sequence[tuple[int, str, str]], lines: Sequence[Line]) -> list[Dropped]:
    """Lines of one block that were dropped for the same reason, as one."""
    merged: list[tuple[int, Dropped]] = []
    for number, text, reason in pieces:
        if (
            merged
            and lines[merged[-1][0]].block == lines[number].block
            and merged[-1][1].reason == reason
            and merged[-1][0] == number - 1
        ):
            text = f"{merged.pop()[1].text}\n{text}"  # noqa: PLW2901
        merged.append((number, Dropped(text, reason)))
    return [each for _, each in merged]
