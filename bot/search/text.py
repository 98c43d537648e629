"""From what people type to the terms that are compared: folding, words, stop words, stems, aliases, sentences.

Pure functions and small frozen objects; everything here treats stored texts and fans' questions alike.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

import Stemmer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

REMEMBERED = 4_096
"""Texts of which it is remembered how they are cut: the same pairs are looked at again and again."""

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"'s\b")
_APOSTROPHES = str.maketrans("\u2019\u2018\u02bc\uff07`", "'''''")

STOP_WORDS = frozenset(
    """
    a about after again all also am an and any anyone anything are arent around as ask asked asking at be
    because been being but by can cant come could couldnt did didnt do does doesnt doing dont else even ever
    every for from get gets getting give go goes going gonna got guy guys had has hasnt have havent having he
    hello her here hers hey hi him his how howd hows i id if im in into is isnt it its ive just know like lol
    lot make makes many may maybe me might more most much my no nah not now of off oh ok okay on one only or
    other our out over own people please pls quite really said say saying says see she shes should show so
    some someone something still such sure tell than thanks that thats the their theirs them then there theres
    these they theyre thing things think this those though to too u up us very want wanna was wasnt way we
    well went were werent what whatever whats when where which while who whos whose why will with wont would
    wouldnt wtf ya yall yeah yes yet you your yours youre
    afaik bc bro btw bruh cos cuz dude dunno fyi gimme gotta idk iirc ikr imho imo jk kinda lemme lmao lmk ngl np nvm
    omfg omg pls plz ppl rofl smh sorta tbf tbh tho thx til tldr ty wdym
    """.split()
)
"""English words, and what chats write for them, that carry no topic. Ours; apostrophes removed, as `words` does."""

# A sentence ends at . ! ? or … and closing quotes, before white space and something that can start a sentence.
_SENTENCE_END = re.compile(
    r"""
      (?<=[.!?\u2026]) (?P<close>["'\u201d\u2019)\]]*) \s+
      (?= ["'\u201c\u2018(\[]*[A-Z0-9\u00c0-\u00de] | \[(?:\u2026|\.{3})\] )
    | \n\s*\n""",
    re.VERBOSE,
)
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Jr|Sr|vs|etc|e\.g|i\.e|No|Vol|Ep)\.$")
CUT = re.compile(r"\[(?:\u2026|\.{3})\]")
"""The mark of words left out of a quotation: […] or [...]."""


class _WithoutMarks(dict[int, int | None]):
    """What becomes of each character, found out when it is first met: accents and invisible ones vanish."""

    def __missing__(self, code: int) -> int | None:
        kept = None if unicodedata.category(chr(code)) in {"Mn", "Cf", "Me"} else code
        self[code] = kept
        return kept


_WITHOUT_MARKS = _WithoutMarks()


def fold(text: str) -> str:
    """Lower case without accents, compatibility forms or invisible characters, so that looks alike compares alike."""
    if text.isascii():
        return text.lower().replace("`", "'")
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    return decomposed.translate(_WITHOUT_MARKS)


def words(text: str) -> list[str]:
    """The words of a text, folded: `Jessica’s "PAST"` → `["jessica", "past"]`, `don't` → `["dont"]`."""
    return _WORD.findall(_POSSESSIVE.sub("", fold(text)).replace("'", ""))


@lru_cache(REMEMBERED)
def spaced(text: str) -> str:
    """The words of a stored text, folded, with spaces between them."""
    return " ".join(words(text))


@lru_cache(REMEMBERED)
def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence of a text starts and ends; what lies between two spans is white space.

    A cut mark […] is no sentence of its own: it belongs to the sentence after it (or before it, at the very end).
    """
    spans: list[tuple[int, int]] = []
    start = _past_space(text, 0)
    for end in _SENTENCE_END.finditer(text, start):
        stop = end.end("close") if end.group("close") is not None else len(text[: end.start()].rstrip())
        if stop > start and not _ABBREVIATION.search(text[start:stop]) and not CUT.fullmatch(text[start:stop]):
            spans.append((start, stop))
            start = _past_space(text, end.end())
    stop = len(text.rstrip())
    if start >= stop:
        return tuple(spans)
    if spans and CUT.fullmatch(text[start:stop]):
        start = spans.pop()[0]
    return (*spans, (start, stop))


def _past_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, as `sentence_spans` finds them."""
    return tuple(text[start:stop] for start, stop in sentence_spans(text))


class Aliases:
    """Reads a nickname as the name it stands for, in stored texts and in questions alike.

    Args:
        nicknames: For each nickname, as typed, the names it stands for (usually one).
    """

    def __init__(self, nicknames: Mapping[str, Sequence[str]]) -> None:
        self._names: dict[tuple[str, ...], tuple[str, ...]] = {}
        for nickname, names in nicknames.items():
            key = tuple(words(nickname))
            merged = dict.fromkeys(self._names.get(key, ()))
            for name in names:
                merged.update(dict.fromkeys(words(name)))
            if key and tuple(merged) != key:
                self._names[key] = tuple(merged)
        self._lengths: dict[str, list[int]] = {}
        for key in self._names:
            self._lengths.setdefault(key[0], []).append(len(key))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    def apply(self, tokens: list[str]) -> list[str]:
        """The tokens with every nickname replaced by the name's words; the longest nickname wins."""
        if self._lengths.keys().isdisjoint(tokens):
            return tokens
        result: list[str] = []
        at = 0
        while at < len(tokens):
            for length in self._lengths.get(tokens[at], ()):
                names = self._names.get(tuple(tokens[at : at + length]))
                if names is not None:
                    result.extend(names)
                    at += length
                    break
            else:
                result.append(tokens[at])
                at += 1
        return result

    @property
    def vocabulary(self) -> set[str]:
        """Every word of every nickname."""
        return {word for key in self._names for word in key}


def stemmer() -> Callable[[list[str]], list[str]]:
    """A new function from folded words to their stems, by Snowball's English rules."""
    # Without the library's cache, which holds a list for every word: the garbage collector would look through them each
    # time, and a word takes half a microsecond without.
    stem_words: Callable[[list[str]], list[str]] = Stemmer.Stemmer("english", 0).stemWords
    lock = Lock()

    def stem(words: list[str]) -> list[str]:
        # The library's object keeps a buffer, and must not be used by two threads at once.
        with lock:
            return stem_words(words)

    return stem
