"""A finding as `ask --json` prints it; other programs rely on these keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.knowledge.links import source_link

if TYPE_CHECKING:
    from bot.search.results import Finding, Match

LONGEST_LINK = 8_000
"""Characters of an address that every browser and server in use can be expected to take (RFC 9110, section 4.1)."""


def as_json(finding: Finding, top: int, milliseconds: float) -> dict[str, Any]:
    """A finding as the command line prints it."""
    return {
        "question": finding.question,
        "outcome": finding.outcome,
        "confidence": round(finding.confidence, 6),
        "matches": [_match(match) for match in finding.matches[:top]],
        "corrections": dict(finding.corrections),
        "milliseconds": round(milliseconds, 3),
    }


def _match(match: Match) -> dict[str, Any]:
    entry = match.entry
    return {
        "interview": entry.interview.id,
        "pair": entry.pair.id,
        "question": entry.pair.question,
        "quote": match.passage.quote,
        "speaker": entry.speaker.name,
        "source": entry.interview.url,
        "link": deep_link(match),
        "confidence": round(match.confidence, 6),
    }


def deep_link(match: Match) -> str:
    """The address that opens the source at the passage; longer than Discord would take, if need be."""
    return source_link(match.entry, match.passage.text, limit=LONGEST_LINK) or match.entry.interview.url


def reasons(finding: Finding) -> dict[str, Any]:
    """Why a finding is what it is; the keys of `--why --json`."""
    answer_at, suggest_at = finding.limits
    best = finding.matches[0] if finding.matches else None
    runner_up = finding.matches[1] if len(finding.matches) > 1 else None
    return {
        "matched": best and best.matched,
        "field": best and field_of(best),
        "score": best and round(best.score, 6),
        "confidence": round(finding.confidence, 6),
        "runner_up": runner_up
        and {
            "pair": runner_up.entry.ref,
            "score": round(runner_up.score, 6),
            "confidence": round(runner_up.confidence, 6),
        },
        "corrections": dict(finding.corrections),
        "limits": {"answer_at": answer_at, "suggest_at": suggest_at},
    }


def field_of(match: Match) -> str:
    """Where in its pair the matched text stands: question, also, summary, topics or answer."""
    pair = match.entry.pair
    if match.matched == pair.question:
        return "question"
    if match.matched in pair.also:
        return "also"
    if match.matched in pair.topics:
        return "topics"
    return "answer" if match.matched in pair.answer else "summary"
