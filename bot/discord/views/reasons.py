"""What a finding rests on, as it is shown to moderators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.discord import markup, wording
from bot.discord.delivery import Reply
from bot.discord.views.answers import MESSAGE
from bot.discord.views.card import Card
from bot.moderation.spoilers import hides

if TYPE_CHECKING:
    from bot.moderation.spoilers import Seen
    from bot.search.results import Finding, Match

_TEXT: Final = 200
_REF: Final = 210
_WORDS: Final = 10


def reasons(finding: Finding, seen: Seen) -> Reply:
    """Everything about a finding: band and limits, the first match and the runner-up, corrections.

    Args:
        finding: What was found.
        seen: How far those who will read it have seen the shows; what gives more away is hidden.
    """
    fields = {wording.WHY_BAND: wording.band(finding.outcome, finding.confidence, *finding.limits)}
    for heading, match in zip((wording.WHY_FIRST, wording.WHY_NEXT), finding.matches, strict=False):
        fields[heading] = _match(match, seen)
    fields[wording.WHY_CORRECTIONS] = _corrections(finding)
    card = Card()
    card.title(wording.WHY_MENU)
    for heading, text in fields.items():
        card.field(heading, text, str)
    text = "\n".join(f"**{heading}** {text}" for heading, text in fields.items())
    return Reply(markup.fit(text, MESSAGE, str), card.embed, private=True)


def _match(match: Match, seen: Seen) -> str:
    """A pair, the stored text that was likest, and the numbers."""
    render = markup.hidden if hides(match.entry, seen) else markup.escape
    evidence = match.evidence
    return "\n".join(
        [
            f"{markup.fit(match.entry.ref, _REF)}",
            markup.fit(markup.one_line(match.matched), _TEXT, render),
            wording.evidence(match.confidence, evidence.score, evidence.margin, evidence.found, evidence.decoy),
        ]
    )


def _corrections(finding: Finding) -> str:
    pairs = list(finding.corrections.items())[:_WORDS]
    return ", ".join(f"{markup.fit(word, 40)} → {markup.fit(read, 40)}" for word, read in pairs) or wording.WHY_NONE
