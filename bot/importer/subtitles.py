"""Subtitles: SRT, WebVTT, SBV, the log of a speech recogniser, LRC. A cue is a block with its time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.importer import about, captions, clock, plain
from bot.importer.layout import ends_sentence
from bot.importer.model import Block, Kind, Metadata, Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TIME = r"[0-9][0-9]?[0-9]?:[0-9]{1,2}(?::[0-9]{1,2})?(?:[.,:][0-9]{1,6})?"
"""Begins with a set of characters, which the search then skips to: that is five times as fast."""
_CUE = re.compile(
    rf"(?P<start>{_TIME})[ \t]*(?:-{{1,2}}|–|—)(?:>|&gt;)[ \t]*{_TIME}\]?"
    r"(?:[ \t]+(?:align|line|position|size|vertical|region|[XY][12]):[^\s<>]+)*[ \t]*"
)
_SBV = re.compile(r"^(?P<start>[0-9]+:[0-9]{2}:[0-9]{2}\.[0-9]{3}),[0-9]+:[0-9]{2}:[0-9]{2}\.[0-9]{3}$", re.MULTILINE)
_NUMBER = re.compile(r"(?:^|\s)(\d{1,7})\s*$")
_NOT_SAID = re.compile(r"(?:NOTE|STYLE|REGION|WEBVTT|X-TIMESTAMP-MAP)\b")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_ENDS_BLANK = re.compile(r"(?:^|\n)[ \t]*$")
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,}).*$", re.MULTILINE)
_LRC = re.compile(r"^[ \t]*((?:\[\d{1,3}:\d{2}\.\d{1,3}\])+)(.*)$", re.MULTILINE)
_LRC_TIME = re.compile(r"\[([^\]]*)\]")
_LRC_FIELD = re.compile(r"^\[(ti|ar|al|by|re|au|length|offset):([^\]\n]*)\]", re.MULTILINE)
_ROLLING = 0.3
_FEWEST_ROLLING = 3
_SKIPPED_NUMBERS = 3
_LONGEST_WINDOW = 4
_LONGEST_NUMBER = 100
_MOST_DIGITS = 7


@dataclass(frozen=True, slots=True)
class _Cue:
    """A time, and the lines shown from then on."""

    time: float
    lines: list[str]


def read(text: str, *, named: bool = False) -> tuple[Block, ...]:
    """The cues of a file; text before the first and after the last of them is read as plain text.

    Args:
        text: The file.
        named: Whether a line of its own before a cue can be its name (WebVTT) and not only its number.
    """
    text = _FENCE.sub("", text)
    found = list(_CUE.finditer(text)) or list(_SBV.finditer(text))
    if not found:
        return _around(text)
    before, number = _without_number(_up_to(text, 0, found[0]), None, named=named)
    cues: list[_Cue] = []
    after = ""
    for cue, following in zip(found, [*found[1:], None], strict=True):
        if following:
            chunk, number = _without_number(_up_to(text, cue.end(), following), number, named=named)
        else:
            chunk = text[cue.end() :]
        parts = _BLANK_LINE.split(chunk.lstrip("\n") if following else chunk.strip())
        if not following:
            parts, after = parts[:1], "\n\n".join(parts[1:])
        payload = [part for at, part in enumerate(parts) if not (at and _NOT_SAID.match(part))]
        time = clock.seconds(cue["start"]) or 0.0
        cues.append(_Cue(time, captions.shown("\n".join(payload))))
    return (*_around(before), *_blocks(_fresh(cues)), *_around(after))


def _up_to(text: str, start: int, cue: re.Match[str]) -> str:
    """What stands before the time of a cue, which may be in brackets."""
    end = cue.start()
    return text[start : end - 1 if end > start and text[end - 1] == "[" else end]


def read_lyrics(text: str) -> tuple[tuple[Block, ...], Metadata]:
    """The lines of an LRC file, in the order in which they are shown; and what it says of itself."""
    cues: list[_Cue] = []
    for found in _LRC.finditer(text):
        lines = captions.shown(found[2])
        cues += (_Cue(clock.seconds(time) or 0.0, lines) for time in _LRC_TIME.findall(found[1]))
    cues.sort(key=lambda cue: cue.time)
    fields = {name: value.strip() for name, value in _LRC_FIELD.findall(text)}
    return tuple(_blocks(cues)), about.from_fields(fields)


def _around(text: str) -> tuple[Block, ...]:
    parts = _BLANK_LINE.split(text.strip())
    return plain.blocks("\n\n".join(part for part in parts if not _NOT_SAID.match(part.lstrip())))


def _without_number(chunk: str, last: int | None, *, named: bool) -> tuple[str, int | None]:
    """The text between two cues without the number (or the name) of the second; and that number."""
    if "\n" not in chunk.strip(" \t"):
        found = _NUMBER.search(chunk, max(0, len(chunk) - _LONGEST_NUMBER))
        if found and _comes_next(last, int(found[1])):
            return chunk[: found.start()], int(found[1])
        return chunk, last
    above, _, line = chunk.rstrip(" \t").removesuffix("\n").rpartition("\n")
    line = line.strip()
    free = not above.strip() or _ENDS_BLANK.search(above, max(0, len(above) - _LONGEST_NUMBER)) is not None
    if line.isdecimal() and len(line) <= _MOST_DIGITS and (free or _comes_next(last, int(line))):
        return above, int(line)
    return (above if named and free and line else chunk), last


def _comes_next(last: int | None, number: int) -> bool:
    return last is None or last <= number <= last + _SKIPPED_NUMBERS


def _fresh(cues: Sequence[_Cue]) -> Sequence[_Cue]:
    """The cues; captions that roll, each showing again what the one before it showed, only with what is new."""
    fresh: list[_Cue] = []
    rolling = 0
    before: list[str] = []
    for cue in cues:
        again = _again(before, cue.lines)
        rolling += again is not None
        fresh.append(cue if again is None else _Cue(cue.time, again))
        before = cue.lines or before
    return fresh if rolling >= max(_FEWEST_ROLLING, len(cues) * _ROLLING) else cues


def _again(before: Sequence[str], lines: list[str]) -> list[str] | None:
    """What is new in the lines, if they begin with the last of those before them, perhaps with more words in a line."""
    if not lines:
        return None
    for count in range(min(len(before), len(lines), _LONGEST_WINDOW), 0, -1):
        last, grown = before[-1], lines[count - 1]
        if list(before[-count:-1]) == lines[: count - 1] and (grown == last or grown.startswith(last + " ")):
            rest = grown[len(last) :].strip()
            return [rest, *lines[count:]] if rest else lines[count:]
    return None


def _blocks(cues: Sequence[_Cue]) -> Iterator[Block]:
    speaker: str | None = None
    parts_speakers = any(captions.has_dialogue(cue.lines) for cue in cues)
    unfinished = False
    for cue in cues:
        if not cue.lines:
            continue
        goes_on = unfinished and (not parts_speakers or cue.lines[0].lstrip("-–— ")[:1].islower())
        unfinished = not ends_sentence(cue.lines[-1])
        for said in captions.said(cue.lines, goes_on=goes_on):
            if said.voice or said.turn:
                speaker = said.voice
            yield Block(
                (Run(said.text),), Kind.CUE, speaker=speaker, time=cue.time, aside=said.is_sound, turn=said.turn
            )
