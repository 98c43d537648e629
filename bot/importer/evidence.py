"""What speaks for and against an interview: somebody is asked about themselves by somebody else, and answers.

Every signal is a number of about 0 to 1 that is read from what was found; `bot.importer.judging` weighs them.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, zip_longest
from math import log
from typing import TYPE_CHECKING

from bot.importer import texture
from bot.importer.cues import asks, holds_question
from bot.importer.mentions import HOSTS, INTERVIEW, MANNERS, OTHER, PARTS, WORKS
from bot.importer.model import Kind, Role
from bot.importer.names import ASKERS, key
from bot.importer.noise import furniture
from bot.importer.persons import QUOTATION, language, words_of
from bot.search.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.importer.conventions import Found
    from bot.importer.model import Document, FoundPair
    from bot.importer.pairing import Pairing
    from bot.importer.people import People
    from bot.importer.turns import Page, Turn

LOOKED_AT = 3_000
"""Characters before the first question, and after the last answer, in which a page says what it is."""
_STEM = 9
"""Letters by which words are told apart that are one word in several forms."""
_LETTER = 0.2
"""How much a label such as `Q` tells, which help pages have as well."""
_SHORT, _LONG = 55, 245
"""Words: below the one a text shows too little of itself for its form to speak against it; above the other, enough."""
NEUTRAL = {"spoken": 0.7, "met": 0.0, "readers_told": 0.1}
"""What speaks neither for an interview nor against one."""
_MET = 0.25
"""Share of pairs, likewise. What counts is how many times that it is: the first few tell the most."""
_WORD = 5.2
"""Characters of a word in answers, with the space after it."""
_OWN = 0.4
"""Share of answers in somebody's own person where nothing can be told of it."""
_DOUBT = 2.5
"""As many neutral pairs are added, so that two or three tell little."""
_HEAD = 30
"""Characters that what most questions open with may have."""
_MENU = 0.7
"""Share of links from which a line only leads elsewhere: “Did you like this interview? Support us” tells more."""
_TITLED = 160
"""Characters of a title that are looked at."""
_TOP = 3
"""Lines at the top that may be a title, whatever they look like."""
_TITLE = re.compile(r"\s+(?:[|–—-]|::?)\s+")
_VOICED = re.compile(r"(?:^|[:–—-]\s*)[“\"«„‘]\s?(?:[^\s“”\"«»„]+\s+){2,30}[^\s“”\"«»„]+\s?[”\"»“’](?:$|\s*[,:|–—-])")
"""A title that is what somebody said: `Wanda Okafor: “I burned it early”`."""


def signals(found: Found, result: Pairing, page: Page, document: Document, who: People) -> dict[str, float]:
    """The signals by name.

    Args:
        found: The turns.
        result: Their pairs, of which there is one at least.
        page: The lines.
        document: For what it says of itself.
        who: The people.
    """
    size = sum(len(page.lines[number].text) for number in page.kept)
    whole = max(0.0, min(1.0, log(max(1.0, size / 6 / _SHORT)) / log(_LONG / _SHORT)))
    persons, own = _persons(result.pairs)
    labels = [[key(form) for form in forms] for forms in who.cast.forms]
    told = _told(result, page, document, labelled=found.labelled)
    introduced = any(label.name.asks and label.name.key not in ASKERS for label in page.labels.values())
    known = _known(found, who, chain.from_iterable(labels), introduced=introduced)
    return {
        "brief": 1 - whole,
        **persons,
        **told,
        "known": known,
        **_voices(found, page, whole),
        **_pairs(found, result.pairs, size, whole, own, known),
        **texture.answers(result.pairs, page, [turn for turn in found.turns if turn.role is Role.GUEST], whole),
        "acted": texture.acted(page) * (1 - known / 2),
        "dated": texture.dated(page),
        "formal": texture.formal(page, found.turns),
        "parts": _parts(found, labels),
    }


