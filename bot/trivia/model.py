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


class Verdict(StrEnum):
    """What a typed answer is worth."""

    RIGHT = "right"
    NEAR = "near"
    """Not right, and close enough to say so."""
    WRONG = "wrong"
    DUMP = "dump"
    """Too many words at once; nobody wins like that."""


class Clue(StrEnum):
    """What kind of help a hint gives."""

    LETTERS = "letters"
    """The answer with most of its letters hidden, such as `hi•••••`."""
    NOT = "not"
    """One of the choices, which is wrong."""
    ASKED = "asked"
    """The question that was answered."""
    SOURCE = "source"
    """The outlet and the year."""
    ROLE = "role"
    """What the speaker does on the show."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Some help: what kind, and the words of the content it is made of. The sentence around it is the bot's."""

    clue: Clue
    text: str


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
        hints: At most two (often two; none where content gives nothing away by halves), the second of more help.
        key: Tells this round from all others that the content yields, the same whenever it is made: what has been
            played is remembered by it. It begins with `ref` and a colon.
        asked: The question that was answered, to be shown above a quotation with a gap; empty in the other modes,
            where it is the answer or a hint.
        lookalikes: Folded words a slip away from an accepted spelling that are words of their own, so that typing one
            is no slip.
    """

    mode: Mode
    ref: str
    prompt: str
    answer: str
    quote: str
    choices: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    hints: tuple[Hint, ...] = ()
    key: str = ""
    asked: str = ""
    lookalikes: tuple[str, ...] = ()

    @property
    def typed(self) -> bool:
        """Whether the answer is typed rather than chosen."""
        return not self.choices


class Shortage(StrEnum):
    """Why content yields no round."""

    EMPTY = "empty"
    """Nothing may be used at all."""
    USED_UP = "used up"
    """Every round there is has been played: forget what was, and begin anew."""
    FEW_QUESTIONS = "few questions"
    """There are not four pairs whose questions differ enough to choose among."""
    FEW_SPEAKERS = "few speakers"
    """Nobody but one person says anything, or nothing that does not give away who said it."""
    NO_WORDS = "no words"
    """No quotation has a word whose absence makes a fair question."""


GAP = "＿＿＿"
"""What stands for the missing word."""
