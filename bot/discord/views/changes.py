"""What became of content, or would: differences, golden questions, faults; and lists that fit where they are shown."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from bot.discord import content_wording as wording
from bot.discord import markup
from bot.discord.delivery import Attachment, Reply
from bot.discord.views.answers import MESSAGE
from bot.moderation.reloading import Faulty, Refused, Reloaded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.errors import Fault
    from bot.knowledge.edition import Difference
    from bot.moderation.golden import Check
    from bot.moderation.reloading import Outcome
    from bot.search.golden import GoldenFailure

FAULTS: Final = 10
"""Faults that are shown in a message; the others are in the file with it."""
_MOST: Final = 500  # lines of faults that could fit into a message
_LINE: Final = 180
_FAULTS_FILE: Final = "faults.txt"


def outcome(result: Outcome, *, joined: bool) -> Reply:
    """What came of a reload.

    Args:
        result: What came of it.
        joined: Whether somebody else had begun it.
    """
    match result:
        case Faulty(faults):
            return faulty(faults)
        case Refused(broken):
            lines = [wording.REFUSED, *(f"• {line}" for line in _reasons(broken))]
        case Reloaded():
            lines = [_reloaded(result)]
    return Reply(fitting([wording.JOINED, *lines] if joined else lines, MESSAGE))


def faulty(faults: Sequence[Fault]) -> Reply:
    """What is wrong: the first faults, and all of them in a file where they are many."""
    head = wording.faulty(len(faults))
    lines = [markup.escape(markup.one_line(str(fault))) for fault in faults[:_MOST]]
    everything = fitting([head, *lines], MESSAGE, len(faults) + 1)
    if len(faults) <= FAULTS and everything == "\n".join([head, *lines]):
        return Reply(everything)
    first = [head, *(shortened(str(fault)) for fault in faults[:FAULTS])]
    shown = fitting(first, MESSAGE - len(wording.FAULTS_ATTACHED) - 1, len(faults) + 1)
    text = f"{shown}\n{wording.FAULTS_ATTACHED}"
    return Reply(text, file=Attachment(_FAULTS_FILE, "".join(f"{fault}\n" for fault in faults), everything))


def differences(changes: Difference) -> list[str]:
    """Lines that tell what was added, changed and removed; one of them where nothing was."""
    kinds = (
        (wording.ADDED, changes.added, changes.pairs_added),
        (wording.CHANGED, changes.changed, changes.pairs_changed),
        (wording.REMOVED, changes.removed, changes.pairs_removed),
    )
    lines = [
        wording.change(kind, [shortened(name, 60) for name in interviews], len(pairs))
        for kind, interviews, pairs in kinds
        if interviews or pairs
    ]
    return lines or [wording.NOTHING_CHANGED]


def golden(check: Check) -> list[str]:
    """Lines that tell how golden questions would fare."""
    if not check.asked:
        return [wording.GOLDEN_NONE]
    failing = len(check.broken) + len(check.failing)
    if not failing:
        return [wording.GOLDEN_HOLD]
    reasons = [wording.breaks(_reason(failure)) for failure in check.broken]
    reasons += [wording.fails(_reason(failure)) for failure in check.failing]
    return [wording.hold(check.asked, failing), *reasons]


def fitting(lines: Sequence[str], room: int, total: int | None = None) -> str:
    """As many lines as fit, and how many more there are.

    Args:
        lines: One at least.
        room: UTF-16 code units the text may have.
        total: How many lines there are in all, if more than `lines`.
    """
    total = len(lines) if total is None else total
    ends = list(accumulate(markup.units(line) + 1 for line in lines))
    if ends[-1] - 1 <= room and len(lines) == total:
        return "\n".join(lines)
    for kept in range(bisect_right(ends, room), 0, -1):
        more = wording.and_more(total - kept)
        if ends[kept - 1] + markup.units(more) <= room:
            return "\n".join([*lines[:kept], more])
    return markup.fit(lines[0], room, str)


def shortened(text: str, limit: int = _LINE) -> str:
    """One escaped line of at most `limit` code units."""
    return markup.fit(markup.one_line(text), limit)


def _reloaded(result: Reloaded) -> str:
    lines = differences(result.difference)
    if result.check.broken:
        lines += [wording.FORCED, *(f"• {line}" for line in _reasons(result.check.broken))]
    if result.check.failing:
        lines += [wording.FAILING, *(f"• {line}" for line in _reasons(result.check.failing))]
    return wording.reloaded(result.seconds, lines)


def _reasons(failures: Iterable[GoldenFailure]) -> list[str]:
    return [_reason(failure) for failure in failures]


def _reason(failure: GoldenFailure) -> str:
    return shortened(str(failure), _LINE + 60)
