"""Transcripts as JSON: Podcasting 2.0, Whisper, AWS, Deepgram, AssemblyAI and their like."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from bot.importer import about, clock
from bot.importer.encoding import clean, plain_spaces
from bot.importer.model import Block, Document, Hint, Kind, Metadata, Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_TEXTS = tuple(
    "body text transcript sentence utterance content caption line punctuated_word word value utf8".split()
)  # fmt: skip
_SPEAKERS = tuple("speaker speaker_label speakerLabel speakerName speaker_name speaker_id participant name".split())
_MILLISECONDS = tuple("startMs start_ms tStartMs startTimeMs".split())
_TIMES = tuple("startTime start_time start timestamp timestamps offset time begin from ts".split())
_INNER = tuple("sentences items words elements segs alternatives tokens".split())
_BEST_FIRST = tuple(
    "utterances monologues audio_segments segments paragraphs transcription transcript results events captions cues"
    " sentences".split()
)
_QUESTIONS = ("question", "q")
_ANSWERS = ("answer", "a", "response")
_BARE_NAME = re.compile(r"\d{1,4}|[A-Z]")
_CLOSING = re.compile(r"[.,!?;:…)\]’”]")
_MANY_SPEAK = 0.3
_SLOWEST = 10.0
_LONGEST = 1e12


@dataclass(frozen=True, slots=True)
class _Segment:
    """What is said without a change of speaker; `time` in the units of the file."""

    text: str
    speaker: str | None = None
    time: float | None = None
    hint: Hint | None = None


def read(text: str) -> Document | None:
    """The segments of a JSON file (or of a file with one JSON object a line), each a cue; None if it is no JSON."""
    data = _parsed(text)
    if data is None:
        return None
    told = about.from_fields(data) if isinstance(data, dict) else Metadata()
    found = _aws(data) or max(((_of(each), name) for name, each in _lists(data)), key=_rank, default=([], ""))[0]
    if not found:
        return Document("json", (), told, ("This JSON holds no transcript in a form that is known.",))
    return Document("json", tuple(_blocks(found)), told)


def _parsed(text: str) -> object | None:
    try:
        data: object = json.loads(text)
    except (ValueError, RecursionError):
        return _parsed_by_line(text)
    return data


def _parsed_by_line(text: str) -> list[object] | None:
    lines = [line for line in text.split("\n") if line.strip()]
    try:
        rows = [json.loads(line) for line in lines] if lines and lines[0].rstrip().endswith("}") else []
    except (ValueError, RecursionError):
        return None
    return rows or None


def _lists(data: object) -> Iterator[tuple[str, Sequence[Mapping[str, object]]]]:
    """Every list of objects in the data, with the name it goes by."""
    waiting: list[tuple[str, object]] = [("", data)]
    while waiting:
        name, each = waiting.pop()
        if isinstance(each, dict):
            waiting += each.items()
        elif isinstance(each, list):
            objects = [one for one in each if isinstance(one, dict)]
            if objects:
                yield name, objects
            waiting += ((name, one) for one in each if isinstance(one, dict | list))


def _rank(candidate: tuple[list[_Segment], str]) -> tuple[bool, bool, int, int]:
    """How likely segments are the transcript: questions and answers, named speakers, a known name, much text."""
    segments, name = candidate
    spoken = sum(segment.speaker is not None for segment in segments)
    place = _BEST_FIRST.index(name) if name in _BEST_FIRST else len(_BEST_FIRST)
    asked = any(segment.hint for segment in segments)
    return asked, 0 < spoken >= len(segments) * _MANY_SPEAK, -place, sum(len(segment.text) for segment in segments)


def _of(objects: Sequence[Mapping[str, object]]) -> list[_Segment]:
    segments: list[_Segment] = []
    for each in objects:
        question, answer = (_text(_first(each, names)) for names in (_QUESTIONS, _ANSWERS))
        if question and answer:
            segments += (_Segment(question, hint=Hint.QUESTION), _Segment(answer, hint=Hint.ANSWER))
        elif text := _text(_first(each, _TEXTS)) or _inner(each):
            segments.append(_Segment(text, _speaker(each), _time(each)))
    timed = any(segment.time is not None or segment.speaker or segment.hint for segment in segments)
    return segments if timed else []


def _first(each: Mapping[str, object], names: Sequence[str]) -> object:
    return next((each[name] for name in names if name in each), None)


def _text(value: object) -> str:
    return plain_spaces(clean(value)).strip() if isinstance(value, str) else ""


def _inner(each: Mapping[str, object]) -> str:
    """The text of an object that has it only in pieces, such as words."""
    pieces = _first(each, _INNER)
    if not isinstance(pieces, list):
        return ""
    if "alternatives" in each:
        pieces = pieces[:1]
    texts = [_first(piece, _TEXTS) for piece in pieces if isinstance(piece, dict)]
    return _together([text for text in texts if isinstance(text, str)])


def _together(words: Sequence[str]) -> str:
    """Words as one text; blanks are put between them only where they bring none of their own."""
    if any(word[:1].isspace() or word[-1:].isspace() for word in words):
        return _text("".join(words))
    return _text("".join(word if _CLOSING.match(word) else f" {word}" for word in words))


def _speaker(each: Mapping[str, object]) -> str | None:
    value = _first(each, _SPEAKERS)
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    name = " ".join(clean(value).split()).strip(" :：") if isinstance(value, str) else ""
    return f"Speaker {name}" if _BARE_NAME.fullmatch(name) else name or None


def _time(each: Mapping[str, object]) -> float | None:
    value = _first(each, _MILLISECONDS)
    time = _number(value)
    return time / 1000 if time is not None else _number(_first(each, _TIMES))


def _number(value: object) -> float | None:
    if isinstance(value, dict):
        value = value.get("from", value.get("start"))
    elif isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, str):
        return clock.seconds(value)
    if (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and abs(value) < _LONGEST
        and math.isfinite(value)
    ):
        return float(value)
    return None


def _aws(data: object) -> list[_Segment]:
    """Words with times on the one hand, who spoke at which time on the other."""
    results = data.get("results") if isinstance(data, dict) else None
    labels = results.get("speaker_labels") if isinstance(results, dict) else None
    segments = labels.get("segments") if isinstance(labels, dict) else None
    words = results.get("items") if isinstance(results, dict) else None
    if not isinstance(segments, list) or not isinstance(words, list) or (results or {}).get("audio_segments"):
        return []
    inner = [each.get("items") for each in segments if isinstance(each, dict)]
    spoken = chain.from_iterable(each for each in inner if isinstance(each, list))
    speakers = {str(each.get("start_time")): _speaker(each) for each in spoken if isinstance(each, dict)}
    turns: list[tuple[str | None, float | None, list[str]]] = []
    for word in words:
        if not isinstance(word, dict):
            continue
        speaker = speakers.get(str(word.get("start_time")))
        if not turns or (speaker and speaker != turns[-1][0]):
            turns.append((speaker, _time(word), []))
        turns[-1][2].append(_inner(word))
    return [_Segment(text, speaker, time) for speaker, time, each in turns if (text := _together(each))]


def _blocks(segments: Sequence[_Segment]) -> Iterator[Block]:
    times = [segment.time for segment in segments if segment.time is not None]
    letters = sum(len(segment.text) for segment in segments)
    whole = all(time == int(time) for time in times)
    unit = 1000 if times and whole and (max(times) - min(times)) / letters > _SLOWEST else 1
    speaker: str | None = None
    for segment in segments:
        speaker = segment.speaker or speaker
        time = segment.time / unit if segment.time is not None else None
        kind = Kind.PARAGRAPH if segment.hint else Kind.CUE
        yield Block((Run(segment.text),), kind, hint=segment.hint, speaker=speaker, time=time)
