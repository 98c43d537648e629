"""From the interview found in a document to a proposed interview file, and what in it still needs a person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Final

from bot.importer.ids import interview_id, pair_ids
from bot.importer.naming import answering, clean, nicknames
from bot.importer.topics import topics
from bot.knowledge.grammar import clock, seconds
from bot.knowledge.model import Interview, Pair
from bot.knowledge.texts import UNPRINTABLE, one_line, prose
from bot.knowledge.writing import dump_draft

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.importer.details import Details
    from bot.importer.model import FoundPair, Transcript
    from bot.knowledge.model import Speaker

SURE: Final = 0.75
"""The confidence from which a pair without notes needs no second look."""
_REQUIRED: Final = ("id", "title", "show", "outlet", "published", "url")


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed interview file.

    Attributes:
        interview: With stand-ins for what is not known: an empty text, and `date.min` for the date.
        remarks: What is unsure, under the ids of pairs.
    """

    interview: Interview
    remarks: Mapping[str, tuple[str, ...]]

    @property
    def missing(self) -> tuple[str, ...]:
        """The details (see `Details`) without which it cannot be loaded, as far as they are not known."""
        without = [name for name in _REQUIRED if getattr(self.interview, name) in {"", date.min}]
        unnamed = any(not speaker.name for speaker in self.interview.speakers)
        return (*without, "guest") if unnamed else tuple(without)

    @property
    def text(self) -> str:
        """The file. Where something is missing its field is empty, with a comment: `check` names each such place."""
        return dump_draft(self.interview, self.remarks)


def draft(transcript: Transcript, details: Details, leave_out: Sequence[int] = ()) -> Draft:
    """The interview file that a transcript would make.

    Nothing is made up: questions and answers are those of the transcript; ids, topics and nicknames are made of words
    in it; a title that nobody gave names those who answer and the show.

    Args:
        transcript: With at least one pair that is not left out.
        details: What is known of the interview as a whole.
        leave_out: The indices of pairs that somebody does not want.
    """
    unwanted = set(leave_out)
    wanted = [pair for index, pair in enumerate(transcript.pairs) if index not in unwanted]
    transcript = replace(transcript, pairs=tuple(wanted))
    speakers = answering(transcript, details.guest, details.title)
    pairs = _pairs(transcript, speakers, details)
    people = tuple(speakers.values())
    known = people[0].id if people[0].name else ""
    interview = Interview(
        id=details.id or interview_id(details.show, details.season, known, details.outlet),
        title=details.title or _title(people, details.show),
        show=details.show or "",
        outlet=details.outlet or "",
        published=details.published or date.min,
        url=details.url or "",
        speakers=people,
        pairs=pairs,
        season=details.season,
        interviewer=details.interviewer,
        aliases=nicknames(transcript, speakers, [f"{pair.question}\n{pair.answer}" for pair in pairs]),
    )
    return Draft(
        interview, {made.id: told for made, pair in zip(pairs, wanted, strict=True) if (told := remarks(pair))}
    )


def remarks(pair: FoundPair) -> tuple[str, ...]:
    """What a person should know of a pair before taking it; nothing where it is sure."""
    notes = tuple(map(one_line, pair.notes))
    if pair.confidence >= SURE:
        return notes
    return (f"{pair.confidence:.0%} sure that this is a question and its whole answer.", *notes)


def answer(pair: FoundPair, speakers: Mapping[str, Speaker]) -> str:
    """An answer as one text: where several people give it, each part begins with the name of whose it is.

    The document has those names, as labels; without them words would be taken for those of somebody else.
    """
    parts = [
        (voice, "\n\n".join(part.text for part in together))
        for voice, together in groupby(pair.parts, key=lambda part: part.speaker)
    ]
    if len(parts) == 1:
        return _clean_prose(parts[0][1])
    named = {voice: speaker.name for voice, speaker in speakers.items() if speaker.name}
    return _clean_prose("\n\n".join(f"{named.get(voice, clean(voice))}: {text}" for voice, text in parts))


def _pairs(transcript: Transcript, speakers: Mapping[str, Speaker], details: Details) -> tuple[Pair, ...]:
    questions = [one_line(UNPRINTABLE.sub(" ", pair.question)) for pair in transcript.pairs]
    answers = [answer(pair, speakers) for pair in transcript.pairs]
    show = details.show or ""
    people = [speaker.name for speaker in speakers.values()]
    people += [form for voice in transcript.speakers for form in (voice.name, *voice.also)]
    names = pair_ids(questions, show, people)
    about = topics(list(zip(questions, answers, strict=True)), show, people)
    return tuple(
        Pair(
            name,
            question,
            text,
            speakers[pair.speaker].id,
            topics=tuple(map(one_line, topic)),
            time=_moment(pair.time),
        )
        for pair, name, question, text, topic in zip(transcript.pairs, names, questions, answers, about, strict=True)
    )


def _clean_prose(text: str) -> str:
    return prose(UNPRINTABLE.sub(" ", text))


def _moment(time: float | None) -> int | None:
    """Whole seconds; None also where the format has no way to write it (from 100 hours on)."""
    if time is None:
        return None
    try:
        return seconds(clock(int(time)))
    except (ValueError, OverflowError):
        return None


def _title(people: Sequence[Speaker], show: str | None) -> str:
    names = [speaker.name for speaker in people if speaker.name]
    return f"{' and '.join(names)} on {show}" if names and show else ""
