"""The same document with the roles the other way round, for when the importer took the guest for the interviewer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from bot.importer.model import Dropped, FoundPair, Part, Role
from bot.importer.naming import nameless
from bot.importer.transcript import transcribe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.importer.model import Document, Transcript

SWAPPED = "The roles of the speakers were swapped by hand."
"""Among the notes of a pair that had to be put together from the turns of the first reading."""


def swapped(document: Document, transcript: Transcript) -> Transcript:
    """The interview in which those ask who answered before.

    Where everybody has a name the document is read anew with the roles the other way round. Elsewhere each answer
    becomes the question to the question that followed it.

    Args:
        document: As read.
        transcript: What was found in it.
    """
    askers = [voice.name for voice in transcript.speakers if voice.role is Role.INTERVIEWER]
    guests = [voice.name for voice in transcript.speakers if voice.role is Role.GUEST]
    if askers and guests and not any(map(nameless, (*askers, *guests))):
        again = transcribe(document, interviewers=guests, guests=askers)
        if again.pairs and any(voice.name in askers and voice.role is Role.GUEST for voice in again.speakers):
            return again
    return _turned(transcript, askers[0] if askers else "")


@dataclass(frozen=True, slots=True)
class _Turn:
    """What one side says before the other one does."""

    parts: tuple[Part, ...]
    time: float | None = None

    @property
    def text(self) -> str:
        return "\n\n".join(part.text for part in self.parts)


def _turned(transcript: Transcript, asker: str) -> Transcript:
    turns = list(_turns(transcript.pairs, asker or "Interviewer"))
    pairs = []
    left = []
    for asked, answered in zip(turns[1::2], turns[2::2], strict=False):
        words: Counter[str] = Counter()
        for part in answered.parts:
            words[part.speaker] += len(part.text)
        speaker = words.most_common(1)[0][0]
        pairs.append(FoundPair(asked.text, answered.parts, speaker, 0.5, (SWAPPED,), asked.time))
    if turns:
        left = [Dropped(turns[0].text, "introduction"), Dropped(turns[-1].text, "question without an answer")]
    roles = {Role.GUEST: Role.INTERVIEWER, Role.INTERVIEWER: Role.GUEST}
    voices = tuple(replace(voice, role=roles[voice.role]) for voice in transcript.speakers)
    reason = None if pairs else "There is a single question and answer, which leaves none the other way round."
    return replace(
        transcript,
        convention=transcript.convention if pairs else "none",
        speakers=voices if pairs else (),
        pairs=tuple(pairs),
        dropped=(*transcript.dropped, *left) if pairs else transcript.dropped,
        reason=reason,
    )


def _turns(pairs: Sequence[FoundPair], asker: str) -> Iterator[_Turn]:
    """Questions and answers by turns; a question always comes first."""
    for pair in pairs:
        yield _Turn((Part(asker, pair.question),), pair.time)
        parts = tuple(
            Part(speaker, "\n\n".join(part.text for part in together))
            for speaker, together in groupby(pair.parts, key=lambda part: part.speaker)
        )
        yield _Turn(parts)
