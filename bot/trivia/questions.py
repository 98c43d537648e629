"""Quotations whose question is to be found among four."""

from __future__ import annotations

from itertools import chain, islice, zip_longest
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bot.search.text import CUT, fold, words
from bot.trivia.model import Clue, Hint, Mode, Round
from bot.trivia.quotations import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.knowledge.model import Entry, Snapshot
    from bot.trivia.pool import Pool
    from bot.trivia.ports import Chance, Likeness
    from bot.trivia.vocabulary import Vocabulary

CHOICES = 4
_NEAR = 12
"""How many pairs the engine is asked for."""
_LOOKED_AT = 40
"""How many pairs, of those and of any others, are looked at for wrong choices."""
_RIVALS = 8
"""Of so many good wrong choices the best three are taken, with a little chance."""
_ALSO_RIGHT = 0.75
"""A pair that a question finds with so large a share of the best score may answer it, too (measured on the interviews
that come with the project: pairs about different matters stay below 0.7)."""
_SAME = 85
"""Of 100: questions, or answers, as alike as this are the same."""
_FEWEST = 3
"""How much an answer must say (see `Vocabulary.substance`) to be quoted."""
_ENOUGH = 12
"""So many telling words make a good quotation; more do not make it better."""
_FEW_CHARACTERS = 60
_UNSURE = 1.0
"""Quotations whose worth differs no more than this are equally good."""
# Words that begin answers and tell what kind of question was asked.
_OPENERS = frozenset("because yes yeah yep no nope nah not never sure absolutely oh well definitely exactly".split())
_ASKING = frozenset("why how what who whose whom where when which".split())
_POLAR = frozenset("is are was were do does did has have had can could will would should am".split())


class Questions:
    """Makes rounds in which the question is to be found.

    Args:
        snapshot: The content.
        likeness: The engine's.
        vocabulary: Of the whole content.
    """

    def __init__(self, snapshot: Snapshot, likeness: Likeness, vocabulary: Vocabulary) -> None:
        self._likeness = likeness
        self._vocabulary = vocabulary
        self._newest = _newest(snapshot)
        self._found: dict[str, Mapping[str, float]] = {}

    def keys(self, entry: Entry) -> tuple[str, ...]:
        """The key of the one round that a pair makes; none if its answer says too little to go by."""
        says_enough = self._vocabulary.substance(entry.pair.answer) >= _FEWEST
        return (f"{entry.ref}:{Mode.QUOTE}",) if says_enough else ()

    def enough(self, pool: Pool) -> bool:
        """Whether there are questions to choose among."""
        found: set[str] = set()
        for entry in pool.entries:
            found.add(entry.pair.question)
            if len(found) == CHOICES:
                return True
        return False

    def make(self, entry: Entry, key: str, pool: Pool, chance: Chance) -> Round | None:
        """The round of a pair; None where too few questions of the pool are wrong without doubt."""
        quote = self._quotation(entry, chance)
        wrong = self._wrong(entry, quote, pool, chance)
        if len(wrong) < CHOICES - 1:
            return None
        choices = [entry.pair.question, *wrong]
        chance.shuffle(choices)
        chance.shuffle(wrong)
        hints = tuple(Hint(Clue.NOT, each) for each in wrong[: CHOICES - 2])
        return Round(Mode.QUOTE, entry.ref, quote, entry.pair.question, quote, tuple(choices), hints=hints, key=key)

    def _quotation(self, entry: Entry, chance: Chance) -> str:
        """One of the telling stretches of an answer that say little of what the question says."""
        answer = Answer.of(entry.pair.answer)
        asked = set(self._vocabulary.stems(entry.pair.question))
        stems = [set(self._vocabulary.stems(answer.part(at))) for at in range(len(answer.spans))]
        worth: dict[tuple[int, int], float] = {}
        for first, last in answer.runs():
            told = set().union(*stems[first : last + 1])
            opening = set(words(answer.part(first))[:1])
            worth[first, last] = (
                min(len(told - asked), _ENOUGH)
                - 2 * len(told & asked)
                - 2 * len(opening & _OPENERS)
                - 4 * (answer.length(first, last) < _FEW_CHARACTERS)
            )
        best = max(worth.values())
        return answer.quotation(*chance.choice([run for run, value in worth.items() if value >= best - _UNSURE]))

    def _wrong(self, entry: Entry, quote: str, pool: Pool, chance: Chance) -> list[str]:
        """Three questions that could have been answered like this but were not, or fewer if there are not as many."""
        good: list[Entry] = []
        quoted = dict(self._likeness.nearest(quote, _NEAR))
        for other in islice(self._candidates(entry, quoted, pool, chance), _LOOKED_AT):
            answers = max(self._finds(entry).get(other.ref, 0.0), quoted.get(other.ref, 0.0)) >= _ALSO_RIGHT
            if not answers and self._differs(entry, quote, other) and _unlike(other, good):
                good.append(other)
            if len(good) == _RIVALS:
                break
        ranks = {
            other.pair.question: _oddity(entry, other) + at / _RIVALS + chance.random() / 2
            for at, other in enumerate(good)
        }
        return sorted(ranks, key=ranks.__getitem__)[: CHOICES - 1]

    def _candidates(self, entry: Entry, quoted: Iterable[str], pool: Pool, chance: Chance) -> Iterator[Entry]:
        """The other pairs: those of the show that are near in meaning, to question and quotation in turn; then any."""
        near = (pool.by_ref.get(ref or "") for both in zip_longest(self._finds(entry), quoted) for ref in both)
        of_the_show = (other for other in near if other and other.interview.show == entry.interview.show)
        seen = {entry.ref}
        for other in chain(of_the_show, pool.like(entry, chance)):
            if other.ref not in seen:
                seen.add(other.ref)
                yield other

    def _differs(self, entry: Entry, quote: str, other: Entry) -> bool:
        """Whether another pair's question is wrong without doubt."""
        if self._newest.get(entry.ref, entry.ref) == self._newest.get(other.ref, other.ref):
            return False
        if not _unlike(other, [entry]) or _says(other.pair.answer, quote, entry.pair.answer):
            return False
        return self._finds(other).get(entry.ref, 0.0) < _ALSO_RIGHT

    def _finds(self, entry: Entry) -> Mapping[str, float]:
        """What a pair's own question finds."""
        if entry.ref not in self._found:
            self._found[entry.ref] = dict(self._likeness.nearest(entry.pair.question, _NEAR))
        return self._found[entry.ref]