def _persons(pairs: Sequence[FoundPair]) -> tuple[dict[str, float], float]:
    """Who is spoken of: an interviewer says `you` and a guest `I`, the readers of help pages the other way round.

    Returns:
        The signals, and the share of answers in which somebody speaks of themselves and the question did not.
    """
    questions = _without_opening([pair.question for pair in pairs])
    answers = _without_opening([pair.answer for pair in pairs])
    said = list(zip(questions, answers, strict=True))
    spoken = language(" ".join(f"{question[:300]} {answer[:300]}" for question, answer in said[:12]))
    if spoken is None:
        return dict(NEUTRAL), _OWN
    count: Counter[str] = Counter()
    own = 0
    for question, answer in said:
        asked, answered = set(words_of(question)), set(words_of(answer))
        you, told = not spoken.you.isdisjoint(asked), not spoken.you.isdisjoint(answered)
        i = not spoken.i.isdisjoint(answered)
        me = i or not spoken.we.isdisjoint(answered)
        count["spoken"] += you or me
        count["met"] += you and me
        count["readers_told"] += told and not i
        own += i and (you or spoken.i.isdisjoint(asked))
    total = len(pairs) + _DOUBT
    usual = NEUTRAL | {"met": _MET}
    shares = {name: (count[name] + _DOUBT * share) / total for name, share in usual.items()}
    shares["met"] = log(shares["met"] / _MET)
    return shares, (own + _DOUBT * _OWN) / total


def _without_opening(texts: Sequence[str]) -> Sequence[str]:
    """The texts without what most open with up to a colon (“You said:”): the page says that, and nobody else."""
    heads = Counter(head for text in texts if (head := text.partition(":")[0]) != text and len(head) < _HEAD)
    head, count = next(iter(heads.most_common(1)), ("", 0))
    if count * 2 <= len(texts):
        return texts
    return [text.removeprefix(f"{head}:") for text in texts]


def _told(result: Pairing, page: Page, document: Document, *, labelled: bool) -> dict[str, float]:
    """What the page says of itself above the first question and below the last answer."""
    used = {span.line for span in result.used}
    first, last = min(used), max(used)
    told = document.metadata
    title = f"{max(_TITLE.split(told.title or ''), key=len)}\n{told.kind or ''}"
    summary = fold(told.summary or "")
    kept = set(page.kept)
    before = [line for line in page.lines[:first] if line.source.links < _MENU and not line.source.aside]
    above = [page.lines[number] for number in range(first) if number in kept]
    after = [line for line in page.lines[last + 1 :] if line.source.links < _MENU and not line.source.aside]
    opening = page.lines[first]
    unsaid = opening.kind is Kind.HEADING or (
        labelled and first not in page.labels and opening.kind is not Kind.CUE and not asks(opening.text)
    )
    top = [line.text for line in [*above, *[opening] * unsaid][:12] if len(line.text) < 120]
    titles = [line.text[:_TITLED] for at, line in enumerate(above[:12]) if at < _TOP or line.kind is Kind.HEADING]
    around = [line.text[:600] for line in before], [line.text[:600] for line in after]
    text = fold("\n".join([title, *around[0]])[:LOOKED_AT] + "\n" + "\n".join(around[1])[-LOOKED_AT:])
    head = fold("\n".join([title, *top])[:LOOKED_AT])
    short = fold(
        "\n".join(text for texts in around for text in texts if len(text) < 80 and not furniture(text))[:LOOKED_AT]
    )
    unquoted = QUOTATION.sub(" ", head)  # What is quoted is the name of a work, or somebody's words.
    named = set(OTHER.findall(unquoted))
    start, end = result.pairs[0], result.pairs[-1]
    ends = fold("\n".join([start.question[:600], start.answer[:600], end.question[-600:], end.answer[-600:]]))
    return {
        "told": min(
            2, len({words[:_STEM] for words in INTERVIEW.findall(f"{summary}\n{text}")}) + len(MANNERS.findall(ends))
        )
        / 2,
        "headed": float(
            INTERVIEW.search(f"{summary}\n{head}") is not None
            # A rubric, though it may look like a menu: `INTERVIEW | Wanda Okafor`.
            or any(INTERVIEW.match(fold(text)) for text in around[0][:_TOP])
        ),
        "voiced": float(any(map(_VOICED.search, [(told.title or "")[:_TITLED], *titles]))),
        "other": min(1.0, len(named) / min(3, max(1, len(top)))),
        "works": min(2, len(set(WORKS.findall(unquoted)))) / 2,
        "others_near": min(4, len(set(OTHER.findall(short)) - named)) / 4,
    }


