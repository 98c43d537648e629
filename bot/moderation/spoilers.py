"""What a reader's progress through a show hides from them, and what it no longer needs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.knowledge.model import Episode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.knowledge.model import Entry

Seen: TypeAlias = Mapping[str, Episode]
"""For each show, under its `name`, the episode (or the season, to its end) up to which it has been seen."""

NOTHING_SEEN: Final[Seen] = {}

_WRITTEN = re.compile(r"s(?:eason)? ?([0-9]{1,4})(?:[ ,.:]*(?:e|ep|episode) ?([0-9]{1,4}))?|([0-9]{1,4})x([0-9]{1,4})")
_SEASONS_END = float("inf")


def name(show: str) -> str:
    """A show's title as it is compared: without regard to case and spacing."""
    return " ".join(show.casefold().split())


def show_called(typed: str, shows: Iterable[str]) -> str | None:
    """The one of some shows that somebody means: by its title, or by a beginning that only one of them has."""
    wanted = name(typed)
    every = {name(show): show for show in shows}
    if wanted in every:
        return every[wanted]
    beginning = [show for key, show in every.items() if wanted and key.startswith(wanted)]
    return beginning[0] if len(beginning) == 1 else None


def episode(typed: str) -> Episode | None:
    """What somebody means by `S02E05`, `s2 e5`, `2x05`, `season 2 episode 5`, or by `S02` (to its end); else None."""
    found = _WRITTEN.fullmatch(name(typed))
    if found is None:
        return None
    number = found[2] or found[4]
    return Episode(int(found[1] or found[3]), int(number) if number else None)


def hides(entry: Entry, seen: Seen) -> bool:
    """Whether an answer has to be hidden from somebody who has seen this much.

    What spoils a whole season is safe once that season has been seen to its end, and so is everything in it. Of a show
    nobody has spoken of, nothing is taken to have been seen.
    """
    spoils = entry.pair.spoils
    if spoils is None:
        return False
    reached = seen.get(name(entry.interview.show))
    return reached is None or _place(spoils) > _place(reached)


def furthest(*readers: Seen) -> Seen:
    """For each show the furthest that any of these has got."""
    merged: dict[str, Episode] = {}
    for seen in readers:
        for show, reached in seen.items():
            merged[show] = max(merged.get(show, reached), reached, key=_place)
    return merged


def _place(episode: Episode) -> tuple[int, float]:
    """Where in a show it is; a season is where its last episode ends, however many there are."""
    return episode.season, _SEASONS_END if episode.episode is None else episode.episode
