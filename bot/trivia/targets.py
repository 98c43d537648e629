"""The words and names of an answer that are worth being asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.search.text import STOP_WORDS, words
from bot.trivia.judging import ASIDES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.trivia.vocabulary import Vocabulary

_WORTH = 0.45
"""From here on a word is worth being asked for: rarer than about the thousand commonest words of English."""
_NAME, _ADVERB = 0.3, -0.2
"""Names are the best questions; how something was done is a poor one."""
_SHORTEST, _LONGEST = 3, 24
_PARTS = 2
"""Words of a name that can be asked for as one."""
# Which day it was is nothing to be guessed, and a pronoun tells nothing; the short ones are stop words.
_UNASKED = ASIDES | frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december myself yourself yourselves himself herself itself ourselves themselves
    """.split()
)
_CHUNK = re.compile(r"\S+")
# A word between white space: letters, an apostrophe or a hyphen between them, signs around them; no address, no figure.
_WORD = re.compile(
    r"""
    (?P<before> [^\w\s\[\]()<>@/#]*) (?P<core> [^\W\d_]+ (?:['’-][^\W\d_]+)*?) (?:['’]s)? (?P<after> [^\w\s\[\]()<>@/]*)
    """,
    re.VERBOSE,
)
# Thai, Lao, Burmese, Khmer, Chinese and Japanese put no blanks between words: what stands between blanks is no word.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_CONTRACTION = re.compile("['’][^A-Z]")  # we've, but not O'Hara
_SENTENCE_END = re.compile(r"[.!?…:]")


@dataclass(frozen=True, slots=True)
class Target:
    """A word or a name that may be left out: where in the answer it stands, and how well it makes a question."""

    text: str
    start: int
    stop: int
    worth: float


@dataclass(frozen=True, slots=True)
class _Token:
    """A word as it stands; `opens` a sentence, and `closes` where a sign stands between it and the next."""

    text: str
    start: int
    opens: bool
    closes: bool

    @property
    def folded(self) -> str:
        return " ".join(words(self.text))

    @property
    def capital(self) -> bool:
        return self.text[0].isupper() and self.folded not in STOP_WORDS


def targets(part: str, offset: int, vocabulary: Vocabulary) -> Iterator[Target]:
    """The targets in a part of an answer.

    Args:
        part: The words.
        offset: Where in the answer they begin.
        vocabulary: Of the whole content.
    """
    for run in _names(list(_tokens(part)), vocabulary):
        first, last = run[0], run[-1]
        text = part[first.start : last.start + len(last.text)]
        worth = _worth(run, vocabulary)
        if worth >= _WORTH and _SHORTEST <= len(text) <= _LONGEST:
            start = offset + first.start
            yield Target(text, start, start + len(text), worth)


def _tokens(part: str) -> Iterator[_Token | None]:
    """The words of a part, None for whatever is none."""
    opens = True
    for chunk in _CHUNK.finditer(part):
        word = _WORD.fullmatch(chunk[0])
        if word and not _UNSPACED.search(word["core"]):
            before, core, after = word["before"], word["core"], word["after"]
            closes = bool(after) or word.end("core") < word.start("after")
            yield _Token(core, chunk.start() + len(before), opens or bool(before), closes)
        else:
            yield None
        opens = bool(_SENTENCE_END.search(chunk[0]))


def _names(tokens: Sequence[_Token | None], vocabulary: Vocabulary) -> Iterator[Sequence[_Token]]:
    """Words one by one, but those of a name of two together, and those of longer names not at all."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token is None:
            at += 1
            continue
        run = _capitals(tokens, at)
        if len(run) > 1 and token.opens and tuple(each.folded for each in run) not in vocabulary.full_names:
            run = run[:1]  # a capital that any word would have here
        if len(run) <= _PARTS:
            yield run
        at += len(run)


def _capitals(tokens: Sequence[_Token | None], at: int) -> Sequence[_Token]:
    """The token here, and those after it as long as all have capitals and nothing stands between them."""
    token = tokens[at]
    run = [token] if token else []
    while run and run[-1].capital and not run[-1].closes and at + len(run) < len(tokens):
        follower = tokens[at + len(run)]
        if follower is None or follower.opens or not follower.capital:
            break
        run.append(follower)
    return run


def _worth(run: Sequence[_Token], vocabulary: Vocabulary) -> float:
    """From 0 (nothing) to 1 (a rare word), and a little above for names."""
    folded = [token.folded for token in run]
    if not all(map(_askable, run)) or STOP_WORDS.issuperset(folded):
        return 0.0
    worth = max(map(vocabulary.rarity, folded))
    proper = run[0].capital and not run[0].opens and not vocabulary.known(folded[0])
    if len(run) > 1 or proper or (run[0].capital and vocabulary.names(run[0].text)):
        worth += _NAME
    if len(run) == 1 and folded[0].endswith("ly"):
        worth += _ADVERB
    return worth


def _askable(token: _Token) -> bool:
    if _CONTRACTION.search(token.text) or token.folded in _UNASKED:
        return False
    return len(token.folded.split()) == 1  # words with a hyphen are two
