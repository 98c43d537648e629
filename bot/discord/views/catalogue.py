"""Names short enough for a button, and what else the views need to know of the content, worked out once a snapshot."""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from bot.moderation.spoilers import NOTHING_SEEN, hides
from bot.search.passages import cut, lead

if TYPE_CHECKING:
    from bot.knowledge.model import Entry, Snapshot
    from bot.moderation.spoilers import Seen
    from bot.search.results import Match, Passage

SPOT_LENGTH = 12
"""Characters of a spot; several of them fit into a button's 100."""

_KEY_BYTES = 6
_LAST_SENTENCE = (1 << 12) - 1
_TOPICS = 5
_TITLES = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A pair and the part of its answer that is shown.

    Attributes:
        entry: The pair.
        passage: The part of its answer.
        hidden: Whether it is shown behind spoiler bars only.
    """

    entry: Entry
    passage: Passage
    hidden: bool

    @classmethod
    def of(cls, match: Match) -> Shown:
        """What a search found, for readers of whom nothing is known."""
        return cls(match.entry, match.passage, hides(match.entry, NOTHING_SEEN))

    @classmethod
    def opening(cls, entry: Entry) -> Shown:
        """A pair with the beginning of its answer, for readers of whom nothing is known."""
        return cls(entry, lead(entry.pair.answer), hides(entry, NOTHING_SEEN))

    def to(self, seen: Seen) -> Shown:
        """The same, for readers who have seen so much."""
        return replace(self, hidden=hides(self.entry, seen))

    @property
    def spot(self) -> str:
        """A short name for pair and passage, of letters, digits, `-` and `_`.

        Six bytes of a hash name the pair: among 100,000 pairs two share a name with a chance of 1 in 56,000. Twelve
        bits each name the first and the last sentence.
        """
        first, last = (min(at, _LAST_SENTENCE) for at in (self.passage.first, self.passage.last))
        place = (first << 12 | last).to_bytes(3, "big")
        return base64.urlsafe_b64encode(_key(self.entry) + place).decode("ascii")


class Catalogue:
    """A snapshot as the views need it."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._entries = {_key(entry): entry for entry in snapshot.entries}

    def shown(self, spot: str) -> Shown | None:
        """What a spot names; None where the content no longer has it.

        Where the answer was rewritten and has no such sentences any more, it is shown from its beginning.
        """
        try:
            name = base64.b64decode(spot, altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        entry = self._entries.get(name[:_KEY_BYTES])
        if entry is None:
            return None
        place = int.from_bytes(name[_KEY_BYTES:], "big")
        passage = cut(entry.pair.answer, place >> 12, place & _LAST_SENTENCE)
        return replace(Shown.opening(entry), passage=passage) if passage else Shown.opening(entry)

    def complete(self) -> None:
        """Work out now what would otherwise be worked out when first needed: of much content it takes a while."""
        _ = self.subjects, self.example

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """What the interviews are about: their commonest topics, or some of their titles where none has topics."""
        topics = Counter(topic for entry in self.snapshot.entries for topic in entry.pair.topics)
        if topics:
            return tuple(topic for topic, _ in topics.most_common(_TOPICS))
        return tuple(interview.title for interview in self.snapshot.interviews[:_TITLES])

    @cached_property
    def example(self) -> str | None:
        """A question that is answered here, and spoils nothing where that can be had."""
        entries = self.snapshot.entries
        found = next((entry for entry in entries if entry.pair.spoils is None), entries[0] if entries else None)
        return found.pair.question if found else None


def _key(entry: Entry) -> bytes:
    return blake2b(entry.ref.encode(), digest_size=_KEY_BYTES).digest()
