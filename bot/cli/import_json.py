"""What `showrunner import --json` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.importer.model import Transcript


def as_json(transcript: Transcript, warnings: Sequence[str] = ()) -> dict[str, Any]:
    """The interview found in a file, as JSON holds it.

    Args:
        transcript: What was found.
        warnings: What else a person should look at, before the transcript's own.
    """
    found: dict[str, Any] = {
        "convention": transcript.convention,
        "speakers": [
            {"name": voice.name, "role": voice.role.value, "also": list(voice.also)} for voice in transcript.speakers
        ],
        "pairs": [
            {
                "question": pair.question,
                "answer": pair.answer,
                "speaker": pair.speaker,
                "confidence": round(pair.confidence, 3),
                "notes": list(pair.notes),
            }
            for pair in transcript.pairs
        ],
        "dropped": [{"text": each.text, "reason": each.reason} for each in transcript.dropped],
        "warnings": [*transcript.warnings, *warnings],
    }
    return found if transcript.reason is None else found | {"reason": transcript.reason}
