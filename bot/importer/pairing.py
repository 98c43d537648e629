"""From turns to pairs: a run of who asks, then a run of who answers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.importer.bows import bows
from bot.importer.cues import holds_question, words_of
from bot.importer.lines import said
from bot.importer.model import FoundPair, Kind, Part, Role
from bot.importer.names import TOGETHER, key
from bot.importer.noise import direction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.importer.lines import Line, Span
    from bot.importer.turns import Turn

SHORT = 25
"""Characters of a turn that may be no more than a sign of listening."""
_LISTENING = frozenset(
    "awesome wow yeah yes yep yup right ok okay sure great cool nice amazing interesting fascinating incredible wonderful "
    "mm mhm hmm hm mmhmm hmmm uh huh um oh ah aha ha haha hah exactly absolutely totally indeed true good fantastic brilliant "
    "lovely perfect excellent got it see i no way of course that's thats fair enough so really love very beautiful funny "
    "hilarious gotcha fine definitely sounds go on oof whoa damn god my goodness gosh crazy wild hilarious please well "
    "genau stimmt klar toll ja gut claro vale bien d'accord louder not this is was the".split()
)
_LISTENING_CORE = _LISTENING - {
    "so",
    "i",
    "my",
    "that's",
    "thats",
    "this",
    "is",
    "was",
    "the",
    "not",
    "go",
    "on",
    "please",
    "well",
    "very",
    "it",
}
_HAND_OVER = re.compile(
    r"(?:(?:yes|sure|ok|okay|please|all right|right|thank you|thanks|sorry)[,.!]?\s*)?"
    r"(?:go ahead|go on|next(?: question)?|in the back|over there|over here|fire away|shoot|ask away|your question|you first)"
    r"(?:,? please|,? [A-Z][\w’'-]+)?[.!]*",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?…:;。！？—–-][\"'”’»)\]*_]*$")
SLIPPED = "The question may begin or end a few words early or late: it does not end like a sentence."
FOLDED = "Short remarks of the interviewer were left out of the answer: {}."
HANDED = "Before the answer stood a hand-over, which was left out: {}."


@dataclass(slots=True)
class Pairing:
    """Pairs, and what of the turns is in none: the spans' lines with their reasons."""

    pairs: list[FoundPair] = field(default_factory=list)
    used: list[Span] = field(default_factory=list)
    dropped: dict[int, str] = field(default_factory=dict)


def pair(
    lines: Sequence[Line], turns: Sequence[Turn], name: Callable[[int], str], sure: float, *, written: bool
) -> Pairing:
    """The pairs that the turns make.

    Args:
        lines: All lines of the document.
        turns: In order.
        name: The name of a voice.
        sure: How sure (0 to 1) the roles are.
        written: Whether the last answer may be followed by a bow, such as when the show is on.
    """
    result = Pairing()
    turns = [turn for turn in turns if _without_directions(lines, turn, result)]
    punctuated = sum(bool(_ENDED.search(_text(lines, turn))) for turn in turns) * 2 > len(turns)
    exchanges = _exchanges(lines, turns, result)
    for at, (asked, answered, notes) in enumerate(exchanges):
        if at == len(exchanges) - 1 and written:
            _without_bow(lines, answered, result)
        result.pairs.append(_pair(lines, asked, answered, name, sure, notes, punctuated=punctuated))
        result.used.extend(span for turn in (*asked, *answered) for span in turn.spans)
    return result


def _text(lines: Sequence[Line], turn: Turn) -> str:
    return said(lines, turn.spans)


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


Exchange = tuple[list["Turn"], list["Turn"], list[str]]


def _exchanges(lines: Sequence[Line], turns: Sequence[Turn], result: Pairing) -> list[Exchange]:
    found: list[Exchange] = []
    asked: list[Turn] = []
    answered: list[Turn] = []
    notes: list[str] = []
    for at, turn in enumerate(turns):
        if turn.role is Role.GUEST:
            if not asked:
                _drop(result, turn, "before the first question")
            elif _hands_over(lines, turn) and not answered and _asks_next(turns, at):
                _drop(result, turn, "hand-over")
                notes.append(HANDED.format(_quoted(_text(lines, turn))))
            else:
                answered.append(turn)
        elif answered and _listens(lines, turn) and at + 1 < len(turns) and turns[at + 1].role is Role.GUEST:
            _drop(result, turn, "backchannel")
            notes.append(FOLDED.format(_quoted(_text(lines, turn))))
        else:
            if answered:
                found.append((asked, answered, notes))
                asked, answered, notes = [], [], []
            asked.append(turn)
    if answered:
        found.append((asked, answered, notes))
    else:
        for turn in asked:
            _drop(result, turn, "no answer follows")
    return found


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”"


def _asks_next(turns: Sequence[Turn], at: int) -> bool:
    return at + 1 < len(turns) and turns[at + 1].role is Role.INTERVIEWER


def _hands_over(lines: Sequence[Line], turn: Turn) -> bool:
    text = _text(lines, turn).strip()
    return len(text) <= 40 and _HAND_OVER.fullmatch(text) is not None  # noqa: PLR2004


def _listens(lines: Sequence[Line], turn: Turn) -> bool:
    text = _text(lines, turn)
    words = words_of(text) if len(text) < SHORT and not holds_question(text) else []
    return bool(words) and all(word in _LISTENING for word in words) and not _LISTENING_CORE.isdisjoint(words)


def _without_bow(lines: Sequence[Line], answered: Sequence[Turn], result: Pairing) -> None:
    """Takes from the end of the last answer what is the page's again: when the show is on, who wrote this."""
    last = answered[-1]
    spans = last.spans
    for at in range(1, len(spans)):
        line = lines[spans[at].line]
        text = line.text[spans[at].start : spans[at].end]
        marked = line.emphasised and not lines[spans[0].line].emphasised
        if len(text) < 500 and spans[at].start == 0 and (bows(text) or marked or line.kind is Kind.HEADING):  # noqa: PLR2004
            for span in spans[at:]:
                result.dropped[span.line] = "outro"
            last.spans = spans[:at]
            return


def _pair(
    lines: Sequence[Line],
    asked: Sequence[Turn],
    answered: Sequence[Turn],
    name: Callable[[int], str],
    sure: float,
    notes: list[str],
    *,
    punctuated: bool,
) -> FoundPair:
    question = [span for turn in asked for span in turn.spans]
    parts: list[Part] = []
    at = 0
    while at < len(answered):  # One guest's turns that only a short remark parted are one part.
        spans = list(answered[at].spans)
        first = answered[at]
        while at + 1 < len(answered) and answered[at + 1].voice == first.voice:
            at += 1
            spans.extend(answered[at].spans)
        parts.append(Part(name(first.voice), said(lines, spans)))
        at += 1
    notes = [*notes, *dict.fromkeys(note for turn in (*asked, *answered) for note in turn.notes)]
    confidence = sure * min(turn.sure for turn in (*asked, *answered))
    text = said(lines, question)
    if punctuated and not _ENDED.search(text) and asked[-1].time is not None:
        notes.append(SLIPPED)
        confidence *= 0.85
    return FoundPair(text, tuple(parts), _main(parts), round(min(confidence, 0.99), 3), tuple(notes), asked[0].time)


def _main(parts: Sequence[Part]) -> str:
    words: Counter[str] = Counter()
    for part in parts:
        words[part.speaker] += len(part.text) + (0 if key(part.speaker) in TOGETHER else 1)
    return max(words, key=lambda speaker: words[speaker])
