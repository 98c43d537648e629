"""Label candidates: the name that a turn begins with, in all the shapes it is written in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.importer import clock
from bot.importer.model import Kind
from bot.importer.names import Name, key, name, nobodys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.importer.lines import Line

LOOKED_AT = 320
"""Characters at the beginning of a line in which its label lies."""
STAMP = r"\\?[\[(]?\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?\\?[\])]?"
_LEAD = re.compile(
    rf"(?P<change>>{{1,3}}\s*|[-–—•*]\s+)?(?P<stamp>{STAMP}(?:\s*(?:-->?|[-–—])\s*{STAMP})?\s*[-–—|"
    rf"]?\s*)?(?P<marks>['*_]{{0,5}}<?)"
)
_COLON = re.compile(r"(?P<name>[^:：\n]{1,150}?)\s*(?P<colon>[:：])")
_AFTER = re.compile(rf"[*_']{{0,5}}(?:\s*{STAMP}(?=\s|$))?[ \t\u00a0]*[*_']{{0,3}}\s*")
_STAMPED = re.compile(
    rf"(?P<name>[^:：\n\d\[(|][^:：\n\[(|]{{0,60}}?)\s*(?:[-–—|]\s*)?(?P<stamp>{STAMP})\s*(?P<colon>[:：]?)\s*"
)
_LETTER = re.compile(
    r"(?P<name>[QAFPRDV問問答]|Question|Answer|Frage|Antwort|Pregunta|Respuesta|Domanda|Risposta|Réponse|Pergunta|"
    r"Resposta|Vraag|Antwoord)\d{0,3}\s*(?:[.)]\s?[-–—]\s*|[.)]\s*+(?!\w\.[\s:：])|[:：]\s*|\s[-–—]\s*|[-–—]\s+)(?=\S)"
)
_SPACED = re.compile(r"(?P<name>Q)[\s\u00a0]+(?=[\"“‘'¿\[(]?\w)")
_WIDE = re.compile(r"(?P<name>[^\s:：][^:：\n]{0,40}?)(?:[ \u00a0]{2,}|\t+)(?=\S)")
_DASHED = re.compile(r"(?P<name>[^\s:：–—|][^:：\n–—|]{0,40}?)\s*[–—|]\s*(?=\S)")
_BRACKET = re.compile(
    r"(?:<[@+%&~]?(?P<angle>[\w.|`^{}-]{1,30})>|\[(?P<square>[^\W\d][^\[\]:]{1,30})\]|"
    r"\((?P<round>[A-Z][A-Z .'’-]{1,30})\))\s*:?\s*"
)
_WIKI = re.compile(r"\{\{\s*[^|{}\n]{0,40}?(?P<side>[/ ][QqAa])?\s*\|\s*(?P<name>[^|{}\n]{1,60}?)\s*\|\s*")
_SYMBOL = re.compile(
    r"(?P<name>[\u2600-\u27bf\U0001f000-\U0001faff][\ufe0f\u200d\u2640\u2642\U0001f3fb-\U0001f3ff]{0,4}):?\s+(?![=:])(?=\S)"
)
_LEGEND = re.compile(
    r"([\u2600-\u27bf\U0001f000-\U0001faff])\ufe0f?\s*[=:]\s*"
    r"([A-Z\u00c0-\u00de][\w’'-]*(?: [A-Z\u00c0-\u00de][\w’'-]*){0,3})"
)
"""Whom a symbol stands for."""
_MARKED = re.compile(r"[:：\[(<――]")
_JAPANESE = re.compile(r"(?:―{2}|─{2}|——|――)\s*(?=\S)")


class Shape(StrEnum):
    """How a label is written."""

    COLON = "colon"
    OWN = "own line"
    LETTER = "letter"
    SPACED = "spaced"
    BOLD = "bold"
    DASH = "dash"
    BRACKET = "bracket"
    CONTAINER = "container"
    CHANGE = "change"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class Label:
    """A name at the beginning of a line.

    Attributes:
        line: The number of the line.
        name: Whose.
        start: Where in the line the text begins; its length where the label has the line to itself.
        end: Where the text ends.
        shape: How it is written.
        time: Seconds into the recording, where a stamp stands beside it.
    """

    line: int
    name: Name
    start: int
    end: int
    shape: Shape
    time: float | None = None


@dataclass(frozen=True, slots=True)
class _Led:
    """The beginning of a line, and what may stand before a label in it.

    Attributes:
        text: The beginning.
        marks: Where dashes, `>>` and a stamp end.
        end: Where marks of emphasis after these end.
        stamp: The time, if one stands there.
    """

    text: str
    marks: int
    end: int
    stamp: str | None


def _led(text: str) -> _Led:
    found = _LEAD.match(text)
    return _Led(text, found.start("marks"), found.end(), found["stamp"]) if found else _Led(text, 0, 0, None)


def label_of(lines: Sequence[Line], number: int) -> Label | None:
    """The label candidate that a line begins with, the likeliest shape first."""
    line = lines[number]
    if line.source.speaker and line.source.speaker.strip():
        return None if goes_on(lines, number) else _from_container(lines, number)
    if line.kind is Kind.CUE and _MARKED.search(line.text[:80]) is None:
        return None
    led = _led(line.text[:LOOKED_AT])
    for shape in (_wiki, _letter, _symbol, _colon, _stamped, _bracket, _dialogue, _bold, _spaced, _own):
        found = shape(lines, number, led)
        if found is not None:
            return found
    return None


def goes_on(lines: Sequence[Line], number: int) -> bool:
    """Whether a cue is of the same speaker as the cue before it, which needs no label then."""
    line, speaker = lines[number], lines[number].source.speaker
    if speaker is None or not number or line.kind is not Kind.CUE:
        return False
    before = lines[number - 1]
    return before.source.speaker == speaker and before.kind is Kind.CUE and not line.text.startswith(speaker)


def _from_container(lines: Sequence[Line], number: int) -> Label | None:
    line = lines[number]
    who = (line.source.speaker or "").strip().rstrip(":： ").strip()
    found = name(who) or (Name(who, key(who)) if who else None)
    if not line.opens or found is None or nobodys(who):
        return None
    start = 0
    inner = _COLON.match(line.text)  # The name is often written once more.
    if inner and (again := name(inner.group("name"))) is not None and again.key == found.key:
        start = _AFTER.match(line.text, inner.end()).end()  # type: ignore[union-attr]
    return Label(number, found, start, len(line.text), Shape.CONTAINER, line.source.time)


def _make(
    lines: Sequence[Line], number: int, raw: str, start: int, shape: Shape, stamp: str | None = None
) -> Label | None:
    found = name(raw)
    if found is None:
        return None
    line = lines[number]
    return Label(number, found, start, len(line.text), shape, clock.first(stamp) if stamp else line.source.time)


def _wiki(lines: Sequence[Line], number: int, led: _Led) -> Label | None:
    match = _WIKI.match(led.text)
    if match is None or (found := name(match.group("name"))) is None:
        return None
    side = (match.group("side") or "").strip("/ ").lower()
    asks = {"q": True, "a": False}.get(side, found.asks)
    whole = lines[number].text
    end = len(whole) - 2 if whole.endswith("}}") else len(whole)
    return Label(number, replace(found, asks=asks), match.end(), end, Shape.COLON)


def _letter(lines: Sequence[Line], number: int, led: _Led) -> Label | None:
    text = led.text
    match = _LETTER.match(text, led.end)
    if match is None:
        return None
    start = _AFTER.match(text, match.end()).end()  # type: ignore[union-attr]
    return _make(lines, number, match.group("name")[:1], start, Shape.LETTER, led.stamp)


def _symbol(lines: Sequence[Line], number: int, led: _Led) -> Label | None:
    """A picture that stands for somebody."""
    match = _SYMBOL.match(led.text)
    if match is None or lines[number].kind is Kind.ITEM:
        return None
    who = match.group("name")
    return Label(number, Name(who, who), match.end(), len(lines[number].text), Shape.SYMBOL, lines[number].source.time)


def _colon(lines: Sequence[Line], number: int, led: _Led) -> Label | None:
    text = led.text
    match = _COLON.match(text, led.end)
    if match is None or match.group("name").strip(" *_'").isdecimal():
        return None
    after = text[match.end() : match.end() + 1]
    if text.startswith("//", match.end()):
        return None
    if after and not after.isspace() and after not in "*_'\"“‘«¿¡\\[(" and match.group("colon") == ":":
        raw = match.group("name")
        if not (raw.isupper() or (after.isupper() and raw[:1].isupper())):
            return None
    start = _AFTER.match(text, match.end()).end()  # type: ignore[union-attr]
    return _make(lines, number, match.group("name"), start, Shape.COLON, led.stamp)


def _stamped(lines: Sequence[Line], number: int, led: _Led) -> Label | None:
    text = led.text
    if led.stamp:  # 00:03 Ana
        rest = text[led.end :]
        if len(rest) <= 40 and not rest.endswith((".", "?", "!")) and _followed(lines, number):
            return _make(lines, number, rest, len(lines[number].text), Shape.OWN, led.stamp)
        return None
    match = _STAMPED.match(text, led.end)
    if match is None or not (match.group("colon") or match.end() >= len(lines[number].text)):
        return None
    shape = Shape.OWN if match.end() >= len(lines[number].text) else Shape.COLON
    return _make(lines, number, match.group("name"), match.end(), shape, match.group("stamp"))


def _bracket(lines: Sequence[Line], number: int, led: _Led) -> Label | None:
    match = _BRACKET.match(led.text, led.marks)
    if match is None or match.end() >= len(lines[number].text):
        return None
    raw = match.group("angle") or match.group("square") or match.group("round")
    return _make(lines, number, raw, match.end(), Shape.BRACKET, led.stamp)


def _dialogue(lines: Sequence[Line], number: int, led: _Led) -> Label | None:
    text = led.text
    match = _JAPANESE.match(text)
    if match is not None:
        return _make(lines, number, "――", match.end(), Shape.DASH)
    match = _DASHED.match(text)
    if match is None or not (match.group("name").isupper() or len(match.group("name").split()) <= 3):
        return None
    return _make(lines, number, match.group("name"), match.end(), Shape.DASH)


def _bold(lines: Sequence[Line], number: int, _: _Led) -> Label | None:
    """A name that is emphasised where the rest of the line is not: `**Ana Reyes** Was it real?`."""
    line = lines[number]
    if not 0 < line.lead < min(len(line.text), 48) or line.text[: line.lead].rstrip().endswith((".", "?", "!", ",")):
        return None
    if not line.text[line.lead : line.lead + 1].isspace() and not line.text[line.lead - 1].isspace():
        return None
    found = name(line.text[: line.lead])
    if found is None or not found.sure:
        return None
    start = len(line.text) - len(line.text[line.lead :].lstrip())
    return Label(number, found, start, len(line.text), Shape.BOLD, line.source.time)


def _spaced(lines: Sequence[Line], number: int, led: _Led) -> Label | None:
    text = led.text
    match = _SPACED.match(text)
    if match is None:
        match = _WIDE.match(text)
        if match is None or not match.group("name").isupper():
            return None
    return _make(lines, number, match.group("name"), match.end(), Shape.SPACED)


def _own(lines: Sequence[Line], number: int, _: _Led) -> Label | None:
    """A name on a line of its own, with what is said below it."""
    line = lines[number]
    if len(line.text) > 48 or not line.opens or line.kind in {Kind.CUE, Kind.CAPTION}:
        return None
    if line.text.endswith((".", "?", "!", ",", ";", "…", "”", '"')) or not _followed(lines, number):
        return None
    found = name(line.text)
    if found is None or len(found.text.split()) > 4:
        return None
    return Label(number, found, len(line.text), len(line.text), Shape.OWN, line.source.time)


def _followed(lines: Sequence[Line], number: int) -> bool:
    return number + 1 < len(lines)


def by_legend(head: Sequence[Line], found: list[Label]) -> list[Label]:
    """The labels, symbols with the names that the head of the page says they stand for."""
    if all(label.shape is not Shape.SYMBOL for label in found):
        return found
    told = [each for line in head for each in _LEGEND.findall(line.text[:LOOKED_AT])]
    names = {symbol: named for symbol, who in told if (named := name(who))}
    return [replace(label, name=names.get(label.name.text.rstrip("\ufe0f"), label.name)) for label in found]