def _voices(found: Found, page: Page, whole: float) -> dict[str, float]:
    """Who speaks: in an interview one side asks and the other answers, from beginning to end."""
    turns = [turn for turn in found.turns if turn.spans]
    guests = [turn for turn in turns if turn.role is Role.GUEST]
    asked: dict[int, list[bool]] = {}
    for turn in turns:
        asked.setdefault(turn.voice, []).append(asks(_end(page, turn)))
    shares = [sum(each) / len(each) for each in asked.values() if len(each) > 1]
    shares = shares if len(shares) > 1 else [0.0, 1.0]
    answering = Counter(turn.voice for turn in guests)
    first = max(answering.values(), default=0)
    askers = {turn.voice for turn in turns if turn.role is not Role.GUEST}
    last = [turn for turn, after in zip_longest(turns, turns[1:]) if after is None or after.role is not Role.GUEST]
    # What guests ask each other is no question to whoever interviews them.
    back = sum(turn.role is Role.GUEST and asks(_end(page, turn)) for turn in last)
    return {
        "asks_back": back / (len(guests) + 4),
        "peers": min(1.0, 3 * min(shares))
        if len(shares) > 2
        else whole * max(0.0, 0.5 - max(shares) + min(shares)) * min(1.0, 3 * max(shares)),
        "sought": min(1.0, max(0, len(askers) - 1) / 3) * (len(answering) == 1),
        "many": (1 - first / max(1, len(guests))) * whole,
    }


def _known(found: Found, who: People, labels: Iterable[str], *, introduced: bool) -> float:
    """Whether labels, or the page, tell who asks; above all by the name of the part, or in the list of who is there."""
    said = set(labels)
    told = 1.0 if who.hinted or introduced or said & HOSTS else _LETTER * bool(said & ASKERS)
    return told * found.labelled


def _parts(found: Found, labels: Sequence[Sequence[str]]) -> float:
    """Whether labels name parts and not people; several of one part, as of an audience, are one."""
    named = [{form.rstrip(" 0123456789") for form in forms} & PARTS for forms in labels]
    parts = list(filter(None, named))
    return float(found.labelled and (len(set(map(min, parts))) > 1 or len(parts) == len(labels)))


def _end(page: Page, turn: Turn) -> str:
    last = turn.spans[-1]
    return page.lines[last.line].text[max(last.start, last.end - 60) : last.end]


def _pairs(
    found: Found, pairs: Sequence[FoundPair], size: int, whole: float, own: float, known: float
) -> dict[str, float]:
    """How much of the page is questions and answers, and whether whoever asks says something besides."""
    asking = sum(holds_question(pair.question) for pair in pairs) / len(pairs)
    words = sum(len(part.text) for pair in pairs for part in pair.parts) / _WORD / len(pairs)
    covered = min(1.0, sum(len(pair.question) + len(pair.answer) for pair in pairs) / max(1, size))
    return {
        "at_length": max(-1.5, min(0.1, log(1 + words) - 2.9)) * whole,
        "covered": covered,
        "few": max(whole, 1 - covered) * (len(pairs) < 3),
        "all_ask": max(0.0, asking - 0.8) * 5 * whole * (1 - own) * (1 - known / 2),
        "remarks": min(0.4, 1 - asking) * whole * (asking > 0.25),
        "mailed": float(found.convention == "quoted"),
    }
