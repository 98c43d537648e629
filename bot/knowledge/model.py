"""What the bot knows: interviews, the question-and-answer pairs in them, and the snapshot of all that is loaded.

Plain frozen values. Nothing here reads a file, a clock or the network.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class Said(StrEnum):
    """How an answer stands to what was said."""

    VERBATIM = "verbatim"
    PARAPHRASED = "paraphrased"


@dataclass(frozen=True, slots=True, order=True)
class Episode:
    """A place in a show: a whole season, or one episode of it."""

    season: int
    episode: int | None = None

    def __str__(self) -> str:
        return f"S{self.season:02}" if self.episode is None else f"S{self.season:02}E{self.episode:02}"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who answers. `role` is what they do on the show, such as "showrunner"."""

    id: str
    name: str
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """One question and its answer.

    Attributes:
        id: Unique within its interview.
        question: As the interviewer put it, or in our own words.
        answer: The speaker's words; `[…]` marks a cut.
        also: Other ways fans ask it.
        summary: The answer's points in our own words.
        speaker: The `Speaker.id` of who answers.
        topics: What it is about.
        said: Whether `answer` is verbatim.
        spoils: What a reader should have seen first.
        time: Seconds into the recording, for audio and video.
        superseded_by: The reference (`interview/pair`) of a newer answer to the same question.
    """

    id: str
    question: str
    answer: str
    speaker: str
    also: tuple[str, ...] = ()
    summary: str | None = None
    topics: tuple[str, ...] = ()
    said: Said = Said.VERBATIM
    spoils: Episode | None = None
    time: int | None = None
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """A name and what fans call it."""

    name: str
    nicknames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Golden:
    """A question whose result must hold before content is taken. `expect` is a pair's id, or None for "no answer"."""

    ask: str
    expect: str | None


@dataclass(frozen=True, slots=True)
class Interview:
    """One published interview and the pairs taken from it; `speakers` is never empty, the first is the default."""

    id: str
    title: str
    show: str
    outlet: str
    published: date
    url: str
    speakers: tuple[Speaker, ...]
    pairs: tuple[Pair, ...]
    season: int | None = None
    interviewer: str | None = None
    archive_url: str | None = None
    excerpt: bool = False
    aliases: tuple[Alias, ...] = ()
    golden: tuple[Golden, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A pair together with the interview it stands in: what a search finds."""

    interview: Interview
    pair: Pair

    @property
    def ref(self) -> str:
        """`interview/pair`, unique in a snapshot."""
        return f"{self.interview.id}/{self.pair.id}"

    @property
    def speaker(self) -> Speaker:
        """Who answers."""
        return next(speaker for speaker in self.interview.speakers if speaker.id == self.pair.speaker)


class Snapshot:
    """All the content loaded at one moment; it never changes, so it can be swapped whole while questions are asked.

    Args:
        interviews: In any order; ids must be unique (the loader has seen to it). They are kept sorted by id, so that
            the order of files never shows.
    """

    def __init__(self, interviews: Iterable[Interview]) -> None:
        self.interviews = tuple(sorted(interviews, key=lambda interview: interview.id))
        self.entries = tuple(Entry(interview, pair) for interview in self.interviews for pair in interview.pairs)

    @cached_property
    def _by_ref(self) -> dict[str, Entry]:
        return {entry.ref: entry for entry in self.entries}

    @cached_property
    def shows(self) -> tuple[str, ...]:
        """Every show's title, once."""
        return tuple(dict.fromkeys(interview.show for interview in self.interviews))

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Every speaker and whatever the glossaries write with a capital (people, characters, places), once."""
        return tuple(
            dict.fromkeys(
                name
                for interview in self.interviews
                for name in (
                    *(speaker.name for speaker in interview.speakers),
                    *(alias.name for alias in interview.aliases),
                )
                if name[:1].isupper()
            )
        )

    def entry(self, ref: str) -> Entry | None:
        """The entry of `interview/pair`, or None if nothing of that name is loaded."""
        return self._by_ref.get(ref)

    def __len__(self) -> int:
        return len(self.entries)
