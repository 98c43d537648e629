"""What the store gives out: plain frozen values. Ids are Discord's or the store's own; times are aware and in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime


class DraftState(StrEnum):
    """What has become of a draft."""

    OPEN = "open"
    APPLIED = "applied"
    DROPPED = "dropped"


class QuestionState(StrEnum):
    """What has become of a question that found nothing."""

    OPEN = "open"
    TAUGHT = "taught"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Draft:
    """An interview that was uploaded and waits for Apply or Cancel.

    Attributes:
        id: Never given out twice.
        server: Whose it is.
        interview: The interview's id.
        text: Its YAML; empty once the draft is applied or dropped.
        by: Who uploaded it; None once they have asked to be forgotten.
        at: When.
        state: Open, applied or dropped.
    """

    id: int
    server: int
    interview: str
    text: str
    by: int | None
    at: datetime
    state: DraftState


@dataclass(frozen=True, slots=True)
class Import:
    """A transcript that was uploaded and is looked through before it becomes an interview.

    Attributes:
        id: Never given out twice.
        server: Whose it is.
        name: Of the file.
        source: What is in it; empty once the import is applied or dropped.
        changes: What moderators have changed about it so far; the store does not look into it.
        edition: How many times they have.
        by: Who uploaded it; None once they have asked to be forgotten.
        at: When.
        state: Open, applied or dropped.
    """

    id: int
    server: int
    name: str
    source: bytes
    changes: dict[str, Any]
    edition: int
    by: int | None
    at: datetime
    state: DraftState


@dataclass(frozen=True, slots=True)
class Version:
    """One step in the history of an uploaded interview.

    Attributes:
        server: Whose it is.
        interview: The interview's id.
        number: Counted from 1 for each interview; the highest is in force.
        size: UTF-8 bytes of its text; None where this step removed the interview.
        restored: The number of the version that this one brought back; None for an upload and a removal.
        by: Who made it; None once they have asked to be forgotten.
        at: When.
    """

    server: int
    interview: str
    number: int
    size: int | None
    restored: int | None
    by: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Upload(Version):
    """A version together with its text (YAML)."""

    text: str


@dataclass(frozen=True, slots=True)
class Taught:
    """A phrasing that a moderator bound to a pair (`interview/pair`)."""

    ref: str
    phrasing: str
    by: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that found nothing; who asked it is not kept.

    Attributes:
        id: Never given out twice.
        text: As it was typed the first time.
        count: How often it was asked.
        first: When it was first asked.
        last: When it was last asked.
        state: Open, taught or dismissed.
    """

    id: int
    text: str
    count: int
    first: datetime
    last: datetime
    state: QuestionState


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody who wants to be told when there is an answer: in the channel, or privately."""

    question: int
    text: str
    user: int
    channel: int
    private: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a show has been seen: up to and including an episode, or a whole season (episode None)."""

    season: int
    episode: int | None = None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of a server's log: who (None: forgotten, or nobody in particular) did what, when."""

    id: int
    who: int | None
    what: str
    detail: dict[str, Any]
    at: datetime
