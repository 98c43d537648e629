"""When two spellings are the same word, and how many slips a word may have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.search.text import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator

# Letters that no decomposition makes plain.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n"}
)
# How such letters are written where a keyboard lacks them.
_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ø": "oe", "ü": "ue", "å": "aa"})
# British spellings, to be read as American ones; each leaves alone the short words that it would mix up (four, tour,
# prise, filled).
_AMERICAN = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        (r"(?<=[a-z]{3})our", "or"),
        (r"(?<=[a-z]{3})is(?=(e[sdr]?|ing|ations?)$)", "iz"),
        (r"(?<=[a-z]{3})yse(?=[sdr]?$)", "yze"),
        (r"(?<=[a-z]{2})tre(?=s?$)", "ter"),
        (r"(?<=[a-z]{4})ll(?=(ed|ing|ers?)$)", "l"),
        (r"(?<=[a-z]{3})ogue(?=s?$)", "og"),
        (r"(?<=[a-z]{3})ence(?=s?$)", "ense"),
        (r"^grey", "gray"),
    )
)
_BRITISH = re.compile("our|is|yse|tre|ll|ogue|ence|grey")
_HISSING = ("ses", "xes", "zes", "ches", "shes", "oes")
_SHORT = 4
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_TENS = dict(zip("thirty forty fifty sixty seventy eighty ninety hundred".split(), range(30, 101, 10), strict=True))
NUMERALS = {word: str(number) for number, word in enumerate(_NUMBERS)} | {
    word: str(number) for word, number in _TENS.items()
}
"""Numbers as words, and the same in figures."""


def slips(length: int) -> int:
    """How many slips (a letter left out, added, wrong, or swapped with its neighbour) a word may have and be taken.

    Four slips in five are single (Damerau 1964), so one is enough for most words; up to three letters it would make
    another word of nearly any. A second and a third are for the words that nobody spells at the first go.

    Args:
        length: Letters of the right spelling.
    """
    if length < _SHORT:
        return 0
    return 1 if length < 8 else 2 if length < 12 else 3  # noqa: PLR2004 - the rule itself


def spelt(text: str) -> list[str]:
    """The words of a text as they are compared: folded, accents off every letter, in American spelling."""
    return [_american(word) for word in words(fold(text).translate(_PLAIN))]


def spellings(text: str) -> set[tuple[str, ...]]:
    """The words of a right answer in each way its letters may be typed: Mäkelä, Makela, Maekelae."""
    return {tuple(spelt(text)), tuple(spelt(text.casefold().translate(_TWO_LETTERS)))}


def same(one: str, other: str) -> bool:
    """Whether two words, as `spelt` gives them, are the same but for a plural."""
    return one == other or not set(_singulars(one)).isdisjoint(_singulars(other))


def _american(word: str) -> str:
    if not _BRITISH.search(word):  # most words, and all rules together take their time
        return word
    for british, american in _AMERICAN:
        word = british.sub(american, word)
    return word


def _singulars(word: str) -> Iterator[str]:
    yield word
    if len(word) < _SHORT or not word.endswith("s") or word.endswith("ss"):
        return
    yield word[:-1]
    if word.endswith("ies") and len(word) > _SHORT:
        yield f"{word[:-3]}y"
    elif word.endswith(_HISSING):
        yield word[:-2]
