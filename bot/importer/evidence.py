"""Whether what was found is an interview at all: explainers, quotation lists and dialogues look much like one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.importer import dialogues
from bot.importer.cues import ME, YOU, asks, holds_question, length, words_of
from bot.search.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.importer.conventions import Found
    from bot.importer.model import Document, FoundPair
    from bot.importer.people import People

NO_PAIRS = "No question is followed by an answer here."
EXPLAINER = "The questions here are headings of an article: nobody is asked, and nobody answers in their own person."
NOBODY_ASKS = "Several people speak here, but nobody asks anything."
QUOTATIONS = "This is a list of quotations: nobody asks anything."
PROGRAMME = "This is a programme with times, not an interview."
QUIZ = "This is a quiz with answers to choose from, not an interview."
HELP = "This is a list of frequently asked questions, not an interview."
_OPTION = re.compile(r"\(?[aA1][).]\s")
_GREETING = re.compile(
    r"\b(?:welcome|good (?:morning|evening|afternoon)|thank you for|thanks for|hello|with us|joins? us)\b"
)
_CLOCK = re.compile(r"\d{1,2}[:.](\d\d)(?![:.\d])")
_ABOUT = re.compile(
    r"\b(?:interview|conversation|q\s?&\s?a|spoke|talked|talks|sat down|answers|questionnaire|asked|chat(?:ted|s)?|"
    r"gesprach|entrevista|entretien)\b"
)
_LOOKS = frozenset({"emphasis", "headings", "numbered", "marked", "quoted"})


def against(found: Found, pairs: Sequence[FoundPair], document: Document, who: People) -> str | None:
    """Why the pairs are no interview; None where they may be one."""
    if not pairs:
        return NO_PAIRS
    if _programme(document):
        return PROGRAMME
    if found.convention in _LOOKS:
        return _look(found.convention, pairs, document)
    if found.labelled:
        return dialogues.other(found, document, who) or _dialogue(found, pairs, who)
    return None


def _programme(document: Document) -> bool:
    """Whether most lines begin with a time of day that a clock face has a mark for."""
    texts = [line for block in document.blocks[:200] for line in block.text.split("\n")]
    clock = [match for line in texts if (match := _CLOCK.match(line))]
    return len(clock) >= 4 and len(clock) * 2 > len(texts) and all(int(match.group(1)) % 5 == 0 for match in clock)


def _look(convention: str, pairs: Sequence[FoundPair], document: Document) -> str | None:
    options = sum(bool(_OPTION.match(pair.answer)) for pair in pairs)
    if options * 2 > len(pairs):
        return QUIZ
    me = _share(pairs, lambda pair: _any(pair.answer, ME))
    you = _share(pairs, lambda pair: _any(pair.question, YOU))
    reader = _share(pairs, _tells_readers)
    words = sum(length(pair.answer) for pair in pairs) / len(pairs)
    brief = 0.3 if words < 15 else 0.0  # An explainer explains.
    first = " ".join(block.text[:400] for block in document.blocks[:8]) + " " + (document.metadata.title or "")
    told = bool(_ABOUT.search(fold(first)))
    if not told and _readers_ask(pairs) > 0.5:
        return HELP
    score = me + 0.6 * you - 0.7 * reader + 0.35 * told + (0.3 if convention == "quoted" else 0.0) + brief
    return EXPLAINER if score < 0.25 else None


def _dialogue(found: Found, pairs: Sequence[FoundPair], who: People) -> str | None:
    asking = sum(holds_question(pair.question) for pair in pairs) / len(pairs)
    quoted = sum(pair.answer[:1] in '“"«„' and pair.answer.rstrip()[-1:] in '”"»“' for pair in pairs) / len(pairs)
    marks = any(holds_question(pair.answer) or holds_question(pair.question) for pair in pairs)
    if asking < 0.5 and quoted > 0.6 and not who.hinted:
        return QUOTATIONS
    told = found.convention == "timed" or who.hinted
    if asking < 0.15 and (len(pairs) > 2 or not marks) and not told and not _spoken_to(pairs):
        return NOBODY_ASKS
    return HELP if _readers_ask(pairs) > 0.4 and _share(pairs, _tells_readers) > 0.4 else None


def _readers_ask(pairs: Sequence[FoundPair]) -> float:
    """How many of the questions are a reader's own (`How do I …?`): an interviewer speaks of the guest."""
    return _share(pairs, lambda pair: asks(pair.question) and _any(pair.question, _I) and not _any(pair.question, YOU))


def _tells_readers(pair: FoundPair) -> bool:
    return _any(pair.answer, YOU) and not _any(pair.answer, ME)


def _share(pairs: Sequence[FoundPair], holds: Callable[[FoundPair], bool]) -> float:
    return sum(map(holds, pairs)) / len(pairs)


def _spoken_to(pairs: Sequence[FoundPair]) -> bool:
    """Whether one side speaks to the other, which speaks of itself: an interviewer need not ask to be answered."""
    you = _share(pairs, lambda pair: _any(pair.question, YOU))
    me = _share(pairs, lambda pair: _any(pair.answer, ME))
    greeting = bool(_GREETING.search(fold(pairs[0].question)))
    return you >= 0.25 and you + me + 0.5 * greeting >= 0.8


_I = frozenset({"i", "i'm", "my", "me"})


def _any(text: str, words: frozenset[str]) -> bool:
    return not words.isdisjoint(words_of(text))
