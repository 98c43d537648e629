"""What a game is made of: the rounds that content yields. Plain frozen values, which JSON can hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """What a round asks for. A game may also mix them."""

    QUOTE = "quote"
    """Which question was this the answer to? Four choices."""
    GAP = "gap"
    """Which word is missing? Typed."""
    WHO = "who"
    """Who said it? A choice of speakers."""


@dataclass(frozen=True, slots=True)
class Round:
    """One question of a game, made from one pair.

    Attributes:
        mode: What it asks for.
        ref: The pair it is made from, as `interview/pair`.
        prompt: What is shown; in a quotation with a gap, `GAP` stands for the missing word.
        answer: What is right, as it is shown in the end.
        quote: The whole quotation, for the reveal.
        choices: What can be chosen, shuffled; empty where the answer is typed.
        accepted: The spellings taken for right where the answer is typed; `answer` among them.
        hints: Two sentences or patterns, the second of more help than the first.
    """

    mode: Mode
    ref: str
    prompt: str
    answer: str
    quote: str
    choices: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def typed(self) -> bool:
        """Whether the answer is typed rather than chosen."""
        return not self.choices


GAP = "＿＿＿"
"""What stands for the missing word."""
