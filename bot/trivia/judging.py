"""Whether what somebody typed is the missing word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA, Prefix

from bot.search.text import STOP_WORDS
from bot.trivia.model import Verdict
from bot.trivia.spelling import same, slips, spellings, spelt

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from bot.trivia.model import Round

ASIDES = frozenset(
    """
    actually answer believe bet final gap gonna guess guessing ha haha hint hm hmm lmao missing must omg perhaps
    probably reckon sorry suppose surely think um umm wait word
    """.split()
)
"""Words, besides stop words, that people put around an answer. They are no guesses, and are never asked for."""
EXTRA = 1
"""So many words more than the answer has a message may guess: `rowing boat` for a boat, but no list."""
LONGEST = 100
"""Words from which a message is no answer, whatever it says; a whole quotation typed again has fewer."""
_STEM = 4
_ALIKE = 0.6


def judge(typed: str, round_: Round) -> Verdict:
    """Judge an answer.

    Case, accents, punctuation, articles, `is it …?`, plurals and British or American spelling make no difference, nor
    does the quotation typed around the word. As many slips as `spelling.slips` grants are forgiven, unless they make
    another word that the content or the language has.

    Args:
        typed: Any text.
        round_: A round whose answer is typed.

    Returns:
        Near is one slip too many, another form of the word, part of a name, or another word that looks like the right
        one. A dump is told by its length alone, so that nobody learns whether the right word is in it.
    """
    said = spelt(typed)
    if len(said) > LONGEST:
        return Verdict.DUMP
    known = {*STOP_WORDS, *ASIDES, *spelt(round_.prompt), *spelt(round_.asked)}
    guesses = {word for word in said if word not in known}
    many = len(guesses) > len(spelt(round_.answer)) + EXTRA
    near = _part(guesses, spelt(round_.answer))
    for attempt in _attempts(said, round_.accepted):
        verdict = attempt.verdict(guesses, round_.lookalikes)
        if verdict is Verdict.RIGHT and (not many or guesses.issubset(attempt.typed)):
            return verdict
        near |= verdict is not Verdict.WRONG
    if many:
        return Verdict.DUMP
    return Verdict.NEAR if near else Verdict.WRONG


@dataclass(frozen=True, slots=True)
class _Attempt:
    """Some neighbouring words of a message beside the words of a right answer, all as `spelling.spelt` gives them."""

    typed: Sequence[str]
    right: Sequence[str]

    def verdict(self, guesses: Collection[str], lookalikes: Collection[str]) -> Verdict:
        """What they are: right, near or wrong."""
        if "".join(self.typed) == "".join(self.right):
            return Verdict.RIGHT
        if not any(word in guesses for word in self.typed):
            return Verdict.WRONG  # what stands in the quotation already is not what is missing
        if len(self.typed) != len(self.right):
            return Verdict.WRONG
        pairs = [(typed, right) for typed, right in zip(self.typed, self.right, strict=True) if not same(typed, right)]
        wrong = sum(OSA.distance(typed, right) for typed, right in pairs)
        if all(OSA.distance(*pair) <= slips(len(pair[1])) for pair in pairs):
            return Verdict.NEAR if any(typed in lookalikes for typed, _ in pairs) else Verdict.RIGHT
        granted = sum(slips(len(right)) for right in self.right)
        close = (granted and wrong <= granted + 1) or all(_another_form(*pair) for pair in pairs)
        return Verdict.NEAR if close else Verdict.WRONG


def _attempts(said: Sequence[str], accepted: Sequence[str]) -> Iterator[_Attempt]:
    """Every stretch of a message that may be meant for one of the answers: as many words, one more, one fewer."""
    for right in {spelling for answer in accepted for spelling in spellings(answer) if spelling}:
        for length in {len(right) - 1, len(right), len(right) + 1} - {0}:
            for start in range(len(said) - length + 1):
                yield _Attempt(said[start : start + length], right)


def _part(guesses: Collection[str], right: Collection[str]) -> bool:
    """Whether one word of a longer name was typed."""
    return len(right) > 1 and any(len(word) >= _STEM and word in right for word in guesses)


def _another_form(typed: str, right: str) -> bool:
    """Whether two words have so long a beginning in common that one is a form of the other: train, trained."""
    shared = Prefix.similarity(typed, right)
    return shared >= _STEM and shared >= _ALIKE * max(len(typed), len(right))
