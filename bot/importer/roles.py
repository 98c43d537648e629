"""Who asks and who answers, decided over the whole text: what is said, how long, after whom."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from math import log
from typing import TYPE_CHECKING

from bot.importer.cues import ME, YOU, asks, holds_question, length, words_of
from bot.importer.model import Role
from bot.importer.names import FLOOR, TOGETHER, key, name
from bot.search.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_WELCOMES = re.compile(
    r"\bwelcome (?:to|back)\b|\b(?:my|our) guest|\b(?:you are|you're) listening to\b|"
    r"\bjoin(?:s|ing|ed) (?:me|us|by)\b|\bwith (?:me|us) (?:today|now|here|is)\b|"
    r"\b(?:thanks|thank you)(?: so much| very much)? for (?:joining|coming|being|talking|your time|listening)\b"
)
_THANKS = re.compile(r"\bfor having (?:me|us)\b|\b(?:glad|happy|good|great|nice|pleased) to be (?:here|back)\b")


_SWEEPS = 8
"""How often everybody is looked at anew, at most."""


_RARE = 0.7
"""What speaks against a second one who asks: most interviews have one."""
_ANSWERS = -0.5
"""Whoever looks that little like one that asks does not, whomever they speak after: guests talk to each other."""
_SELDOM = 4
"""Turns of the others for one of an audience, at least."""
_HEARD = 3
"""Turns from which somebody is known."""


@dataclass(slots=True)
class Tally:
    """What is known of a voice, turn by turn."""

    turns: int = 0
    asking: float = 0.0
    words: int = 0
    you: int = 0
    me: int = 0
    manners: int = 0
    hint: float = 0.0
    after: Counter[int] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        """Of its turns, how many ask."""
        return self.asking / self.turns if self.turns else 0.0

    @property
    def mean(self) -> float:
        """Words a turn."""
        return self.words / self.turns if self.turns else 0.0


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles found.

    Attributes:
        of: Of each voice.
        sure: How sure (0 to 1).
        open: Whether several people ask and answer by turns, so that a person must choose.
    """

    of: Mapping[int, Role]
    sure: float
    open: bool = False


def tally(turns: Sequence[tuple[int, str]], voices: int) -> list[Tally]:
    """Counts what each voice says; turns are (voice, text), in order."""
    counts = [Tally() for _ in range(voices)]
    before: int | None = None
    for voice, text in turns:
        each = counts[voice]
        each.turns += 1
        ends, holds = asks(text), holds_question(text)
        each.asking += 1.0 if ends else 0.5 if holds and length(text) < 50 else 0.2 if holds else 0.0
        each.words += length(text)
        each.manners += _manners(text)
        folded = words_of(text)
        each.you += not YOU.isdisjoint(folded)
        each.me += not ME.isdisjoint(folded)
        if before is not None and before != voice:
            each.after[before] += 1
        before = voice
    return counts


def _manners(text: str) -> int:
    """What greetings tell: 1 of a host, -1 of somebody who is welcomed."""
    folded = fold(text[:400])
    return bool(_WELCOMES.search(folded)) - bool(_THANKS.search(folded))


def decide(counts: Sequence[Tally], said: Mapping[int, bool], names: Sequence[str]) -> Roles:
    """The role of every voice; users of a chat who are hardly heard are its audience.

    The audience asks: what it says after an answer is no part of that.

    Args:
        counts: Of each voice, `hint` filled in.
        said: The voices whose role is known from the label or the user: True asks.
        names: Of each voice.
    """
    roles = _decided(counts, said, names)
    rare = [voice for voice in roles.of if voice not in said and counts[voice].after and counts[voice].turns < _HEARD]
    crowd = [voice for voice in rare if (each := name(names[voice])) is not None and not each.sure]
    left = [voice for voice, role in roles.of.items() if role is Role.GUEST and voice not in crowd]
    return replace(roles, of={**roles.of, **dict.fromkeys(crowd, Role.INTERVIEWER)}) if crowd and left else roles


