"""Ids for people to read: of the words that carry a question, of names; unique, and the same for the same text."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from bot.knowledge.grammar import MAX_ID
from bot.search.text import STOP_WORDS, sentences, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

WORDS: Final = 3
"""Words of a pair's id."""
_LONGEST: Final = 40  # letters of the id of a pair
_ROOM: Final = 8  # letters for the number that tells two ids apart
# Words that stand in questions of every interview and say nothing about this one.
_EVERYDAY: Final = frozenset(
    """
    actually add added addition already always another appear back bad became become began begin best better
    big bit bring came change character characters course day days different difficult easy end episode
    episodes ever exactly experience feel feels felt film find first found good great happen happened happens
    hard having idea important interesting interview keep kind kinda kinds last least left let little long
    look looking looks lots love made making mean means moment movie much need never new next old part
    particular particularly point process put question reason scene season seasons second seem seems series show
    shows since sort start started story take takes taking talk talked talking thanks think thinking thought
    time times took true try turn two use used wanted wants way ways went whole without wonder wondering word
    work worked working world writing year years yourself
    """.split()
)
_LATIN: Final = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_NAME: Final = re.compile(
    r"[A-Z\u00c0-\u00de][\w’'-]*(?: [A-Z\u00c0-\u00de][\w’'-]*)+|(?<=[\w,;:] )[A-Z\u00c0-\u00de][\w’'-]*"
)
_CONTRACTION: Final = re.compile(r"\w+['’](?!s\b)\w+")
_ENOUGH: Final = 2  # words that tell a question from others
_NOT_IN_ID: Final = re.compile(r"[^a-z0-9]+")


def slug(tokens: Iterable[str]) -> str:
    """Words in lower-case letters without accents, joined by hyphens; empty where none of them has such letters."""
    plain = (_NOT_IN_ID.sub("", _unaccented(token)) for token in tokens)
    return _cut("-".join(filter(None, plain)), MAX_ID - _ROOM)


def interview_id(show: str | None, season: int | None, guest: str, outlet: str | None) -> str:
    """The id of an interview, of show, season, the guest's own id and outlet, as far as they are known."""
    season_slug = f"s{season}" if season is not None and show else ""
    parts = (slug(words(show or "")), season_slug, guest, slug(words(outlet or "")))
    return _cut("-".join(filter(None, parts)), MAX_ID)


def pair_ids(questions: Sequence[str], show: str = "", people: Iterable[str] = ()) -> list[str]:
    """An id for each question: the words in it that carry something, more of them where two would be alike.

    Args:
        questions: In order.
        show: Its name sets no question apart.
        people: The names of those who speak, which set none apart either.
    """
    passed_over = {word for name in people for word in words(name)}
    title = re.compile(re.escape(show) if show else r"(?!)", re.IGNORECASE)
    taken = {"none": 1}
    return [
        _pair_id(title.sub(" ", question), number, passed_over, taken)
        for number, question in enumerate(questions, start=1)
    ]


def unique(wanted: Iterable[str], taken: dict[str, int]) -> str:
    """The first of several ids that is not taken, else the last of them with a number; it is taken from then on.

    Args:
        wanted: At least one that is not empty.
        taken: The ids there are, each with the highest number that was put behind it.
    """
    last = ""
    for last in filter(None, wanted):
        if last not in taken:
            taken[last] = 1
            return last
    while True:
        taken[last] += 1
        if (numbered := f"{last}-{taken[last]}") not in taken:
            taken[numbered] = 1
            return numbered


def _pair_id(question: str, number: int, passed_over: Collection[str], taken: dict[str, int]) -> str:
    carrying = _carrying(question, passed_over)
    wanted = [_cut(slug(carrying[:count]), _LONGEST) for count in range(WORDS, WORDS + 3)]
    return unique([*wanted, wanted[0] or f"question-{number}"], taken)


def _carrying(question: str, passed_over: Collection[str]) -> list[str]:
    """The words of a question by which it is recognised: the names in it, then what is asked, then the rest."""
    asked = " ".join(sentence for sentence in sentences(question) if "?" in sentence)
    names = [word for word in _named(question) if word not in passed_over]
    if len(set(names)) >= _ENOUGH:
        return list(dict.fromkeys(names))
    for text in (asked, question):
        rest = [word for word in _content(text) if word not in passed_over]
        names += [word for word in rest if not _everyday(word)] or rest
        if len(set(names)) >= _ENOUGH:
            break
    return list(dict.fromkeys(names)) or list(dict.fromkeys(_content(question) or words(question)))


def _named(question: str) -> Iterator[str]:
    """What is written with a capital in the middle of a sentence, or beside another such word."""
    for found in _NAME.finditer(question):
        run = _content(found[0])
        if len(run) > 1 or not all(map(_everyday, run)):
            yield from run


def _content(text: str) -> list[str]:
    """The words that mean something; contractions (`you'd`) do not."""
    whole = _CONTRACTION.sub(" ", text)
    return [word for word in words(whole) if word not in STOP_WORDS and len(word) > 1 and not word.isdecimal()]


def _everyday(word: str) -> bool:
    return word in _EVERYDAY or word.endswith("ly")


def _unaccented(token: str) -> str:
    decomposed = unicodedata.normalize("NFKD", token.casefold().translate(_LATIN))
    return "".join(character for character in decomposed if character.isascii())


def _cut(text: str, limit: int) -> str:
    """The text within a limit, cut at a hyphen where there is one."""
    if len(text) <= limit:
        return text
    return (text[: limit + 1].rpartition("-")[0] or text[:limit]).strip("-")
