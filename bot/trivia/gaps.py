"""Quotations with a word missing: which words carry a quotation, and the rounds that leave one out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.knowledge.model import Said
from bot.search.text import STOP_WORDS, words
from bot.trivia.model import GAP, Clue, Hint, Mode, Round
from bot.trivia.quotations import Answer
from bot.trivia.spelling import NUMERALS, same, spelt
from bot.trivia.targets import Target, targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.knowledge.model import Entry
    from bot.trivia.vocabulary import Vocabulary

CONTEXT = 250
"""Characters a quotation grows to around its gap."""
_FEWEST_AROUND = 3
"""Words besides stop words that must be left for a gap to be a question."""
_SHARE = 4
"""One gap is made for so many words besides stop words,"""
_LEAST, _MOST = 2, 6
"""but so many of one pair, if there are as many words worth it."""
_TELLING = 4
"""Letters from which a word inside another gives it away: `house` in `lighthouse`."""
_HIDDEN = "•"


@dataclass(frozen=True, slots=True)
class _Gap:
    """What is missing, the whole quotation, and what is shown of it."""

    missing: str
    quote: str
    prompt: str


class Gaps:
    """Makes rounds in which a word is missing.

    Args:
        vocabulary: Of the whole content.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._made: dict[str, Mapping[str, _Gap]] = {}

    def keys(self, entry: Entry) -> tuple[str, ...]:
        """The keys of all rounds that a pair makes, the best first; none unless it was said in these words."""
        return tuple(self._gaps(entry))

    def make(self, entry: Entry, key: str) -> Round:
        """The round of one of a pair's keys."""
        gap = self._gaps(entry)[key]
        accepted = tuple(self._accepted(gap.missing, {*spelt(entry.pair.question), *spelt(gap.prompt)}))
        return Round(
            Mode.GAP,
            entry.ref,
            gap.prompt,
            gap.missing,
            gap.quote,
            accepted=accepted,
            hints=_hints(gap.missing),
            key=key,
            asked=entry.pair.question,
            lookalikes=self._vocabulary.lookalikes(accepted),
        )

    def _gaps(self, entry: Entry) -> Mapping[str, _Gap]:
        if entry.ref not in self._made:
            fit = entry.pair.said is Said.VERBATIM and GAP not in entry.pair.answer
            self._made[entry.ref] = dict(self._best(entry)) if fit else {}
        return self._made[entry.ref]

    def _best(self, entry: Entry) -> Iterator[tuple[str, _Gap]]:
        """The gaps that are worth most, each with its key; a word has the same key wherever in the answer it stands."""
        answer = Answer.of(entry.pair.answer)
        found: dict[str, tuple[float, _Gap]] = {}
        for at in range(len(answer.spans)):
            for target in targets(answer.part(at), answer.spans[at][0], self._vocabulary):
                name = "-".join(words(target.text))
                if name in found or self._gives_away(entry.pair.question, target):
                    continue
                if gap := self._gap(answer, at, target):
                    found[name] = target.worth, gap
        best = sorted(found, key=lambda name: (-found[name][0], name))
        content = len(self._vocabulary.stems(entry.pair.answer))
        for name in best[: min(_MOST, max(_LEAST, content // _SHARE))]:
            yield f"{entry.ref}:{Mode.GAP}:{name}", found[name][1]

    def _gap(self, answer: Answer, at: int, target: Target) -> _Gap | None:
        """The gap a target makes, unless the words around it give it away or are too few."""
        start, stop = answer.spans[at]
        around = f"{answer.text[start : target.start]} {answer.text[target.stop : stop]}"
        if self._gives_away(around, target):
            return None
        run = answer.around(at, CONTEXT, lambda part: not self._gives_away(answer.part(part), target))
        prompt = answer.quotation(*run, gap=(target.start, target.stop))
        if len(self._vocabulary.stems(prompt.replace(GAP, " "))) < _FEWEST_AROUND:
            return None
        return _Gap(" ".join(target.text.split()), answer.quotation(*run), prompt)

    def _gives_away(self, around: str, target: Target) -> bool:
        """Whether some text says what is missing: a form of the word, or one that holds it or is held by it."""
        if not set(self._vocabulary.stems(around)).isdisjoint(self._vocabulary.stems(target.text)):
            return True
        missing = [word for word in spelt(target.text) if word not in STOP_WORDS]
        return any(_akin(word, each) for word in spelt(around) for each in missing)

    def _accepted(self, missing: str, shown: set[str]) -> Iterator[str]:
        """The spellings that are right: other names of the same only as far as they are not shown already."""
        yield missing
        tokens = spelt(missing)
        for name in dict.fromkeys(self._vocabulary.names(missing)):
            if spelt(name) != tokens and not shown.issuperset(set(spelt(name)) - STOP_WORDS):
                yield name
        if numeral := NUMERALS.get(" ".join(tokens)):
            yield numeral


def _akin(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return same(one, other) or (len(short) >= _TELLING and short in long)


def _hints(missing: str) -> tuple[Hint, ...]:
    """First the length, and the first letter of all but the shortest words; then about half of the letters."""
    letters = sum(map(str.isalpha, missing))
    few = 1 if letters >= _TELLING else 0
    return tuple(Hint(Clue.LETTERS, _opening(missing, shown)) for shown in (few, max(few + 1, letters // 2)))


def _opening(missing: str, shown: int) -> str:
    """The missing word with all but its first letters hidden."""
    result, seen = [], 0
    for character in missing:
        seen += character.isalpha()
        result.append(_HIDDEN if character.isalpha() and seen > shown else character)
    return "".join(result)