def _decided(counts: Sequence[Tally], said: Mapping[int, bool], names: Sequence[str]) -> Roles:
    speaking = [voice for voice, each in enumerate(counts) if each.turns]
    free = [voice for voice in speaking if voice not in said]
    of = {voice: Role.INTERVIEWER if asks_ else Role.GUEST for voice, asks_ in said.items()}
    if not free:
        return Roles(of, 1.0)
    for voice in free:
        if key(names[voice]) in TOGETHER:
            of[voice] = Role.GUEST
    free = [voice for voice in free if voice not in of]
    asking = {voice for voice, role in of.items() if role is Role.INTERVIEWER}
    hub = max(speaking, key=lambda voice: counts[voice].turns)
    if (
        of.get(hub) is Role.GUEST
        and not asking
        and len(free) > 1
        and counts[hub].turns * 5 >= 2 * sum(counts[voice].turns for voice in speaking)
    ):
        rest = {
            voice: Role.INTERVIEWER if counts[voice].after[hub] or counts[hub].after[voice] else Role.GUEST
            for voice in free
        }
        return Roles(of | rest, 1.0)
    if asking and not _let_in(counts, asking, free, names):
        return _beside_known(counts, free, of, asking)
    every = _scores(counts, speaking)
    scores = {voice: every[voice] for voice in free}
    return _split(counts, scores, of)


def _let_in(counts: Sequence[Tally], asking: Collection[int], free: Sequence[int], names: Sequence[str]) -> bool:
    """Whether all who are known to ask are an audience that is seldom heard: somebody lets them, and asks as well."""
    audience = all(key(names[voice]).rstrip(" #0123456789") in FLOOR for voice in asking)
    heard = sum(counts[voice].turns for voice in asking)
    return audience and len(free) > 1 and heard * _SELDOM <= sum(counts[voice].turns for voice in free)


def _scores(counts: Sequence[Tally], speaking: Sequence[int]) -> dict[int, float]:
    """How much each voice looks like the one that asks, beside all others."""
    turns = sum(counts[voice].turns for voice in speaking)
    asking = sum(counts[voice].asking for voice in speaking)
    words = sum(counts[voice].words for voice in speaking)
    you, me = sum(counts[voice].you for voice in speaking), sum(counts[voice].me for voice in speaking)
    scores = {}
    for voice in speaking:
        mine = counts[voice]
        rest = turns - mine.turns
        if not rest:
            scores[voice] = mine.hint + 4 * (mine.share - 0.4)
            continue
        mean = (words - mine.words) / rest
        score = 4 * (mine.share - (asking - mine.asking) / rest) + mine.hint
        score += 3 * max(-1, min(1, mine.manners))
        score += max(-1.0, min(1.0, 0.6 * log((mean + 3) / (mine.mean + 3))))
        score += mine.you / mine.turns - (you - mine.you) / rest
        score -= mine.me / mine.turns - (me - mine.me) / rest
        scores[voice] = score
    return scores


def _beside_known(counts: Sequence[Tally], free: Sequence[int], of: dict[int, Role], asking: set[int]) -> Roles:
    """Somebody's label says that they ask: the others answer, but for those who ask as much as they do."""
    turns = sum(counts[voice].turns for voice in asking)
    share = sum(counts[voice].asking for voice in asking) / max(1, turns)
    most = max((counts[voice].turns for voice in free), default=0)
    for voice in free:
        each = counts[voice]
        after_askers = sum(count for other, count in each.after.items() if other in asking)
        co_host = each.hint >= 1.5 or (
            each.share >= 0.6
            and each.share >= 0.8 * share
            and len(free) > 1
            and each.turns < most
            and after_askers * 3 < each.turns * 2
        )
        of[voice] = Role.INTERVIEWER if co_host else Role.GUEST
    if Role.GUEST not in of.values() and free:
        of[max(free, key=lambda voice: counts[voice].words)] = Role.GUEST
    return Roles(of, 1.0)


