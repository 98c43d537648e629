"""What is the page's own among what people say: announcements in between, and what follows the last answer.

Where possible the build of the page tells it: people speak in boxes of one kind, their answers are not divided by
headings or rules, and a letter ends with its closing.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.importer.alternation import adjacent
from bot.importer.bows import Leave
from bot.importer.cues import ME, QUOTES, TELLING, YOU, asks, first_sentence, last_sentence, words_of
from bot.importer.model import Kind
from bot.importer.noise import ASIDE, OUTRO
from bot.importer.page_end import SELF
from bot.search.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.importer.lines import Line, Span
    from bot.importer.turns import Page, Turn

ENDED = re.compile(r"[.!?…:;。！？—–-][\"'”’»)\]*_]*$")
"""How what somebody says ends."""
_FEW = 2
"""Answers from which nothing can be told of another one."""
_IN_ALL = 4
"""Of so many lines one may be unlike the others, and these still show how the text is built."""
_BRIEF = 150
"""Characters of a line in which the page may speak again."""
_LONGEST = 500
_LONGEST_CLOSING = 80
_LONGEST_HEAD = 60
_WORDS = re.compile(r"[^\W\d_]+")
_SUBJECT = re.compile(r"([^\W\d_]+) (?=[a-z\u00df-\u00ff])")
"""A word before one with a small letter: a name there does something, and is nobody who is spoken to."""
_NAME = re.compile(r"[A-Z\u00c0-\u00de][\w.’'-]*(?: [A-Z\u00c0-\u00de][\w.’'-]*){0,2}")
_IN_BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\)){20,400}\)\.?")
_DASHED = re.compile(r"[-–—•*]\s+\S")
_THANKS = re.compile(
    r"(?i:\b(?:thank you|thanks|danke|merci|gracias|grazie|obrigad[oa]|bedankt|dank je))\b((?:,? [\w’'-]+){1,5})"
)
_OF_THE_LETTER = re.compile(
    r"(?:i |we )?hope\b|hopefully|let (?:me|us) know|thanks|thank you|sorry|that's (?:all|it)|(?:i've |i have )?attach|"
    r"please|if you|feel free|(?:ich |wir )?hoff|danke|melde|j'espere|merci|espero|gracias|spero|grazie|obrigad|"
    r"hopelijk|bedankt|"
    r"all (?:the|my) best|(?:best|kind|warm)\w* (?:wishes|regards)|cheers|take care|yours|alles (?:gute|liebe)|"
    r"(?:viele|liebe|herzliche|beste) grusse|un (?:abrazo|saludo|saluto|abbraccio)|saludos|(?:bien )?cordialement|"
    r"amicalement|cordiali saluti|(?:um )?abraco|(?:hartelijke )?groet"
)
"""How the paragraph of a letter's closing begins, or the one before it that speaks of the letter."""


def between(page: Page, turns: Sequence[Turn]) -> dict[int, str]:
    """Takes paragraphs of the page's own out of turns, and returns their lines with the reason.

    These are announcements, notes in an emphasis that the turn has not, in a text of sentences what is none, and where
    question and answer make up a block what stands alone.
    """
    lines = page.lines
    spans = [span for turn in turns for span in turn.spans]
    ended = sum(ends(lines, span) for span in spans)
    sentences = ended * _IN_ALL >= (_IN_ALL - 1) * len(spans)
    leave = Leave(lines[: spans[0].line if spans else 0])
    alone = frozenset() if page.labels or not adjacent(page) else _alone(page)
    dropped: dict[int, str] = {}
    for turn in turns:
        kept: list[Span] = []
        listed = _listed(lines, turn.spans) if alone else set()
        for at, span in enumerate(turn.spans):
            line = lines[span.line]
            goes_on = bool(kept) and line.block == lines[kept[-1].line].block
            label = page.labels.get(span.line)
            free = not span.start and (label is None or label.start > 0) and not goes_on
            only = not kept and at == len(turn.spans) - 1  # Something must be left of the turn.
            headed = bool(kept) and span.line - 1 in dropped and lines[span.line - 1].block == line.block
            noted = headed or (bool(kept) and _notes(lines, kept[0], span, sentences=sentences))
            noted = noted or (bool(kept) and span.line in alone - listed and not _personal(line.text))
            if free and not only and (noted or leave.announces(line.text[: span.end])):
                dropped[span.line] = ASIDE
            else:
                kept.append(span)
        turn.spans = kept
    return dropped