def _newest(snapshot: Snapshot) -> Mapping[str, str]:
    """For each pair that has been superseded the newest answer in its place (there are no circles)."""
    newer = {entry.ref: entry.pair.superseded_by for entry in snapshot.entries if entry.pair.superseded_by}
    result = {}
    for ref in newer:
        at = ref
        while at in newer:
            at = newer[at]
        result[ref] = at
    return result


def _unlike(entry: Entry, others: Iterable[Entry]) -> bool:
    question = _sorted_words(entry.pair.question)
    return all(fuzz.ratio(question, _sorted_words(other.pair.question)) < _SAME for other in others)


def _sorted_words(question: str) -> str:
    return " ".join(sorted(words(question))) or fold(question)


def _says(other: str, quote: str, answer: str) -> bool:
    """Whether another answer says what is quoted, or nearly the same as the whole answer."""
    words_alone = CUT.sub("", quote).strip()
    return words_alone in " ".join(other.split()) or fuzz.ratio(fold(other), fold(answer)) >= _SAME


def _oddity(entry: Entry, other: Entry) -> float:
    """How easily a wrong question is told from the right one without knowing the answer: 0 (not at all) to 4."""
    right, wrong = entry.pair.question, other.pair.question
    lengths = sorted((len(right), len(wrong)))
    strange = 2 * (entry.interview.show != other.interview.show) + (_form(right) != _form(wrong))
    return strange + 1 - lengths[0] / lengths[1]


def _form(question: str) -> str:
    """The word that asks; `is` for all questions to be answered by yes or no."""
    tokens = words(question)
    if tokens and tokens[0] in _POLAR:
        return "is"
    return next((token for token in tokens if token in _ASKING), "")
