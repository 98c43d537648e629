"""The words of a content: how rare they are, what else is called the same, and which are easily taken for another."""

from __future__ import annotations

import math
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from bot.search.text import STOP_WORDS, stemmer, words
from bot.trivia.lexicon import Lexicon
from bot.trivia.spelling import same, spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.knowledge.model import Snapshot
    from bot.trivia.lexicon import English

_LONG_WORD = 8
_ARTICLES = ("the", "a", "an")


class Vocabulary:
    """What a content's words are worth. Everything is worked out when it is first needed, once.

    Args:
        snapshot: The content.
        english: The language.
    """

    def __init__(self, snapshot: Snapshot, english: English) -> None:
        self._snapshot = snapshot
        self._english = english
        self._stem = stemmer()

    def stems(self, text: str) -> list[str]:
        """The stems of a text's words but for the stop words, in order."""
        return self._stem([word for word in words(text) if word not in STOP_WORDS])

    def substance(self, text: str) -> float:
        """How much a text says: its different words but for the stop words; long ones count as several.

        Where words are not divided by blanks, several characters are a word.
        """
        return sum(max(1.0, len(stem) / _LONG_WORD) for stem in set(self.stems(text)))

    def rarity(self, word: str) -> float:
        """How rare a folded word is, from 0 to 1, in English and in the answers of this content.

        The smaller of the two counts, for a word is not rare where everybody uses it.
        """
        return min(self._english.rarity(word), self._idf(word))

    def known(self, word: str) -> bool:
        """Whether a folded word is common English."""
        return self._english.knows(word)

    def names(self, name: str) -> tuple[str, ...]:
        """All that somebody or something of this name is called; nothing where the name is unknown, or that of two."""
        return self._called.get(_bare(name), ())

    @cached_property
    def full_names(self) -> frozenset[tuple[str, ...]]:
        """The names of people, characters and places with two words or more, folded."""
        return frozenset(tokens for name in self._named if len(tokens := _bare(name)) > 1)

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words of all names but for those that are common English."""
        return frozenset(word for name in self._named for word in _bare(name) if not self.known(word))

    def lookalikes(self, accepted: Iterable[str]) -> tuple[str, ...]:
        """Words of the content or of English that could be slips of an accepted spelling, but are words of their own.

        Args:
            accepted: The spellings.

        Returns:
            The words as `spelling.spelt` gives them.
        """
        right = {word for spelling in accepted for word in spelt(spelling)}
        near = {
            word for each in right for lexicon in (self._lexicon, self._english.lexicon) for word in lexicon.near(each)
        }
        return tuple(sorted(word for word in near if not any(same(word, each) for each in right)))

    @cached_property
    def _lexicon(self) -> Lexicon:
        return Lexicon(word for text in self._texts() for word in spelt(text))

    def _texts(self) -> Iterable[str]:
        for entry in self._snapshot.entries:
            yield from (entry.pair.question, entry.pair.answer)
        yield from self._named

    @cached_property
    def _named(self) -> tuple[str, ...]:
        """Every speaker and whatever the glossaries write with a capital, be it after an article."""
        glossary = (alias.name for interview in self._snapshot.interviews for alias in interview.aliases)
        capitals = (name for name in glossary if any(word[0].isupper() for word in name.split()))
        return tuple(dict.fromkeys((*self._snapshot.people, *capitals)))

    def _idf(self, word: str) -> float:
        counts, total = self._answers_with
        seen = counts.get(self._stem([word])[0], 1)
        return 1.0 - math.log(seen) / math.log(total) if total > 1 else 1.0

    @cached_property
    def _answers_with(self) -> tuple[Mapping[str, int], int]:
        """For each stem, in how many answers it stands; and how many answers there are."""
        counts: Counter[str] = Counter()
        for entry in self._snapshot.entries:
            counts.update(set(self.stems(entry.pair.answer)))
        return counts, len(self._snapshot.entries)

    @cached_property
    def _called(self) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        """For all that calls one thing only, everything that calls this thing only."""
        groups: dict[str, dict[str, None]] = {name: {} for name in self._named}
        for interview in self._snapshot.interviews:
            for alias in interview.aliases:
                if alias.name in groups:
                    groups[alias.name].update(dict.fromkeys(alias.nicknames))
        owners: dict[tuple[str, ...], set[str]] = {}
        for name, nicknames in groups.items():
            nicknames.update(dict.fromkeys(self._own_words(name)))
            for spelling in (name, *nicknames):
                owners.setdefault(_bare(spelling), set()).add(name)
        clear = {tokens for tokens, names in owners.items() if len(names) == 1 and not STOP_WORDS.issuperset(tokens)}
        return {
            tokens: tuple(each for each in (name, *groups[name]) if _bare(each) in clear)
            for tokens in clear
            for name in owners[tokens]
        }

    def _own_words(self, name: str) -> list[str]:
        parts = name.split()
        return [part for part in parts if len(parts) > 1 and len(part) > 3 and not self.known(" ".join(words(part)))]  # noqa: PLR2004


def _bare(name: str) -> tuple[str, ...]:
    tokens = words(name)
    return tuple(tokens[1:] if tokens[:1] and tokens[0] in _ARTICLES else tokens)
