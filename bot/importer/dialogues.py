"""Dialogue with names before it that is no interview: plays, hearings in court, chats, customer service."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from bot.importer.model import Role
from bot.importer.names import key
from bot.importer.noise_lines import STEMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.importer.conventions import Found
    from bot.importer.model import Document
    from bot.importer.people import People

PLAY = "This looks like a play: characters who speak to each other, and nobody who is interviewed."
COURT = "This looks like a hearing in court, not an interview."
SERVICE = "This looks like a talk with customer service, not an interview."
CHAT = "This looks like a chat among several people, of whom nobody is interviewed."
_HEAD = 8
"""Lines at the beginning in which a play says what it is."""
_SURE = 2.5
_ENOUGH = 1.5
_CALLED = re.compile(
    r"\b(?:play|drama|comedy|tragedy|farce|sketch|skit|libretto)\b.{0,20}\bin [\w-]+ (?:acts?|scenes?|parts?)\b"
    r"|^an? (?:(?:radio|stage|short|verse|one-act) )?(?:play|drama|comedy|tragedy|farce|sketch)"
    r"(?: by \D{2,40}| for (?:radio|voices|the stage|two)\D{0,30})?\.?$"
    r"|^(?:dramatis person|cast of characters|characters:?$|persons of the play)",
    re.IGNORECASE,
)
_CURTAIN = re.compile(
    r"[\[(]?(?:the )?(?:(?:slow )?curtain(?: (?:rises|falls|up|down))?|blackout|lights? (?:up|down|out|fades?)|"
    r"the lights (?:rise|fall|fade|go (?:up|down|out)))\b[^.]{0,30}\.?[\])]?",
    re.IGNORECASE,
)
_COMES = re.compile(
    r"[\[(]?(?:Exeunt|(?:Re-?)?[Ee]nters? [A-Z]|EXEUNT|(?:RE-?)?ENTERS? [A-Z]|Exits?\b|EXITS?\b)[^?!]{0,80}$"
)
_DIRECTED = re.compile(r"[^.?!]{0,40}?\(([^()\n]{3,120})\)")
_EFFECT = re.compile(r"(?:FX|SFX|F/X|GRAMS)\s*:")
_SERVICE = frozenset(
    "agent|support|support agent|customer|customer service|customer support|chatbot|assistant|visitor|helpdesk".split(
        "|"
    )
)
_ROLES_IN_COURT = frozenset(
    "the court|court|the witness|witness|the clerk|clerk|the judge|judge|the defendant|defendant|the bailiff|bailiff|"
    "counsel|defense counsel|the jury|foreperson|prosecutor|the prosecutor|court reporter|defence".split("|")
)
_MESSENGER = re.compile(
    r"\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?\]?[ ]?[-–:]? ?\S"
)


def other(found: Found, document: Document, who: People) -> str | None:
    """What else than an interview a dialogue is; None where nothing says so."""
    names = [key(form) for forms in who.cast.forms for form in forms]
    if len(_ROLES_IN_COURT.intersection(names)) >= 2:
        return COURT
    if _SERVICE.intersection(names):
        return SERVICE
    timed = found.convention == "timed"
    theatre = 0.0 if timed else _theatre(document, {name for name in names if len(name) > 1})
    if theatre >= (_SURE if who.hinted else _ENOUGH):
        return PLAY
    return CHAT if _chat(found, document, who) else None


def _lines(document: Document) -> Iterator[str]:
    return (line.strip() for block in document.blocks for line in block.text.split("\n"))


def _theatre(document: Document, names: set[str]) -> float:
    """How much speaks for a play: what it calls itself, entrances and exits, directions to the actors."""
    score = 0.0
    for number, line in enumerate(_lines(document)):
        if number < _HEAD and len(line) < 60 and _CALLED.search(line):
            score += 2.0
        elif len(line) < 90 and _COMES.fullmatch(line):
            score += 1.5
        elif len(line) < 60 and _CURTAIN.fullmatch(line):
            score += 1.0
        elif _EFFECT.match(line):
            score += 0.75
        elif "(" in line[:120]:
            score += 0.5 * _acted(line, names)
    return score


def _acted(line: str, names: set[str]) -> bool:
    """Whether a line begins with a direction that tells what somebody does, other than laugh or fall silent."""
    found = _DIRECTED.match(line)
    if found is None:
        return False
    told = found.group(1)
    words = key(told).split()
    if any(word.startswith(stem) for word in words for stem in STEMS):
        return False
    ended = told[0].isupper() and told.endswith(".")
    return ended or not names.isdisjoint(words)


def _chat(found: Found, document: Document, who: People) -> bool:
    """Whether several people write to each other, by dates or user names, and nobody answers the rest of them."""
    turns = Counter(who.voices.values())
    roles = who.roles.of if found.roles is None else found.roles
    answered = max((count for voice, count in turns.items() if roles.get(voice) is Role.GUEST), default=0)
    if len(turns) < 3 or answered * 20 >= 9 * turns.total():
        return False
    lines = list(_lines(document))
    dated = sum(_MESSENGER.match(line) is not None for line in lines) * 2 > len(lines)
    users = sum(who.cast.name(voice).islower() for voice in turns) == len(turns)
    return users or (dated and not who.hinted)
