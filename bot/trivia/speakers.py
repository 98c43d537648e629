"""Quotations whose speaker is to be found."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from bot.knowledge.model import Said
from bot.search.text import STOP_WORDS, fold, words
from bot.trivia.model import Clue, Hint, Mode, Round
from bot.trivia.pool import drawn
from bot.trivia.quotations import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.knowledge.model import Entry
    from bot.trivia.pool import Pool
    from bot.trivia.ports import Chance
    from bot.trivia.vocabulary import Vocabulary

MOST = 4
"""Speakers to choose among; two are the fewest."""
_FEWEST = 4
"""How much an answer must say (see `Vocabulary.substance`) to be quoted."""
_ENOUGH = 12
"""So many telling words make a good quotation; more do not make it better."""
_FEW_CHARACTERS = 40
_UNSURE = 2.0
"""Quotations whose worth differs no more than this are equally good."""
_TRIES = 10
"""Quotations of one answer that are tried, and"""
_LOOKED_AT = 12
"""other people who are thought of, at most."""


class Speakers:
    """Makes rounds in which the speaker is to be found.

    Args:
        vocabulary: Of the whole content.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._people: dict[str, frozenset[str]] = {}

    def keys(self, entry: Entry) -> tuple[str, ...]:
        """The key of the one round that a pair makes; none unless somebody said it in these words, and enough."""
        fit = entry.pair.said is Said.VERBATIM and self._vocabulary.substance(entry.pair.answer) >= _FEWEST
        return (f"{entry.ref}:{Mode.WHO}",) if fit else ()

    def several(self, pool: Pool) -> bool:
        """Whether more than one person speaks in these pairs."""
        first = next((self._person(entry) for entry in pool.entries), frozenset[str]())
        return any(not _one(self._person(entry), first) for entry in pool.entries)

    def make(self, entry: Entry, key: str, pool: Pool, chance: Chance) -> Round | None:
        """The round of a pair; None where every quotation gives away who said it, or nobody else could have."""
        answer = Answer.of(entry.pair.answer)
        others = self._others(entry, pool, chance)
        for first, last in islice(self._runs(answer, entry, others, chance), _TRIES):
            quote = answer.quotation(first, last)
            beginning = answer.part(first)
            possible = (
                other
                for other in others
                if not self._named(words(quote), other) and not self._says(other, beginning, pool)
            )
            if rivals := list(islice(possible, MOST - 1)):
                names = [each.speaker.name for each in (entry, *rivals)]
                chance.shuffle(names)
                hints = tuple(islice(self._hints(entry, rivals, chance), 2))
                return Round(Mode.WHO, entry.ref, quote, entry.speaker.name, quote, tuple(names), hints=hints, key=key)
        return None

    def _others(self, entry: Entry, pool: Pool, chance: Chance) -> list[Entry]:
        """A pair of each of some other people, the likelier ones first: of the interview, of the show, of any."""
        found = [entry]
        known = {entry.speaker.name}
        for other in pool.like(entry, chance):
            if len(found) > _LOOKED_AT:
                break
            if other.speaker.name not in known:
                known.add(other.speaker.name)
                if not any(_one(self._person(other), self._person(each)) for each in found):
                    found.append(other)
        return found[1:]

    def _runs(self, answer: Answer, entry: Entry, others: Sequence[Entry], chance: Chance) -> Iterator[tuple[int, int]]:
        """The stretches of an answer that do not name the speaker: first the good ones, in random order."""
        tokens = [words(answer.part(at)) for at in range(len(answer.spans))]
        stems = [set(self._vocabulary.stems(answer.part(at))) for at in range(len(answer.spans))]
        rivals = others[: MOST - 1]
        strangers = any(rival.interview.show != entry.interview.show for rival in rivals)
        telling = self._vocabulary.name_words if strangers else frozenset[str]()
        worth: dict[tuple[int, int], float] = {}
        for first, last in answer.runs():
            said = list(chain.from_iterable(tokens[first : last + 1]))
            if not self._named(said, entry):
                told = len(set().union(*stems[first : last + 1]))
                worth[first, last] = (
                    min(told, _ENOUGH)
                    - 4 * sum(self._named(said, rival) for rival in rivals)
                    - 4 * len(telling.intersection(said))
                    - 4 * (answer.length(first, last) < _FEW_CHARACTERS)
                )
        best = max(worth.values(), default=0.0)
        yield from drawn([run for run, value in worth.items() if value >= best - _UNSURE], chance)
        yield from sorted((run for run in worth if worth[run] < best - _UNSURE), key=lambda run: -worth[run])

    def _hints(self, entry: Entry, rivals: Sequence[Entry], chance: Chance) -> Iterator[Hint]:
        """From the weakest to the strongest; only what tells some of the choices from others."""
        everybody = (entry, *rivals)
        question, role = entry.pair.question, entry.speaker.role
        shows = {each.interview.show for each in everybody}
        names_show = len(shows) > 1 and any(fold(show) in fold(question) for show in shows)
        if not names_show and not any(self._named(words(question), each) for each in everybody):
            yield Hint(Clue.ASKED, question)
        if any(_source(rival) != _source(entry) for rival in rivals):
            yield Hint(Clue.SOURCE, _source(entry))
        if role and any(rival.speaker.role != role for rival in rivals) and not self._named(words(role), entry):
            yield Hint(Clue.ROLE, role)
        if len(rivals) > 1:
            yield Hint(Clue.NOT, chance.choice(rivals).speaker.name)

    def _named(self, said: Sequence[str], entry: Entry) -> bool:
        """Whether words name who answers a pair, be it by a part of the name or by a nickname."""
        person = self._person(entry)
        if not person.isdisjoint(said):
            return True
        nicknames = (tuple(words(name)) for name in self._vocabulary.names(entry.speaker.name))
        return any(
            nickname == tuple(said[at : at + len(nickname)])
            for nickname in nicknames
            if nickname
            for at in range(len(said) - len(nickname) + 1)
        )

    def _says(self, other: Entry, words_said: str, pool: Pool) -> bool:
        """Whether somebody says these words, too, in any pair."""
        name = other.speaker.name
        return any(words_said in entry.pair.answer and entry.speaker.name == name for entry in pool.entries)

    def _person(self, entry: Entry) -> frozenset[str]:
        """The words of a speaker's name: somebody may have another id in each interview."""
        name = entry.speaker.name
        if name not in self._people:
            tokens = words(name)
            self._people[name] = frozenset(word for word in tokens if word not in STOP_WORDS) or frozenset([name])
        return self._people[name]


def _one(person: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names are those of one person, as Okafor and Wanda Okafor are."""
    return person <= other or other <= person


def _source(entry: Entry) -> str:
    interview = entry.interview
    return f"{interview.outlet}, {interview.published.year}"