def _alone(page: Page) -> frozenset[int]:
    """The short lines that have a block to themselves."""
    sizes = Counter(page.lines[number].block for number in page.kept)
    lines = ((number, page.lines[number]) for number in page.kept)
    brief = (number for number, line in lines if len(line.text) < _BRIEF and not line.source.continues)
    return frozenset(number for number in brief if sizes[page.lines[number].block] == 1)


def _listed(lines: Sequence[Line], spans: Sequence[Span]) -> set[int]:
    """The lines of lists that a colon announces, and what follows each: they are part of what is said."""
    found: set[int] = set()
    for before, span in pairwise(spans):
        above, line = lines[before.line], lines[span.line]
        on = before.line in found
        if (on and above.kind is Kind.ITEM) or (line.kind is Kind.ITEM and (on or above.text.endswith(":"))):
            found.add(span.line)
    return found


def _notes(lines: Sequence[Line], first: Span, span: Span, *, sentences: bool) -> bool:
    """Whether a line after the first of a turn is none of its sentences, or emphasised as that is not."""
    line = lines[span.line]
    short = sentences and span.end - span.start < _BRIEF and line.kind is not Kind.ITEM
    if short and not ends(lines, span) and not _personal(line.text):
        return True
    return bool(line.emphasis) and line.emphasised and not lines[first.line].emphasised and told(line.text)


def told(text: str) -> bool:
    """Whether somebody tells in brief what is not about themselves, and quotes nobody."""
    return len(text) < _LONGEST and SELF.isdisjoint(words_of(text)) and text[0] not in QUOTES


def after(page: Page, answers: Sequence[Sequence[Turn]], first: Turn, names: set[str]) -> dict[int, str]:
    """Takes from the end of the last answer what is the page's again, and returns its lines with the reason.

    That is where a heading or a rule divides it as no other answer is, when the show is on, who wrote this. Where no
    other answer goes on in a paragraph of its own, the last one does not either.

    Args:
        page: The document.
        answers: The turns of each answer, in order.
        first: The turn the interview begins with.
        names: Who answers last, as far as that is known.
    """
    lines = page.lines
    spans = [span for turn in answers[-1] for span in turn.spans]
    leave = Leave(lines[: first.spans[0].line + 1])  # The first question often begins with who is asked.
    others = [turn.spans for each in answers[:-1] for turn in each]
    bracketed = any(_IN_BRACKETS.fullmatch(lines[span.line].text) for each in others for span in each)
    brief = len(answers) > _FEW and not any(_parted(page, each) for each in others)
    whole = not any(_divided(page, *two) for each in others for two in pairwise(each))
    last = answers[-1][-1].spans
    own = len(spans) - len(last)
    parts = {part.title() for name in names | leave.people for part in _WORDS.findall(name) if len(part) > _FEW}
    end = min(_letter_end(lines, spans), own + _named(lines, last, parts))
    for at in range(1, len(spans)):
        line, before = lines[spans[at].line], lines[spans[at - 1].line]
        text = line.text[spans[at].start : spans[at].end]
        marked = (line.emphasised and not lines[spans[0].line].emphasised) or line.kind is Kind.HEADING
        alone = brief and line.block != before.block and len(text) < _BRIEF
        alone = alone and not (_personal(text) and parts.isdisjoint(_SUBJECT.findall(text)))
        free = spans[at].start == 0 and spans[at].line not in page.labels
        noted = not bracketed and _IN_BRACKETS.fullmatch(text) is not None and told(text)
        bow = len(text) < _LONGEST and (marked or alone or noted or leave.takes(text) or _replies(before.text, text))
        if (whole and _divided(page, spans[at - 1], spans[at])) or (page.written and free and (at >= end or bow)):
            return _ended(answers[-1], set(spans[at:]))
    return {}


