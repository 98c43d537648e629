"""A server's edition: the operator's interviews as one server knows them, and what sets two snapshots apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.knowledge.model import Snapshot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from bot.knowledge.model import Interview, Pair


def compose(
    operator: Snapshot,
    uploads: Iterable[Interview] = (),
    taught: Iterable[tuple[str, str]] = (),
    off: Collection[str] = (),
) -> Snapshot:
    """The content of one server.

    Args:
        operator: What the operator's files hold.
        uploads: The server's own interviews; one with the id of an operator's takes its place.
        taught: For pairs (`interview/pair`), another way in which the server's fans ask it; pairs that are not loaded
            are passed over, and so are phrasings a pair has already.
        off: The ids of interviews the server does without.

    Returns:
        A snapshot in which nobody ends up in a circle of newer answers: an upload may close one that neither side has
        by itself. There the references of the server's own interviews do not count.
    """
    own = {interview.id: interview for interview in uploads}
    interviews = {interview.id: interview for interview in operator.interviews} | own
    phrasings: dict[str, dict[str, list[str]]] = {}
    for ref, phrasing in taught:
        interview, _, pair = ref.partition("/")
        phrasings.setdefault(interview, {}).setdefault(pair, []).append(phrasing)
    kept = {
        name: _taught(interview, phrasings.get(name, {})) for name, interview in interviews.items() if name not in off
    }
    for ref in _in_circles(kept, own):
        name, _, pair = ref.partition("/")
        kept[name] = _unlinked(kept[name], pair)
    return Snapshot(kept.values())


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of interviews (their ids) and of pairs (`interview/pair`), each in order.

    The pairs of an interview that was added or removed are listed, too.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    pairs_added: tuple[str, ...] = ()
    pairs_changed: tuple[str, ...] = ()
    pairs_removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs; a pair differs only where its interview does."""
        return bool(self.added or self.changed or self.removed)


def difference(old: Snapshot, new: Snapshot) -> Difference:
    """What has to be done to `old` to make it `new`."""
    before = {interview.id: interview for interview in old.interviews}
    after = {interview.id: interview for interview in new.interviews}
    interviews = [*_compared(before, after)]
    # Interview by interview: to let go of a table of all pairs at once would hold up who asks meanwhile.
    differing = sorted(chain.from_iterable(interviews))
    touched = [_compared(_pairs(before.get(name)), _pairs(after.get(name))) for name in differing]
    pairs = [tuple(chain.from_iterable(kind)) for kind in zip(*touched, strict=True)] or [()] * 3
    return Difference(*interviews, *pairs)


def _compared(old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[tuple[str, ...]]:
    yield tuple(name for name in new if name not in old)
    yield tuple(name for name, value in new.items() if name in old and old[name] != value)
    yield tuple(name for name in old if name not in new)


def _pairs(interview: Interview | None) -> Mapping[str, Pair]:
    return {f"{interview.id}/{pair.id}": pair for pair in interview.pairs} if interview else {}


def _taught(interview: Interview, phrasings: Mapping[str, list[str]]) -> Interview:
    if not phrasings:
        return interview
    return replace(interview, pairs=tuple(_phrased(pair, phrasings.get(pair.id, [])) for pair in interview.pairs))


def _phrased(pair: Pair, phrasings: Iterable[str]) -> Pair:
    new = [phrasing for phrasing in dict.fromkeys(phrasings) if phrasing not in (pair.question, *pair.also)]
    return replace(pair, also=(*pair.also, *new)) if new else pair


def _unlinked(interview: Interview, pair: str) -> Interview:
    pairs = (replace(each, superseded_by=None) if each.id == pair else each for each in interview.pairs)
    return replace(interview, pairs=tuple(pairs))


def _in_circles(interviews: Mapping[str, Interview], own: Collection[str]) -> list[str]:
    """The server's own pairs that lie on a circle of newer answers (the loader has refused those of the operator's)."""
    if not own:
        return []
    newer = {
        f"{name}/{pair.id}": pair.superseded_by
        for name, interview in interviews.items()
        for pair in interview.pairs
        if pair.superseded_by
    }
    return [ref for ref in newer if ref.partition("/")[0] in own and _returns(ref, newer)]


def _returns(ref: str, newer: Mapping[str, str]) -> bool:
    """Whether following the newer answers leads back to where it began."""
    passed: set[str] = set()
    at = newer.get(ref)
    while at is not None and at not in passed:
        if at == ref:
            return True
        passed.add(at)
        at = newer.get(at)
    return False
