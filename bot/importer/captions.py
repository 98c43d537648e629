"""The text of a cue: markup off, and its speakers parted."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.importer.encoding import clean, plain_spaces

if TYPE_CHECKING:
    from collections.abc import Iterator

_OVERRIDE = re.compile(r"\{\\[^{}\n]{0,200}\}")
_ESCAPE = re.compile(r"\\([hNn])")
_VOICE = re.compile(r"<(/?)v(?:\.[^\s<>]{0,200})?(?:[ \t]+([^<>\n]{0,200}))?>", re.IGNORECASE)
_DASHED_VOICE = re.compile(r"^[-–—‐―][ \t]*(?=<v[ .])", re.MULTILINE | re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:b|br|c|font|i|lang|p|rt|ruby|s|span|u)(?:[.\s][^<>\n]{0,200})?/?>|<\d[\d:.]{3,14}>", re.IGNORECASE
)
_TURN = re.compile(r"(?:^|(?<=\s))>{2,3}[ \t]*(?=\S|$)", re.MULTILINE)
_DASH = re.compile(r"^[ \t]*(?:[-–‐][ \t]*(?=[^\s\da-z\-–—‐―])|[-–—‐―][ \t]+(?=[^\s\-–—‐―]))", re.MULTILINE)
_DASHES = re.compile(rf"{_DASH.pattern}|(?<=[.?!…\"”])[ \t]+[-–—][ \t]+(?=[^\s\d])", re.MULTILINE)
_MARKED = re.compile(r"[<>&]|^[-–—‐―]", re.MULTILINE)
_ONE_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,200})?[ \t]+([^<>&\n]{0,200})>([^<>&]+)(?:</v>)?", re.IGNORECASE)
_SOUND = re.compile(r"[\[(（［][^\[\]()]*[\])）］]|#[^\n]*#")


@dataclass(frozen=True, slots=True)
class Said:
    """What one speaker says in a cue.

    Attributes:
        text: Without markup; a line break is as in the cue.
        voice: Who speaks, where the cue has a place for that.
        turn: Whether a mark says that somebody else begins.
    """

    text: str
    voice: str | None = None
    turn: bool = False

    @property
    def is_sound(self) -> bool:
        """Whether nothing is said: `[door slams]`, `♪ … ♪`."""
        return self.text[0] in "♪♫" or (
            self.text[0] in "[(（［#" and all(_SOUND.fullmatch(line) for line in self.text.split("\n"))
        )


def shown(text: str) -> list[str]:
    """The lines of a cue as a player shows them, except that voices, speaker marks and entities are left."""
    backslash = "\\" in text
    if backslash:
        text = _OVERRIDE.sub("", text)
    if "<" in text:
        text = _TAG.sub("", text)
    if backslash:
        text = _ESCAPE.sub(lambda found: " " if found[1] == "h" else "\n", text)
    return [line for line in map(str.strip, text.split("\n")) if line]


def has_dialogue(lines: list[str]) -> bool:
    """Whether dashes part two speakers in a cue, given its lines as `shown` finds them."""
    return sum(_DASH.match(line) is not None for line in lines) > 1


def said(lines: list[str], *, goes_on: bool = False) -> Iterator[Said]:
    """What is said in a cue, speaker by speaker.

    Args:
        lines: Its lines as `shown` finds them.
        goes_on: Whether a dash at its beginning would stand in the middle of a sentence.
    """
    text = "\n".join(lines)
    if not _MARKED.search(text):
        if text:
            yield Said(plain_spaces(text))
        return
    one = _ONE_VOICE.fullmatch(text)
    if one and not _MARKED.search(one[2]) and (body := _lines(one[2])):
        yield Said(plain_spaces(body), _name(one[1]))
        return
    text = _DASHED_VOICE.sub("", text)
    voice: str | None = None
    at = 0
    for found in [*_VOICE.finditer(text), None]:
        yield from _parts(text[at : found.start() if found else None], voice, goes_on=goes_on)
        if found:
            at = found.end()
            voice = None if found[1] else _name(html.unescape(found[2] or ""))


def _name(text: str) -> str | None:
    return " ".join(text.split()).strip(" :：") or None


def _parts(text: str, voice: str | None, *, goes_on: bool) -> Iterator[Said]:
    text = plain_spaces(clean(html.unescape(text)))
    cuts = [(found.start(), found.end()) for found in _TURN.finditer(text)]
    if not cuts:
        dash = _DASHES if _DASH.match(text) else _DASH
        cuts = [(found.start(), found.end()) for found in dash.finditer(text)]
        cuts = [] if goes_on and len(cuts) == 1 and cuts[0][0] == 0 else cuts
    if voice is not None and len(cuts) == 1 and not text[: cuts[0][0]].strip():
        text, cuts = text[cuts[0][1] :], []
    start, turn = 0, False
    for begin, after in [*cuts, (len(text), len(text))]:
        if body := _lines(text[start:begin]):
            yield Said(body, voice, turn)
        start, turn = after, True


def _lines(text: str) -> str:
    if "\n" not in text:
        return text.strip()
    return "\n".join(line for line in map(str.strip, text.split("\n")) if line)
