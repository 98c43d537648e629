"""Every sentence the bot says about transcripts that are uploaded, until they are applied or cancelled.

As in `bot.discord.wording`, what comes in from content and files has been made safe already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.discord.content_wording import count, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Buttons (at most 80 characters each).
SWAP: Final = "Swap speakers"
DROP: Final = "Drop this pair"
RESTORE: Final = "Restore"
INSIST: Final = "It is an interview"
BACK: Final = "◀"
AHEAD: Final = "▶"
DETAILS: Final = "Details…"
MORE: Final = "More details…"

# The forms (titles and labels of at most 45 characters).
FORM: Final = "About this interview"
LABELS: Final = {
    "title": "Title",
    "show": "Show",
    "outlet": "Published by",
    "published": "Published on, as 2031-04-05",
    "url": "Address (https://…)",
    "guest": "Name of the guest",
    "season": "Season, a number",
    "interviewer": "Interviewer",
    "id": "Id (lower case, digits, hyphens)",
}
_NAMES: Final = {
    "title": "the title",
    "show": "the show",
    "outlet": "who published it",
    "published": "the date",
    "url": "the address",
    "guest": "the guest's name",
    "id": "an id",
}

# What the card says.
SPEAKERS: Final = "Speakers"
QUESTION: Final = "Question"
ANSWER: Final = "Answer"
SURENESS: Final = "How sure"
LEFT_OUT: Final = "Left out"
UNTITLED: Final = "A transcript"
NO_PAIR: Final = "Nothing is left to show."
DROPPED_PAIR: Final = "**Dropped:** this pair will not be in the interview."
MAY_BE_LOST: Final = "Its phrasings, summaries and golden questions would go with it."
LOOK_AGAIN: Final = "Not applied yet. If this is meant to be, press the button again."

# What is answered to whoever pressed a button.
GONE: Final = "That transcript is not kept any longer. Please upload the file again."
OUTDATED: Final = "Somebody has changed this meanwhile. This is how it stands now; please look again."
NOTHING_LEFT: Final = "All pairs are dropped, so there is nothing to apply. Restore one, or cancel."


def none_found(reason: str) -> str:
    """There is no interview in a file."""
    return f"I found no interview in that file. {reason}"


def withheld(pairs: int) -> str:
    """What can be done if it is an interview after all."""
    return (
        f"If it is one after all, press *{INSIST}*: I could make {count(pairs, 'pair')} of it for you to look through."
    )


def intro(name: str, pairs: int, dropped: int) -> str:
    """What was found in a file."""
    found = f"`{name}` · {count(pairs, 'pair')} found"
    return f"{found}, {dropped:,} dropped" if dropped else found


def pair(number: int, of: int) -> str:
    """Which pair is shown."""
    return f"Pair {number:,} of {of:,}"


def speaker(name: str, role: str, also: Sequence[str]) -> str:
    """Somebody who speaks."""
    return f"{name}: {role}{f' (also {listed(also, 3)})' if also else ''}"


def sure(share: float, notes: Sequence[str]) -> list[str]:
    """How sure a pair is, and what is unsure about it."""
    return [f"{share:.0%}", *(f"⚠️ {note}" for note in notes)]


def left_out(reasons: Mapping[str, int]) -> str:
    """How much text is in no pair, and why."""
    return ", ".join(f"{number:,} × {reason}" for reason, number in reasons.items())


def still_missing(names: Sequence[str]) -> str:
    """What has to be said before an interview can be applied."""
    return f"Still missing: {', '.join(_NAMES[name] for name in names)}."


def incomplete(names: Sequence[str]) -> str:
    """Why an interview cannot be applied yet."""
    return f"I cannot apply it yet. {still_missing(names)} Press *{DETAILS}* or *{MORE}* to say it."


def not_taken(problems: Sequence[str]) -> str:
    """What was typed into a form and is not of its kind."""
    return "\n".join(["I could not take this:", *(f"• {problem}" for problem in problems)])


def known(details: Mapping[str, str]) -> str:
    """What is known of the interview as a whole."""
    return " · ".join(details.values())


def too_late(state: str) -> str:
    """Somebody else has applied or cancelled it."""
    return f"That transcript has been {state} already."
