"""Rounds of a game, made from content and chance: the same of both make the same round."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from bot.trivia.gaps import Gaps
from bot.trivia.model import Mode, Round, Shortage
from bot.trivia.pool import Pool, drawn
from bot.trivia.questions import Questions
from bot.trivia.speakers import Speakers
from bot.trivia.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from bot.knowledge.model import Entry, Snapshot
    from bot.trivia.lexicon import English
    from bot.trivia.ports import Chance, Likeness

_TRIES = 20
"""So many pairs that make no round after all are put up with before a mode is given up."""
_SHORTAGES = {
    Mode.QUOTE: Shortage.FEW_QUESTIONS,
    Mode.GAP: Shortage.NO_WORDS,
    Mode.WHO: Shortage.FEW_SPEAKERS,
}


class RoundMaker:
    """Makes rounds from one snapshot. What it works out about the content it keeps; it may be asked by several threads.

    The first round takes longer, for all words are counted then; with thousands of pairs, or with a likeness that takes
    its time, making rounds belongs off an event loop.

    Args:
        snapshot: The content.
        likeness: What is near in meaning, over the same snapshot.
        english: The language; one for all makers.
    """

    def __init__(self, snapshot: Snapshot, likeness: Likeness, english: English) -> None:
        self._by_ref = {entry.ref: entry for entry in snapshot.entries}
        vocabulary = Vocabulary(snapshot, english)
        self._questions = Questions(snapshot, likeness, vocabulary)
        self._gaps = Gaps(vocabulary)
        self._speakers = Speakers(vocabulary)

    def make(
        self,
        modes: Collection[Mode],
        chance: Chance,
        *,
        used: Collection[str] = (),
        allowed: Callable[[Entry], bool] = lambda _: True,
    ) -> Round | Shortage:
        """A round that has not been played yet, of the pairs that have been played least.

        Args:
            modes: One mode, or those to mix: one is drawn, and where nothing can be made of it, another.
            chance: Where the choices come from.
            used: The keys of the rounds already played, and of those never to be played again; best a set.
            allowed: Whether a pair may be shown at all, as the right answer or as a wrong one.

        Returns:
            The round, or why there is none. Where some of several modes have been played to their end, that is it, for
            then the game can begin anew.
        """
        pool = self._pool(allowed)
        shortages = []
        for mode in drawn(sorted(modes), chance):
            made = self._of(mode, pool, used, chance)
            if isinstance(made, Round):
                return made
            shortages.append(made)
        return Shortage.USED_UP if Shortage.USED_UP in shortages else shortages[0]

    def available(
        self,
        modes: Collection[Mode],
        *,
        used: Collection[str] = (),
        allowed: Callable[[Entry], bool] = lambda _: True,
    ) -> dict[Mode, Shortage | None]:
        """For each mode what it lacks, or None where rounds can be made.

        What the engine would say is not asked for: where questions are all alike, `make` may still find too few.

        Args:
            modes: The modes in question.
            used: See `make`.
            allowed: See `make`.
        """
        pool = self._pool(allowed)
        return {mode: self._lacks(mode, pool, used) for mode in modes}

    def _pool(self, allowed: Callable[[Entry], bool]) -> Pool:
        return Pool({ref: entry for ref, entry in self._by_ref.items() if allowed(entry)})

    def _lacks(self, mode: Mode, pool: Pool, used: Collection[str]) -> Shortage | None:
        if not pool.by_ref:
            return Shortage.EMPTY
        if mode is Mode.QUOTE and not self._questions.enough(pool):
            return Shortage.FEW_QUESTIONS
        if mode is Mode.WHO and not self._speakers.several(pool):
            return Shortage.FEW_SPEAKERS
        any_at_all = False
        for entry in pool.entries:
            for key in self._keys(mode, entry):
                if key not in used:
                    return None
                any_at_all = True
        return Shortage.USED_UP if any_at_all else _SHORTAGES[mode]

    def _of(self, mode: Mode, pool: Pool, used: Collection[str], chance: Chance) -> Round | Shortage:
        if shortage := self._lacks(mode, pool, used):
            return shortage
        for entry, key in islice(self._unplayed(mode, pool, used, chance), _TRIES):
            if made := self._made(mode, entry, key, pool, chance):
                return made
        return _SHORTAGES[mode]

    def _unplayed(self, mode: Mode, pool: Pool, used: Collection[str], chance: Chance) -> Iterator[tuple[Entry, str]]:
        """Pairs, those that were in the fewest rounds of any mode first, each with one of the better rounds left."""
        played = Counter(key.partition(":")[0] for key in used)
        by_count: dict[int, list[Entry]] = {}
        for ref, entry in pool.by_ref.items():
            by_count.setdefault(played[ref], []).append(entry)
        for count in sorted(by_count):
            for entry in drawn(by_count[count], chance):
                keys = [key for key in self._keys(mode, entry) if key not in used]
                if keys:
                    yield entry, chance.choice(keys[: (len(keys) + 1) // 2])

    def _keys(self, mode: Mode, entry: Entry) -> tuple[str, ...]:
        makers = {Mode.QUOTE: self._questions.keys, Mode.GAP: self._gaps.keys, Mode.WHO: self._speakers.keys}
        return makers[mode](entry)

    def _made(self, mode: Mode, entry: Entry, key: str, pool: Pool, chance: Chance) -> Round | None:
        match mode:
            case Mode.QUOTE:
                return self._questions.make(entry, key, pool, chance)
            case Mode.GAP:
                return self._gaps.make(entry, key)
            case Mode.WHO:
                return self._speakers.make(entry, key, pool, chance)
