"""The people of a document: their voices, names and roles, as the text tells them and as the user overrules it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.importer.cues import LOOKED_AT
from bot.importer.hints import hints
from bot.importer.labels import Shape
from bot.importer.model import Kind, Role
from bot.importer.names import ANSWERERS, ASKERS, key
from bot.importer.roles import Roles, Tally, decide, tally
from bot.importer.sides import Sides, sides
from bot.importer.speakers import touching
from bot.importer.turns import ASKER, GUEST
from bot.importer.voices import Cast, cast

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.importer.labels import Label
    from bot.importer.lines import Line
    from bot.importer.model import Document

INTRO = 4_000
"""Characters before the first label in which people are introduced."""

_CALLS = re.compile(r"([A-Z\u00c0-\u00de][\w’'-]+), \w")


@dataclass(frozen=True, slots=True)
class People:
    """Everybody in a document.

    Attributes:
        cast: The voices that have labels.
        voices: The voice of each label, by line.
        roles: What each does.
        sides: Whose turns have labels.
        asker: The voice of whoever asks without a label.
        guest: The voice of whoever answers without a label.
        anonymous: The names of the voices without a label.
        hinted: Whether the page tells who asks, by its outlet or its author.
        warnings: What the user should know.
    """

    cast: Cast
    voices: Mapping[int, int]
    roles: Roles
    sides: Sides
    asker: int
    guest: int
    anonymous: Mapping[int, str]
    hinted: bool
    warnings: tuple[str, ...] = field(default=())

    def name(self, voice: int) -> str:
        """What a voice is called."""
        return self.anonymous[voice] if voice < 0 else self.cast.name(voice)


def people(
    lines: Sequence[Line],
    kept: Sequence[int],
    labels: Mapping[int, Label],
    document: Document,
    *,
    interviewers: Collection[str],
    guests: Collection[str],
) -> People:
    """The people of a document; see `bot.importer.transcript.transcribe` for the names given."""
    order = list(labels.values())
    who = cast(order, touching(order, lines))
    voices = {number: who.of[label.name.key] for number, label in labels.items()}
    shape = sides(lines, kept, labels, voices, len(who.forms))
    counts = tally(shape.turns, len(who.forms))
    intro = _intro(lines, labels)
    told = hints(who.forms, document.metadata, intro)
    called = _called(shape.turns, who)
    for voice, (each, hint) in enumerate(zip(counts, told, strict=True)):
        each.hint = max(-4.0, hint - called[voice])
    said, missing = _said(who, order, interviewers, guests)
    names = [who.name(voice) for voice in range(len(who.forms))]
    roles = _one_sided(shape, counts, said) if shape.role else decide(counts, said, names)
    asker, guest = _alone(roles, counts, Role.INTERVIEWER, ASKER), _alone(roles, counts, Role.GUEST, GUEST)
    anonymous, unused = _anonymous(roles, missing)
    warnings = [f"Nobody here is called {name}." for name in unused]
    hinted = max(told, default=0) >= 2.5
    return People(who, voices, roles, shape, asker, guest, anonymous, hinted, tuple(warnings))


def _called(turns: Sequence[tuple[int, str]], who: Cast) -> Counter[int]:
    """How often somebody is called by name and then speaks: mostly whoever asks begins a turn so."""
    found: Counter[int] = Counter()
    for (_, text), (voice, _) in pairwise(turns):
        calls = _CALLS.match(text)
        if calls and any(key(calls[1]) in key(form).split() for form in who.forms[voice]):
            found[voice] += 1
    return found


def _one_sided(shape: Sides, counts: Sequence[Tally], said: Mapping[int, bool]) -> Roles:
    """Where one side has labels all through, a label of the other side's is seen at the beginning at most."""
    side = shape.role or Role.GUEST
    other = Role.INTERVIEWER if side is Role.GUEST else Role.GUEST
    most = max(each.turns for each in counts)
    of = {}
    for voice, each in enumerate(counts):
        rare = each.turns <= max(1, most // 6)
        asks = each.share >= 0.4 or each.hint >= 1
        of[voice] = other if rare and asks is (side is Role.GUEST) else side
    return Roles(of | {voice: Role.INTERVIEWER if asks else Role.GUEST for voice, asks in said.items()}, 0.97)


def _intro(lines: Sequence[Line], labels: Mapping[int, Label]) -> str:
    first = min(labels, default=len(lines))
    text: list[str] = []
    size = 0
    for line in lines[:first]:
        if line.kind is Kind.CUE or size > INTRO:
            break
        text.append(line.text[:LOOKED_AT])
        size += len(text[-1])
    return " ".join(text)


def _said(
    who: Cast, labels: Sequence[Label], interviewers: Collection[str], guests: Collection[str]
) -> tuple[dict[int, bool], dict[str, bool]]:
    """The voices whose role is given by the user or by their label, and the given names that nobody has."""
    said: dict[int, bool] = {}
    generic = {label.name.key for label in labels if label.name.key in ANSWERERS and label.shape is not Shape.CONTAINER}
    askers = any(label.name.key.rstrip(" #0123456789") in ASKERS for label in labels)
    single = {label.name.key.rpartition(" ")[2] for label in labels if not label.name.joint}
    for label in labels:
        voice = who.of[label.name.key]
        if label.name.together(single):
            said[voice] = False
        if label.name.key in generic and not askers:
            continue
        if label.name.asks is not None and (voice not in said or label.name.key in ASKERS):
            said[voice] = label.name.asks
    missing: dict[str, bool] = {}
    forms = {key(form): voice for voice, each in enumerate(who.forms) for form in each}
    for names, asks in ((interviewers, True), (guests, False)):
        for name in names:
            found = forms.get(key(name), _by_part(name, forms))
            if found is None:
                missing[name] = asks
            else:
                said[found] = asks
    return said, missing


def _by_part(name: str, forms: Mapping[str, int]) -> int | None:
    """Somebody whose labels are a part of the name given, or the other way round, if it is one person."""
    tokens = set(key(name).split())
    found = {
        voice
        for form, voice in forms.items()
        if tokens and (tokens <= set(form.split()) or (len(form) > 2 and set(form.split()) <= tokens))
    }
    return found.pop() if len(found) == 1 else None


def _alone(roles: Roles, counts: Sequence[object], role: Role, otherwise: int) -> int:
    """The voice without a label is that of the only one with this role who has one, if there is just one."""
    found = [voice for voice in range(len(counts)) if roles.of.get(voice) is role]
    return found[0] if len(found) == 1 else otherwise


def _anonymous(roles: Roles, missing: Mapping[str, bool]) -> tuple[dict[int, str], list[str]]:
    """What voices without a label are called: as the user says, where one name is left for the side that has none."""
    names = {ASKER: "Interviewer", GUEST: "Guest"}
    unused = list(missing)
    for voice, asks, role in ((ASKER, True, Role.INTERVIEWER), (GUEST, False, Role.GUEST)):
        free = [name for name, each in missing.items() if each is asks]
        if len(free) == 1 and role not in roles.of.values():
            names[voice] = free[0]
            unused.remove(free[0])
    return names, unused
