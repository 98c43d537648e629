"""From turns to pairs: a run of who asks, then a run of who answers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.importer import asides, narration, remarks
from bot.importer.asides import ENDED
from bot.importer.cues import holds_question
from bot.importer.lines import said
from bot.importer.model import FoundPair, Kind, Part, Role
from bot.importer.names import TOGETHER, key
from bot.importer.noise import direction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.importer.lines import Line, Span
    from bot.importer.turns import Page, Turn

_HAND_OVER = re.compile(
    r"(?:(?:yes|sure|ok|okay|please|all right|right|thank you|thanks|sorry)[,.!]?\s*)?"
    r"(?:go ahead|go on|in the back|over there|over here|fire away|shoot|ask away|your question|"
    r"you first)"
    r"(?:,? please|,? [A-Z][\w’'-]+)?[.!]*",
    re.IGNORECASE,
)
SLIPPED = "The question may begin or end a few words early or late: it does not end like a sentence."
FOLDED = "Short remarks of the interviewer were left out of the answer: {}."
HANDED = "Before the answer stood a hand-over, which was left out: {}."


@dataclass(slots=True)
class Pairing:
    """Pairs, and what of the turns is in none: the spans' lines with their reasons."""

    pairs: list[FoundPair] = field(default_factory=list)
    used: list[Span] = field(default_factory=list)
    dropped: dict[int, str] = field(default_factory=dict)


def pair(page: Page, turns: Sequence[Turn], name: Callable[[int], str], sure: float) -> Pairing:
    """The pairs that the turns make.

    Args:
        page: The document.
        turns: In order.
        name: The name of a voice.
        sure: How sure (0 to 1) the roles are.
    """
    lines = page.lines
    result = Pairing()
    turns = [turn for turn in turns if _without_directions(lines, turn, result)]
    punctuated = sum(_ended(lines, turn) for turn in turns) * 2 > len(turns)
    if page.written:
        result.dropped |= narration.take(page, turns, name)
        result.dropped |= asides.between(page, turns)
    exchanges = _exchanges(lines, turns, result)
    if exchanges:
        answers = [each.answered for each in exchanges]
        last = answers[-1][-1].voice
        known = {name(last)} if last >= 0 else set()
        result.dropped |= asides.after(page, answers, exchanges[0].turns[0], known)
        exchanges[-1].answered = [turn for turn in exchanges[-1].answered if turn.spans]
    for each in exchanges:
        result.pairs.append(_pair(lines, each, name, sure, punctuated=punctuated))
        result.used.extend(span for turn in each.turns for span in turn.spans)
    return result


def _text(lines: Sequence[Line], turn: Turn) -> str:
    return said(lines, turn.spans)


def _size(turn: Turn) -> int:
    """About how many characters it has, found without putting its text together."""
    return sum(span.end - span.start for span in turn.spans)


def _ended(lines: Sequence[Line], turn: Turn) -> bool:
    return asides.ends(lines, turn.spans[-1])


def _drop(result: Pairing, turn: Turn, reason: str) -> None:
    for span in turn.spans:
        result.dropped[span.line] = reason


def _without_directions(lines: Sequence[Line], turn: Turn, result: Pairing) -> bool:
    """Takes stage directions that stand alone out of a turn; whether anything is left of it."""
    kept = []
    for at, span in enumerate(turn.spans):
        inside = 0 < at < len(turn.spans) - 1 and lines[span.line].kind is Kind.CUE
        if not inside and direction(lines[span.line].text[span.start : span.end]):
            result.dropped[span.line] = "stage direction"
        else:
            kept.append(span)
    turn.spans = kept
    return bool(kept)


@dataclass(slots=True)
class Exchange:
    """The turns of a question and those of its answer."""

    asked: list[Turn] = field(default_factory=list)
    answered: list[Turn] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def turns(self) -> list[Turn]:
        """All of them."""
        return [*self.asked, *self.answered]


def _exchanges(lines: Sequence[Line], turns: Sequence[Turn], result: Pairing) -> list[Exchange]:
    found = [Exchange()]
    for at, turn in enumerate(turns):
        now, after = found[-1], turns[at + 1].role if at + 1 < len(turns) else None
        if turn.role is Role.GUEST:
            if not now.asked:
                _drop(result, turn, "before the first question")
            elif not now.answered and after is Role.INTERVIEWER and _hands_over(lines, turn):
                _drop(result, turn, "hand-over")
                now.notes.append(HANDED.format(_quoted(_text(lines, turn))))
            else:
                now.answered.append(turn)
        elif now.answered and after is Role.GUEST and _listens(lines, turn, now.answered[-1], turns[at + 1]):
            _drop(result, turn, "backchannel")
            now.notes.append(FOLDED.format(_quoted(_text(lines, turn))))
        else:
            if now.answered:
                found.append(Exchange())
            found[-1].asked.append(turn)
    if not found[-1].answered:
        for turn in found.pop().asked:
            _drop(result, turn, "no answer follows")
    return found


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”"


def _hands_over(lines: Sequence[Line], turn: Turn) -> bool:
    return _size(turn) <= 40 and _HAND_OVER.fullmatch(_text(lines, turn).strip()) is not None


def _listens(lines: Sequence[Line], turn: Turn, before: Turn, after: Turn) -> bool:
    text = _text(lines, turn) if _size(turn) < remarks.SHORT else ""
    if not text or holds_question(text):
        return False
    spoken = lines[turn.spans[0].line].kind is Kind.CUE or turn.time is not None
    return remarks.listens(text, _text(lines, before), _text(lines, after), spoken=spoken)


def _pair(
    lines: Sequence[Line], exchange: Exchange, name: Callable[[int], str], sure: float, *, punctuated: bool
) -> FoundPair:
    parts: list[tuple[int, list[Span]]] = []
    for turn in exchange.answered:  # One guest's turns that only a short remark parted are one part.
        if parts and parts[-1][0] == turn.voice:
            parts[-1][1].extend(turn.spans)
        else:
            parts.append((turn.voice, list(turn.spans)))
    answer = tuple(Part(name(voice), said(lines, spans)) for voice, spans in parts)
    notes = [*exchange.notes, *dict.fromkeys(note for turn in exchange.turns for note in turn.notes)]
    confidence = min(0.99, sure * min(turn.sure for turn in exchange.turns))
    question = said(lines, [span for turn in exchange.asked for span in turn.spans])
    time = exchange.asked[0].time
    if punctuated and time is not None and not ENDED.search(question[-40:]):
        notes.append(SLIPPED)
        confidence *= 0.85
    return FoundPair(question, answer, _main(answer), round(confidence, 3), tuple(notes), time)


def _main(parts: Sequence[Part]) -> str:
    words: Counter[str] = Counter()
    for part in parts:
        words[part.speaker] += len(part.text) + (0 if key(part.speaker) in TOGETHER else 1)
    return max(words, key=lambda speaker: words[speaker])