def _split(counts: Sequence[Tally], scores: Mapping[int, float], of: dict[int, Role]) -> Roles:
    """The two sides: who looks alike is on the same, who speaks after each other on different ones."""
    ranked = sorted(scores, key=lambda voice: -scores[voice])
    if not ranked:
        return Roles(of, 0.5)
    if len(ranked) == 1:
        known_guest = Role.GUEST in of.values()
        of[ranked[0]] = Role.INTERVIEWER if known_guest or scores[ranked[0]] > 0 else Role.GUEST
        return Roles(of, 0.9)
    hub = max(ranked, key=lambda voice: counts[voice].turns)
    turns = sum(counts[voice].turns for voice in ranked)
    others = (turns - counts[hub].turns) / (len(ranked) - 1)
    star = len(ranked) >= 3 and counts[hub].turns >= max(0.35 * turns, 2 * others)
    if star and scores[hub] <= 0:
        of |= dict.fromkeys(ranked, Role.INTERVIEWER) | {hub: Role.GUEST}
    else:
        of |= dict.fromkeys(ranked, Role.GUEST) | {hub if star else ranked[0]: Role.INTERVIEWER}
    _settle(counts, scores, of, several=star and scores[hub] <= 0)
    return _certainty(counts, scores, ranked, of)


def _settle(counts: Sequence[Tally], scores: Mapping[int, float], of: dict[int, Role], *, several: bool) -> None:
    """Moves everybody to the side where they fit better, until nobody moves; neither side is left empty.

    Args:
        counts: Of each voice.
        scores: How much each of those who may move looks like one that asks.
        of: The roles so far, which are changed.
        several: Whether many ask.
    """
    beside = _beside(counts)
    often = [sum(each.values()) for each in beside]
    size = Counter(of.values())
    for _ in range(_SWEEPS):
        before = dict(of)
        for voice in scores:
            here, each = of[voice], counts[voice]
            there = Role.GUEST if here is Role.INTERVIEWER else Role.INTERVIEWER
            apart = sum(
                times * (1 / often[voice] + 1 / often[other]) * (1 if of.get(other) is here else -1)
                for other, times in beside[voice].items()
            )
            rare = 0.0 if several else _RARE if each.turns >= _HEARD or each.share > 0.5 else 4 * _RARE
            asks_ = scores[voice] * min(1.0, each.turns / _HEARD) - rare
            answers = here is Role.GUEST and each.turns >= _HEARD and scores[voice] < _ANSWERS
            if size[here] > 1 and not answers and (asks_ if here is Role.GUEST else -asks_) + apart > 0:
                size[here] -= 1
                size[there] += 1
                of[voice] = there
        if of == before:
            break


def _beside(counts: Sequence[Tally]) -> list[Counter[int]]:
    """How often each voice speaks right before or after each other one."""
    found: list[Counter[int]] = [Counter(each.after) for each in counts]
    for voice, each in enumerate(counts):
        for other, times in each.after.items():
            found[other][voice] += times
    return found


def _certainty(
    counts: Sequence[Tally], scores: Mapping[int, float], ranked: Sequence[int], of: dict[int, Role]
) -> Roles:
    answering = [voice for voice in ranked if of[voice] is Role.GUEST]
    leading = min((scores[voice] for voice in ranked if of[voice] is Role.INTERVIEWER), default=0)
    lead = leading - max((scores[voice] for voice in answering), default=0)
    main = [voice for voice in ranked if counts[voice].turns >= 3]
    shares = [counts[voice].share for voice in main]
    hinted = any(abs(counts[voice].hint) >= 1.5 for voice in main)
    turns = sum(counts[voice].turns for voice in main)
    hub = bool(main) and counts[ranked[0]].turns * 5 >= 2 * turns
    alike = len(main) >= 3 and max(shares) - min(shares) < 0.45 and max(shares) < 0.75
    several = alike and not hinted and not hub
    if several:
        return Roles(of, 0.3, open=True)
    return Roles(of, 1.0 if lead >= 1.5 else 0.85 if lead >= 0.7 else 0.55 if lead >= 0.25 else 0.35)