def _replies(asked: str, text: str) -> bool:
    """Whether a text answers in the words of the question that was asked before it: another one speaks."""
    if not asks(asked):
        return False
    question, reply = set(words_of(last_sentence(asked))), set(words_of(first_sentence(text)))
    if not (question.isdisjoint(ME) and reply.isdisjoint(YOU)):
        return False
    same = {word for word in question & reply if len(word) >= TELLING}
    return len(same) >= _FEW and not question.isdisjoint(YOU) and not reply.isdisjoint(ME)


def _ended(turns: Sequence[Turn], over: set[Span]) -> dict[int, str]:
    for turn in turns:
        turn.spans = [span for span in turn.spans if span not in over]
    return {span.line: OUTRO for span in over}


def _divided(page: Page, before: Span, after_: Span) -> bool:
    """Whether a rule or a heading lies between two stretches, be it one by emphasis alone."""
    lines = page.lines
    return any(
        line.kind is Kind.HEADING
        or _heads_list(lines, number)
        or (line.source.after_rule and line.opens)
        or (line.emphasised and line.opens and len(line.text) < _LONGEST_HEAD and not lines[before.line].emphasised)
        for number, line in enumerate(lines[before.line + 1 : after_.line + 1], before.line + 1)
        if number not in page.labels
    )


def _heads_list(lines: Sequence[Line], number: int) -> bool:
    """Whether a line is the title of the list below it, which no colon announces."""
    line = lines[number]
    titled = line.opens and len(line.text) < _LONGEST_HEAD and ENDED.search(line.text) is None
    return titled and number + 1 < len(lines) and _DASHED.match(lines[number + 1].text) is not None


def _named(lines: Sequence[Line], spans: Sequence[Span], parts: set[str]) -> int:
    """Where the last answer thanks whoever gives it by their name, or tells of them and of nobody's own affairs."""
    thanked = (at for at in range(1, len(spans)) if any(map(parts.__contains__, _thanked(lines[spans[at].line].text))))
    end = next(thanked, len(spans))
    for at in range(end - 1, 0, -1):
        text = lines[spans[at].line].text
        if not told(text):
            break
        end = end if parts.isdisjoint(_WORDS.findall(text)) else at
    return end


def _thanked(text: str) -> list[str]:
    """Whom a text thanks, and the words between."""
    return [word for after in _THANKS.findall(text) for word in _WORDS.findall(after)]


def _letter_end(lines: Sequence[Line], spans: Sequence[Span]) -> int:
    """Where in the last answer a letter's closing begins, with the paragraph before it that speaks of the letter.

    A name ends the closing: below it in one block, or alone where the paragraph before takes leave.
    """
    for number in range(spans[0].line + 1, len(lines) - 1):
        first, name = lines[number], lines[number + 1]
        closing = len(first.text) < _LONGEST_CLOSING and (first.text[-1] == "," or first.text[-1].isalnum())
        if closing and first.opens and name.block == first.block and _NAME.fullmatch(name.text):
            end = sum(span.line < number for span in spans)
            return end - _takes_leave(lines, spans[end - 1])
        if name.opens and name.block != first.block and _NAME.fullmatch(name.text):
            end = sum(span.line <= number for span in spans)
            own = end > 1 and spans[end - 1].line == number
            if own and closing and first.opens and first.text[-1] == ",":
                return end - 1 - (end > 2 and _takes_leave(lines, spans[end - 2]))
            if own and _takes_leave(lines, spans[end - 1]):
                return end - 1
    return len(spans)


def _takes_leave(lines: Sequence[Line], span: Span) -> bool:
    line = lines[span.line]
    return line.opens and _OF_THE_LETTER.match(fold(line.text)) is not None


def _personal(text: str) -> bool:
    return not (ME | YOU).isdisjoint(words_of(text))


def ends(lines: Sequence[Line], span: Span) -> bool:
    """Whether a stretch of a line ends as what somebody says does."""
    return ENDED.search(lines[span.line].text[max(0, span.end - 8) : span.end]) is not None


def _parted(page: Page, spans: Sequence[Span]) -> bool:
    """Whether somebody goes on in another paragraph without a label."""
    lines = page.lines
    return any(
        lines[after_.line].block != lines[before.line].block and after_.line not in page.labels
        for before, after_ in pairwise(spans)
    )
